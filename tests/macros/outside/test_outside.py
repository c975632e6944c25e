"""Which addresses there are, what is kept of them, how it is told, and that no test asks anybody outside."""

from __future__ import annotations

import datetime
import json
import os
import re
import socket
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml
from markdown_it import MarkdownIt

import macros.outside
from macros.__main__ import main
from macros.handbook import Handbook, read_handbook
from macros.outside import FORMATS, Address, Kept, Place, Verdict, agent, collect, findings, read_kept, write_kept
from macros.outside.formats import TO_DO, TOLD
from macros.outside.visiting import Visit, Visitor
from tests.conftest import ROOT, SMALL, Write

DAY = datetime.date(2026, 11, 21)
WORKFLOW = yaml.safe_load((ROOT / ".github" / "workflows" / "links.yml").read_text(encoding="utf-8"))
STALE = yaml.safe_load((ROOT / ".github" / "workflows" / "stale.yml").read_text(encoding="utf-8"))


def kept(verdict: str, **fields: Any) -> Kept:
    """What is known of an address."""
    return Kept.model_validate({"verdict": verdict, "asked_on": DAY, "since": DAY} | fields)


def address(url: str, *paths: str) -> Address:
    """An address that files name."""
    return Address(url=url, places=tuple(Place(path=path, line=9, words="") for path in paths or ("docs/x.md",)))


# --- which there are -----------------------------------------------------------------------------------------------


def test_every_address_of_a_record_is_collected(real: Handbook) -> None:
    found = {one.url: one for one in collect(real)}
    for kind, field in (("source", "address"), ("resource", "address"), ("tool", "homepage"), ("source", "via")):
        named = [getattr(record, field) for record in real.catalog.records(kind)]
        assert [url for url in named if url and url.partition("#")[0] not in found] == []
    assert len({one.partition("#")[0] for one in found}) == len(found) > 300


def test_an_address_has_the_places_that_name_it_and_the_day_it_was_read(write: Write) -> None:
    term = "id: line\ntitle: Line\nsummary: See [the archive](https://a.example/x) and `[b](https://b.example/)`.\n"
    page = "---\nreviewed_on: 2026-11-02\n---\n\n# A page\n\nAs [the archive](https://a.example/x#y) says.\n"
    root = write({"data/terms/line.yml": term, "docs/a-page.md": page, "docs/b.md": "`<https://b.example/>`\n"})
    (one,) = collect(read_handbook(root, DAY))
    assert one.url == "https://a.example/x"
    assert [str(place) for place in one.places] == ["data/terms/line.yml:3", "docs/a-page.md:7"]
    assert one.read_on == datetime.date(2026, 11, 2)
    assert {"Line", "archive"} <= set(re.findall(r"\w+", one.words))


# --- what is kept --------------------------------------------------------------------------------------------------


def test_what_was_kept_is_read_again(tmp_path: Path) -> None:
    known = {"https://a.example/": kept("changed", detail="ü", title="T", times=3)}
    write_kept(tmp_path / "new" / "links.json", known)
    assert read_kept(tmp_path / "new" / "links.json") == known
    assert [path.name for path in (tmp_path / "new").iterdir()] == ["links.json"]


@pytest.mark.parametrize("text", ["", "{", "[]", '{"https://a.example/": {}}', '{"x": {"verdict": "fine"}}', "\x00"])
def test_a_file_that_cannot_be_read_is_as_good_as_none(text: str, tmp_path: Path) -> None:
    (tmp_path / "links.json").write_text(text, encoding="utf-8")
    assert read_kept(tmp_path / "links.json") == {}
    assert read_kept(tmp_path / "none.json") == {}


# --- how it is told ------------------------------------------------------------------------------------------------


