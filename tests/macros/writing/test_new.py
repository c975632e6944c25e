"""`python -m macros new`: what a record begins with, and every refusal."""

import datetime
import errno
import os
import shutil
from pathlib import Path

import pytest

from macros.__main__ import main
from macros.diagnostics import concise
from macros.exercises import read_codes
from macros.handbook import read_handbook
from macros.models import MODELS
from macros.practice import judge, passes
from macros.source import parse
from macros.writing import format_records, unformatted
from macros.writing.template import create_record, own_comments
from tests.conftest import SMALL, TODAY

DAY = datetime.date(2026, 11, 21)


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A copy of the small handbook."""
    shutil.copytree(SMALL, tmp_path, dirs_exist_ok=True)
    return tmp_path


def new(root: Path, *arguments: str) -> int:
    """Run the verb as of the tests' day."""
    return main(["new", "--root", str(root), "--today", "2026-11-21", *arguments])


def texts(root: Path) -> dict[str, bytes]:
    """Every file under a root."""
    return {path.relative_to(root).as_posix(): path.read_bytes() for path in root.rglob("*") if path.is_file()}


def unfinished(root: Path) -> list[str]:
    """What the checker says about a root."""
    return [concise(found) for found in read_handbook(root, TODAY).diagnostics]


@pytest.mark.parametrize("kind", MODELS)
def test_a_new_record_of_any_kind_lacks_nothing_but_what_its_author_knows(kind: str, root: Path) -> None:
    assert new(root, kind, "fresh") == 0
    told = [line for line in unfinished(root) if "/fresh." in line]
    assert told
    rest = [line for line in told if " is empty (write it: " not in line and "unwritten-page" not in line]
    assert rest == []


def test_a_new_exercise_begins_with_code_that_judges_rightly(root: Path) -> None:
    assert new(root, "exercise", "fresh") == 0
    code = read_codes(root).exercises["fresh"]
    assert not passes(judge(code.parts["start"], code.parts["tests"]))
    assert passes(judge(code.parts["solution"], code.parts["tests"]))


@pytest.mark.parametrize("kind", MODELS)
def test_every_required_field_is_laid_out_with_its_meaning(kind: str) -> None:
    model = MODELS[kind]
    text = create_record(model, "fresh", DAY)
    value = parse(text, "x").value
    assert list(value) == [name for name in value if model.model_fields[name].is_required()]
    assert set(value) == {name for name, field in model.model_fields.items() if field.is_required()}
    words = " ".join(text.replace("#", " ").split())
    for name, field in model.model_fields.items():
        assert " ".join(str(field.description).split()) in words
        assert f"{name}:" in text
    assert max(map(len, text.split("\n"))) <= 120
    assert [line for line in text.split("\n") if line.endswith(" ")] == []


def test_the_days_of_the_work_are_filled_in_and_the_day_to_come_back_is_not() -> None:
    values = parse(create_record(MODELS["tool"], "fresh", DAY), "x").value
    assert (values["checked_on"], values["recheck_after"]) == ("2026-11-21", None)
    assert parse(create_record(MODELS["source"], "fresh", DAY), "x").value["read_on"] == "2026-11-21"
    assert parse(create_record(MODELS["skill"], "fresh", DAY), "x").value["reviewed_on"] == "2026-11-21"


def test_nested_parts_are_laid_out_and_optional_ones_can_be_made_real_by_taking_the_marks_away() -> None:
    assert parse(create_record(MODELS["topic"], "fresh", DAY), "x").value["hours"] == {"low": None, "high": None}
    assert parse(create_record(MODELS["characteristic"], "fresh", DAY), "x").value["statements"] == [None] * 5
    lines = create_record(MODELS["skill"], "fresh", DAY).split("\n")
    begin = lines.index("# levels:")
    block = "\n".join(line.removeprefix("# ") for line in lines[begin : lines.index("", begin)])
    empty = {"can": None, "evidence": None, "task": None}
    assert parse(block, "x").value == {"levels": dict.fromkeys(("aware", "working", "practitioner", "expert"), empty)}


def test_what_the_handbook_may_hold_is_said_beside_the_field() -> None:
    text = create_record(MODELS["tool"], "fresh", DAY)
    assert "(One of: current, maintenance, retired.)\nstatus:\n" in text
    assert "(An id from data/sources/.)\nsource:\n" in text
    assert "(Ids from data/tools/.)\n# alternatives:\n#   -\n" in text
    assert "\n# confidence: medium\n" in text


@pytest.mark.parametrize("kind", MODELS)
def test_the_formatter_takes_out_every_comment_of_a_new_record(kind: str, root: Path) -> None:
    new(root, kind, "fresh")
    path = root / "data" / MODELS[kind].folder / "fresh.yml"
    with path.open("a") as file:
        file.write("# my own comment\n")
    format_records(root)
    comments = [line for line in path.read_text().split("\n") if line.lstrip().startswith("#")]
    assert comments == [f"# yaml-language-server: $schema=../../schemas/{kind}.schema.json", "# my own comment"]


