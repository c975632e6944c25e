import datetime

from macros.catalog import Catalog
from macros.handbook import Handbook
from macros.loader import load
from tests.conftest import Write

TOPIC = """id: {0}
title: {0}
summary: About it.
skill: s
level: advanced
hours: {{low: 1, high: 1}}
reviewed_on: 2026-11-01
"""


def requiring(name: str, *others: str) -> str:
    """A topic with prerequisites."""
    needs = "".join(f"  - topic: {other}\n    because: It comes first.\n" for other in others)
    return TOPIC.format(name) + (f"requires:\n{needs}" if needs else "")


def catalog_of(write: Write, today: datetime.date, **topics: tuple[str, ...]) -> Catalog:
    """A catalog of topics with these prerequisites."""
    root = write({f"data/topics/{name}.yml": requiring(name, *others) for name, others in topics.items()})
    return Catalog(load(root), today)


def test_links_are_read_off_the_fields_wherever_they_stand(small: Handbook) -> None:
    found = {(link.loc, link.target_key) for link in small.catalog.outgoing[("skill", "sketching")]}
    assert found == {(("points", 0, "topics", 0), ("topic", "lines")), (("points", 0, "tools", 0), ("tool", "pencil"))}


def test_every_link_has_a_backlink(small: Handbook) -> None:
    back = [link for links in small.catalog.backlinks.values() for link in links]
    assert sorted(map(repr, back)) == sorted(map(repr, small.catalog.links))
    assert len(back) > 30


def test_prerequisites_come_first_and_equals_by_title(write: Write, today: datetime.date) -> None:
    catalog = catalog_of(write, today, b=("c",), a=("c",), c=(), d=("a", "b"))
    assert catalog.learning_order("topic") == ("c", "a", "b", "d")


def test_every_cycle_is_found_once_and_the_order_survives_it(write: Write, today: datetime.date) -> None:
    catalog = catalog_of(write, today, a=("b",), b=("a",), c=("d",), d=("e",), e=("c",), f=("a",), g=("g",))
    assert sorted(catalog.cycles("topic", "prerequisite")) == [("a", "b", "a"), ("c", "d", "e", "c")]
    assert set(catalog.learning_order("topic")) == set("abcdefg")


def test_a_chain_longer_than_the_stack_is_no_trouble(write: Write, today: datetime.date) -> None:
    topics = {f"t{n:04}": ((f"t{n - 1:04}",) if n else ()) for n in range(1500)}
    assert catalog_of(write, today, **topics).learning_order("topic")[-1] == "t1499"
