"""`docs/` -> pages and diagnostics: each file by itself, read as a stranger's text."""

from __future__ import annotations

import datetime
import os
import re
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from macros.catalog import Body, Key
from macros.diagnostics import Diagnostic, from_fault, limited, suggest
from macros.loader.hints import for_date
from macros.memory import remembered
from macros.models import ID, slug
from macros.pages.calls import Call, as_template, check_call, find_calls
from macros.pages.code import find_blocks, find_open_code, read_code, without_reasons
from macros.pages.dialect import find_other_markdown
from macros.pages.formulas import Formula, as_markup, find_formula_faults, number
from macros.pages.html import find_attributes, find_html
from macros.pages.links import PICTURES, find_not_links
from macros.source import Fault, Source, Span, find_conflict, parse, read_text, span_at

ASSETS = frozenset(
    f"assets/{name}"
    for name in (
        "card.svg",
        "favicon.svg",
        "frame.css",
        "frame.js",
        "handbook.css",
        "handbook.js",
        "how-it-is-made.svg",
        "map.js",
        "planner.js",
        "quiz.js",
        "search/button.js",
        "search/dialog.css",
        "search/dialog.js",
        "search/engine.js",
        "search/missing.js",
        "search/worker.js",
        "table.js",
    )
)
"""The files of our own that run in or style a page. Nothing else but Markdown and pictures is published."""

FILE_NAME = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*\.[a-z]+")
FRONT_MATTER = re.compile(r"-{3}[ \t]*\n(.*?\n)(?:\.{3}|-{3})[ \t]*(?:\n|\Z)", re.DOTALL)
FRONT_MATTER_FIELDS = ("title", "description", "reviewed_on", "aliases")
MAX_ALIASES = 60
NAMED = re.compile(r"(?<=[ :])[a-z0-9/-]+(?:\.md|/)(?=\s)")
BLANK = re.compile(r"[^\n]")
MACRO = re.compile(r"\{\{[^\n]*?\}\}")
SECTION = re.compile(r"^##[ \t]+(.+?)[ \t#]*$", re.MULTILINE)
ATTRIBUTES = re.compile(r"\{:[^}]*\}")
BARE_META = re.compile(r"[ ]{0,3}[A-Za-z0-9_-]+:")


@dataclass(frozen=True, kw_only=True)
class Page:
    """A Markdown file of `docs/`: its path there, its text with and without code, what it calls."""

    path: str
    text: str
    masked: str
    start: int
    """Where the text begins, after the front matter."""
    fields: Mapping[str, Any]
    """The front matter."""
    calls: tuple[Call, ...]
    formulas: tuple[Formula, ...]
    diagnostics: tuple[Diagnostic, ...]

    @property
    def name(self) -> str:
        """How messages call it."""
        return f"docs/{self.path}"

    @property
    def reviewed_on(self) -> datetime.date | None:
        """The day on which the page was last read through."""
        return _day(self.fields.get("reviewed_on"))

    @property
    def aliases(self) -> tuple[str, ...]:
        """Other words for what the page is about: the search uses them."""
        words = self.fields.get("aliases")
        return tuple(str(word) for word in words) if isinstance(words, list) else ()

    def template(self, ready: Callable[[str], str] = str) -> str:
        """The page without front matter, as a Jinja template that holds nothing but known calls.

        `ready` says what stands for HTML that is ready: itself, or a sign for it (macros/aside.py).
        """
        html = [(one.offset, one.length, as_markup(one, self.equations, ready)) for one in self.formulas]
        text = self.text[: self.start] + without_reasons(self.text[self.start :])
        return as_template(text, self.calls, self.start, html)

    @cached_property
    def equations(self) -> Mapping[str, int]:
        """The numbers of its named equations."""
        return number(self.formulas)

    @property
    def body(self) -> Body:
        """What rules ask of the text."""
        sections = (ATTRIBUTES.sub("", heading).strip().casefold() for heading in SECTION.findall(self.masked))
        examples, resources = self._named("example"), frozenset(self._named("resource"))
        return Body(sections=frozenset(sections), examples=examples, resources=resources)

    def _named(self, macro: str) -> tuple[str, ...]:
        """What the calls of a macro name first."""
        return tuple(call.arguments[0] for call in self.calls if call.name == macro and call.arguments)

    def diagnostic(self, fault: Fault) -> Diagnostic:
        """A fault of the page with its file and line."""
        return from_fault(fault, Source(name=self.name, text=self.text))