def test_the_worst_is_told_first_with_what_to_do() -> None:
    found = findings(
        [address(f"https://{name}.example/") for name in "abcde"],
        {
            "https://a.example/": kept("alive"),
            "https://b.example/": kept("moved", detail="https://x.example/"),
            "https://c.example/": kept("dead", detail="it answers 404", times=2),
            "https://d.example/": kept("refuses", detail="it answers 403"),
        },
    )
    assert FORMATS["text"](found).splitlines() == [
        "docs/x.md:9: dead: https://c.example/: it answers 404, since 2026-11-21, 2 times in a row",
        "docs/x.md:9: moved: https://b.example/: https://x.example/",
        "2 links want a look",
        "Of 5 addresses: 1 dead, 1 moved, 1 refuses, 1 alive, 1 unasked.",
    ]
    markdown = FORMATS["markdown"](found)
    assert markdown.startswith("2 links want a look. Of 5 addresses: ")
    assert "### Dead\n\nWhat to do: " in markdown
    values = {one["address"]: one["verdict"] for one in json.loads(FORMATS["json"](found))["addresses"]}
    assert values["https://e.example/"] == "unasked"


def test_every_verdict_that_is_told_says_what_to_do() -> None:
    assert set(TO_DO) == set(TOLD) == set(Verdict) - {Verdict.ALIVE, Verdict.REFUSES, Verdict.UNASKED}


@pytest.mark.parametrize("text", ["[x](https://e.example) @everyone <b>", "`` x", "a\n- [x] b", "::error::x\u202e"])
def test_hostile_text_is_nothing_but_text(text: str) -> None:
    found = findings([address(text, text)], {text: kept("changed", detail=text)})
    inline = [token for token in MarkdownIt().parse(FORMATS["markdown"](found)) if token.type == "inline"]
    kinds = {child.type for token in inline for child in token.children or []}
    assert kinds <= {"text", "code_inline", "text_special"}
    assert "\u202e" not in FORMATS["markdown"](found) + FORMATS["text"](found) + FORMATS["json"](found)


def test_an_issue_stays_below_what_it_can_hold() -> None:
    urls = [f"https://{number}.example/{'x' * 450}" for number in range(400)]
    places = ["data/characteristics/" + "y" * 68] * 5
    told = FORMATS["markdown"](
        findings([address(url, *places) for url in urls], {url: kept("dead", detail="d" * 999) for url in urls})
    )
    assert len(told) < 65_000
    assert f"And {400 - told.count('- [ ] ')} more" in told


def test_who_is_asked_is_told_who_asks() -> None:
    assert "+https://github.com/o/r;" in agent("https://github.com/o/r")
    assert agent("").isascii()


# --- the verb, without anybody outside -----------------------------------------------------------------------------


def test_the_verb_tells_what_visits_found_and_keeps_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    visited: list[str] = []

    def visit(_: Visitor, url: str) -> Visit:
        visited.append(url)
        return Visit(final=url, status=404)

    monkeypatch.setattr(Visitor, "visit", visit)
    file = tmp_path / "links.json"
    assert main(["links", "--root", str(SMALL), "--cache", str(file)]) == 0
    assert set(visited) == set(read_kept(file)) == {one.url for one in collect(read_handbook(SMALL))}
    assert f"{len(visited)} links want a look" in capsys.readouterr().out


def test_no_test_reaches_anybody_outside() -> None:
    """What every test runs under (tests/conftest.py): a connection to another machine is a failure."""
    with socket.socket() as outside, pytest.raises(pytest.fail.Exception, match="another machine"):
        outside.connect(("192.0.2.1", 80))


def test_nothing_that_runs_at_each_change_asks_anybody() -> None:
    asks = re.compile(r"macros links|make links|go_round")
    files = [*(ROOT / ".github" / "workflows").iterdir(), ROOT / ".ci" / "run", *(ROOT / "macros").rglob("*.py")]
    named = {path.name for path in files if asks.search(path.read_text(encoding="utf-8"))}
    assert named == {"links.yml", "verbs.py", "round.py", "__init__.py", "formats.py"}
    prerequisites = re.findall(r"^[a-z]+:(.*?)##", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE)
    assert not [verbs for verbs in prerequisites if "links" in verbs.split()]


