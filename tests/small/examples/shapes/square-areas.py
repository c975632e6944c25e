"""The areas of three squares."""

for side in (1, 2, 3):
    print(f"side {side}: area {side**2}")
