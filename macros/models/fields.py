"""The types of the fields: what a value looks like, and which record it points at."""

from __future__ import annotations

import datetime
import re
from dataclasses import dataclass
from typing import Annotated, Any, Literal, TypeVar
from urllib.parse import urlsplit

from pydantic import AfterValidator, BeforeValidator, Field, Strict, StringConstraints
from pydantic_core import PydanticCustomError

ID = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
MAX_ID = 64
DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Reference:
    """Declares that a field holds the id of a record of this kind; the whole graph is read off these.

    Links with an `order` may not come back to where they started; prerequisites give the learning order.
    `inverse` is the heading over the links on the page they lead to; without it, the kind's own plural.
    """

    kind: str
    order: Literal["", "prerequisite", "successor"] = ""
    inverse: str = ""


@dataclass(frozen=True, slots=True)
class MissingCode:
    """The code that a missing value of this field is reported under, where it has one of its own."""

    code: str


@dataclass(frozen=True, slots=True)
class InlineMarkdown:
    """Declares that a field's text is inline Markdown, formulas included."""


def slug(text: str) -> str:
    """The id that words make: `Linear Maps (2)` -> `linear-maps-2`; nothing where no letter or digit is left."""
    return re.sub(r"[^a-z0-9]+", "-", text.lower()).strip("-")[:64].strip("-")


def is_id(text: str) -> bool:
    """Whether a text is lower-case words joined by hyphens, and short."""
    return len(text) <= MAX_ID and ID.fullmatch(text) is not None


def _slug(text: str) -> str:
    if not ID.fullmatch(text):
        raise PydanticCustomError("bad-id", "must be an id: lower-case words joined by hyphens, like 'linear-maps'")
    return text


ACTIVE = re.compile(r"[<&{]|\]\(")
HTML = re.compile(r"</?[A-Za-z][\w-]*>?|<[/!?]")
ENTITY = re.compile(r"&(?:#[0-9]+|#x[0-9A-Fa-f]+|[A-Za-z][A-Za-z0-9]+);")
MACRO = re.compile(r"\{[{%#]")
CODE = re.compile(r"`[^`]*`")
LINK = re.compile(r"\]\(\s*<?([^)\s>]*)")


def _plain(text: str) -> str:
    """Text as it stands: whatever would be HTML or a macro elsewhere would be printed."""
    if not ACTIVE.search(text):
        return text
    if found := HTML.search(text) or ENTITY.search(text):
        what = {"what": found.group()}
        raise PydanticCustomError("html-in-data", "holds HTML ({what}), which would be printed as it stands", what)
    if found := MACRO.search(text):
        what = {"what": found.group()}
        raise PydanticCustomError("macro-in-data", "holds {what}, and text in data has no macros", what)
    return text


def _inline(text: str) -> str:
    """Inline Markdown: no HTML and no macros outside code, and links with http(s) alone."""
    if not ACTIVE.search(text):
        return text
    bare = CODE.sub("", text)
    for link in LINK.finditer(bare):
        if not is_web_address(link[1]):
            what = {"what": link[1][:60]}
            raise PydanticCustomError("refused-address", "links to '{what}', which is no http(s) address", what)
    _plain(bare)
    return text


def _day(value: Any) -> Any:
    if isinstance(value, str) and DAY.fullmatch(value):
        try:
            return datetime.date.fromisoformat(value)
        except ValueError:
            raise PydanticCustomError("bad-date", "is not a day of the calendar") from None
    raise PydanticCustomError("bad-date", "must be a date, like 2026-01-31")


def is_web_address(text: str) -> bool:
    """Whether a text is an absolute http(s) address with a host, without user name, spaces, quotes or brackets."""
    if re.search(r"[\s<>\"'\\^`{|}]", text):
        return False
    try:
        parts = urlsplit(text)
        host = parts.hostname or ""
    except ValueError:
        return False
    return parts.scheme in ("http", "https") and "." in host and parts.username is None


def _address(text: str) -> str:
    if not is_web_address(text):
        raise PydanticCustomError("bad-address", "must be an http(s) address, like https://docs.python.org/")
    return text


Item = TypeVar("Item")
Many = Annotated[tuple[Item, ...], Strict(False), Field(max_length=200)]
"""A list in the file, a tuple in the model."""

Slug = Annotated[
    str,
    StringConstraints(max_length=MAX_ID),
    AfterValidator(_slug),
    Field(json_schema_extra={"pattern": f"^{ID.pattern}$"}),
]
Line = Annotated[str, StringConstraints(min_length=1, max_length=200, pattern=r"^\S.*\S$|^\S$"), AfterValidator(_plain)]
"""A short plain text, on one line."""
Unit = Annotated[str, StringConstraints(max_length=20), AfterValidator(_plain)]
"""A unit of measure, or nothing."""
Prose = Annotated[str, StringConstraints(min_length=1, max_length=2000), AfterValidator(_inline), InlineMarkdown()]
"""A sentence or a few, with inline Markdown."""
Day = Annotated[datetime.date, BeforeValidator(_day)]
Address = Annotated[
    str,
    StringConstraints(max_length=500),
    AfterValidator(_address),
    Field(json_schema_extra={"format": "uri", "pattern": "^https?://"}),
]

SkillId = Annotated[Slug, Reference(kind="skill")]
TopicId = Annotated[Slug, Reference(kind="topic")]
CharacteristicId = Annotated[Slug, Reference(kind="characteristic")]
ResponsibilityId = Annotated[Slug, Reference(kind="responsibility")]
StepId = Annotated[Slug, Reference(kind="step")]
RoleId = Annotated[Slug, Reference(kind="role")]
ToolId = Annotated[Slug, Reference(kind="tool")]
CertificationId = Annotated[Slug, Reference(kind="certification")]
ResourceId = Annotated[Slug, Reference(kind="resource")]
TermId = Annotated[Slug, Reference(kind="term")]
SourceId = Annotated[Slug, Reference(kind="source")]
ClaimId = Annotated[Slug, Reference(kind="claim")]

Level = Literal["introductory", "intermediate", "advanced"]
Confidence = Literal["high", "medium", "low"]
Cost = Literal["free", "free-to-audit", "paid"]
Origin = Literal["article", "added"]
Count = Annotated[int, Field(ge=1, le=10_000_000)]
Number = Annotated[float, Field(ge=-1e12, le=1e12, allow_inf_nan=False)]
Distance = Annotated[float, Field(ge=0, le=1e12, allow_inf_nan=False)]
Money = Annotated[float, Field(ge=0, le=100_000_000, allow_inf_nan=False)]
