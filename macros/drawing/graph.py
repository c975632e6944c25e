"""The graph of a map: the topics of a skill, or the steps of the roadmap, and why one comes before another."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby

from macros.catalog import Catalog
from macros.models import Record, Skill, Step, Topic


@dataclass(frozen=True, slots=True, kw_only=True)
class Node:
    """A record on a map, with what stands under its title: its level and hours, or the skill that it comes from."""

    record: Record
    note: str
    foreign: bool = False
    """Whether it belongs to another skill than the one that the map shows."""

    @property
    def id(self) -> str:
        """The record's id, which names the node on its map."""
        return self.record.id

    @property
    def name(self) -> str:
        """What it is called without its picture."""
        return f"{self.record.title}, {self.note}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Edge:
    """A prerequisite: `source` comes before `target`, both by id."""

    source: str
    target: str
    because: str

    @property
    def anchor(self) -> str:
        """The id, on the page, of the line that gives the reason."""
        return f"{self.target}-needs-{self.source}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Graph:
    """Nodes and edges in the order in which they are read: foreign nodes first, then learning order."""

    nodes: tuple[Node, ...]
    edges: tuple[Edge, ...]

    @property
    def foreign(self) -> tuple[Node, ...]:
        """The nodes that belong to other skills."""
        return tuple(node for node in self.nodes if node.foreign)

    @property
    def own(self) -> tuple[Node, ...]:
        """The nodes that the map is about."""
        return tuple(node for node in self.nodes if not node.foreign)

    @property
    def foreign_by_skill(self) -> list[tuple[str, list[Node]]]:
        """The nodes that belong to other skills, under each skill's title."""
        return [(title, list(nodes)) for title, nodes in groupby(self.foreign, key=lambda node: node.note)]

    def before(self, node: Node) -> tuple[Edge, ...]:
        """The edges that lead to a node: what it needs."""
        return tuple(edge for edge in self.edges if edge.target == node.id)


def skill_graph(catalog: Catalog, skill: Skill) -> Graph:
    """The topics of a skill in learning order, after the topics of other skills that they need."""
    topics = [topic for topic in catalog.records("topic") if isinstance(topic, Topic)]
    edges = [edge for topic in topics if topic.skill == skill.id for edge in _topic_edges(topic)]
    needed = {edge.source for edge in edges}
    own = [_topic_node(topic) for topic in topics if topic.skill == skill.id]
    foreign = [_foreign_node(topic, catalog) for topic in topics if topic.skill != skill.id and topic.id in needed]
    return Graph(nodes=(*_by_skill(foreign, catalog), *own), edges=tuple(edges))


def roadmap_graph(catalog: Catalog) -> Graph:
    """The steps of the roadmap in their order."""
    steps = [step for step in catalog.records("step") if isinstance(step, Step)]
    nodes = [Node(record=step, note=f"step {step.order} · {step.hours} h") for step in steps]
    edges = [
        Edge(source=requirement.step, target=step.id, because=requirement.because)
        for step in steps
        for requirement in step.requires
    ]
    return Graph(nodes=tuple(nodes), edges=tuple(edges))


def _topic_edges(topic: Topic) -> Iterator[Edge]:
    for requirement in topic.requires:
        yield Edge(source=requirement.topic, target=topic.id, because=requirement.because)


def _topic_node(topic: Topic) -> Node:
    return Node(record=topic, note=f"{topic.level} · {topic.hours} h")


def _foreign_node(topic: Topic, catalog: Catalog) -> Node:
    skill = catalog.get("skill", topic.skill)
    return Node(record=topic, note=skill.title if skill else topic.skill, foreign=True)


def _by_skill(nodes: list[Node], catalog: Catalog) -> list[Node]:
    """Foreign nodes skill by skill, each skill in learning order."""
    ranks = {skill.title: rank for rank, skill in enumerate(catalog.records("skill"))}
    return sorted(nodes, key=lambda node: ranks.get(node.note, len(ranks)))
