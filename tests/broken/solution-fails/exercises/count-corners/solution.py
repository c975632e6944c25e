def corners(points: list[tuple[float, float]]) -> int:
    """How many of a line's points are corners."""
    return len(points) if len(points) > 2 else 0
