"""Rules about what is still missing: reports while a skill is written, errors once it says `complete: true`."""

from __future__ import annotations

from collections.abc import Iterator

from macros.catalog import Catalog, Key
from macros.checks.finding import Finding
from macros.loader import Entry
from macros.models import Skill, Step, Topic
from macros.paths import costs_nothing, free_path, own_resources

EXERCISES = 6
"""How many exercises a skill has at least."""

QUESTIONS = 2
"""How many questions a topic has at least."""

SECTIONS = ("What goes wrong", "When not to use it")
"""The sections that every topic has."""


def unfinished_skill(catalog: Catalog) -> Iterator[Finding]:
    """A skill has points, levels, topics and six exercises."""
    for entry, gap in _gaps(catalog, complete=False):
        message = f"'{entry.record.id}' has {gap} so far"
        yield Finding(entry=entry, loc=("id",), message=message, hint="to be written")


def incomplete_skill(catalog: Catalog) -> Iterator[Finding]:
    """A skill that says `complete: true` has points, levels, topics and six exercises."""
    for entry, gap in _gaps(catalog, complete=True):
        hint = "write it, or say complete: false"
        yield Finding(entry=entry, loc=("complete",), message=f"complete, but it has {gap}", hint=hint, key=True)


def _gaps(catalog: Catalog, *, complete: bool) -> Iterator[tuple[Entry, str]]:
    for key, entry in catalog.entries.items():
        if isinstance(entry.record, Skill) and entry.record.complete is complete:
            yield from ((entry, gap) for gap in _missing(catalog, key, entry.record))


def _missing(catalog: Catalog, key: Key, skill: Skill) -> Iterator[str]:
    topics = _linking(catalog, key, "topic")
    if not skill.points:
        yield "no points"
    if skill.levels is None:
        yield "no levels"
    if not topics:
        yield "no topic"
    exercises = {name for topic in topics for name in _linking(catalog, topic, "exercise")}
    if len(exercises) < EXERCISES and _all_read(catalog, "exercise"):
        yield f"{len(exercises)} of {EXERCISES} exercises"


def _linking(catalog: Catalog, key: Key, kind: str) -> list[Key]:
    """The records of a kind that name a record, each once."""
    found = (link.source_key for link in catalog.backlinks.get(key, ()) if link.source_key[0] == kind)
    return list(dict.fromkeys(found))


def unfinished_topic(catalog: Catalog) -> Iterator[Finding]:
    """A topic with a text has an example, questions, what goes wrong, when not to use it, prerequisites, resources."""
    for entry, topic in _topics(catalog, complete=False):
        if topic.location in catalog.bodies:
            for gap, hint in _topic_gaps(catalog, topic):
                yield Finding(entry=entry, loc=("id",), message=f"'{topic.id}' has {gap} so far", hint=hint)


def incomplete_topic(catalog: Catalog) -> Iterator[Finding]:
    """A topic of a skill that says `complete: true` has a text, and everything that a topic with a text has."""
    for entry, topic in _topics(catalog, complete=True):
        where = f"or say complete: false in data/skills/{topic.skill}.yml"
        for gap, hint in _topic_gaps(catalog, topic):
            message = f"'{topic.skill}' is complete, but this topic has {gap}"
            yield Finding(entry=entry, loc=("id",), message=message, hint=f"{hint}, {where}")


def _topics(catalog: Catalog, *, complete: bool) -> Iterator[tuple[Entry, Topic]]:
    """The topics of skills that are complete, or not."""
    for entry in catalog.entries.values():
        if isinstance(entry.record, Topic):
            skill = catalog.get("skill", entry.record.skill)
            if isinstance(skill, Skill) and skill.complete is complete:
                yield entry, entry.record