@dataclass(frozen=True, kw_only=True)
class Prose:
    """Everything in `docs/`: the pages by path, the other files, and what is wrong with any of them."""

    pages: dict[str, Page]
    files: frozenset[str]
    navigation: frozenset[str] | None
    """The pages and folders that `mkdocs.yml` names, where there is one."""
    diagnostics: tuple[Diagnostic, ...]

    @cached_property
    def bodies(self) -> Mapping[str, Body]:
        """What rules ask of each page's text, by its path."""
        return {path: page.body for path, page in self.pages.items()}

    @cached_property
    def mentions(self) -> Mapping[Key, list[str]]:
        """The pages that name each record, by kind and id."""
        found: defaultdict[Key, dict[str, None]] = defaultdict(dict)
        for page in self.pages.values():
            for call in page.calls:
                found[(call.name, call.arguments[0] if call.arguments else "")][page.path] = None
        return {key: list(paths) for key, paths in found.items()}


def read_prose(root: Path) -> Prose:
    """Read `root/docs`; whatever stands in it, the answer is pages and diagnostics."""
    pages: dict[str, Page] = {}
    files: set[str] = set()
    diagnostics: list[Diagnostic] = []
    for path in _walk(root / "docs"):
        name = path.relative_to(root / "docs").as_posix()
        if problem := _refused_file(path, name):
            diagnostics.append(
                Diagnostic(path=f"docs/{name}", code="refused-file", message=problem[0], hint=problem[1])
            )
        elif path.suffix == ".md":
            page = _read_page(path, name)
            pages[name] = page
            diagnostics += page.diagnostics
        else:
            files.add(name)
    return Prose(pages=pages, files=frozenset(files), navigation=_navigation(root), diagnostics=tuple(diagnostics))


def _navigation(root: Path) -> frozenset[str] | None:
    path = root / "mkdocs.yml"
    return frozenset(NAMED.findall(path.read_text(encoding="utf-8"))) if path.is_file() else None


def _walk(folder: Path) -> Iterator[Path]:
    for where, folders, files in os.walk(folder):
        folders.sort()
        yield from (Path(where, name) for name in sorted(folders) if Path(where, name).is_symlink())
        yield from (Path(where, name) for name in sorted(files) if name != ".DS_Store")


def _refused_file(path: Path, name: str) -> tuple[str, str] | None:
    """Message and hint, where a file may not be published."""
    if path.is_symlink():
        return "a link to another file", "write the file itself here"
    if not path.is_file():
        return "not a regular file", "pages and pictures are plain files"
    if not FILE_NAME.fullmatch(path.name) or not all(ID.fullmatch(part) for part in name.split("/")[:-1]):
        good = "/".join([*(slug(part) for part in name.split("/")[:-1]), f"{slug(path.stem)}{path.suffix.lower()}"])
        return "not a name for a page: lower-case words joined by hyphens", f"rename it to {good}"
    if name == "404.md":
        return "the page for pages that are not there has this name", "choose another one"
    if path.suffix != ".md" and path.suffix not in PICTURES and name not in ASSETS:
        return f"'{path.suffix}' files are not published", f"pages are .md, pictures {', '.join(PICTURES)}"
    return None


def _read_page(path: Path, name: str) -> Page:
    text, faults = read_text(path)
    return _page(name, text or "", tuple(faults))


@remembered
def _page(name: str, text: str, unread: tuple[Fault, ...]) -> Page:
    """A page from its text, and from what is wrong with that already."""
    faults = list(unread)
    front = FRONT_MATTER.match(text)
    fields = parse(front[1], "") if front else None
    start = front.end() if front else 0
    bare, formulas = read_code(text[start:], start)
    masked = BLANK.sub(" ", text[:start]) + bare
    calls, found = find_calls(text, masked)
    bare = MACRO.sub(lambda match: " " * len(match.group()), masked)
    faults += [*_front_matter(text, fields), *find_open_code(masked), *found, *find_html(bare), *find_attributes(bare)]
    faults += [fault for call in calls if (fault := check_call(call, masked)) is not None]
    faults += [*find_not_links(bare), *find_other_markdown(text, masked), *_unexecuted(text, start)]
    faults += find_formula_faults(text, masked, formulas)
    faults += [conflict] if (conflict := find_conflict(masked)) else []
    source = Source(name=f"docs/{name}", text=text)
    return Page(
        path=name,
        text=text,
        masked=masked,
        start=start,
        fields=fields.value if fields and isinstance(fields.value, dict) else {},
        calls=tuple(calls),
        formulas=tuple(formulas),
        diagnostics=tuple(limited([from_fault(fault, source) for fault in faults])),
    )


