"""The formulas of a page: where they stand, what is wrong with them, and what they become in the page's template."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from macros.formulas import INLINE, create_display, create_inline, find_flaws, find_unmarked
from macros.source import Fault, span_at

NAME = re.compile(r"\{#(eq-[a-z0-9]+(?:-[a-z0-9]+)*)\}")
"""What may follow the word `math` on a fence: the name by which the page speaks of the equation."""

MARK = "\ue000"
"""Stands for each character of a formula where a pattern asks what is around it; no page may hold it."""

MISPLACED = (
    (rf"^ {{0,3}}#{{1,6}} [^\n]*?({MARK}+)", "a heading", "say it in words: a heading stands in menus too"),
    (rf"!\[[^\]\n]*?({MARK}+)", "a picture's description", "say it in words"),
    (rf"\]\([^)\n]*?({MARK}+)", "an address or its title", "write it outside the link, or as the words of the link"),
    (rf"^[ >]*\[[^\]\n]+\]:[^\n]*\"[^\n]*?({MARK}+)", "a link's title", "say it in words"),
    (rf"\{{[^}}\n]*?({MARK}+)", "braces", "write it outside them"),
    (rf"^[^\n]*?({MARK}+)[^\n]*\n[=-]+[ ]*$", "a heading", "say it in words: a heading stands in menus too"),
)
"""Where a formula cannot stand: a pattern with the formula as its group, what the place is, what to do."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Formula:
    """A formula of a page: its TeX, where it stands with its marks, and where each line of its TeX begins."""

    tex: str
    offset: int
    length: int
    starts: tuple[int, ...]
    after: str = ""
    """The mark that stands directly after it."""
    fence: str | None = None
    """The margin of a fence, for a formula that stands by itself."""
    header: str = ""
    """What the fence says after `math`."""

    @property
    def name(self) -> str:
        """What the page calls it, or nothing."""
        found = NAME.fullmatch(self.header)
        return found[1] if found else ""

    def place(self, offset: int) -> int:
        """The offset in the page of an offset in the TeX."""
        before = self.tex[:offset]
        return self.starts[before.count("\n")] + offset - (before.rfind("\n") + 1)


def inline_formula(match: re.Match[str], start: int) -> Formula:
    """The formula that stands in a line which begins at an offset of the page."""
    return Formula(
        tex=match["tex"],
        offset=start + match.start(),
        length=len(match.group()),
        starts=(start + match.start("tex"),),
        after=match["after"],
    )


def displayed_formula(lines: Sequence[str], start: int, margin: str, header: str) -> Formula:
    """The formula in the lines of a fence that begins at an offset of the page."""
    starts, texts, at = [], [], start + len(lines[0]) + 1
    for line in lines[1:-1]:
        inside = len(line) - len(line.removeprefix(margin).lstrip("> " if ">" in margin else ""))
        texts.append(line[inside:])
        starts.append(at + inside)
        at += len(line) + 1
    length = sum(len(line) + 1 for line in lines) - 1
    places = tuple(starts) or (start,)
    return Formula(tex="\n".join(texts), offset=start, length=length, starts=places, fence=margin, header=header)


def number(formulas: Sequence[Formula]) -> Mapping[str, int]:
    """The numbers of a page's named equations, in the order in which they stand."""
    names = dict.fromkeys(formula.name for formula in formulas if formula.name)
    return {name: place for place, name in enumerate(names, start=1)}


def as_markup(formula: Formula, numbers: Mapping[str, int], ready: Callable[[str], str]) -> str:
    """What stands in the page's template in place of a formula; `ready` says what stands for its HTML."""
    if formula.fence is None:
        return ready(create_inline(formula.tex, formula.after))
    html = ready(create_display(formula.tex, formula.name, numbers.get(formula.name, 0)))
    empty = formula.fence.rstrip(" ")
    return f"{empty}\n{formula.fence}{html}\n{empty}"


def find_formula_faults(text: str, masked: str, formulas: Sequence[Formula]) -> Iterator[Fault]:
    """Everything that is wrong with the formulas of a page, and what was meant to be one."""
    for formula in formulas:
        yield from _flaws(text, formula)
    yield from _names(text, formulas)
    yield from _misplaced(text, masked, formulas)
    yield from _unmarked(text, masked)


def _flaws(text: str, formula: Formula) -> Iterator[Fault]:
    for flaw in find_flaws(formula.tex, display=formula.fence is not None):
        span = span_at(text, formula.place(flaw.offset), max(flaw.length, 1))
        yield Fault(code="bad-formula", message=flaw.message, span=span, hint=flaw.hint)


def _names(text: str, formulas: Sequence[Formula]) -> Iterator[Fault]:
    """An equation's name begins with eq- and stands once on its page."""
    seen: set[str] = set()
    for formula in formulas:
        if formula.header and (not formula.name or formula.name in seen):
            at = text.find(formula.header, formula.offset)
            message = f"the equation '{formula.name}' stands twice" if formula.name else "not the name of an equation"
            hint = "give it another name" if formula.name else "write ```math {#eq-name}, in lower-case words"
            yield Fault(code="equation-name", message=message, span=span_at(text, at, len(formula.header)), hint=hint)
        seen.add(formula.name)


def _misplaced(text: str, masked: str, formulas: Sequence[Formula]) -> Iterator[Fault]:
    """A formula stands in text, where it can be set."""
    pieces, last = [], 0
    for formula in formulas:
        if formula.fence is None:
            pieces += [masked[last : formula.offset], MARK * (formula.length - len(formula.after)) + formula.after]
            last = formula.offset + formula.length
    marked = "".join([*pieces, masked[last:]]) if pieces else ""
    for pattern, what, hint in MISPLACED if pieces else ():
        for match in re.finditer(pattern, marked, re.MULTILINE):
            span = span_at(text, match.start(1), len(match[1]))
            yield Fault(code="misplaced-formula", message=f"a formula in {what}", span=span, hint=hint)


def _unmarked(text: str, masked: str) -> Iterator[Fault]:
    """What was meant to be a formula."""
    for flaw in find_unmarked(text, masked):
        span = span_at(text, flaw.offset, flaw.length)
        yield Fault(code="open-formula", message=flaw.message, span=span, hint=flaw.hint)


__all__ = [
    "INLINE",
    "Formula",
    "as_markup",
    "displayed_formula",
    "find_formula_faults",
    "inline_formula",
    "number",
]
