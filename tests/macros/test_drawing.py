from itertools import combinations, pairwise
from xml.etree import ElementTree

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from macros.drawing import Box, Edge, Graph, Layout, Node, lay_out, roadmap_graph, skill_graph
from macros.drawing.labels import width_of, wrap
from macros.drawing.layout import BOX_WIDTH, TITLE
from macros.drawing.rows import MOST_IN_A_ROW, rows
from macros.handbook import Handbook
from macros.models import Skill, Term
from macros.policy import clean, lost
from macros.render import PageRenderer
from tests.conftest import ROOT

GOLDEN = ROOT / "tests" / "macros" / "golden" / "map.html"


def node(name: str, *, foreign: bool = False) -> Node:
    """A node called by its id."""
    record = Term(id=name, title=name.replace("-", " ").capitalize(), summary="x")
    return Node(record=record, note="intermediate · 8\N{EN DASH}12 h", foreign=foreign)


def graph_of(own: str, edges: str, foreign: str = "") -> Graph:
    """A graph from ids and pairs like `a>b`."""
    pairs = [pair.split(">") for pair in edges.split()]
    return Graph(
        nodes=(*(node(name, foreign=True) for name in foreign.split()), *map(node, own.split())),
        edges=tuple(Edge(source=source, target=target, because="x") for source, target in pairs),
    )


EXAMPLE = graph_of(
    own="lines shapes solids light-and-shade perspective composition portraits",
    foreign="geometry optics",
    edges="lines>shapes shapes>solids geometry>solids optics>light-and-shade lines>light-and-shade solids>perspective "
    "geometry>perspective shapes>composition light-and-shade>portraits perspective>portraits composition>portraits",
)


@st.composite
def graphs(draw: st.DrawFn) -> Graph:
    """Any graph without circles: a node leans on some of those before it, foreign ones first."""
    strangers = [f"foreign-{index}" for index in range(draw(st.integers(0, 6)))]
    own = [f"own-{index}" for index in range(draw(st.integers(1, 10)))]
    edges = [
        f"{source}>{name}"
        for index, name in enumerate(own)
        for source in [*strangers, *own[:index]]
        if draw(st.integers(0, 3)) == 0
    ]
    needed = [name for name in strangers if any(edge.startswith(f"{name}>") for edge in edges)]
    return graph_of(" ".join(own), " ".join(edges), " ".join(needed))


def maps_of(handbook: Handbook) -> list[Graph]:
    """Every map of a handbook."""
    catalog = handbook.catalog
    skills = [skill for skill in catalog.records("skill") if isinstance(skill, Skill)]
    return [roadmap_graph(catalog), *(skill_graph(catalog, skill) for skill in skills)]


def test_a_skill_shows_its_topics_in_learning_order_after_those_of_other_skills(real: Handbook) -> None:
    skill = real.catalog.get("skill", "frameworks")
    assert isinstance(skill, Skill)
    graph = skill_graph(real.catalog, skill)
    order = real.catalog.learning_order("topic")
    assert [node.id for node in graph.own] == [name for name in order if name in {node.id for node in graph.own}]
    assert {node.id for node in graph.nodes} >= {edge.source for edge in graph.edges}
    assert [title for title, _ in graph.foreign_by_skill] == ["Programming", "Data science", "Mathematics"]
    assert graph.nodes == (*graph.foreign, *graph.own)


def test_the_roadmap_shows_every_step_and_why(small: Handbook) -> None:
    graph = roadmap_graph(small.catalog)
    assert [node.name for node in graph.nodes] == [
        "Begin, step 1 · 10\N{EN DASH}20 h",
        "Go on, step 2 · 10\N{EN DASH}20 h",
    ]
    assert [(edge.anchor, edge.because) for edge in graph.edges] == [
        ("go-on-needs-begin", "A second line comes after the first.")
    ]


@given(graphs())
def test_rows_follow_the_order_and_are_never_too_long(graph: Graph) -> None:
    row = rows(graph)
    assert set(row) == {node.id for node in graph.nodes}
    assert all(row[edge.source] < row[edge.target] for edge in graph.edges)
    assert all(row[before.id] <= row[after.id] for before, after in pairwise(graph.own))
    assert all(list(row.values()).count(number) <= MOST_IN_A_ROW for number in row.values())


def test_a_foreign_node_stands_close_to_the_first_that_needs_it() -> None:
    row = rows(graph_of(own="a b c d", edges="a>b b>c c>d x>d", foreign="x"))
    assert row == {"a": 0, "b": 1, "c": 2, "x": 2, "d": 3}


