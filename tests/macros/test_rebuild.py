import logging
from collections.abc import Iterator
from dataclasses import dataclass
from types import SimpleNamespace
from typing import Any

import pytest

from macros.memory import memory
from macros.rebuild import circumstances, render


@dataclass(frozen=True)
class File:
    """A file of the generator's, as far as links ask."""

    src_uri: str


FILES = SimpleNamespace(get_file_from_path=File)
CONFIG = {"circumstances": "these"}


@pytest.fixture(autouse=True)
def remembering() -> Iterator[None]:
    """A memory as the live site has it, and none after that."""
    memory.on = True
    yield
    memory.forget_unasked()
    memory.forget_unasked()
    memory.on = False


def page(markdown: str = "x") -> Any:
    return SimpleNamespace(file=SimpleNamespace(src_uri="a.md"), markdown=markdown)


def rendered(one: Any, config: Any = CONFIG, warning: str = "") -> bool:
    """Render a page, or take it from the memory; whether it was rendered."""
    calls = []

    def anew(*_: Any) -> None:
        calls.append(one)
        known: dict[str, Any] = {"content": "y", "toc": [], "_title_from_render": None, "present_anchor_ids": {"i"}}
        vars(one).update(known, links_to_anchors={File("b.md"): {"part": "b.md#part"}})
        if warning:
            logging.getLogger("types.pages").warning(warning)

    render(one, anew, config, FILES)
    return bool(calls)


def test_a_page_is_rendered_once() -> None:
    assert rendered(page())
    again = page()
    assert not rendered(again)
    assert again.content == "y"
    assert again.links_to_anchors == {File("b.md"): {"part": "b.md#part"}}


def test_other_markdown_or_circumstances_render_it_again() -> None:
    assert rendered(page())
    assert rendered(page("z"))
    assert rendered(page(), {"circumstances": "those"})


def test_a_page_about_which_something_is_logged_says_so_again() -> None:
    assert rendered(page(), warning="no such page")
    assert rendered(page(), warning="no such page")


def test_circumstances_are_settings_and_files() -> None:
    file = SimpleNamespace(src_uri="a.md", dest_uri="a.html", url="a.html", inclusion=0)
    every = [
        circumstances({"extensions": []}, [file]),
        circumstances({"extensions": ["toc"]}, [file]),
        circumstances({"extensions": []}, []),
        circumstances({"extensions": []}, [SimpleNamespace(**{**vars(file), "url": "b.html"})]),
    ]
    assert len(set(every)) == len(every)
    assert circumstances({"extensions": [], "plugins": object(), "handbook": object()}, [file]) == every[0]
