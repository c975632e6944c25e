"""Where a page stands in the handbook, and how it links to what stands elsewhere."""

from __future__ import annotations

import posixpath
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from markupsafe import Markup

from macros.aside import Aside
from macros.catalog import Catalog
from macros.examples import Example
from macros.handbook import Handbook
from macros.models import Record
from macros.pages import Prose
from macros.render.text import plain


@dataclass(kw_only=True)
class Place:
    """The page at `path` (in `docs/`)."""

    handbook: Handbook
    repository: str
    path: str
    aside: Aside | None = None
    """Where HTML goes that Markdown need not read; without it, all stands in the page, and links are Markdown."""

    @property
    def catalog(self) -> Catalog:
        """The records and their links."""
        return self.handbook.catalog

    @property
    def prose(self) -> Prose:
        """The pages of `docs/`."""
        return self.handbook.prose

    @property
    def examples(self) -> Mapping[str, Example]:
        """The worked examples by id."""
        return self.handbook.examples

    def record(self, kind: str, record_id: str) -> Record:
        """A record by kind and id; LookupError where there is none."""
        record = self.catalog.get(kind, record_id)
        if record is None:
            raise LookupError(f"no {kind} '{record_id}'")
        return record

    def link(self, kind: str, record_id: str, words: str = "") -> Markup:
        """A link to a record, by its title or by other words."""
        record = self.record(kind, record_id)
        return self._link(plain(words or record.title), record.location)

    def mention(self, kind: str, record_id: str, words: str = "") -> Markup:
        """The same as Markdown, for a page's own text: it may stand in a heading, which is read for the contents."""
        record = self.record(kind, record_id)
        return self._as_markdown(plain(words or record.title), record.location)

    def _link(self, words: Markup, location: str) -> Markup:
        if self.aside is None:
            return self._as_markdown(words, location)
        return Markup(self.aside.inline(f'<a href="{self.built(location)}">{words}</a>'))

    def _as_markdown(self, words: Markup, location: str) -> Markup:
        return Markup(f"[{words}]({self.to(location)})")

    def to(self, location: str) -> Markup:
        """The address of a page of the handbook, relative to this one."""
        path, _, anchor = location.partition("#")
        relative = "" if path == self.path else _relative(path, posixpath.dirname(self.path))
        return Markup(f"{relative}#{anchor}" if anchor else relative or posixpath.basename(path))

    def built(self, location: str) -> str:
        """The same address on the built site: for HTML, in which nobody turns `.md` into `.html`."""
        path, mark, anchor = self.to(location).partition("#")
        return f"{path.removesuffix('.md')}.html{mark}{anchor}" if path else f"{mark}{anchor}"

    def links(self, records: list[Record]) -> Markup:
        """Links to records, with commas between them."""
        return Markup(", ").join(self.link(record.kind, record.id) for record in records)

    def page_links(self, paths: list[str]) -> Markup:
        """Links to pages by their titles, with commas between them."""
        return Markup(", ").join(self._link(plain(self.page_title(path)), path) for path in paths)

    def page_title(self, path: str) -> str:
        """What a page is called: its record's title, or its first heading."""
        if (record := self.catalog.pages.get(path)) is not None:
            return record.title
        lines = self.prose.pages[path].text.split("\n")
        return next((line.removeprefix("# ") for line in lines if line.startswith("# ")), path)


@lru_cache(maxsize=100_000)
def _relative(path: str, folder: str) -> str:
    """The way from a folder of `docs/` to a page."""
    return posixpath.relpath(f"/{path}", f"/{folder}")
