"""Maps of what comes before what: a graph read off the catalog, and the places of its boxes and arrows."""

from __future__ import annotations

from macros.drawing.graph import Edge, Graph, Node, roadmap_graph, skill_graph
from macros.drawing.layout import NOTE, TITLE, Arrow, Box, Layout, lay_out

__all__ = [
    "NOTE",
    "TITLE",
    "Arrow",
    "Box",
    "Edge",
    "Graph",
    "Layout",
    "Node",
    "lay_out",
    "roadmap_graph",
    "skill_graph",
]
