"""Exercises: their code as text, the proof that they judge rightly, and a reader's own copy to work in."""

from __future__ import annotations

from macros.practice.code import BEGINNING, Code, Codes, read_codes
from macros.practice.judging import Outcome, judge, passes
from macros.practice.proving import prove
from macros.practice.rules import check_codes, exercises_of
from macros.practice.working import listing, work

__all__ = [
    "BEGINNING",
    "Code",
    "Codes",
    "Outcome",
    "check_codes",
    "exercises_of",
    "judge",
    "listing",
    "passes",
    "prove",
    "read_codes",
    "work",
]
