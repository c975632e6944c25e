"""What templates ask of the catalog, as seen from one page: links from there, groups of records, ways to mend them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from markupsafe import Markup

from macros.catalog import Key, Link
from macros.examples import Example
from macros.exercises import Code
from macros.models import (
    MODELS,
    Exercise,
    Fact,
    Hours,
    Question,
    Record,
    Resource,
    Reviewed,
    Skill,
    SourceOfFacts,
    Start,
    Step,
    Task,
    Topic,
)
from macros.paths import FreePath, Leg, free_path, own_resources, total, way_to
from macros.render.place import Place
from macros.render.text import money, plain

SAID_ABOVE = {
    ("skill", "topic"), ("topic", "skill"), ("topic", "step"), ("skill", "step"), ("topic", "question"),
    ("topic", "exercise"), ("exercise", "topic"), ("topic", "resource"), ("skill", "resource"), ("step", "resource"),
    ("role", "task"), ("topic", "start"),
}  # fmt: skip
"""Kinds of pages, and what they show or link in a place of its own."""


@dataclass(frozen=True, kw_only=True)
class Group:
    """Links under one heading."""

    title: str
    records: list[Record]


@dataclass(kw_only=True)
class View(Place):
    """The handbook as a page sees it."""

    def source(self, fact: Fact) -> SourceOfFacts:
        """The source that a fact rests on."""
        source = self.record("source", fact.source)
        assert isinstance(source, SourceOfFacts)
        return source

    def linking(self, record: Record, kind: str) -> list[Record]:
        """The records of a kind that link to a record, in their order."""
        links = self.catalog.backlinks.get((record.kind, record.id), [])
        return self._in_order(link.entry.record for link in links if link.source_key[0] == kind)

    def questions_on(self, topics: Sequence[Record]) -> list[Question]:
        """The questions about some topics."""
        found = [question for topic in topics for question in self.linking(topic, "question")]
        return [question for question in found if isinstance(question, Question)]

    def tasks_of(self, role: Record, part: str) -> list[Record]:
        """The tasks that a role `leads`, `shares`, or is `told` of."""
        return [task for task in self.linking(role, "task") if isinstance(task, Task) and task.part_of(role.id) == part]

    def named(self, kind: str, ids: tuple[str, ...]) -> list[Record]:
        """Records by their ids, in the order given."""
        return [self.record(kind, record_id) for record_id in ids]

    def related(self, record: Record) -> list[Group]:
        """Everything linked with a record in either direction, by heading, but for what has a place of its own."""
        groups: dict[str, dict[Key, Record]] = {}
        for heading, other in self._neighbours(record):
            if other.kind not in ("source", "claim") and (record.kind, other.kind) not in SAID_ABOVE:
                groups.setdefault(heading, {})[(other.kind, other.id)] = other
        return [Group(title=title, records=self._in_order(found.values())) for title, found in groups.items()]

    def place(self, record: Record) -> tuple[int, int]:
        """A record's place among its kind, a topic's among those of its skill: counted from 1, and of how many."""
        alike = self.linking(self.record("skill", record.skill), "topic") if isinstance(record, Topic) else None
        ids = [other.id for other in alike or self.catalog.records(record.kind)]
        return ids.index(record.id) + 1, len(ids)

    def hours_of(self, topics: list[Topic]) -> Hours:
        """The hours of several topics together."""
        return Hours(low=sum(topic.hours.low for topic in topics), high=sum(topic.hours.high for topic in topics))

    def code(self, exercise: Record) -> Code:
        """The code of an exercise."""
        return self.handbook.codes.exercises[exercise.id]

    def link_groups(self, groups: list[Group]) -> Markup:
        """A definition list: each heading with its links."""
        return Markup("").join(
            Markup(f"{group.title} {{: data-search-exclude }}\n:   {self.links(group.records)}\n\n") for group in groups
        )

    def link_line(self, groups: list[Group], mentions: str = "", paths: Sequence[str] = ()) -> Markup:
        """A paragraph: each heading with its links, then the pages that mention the record.

        Pages that show hundreds of records have it in place of a list, which would be four elements a heading.
        """
        parts = [Markup(f"{group.title}: {self.links(group.records)}") for group in groups]
        parts += [Markup(f"{mentions}: {self.page_links(list(paths))}")] if paths else []
        return Markup(" · ").join(parts) + Markup("\n{: .hb-links data-search-exclude }\n\n") if parts else Markup("")

    def mentioning(self, record: Record) -> list[str]:
        """The pages whose text names a record."""
        paths = self.prose.mentions.get((record.kind, record.id), ())
        return [path for path in paths if path not in (self.path, record.location)]

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
        form = {"template": "fact.yml", "record": record.key} if record else {"template": "page.yml", "page": self.path}
        query = urlencode(form)
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
        """The records that have this one as a prerequisite, each with its reason: of its own skill first, in order."""
        links = self.catalog.backlinks.get((record.kind, record.id), ())
        reasons = {link.entry.record.id: _reason(link) for link in links if link.reference.order == "prerequisite"}
        found = self.named(record.kind, tuple(sorted(reasons, key=self._place_in(record.kind))))
        return [
            (other, reasons[other.id]) for other in sorted(found, key=lambda other: _skill(other) != _skill(record))
        ]

    def from_skill(self, topic: Record, other: Record) -> Markup:
        """` (Mathematics)` after a topic of another skill; nothing after one of the same."""
        same = _skill(topic) == _skill(other)
        return Markup("") if same else Markup(f" ({plain(self.record('skill', _skill(other)).title)})")

    def facts_on(self, source: Record) -> list[Group]:
        """The facts that rest on a source, as a group of links."""
        facts = self._in_order(link.entry.record for link in self.catalog.backlinks.get((source.kind, source.id), ()))
        return [Group(title="What rests on it", records=facts)] if facts else []

    def is_fact(self, record: Record | None) -> bool:
        """Whether a record ages."""
        return isinstance(record, Fact)

    def by(self, records: Sequence[Record], attribute: str, values: tuple[str, ...]) -> list[tuple[str, list[Record]]]:
        """Records grouped by the value of a field, in the order of the values given, without empty groups."""
        groups = [(value, [record for record in records if getattr(record, attribute) == value]) for value in values]
        return [(value, found) for value, found in groups if found]

    def resources_for(self, topic: Record) -> list[Resource]:
        """What serves a topic and is still worth it: what costs nothing and asks for no account first."""
        found = [record for record in self.linking(topic, "resource") if isinstance(record, Resource)]
        alive = [resource for resource in found if resource.status != "retired"]
        return sorted(alive, key=lambda resource: (resource.cost != "free", resource.login))

    def free_path(self, record: Skill | Step) -> FreePath:
        """The way through a skill or a step that costs nothing."""
        return free_path(self.catalog, record)

    def way(self, start: Start, topic: Record) -> tuple[Leg, ...]:
        """The shortest way to a topic from a start."""
        return way_to(self.catalog, topic.id, start.knows)

    def ways_to(self, topic: Topic) -> list[tuple[Start, tuple[Leg, ...]]]:
        """The shortest way to a topic from each start; none where it needs nothing."""
        starts = self.catalog.records("start") if topic.requires else ()
        return [(start, self.way(start, topic)) for start in starts if isinstance(start, Start)]

    def hours_of_way(self, way: Sequence[Leg]) -> Hours | None:
        """The hours of all topics on a way."""
        return total(leg.topic.hours for leg in way)

    @property
    def root(self) -> str:
        """The way from this page to the site's root."""
        return "../" * self.path.count("/")

    def besides(self, record: Skill | Step, path: FreePath) -> list[Resource]:
        """What a skill or a step also names, and is still worth it."""
        taken = {stage.resource.id for stage in path.stages}
        own = own_resources(self.catalog, record)
        return [resource for resource in own if resource.id not in taken and resource.status != "retired"]

    def effort(self, resource: Resource) -> Markup:
        """What a resource is and asks for, as in `book, free, 40 to 90 hours`."""
        parts = [resource.format, str(resource.cost).replace("-", " ")]
        parts += [money(resource.price, resource.currency)] if resource.price and resource.currency else []
        parts += ["needs an account"] if resource.login else []
        parts += [f"{resource.hours} hours"] if resource.hours else ["to look things up in"]
        return plain(", ".join(parts))

    def by_skill(self, exercises: Sequence[Exercise]) -> list[tuple[Record, list[Exercise]]]:
        """Exercises grouped by the skills that their topics belong to, without empty groups."""
        skill_of = {exercise.id: _skill(self.record("topic", exercise.topic)) for exercise in exercises}
        skills = [skill for skill in self.catalog.records("skill") if skill.id in skill_of.values()]
        return [(skill, [one for one in exercises if skill_of[one.id] == skill.id]) for skill in skills]

    def by_letter(self, records: Sequence[Record]) -> list[tuple[str, list[Record]]]:
        """Records grouped by the first letter of their title."""
        letters = dict.fromkeys(record.title[0].upper() for record in records)
        return [(letter, [record for record in records if record.title[0].upper() == letter]) for letter in letters]

    def code_address(self, example: Example) -> Markup:
        """Where an example's code lies in the repository; empty without one."""
        return Markup(f"{self.repository}/blob/main/{example.name}" if self.repository else "")

    def figure_address(self, example: Example) -> Markup:
        """The address of an example's figure, relative to this page."""
        return self.to(figure_path(example))

    def library(self, name: str) -> Markup:
        """A package that an example imports: a link to its tool, where there is one of its name."""
        return self.link("tool", name) if self.catalog.get("tool", name) else plain(name)

    def _edit(self, path: str) -> Markup:
        return Markup(f"{self.repository}/edit/main/{path}" if self.repository else "")

    def _neighbours(self, record: Record) -> Iterator[tuple[str, Record]]:
        key = (record.kind, record.id)
        for link in self.catalog.outgoing.get(key, ()):
            if not link.reference.order:
                yield MODELS[link.reference.kind].plural, self.record(*link.target_key)
        for link in self.catalog.backlinks.get(key, ()):
            if link.reference.order != "prerequisite":
                yield link.reference.inverse or MODELS[link.source_key[0]].plural, link.entry.record

    def _in_order(self, records: Any) -> list[Record]:
        """Each once: by kind, then as the catalog orders them."""
        groups: dict[str, dict[str, Record]] = {}
        for record in records:
            groups.setdefault(record.kind, {})[record.id] = record
        return [group[name] for kind, group in groups.items() for name in sorted(group, key=self._place_in(kind))]

    def _place_in(self, kind: str) -> Callable[[str], int]:
        """The place of an id among the records of its kind."""
        return self.catalog.places(kind).__getitem__


def figure_path(example: Example) -> str:
    """Where the figure of an example lies on the site."""
    return f"assets/examples/{example.id}.svg"


def _skill(record: Record) -> str:
    """The id of the skill that a topic belongs to; nothing for other records."""
    return record.skill if isinstance(record, Topic) else ""


def _reason(link: Link) -> str:
    """The `because` beside a prerequisite."""
    record: Any = link.entry.record
    return str(getattr(getattr(record, str(link.loc[0]))[link.loc[1]], "because", ""))
