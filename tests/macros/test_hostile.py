"""Whatever stands in a file, the answer is a value or diagnostics, and never an exception."""

from html.parser import HTMLParser
from pathlib import Path

import markdown
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from macros.checks import all_codes
from macros.diagnostics import FORMATS
from macros.handbook import read_handbook
from macros.models import FOLDERS
from macros.policy import TAGS, clean
from macros.source import parse
from tests.conftest import TODAY

YAML_PIECES = [
    *[
        "id: x",
        "title: Line",
        "summary: A mark.",
        "hours: {low: 1}",
        "requires:",
        "2026-02-30",
        "%YAML 1.1",
        "---",
        "...",
    ],
    *[
        ": ",
        "- ",
        "? ",
        "\n",
        "  ",
        "[",
        "]",
        "{",
        "}",
        "&a ",
        "*a",
        "!t ",
        "'",
        '"',
        "|",
        ">-",
        "<<: ",
        "#",
        "\t",
        "\r",
    ],
    *["\u202e", "\\ud800", '"\\0"'],
]
PIECES = st.sampled_from(YAML_PIECES)
YAMLISH = st.lists(st.one_of(PIECES, st.text(max_size=5)), max_size=30).map("".join)
MARKUP_PIECES = [
    *["{{ ", " }}", "{%", "%}", "{#", "#}", "term('x')", "`", "```", "~~~", "\n", "    ", "> ", "- ", "# ", "|", "\\"],
    *["<", ">", "<script>", "</script>", "<img src=x onerror=alert(1)>", "<svg/onload=x>", "<div\n", "<b>", "<br>"],
    *[
        "<!--",
        "-->",
        "<a href=",
        "'",
        '"',
        "alert(1)",
        "onclick=x",
        "{: ",
        " }",
        "!!! note\n",
        "[^1]",
        "---\n",
        "title: ",
    ],
    *["[x](", ")", "![", "]", "[x]: ", "javascript:", "&#106;avascript:"],
]
MARKUP = st.sampled_from(MARKUP_PIECES)
SCHEMES = ("javascript:", "vbscript:", "data:")
EXTENSIONS = ["attr_list", "def_list", "footnotes", "tables", "admonition", "pymdownx.superfences", "pymdownx.tasklist"]
MARKDOWNISH = st.lists(st.one_of(MARKUP, st.text(max_size=5)), max_size=30).map("".join)


def found_in(root: Path, name: str, content: bytes) -> list[str]:
    """The codes of everything that is said about a root that holds this one file; it can be printed in every format."""
    path = root / name
    path.parent.mkdir(parents=True, exist_ok=True)
    (root / "docs").mkdir(exist_ok=True)
    (root / "data").mkdir(exist_ok=True)
    path.write_bytes(content)
    diagnostics = read_handbook(root, TODAY).diagnostics
    for form in FORMATS.values():
        for found in diagnostics:
            form(found).encode()
    return [found.code for found in diagnostics]


@given(
    st.one_of(st.binary(), YAMLISH.map(lambda text: text.encode("utf-8", "replace"))), st.sampled_from(sorted(FOLDERS))
)
@settings(max_examples=400, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_bytes_in_a_data_file_give_a_record_or_diagnostics(tmp_path: Path, content: bytes, folder: str) -> None:
    assert set(found_in(tmp_path / folder, f"data/{folder}/x.yml", content)) <= all_codes().keys()


@given(YAMLISH)
@settings(max_examples=400, deadline=None)
def test_any_text_parses_or_has_a_fault_with_a_place_in_it(text: str) -> None:
    source = parse(text, "x")
    assert source.faults or isinstance(source.value, dict)
    lines = text.split("\n")
    for fault in source.faults:
        assert fault.span is None or 1 <= fault.span.line <= len(lines) + 1


@given(st.one_of(st.binary(), MARKDOWNISH.map(lambda text: text.encode("utf-8", "replace"))))
@settings(max_examples=400, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_text_in_a_page_gives_a_page_or_diagnostics(tmp_path: Path, content: bytes) -> None:
    assert set(found_in(tmp_path, "docs/index.md", content)) <= all_codes().keys()


class Active(HTMLParser):
    """Collects what could run, load or submit in a piece of HTML."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        """Note elements and attributes that no page may have."""
        if tag not in TAGS:
            self.found.append(tag)
        for name, value in attributes:
            address = "".join((value or "").split()).lower()
            if name.startswith("on") or name in ("style", "srcdoc", "formaction") or address.startswith(SCHEMES):
                self.found.append(f"{tag} {name}={value}")


def active(html: str) -> list[str]:
    """What could run, load or submit in a piece of HTML."""
    parser = Active()
    parser.feed(html)
    parser.close()
    return parser.found


def test_the_detector_detects() -> None:
    assert active("<script>x</script><p onclick=x><a href='java\nscript:x'>") == [
        "script",
        "p onclick=x",
        "a href=java\nscript:x",
    ]


@given(MARKDOWNISH)
@settings(max_examples=800, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_no_page_that_passes_holds_anything_that_runs(tmp_path: Path, text: str) -> None:
    found = found_in(tmp_path, "docs/index.md", text.encode("utf-8", "replace"))
    html = markdown.markdown(text.encode("utf-8", "replace").decode(), extensions=EXTENSIONS)
    assert active(clean(html)) == []
    if not found:
        assert active(html) == [], "the check before the build let through what the clean-up behind it removed"
