from answer import corners


def test_the_ends_are_no_corners() -> None:
    assert corners([(0, 0), (1, 0), (1, 1)]) == 1, "the ends are no corners"


def test_a_point_has_no_corners() -> None:
    assert corners([(0, 0)]) == 0, "a point is a line without corners"
