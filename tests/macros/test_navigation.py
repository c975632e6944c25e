from typing import Any

from macros.handbook import Handbook, read_handbook
from macros.navigation import expand
from tests.conftest import Write


def expanded(nav: list[Any], handbook: Handbook) -> list[Any]:
    """A navigation with the small handbook's records in it."""
    return expand(nav, handbook.catalog, handbook.prose)


def test_a_folder_stands_for_the_pages_of_its_records_in_their_order(small: Handbook) -> None:
    assert expanded(["roadmap/"], small) == [
        {"Roadmap steps": ["roadmap/index.md", "roadmap/begin.md", "roadmap/go-on.md"]}
    ]


def test_topics_stand_under_the_titles_of_their_skills(small: Handbook) -> None:
    assert expanded(["topics/"], small) == [{"Topics": [{"Sketching": ["topics/lines.md", "topics/shapes.md"]}]}]


def test_topics_of_a_skill_stand_in_learning_order(real: Handbook) -> None:
    (section,) = expanded(["topics/"], real)
    skills = [paths for group in section["Topics"] for paths in group.values()]
    order = real.catalog.learning_order("topic")
    for paths in skills:
        ranks = [order.index(path.removeprefix("topics/").removesuffix(".md")) for path in paths]
        assert ranks == sorted(ranks)
    assert len(skills) > 5


def test_pages_and_sections_stay_as_they_are(small: Handbook) -> None:
    nav = ["index.md", {"Find out": ["pay.md", {"Deeper": ["tools/"]}]}]
    tools = {"Tools": ["tools/index.md", "tools/pencil.md", "tools/quill.md"]}
    assert expanded(nav, small) == ["index.md", {"Find out": ["pay.md", {"Deeper": [tools]}]}]


def test_a_folder_without_pages_is_left_out(write: Write) -> None:
    assert expanded(["tools/"], read_handbook(write({}))) == []
