"""One broken tree for each code, and exactly what the checker says about it."""

import re

import pytest

from macros.__main__ import main
from macros.checks import RULES, all_codes, code_of
from macros.diagnostics import Severity
from macros.site import CODES as SITE_CODES
from tests.conftest import BROKEN

SENTENCES = {**all_codes(), **SITE_CODES}
REPORTS = {code_of(rule) for rule, severity in RULES.items() if severity is Severity.REPORT}
CHECK = ["check", "--today", "2026-11-21", "--strict"]
PROVED = ("start-passes", "solution-fails", "wrong-answer-passes", "wrong-answer-unclear")
COMMANDS = {code: [*CHECK, "--reports"] for code in REPORTS} | {"unformatted": ["format", "--check"]}
COMMANDS |= {code: ["practice", "--prove"] for code in PROVED}
"""What a broken tree is run through, where it is not a plain check."""


def test_every_code_has_a_broken_tree_and_every_tree_a_code() -> None:
    trees = {path.name for path in BROKEN.iterdir()}
    assert sorted(SENTENCES.keys() - trees) == []
    assert sorted(trees - SENTENCES.keys()) == []


@pytest.mark.parametrize("code", sorted(SENTENCES))
def test_a_broken_tree_is_told_what_is_wrong(code: str, capsys: pytest.CaptureFixture[str]) -> None:
    site = ["--site", str(BROKEN / code / "site")] if code in SITE_CODES else []
    status = main([*COMMANDS.get(code, CHECK), "--root", str(BROKEN / code), *site])
    printed = capsys.readouterr()
    assert printed.out == (BROKEN / code / "expected.txt").read_text(encoding="utf-8")
    assert printed.err == ""
    assert status == (0 if code in REPORTS else 1)


@pytest.mark.parametrize("code", sorted(SENTENCES))
def test_what_is_expected_names_the_code_and_a_hint(code: str) -> None:
    expected = (BROKEN / code / "expected.txt").read_text(encoding="utf-8")
    assert re.search(rf"^[^\s:]+(?: [^\s:]+)*:\d+:\d+: {code} \S", expected, re.MULTILINE)


@pytest.mark.parametrize("code", sorted(SENTENCES))
def test_every_code_stands_for_a_sentence(code: str) -> None:
    assert re.fullmatch(r"[A-Z][^\n]*\.", SENTENCES[code])