def test_comments_inside_a_part_that_was_made_real_are_known_too() -> None:
    known = own_comments(MODELS["skill"])
    assert {"# Topics that teach it. (Ids from data/topics/.)", "# topics:", "#   -"} <= known
    assert not any("$schema" in comment for comment in known)


def test_a_filled_in_record_is_sound_and_in_the_form_after_formatting(root: Path) -> None:
    new(root, "term", "hatching")
    path = root / "data" / "terms" / "hatching.yml"
    text = path.read_text().replace("title:", "title: Hatching").replace("summary:", "summary: 'Many lines: a shade.'")
    path.write_text(text.replace("# see:\n#   -", "see:\n  - line"))
    assert unfinished(root) == []
    format_records(root)
    assert list(unformatted(root)) == []
    expected = 'id: hatching\ntitle: Hatching\nsummary: "Many lines: a shade."\nsee:\n  - line\n'
    assert path.read_text().split("\n", maxsplit=1)[1] == expected
    assert unfinished(root) == []


def test_a_page_comes_with_a_kind_that_needs_one_and_asks_to_be_written(
    root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert new(root, "step", "rest") == 0
    said = capsys.readouterr().out.split("\n")
    assert said[:2] == ["wrote data/steps/rest.yml", "wrote docs/roadmap/rest.md"]
    assert len([line for line in said if line]) == 4
    told = "docs/roadmap/rest.md:1:1: unwritten-page not written yet (write the page in its place)"
    assert told in unfinished(root)


def test_a_page_that_was_written_before_its_record_stays(root: Path) -> None:
    (root / "docs" / "roadmap" / "rest.md").write_text("Sleep.\n")
    assert new(root, "step", "rest") == 0
    assert (root / "docs" / "roadmap" / "rest.md").read_text() == "Sleep.\n"


def test_a_kind_without_a_folder_gets_one(root: Path) -> None:
    shutil.rmtree(root / "data" / "roles")
    assert new(root, "role", "painter") == 0
    assert (root / "data" / "roles" / "painter.yml").is_file()


REFUSED = {
    "an unknown kind": (["tol", "polars"], "no kind 'tol' (did you mean 'tool'?)"),
    "a kind like no other": (["xyzzy", "polars"], "no kind 'xyzzy' (one of: skill, topic, "),
    "no kind": (["", "polars"], "no kind '' (one of: skill, "),
    "capital letters": (["tool", "Polars"], "'Polars' is no id: write lower-case words joined by hyphens"),
    "no id": (["tool", ""], "'' is no id"),
    "a way out of the folder": (["tool", "../../x"], "'../../x' is no id"),
    "a long id": (["tool", "a" * 65], "is no id"),
    "a very long id": (["tool", "A" * 5000], "A...' is no id"),
    "a line feed": (["tool", "a\nb"], "'a b' is no id"),
    "hidden characters": (["tool", "a\u202eb\udcff"], "'a\\u202eb\\udcff' is no id"),
    "an id that exists": (["tool", "pencil"], "there is a tool 'pencil' already: data/tools/pencil.yml"),
    "the page of a list": (["tool", "index"], "'index' is the page that lists every tool"),
    "a former id": (["term", "dash"], "'dash' is what the term 'line' was called"),
}


@pytest.mark.parametrize("what", REFUSED)
def test_a_new_record_is_refused_for(what: str, root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    arguments, told = REFUSED[what]
    before = texts(root)
    assert new(root, "--", *arguments) == 1
    printed = capsys.readouterr()
    assert printed.out == ""
    assert printed.err.startswith("error: ")
    assert told in printed.err
    assert printed.err.count("\n") == 1
    assert len(printed.err) < 300
    assert texts(root) == before


@pytest.mark.parametrize("what", ["a link", "a folder"])
def test_what_lies_in_the_way_has_the_id(what: str, root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = root / "data" / "tools" / "brush.yml"
    if what == "a link":
        path.symlink_to("nowhere")
    else:
        path.mkdir()
    assert new(root, "tool", "brush") == 1
    assert capsys.readouterr().err == "error: there is a tool 'brush' already: data/tools/brush.yml\n"


@pytest.mark.parametrize("call", ["fsync", "replace"])
def test_a_full_disk_leaves_neither_record_nor_page(
    call: str, root: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    real, calls, before = getattr(os, call), [], texts(root)

    def second_fails(*arguments: object) -> object:
        calls.append(arguments)
        if len(calls) == 2:
            raise OSError(errno.ENOSPC, "No space left on device")
        return real(*arguments)

    monkeypatch.setattr(os, call, second_fails)
    assert new(root, "step", "rest") == 1
    told = "error: cannot write docs/roadmap/rest.md: No space left on device; nothing was changed\n"
    assert capsys.readouterr().err == told
    assert texts(root) == before


@pytest.mark.parametrize(
    "arguments", [["new"], ["new", "tool"], ["new", "tool", "a", "b"], ["new", "--today", "x", "a", "b"]]
)
def test_wrong_usage_exits_with_2(arguments: list[str]) -> None:
    with pytest.raises(SystemExit) as stopped:
        main(arguments)
    assert stopped.value.code == 2
