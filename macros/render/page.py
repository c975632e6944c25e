"""The macros of one page: its methods are what `{{ ... }}` calls, and its state is what that page has said so far."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlencode

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from macros.catalog import Catalog, Key, Link
from macros.models import LEVELS, MODELS, Claim, Fact, Record, Reviewed, SourceOfFacts
from macros.pages import Prose
from macros.render.text import address, aged, day, due, money, plain, prose, reading


def _finalize(value: object) -> Markup:
    """Whatever a template prints: escaped unless it is markup already; nothing is printed for nothing."""
    if value is None:
        raise TypeError("a template printed None")
    return value if isinstance(value, Markup) else plain(str(value))


def _environment() -> Environment:
    environment = Environment(
        loader=PackageLoader("macros.render"),
        undefined=StrictUndefined,
        finalize=_finalize,
        trim_blocks=True,
        lstrip_blocks=True,
        autoescape=False,  # noqa: S701 - _finalize escapes for Markdown and HTML at once
    )
    environment.filters.update(prose=prose, day=day, aged=aged, due=due, address=address, reading=reading)
    environment.globals.update(money=money, LEVELS=LEVELS)
    return environment


_templates = _environment()


@dataclass(frozen=True, kw_only=True)
class Group:
    """Links under one heading."""

    title: str
    records: list[Record]


@dataclass(kw_only=True)
class PageRenderer:
    """Renders the macros of the page at `path` (in `docs/`), in the order in which they stand."""

    catalog: Catalog
    prose: Prose
    repository: str
    path: str
    defined: set[str] = field(default_factory=set)
    cited: list[str] = field(default_factory=list)

    # --- what pages call -------------------------------------------------------------------------------------------

    def link(self, kind: str, record_id: str, words: str = "") -> Markup:
        """A link to a record, by its title or by other words."""
        record = self._record(kind, record_id)
        return Markup(f"[{plain(words or record.title)}]({self.to(record.location)})")

    def term(self, record_id: str, words: str = "") -> Markup:
        """A glossary term: its definition at the first use on a page, a link after that."""
        term = self._record("term", record_id)
        if record_id in self.defined:
            return self.link("term", record_id, words or term.title.lower())
        self.defined.add(record_id)
        return self._render("term.md.j2", term=term, words=words or term.title.lower()).strip()

    def claim(self, record_id: str) -> Markup:
        """The value of a claim, with a note that gives its source, its dates and its age."""
        claim = self._record("claim", record_id)
        assert isinstance(claim, Claim)
        if record_id not in self.cited:
            self.cited.append(record_id)
        return Markup(f"{plain(claim.value)}[^{record_id}]")

    def records(self, kind: str) -> Markup:
        """All records of a kind."""
        return self._render(f"records/{kind}.md.j2", records=self.catalog.records(kind))

    # --- what the build puts around a page -------------------------------------------------------------------------

    def page_head(self, kind: str, record_id: str) -> Markup:
        """What the data says before a record's body."""
        return self._render("head.md.j2", record=self._record(kind, record_id))

    def page_foot(self, kind: str = "", record_id: str = "") -> Markup:
        """What the data says after a page: links, sources, dates, ways to mend it."""
        record = self._record(kind, record_id) if kind else None
        return self._render("foot.md.j2", record=record, claims=self._cited())

    def record_page(self, kind: str, record_id: str) -> Markup:
        """The whole page of a record without a body."""
        return self.page_head(kind, record_id) + Markup("\n\n") + self.page_foot(kind, record_id)

    # --- what templates ask ----------------------------------------------------------------------------------------

    def to(self, location: str) -> Markup:
        """The address of a page of the handbook, relative to this one."""
        path, _, anchor = location.partition("#")
        relative = "" if path == self.path else posixpath.relpath(path, posixpath.dirname(self.path) or ".")
        return Markup(f"{relative}#{anchor}" if anchor else relative or posixpath.basename(path))

    def source(self, fact: Fact) -> SourceOfFacts:
        """The source that a fact rests on."""
        source = self._record("source", fact.source)
        assert isinstance(source, SourceOfFacts)
        return source

    def linking(self, record: Record, kind: str, inverse: str = "") -> list[Record]:
        """The records of a kind that link to a record, in their order."""
        links = self.catalog.backlinks.get((record.kind, record.id), [])
        return self._in_order(
            link.entry.record for link in links if link.reference.inverse == inverse and link.source_key[0] == kind
        )

    def named(self, kind: str, ids: tuple[str, ...]) -> list[Record]:
        """Records by their ids, in the order given."""
        return [self._record(kind, record_id) for record_id in ids]

    def related(self, record: Record) -> list[Group]:
        """Everything linked with a record in either direction, by heading, but for what has a place of its own."""
        groups: dict[str, dict[Key, Record]] = {}
        for heading, other in self._neighbours(record):
            if other.kind not in ("source", "claim") and (record.kind, other.kind) != ("skill", "topic"):
                groups.setdefault(heading, {})[(other.kind, other.id)] = other
        return [Group(title=title, records=self._in_order(found.values())) for title, found in groups.items()]

    def links(self, records: list[Record]) -> Markup:
        """Links to records, with commas between them."""
        return Markup(", ").join(self.link(record.kind, record.id) for record in records)

    def page_links(self, paths: list[str]) -> Markup:
        """Links to pages by their titles, with commas between them."""
        return Markup(", ").join(Markup(f"[{plain(self.page_title(path))}]({self.to(path)})") for path in paths)

    def link_groups(self, groups: list[Group]) -> Markup:
        """A definition list: each heading with its links."""
        return Markup("").join(Markup(f"{group.title}\n:   {self.links(group.records)}\n\n") for group in groups)

    def mentioning(self, record: Record) -> list[str]:
        """The pages whose text names a record."""
        paths = self.prose.mentions.get((record.kind, record.id), ())
        return [path for path in paths if path not in (self.path, record.location)]

    def page_title(self, path: str) -> str:
        """What a page is called: its record's title, or its first heading."""
        if (record := self.catalog.pages.get(path)) is not None:
            return record.title
        lines = self.prose.pages[path].text.split("\n")
        return next((line.removeprefix("# ") for line in lines if line.startswith("# ")), path)

    def last_checked(self, record: Record | None) -> Any:
        """The oldest day on which something that this page states was checked, or nothing."""
        facts = [self._record("claim", name) for name in self.cited] + ([record] if record else [])
        return min((fact.checked_on for fact in facts if isinstance(fact, Fact)), default=None)

    def last_reviewed(self, record: Record | None) -> Any:
        """The day on which this page was last read through, or nothing."""
        if isinstance(record, Reviewed):
            return record.reviewed_on
        return self.prose.pages[self.path].reviewed_on if self.path in self.prose.pages else None

    def edit_page(self) -> Markup:
        """Where this page's text is edited; empty without a repository, or without a text."""
        return self._edit(f"docs/{self.path}") if self.path in self.prose.pages else Markup("")

    def edit_facts(self, record: Record) -> Markup:
        """Where a record is edited; empty without a repository."""
        return self._edit(self.catalog.entries[(record.kind, record.id)].source.name)

    def report(self, record: Record | None) -> Markup:
        """Where a mistake is reported, with the record's name filled in; empty without a repository."""
        about = record.key if record else self.path
        query = urlencode({"title": f"{about}: ", "body": f"About: {about}\n\nWhat is wrong, and how do you know?\n"})
        return Markup(f"{self.repository}/issues/new?{query}" if self.repository else "")

    def actions(self, record: Record | None) -> list[tuple[str, Markup]]:
        """What a reader can do about this page: words and address, without a repository nothing."""
        facts = self.edit_facts(record) if record else Markup("")
        every = [
            ("Edit this page", self.edit_page()),
            ("Edit these facts", facts),
            ("Report a mistake", self.report(record)),
        ]
        return [(words, address) for words, address in every if address]

    def entry_actions(self, record: Record) -> list[tuple[str, Markup]]:
        """What a reader can do about one of several records on a page."""
        every = [("Edit", self.edit_facts(record)), ("Report a mistake", self.report(record))]
        return [(words, address) for words, address in every if address]

    def needed_by(self, record: Record) -> list[tuple[Record, str]]:
        """The records that have this one as a prerequisite, each with its reason."""
        links = [
            link
            for link in self.catalog.backlinks.get((record.kind, record.id), ())
            if link.reference.order == "prerequisite"
        ]
        return [(link.entry.record, _reason(link)) for link in links]

    def resting_on(self, source: Record) -> list[Record]:
        """The facts that rest on a source."""
        return self._in_order(link.entry.record for link in self.catalog.backlinks.get((source.kind, source.id), ()))

    def is_fact(self, record: Record | None) -> bool:
        """Whether a record ages."""
        return isinstance(record, Fact)

    def by(self, records: Sequence[Record], attribute: str, values: tuple[str, ...]) -> list[tuple[str, list[Record]]]:
        """Records grouped by the value of a field, in the order of the values given, without empty groups."""
        groups = [(value, [record for record in records if getattr(record, attribute) == value]) for value in values]
        return [(value, found) for value, found in groups if found]

    def by_letter(self, records: Sequence[Record]) -> list[tuple[str, list[Record]]]:
        """Records grouped by the first letter of their title."""
        letters = dict.fromkeys(record.title[0].upper() for record in records)
        return [(letter, [record for record in records if record.title[0].upper() == letter]) for letter in letters]

    def _edit(self, path: str) -> Markup:
        return Markup(f"{self.repository}/edit/main/{path}" if self.repository else "")

    # --- details ---------------------------------------------------------------------------------------------------

    def _record(self, kind: str, record_id: str) -> Record:
        record = self.catalog.get(kind, record_id)
        if record is None:
            raise LookupError(f"no {kind} '{record_id}'")
        return record

    def _render(self, template: str, **context: object) -> Markup:
        return Markup(_templates.get_template(template).render(page=self, **context))

    def _cited(self) -> list[Claim]:
        return [claim for name in self.cited if isinstance(claim := self._record("claim", name), Claim)]

    def _neighbours(self, record: Record) -> Iterator[tuple[str, Record]]:
        key = (record.kind, record.id)
        for link in self.catalog.outgoing.get(key, ()):
            if not link.reference.order:
                yield MODELS[link.reference.kind].plural, self._record(*link.target_key)
        for link in self.catalog.backlinks.get(key, ()):
            if link.reference.order != "prerequisite":
                yield link.reference.inverse or MODELS[link.source_key[0]].plural, link.entry.record

    def _in_order(self, records: Any) -> list[Record]:
        """Each once: by kind, then as the catalog orders them."""
        found = {(record.kind, record.id): record for record in records}
        kinds = dict.fromkeys(kind for kind, _ in found)
        return [record for kind in kinds for record in self.catalog.records(kind) if (kind, record.id) in found]


def _reason(link: Link) -> str:
    """The `because` beside a prerequisite."""
    record: Any = link.entry.record
    return str(getattr(getattr(record, str(link.loc[0]))[link.loc[1]], "because", ""))
