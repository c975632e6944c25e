"""Examples are read, compared and shown; nothing here runs one."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from macros.diagnostics import concise
from macros.examples import Example, ExampleRecord, clean_figure, difference, fingerprint, read_examples, to_yaml
from macros.examples.figure import find_active, size
from macros.handbook import Handbook, read_handbook
from macros.plain import create_pages, write_plain
from macros.render import PageRenderer
from macros.source import parse
from tests.conftest import REPOSITORY, SMALL, Write, make_project

SVG = '<svg xmlns="http://www.w3.org/2000/svg" width="72pt" height="36pt">{}</svg>'

# --- comparing -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("before", "now"),
    [
        ("a 0.44 b", "a 0.45 b"),
        ("[0.10 -0.00]", "[0.10  0.00]"),
        ("1.50e-03", "1.51e-03"),
        ("3.2e-16 left", "2.2e-16 left"),
        ("a  b\n", "a b"),
        ("on 2026-11-21", "on 2026-11-21"),
        ("nan", "nan"),
        ("1,234.5", "1,234.6"),
    ],
)
def test_outputs_that_say_the_same_are_alike(before: str, now: str) -> None:
    assert difference(before, now) == ""


@pytest.mark.parametrize(
    ("before", "now", "line"),
    [
        ("a 0.44 b", "a 0.46 b", 1),
        ("first\n3 rows", "first\n4 rows", 2),
        ("0.5", "-0.5", 1),
        ("1.5e-03", "1.5e-02", 1),
        ("0.5", "nan", 1),
        ("one", "two", 1),
        ("a\nb", "a", 2),
        ("x2 = 1.0", "x3 = 1.0", 1),
        ("on 2026-11-21", "on 2026-11-22", 1),
    ],
)
def test_outputs_that_differ_are_told_by_their_first_line_that_does(before: str, now: str, line: int) -> None:
    assert difference(before, now).startswith(f"line {line} was '")


def test_a_tolerance_takes_the_place_of_the_last_digit_and_of_whole_numbers() -> None:
    assert difference("1.00 of 7", "1.30 of 8", tolerance=1) == ""
    assert difference("1.00", "1.01", tolerance=0.001) != ""


# --- records and figures -------------------------------------------------------------------------------------------


@pytest.mark.parametrize("output", ["2\n", "  indented\n\n#no comment\n", "'quoted': {x}\n- item\n", "é ≤ 3\n"])
def test_a_record_is_read_as_it_was_written(output: str) -> None:
    record = ExampleRecord(
        code=fingerprint("x"),
        run_on="2026-11-21",  # type: ignore[arg-type]  # as it stands in the file
        python="3.11.7",
        libraries={"numpy": "2.4"},
        tolerance=0.01,
        output=output,
    )
    source = parse(to_yaml(record), "x.yml")
    assert source.faults == ()
    assert ExampleRecord.model_validate(source.value) == record


def test_a_figure_is_kept_without_dates_and_with_counted_ids() -> None:
    drawn = (
        '<?xml version="1.0"?>\n<!DOCTYPE svg PUBLIC "x" "y">\n<!-- a comment -->\n'
        "<svg><metadata><date>now</date></metadata>"
        '<path id="m0123456789" d="M 1.23456 2"/>  \n<use xlink:href="#m0123456789" x="1.006" y="2"/>'
        '<g clip-path="url(#pabcdefabcd)"/></svg>'
    )
    assert clean_figure(drawn) == (
        '<svg><path id="m1" d="M 1.23 2"/>\n<use xlink:href="#m1" x="1.01" y="2"/><g clip-path="url(#p3)"/></svg>\n'
    )


@pytest.mark.parametrize(
    ("inside", "told"),
    [
        ("<script/>", "the element 'script'"),
        ("<foreignObject/>", "the element 'foreignObject'"),
        ('<path onclick="x"/>', "the attribute 'onclick'"),
        ('<use href="https://example.org/x.svg#a"/>', "the address"),
        ('<image href="data:image/svg+xml;base64,AAAA"/>', "the address"),
        ('<a href="javascript:x"/>', "the element 'a'"),
        ("<style>@import 'x';</style>", "a request in <style>"),
        ('<g style="fill: url(https://example.org/)"/>', "the attribute 'style'"),
        ("<!-- x -->", "a declaration or a comment"),
        ("<g>", "no SVG"),
    ],
)
def test_what_no_picture_needs_is_found(inside: str, told: str) -> None:
    assert find_active(SVG.format(inside)).startswith(told)


def test_a_picture_is_a_picture() -> None:
    inside = '<defs><path id="a" d="M 0 0"/></defs><use href="#a"/><image href="data:image/png;base64,iVBO"/>'
    figure = SVG.format(f'{inside}<g clip-path="url(#p1)" style="fill: none"/>')
    assert find_active(figure) == ""
    assert size(figure) == (96, 48)


def test_what_tools_leave_beside_examples_is_nobodys_fault(write: Write) -> None:
    root = write({f"examples/{name}": "x" for name in ("ruff.toml", ".ruff_cache/x", "lines/__pycache__/x.pyc")})
    assert [concise(found) for found in read_examples(root, ["lines"]).diagnostics] == []


# --- pages ---------------------------------------------------------------------------------------------------------


def show(handbook: Handbook, name: str, repository: str = "", **options: str) -> str:
    page = PageRenderer(handbook=handbook, repository=repository, path="topics/lines.md")
    return page.example(name, **options)


def test_a_page_shows_code_output_figure_versions_and_date(small: Handbook) -> None:
    shown = show(small, "line-lengths", REPOSITORY, figure="Three *lines*")
    assert f"[`examples/lines/line-lengths.py`]({REPOSITORY}/blob/main/examples/lines/line-lengths.py)" in shown
    assert small.examples["line-lengths"].text.rstrip() in shown
    assert " 5 right, 12 up: 13.000" in shown
    assert "![Three &#42;lines&#42;](../assets/examples/line-lengths.svg){: .hb-figure width=320 height=208" in shown
    assert 'Ran on <time datetime="2026-11-21">2026-11-21</time> with Python 3.11.7.' in shown


def test_without_a_repository_the_name_of_the_file_is_no_link(small: Handbook) -> None:
    assert "\n`examples/lines/line-lengths.py`" in show(small, "line-lengths", figure="x")


def test_no_line_of_an_example_closes_its_block(small: Handbook) -> None:
    assert "\n`````python\n" in show(small, "line-lengths", figure="x")


def test_libraries_are_named_with_their_versions_and_linked_where_they_are_tools(small: Handbook) -> None:
    example = small.examples["square-areas"]
    assert example.record is not None
    record = example.record.model_copy(update={"libraries": {"pencil": "2.0", "rubber": "1.0"}})
    named = Example(id="x", topic="lines", text="1", record=record, figure=None)
    page = PageRenderer(handbook=replace(small, examples={"x": named}), repository="", path="index.md")
    assert "Python 3.11.7, [Pencil](tools/pencil.md) 2.0 and rubber 1.0." in page.example("x")


def test_the_plain_pages_hold_the_example_and_its_figure_lies_beside_them(small: Handbook, tmp_path: Path) -> None:
    page = dict(create_pages(small))["components.md"]
    assert "{{ example" not in page
    assert "side 3: area 9" in page
    assert "reason=" not in page
    write_plain(make_project(tmp_path / "project"), small, "", tmp_path / "plain")
    figure = tmp_path / "plain" / "docs" / "assets" / "examples" / "line-lengths.svg"
    assert figure.read_bytes() == (SMALL / "examples/lines/line-lengths.svg").read_bytes()


def test_readers_do_not_see_why_code_was_not_run(small: Handbook) -> None:
    template = small.prose.pages["components.md"].template()
    assert 'title="draw.py" hl_lines="2" linenums="1"' in template
    assert "reason=" not in template


@pytest.mark.parametrize(
    "call",
    [
        '{{ example("two", figure="a", figure="b") }}',
        '{{ example("two", figure=name) }}',
        '{{ example("two", figure=1) }}',
        '{{ example("two", **options) }}',
        '{{ example(name="two") }}',
        '{{ tool("two", figure="a") }}',
    ],
)
def test_an_example_is_called_with_literal_texts_alone(write: Write, call: str) -> None:
    found = read_handbook(write({"docs/index.md": f"# Home\n\n{call}\n"})).diagnostics
    assert {item.code for item in found} & {"not-a-macro", "wrong-arguments"}
