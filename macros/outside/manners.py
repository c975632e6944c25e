"""How one asks politely: one question at a time to a host, a pause after each, and a rest for as long as it wants."""

from __future__ import annotations

import threading
import time
from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Protocol

PAUSE = 1.0
"""How many seconds a host is left alone after each answer."""


class Clock(Protocol):
    """What time it is, and waiting: tests bring their own."""

    def now(self) -> float:
        """Seconds that only grow."""
        ...

    def sleep(self, seconds: float) -> None:
        """Wait."""
        ...


class RealClock:
    """The machine's."""

    def now(self) -> float:
        """Seconds since some moment."""
        return time.monotonic()

    def sleep(self, seconds: float) -> None:
        """Wait."""
        time.sleep(seconds)


class Turns:
    """Whose turn it is to ask a host."""

    def __init__(self, clock: Clock, pause: float = PAUSE) -> None:
        self._clock = clock
        self._pause = pause
        self._locks: defaultdict[str, threading.Lock] = defaultdict(threading.Lock)
        self._ready: defaultdict[str, float] = defaultdict(float)
        self._one = threading.Lock()

    @contextmanager
    def turn(self, host: str) -> Iterator[None]:
        """Wait until nobody else asks the host and it is ready; afterwards it is left alone for the pause."""
        with self._one:
            lock = self._locks[host]
        with lock:
            wait = self._ready[host] - self._clock.now() if host in self._ready else 0
            if wait > 0:
                self._clock.sleep(wait)
            try:
                yield
            finally:
                self._ready[host] = self._clock.now() + self._pause

    def leave_alone(self, host: str, seconds: float) -> None:
        """Let nobody ask the host for so long."""
        with self._one:
            self._ready[host] = max(self._ready[host], self._clock.now() + seconds)