def test_only_two_files_need_more_than_the_site_does() -> None:
    """So every other verb works where `make links` was never called."""
    folder = Path(str(macros.outside.__file__)).parent
    needs = re.compile(r"^(?:import|from) (?:urllib3|publicsuffixlist)", re.MULTILINE)
    assert {path.name for path in folder.iterdir() if path.suffix == ".py" and needs.search(path.read_text())} == {
        "asking.py",
        "owners.py",
    }
    program = "import sys, macros.__main__; assert not {'urllib3', 'publicsuffixlist'} & set(sys.modules)"
    subprocess.run([sys.executable, "-c", program], cwd=ROOT, check=True)


# --- the workflow --------------------------------------------------------------------------------------------------


def test_the_workflow_asks_twice_a_week_so_that_what_is_kept_is_not_thrown_away() -> None:
    """A cache that nobody asked for in seven days is gone."""
    (cron,) = [one["cron"] for one in WORKFLOW[True]["schedule"]]
    assert cron.split()[-1] == "1,4"
    assert set(WORKFLOW[True]) == {"schedule", "workflow_dispatch"}


def test_what_is_kept_is_restored_and_saved_under_one_name() -> None:
    steps = {step["name"]: step for step in WORKFLOW["jobs"]["ask"]["steps"]}
    restore, ask, save = (steps[name] for name in ("Fetch what is known", "Ask", "Keep what is known"))
    assert restore["with"]["path"] == save["with"]["path"] == ".links.json"
    assert save["with"]["key"].startswith(restore["with"]["restore-keys"])
    assert "--cache .links.json --format markdown" in ask["run"]


def test_only_the_job_that_runs_no_code_of_ours_may_write_issues() -> None:
    assert WORKFLOW["permissions"] == {}
    assert WORKFLOW["jobs"]["ask"]["permissions"] == {"contents": "read"}
    assert WORKFLOW["jobs"]["issue"]["permissions"] == {"issues": "write"}
    (step,) = WORKFLOW["jobs"]["issue"]["steps"]
    assert "${{" not in step["run"]


@pytest.mark.parametrize(
    ("opened", "told", "expected"),
    [
        ("", "0 links want a look. Of 9.", []),
        ("7", "0 links want a look. Of 9.", ["issue close 7 --comment Every link leads where it did."]),
        ("", "2 links $(touch x)", ["issue create --title Links that want a look --body-file -", "2 links $(touch x)"]),
        ("7", "1 link `touch x`", ["issue edit 7 --body-file -", "1 link `touch x`"]),
    ],
)
def test_there_is_one_issue_while_a_link_wants_a_look(
    opened: str, told: str, expected: list[str], tmp_path: Path
) -> None:
    gh = '#!/bin/sh\nif test "$2" = list; then test "$OPEN" && echo "$OPEN"; exit 0; fi\necho "$*"\n'
    (tmp_path / "gh").write_text(f'{gh}case "$*" in *--body-file*) cat ;; esac\n', encoding="utf-8")
    (tmp_path / "gh").chmod(0o755)
    (step,) = WORKFLOW["jobs"]["issue"]["steps"]
    path = f"{tmp_path}:{os.environ['PATH']}"
    ran = subprocess.run(
        ["bash", "-eo", "pipefail", "-c", step["run"]],  # noqa: S607 - as the workflow runs it
        cwd=tmp_path, env=os.environ | {"PATH": path, "OPEN": opened, "LINKS": told, "TITLE": step["env"]["TITLE"]},
        capture_output=True, text=True, check=True,
    )  # fmt: skip
    assert ran.stdout.splitlines() == expected
    assert not (tmp_path / "x").exists()


def test_the_two_issues_have_different_names() -> None:
    titles = {flow["jobs"]["issue"]["steps"][0]["env"]["TITLE"] for flow in (WORKFLOW, STALE)}
    assert len(titles) == 2
