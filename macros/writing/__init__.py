"""What writes the handbook's files: data files in one form."""

from __future__ import annotations

from macros.writing.files import RefusedError
from macros.writing.formatting import format_records, unformatted

__all__ = ["RefusedError", "format_records", "unformatted"]
