"""Tests of backward: values known by hand, repeated use, order, cost."""

from collections.abc import Iterator

import pytest
from answer import backward


class Entry(list[tuple[int, float]]):
    """An entry that counts how often it is read."""

    reads = 0

    def __iter__(self) -> Iterator[tuple[int, float]]:
        Entry.reads += 1
        return super().__iter__()


def test_example() -> None:
    found = backward([[], [], [(0, 3.0), (0, 3.0)], [(2, 2.0), (1, 9.0)]])
    assert found[-1] == 1.0, "the last value moves by 1 with itself: start its adjoint at 1"
    assert found[0] != 6.0, "a was used twice in a * a: add the contributions, do not assign them"
    assert found == [12.0, 9.0, 2.0, 1.0], f"the example gives [12, 9, 2, 1], not {found}"


def test_chain() -> None:
    found = backward([[], [(0, 2.0)], [(1, 3.0)], [(2, 5.0)]])
    assert found[0] != 0.0, "the first value of a chain got 0: the tape is to be read from its end"
    assert found == [30.0, 15.0, 5.0, 1.0], f"slopes 2, 3, 5 give [30, 15, 5, 1], not {found}"


def test_two_uses_far_apart() -> None:
    # y = x * exp(x) at x = 0, where exp(x) is computed between the two uses of x
    found = backward([[], [(0, 1.0)], [(0, 1.0), (1, 0.0)]])
    assert found == [1.0, 0.0, 1.0], f"x is used at two places; expected [1, 0, 1], not {found}"
    found = backward([[], [(0, 2.0)], [(1, 3.0)], [(2, 1.0), (0, 10.0)]])
    assert found[0] == 16.0, f"x is used twice, directly and by a chain: 10 + 6 = 16, not {found[0]}"


def test_without_influence() -> None:
    found = backward([[], [], [(1, 4.0)], [(0, 7.0)]])
    assert found == [7.0, 0.0, 0.0, 1.0], f"values 1 and 2 do not reach the last one; got {found}"


def test_empty_and_single() -> None:
    assert backward([]) == [], "an empty tape gives an empty list"
    assert backward([[]]) == [1.0], "a single value has the derivative 1 with respect to itself"


def test_forks_are_collected() -> None:
    tape = [Entry(), *[Entry([(i, 0.5), (i, 0.5)]) for i in range(14)]]
    Entry.reads = 0
    found = backward(list(tape))
    assert found[0] == pytest.approx(1.0), f"fourteen forks with two halves each give 1, not {found[0]}"
    assert Entry.reads <= 3 * len(tape), (
        f"{Entry.reads} reads for {len(tape)} entries: you follow every path separately"
    )


def test_long_tape() -> None:
    tape = [[], *[[(i, 1.0)] for i in range(100_000)]]
    assert backward(tape)[0] == 1.0, "a chain of 100,000 slopes of 1 gives 1"


def test_tape_is_kept() -> None:
    tape = [[], [(0, 2.0)]]
    backward(tape)
    assert tape == [[], [(0, 2.0)]], "the tape was changed"