def overlap(first: Box, second: Box) -> bool:
    """Whether two boxes touch."""
    return (
        first.x <= second.x + second.width
        and second.x <= first.x + first.width
        and first.y <= second.y + second.height
        and second.y <= first.y + first.height
    )


def enters(start: tuple[int, int], end: tuple[int, int], box: Box) -> bool:
    """Whether a straight piece of an arrow enters a box; its border, a unit wide, is still outside."""
    (left, right), (top, bottom) = sorted((start[0], end[0])), sorted((start[1], end[1]))
    across = left < box.x + box.width - 1 and box.x + 1 < right
    return across and top < box.y + box.height - 1 and box.y + 1 < bottom


def assert_readable(layout: Layout) -> None:
    """Boxes lie apart and inside, and no arrow runs through one."""
    assert not any(overlap(first, second) for first, second in combinations(layout.boxes, 2))
    for box in layout.boxes:
        assert 0 <= box.x <= layout.width - box.width
        assert 0 <= box.y <= layout.height - box.height
    for arrow in layout.arrows:
        assert not any(enters(start, end, box) for start, end in pairwise(arrow.points) for box in layout.boxes)


def test_every_map_of_the_handbook_is_readable(real: Handbook) -> None:
    for graph in maps_of(real):
        assert_readable(lay_out(graph))


@settings(max_examples=50, deadline=None)
@given(graphs())
def test_any_map_is_readable(graph: Graph) -> None:
    assert_readable(lay_out(graph))


def test_an_arrow_leads_down_from_the_border_of_what_comes_first() -> None:
    layout = lay_out(EXAMPLE)
    boxes = {box.node.id: box for box in layout.boxes}
    assert len(layout.arrows) == len(EXAMPLE.edges)
    for arrow in layout.arrows:
        source, target = boxes[arrow.edge.source], boxes[arrow.edge.target]
        assert arrow.points[0][1] == source.y + source.height
        assert arrow.points[-1][1] == target.y


@pytest.mark.parametrize("text", ["Probability and Bayes' theorem", "Hypothesis tests and confidence intervals", "A"])
def test_lines_break_between_words_and_fit(text: str) -> None:
    lines = wrap(text, 100, TITLE.size)
    assert " ".join(lines) == text
    assert all(width_of(line, TITLE.size) <= 100 for line in lines)


def test_a_box_is_as_wide_as_its_longest_word() -> None:
    (box,) = lay_out(graph_of(own="counterrevolutionaries-win", edges="")).boxes
    assert box.width > BOX_WIDTH
    assert box.title == ("Counterrevolutionaries", "win")


# The widths of the characters' glyphs in DejaVu Sans, in thousandths of an em, by its own tables.
DEJAVU = {
    "i": 278, "t": 392, "r": 411, "f": 352, " ": 318, "e": 615, "n": 634, "u": 634, "a": 613, "0": 636, "m": 974,
    "w": 818, "M": 863, "W": 989, "Q": 787, "C": 698, "-": 361, "/": 337, "\N{EN DASH}": 500, "\N{MIDDLE DOT}": 318,
}  # fmt: skip


@pytest.mark.parametrize("character", DEJAVU)
def test_no_character_is_wider_than_it_is_taken_for(character: str) -> None:
    assert width_of(character, 1000) >= DEJAVU[character]


def map_of(graph: Graph, handbook: Handbook) -> str:
    """A map as a page has it."""
    page = PageRenderer(handbook=handbook, repository="", path="skills/x.md")
    return str(page.map(graph, "Map of the example"))


def test_a_map_is_drawn_as_it_was(small: Handbook) -> None:
    assert map_of(EXAMPLE, small) == GOLDEN.read_text(encoding="utf-8")


def test_a_map_survives_the_clean_up_and_markdown(small: Handbook) -> None:
    text = map_of(EXAMPLE, small)
    assert lost(text, clean(text)) == []
    assert "\n\n" not in text
    ElementTree.fromstring(text.replace("data-search-exclude", 'data-search-exclude=""'))  # noqa: S314 - our own text


def test_text_in_a_map_stays_text(small: Handbook) -> None:
    record = node("x").record.model_copy(update={"title": '<img src=x onerror="alert(1)"> {{ 7 * 7 }}'})
    text = map_of(Graph(nodes=(Node(record=record, note='"><script>'),), edges=()), small)
    assert not any(trace in text for trace in ("<img", "<script", "{{", '"alert'))
