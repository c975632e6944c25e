"""Maps of what comes before what, and charts of pay: what the catalog says, and where its shapes stand."""

from __future__ import annotations

from macros.drawing.charts import Basis, Panel, basis_of, pay_panels
from macros.drawing.graph import Edge, Graph, Node, roadmap_graph, skill_graph
from macros.drawing.layout import NOTE, TITLE, Arrow, Box, Layout, lay_out

__all__ = [
    "NOTE",
    "TITLE",
    "Arrow",
    "Basis",
    "Box",
    "Edge",
    "Graph",
    "Layout",
    "Node",
    "Panel",
    "basis_of",
    "lay_out",
    "pay_panels",
    "roadmap_graph",
    "skill_graph",
]
