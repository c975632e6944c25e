"""The settings that safety and honesty hang on."""

from typing import Any

import pytest
import yaml

from macros.pages.calls import BLOCK, COMMENT
from tests.conftest import ROOT


@pytest.fixture(scope="module")
def configuration() -> Any:
    """`mkdocs.yml` without its environment variables."""
    text = (ROOT / "mkdocs.yml").read_text(encoding="utf-8").replace("!ENV", "")
    return yaml.safe_load(text)


def names(items: list[Any]) -> set[str]:
    """The names in a list of extensions or plugins."""
    return {name for item in items for name in ([item] if isinstance(item, str) else item)}


def test_every_doubtful_link_is_a_warning_and_every_warning_stops_the_build(configuration: Any) -> None:
    levels = configuration["validation"]
    assert set(levels) == {"omitted_files", "not_found", "anchors", "absolute_links", "unrecognized_links"}
    assert set(levels.values()) == {"warn"}


def test_a_macro_that_fails_stops_the_build(configuration: Any) -> None:
    macros = next(item["macros"] for item in configuration["plugins"] if isinstance(item, dict) and "macros" in item)
    assert macros["on_undefined"] == "strict"
    assert macros["on_error_fail"] is True
    assert (macros["j2_block_start_string"], macros["j2_block_end_string"]) == BLOCK
    assert (macros["j2_comment_start_string"], macros["j2_comment_end_string"]) == COMMENT


def test_no_extension_reads_files_or_turns_text_into_scripts(configuration: Any) -> None:
    used = names(configuration["markdown_extensions"])
    assert used & {"pymdownx.snippets", "pymdownx.emoji", "pymdownx.blocks.html", "md_in_html", "codehilite"} == set()


def test_nothing_is_loaded_from_another_host(configuration: Any) -> None:
    assert configuration["theme"]["font"] is False
    assert "repo_url" not in configuration, "the theme would ask the repository's host for its number of stars"
    assert names(configuration["plugins"]) == {"macros"}


def test_addresses_are_files_so_that_one_build_serves_online_and_offline(configuration: Any) -> None:
    assert configuration["use_directory_urls"] is False
