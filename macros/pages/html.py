"""Raw HTML in a page: a short allow-list, and a refusal with its place for everything else."""

from __future__ import annotations

import re
from collections.abc import Iterator

from macros.source import Fault, span_at

ELEMENTS = frozenset({"br", "kbd", "sub", "sup"})
"""What a page may write as HTML, without attributes; everything else has a Markdown form or a macro."""

ATTRIBUTES = frozenset({"width", "height", "loading", "title", "alt", "lang", "start", "rowspan", "colspan"})
"""The attributes that an attribute list `{: ... }` may set, besides `#id` and `.class`."""

TAG = re.compile(r"<(?=[A-Za-z/!?])")
AUTOLINK = re.compile(r"<(?:https?://|mailto:)[^\s<>\"'`]*>", re.IGNORECASE)
ELEMENT = re.compile(r"</?([A-Za-z][A-Za-z0-9]*)\s*/?>")
NAMED = re.compile(r"</?([A-Za-z][A-Za-z0-9:-]*)")
ATTRIBUTE_LIST = re.compile(r"(?<!\{)\{(?![{%#]):?[ ]*([^{}\n]+)\}(?!\})")
TOKEN = re.compile(r"[#.][\w-]+|(?P<name>[\w:-]+)=(?:\"[^\"]*\"|'[^']*'|[^\s\"']+)")


def find_html(masked: str) -> Iterator[Fault]:
    """Every tag, comment and declaration of a page whose code is blanked, outside the allow-list."""
    for match in TAG.finditer(masked):
        if AUTOLINK.match(masked, match.start()):
            continue
        element = ELEMENT.match(masked, match.start())
        if element is None or element[1].lower() not in ELEMENTS:
            yield _refused(masked, match.start())


def _refused(masked: str, offset: int) -> Fault:
    named = NAMED.match(masked, offset)
    shown = named.group() if named else masked[offset : offset + 2]
    span = span_at(masked, offset, len(shown))
    if named is None:
        hint = "comments and declarations are not allowed; put code in backticks"
        return Fault(code="refused-html", message=f"'{shown}' is not allowed", span=span, hint=hint)
    if named[1].lower() in ELEMENTS:
        message = f"the element '{named[1]}' takes no attributes here"
        return Fault(code="refused-attribute", message=message, span=span, hint=f"write <{named[1]}>")
    allowed = ", ".join(f"<{name}>" for name in sorted(ELEMENTS))
    hint = f"write Markdown, put code in backticks, or a space after < in prose; allowed: {allowed}"
    return Fault(code="refused-html", message=f"the element '{named[1]}' is not allowed", span=span, hint=hint)


def find_attributes(masked: str) -> Iterator[Fault]:
    """Every attribute list `{: ... }` that sets more than ids, classes and harmless attributes."""
    for match in ATTRIBUTE_LIST.finditer(masked):
        rest = TOKEN.sub(_kept, match[1]).split()
        listed = match.group().startswith("{:") or "=" in match[1]
        bad = [word for word in rest if listed or _dangerous(word)]
        if bad:
            span = span_at(masked, match.start(), len(match.group()))
            message = f"the attribute '{bad[0][:40]}' is not allowed"
            hint = f"allowed: #id, .class, {', '.join(sorted(ATTRIBUTES))}"
            yield Fault(code="refused-attribute", message=message, span=span, hint=hint)


def _kept(match: re.Match[str]) -> str:
    """Nothing for a harmless token, else its name."""
    name = match["name"]
    return f" {name} " if name and name.lower() not in ATTRIBUTES else " "


def _dangerous(word: str) -> bool:
    return word.lower().startswith(("on", "style", "href", "src", "srcdoc"))
