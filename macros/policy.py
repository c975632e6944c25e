"""What a page may do in a reader's browser: a clean-up of its HTML, and a Content-Security-Policy."""

from __future__ import annotations

import base64
import hashlib
import re
from collections import Counter
from functools import lru_cache
from html.parser import HTMLParser

import nh3

from macros.formulas import ELEMENTS as MATHEMATICS

INLINE_SCRIPT = re.compile(r"<script(?![^>]*\b(?:src|type)=)[^>]*>(.*?)</script>", re.DOTALL)
TAG = re.compile(r"<!--.*?-->|<[a-zA-Z](?:[^>\"']+|\"[^\"]*\"|'[^']*'|[\"'])*+>", re.DOTALL)
"""A comment or a tag; what a stray quote swallows is read with it."""

ATTRIBUTE = re.compile(r" ([a-z-]+(?:=\"[^\"]*\")?)")
PLAIN_TAG = re.compile(rf"<(?P<tag>[a-z][a-z0-9]*)(?P<attributes>(?:{ATTRIBUTE.pattern})*) ?/?>")
"""A tag as programs write it, which HTML's own parser need not read."""

ALIGNMENT = re.compile(r' style="text-align: (left|center|right);"')

TAGS = {
    "a", "abbr", "b", "blockquote", "br", "button", "caption", "cite", "code", "col", "colgroup", "dd", "del",
    "details", "div", "dl", "dt", "em", "figcaption", "figure", "g", "h1", "h2", "h3", "h4", "h5", "h6", "hr", "i",
    "img", "input", "ins", "kbd", "label", "li", "mark", "nav", "ol", "p", "path", "pre", "q", "rect", "s", "samp",
    "section", "small", "span", "strong", "sub", "summary", "sup", "svg", "table", "tbody", "td", "text", "tfoot", "th",
    "thead", "time", "tr", "tspan", "ul", "var", *MATHEMATICS,
}  # fmt: skip
"""What Markdown, its extensions and our templates write. Nothing here runs, loads or submits anything."""

OF_ALL = {"class", "id", "title", "lang", "dir", "role", "tabindex", "hidden", "popover"}
"""The attributes of every element but those of mathematics, whose own are all they need."""

OWN = {
    "a": {"href", "name", "rel"},
    "button": {"type", "popovertarget"},
    "details": {"open"},
    "img": {"src", "alt", "width", "height", "loading"},
    "input": {"type", "checked", "disabled", "name", "value"},
    "label": {"for"},
    "ol": {"start"},
    "path": {"d"},
    "rect": {"x", "y", "width", "height", "rx"},
    "svg": {"viewBox", "xmlns", "width", "height", "text-anchor"},
    "td": {"colspan", "rowspan"},
    "text": {"y", "font-size"},
    "th": {"colspan", "rowspan", "scope"},
    "time": {"datetime"},
    "tspan": {"x", "dy"},
}
ATTRIBUTES = {tag: set(MATHEMATICS[tag]) if tag in MATHEMATICS else OF_ALL | OWN.get(tag, set()) for tag in TAGS}

TAKEN = ("md-", ' id="__', ' id="hb-')
"""What stands in a page that has a class of the theme or an id of the frame."""

NAMED_SIGN = re.compile(r'<m[a-z]+(?: [a-z-]+="[^"]*")* (?:aria|data)-')
"""A sign of mathematics with an attribute that it does not need, in HTML that is clean."""


def _own_names(tag: str, attribute: str, value: str) -> str | None:
    """Leave out what a formula does not need, and the ids and classes of the frame and the theme."""
    if attribute not in MATHEMATICS.get(tag, (attribute,)):
        return None
    if attribute == "id" and value.startswith(("__", "hb-")):
        return None
    if attribute == "class" and "md-" in value:
        return " ".join(name for name in value.split() if not name.startswith("md-"))
    return value


CLEANER, OF_NAMES = (
    nh3.Cleaner(
        tags=TAGS,
        attributes=ATTRIBUTES,
        generic_attribute_prefixes={"data-", "aria-"},
        url_schemes={"http", "https", "mailto"},
        link_rel=None,
        attribute_filter=attribute_filter,
        strip_comments=True,
    )
    for attribute_filter in (None, _own_names)
)
"""Two that differ in one thing: the second asks us about each attribute, which takes its time."""


def clean(html: str) -> str:
    """A page's content with nothing but `TAGS` and `ATTRIBUTES`, and only http(s), mailto and relative addresses.

    Pages are checked before they render; this stands behind those checks. Tables' alignment becomes a class, because
    the policy allows no style attributes.
    """
    cleaned = CLEANER.clean(_aligned(html))
    is_plain = not any(name in cleaned for name in TAKEN) and NAMED_SIGN.search(cleaned) is None
    return cleaned if is_plain else OF_NAMES.clean(cleaned)


def lost(before: str, after: str) -> list[str]:
    """The elements and attributes that a clean-up took from a page, as `<element attribute>`."""
    old, new = Counter(TAG.findall(_aligned(before))), Counter(TAG.findall(after))
    return sorted(_elements(old - new) - _elements(new - old))


def _aligned(html: str) -> str:
    return ALIGNMENT.sub(r' class="hb-\1"', html)


def _elements(tags: Counter[str]) -> Counter[str]:
    """How often each element and attribute stands in tags."""
    found: Counter[str] = Counter()
    for tag, times in tags.items():
        found.update({name: times * number for name, number in _names(tag).items()})
    return found


@lru_cache(maxsize=10_000)
def _names(tag: str) -> Counter[str]:
    """The element and the attributes in a tag."""
    if plain := PLAIN_TAG.fullmatch(tag):
        names = (attribute.partition("=")[0] for attribute in ATTRIBUTE.findall(plain["attributes"]))
        return Counter([f"<{plain['tag']}>", *(f"<{plain['tag']} {name}>" for name in names)])
    parser = _Elements()
    parser.feed(tag)
    parser.close()
    return parser.found


class _Elements(HTMLParser):
    """Counts the elements of a page and their attributes."""

    def __init__(self) -> None:
        super().__init__()
        self.found: Counter[str] = Counter()

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        """Count an element, and each of its attributes."""
        self.found[f"<{tag}>"] += 1
        self.found.update(f"<{tag} {name}>" for name, _ in attributes)


def script_hashes(templates: list[str]) -> list[str]:
    """The hashes of the inline scripts in rendered theme templates, as a policy's sources; sorted, each once."""
    scripts = {script for template in templates for script in INLINE_SCRIPT.findall(template)}
    return sorted(f"'sha256-{_digest(script)}'" for script in scripts)


def allow_last_script(page: str) -> str:
    """A page whose policy allows its last inline script too: the one that the live server appends to each answer."""
    own = script_hashes([page[page.rfind("<script>") :]])
    return page.replace("script-src 'self'", " ".join(["script-src 'self'", *own]), 1)


def content_security_policy() -> str:
    """The policy of every page: scripts and styles from its own files, pictures, nothing inline and no other host."""
    return "; ".join(
        (
            "default-src 'none'",
            "script-src 'self'",
            "style-src 'self'",
            "img-src 'self' data:",
            "font-src 'self'",
            "connect-src 'self'",
            "worker-src 'self'",
            "manifest-src 'self'",
            "base-uri 'none'",
            "form-action 'self'",
        )
    )


def _digest(script: str) -> str:
    return base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()
