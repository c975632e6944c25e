def corners(points: list[tuple[float, float]]) -> int:
    """How many of a line's points are corners."""
    raise NotImplementedError
