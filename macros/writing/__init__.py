"""What writes the handbook's files: data files in one form, new records, records under another id."""

from __future__ import annotations

from macros.writing.files import RefusedError
from macros.writing.formatting import format_records, unformatted
from macros.writing.new import new_record
from macros.writing.rename import rename_record

__all__ = ["RefusedError", "format_records", "new_record", "rename_record", "unformatted"]
