"""Entries by kind and id; links, backlinks and learning order, all read off the models."""

from __future__ import annotations

import datetime
import graphlib
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache, cached_property
from typing import Any, Literal

from macros.loader import Entry, Loaded
from macros.models import Described, Fact, Part, Record, Reference, part_in, reference_in
from macros.source import Loc, Source

MOST_CYCLES = 20
"""The most circles of a kind that are told at once."""

Key = tuple[str, str]
"""Kind and id: a record's name across the catalog."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """An edge of the graph: a field of one record that names another one."""

    entry: Entry
    loc: Loc
    reference: Reference
    target: str

    @property
    def source_key(self) -> Key:
        """The record that holds the link."""
        return (self.entry.record.kind, self.entry.record.id)

    @property
    def target_key(self) -> Key:
        """The record that the link names, whether or not there is one."""
        return (self.reference.kind, self.target)


@dataclass(frozen=True, slots=True, kw_only=True)
class Body:
    """What rules ask of a page's text: its sections, the worked examples it shows, and the resources it names."""

    sections: frozenset[str]
    """The headings of the second level, in small letters."""
    examples: tuple[str, ...]
    resources: frozenset[str] = frozenset()


class Catalog:
    """All records and the links between them, as of a day; `bodies` are the texts of pages, by their paths."""

    def __init__(self, loaded: Loaded, today: datetime.date, bodies: Mapping[str, Body] | None = None) -> None:
        self.today = today
        self.bodies: Mapping[str, Body] = bodies or {}
        self.names = loaded.names
        self.exceptions: Source | None = loaded.exceptions
        self.entries: Mapping[Key, Entry] = {(entry.record.kind, entry.record.id): entry for entry in loaded.entries}

    @cached_property
    def links(self) -> tuple[Link, ...]:
        """Every link, in the order of the files."""
        return tuple(link for entry in self.entries.values() for link in links_of(entry))

    @cached_property
    def outgoing(self) -> Mapping[Key, list[Link]]:
        """The links that each record holds."""
        return _group(self.links, "source_key")

    @cached_property
    def backlinks(self) -> Mapping[Key, list[Link]]:
        """The links that lead to each record."""
        return _group(self.links, "target_key")

    @cached_property
    def pages(self) -> Mapping[str, Described]:
        """The records that have a page of their own, by its path in `docs/`."""
        records = [entry.record for entry in self.entries.values() if isinstance(entry.record, Described)]
        return {record.location: record for record in records if record.has_own_page()}

    @cached_property
    def anchors(self) -> Mapping[str, Mapping[str, Described]]:
        """The records that share a page with others: its path in `docs/` -> their anchors there -> the records."""
        found: defaultdict[str, dict[str, Described]] = defaultdict(dict)
        for entry in self.entries.values():
            if isinstance(entry.record, Described) and not entry.record.has_own_page():
                path, _, anchor = entry.record.location.partition("#")
                found[path][anchor] = entry.record
        return found

    def get(self, kind: str, record_id: str) -> Record | None:
        """A record by kind and id."""
        entry = self.entries.get((kind, record_id))
        return entry.record if entry else None

    def ids(self, kind: str) -> list[str]:
        """The ids of a kind, those of unreadable records included."""
        return sorted(name for of, name in self.names if of == kind)

    @cache  # noqa: B019 - a catalog lives as long as its build
    def records(self, kind: str) -> tuple[Record, ...]:
        """The records of a kind: in their given order, else in learning order (of their topics), else by title."""
        found = [entry.record for key, entry in self.entries.items() if key[0] == kind]
        ranks = {name: rank for rank, name in enumerate(self.learning_order(kind) or self.learning_order("topic"))}

        def place(record: Record) -> tuple[int, int, str]:
            rank = ranks.get(record.id, ranks.get(getattr(record, "topic", ""), 0))
            return getattr(record, "order", 0), rank, record.title.casefold()

        return tuple(sorted(found, key=place))

    @cache  # noqa: B019 - a catalog lives as long as its build
    def places(self, kind: str) -> Mapping[str, int]:
        """The place of each id of a kind among its records."""
        return {record.id: place for place, record in enumerate(self.records(kind))}

    @cache  # noqa: B019 - a catalog lives as long as its build
    def learning_order(self, kind: str) -> tuple[str, ...]:
        """The ids of a kind with prerequisites first: level by level, each level by title. Cycles are cut."""
        graph = self._graph(kind, "prerequisite")
        if not any(graph.values()):
            return ()
        for cycle in self.cycles(kind, "prerequisite"):
            graph[cycle[0]].discard(cycle[1])
        sorter = graphlib.TopologicalSorter(graph)
        sorter.prepare()
        order: list[str] = []
        while sorter.is_active():
            ready = sorted(sorter.get_ready(), key=self._title(kind))
            order += ready
            sorter.done(*ready)
        return tuple(order)

    def cycles(self, kind: str, order: Literal["prerequisite", "successor"]) -> list[tuple[str, ...]]:
        """Every way that comes back to where it started, as ids; each is cut once it is found."""
        graph = self._graph(kind, order)
        found: list[tuple[str, ...]] = []
        while len(found) < MOST_CYCLES:
            try:
                graphlib.TopologicalSorter(graph).prepare()
                return found
            except graphlib.CycleError as error:
                way = list(reversed(error.args[1]))[:-1]
                first = way.index(min(way))
                cycle = tuple(way[first:] + way[:first])
                found.append((*cycle, cycle[0]))
                graph[cycle[0]].discard((*cycle, cycle[0])[1])
        return found

    def facts(self) -> Iterator[tuple[Entry, Fact]]:
        """Every record that ages, with its file."""
        for entry in self.entries.values():
            if isinstance(entry.record, Fact):
                yield entry, entry.record

    def _graph(self, kind: str, order: str) -> dict[str, set[str]]:
        """Id -> the ids it points at, by links of one order; links to itself or to nothing are left out."""
        graph: dict[str, set[str]] = {name: set() for of, name in self.entries if of == kind}
        for link in self.links:
            ordered = link.reference.order == order and link.source_key[0] == link.reference.kind == kind
            if ordered and link.target in graph and link.target != link.entry.record.id:
                graph[link.entry.record.id].add(link.target)
        return graph

    def _title(self, kind: str) -> Any:
        return lambda record_id: self.entries[(kind, record_id)].record.title.casefold()


