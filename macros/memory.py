"""What the live site need not work out twice. It is off in a build, and until the live site says otherwise.

An answer is kept under everything that it depends on, so it cannot be stale; what a whole build did not ask for is
forgotten. The package's own code needs no place in a key: an edit of it starts the live site afresh (`fresh`).
"""

from __future__ import annotations

from collections.abc import Callable, Hashable
from functools import wraps
from typing import Any, ParamSpec, TypeVar

P = ParamSpec("P")
T = TypeVar("T")


class Memory:
    """Answers by what they depend on, and which of them this build has asked for."""

    def __init__(self) -> None:
        self.on = False
        self._answers: dict[Hashable, Any] = {}
        self._asked: set[Hashable] = set()

    def recall(self, key: Hashable) -> Any:
        """The answer kept under a key, or None."""
        self._asked.add(key)
        return self._answers.get(key)

    def keep(self, key: Hashable, answer: Any) -> None:
        """Keep an answer; nobody may change it from now on."""
        self._answers[key] = answer

    def forget_unasked(self) -> None:
        """After a whole build: forget what it did not ask for."""
        self._answers = {key: answer for key, answer in self._answers.items() if key in self._asked}
        self._asked.clear()


memory = Memory()


def remembered(function: Callable[P, T]) -> Callable[P, T]:
    """A function whose answer depends on its arguments alone, and is not None; they can be keys, and go by place."""
    # Not the function itself: MkDocs loads the hooks anew for each build.
    name = f"{function.__module__}.{function.__qualname__}"

    @wraps(function)
    def ask(*arguments: P.args, **names: P.kwargs) -> T:
        if not memory.on:
            return function(*arguments, **names)
        key = (name, arguments)
        answer: T | None = memory.recall(key)
        if answer is None:
            answer = function(*arguments, **names)
            memory.keep(key, answer)
        return answer

    return ask
