"""Every map on the built site, held against the list beside it: same nodes, same order, same links, same edges."""

from __future__ import annotations

import posixpath
import re
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from selectolax.lexbor import LexborHTMLParser, LexborNode

from macros.handbook import Handbook


@dataclass(kw_only=True)
class Picture:
    """What a map or a list says: nodes as address and name, edges as two addresses and the id of the reason."""

    nodes: list[tuple[str, str]] = field(default_factory=list)
    edges: list[tuple[str, str, str]] = field(default_factory=list)


def read_map(tree: LexborHTMLParser) -> Picture:
    """A map as its links, its arrows and its descriptions say it."""
    picture = Picture()
    for group in tree.css(".hb-map .hb-node"):
        link = group.css("a")[0]
        address = link.attributes["href"] or ""
        picture.nodes.append((address, link.attributes["aria-label"] or ""))
        reasons = (link.attributes.get("aria-describedby") or "").split()
        sources = [arrow.attributes["data-from"] or "" for arrow in group.css("path")]
        for source, reason in zip(sources, reasons, strict=True):
            picture.edges.append((posixpath.join(posixpath.dirname(address), f"{source}.html"), address, reason))
    return picture


def read_list(tree: LexborHTMLParser) -> Picture:
    """The list beside a map: foreign nodes under their skill's title, then own nodes with what they need."""
    picture = Picture()
    element = tree.css(".hb-map")[0].next
    while element is not None and element.tag not in ("h2", "ol", "ul"):
        title = ""
        for entry in element.css("dl > *"):
            title = entry.text(strip=True) if entry.tag == "dt" else title
            picture.nodes += [(link.attributes["href"] or "", f"{link.text()}, {title}") for link in entry.css("a")]
        element = element.next
    assert element is not None
    for item in [child for child in element.iter() if child.tag == "li"]:
        _read_item(item, picture)
    return picture


def _read_item(item: LexborNode, picture: Picture) -> None:
    link = item.css("a")[0]
    address = link.attributes["href"] or ""
    notes = re.search(r"\((.*?)\): ", item.text())
    assert notes is not None
    picture.nodes.append((address, f"{link.text()}, {notes[1]}"))
    for need in item.css("li li"):
        assert need.text().startswith(f"needs {need.css('a')[0].text()}: ")
        assert len(need.text()) > len(need.css("a")[0].text()) + 20, "an edge has a reason"
        picture.edges.append((need.css("a")[0].attributes["href"] or "", address, need.attributes["id"] or ""))


@pytest.fixture(scope="session")
def maps(site: Path) -> dict[str, LexborHTMLParser]:
    """Every page that has a map, by its path."""
    texts = {path.relative_to(site).as_posix(): path.read_text("utf-8") for path in sorted(site.rglob("*.html"))}
    return {name: LexborHTMLParser(text) for name, text in texts.items() if 'class="hb-map"' in text}


def test_the_roadmap_and_every_skill_have_a_map(maps: dict[str, LexborHTMLParser], real: Handbook) -> None:
    skills = [f"skills/{skill.id}.html" for skill in real.catalog.records("skill")]
    assert sorted(maps) == sorted(["roadmap/index.html", *skills])


def test_a_map_and_the_list_beside_it_say_the_same(maps: dict[str, LexborHTMLParser]) -> None:
    for name, tree in maps.items():
        drawn, written = read_map(tree), read_list(tree)
        assert drawn.nodes == written.nodes, name
        assert drawn.edges == written.edges, name


def test_maps_show_every_prerequisite(maps: dict[str, LexborHTMLParser], real: Handbook) -> None:
    edges = [edge for tree in maps.values() for edge in read_map(tree).edges]
    needed = [link for link in real.catalog.links if link.reference.order == "prerequisite"]
    assert len(edges) == len(needed) > 100


def test_a_map_is_a_named_region_that_the_keyboard_can_scroll(maps: dict[str, LexborHTMLParser]) -> None:
    for name, tree in maps.items():
        (frame,) = tree.css(".hb-map .hb-frame")
        assert (frame.attributes["role"], frame.attributes["tabindex"]) == ("region", "0"), name
        assert (frame.attributes["aria-label"] or "").startswith("Map of the "), name


def test_pages_with_a_map_alone_load_its_script(site: Path, maps: dict[str, LexborHTMLParser]) -> None:
    loading = [path for path in site.rglob("*.html") if "assets/map.js" in path.read_text("utf-8")]
    assert {path.relative_to(site).as_posix() for path in loading} == set(maps)
