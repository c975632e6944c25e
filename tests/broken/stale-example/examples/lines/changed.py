"""Two lines."""

print(3)
