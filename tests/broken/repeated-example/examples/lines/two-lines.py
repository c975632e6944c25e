"""Two lines."""

print(2)