PYTHON = ("python", "py", "python3", "pycon", "ipython")


def _unexecuted(text: str, start: int) -> Iterator[Fault]:
    """Code in Python comes from an example that ran, or says why not."""
    for block in find_blocks(text[start:]):
        if block.language in PYTHON and not (block.reason or "").strip():
            span = span_at(text, start + block.offset, len(block.header) + 3)
            message = "code in Python that nobody has run"
            yield Fault(code="unexecuted-code", message=message, span=span, hint=UNEXECUTED)
        elif block.reason is not None and block.language not in PYTHON:
            span = span_at(text, start + block.offset, len(block.header) + 3)
            message, hint = "only code in Python needs a reason", "leave the reason out"
            yield Fault(code="unexecuted-code", message=message, span=span, hint=hint)


UNEXECUTED = 'write it in examples/ and {{ example("its-id") }} here, or say why not: ```python reason="needs a GPU"'


def _day(value: Any) -> datetime.date | None:
    """A date in the front matter, or nothing."""
    try:
        return datetime.date.fromisoformat(value) if isinstance(value, str) and len(value) == 10 else None
    except ValueError:
        return None


def _front_matter(text: str, source: Source | None) -> Iterator[Fault]:
    """What is wrong with the front matter, fenced or not."""
    if source is None:
        if text.startswith("---") or BARE_META.match(text):
            hint = "begin with a heading, or with lines of 'title:' or 'description:' between two lines of '---'"
            span = span_at(text, 0, len(text.split("\n", maxsplit=1)[0]))
            yield Fault(code="bad-front-matter", message="not front matter, and not a heading", span=span, hint=hint)
        return
    for fault in source.faults:
        yield Fault(code="bad-front-matter", message=fault.message, span=_below(fault.span), hint=fault.hint)
    for key, value in (source.value if isinstance(source.value, dict) else {}).items():
        yield from _field(source, key, value)


def _field(source: Source, key: str, value: Any) -> Iterator[Fault]:
    """What is wrong with a field of the front matter."""
    if key not in FRONT_MATTER_FIELDS:
        span, hint = _below(source.span((key,), key=True)), suggest(key, FRONT_MATTER_FIELDS)
        yield Fault(code="bad-front-matter", message=f"unknown field '{key}'", span=span, hint=hint)
    elif key == "aliases":
        yield from _aliases(source, value)
    elif not _is_plain(value):
        span, hint = _below(source.span((key,))), "plain text on one line, without quotes, tags and braces"
        yield Fault(code="bad-front-matter", message=f"'{key}' is not plain text", span=span, hint=hint)
    elif key == "reviewed_on" and _day(value) is None:
        span, hint = _below(source.span((key,))), for_date(value)
        yield Fault(code="bad-date", message="'reviewed_on' must be a date, like 2026-01-31", span=span, hint=hint)


def _is_plain(value: Any) -> bool:
    return isinstance(value, str) and re.search(r"[<>{}⟦⟧\n\"]", value) is None


def _aliases(source: Source, value: Any) -> Iterator[Fault]:
    """Other words for a page are a list of plain words, and not a very long one."""
    if not isinstance(value, list) or len(value) > MAX_ALIASES:
        span, hint = (
            _below(source.span(("aliases",))),
            f"write a list of up to {MAX_ALIASES}, each on a line after '- '",
        )
        yield Fault(code="bad-front-matter", message="'aliases' is not a list of words", span=span, hint=hint)
        return
    for index, words in enumerate(value):
        if not _is_plain(words) or not 0 < len(words) <= 60:
            span, hint = _below(source.span(("aliases", index))), "a few plain words, without quotes, tags and braces"
            yield Fault(code="bad-front-matter", message="an alias is not plain text", span=span, hint=hint)


def _below(span: Span | None) -> Span:
    """A span of the front matter as a span of the page."""
    return Span(line=span.line + 1, column=span.column, end=span.end) if span else Span(line=1, column=1, end=4)
