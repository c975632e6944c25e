"""The code of exercises, read as text and held against their records; it runs elsewhere (`practice`)."""

from __future__ import annotations

from macros.exercises.code import BEGINNING, Code, Codes, read_codes
from macros.exercises.rules import check_codes, exercises_of

__all__ = ["BEGINNING", "Code", "Codes", "check_codes", "exercises_of", "read_codes"]
