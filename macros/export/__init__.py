"""The catalog for other programs: `create_files(...)` yields the path in the site and the text of each file."""

from __future__ import annotations

from macros.export.api import API, create_api
from macros.export.files import create_files
from macros.export.imprint import Imprint
from macros.export.linked import create_linked
from macros.export.schemas import DRAFT, schemas

__all__ = ["API", "DRAFT", "Imprint", "create_api", "create_files", "create_linked", "schemas"]
