"""The addresses in a page: http(s), mailto, and pages and images that are there."""

from __future__ import annotations

import html
import posixpath
import re
from collections.abc import Collection, Iterator
from urllib.parse import unquote

from macros.diagnostics import suggest
from macros.models import FOLDERS
from macros.source import Fault, span_at

INLINE = re.compile(r"\]\(\s*<?\s*([^)\s>]*)")
DEFINITION = re.compile(r"^[> \t]*(?:(?:[-*+:]|\d+[.)])[ \t]+)*\[(?!\^)[^\]\n]+\]:\s*<?\s*([^\s>]+)", re.MULTILINE)
AUTOLINK = re.compile(r"<((?:https?|mailto):[^\s<>]*)>", re.IGNORECASE)
BRACKET = re.compile(r"\]\(\s*<?\s*")
WHOLE = re.compile(r"[^)\s>]+")
PICTURE = re.compile(r"!\[[^\[\]\n]*\]\(\s*<?\s*(https?:[^)\s>]*)", re.IGNORECASE)
PICTURES = (".png", ".jpg", ".jpeg", ".webp", ".avif")
"""The pictures that are published, by how their names end."""

DATA_FILES = frozenset(
    {
        "dates.ics",
        "feed.xml",
        "llms.txt",
        *(f"api/v1/{name}.json" for name in ("index", "openapi", *FOLDERS)),
        *(f"api/v1/{name}.csv" for name in ("tools", "certifications", "pay", "resources", "tasks")),
    }
)
"""What the build writes for other programs (`macros/export/`), as far as pages link it."""

HOST = re.compile(r"(?:www\.[\w.-]+|[\w-]+(?:\.[\w-]+)*\.(?:com|org|net|io|dev|edu|gov|ai))")
SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:")


def find_addresses(text: str, masked: str) -> Iterator[tuple[str, int]]:
    """Every address in a page, with its offset; `masked` is the page without code.

    Where code stands in an address, the address is taken with it, backticks and all: it leads nowhere.
    """
    for pattern in (INLINE, DEFINITION, AUTOLINK):
        for match in pattern.finditer(masked):
            if address := WHOLE.match(text, match.start(1) if match[1] else _after_bracket(text, match.start())):
                yield address.group(), address.start()


def _after_bracket(text: str, offset: int) -> int:
    """Where the address begins in the page itself, after `](` and blanks."""
    found = BRACKET.match(text, offset)
    return found.end() if found else offset


NOT_LINKS = (
    (r"\][ ]+\((?=https?:|[\w./-]+\.md\b)", "a space between the words and the address", "write [words](address)"),
    (
        r"\([^()\n]+\)\[(?=https?:|[\w./-]+\.md\b)[^\]\n]*\]",
        "words in round brackets, and the address in square ones",
        "write [words](address)",
    ),
    (
        r"\[\[[^\[\]\n]+\]\](?!\()",
        "double square brackets are no link here",
        'write [words](address), or a macro like {{ term("tensor") }}',
    ),
)
"""What looks like a link, and would be printed as it stands: pattern, what is wrong, what to write."""

NOTE = re.compile(r"\[\^([\w-]+)\](:?)")


def find_not_links(masked: str) -> Iterator[Fault]:
    """Whatever was meant to be a link, a footnote or a picture, and would be printed or refused."""
    for pattern, message, hint in NOT_LINKS:
        for match in re.finditer(pattern, masked):
            yield Fault(
                code="not-a-link", message=message, span=span_at(masked, match.start(), len(match.group())), hint=hint
            )
    notes = list(NOTE.finditer(masked))
    defined = {match[1] for match in notes if match[2]}
    for match in notes:
        if match[1] not in defined:
            hint = f"write it on a line of its own, below: [^{match[1]}]: …"
            span = span_at(masked, match.start(), len(match.group()))
            yield Fault(code="not-a-link", message=f"no note '{match[1]}' on this page", span=span, hint=hint)
    for match in PICTURE.finditer(masked):
        hint = "put the file into docs/ beside the page, and name it here; or write a link, without !"
        span = span_at(masked, match.start(1), len(match[1]))
        yield Fault(code="refused-address", message="a picture from another host", span=span, hint=hint)


def resolve(address: str, page: str) -> tuple[str, str] | None:
    """The path in `docs/` and the anchor that an address on a page leads to; None where it leaves the handbook."""
    plain = _plain(address)
    if SCHEME.match(plain) or plain.startswith("/"):
        return None
    path = unquote(re.split(r"[?#]", plain)[0])
    target = posixpath.normpath(posixpath.join(posixpath.dirname(page), path)) if path else page
    return target, unquote(plain.partition("#")[2])


def check_address(address: str, offset: int, masked: str, page: str, targets: Collection[str]) -> Fault | None:
    """What is wrong with an address on a page (its path in `docs/`), given the paths that it may lead to."""
    span = span_at(masked, offset, len(address))
    if "`" in address:
        hint = "an address has no code in it"
        return Fault(code="refused-address", message=f"an address '{address[:60]}'", span=span, hint=hint)
    plain = _plain(address)
    if plain.startswith("//") or (
        SCHEME.match(plain) and not re.match(r"(?:https?://[\w\[]|mailto:[^?]+$)", plain, re.IGNORECASE)
    ):
        message, hint = f"an address '{address[:60]}'", "http://, https://, mailto: or a page of the handbook"
        return Fault(code="refused-address", message=message, span=span, hint=hint)
    if plain.startswith("/"):
        hint = "write it relative to this page, like ../tools/pytorch.md"
        return Fault(code="dead-link", message=f"'{address}' begins at the root", span=span, hint=hint)
    target = resolve(address, page)
    if target is None or target[0] in targets:
        return None
    hint = _nearest(target[0], page, targets)
    return Fault(code="dead-link", message=f"no page '{target[0]}'", span=span, hint=hint)


def _plain(address: str) -> str:
    """An address as browsers take it: references resolved, blanks and backslashes left out."""
    return re.sub(r"[\x00-\x20\\]", "", html.unescape(html.unescape(address)))


def _nearest(target: str, page: str, targets: Collection[str]) -> str:
    folder, _, name = target.rpartition("/")
    if target.endswith(PICTURES):
        return "put the picture into docs/, named in lower-case words joined by hyphens"
    if HOST.fullmatch(target.split("/", maxsplit=1)[0]):
        return f"write https://{target}"
    if folder in FOLDERS and not FOLDERS[folder].has_own_page():
        kind = FOLDERS[folder].kind
        return f'no {kind} has a page of its own: write {{{{ {kind}("{posixpath.splitext(name)[0]}") }}}}'
    if target.endswith(".html") and target.removesuffix(".html") + ".md" in targets:
        return "link the Markdown file: its name ends in .md"
    if (hint := suggest(target, targets)).startswith("did you mean"):
        path = hint.split("'")[1]
        return f"did you mean '{posixpath.relpath(path, posixpath.dirname(page) or '.')}'?"
    return "records without a body have a page too: skills, topics, roadmap, tools, roles"
