def corners(points: list[tuple[float, float]]) -> int:
    """How many of a line's points are corners: "```" and <b>all</b> but its {{ ends }}."""
    return max(0, len(points) - 2)