def _group(links: tuple[Link, ...], attribute: str) -> Mapping[Key, list[Link]]:
    grouped: defaultdict[Key, list[Link]] = defaultdict(list)
    for link in links:
        grouped[getattr(link, attribute)].append(link)
    return grouped


# --- links, read off the annotations -------------------------------------------------------------------------------


def links_of(entry: Entry) -> Iterator[Link]:
    """The links that a record holds, in the order of its fields."""
    for loc, reference, target in _references(entry.record):
        yield Link(entry=entry, loc=loc, reference=reference, target=target)


def _references(part: Part, loc: Loc = ()) -> Iterator[tuple[Loc, Reference, str]]:
    for name, reference in _plan(type(part)):
        value = getattr(part, name)
        if value is None:
            continue
        for step, item in _items(value):
            way = (*loc, name, *step)
            if reference is not None:
                yield way, reference, item
            else:
                yield from _references(item, way)


def _items(value: Any) -> Iterator[tuple[Loc, Any]]:
    if isinstance(value, tuple):
        yield from (((index,), item) for index, item in enumerate(value))
    else:
        yield (), value


@cache
def _plan(model: type[Part]) -> tuple[tuple[str, Reference | None], ...]:
    """The fields of a model that hold links, each with its reference, or None where a part holds them."""
    plan: list[tuple[str, Reference | None]] = []
    for name, info in model.model_fields.items():
        reference = reference_in(info)
        if reference is not None or ((part := part_in(info.annotation)) is not None and _plan(part)):
            plan.append((name, reference))
    return tuple(plan)
