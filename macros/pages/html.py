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
NAMES = "|".join(sorted(ATTRIBUTES))
TOKEN = rf"\#(?!__|hb-)[\w-]+|\.(?!md-)[\w-]+|(?:{NAMES})=(?:\"[^\"<>{{}}]*\"|'[^'<>{{}}]*'|[\w./%-]+)"
ATTRIBUTE_LIST = re.compile(rf"\{{:?[ ]*(?:{TOKEN})(?:[ ]+(?:{TOKEN}))*[ ]*\}}")
"""`{: #id .class width=300 }`; ids and classes of the frame and the theme are left out."""
PROSE = re.compile(r"\{(?!:)[^{}=\n#]*\}(?!\})")
"""Braces in prose, as in {a, b}: nothing in them is set to anything."""
DANGEROUS = re.compile(r"\b(?:on\w+|style|href|src|srcdoc)\b", re.IGNORECASE)


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
        message, hint = f"a comment or declaration, '{shown}', is not allowed", "delete it, or put code in backticks"
        return Fault(code="refused-html", message=message, span=span, hint=hint)
    if named[1].lower() in ELEMENTS:
        message = f"the element '{named[1]}' takes no attributes here"
        return Fault(code="refused-attribute", message=message, span=span, hint=f"write <{named[1]}>")
    allowed = ", ".join(f"<{name}>" for name in sorted(ELEMENTS))
    hint = f"write Markdown, put code in backticks, or a space after < in prose; allowed: {allowed}"
    return Fault(code="refused-html", message=f"the element '{named[1]}' is not allowed", span=span, hint=hint)


def find_attributes(masked: str) -> Iterator[Fault]:
    """Every brace that is no harmless attribute list and no plain prose, in a page without code and macro calls."""
    at = masked.find("{")
    while at >= 0:
        if masked[at + 1 : at + 2] in ("{", "%", "#"):
            at = masked.find("{", at + 2)
            continue
        harmless = ATTRIBUTE_LIST.match(masked, at) or PROSE.match(masked, at)
        if harmless is None or (harmless.re is PROSE and DANGEROUS.search(harmless.group())):
            yield _refused_list(masked, at)
        at = masked.find("{", harmless.end() if harmless else at + 1)


def _refused_list(masked: str, at: int) -> Fault:
    end = min((stop for mark in "}\n" if (stop := masked.find(mark, at)) >= 0), default=len(masked))
    hint = f"an attribute list sets #id, .class, {', '.join(sorted(ATTRIBUTES))}; other braces belong in `code`"
    message = f"'{masked[at : end + 1][:40].strip()}' is not allowed"
    return Fault(code="refused-attribute", message=message, span=span_at(masked, at, end + 1 - at), hint=hint)
