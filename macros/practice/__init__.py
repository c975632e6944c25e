"""Exercises at work: the proof that they judge rightly, and a reader's own copy. The only room that runs their code."""

from __future__ import annotations

from macros.practice.judging import Outcome, judge, passes
from macros.practice.proving import prove
from macros.practice.working import listing, work

__all__ = ["Outcome", "judge", "listing", "passes", "prove", "work"]
