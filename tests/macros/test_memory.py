from collections.abc import Iterator

import pytest

from macros.memory import memory, remembered

asked: list[str] = []


@remembered
def shout(words: str) -> str:
    asked.append(words)
    return words.upper()


@pytest.fixture(autouse=True)
def remembering() -> Iterator[None]:
    """A memory as the live site has it, and none after that."""
    asked.clear()
    memory.on = True
    yield
    memory.forget_unasked()
    memory.forget_unasked()
    memory.on = False


def test_the_same_is_worked_out_once() -> None:
    assert [shout("a"), shout("a"), shout("b")] == ["A", "A", "B"]
    assert asked == ["a", "b"]


def test_a_build_remembers_nothing() -> None:
    memory.on = False
    assert [shout("a"), shout("a")] == ["A", "A"]
    assert asked == ["a", "a"]


def test_what_a_whole_build_did_not_ask_for_is_forgotten() -> None:
    shout("a")
    memory.forget_unasked()
    shout("b")
    memory.forget_unasked()
    shout("a")
    assert asked == ["a", "b", "a"]
