"""Which row of a map a node stands in: rows are filled in learning order, as text is."""

from __future__ import annotations

from collections import Counter
from itertools import count

from macros.drawing.graph import Graph

MOST_IN_A_ROW = 3
"""A column of text is three boxes wide; a telephone shows two of them at once."""


def rows(graph: Graph) -> dict[str, int]:
    """The row of each node by id, counted from 0.

    Own nodes follow in their order, never above the one before, below all that they need; a foreign node stands as
    low as it can. No row has more than `MOST_IN_A_ROW`.
    """
    found: dict[str, int] = {}
    taken: Counter[int] = Counter()
    row = 0
    for node in graph.own:
        sources = [edge.source for edge in graph.before(node)]
        new = [foreign.id for foreign in graph.foreign if foreign.id in sources and foreign.id not in found]
        lowest = max([row, *(found[source] + 1 for source in sources if source in found)])
        row = next(row for row in count(lowest) if taken[row] < MOST_IN_A_ROW and _free(taken, row) >= len(new))
        for name in new:
            found[name] = max(above for above in range(row) if taken[above] < MOST_IN_A_ROW)
            taken[found[name]] += 1
        found[node.id] = row
        taken[row] += 1
    return found


def _free(taken: Counter[int], row: int) -> int:
    """How many places are free in the rows above a row."""
    return sum(MOST_IN_A_ROW - taken[above] for above in range(row))
