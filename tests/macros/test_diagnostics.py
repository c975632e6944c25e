from pathlib import Path

import pytest

from macros.diagnostics import FORMATS, Diagnostic, Severity, count, full, github, in_order, suggest
from macros.source import Span

GOLDEN = Path(__file__).parent / "golden"

LINE = "skills: [framworks]"
FOUND = [
    Diagnostic(
        path="data/tools/pytorch.yml",
        code="unknown-reference",
        message="no skill 'framworks'",
        hint="did you mean 'frameworks'?",
        span=Span(line=7, column=10, end=19),
        line=LINE,
    ),
    Diagnostic(
        path="docs/50%, a:b.md",
        code="dead-link",
        message="no page 'x,y:z%\n'",
        span=Span(line=120, column=300, end=305),
        line="x" * 299 + "WRONG" + "y" * 300,
        severity=Severity.WARNING,
    ),
    Diagnostic(
        path="data/terms/wide.yml",
        code="wrong-value",
        message="'title' cannot be '\u202eevil'",
        span=Span(line=2, column=10, end=13),
        line="title: 語語 \u202eab",
        severity=Severity.REPORT,
    ),
    Diagnostic(path="data/skills/mathematics.yml", code="missing-body", message="no body", hint="write it"),
]


@pytest.mark.parametrize("name", FORMATS)
def test_each_format_prints_what_its_golden_file_says(name: str) -> None:
    printed = "\n".join(FORMATS[name](found) for found in FOUND) + "\n"
    assert printed == (GOLDEN / f"{name}.txt").read_text(encoding="utf-8")


def test_findings_are_ordered_by_place_and_each_is_said_once() -> None:
    assert [found.path for found in in_order([*FOUND, *FOUND])] == sorted(found.path for found in FOUND)


def test_the_caret_stands_under_the_value() -> None:
    line, carets = full(FOUND[0]).split("\n")[2:4]
    assert line.index("framworks") == carets.index("^")
    assert carets.count("^") == len("framworks")


def test_a_long_line_is_cut_around_the_finding() -> None:
    printed = full(FOUND[1]).split("\n")
    assert "WRONG" in printed[2]
    assert max(map(len, printed)) < 140


def test_a_workflow_command_is_one_line_whatever_the_data_says() -> None:
    assert "\n" not in github(FOUND[1])
    assert "::" not in github(FOUND[1]).removeprefix("::warning ").split("::", 1)[1]


def test_the_count_names_each_severity() -> None:
    assert count(FOUND) == "2 errors, 1 warning, 1 report"


@pytest.mark.parametrize(
    ("word", "hint"),
    [
        ("framworks", "did you mean 'frameworks'?"),
        ("zzz", "one of: frameworks, mathematics"),
        ("x" * 100_000, "one of: frameworks, mathematics"),
    ],
)
def test_a_suggestion_is_the_nearest_word_or_the_whole_short_list(word: str, hint: str) -> None:
    assert suggest(word, ["mathematics", "frameworks"]) == hint


def test_a_long_list_is_not_printed() -> None:
    assert suggest("zzz", [f"word-{n}" for n in range(40)]) == ""
