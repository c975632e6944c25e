"""Where the boxes and arrows of a map stand.

Rows are ours, so that a map reads from top to bottom and fits a page. The order within a row, the places and the
routes of the arrows come from graphlay.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from itertools import combinations
from math import ceil
from typing import Any

import graphlay

from macros.drawing.graph import Edge, Graph, Node
from macros.drawing.labels import width_of, wrap
from macros.drawing.rows import rows


@dataclass(frozen=True, slots=True, kw_only=True)
class Lettering:
    """How large a text is set, and how far its lines are apart. All lengths are in twentieths of the page's rem."""

    size: int
    line: int


TITLE = Lettering(size=14, line=17)
NOTE = Lettering(size=12, line=16)
BOX_WIDTH = 160
PADDING = 5
HEAD = 5
"""Half the width of an arrow's head, and its height."""
STROKE = 3
"""Room for the strokes at the edge of the drawing."""

COMMON: Mapping[str, Any] = {
    "direction": "topbottom",
    "routing": {"style": "orthogonal"},
    "spacing": {"node_gap": 18, "layer_gap": 36, "dummy_gap": 12, "port_gap": 12, "port_stroke_clear": 8, "stub": 12},
}
WAYS: tuple[Mapping[str, Any], ...] = (
    COMMON,
    {**COMMON, "coords": {"branch_style": "symmetric"}},
    {**COMMON, "compaction": {"mode": "priority"}},
)
"""Ways to lay out a graph: none is the narrowest for every graph, so each is tried."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Box:
    """A node's rectangle and the lines of text in it."""

    node: Node
    title: tuple[str, ...]
    note: tuple[str, ...]
    row: int
    width: int
    x: int = 0
    y: int = 0

    @property
    def height(self) -> int:
        """Room for all lines, and a line's padding."""
        return PADDING + TITLE.line * len(self.title) + NOTE.line * len(self.note) + 2 * PADDING

    @property
    def middle(self) -> int:
        """Where its lines of text are centred."""
        return self.x + self.width // 2

    @property
    def title_top(self) -> int:
        """Where its title begins."""
        return self.y + PADDING

    @property
    def note_top(self) -> int:
        """Where its note begins."""
        return self.title_top + TITLE.line * len(self.title)


@dataclass(frozen=True, slots=True, kw_only=True)
class Arrow:
    """An edge's way across the map, from border to border."""

    edge: Edge
    points: tuple[tuple[int, int], ...]

    @property
    def path(self) -> str:
        """The data of an SVG path: the way, and a head that points down."""
        way = " ".join(f"L{x} {y}" for x, y in self.points[1:])
        (first_x, first_y), (x, y) = self.points[0], self.points[-1]
        return f"M{first_x} {first_y} {way} M{x - HEAD} {y - HEAD} L{x} {y} L{x + HEAD} {y - HEAD}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Layout:
    """A laid-out map: boxes and arrows in the order of the nodes and edges."""

    width: int
    height: int
    boxes: tuple[Box, ...]
    arrows: tuple[Arrow, ...]

    def arrows_to(self, box: Box) -> tuple[Arrow, ...]:
        """The arrows that end at a box."""
        return tuple(arrow for arrow in self.arrows if arrow.edge.target == box.node.id)


def lay_out(graph: Graph) -> Layout:
    """Places for a graph without circles, as whole numbers from (0, 0); the same graph has the same places.

    Of several drawings the narrowest is taken, and of those the one that best keeps the nodes' order in each row.
    """
    row = rows(graph)
    boxes = [_box(node, row[node.id]) for node in graph.nodes]
    drawings = [_drawing(graph, boxes, way) for way in WAYS]
    return min([*drawings, *map(_mirrored, drawings)], key=lambda layout: (layout.width, _out_of_order(layout)))


def _box(node: Node, row: int) -> Box:
    room = BOX_WIDTH - 2 * PADDING
    title, note = wrap(node.record.title, room, TITLE.size), wrap(node.note, room, NOTE.size)
    widest = max(width_of(line, TITLE.size) for line in title)
    width = max(BOX_WIDTH, ceil(widest) + 2 * PADDING)
    return Box(node=node, title=tuple(title), note=tuple(note), row=row, width=width)


def _drawing(graph: Graph, boxes: list[Box], way: Mapping[str, Any]) -> Layout:
    """One way to lay out a graph."""
    request = graphlay.Graph()
    for box in boxes:
        request.node(box.node.id, width=box.width, height=box.height, rank={"fixed": box.row})
    for edge in graph.edges:
        request.edge(edge.source, edge.target)
    found = graphlay.layout(request, options=way)
    low, high = found.bounds["min"], found.bounds["max"]
    left, top = low["x"] - STROKE, low["y"] - STROKE
    return Layout(
        width=round(high["x"] - left) + STROKE,
        height=round(high["y"] - top) + STROKE,
        boxes=tuple(_at(box, place["center"], left, top) for box, place in zip(boxes, found.nodes, strict=True)),
        arrows=tuple(_arrow(edge, way, left, top) for edge, way in zip(graph.edges, found.edges, strict=True)),
    )


def _at(box: Box, center: Mapping[str, float], left: float, top: float) -> Box:
    return replace(box, x=round(center["x"] - box.width / 2 - left), y=round(center["y"] - box.height / 2 - top))


def _arrow(edge: Edge, way: Mapping[str, Any], left: float, top: float) -> Arrow:
    points = tuple((round(point["x"] - left), round(point["y"] - top)) for point in way["points"])
    return Arrow(edge=edge, points=points)


def _mirrored(layout: Layout) -> Layout:
    """The same drawing with left and right exchanged."""
    boxes = (replace(box, x=layout.width - box.x - box.width) for box in layout.boxes)
    arrows = (replace(arrow, points=tuple((layout.width - x, y) for x, y in arrow.points)) for arrow in layout.arrows)
    return replace(layout, boxes=tuple(boxes), arrows=tuple(arrows))


def _out_of_order(layout: Layout) -> int:
    """How many pairs of boxes in one row stand against their order from left to right."""
    return sum(first.row == second.row and first.x > second.x for first, second in combinations(layout.boxes, 2))
