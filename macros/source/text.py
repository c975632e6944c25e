"""Bytes -> text that holds nothing hidden, and places in it."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

MAX_BYTES = 100_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Span:
    """A stretch of one line; lines and columns count from 1, `end` is the column after the last one."""

    line: int
    column: int
    end: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Fault:
    """Something wrong with a text, before anyone knows which record it is."""

    code: str
    message: str
    span: Span | None = None
    hint: str = ""


# C0 and C1 controls but tab and line feed, line and paragraph separators, zero-width and joining characters,
# bidirectional marks and overrides, byte order marks, lone surrogates, interlinear annotations, tag characters; and the
# spaces that are none to YAML and Markdown: no-break, thin and others of their family.
SPACES = "\xa0\u1680\u2000-\u200a\u202f\u205f"
HIDDEN = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\xad\u061c\u115f\u1160\u17b4\u17b5\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f"
    f"\u3164\ufe00-\ufe0f\ufeff\uffa0\ufff9-\ufffb\ud800-\udfff\U000e0000-\U000e0fff{SPACES}]"
)
CONFLICT = re.compile(r"^(?:<{7}|>{7})(?: .*)?$", re.MULTILINE)
"""The lines that git puts around what it could not merge."""


def read_text(path: Path) -> tuple[str | None, list[Fault]]:
    """A file's text with line feeds only, or None and the reason."""
    try:
        if path.is_symlink() or not path.is_file():
            return None, [Fault(code="not-a-file", message="not a regular file", hint="write a plain file here")]
        if (size := path.stat().st_size) > MAX_BYTES:
            message = f"{size:,} bytes; at most {MAX_BYTES:,} are read"
            return None, [Fault(code="too-large", message=message, hint="split it: one record is one small file")]
        raw = path.read_bytes()
        text = raw.decode("utf-8").replace("\r\n", "\n")
    except UnicodeDecodeError as error:
        return None, [_not_utf8(raw, error.start)]
    except OSError as error:
        message = f"cannot be read: {error.strerror or 'input error'}"
        return None, [Fault(code="not-a-file", message=message, hint="check the file's permissions")]
    return text, list(hidden_characters(text))


def hidden_characters(text: str) -> Iterator[Fault]:
    """Every character that a reader cannot see but a program can, once on its line."""
    seen: set[tuple[str, int]] = set()
    for match in HIDDEN.finditer(text):
        span = span_at(text, match.start(), 1)
        if (match.group(), span.line) not in seen:
            seen.add((match.group(), span.line))
            yield hidden(match.group(), span)


@lru_cache(maxsize=8)
def line_starts(text: str) -> list[int]:
    """The offsets at which the lines of a text begin."""
    return [0, *(match.end() for match in re.finditer("\n", text))]


def line_of(text: str, number: int) -> str:
    """The text of a line, counted from 1; empty beyond the end."""
    starts = line_starts(text)
    if not 0 < number <= len(starts):
        return ""
    end = starts[number] - 1 if number < len(starts) else len(text)
    return text[starts[number - 1] : end]


def span_at(text: str, offset: int, length: int) -> Span:
    """The span of `length` characters from an offset of a text, cut at the end of the line."""
    line = bisect_right(line_starts(text), offset)
    start = line_starts(text)[line - 1]
    stop = text.find("\n", offset)
    stop = len(text) if stop < 0 else stop
    column = offset - start + 1
    return Span(line=line, column=column, end=max(column + 1, min(offset + length, stop) - start + 1))


def hidden(character: str, span: Span | None) -> Fault:
    """The fault that a character is, where it stands."""
    if character == "\ufeff":
        hint = "save the file as UTF-8 without a byte order mark (BOM), or delete the character"
    else:
        hint = "type a plain space" if re.match(f"[{SPACES}]", character) else "delete it, or type the text again"
    message = f"an invisible character (U+{ord(character):04X})"
    return Fault(code="hidden-character", message=message, span=span, hint=hint)


def find_conflict(text: str) -> Fault | None:
    """A merge that was not finished, where its first line stands."""
    if (found := CONFLICT.search(text)) is None:
        return None
    span = span_at(text, found.start(), len(found.group()))
    hint = "keep one of the two sides, and delete the lines that begin with <<<<<<<, ======= and >>>>>>>"
    return Fault(code="merge-conflict", message="git could not merge what stands here", span=span, hint=hint)


UTF_16 = (b"\xff\xfe", b"\xfe\xff")


def _not_utf8(raw: bytes, offset: int) -> Fault:
    """Names the word, as it reads in Windows-1252: nearly always it was written so."""
    start = raw.rfind(b"\n", 0, offset) + 1
    before = raw[start:offset].decode("utf-8", "replace")
    after = raw[offset : offset + 100].decode("cp1252", "replace").split("\n")[0]
    beginning = before.rsplit(maxsplit=1)[-1] if before and not before[-1].isspace() else ""
    word = beginning + "".join(after.split(maxsplit=1)[:1])
    shown = "" if raw.startswith(UTF_16) else f" (byte {raw[offset]:#04x} in '{word[:40]}')"
    span = Span(line=raw.count(b"\n", 0, offset) + 1, column=len(before) + 1, end=len(before) + 2)
    message = f"not UTF-8 text{shown or ' but UTF-16'}"
    hint = "save the file as UTF-8: in most editors an encoding can be chosen under Save as"
    return Fault(code="not-utf8", message=message, span=span, hint=hint)
