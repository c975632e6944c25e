"""What writes the handbook's files: data files in one form, new records."""

from __future__ import annotations

from macros.writing.files import RefusedError
from macros.writing.formatting import format_records, unformatted
from macros.writing.new import new_record

__all__ = ["RefusedError", "format_records", "new_record", "unformatted"]
