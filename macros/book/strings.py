"""Text as typst reads it: strings, in which no sign means anything else."""

from __future__ import annotations

import json


def text(words: str) -> str:
    """Words as a string of typst's."""
    return json.dumps(words, ensure_ascii=False).replace("\u2028", " ").replace("\\u", "\\u")
