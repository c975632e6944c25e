"""Ways through the handbook: the shortest to a topic, and the one that costs nothing."""

from __future__ import annotations

import itertools
from pathlib import Path

import pytest

from macros.checks.resources import MOST
from macros.handbook import Handbook, read_handbook
from macros.models import Resource, Skill, Step, Topic
from macros.paths import FreePath, costs_nothing, free_path, own_resources, topics_of, total, way_to
from tests.conftest import TODAY, make_project

SKILLS = 9
STEPS = 6


def paths(handbook: Handbook) -> dict[str, tuple[Skill | Step, FreePath]]:
    """The free path of each skill and each step."""
    records = [*handbook.catalog.records("skill"), *handbook.catalog.records("step")]
    found = [record for record in records if isinstance(record, Skill | Step)]
    return {record.key: (record, free_path(handbook.catalog, record)) for record in found}


def way(handbook: Handbook, goal: str, *known: str) -> list[str]:
    """The ids on the way to a topic."""
    return [leg.topic.id for leg in way_to(handbook.catalog, goal, known)]


# --- for nothing ----------------------------------------------------------------------------------------------------


def test_every_step_and_every_skill_has_a_free_path_that_serves_each_of_its_topics(real: Handbook) -> None:
    proved = {key for key, (_, path) in paths(real).items() if path.is_proved}
    assert sum(key.startswith("step/") for key in proved) == STEPS == len(real.catalog.records("step"))
    assert sum(key.startswith("skill/") for key in proved) == SKILLS == len(real.catalog.records("skill"))


def test_what_is_on_a_free_path_is_free_and_named_and_serves_what_it_says(real: Handbook) -> None:
    for record, path in paths(real).values():
        named = own_resources(real.catalog, record)
        for stage in path.stages:
            assert costs_nothing(stage.resource)
            assert (stage.resource.cost, stage.resource.login) == ("free", False)
            assert stage.resource in named
            assert all(topic.id in stage.resource.topics for topic in stage.topics)
        served = [topic.id for stage in path.stages for topic in stage.topics]
        assert sorted(served) == sorted(topic.id for topic in topics_of(real.catalog, record))


def test_nothing_on_a_free_path_is_made_superfluous_by_the_rest(real: Handbook) -> None:
    for record, path in paths(real).values():
        topics = {topic.id for topic in topics_of(real.catalog, record)}
        for stage in path.stages:
            others = {topic for other in path.stages if other != stage for topic in other.resource.topics}
            own = topics & set(stage.resource.topics)
            assert own - others or (not own and isinstance(record, Step)), f"{record.key}: {stage.resource.id}"


def test_the_hours_of_a_free_path_are_those_of_its_resources(real: Handbook) -> None:
    for _, path in paths(real).values():
        hours = [stage.resource.hours for stage in path.stages if stage.resource.hours]
        assert path.hours is not None
        assert path.hours.low == sum(one.low for one in hours)
        assert path.hours.high == sum(one.high for one in hours)


def test_no_page_lists_more_than_eight_resources(real: Handbook) -> None:
    for record, _ in paths(real).values():
        assert len(own_resources(real.catalog, record)) <= MOST
    for topic in real.catalog.records("topic"):
        links = real.catalog.backlinks[("topic", topic.id)]
        assert sum(isinstance(link.entry.record, Resource) for link in links) <= MOST


@pytest.mark.parametrize("change", ["cost: paid\nno_price: unknown", "login: true", "status: retired"])
def test_what_costs_money_or_an_account_or_is_gone_proves_nothing(tmp_path: Path, change: str) -> None:
    make_project(tmp_path)
    file = tmp_path / "data" / "resources" / "drawing-book.yml"
    lines = [line for line in file.read_text("utf-8").splitlines() if not line.startswith(change.partition(":")[0])]
    file.write_text("\n".join([*lines, change, ""]), encoding="utf-8")
    found = {found.code for found in read_handbook(tmp_path, TODAY).diagnostics}
    assert {"skill-without-free-path", "step-without-free-path"} <= found


def test_a_resource_that_serves_a_part_proves_a_part(tmp_path: Path) -> None:
    make_project(tmp_path)
    file = tmp_path / "data" / "resources" / "drawing-book.yml"
    file.write_text(file.read_text("utf-8").replace("  - shapes\n", ""), encoding="utf-8")
    assert unproved(tmp_path) == ["step-without-free-path"]
    with (tmp_path / "data" / "skills" / "sketching.yml").open("a", encoding="utf-8") as skill:
        skill.write("complete: true\n")
    assert unproved(tmp_path) == ["skill-without-free-path", "step-without-free-path"]


def unproved(root: Path) -> list[str]:
    """The codes of what is said of free paths; each names the one topic that is not served."""
    told = [found for found in read_handbook(root, TODAY).diagnostics if found.code.endswith("-without-free-path")]
    assert all("'shapes'" in found.message for found in told)
    return [found.code for found in told]


def test_hours_of_what_has_none_are_not_counted() -> None:
    assert total([None, None]) is None


# --- to a topic -----------------------------------------------------------------------------------------------------


def test_the_way_to_a_topic_leads_through_what_it_needs(small: Handbook) -> None:
    assert way(small, "shapes") == ["lines", "shapes"]
    assert way(small, "shapes", "lines") == ["shapes"]
    assert way(small, "shapes", "shapes") == []


def test_each_leg_says_for_what_it_is_needed_and_why(small: Handbook) -> None:
    first, last = way_to(small.catalog, "shapes", ())
    assert first.needed_for is not None
    assert (first.needed_for.id, first.because) == ("shapes", "A shape is a closed line.")
    assert (last.needed_for, last.because) == (None, "")


def test_every_way_is_complete_in_order_and_as_short_as_can_be(real: Handbook) -> None:
    topics = [topic for topic in real.catalog.records("topic") if isinstance(topic, Topic)]
    known = {topic.id for topic in topics[::3]}
    for goal in topics:
        ids = way(real, goal.id, *known)
        learnt = set(known)
        for topic in (real.catalog.get("topic", name) for name in ids):
            assert isinstance(topic, Topic)
            assert {requirement.topic for requirement in topic.requires} <= learnt
            learnt.add(topic.id)
        assert goal.id in learnt
        assert not known & set(ids)
        legs = way_to(real.catalog, goal.id, known)
        assert all(leg.needed_for is not None and leg.because for leg in legs[:-1])


def test_what_one_knows_never_makes_a_way_longer(real: Handbook) -> None:
    topics = [topic.id for topic in real.catalog.records("topic")]
    for goal, one in itertools.product(topics[::7], topics[::5]):
        assert set(way(real, goal, one)) <= set(way(real, goal))
