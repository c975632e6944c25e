"""Bare facts: prices, pay, shares, dates, versions and rankings that a text states of the world, citing nothing."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

from macros.catalog import Catalog
from macros.checks.finding import Finding
from macros.models import CURRENCIES, MODELS, Exercise, Fact, Question, SourceOfFacts, texts_in


@dataclass(frozen=True, slots=True, kw_only=True)
class Bare:
    """What a text states, in its own words, and where these stand in it."""

    what: str
    words: str
    offset: int

    @property
    def length(self) -> int:
        """How many characters the words have in the text, line breaks included."""
        return len(self.words)

    @property
    def name(self) -> str:
        """The words on one line, as exceptions name them."""
        return " ".join(self.words.split())

    @property
    def can_be_invented(self) -> bool:
        """Whether it may be part of a made-up story: a date or a version is of this world."""
        return self.what in ("a price", "pay", "a share")


# --- what is a fact of the world -------------------------------------------------------------------------------------

MONTH = "(?:January|February|March|April|May|June|July|August|September|October|November|December)"
YEAR = r"(?:19[5-9]|20[0-3])\d\b"
GROUP = (
    r"(?:developers|engineers|programmers|scientists|practitioners|professionals|respondents|graduates|"
    r"companies|employers|firms|businesses|enterprises|organi[sz]ations|start-?ups|adverts|postings|vacancies|"
    r"Americans|Europeans|(?:the )?(?:workforce|market|industry))\b"
)
"""Whom one surveys and counts; rows, users and requests are what a calculation is about."""

NUMBER = r"(?<![\d,.])\d++(?:[,.]\d+)*+"
"""Begins where a number does and is read once: a page of nothing but `1,1,1` would be read for minutes."""

AMOUNT = rf"{NUMBER}(?:\s(?:thousand|million|billion))?"
PERCENT = rf"{NUMBER}\s?(?:%|per ?cent\b)"
PAID = r"(?:salar(?:y|ies)|wages?|earn(?:s|ed|ing)?|income)\b"
SUM = r"\b\d{2,3}(?:,\d{3}|k)\b"
PRECISE = r"(?:[Ii]n|[Ss]ince|[Uu]ntil|[Bb]y|[Ff]rom|[Bb]efore|[Aa]fter|[Dd]uring|[Bb]etween|[Ee]arly|[Mm]id|[Ll]ate)"
PART = r"(?:spring|summer|autumn|winter|beginning|start|middle|end|half|quarter)(?: of)?"

SPREAD = r"(?:used|popular|widespread|downloaded|wanted|sought|adopted|starred)\b"
FIRST = (
    r"\bfastest[\s-]growing\b|\b(?:best|highest)[\s-](?:selling|paid)\b|\b(?:industry|de facto)\sstandard\b|"
    r"\bnumber one\b|\branked?\s(?:first|second|third)\b"
)

STATEMENTS = (
    (
        "a price",
        r"\d",
        rf"[$€£¥]\s?{AMOUNT}|\b{AMOUNT}\s(?:{'|'.join(CURRENCIES)}|dollars?|euros?|pounds?|cents?|rupees?|yen)\b",
    ),
    ("pay", PAID, rf"\b{PAID}[^.;|]{{0,60}}?{SUM}|{SUM}[^.;|]{{0,60}}?\b{PAID}"),
    ("a share", "%|cent", rf"\b{PERCENT}\s(?:of\s)?(?:[\w'-]+\s){{0,4}}?{GROUP}|\b{GROUP}[^.;|]{{0,60}}?\s{PERCENT}"),
    (
        "a date",
        YEAR,
        rf"\b(?:\d{{1,2}}\s)?{MONTH}\s(?:\d{{1,2}},\s)?{YEAR}|\b{YEAR}-\d\d-\d\d\b|\b(?:{PRECISE}|{PART})[\s-]{YEAR}",
    ),
    ("a version", "ersion", r"\b[Vv]ersion\s\d+(?:\.\d\w*)+"),
    (
        "a ranking",
        "",
        rf"\bmost\s(?:(?:widely|commonly|often)\s)?{SPREAD}|\bmost\s(?:job\s)?{GROUP}|\bmarket[\s-](?:share|leader)\b|{FIRST}",
    ),
)
"""What a text states, what is looked for first because it cannot do without, and how it reads.

