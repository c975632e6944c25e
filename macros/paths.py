"""Ways through the handbook: the shortest to a topic from what one knows, and the one that costs nothing."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from macros.catalog import Catalog
from macros.models import Hours, Record, Resource, Skill, Step, Topic


@dataclass(frozen=True, slots=True, kw_only=True)
class Leg:
    """A topic on the way to another one: for which later one it is needed, and why; the last is the goal itself."""

    topic: Topic
    needed_for: Topic | None = None
    because: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Stage:
    """A resource on a free path, and the topics that it is the first one to serve."""

    resource: Resource
    topics: tuple[Topic, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class FreePath:
    """Resources, in their order, that cost nothing and need no account, and the topics that none of them serves."""

    stages: tuple[Stage, ...]
    unserved: tuple[Topic, ...]

    @property
    def is_proved(self) -> bool:
        """Whether there is one, and it serves every topic."""
        return bool(self.stages) and not self.unserved

    @property
    def hours(self) -> Hours | None:
        """The hours of all of it, each resource from end to end."""
        return total(stage.resource.hours for stage in self.stages)


def total(hours: Iterable[Hours | None]) -> Hours | None:
    """Hours added up; nothing where nothing has hours."""
    known = [one for one in hours if one is not None]
    return Hours(low=sum(one.low for one in known), high=sum(one.high for one in known)) if known else None


def costs_nothing(record: Record | None) -> bool:
    """Whether it is a resource that is free, needs no account, and is still there."""
    return isinstance(record, Resource) and record.cost == "free" and not record.login and record.status != "retired"


# --- to a topic -----------------------------------------------------------------------------------------------------


def way_to(catalog: Catalog, goal: str, known: Collection[str]) -> tuple[Leg, ...]:
    """The fewest topics that lead to a topic, prerequisites first; none where it is known.

    A topic is on the way if the goal needs it, or another one on the way does, and it is not known. What a known topic
    needs is not asked for on its account. `docs/assets/planner.js` does the same in a reader's browser.
    """
    found: dict[str, Topic] = {}
    open_ids = [goal]
    while open_ids:
        topic = catalog.get("topic", open_ids.pop())
        if isinstance(topic, Topic) and topic.id not in found and topic.id not in known:
            found[topic.id] = topic
            open_ids += [requirement.topic for requirement in topic.requires]
    topics = sorted(found.values(), key=lambda topic: catalog.places("topic")[topic.id])
    return tuple(_leg(topic, topics) for topic in topics)


def _leg(topic: Topic, topics: Sequence[Topic]) -> Leg:
    """A topic, with the first of some topics that needs it."""
    for other in topics:
        for requirement in other.requires:
            if requirement.topic == topic.id:
                return Leg(topic=topic, needed_for=other, because=requirement.because)
    return Leg(topic=topic)


# --- for nothing ----------------------------------------------------------------------------------------------------


def own_resources(catalog: Catalog, record: Skill | Step) -> tuple[Resource, ...]:
    """What a step names, in its order; or what names a skill, by the first of its topics that it serves."""
    if isinstance(record, Step):
        named = [catalog.get("resource", name) for name in record.resources]
        return tuple(resource for resource in named if isinstance(resource, Resource))
    links = catalog.backlinks.get((record.kind, record.id), ())
    naming = {link.entry.record.id: link.entry.record for link in links}
    places = {topic.id: place for place, topic in enumerate(topics_of(catalog, record))}

    def place(resource: Resource) -> tuple[int, str]:
        return min((places[name] for name in resource.topics if name in places), default=len(places)), resource.id

    return tuple(sorted((one for one in naming.values() if isinstance(one, Resource)), key=place))


def topics_of(catalog: Catalog, record: Skill | Step) -> tuple[Topic, ...]:
    """The topics that a skill consists of, or a step covers, in learning order."""
    topics = [topic for topic in catalog.records("topic") if isinstance(topic, Topic)]
    if isinstance(record, Step):
        return tuple(topic for topic in topics if topic.id in record.topics)
    return tuple(topic for topic in topics if topic.skill == record.id)


def free_path(catalog: Catalog, record: Skill | Step) -> FreePath:
    """A way through a skill or a step by resources of its own that cost nothing and need no account.

    The longest go first that the others make superfluous. What serves no topic stays, where a step names it: it is
    there for something else.
    """
    topics = topics_of(catalog, record)
    free = [resource for resource in own_resources(catalog, record) if costs_nothing(resource)]
    if isinstance(record, Skill) and topics:
        free = [resource for resource in free if _serves(resource, topics)]
    for resource in sorted(free, key=_length, reverse=True):
        others = [other for other in free if other is not resource]
        served = _serves(resource, topics)
        if served and all(any(topic.id in other.topics for other in others) for topic in served):
            free = others
    return _laid_out(free, topics)


def _laid_out(resources: Sequence[Resource], topics: Sequence[Topic]) -> FreePath:
    """Resources in their order, each with the topics that none before it serves."""
    stages: list[Stage] = []
    unserved = list(topics)
    for resource in resources:
        served = _serves(resource, unserved)
        stages.append(Stage(resource=resource, topics=served))
        unserved = [topic for topic in unserved if topic not in served]
    return FreePath(stages=tuple(stages), unserved=tuple(unserved))


def _serves(resource: Resource, topics: Iterable[Topic]) -> tuple[Topic, ...]:
    return tuple(topic for topic in topics if topic.id in resource.topics)


def _length(resource: Resource) -> tuple[float, str]:
    """The hours of a resource at most; of two alike, by name."""
    return (resource.hours.high if resource.hours else 0.0), resource.id