def _topic_gaps(catalog: Catalog, topic: Topic) -> Iterator[tuple[str, str]]:
    """What a topic lacks, each with what to do about it."""
    body = catalog.bodies.get(topic.location)
    if body is None:
        yield "no text", f"write docs/{topic.location}"
        return
    if not body.examples:
        yield "no worked example", f"write examples/{topic.id}/*.py and {{{{ example(...) }}}} on its page"
    for section in SECTIONS:
        if section.casefold() not in body.sections:
            yield f"no section '{section}'", f"write it in docs/{topic.location}, below ## {section}"
    yield from _gaps_around(catalog, topic)


def _gaps_around(catalog: Catalog, topic: Topic) -> Iterator[tuple[str, str]]:
    """What a topic lacks beside its page."""
    key = (topic.kind, topic.id)
    asked = len(_linking(catalog, key, "question"))
    if asked < QUESTIONS and _all_read(catalog, "question"):
        yield f"{asked} of {QUESTIONS} questions", "begin one with make new kind=question id=..."
    if not topic.requires and topic.level != "introductory":
        yield f"no prerequisites at level {topic.level}", "add 'requires', or write level: introductory"
    resources = [catalog.get(*name) for name in _linking(catalog, key, "resource")]
    if not any(map(costs_nothing, resources)) and _all_read(catalog, "resource"):
        yield "no free resource without a login", "name it in 'topics' of one with cost: free and login: false"


def skill_without_free_path(catalog: Catalog) -> Iterator[Finding]:
    """Resources that name a skill, cost nothing and need no account serve it, and each of its topics once complete."""
    if not _paths_are_known(catalog):
        return
    for entry in catalog.entries.values():
        if isinstance(entry.record, Skill):
            for what in _unserved(catalog, entry.record):
                message = f"no free resource without a login that names '{entry.record.id}' serves {what}"
                yield Finding(entry=entry, loc=("id",), message=message, hint=FREE_HINT)


def _unserved(catalog: Catalog, skill: Skill) -> Iterator[str]:
    """What a skill's free path leaves out: the skill as a whole, or some of its topics."""
    if not any(map(costs_nothing, own_resources(catalog, skill))):
        yield "it"
    elif skill.complete:
        yield from (f"its topic '{topic.id}'" for topic in free_path(catalog, skill).unserved)


def step_without_free_path(catalog: Catalog) -> Iterator[Finding]:
    """Resources that a step names, cost nothing and need no account serve each of its topics."""
    if not _paths_are_known(catalog):
        return
    for entry in catalog.entries.values():
        if isinstance(entry.record, Step):
            yield from _paid_parts(catalog, entry, entry.record)


FREE_HINT = "add or name a resource with cost: free and login: false"


def _paths_are_known(catalog: Catalog) -> bool:
    return _all_read(catalog, "resource") and _all_read(catalog, "topic")


def _paid_parts(catalog: Catalog, entry: Entry, step: Step) -> Iterator[Finding]:
    path = free_path(catalog, step)
    if not path.stages:
        message = f"the step '{step.id}' names no free resource without a login"
        yield Finding(entry=entry, loc=("resources",), message=message, hint=FREE_HINT, key=True)
    for topic in path.unserved if path.stages else ():
        message = f"no free resource without a login that the step names serves the topic '{topic.id}'"
        yield Finding(entry=entry, loc=("topics", step.topics.index(topic.id)), message=message, hint=FREE_HINT)


def _all_read(catalog: Catalog, kind: str) -> bool:
    """Whether every record of a kind could be read: of one that could not, nobody knows what it would have served."""
    return all((kind, name) in catalog.entries for name in catalog.ids(kind))


def unused_source(catalog: Catalog) -> Iterator[Finding]:
    """A source is there because a fact rests on it."""
    if len(catalog.entries) < len(catalog.names):
        return
    for key, entry in catalog.entries.items():
        if key[0] == "source" and not catalog.backlinks.get(key):
            yield Finding(entry=entry, loc=("id",), message=f"nothing rests on '{key[1]}'", hint="cite it or remove it")
