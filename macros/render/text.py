"""Text from data -> Markdown in which nothing of it is active: no tag, no markup, no macro."""

from __future__ import annotations

import datetime
import re
from functools import lru_cache

from markdown_it import MarkdownIt
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token
from markupsafe import Markup

from macros.formulas import INLINE, create_inline
from macros.models import SourceOfFacts, is_web_address

BLOCK_START = re.compile(r"[\s:+/?-]|\d+[.)](?:\s|$)")
SPACE = re.compile(r"\s+")
ACTIVE = re.compile(r"[\\`*_{}\[\]<>&\"'!~^=|$#]")


def plain(text: str) -> Markup:
    """Text as it stands: whatever Markdown, HTML or Jinja could read in it is written as character references.

    So is a first character that could begin a list, heading, table, definition or block of code.
    """
    text = SPACE.sub(" ", text)
    start = _reference(text[0]) if BLOCK_START.match(text) else ""
    return Markup(start + _safe(text[len(start) and 1 :]))


@lru_cache(maxsize=10_000)
def prose(text: str) -> Markup:
    """Text with inline Markdown (emphasis, code, formulas, links with http(s)) as HTML inside Markdown."""
    tokens = _inline.parseInline(" ".join(text.split()))[0].children or []
    rendered = "".join(_html(token) for token in tokens)
    start = _reference(rendered[0]) if BLOCK_START.match(rendered) else ""
    return Markup(start + rendered[len(start) and 1 :])


def fence(code: str, language: str) -> Markup:
    """A fenced block; no line of the code can close it."""
    longest = max((len(ticks) for ticks in re.findall("`+", code)), default=0)
    ticks = "`" * max(3, longest + 1)
    return Markup(f"{ticks}{language}\n{code.rstrip()}\n{ticks}")


def in_sentence(title: str) -> str:
    """A title as it stands inside a sentence: `Tensor` -> `tensor`, but `ROC curve` and `L2 norm` stay."""
    first = title.split(maxsplit=1)[0]
    return title[0].lower() + title[1:] if first[1:].islower() and len(first) > 1 else title


def day(date: datetime.date) -> Markup:
    """A date that scripts can read."""
    return Markup(f'<time datetime="{date.isoformat()}">{date.isoformat()}</time>')


def aged(date: datetime.date) -> Markup:
    """The day on which a fact was checked; the reader's browser adds how long ago that is."""
    return Markup(f'<time datetime="{date.isoformat()}" class="hb-age">{date.isoformat()}</time>')


def due(date: datetime.date) -> Markup:
    """The day after which a fact is overdue; the reader's browser compares it with today."""
    return Markup(f'<time datetime="{date.isoformat()}" class="hb-due">{date.isoformat()}</time>')


def address(text: str) -> Markup:
    """An http(s) address for use between angle brackets or in a link."""
    if not is_web_address(text):
        raise ValueError(f"not an http(s) address: {text}")
    return Markup(text.replace("(", "%28").replace(")", "%29"))


def reading(source: SourceOfFacts) -> Markup:
    """How a source was read: the original, a copy (with a link to it), or only listed."""
    if source.via is not None:
        return Markup(f"read in [a copy]({address(source.via)})")
    return Markup("read in the original" if source.read == "original" else "only listed")


def money(amount: float, currency: str) -> str:
    """`120,230 USD`."""
    return f"{amount:,.0f} {currency}" if amount == int(amount) else f"{amount:,.2f} {currency}"


def _formula(state: StateInline, silent: bool) -> bool:
    """Reads the formula that begins where the reader of inline Markdown stands."""
    found = INLINE.match(state.src, state.pos)
    if found is None:
        return False
    if not silent:
        state.push("formula", "", 0).content = create_inline(found["tex"], found["after"])
    state.pos = found.end()
    return True


_inline = MarkdownIt("zero").enable(["emphasis", "backticks", "link", "entity", "escape"])
setattr(_inline, "validateLink", is_web_address)  # noqa: B010 - the library's own way to say which links are links
_inline.inline.ruler.before("backticks", "formula", _formula)

_TAGS = {"em_open": "<em>", "em_close": "</em>", "strong_open": "<strong>", "strong_close": "</strong>"}


def _html(token: Token) -> str:
    match token.type:
        case "code_inline":
            return f"<code>{_safe(token.content)}</code>"
        case "formula":
            return token.content
        case "link_open":
            return f'<a href="{_safe(str(token.attrGet("href")))}">'
        case "link_close":
            return "</a>"
        case kind if kind in _TAGS:
            return _TAGS[kind]
        case _:
            return _safe(token.content)


def _safe(text: str) -> str:
    return ACTIVE.sub(lambda match: _reference(match.group()), text)


def _reference(character: str) -> str:
    return f"&#{ord(character)};"
