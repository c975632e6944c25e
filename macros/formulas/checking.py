"""What is wrong with a formula, and where in it: all of it at once, before anything is set."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from macros.diagnostics import nearest
from macros.formulas.commands import COMMANDS, ENVIRONMENTS, INSTEAD, OTHER_ENVIRONMENTS, SIGNS
from macros.formulas.setting import SettingError, set_formula, width

MAX_INLINE = 300
MAX_DISPLAY = 2000
"""The most characters of a formula in a line, and of one that stands by itself."""

MAX_BRACES = 12
MAX_WIDTH = 20
"""How wide a formula in a line may be, in its letters' height: a telephone's screen has room for about as much."""

COMMAND = re.compile(r"\\\|(?P<norm>[^|\\]*)\\\|(?P<index>_(?:\{[^{}]*\}|\w))?|\\(?P<name>[A-Za-z]+|[^A-Za-z]|\Z)")
"""A command; or two double bars with what stands between and below them."""

ENVIRONMENT = re.compile(r"\\(?:begin|end)\s*\{([^{}]*)\}")
BRACKET = re.compile(
    r"(?P<open>[{(\[]|\\(?:left|begin|l[vV]ert|langle|lfloor|lceil)\b)|[})\]]|\\(?:right|end|r[vV]ert|rangle|rfloor|rceil)\b"
)
TEXT = re.compile(r"\\text\s*\{[^{}\\$]*\}")
MARKUP = re.compile(r"<(?=[A-Za-z/!?])")


NOT_MARKED = (
    ("$$", r"(?<![\\$])\$\$", "'$$' sets no formula here", "write a fence: ```math above the formula, ``` below it"),
    (
        "$",
        r"(?<![\\$\w])\$(?![\s$`\d])[^$\n`]*[^\s$`\\]\$(?![\d$`])",
        "a formula between single dollar signs",
        "add backticks: $`...`$",
    ),
    ("\\(", r"\\\([^\n]*?\\\)", "a formula between \\( and \\)", "write $`...`$"),
    ("\\[", r"\\\[[^\n]*?\\[A-Za-z]+[^\n]*?\\\]", "a formula between \\[ and \\]", "write a fence: ```math"),
)
"""Formulas as they are written elsewhere: a sign that all have, their pattern, what it is, what to write."""

HALF_MARKED = re.compile(r"(?<!\\)\$(?=`)|(?<=`)\$")


@dataclass(frozen=True, slots=True, kw_only=True)
class Flaw:
    """Something wrong with a formula: where in its TeX, what, and what to write instead."""

    offset: int
    length: int
    message: str
    hint: str = ""


def find_flaws(tex: str, *, display: bool) -> list[Flaw]:
    """Everything that is wrong with a formula, in order; none, where it can be set."""
    if (flaw := _size(tex, display=display)) is not None:
        return [flaw]
    words = TEXT.sub(lambda match: " " * len(match.group()), tex)
    found = [*_commands(words), *_environments(tex), *_signs(words), *_texts(tex), *_braces(tex)]
    return sorted(found or _unset(tex, display=display), key=lambda flaw: flaw.offset)


def _size(tex: str, *, display: bool) -> Flaw | None:
    """A formula holds something, and not too much."""
    if not tex.strip():
        return Flaw(offset=0, length=len(tex), message="an empty formula", hint="write it, or delete its marks")
    most = MAX_DISPLAY if display else MAX_INLINE
    if len(tex) > most:
        message, hint = f"a formula of {len(tex):,} characters; at most {most:,} are read", "split it"
        return Flaw(offset=0, length=len(tex), message=message, hint=hint)
    return None


def _braces(tex: str) -> Iterator[Flaw]:
    """Braces come in pairs, and neither they nor brackets are nested deeply."""
    yield from _nesting(tex)
    still_open: list[int] = []
    for brace in re.finditer(r"(?<!\\)(?:\\\\)*([{}])", tex):
        at = brace.start(1)
        if brace[1] == "{":
            still_open.append(at)
        elif still_open:
            still_open.pop()
        else:
            yield Flaw(offset=at, length=1, message="a brace that closes nothing", hint="delete it, or open it with {")
    for at in still_open[: MAX_BRACES + 1]:
        yield Flaw(offset=at, length=1, message="a brace that is not closed", hint="add } where it ends")


def _nesting(tex: str) -> Iterator[Flaw]:
    depth = 0
    for bracket in BRACKET.finditer(tex):
        depth += 1 if bracket["open"] else -1
        if bracket["open"] and depth == MAX_BRACES + 1:
            message, hint = f"brackets nested more than {MAX_BRACES} deep", "give a part a name, and write it by itself"
            yield Flaw(offset=bracket.start(), length=1, message=message, hint=hint)
            return


def _commands(tex: str) -> Iterator[Flaw]:
    """A command is one of those that are set."""
    for match in COMMAND.finditer(tex):
        if match["name"] not in COMMANDS:
            message = f"'{match.group()[:40]}' is not used in formulas here"
            yield Flaw(offset=match.start(), length=len(match.group()), message=message, hint=_instead(match))


def _instead(match: re.Match[str]) -> str:
    """What to write instead of a command that is not used."""
    name = match["name"]
    if name is None:
        return f"write \\lVert {match['norm'].strip()} \\rVert{match['index'] or ''}"
    known = nearest(name, COMMANDS) if len(name) > 3 else None
    return INSTEAD.get(name) or (f"did you mean '\\{known}'?" if known else "write it with the usual commands")


def _environments(tex: str) -> Iterator[Flaw]:
    """An environment is one of those that are set."""
    for match in ENVIRONMENT.finditer(tex):
        name = match[1]
        if name not in ENVIRONMENTS:
            other = OTHER_ENVIRONMENTS.get(name)
            hint = f"write {other}" if other else f"one of: {', '.join(ENVIRONMENTS)}"
            message = f"no environment '{name[:40]}' here"
            yield Flaw(offset=match.start(1), length=len(name), message=message, hint=hint)


def _signs(tex: str) -> Iterator[Flaw]:
    """Outside its words a formula holds signs of ASCII alone, and none with a second meaning."""
    for match in re.finditer(r"(?<!\\)[|%$\"`@]|[^\x20-\x7e\n]", tex):
        sign = match.group()
        hint = SIGNS.get(sign, "write its command, or words as \\text{...}")
        yield Flaw(offset=match.start(), length=1, message=f"'{sign}' cannot stand in a formula", hint=hint)


def _texts(tex: str) -> Iterator[Flaw]:
    """Words in a formula are plain."""
    for match in re.finditer(r"\\text\s*(?!\s*\{[^{}\\$]*\})", tex):
        hint = "write plain words between braces, and formulas outside them"
        yield Flaw(offset=match.start(), length=5, message="\\text takes plain words", hint=hint)


def _unset(tex: str, *, display: bool) -> Iterator[Flaw]:
    """What only shows when the formula is set."""
    try:
        tree = set_formula(tex, display=display)
    except SettingError as error:
        offset = min(error.offset, max(len(tex.rstrip()) - 1, 0))
        yield Flaw(offset=offset, length=1, message=error.message, hint=error.hint)
        return
    if not display and width(tree) > MAX_WIDTH:
        hint = "display it: a fence ```math"
        yield Flaw(offset=0, length=len(tex), message="too wide for a line on a telephone", hint=hint)


def find_unmarked(text: str, masked: str) -> Iterator[Flaw]:
    """What was meant to be a formula in a text, given with and without its code and formulas."""
    for sign, pattern, message, hint in NOT_MARKED:
        for match in re.finditer(pattern, masked) if sign in masked else ():
            yield Flaw(offset=match.start(), length=len(match.group()), message=message, hint=hint)
    for match in HALF_MARKED.finditer(text) if "$" in masked else ():
        if masked[match.start()] == "$":
            hint = "a formula has $` before it and `$ after it, on one line"
            yield Flaw(offset=match.start(), length=1, message="a formula with one of its marks missing", hint=hint)