The last alone needs no figures.
"""

PATTERNS = tuple((what, re.compile(needed), re.compile(pattern)) for what, needed, pattern in STATEMENTS)
FIGURE = re.compile(r"\d")
PARAGRAPH = re.compile(r"(\n\s*\n)")
RELEASE = re.compile(
    r"(?P<when>\b(?:[Ss]ince|[Uu]ntil|[Bb]efore)\s)?(?<![\w.+-])(?P<tool>[A-Za-z][\w.+-]*+)\s\d+(?P<minor>(?:\.\d\w*)+)?\b"
)
"""A name and a number: the version of a tool, if a tool has that name."""

# --- where it stands -------------------------------------------------------------------------------------------------

SENTENCE = re.compile(
    r"(?<=[.!?])[\"')\]*_]*(?:\[\^[\w-]+\])*\s+(?=[\"'(\[*_{]*[A-Z0-9])|\n\s*\n|\n(?=[ ]*(?:[-*+|#>:]|\d+\.)\s?)"
)
"""What stands between two sentences, rows of a table, or items of a list."""

CITING = [model.kind for model in MODELS.values() if issubclass(model, (Fact, SourceOfFacts))]
CITATION = re.compile(rf"\{{\{{ *(?:{'|'.join(CITING)})\(|\[\^")
"""The name of a fact or a source, or a footnote."""

MACRO = re.compile(r"\{\{[^\n]*?\}\}")
SECTION = re.compile(r"^##\s", re.MULTILINE)
INVENTED = re.compile(r"\b(?:suppose|imagine|invent|assum|made[\s-]up)", re.IGNORECASE)
"""How a text tells its readers that its figures are nobody's."""

CODE = re.compile(r"\$?`[^`]*`\$?|\]\([^)]*\)")


def find_bare(text: str, tools: Collection[str]) -> Iterator[Bare]:
    """What a text without code and addresses states and does not cite; `tools` are the last words of tools' names."""
    found = sorted(_stated(MACRO.sub(_blank, text), tools), key=lambda bare: bare.offset)
    citing = _Parts(text, [match.end() for match in SENTENCE.finditer(text)] if found else [], CITATION)
    inventing = _Parts(text, [match.start() for match in SECTION.finditer(text)] if found else [], INVENTED)
    for bare in found:
        is_invented = bare.can_be_invented and inventing.holds(bare.offset)
        if not is_invented and not citing.holds(bare.offset):
            yield bare


class _Parts:
    """A text cut into parts, and which of them hold a sign; each is looked through once, however much it states."""

    def __init__(self, text: str, cuts: Sequence[int], sign: re.Pattern[str]) -> None:
        self._text, self._sign = text, sign
        self._starts = [0, *cuts, len(text)]
        self._known: dict[int, bool] = {}

    def holds(self, offset: int) -> bool:
        """Whether the part in which an offset lies holds the sign."""
        place = bisect_right(self._starts, offset)
        if place not in self._known:
            self._known[place] = self._sign.search(self._text, *self._starts[place - 1 : place + 1]) is not None
        return self._known[place]


def _stated(text: str, tools: Collection[str]) -> Iterator[Bare]:
    """What each paragraph states: most hold no figures, and few of those that do a year or a price."""
    start = 0
    for paragraph in PARAGRAPH.split(text):
        for what, words, offset in _in_paragraph(paragraph, tools):
            yield Bare(what=what, words=words, offset=start + offset)
        start += len(paragraph)


def _in_paragraph(text: str, tools: Collection[str]) -> Iterator[tuple[str, str, int]]:
    has_figures = FIGURE.search(text) is not None
    for what, needed, pattern in PATTERNS if has_figures else PATTERNS[-1:]:
        for match in pattern.finditer(text) if needed.search(text) else ():
            yield what, match.group(), match.start()
    for match in RELEASE.finditer(text) if has_figures else ():
        if match["tool"].casefold() in tools and (match["minor"] or match["when"]):
            yield "a version", match.group(), match.start()


def _blank(match: re.Match[str]) -> str:
    return re.sub(r"[^\n]", " ", match.group())


# --- records ---------------------------------------------------------------------------------------------------------


def names_of_tools(catalog: Catalog) -> frozenset[str]:
    """The last words of the names of all tools: what stands before the number of a version."""
    return frozenset(record.title.split()[-1].casefold() for record in catalog.records("tool"))


def bare_fact(catalog: Catalog) -> Iterator[Finding]:
    """A price, pay, a share of people or companies, a date, a version or a ranking names the fact it rests on."""
    tools = names_of_tools(catalog)
    for entry in catalog.entries.values():
        record = entry.record
        if isinstance(record, (Fact, SourceOfFacts, Question, Exercise)):
            continue
        for loc, text, is_markdown in texts_in(record):
            for bare in find_bare(CODE.sub(_blank, text), tools) if is_markdown else ():
                yield Finding(
                    entry=entry,
                    loc=loc,
                    message=f"{bare.what} that cites nothing: '{bare.name}'",
                    hint='records cite nothing: say it on a page, with {{ claim("...") }}, or without the figure',
                    part=(text, bare.offset, bare.length),
                    words=bare.name,
                )
