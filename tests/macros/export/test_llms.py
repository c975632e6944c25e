"""What language models are told: every page once, by a link that leads there."""

import re
from pathlib import Path

import pytest
from markdown_it import MarkdownIt

from macros.compare import History
from macros.export import Imprint, create_files
from macros.export.llms import DATA, _link, create_llms
from macros.handbook import Handbook
from macros.pages.links import DATA_FILES

IMPRINT = Imprint(title="A handbook", description="About *drawing*.")
LINK = re.compile(r"^- \[.+?\]\((\S+)\)", re.MULTILINE)


@pytest.mark.parametrize("which", ["real", "small"])
def test_every_page_is_named_once(which: str, request: pytest.FixtureRequest) -> None:
    handbook: Handbook = request.getfixturevalue(which)
    named = LINK.findall(create_llms(handbook, IMPRINT))
    pages = {path.removesuffix(".md") + ".html" for path in handbook.pages}
    assert sorted(named) == sorted(pages | set(DATA))


def test_its_links_lead_to_files(site: Path) -> None:
    address = "https://example.org/handbook/"
    named = LINK.findall((site / "llms.txt").read_text(encoding="utf-8"))
    assert named
    assert [link for link in named if not (site / link.removeprefix(address)).is_file()] == []


def test_it_has_the_form_that_readers_expect(real: Handbook) -> None:
    tokens = MarkdownIt().parse(create_llms(real, IMPRINT))
    headings = [token.tag for token in tokens if token.type == "heading_open"]
    assert headings[0] == "h1"
    assert set(headings[1:]) == {"h2"}
    assert [token.type for token in tokens[3:5]] == ["blockquote_open", "paragraph_open"]


@pytest.mark.parametrize(
    "text", ["](javascript:x) [y](z", "<script>x</script>", "a\n# b\n- [c](d)", "`code` **bold** \\"]
)
def test_hostile_text_stays_text(text: str) -> None:
    inline = [token for token in MarkdownIt().parse(_link(text, "a.html", text)) if token.type == "inline"]
    assert len(inline) == 1
    children = inline[0].children or []
    assert [child.attrGet("href") for child in children if child.type == "link_open"] == ["a.html"]
    assert {child.type for child in children} <= {"link_open", "text", "text_special", "link_close"}


def test_what_pages_may_link_is_what_is_written(small: Handbook) -> None:
    assert set(dict(create_files(small, IMPRINT, History()))) >= DATA_FILES
