"""`python -m macros rename`: everything that names a record follows it, and every refusal."""

import errno
import os
import shutil
import subprocess
from pathlib import Path

import pytest

from macros.__main__ import main
from macros.diagnostics import concise
from macros.handbook import read_handbook
from macros.source import MAX_BYTES, parse
from macros.writing import RefusedError, unformatted
from tests.conftest import make_project

INDEX = """\
# Drawing

First {{ tool("pencil") }}, then {{tool( 'pencil' , "the pencil" )}} and {{ tool("quill") }}.
Every one: {{ records("tool") }}

`{{ tool("pencil") }}` stays in code, and so does [`x`](tools/pencil.md "title").

[a](tools/pencil.md) [b](./tools/pencil.md#good-for) [c](tools/../tools/pencil.md?x#y) [d](tools/quill.md)
[f][pencil] [g](https://example.org/tools/pencil.md) [h](tools/%70encil.md)

[pencil]: tools/pencil.md

{{ skill("sketching") }}, {{ term("line") }} and [lines](glossary.md#line), not [shapes](glossary.md#shape).
"""

SKETCHING = """\
## How

See [above](#how), [here](sketching.md#how), [home](../index.md) and [the pencil](../tools/pencil.md).
"""


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """The small handbook with more mentions."""
    make_project(tmp_path)
    shutil.rmtree(tmp_path / "macros")
    (tmp_path / "docs" / "index.md").write_text(INDEX)
    (tmp_path / "docs" / "skills" / "sketching.md").write_text(SKETCHING)
    (tmp_path / "docs" / "glossary.md").write_text('# Glossary\n\n[the line](#line)\n\n{{ records("term") }}\n')
    source = (tmp_path / "data" / "sources" / "guild-list.yml").read_text()
    (tmp_path / "data" / "sources" / "spare.yml").write_text(source.replace("id: guild-list", "id: spare"))
    kept = (tmp_path / "data" / "exceptions.yml").read_text()
    (tmp_path / "data" / "exceptions.yml").write_text(f"{kept}unused-source:\n  source/spare: kept\n")
    assert errors(tmp_path) == []
    return tmp_path


def rename(root: Path, *arguments: str) -> int:
    """Run the verb."""
    return main(["rename", "--root", str(root), *arguments])


def errors(root: Path) -> list[str]:
    """What the checker says about a root, but for what age alone brings."""
    return [concise(found) for found in read_handbook(root).diagnostics if found.code != "overdue-fact"]


def texts(root: Path) -> dict[str, bytes]:
    """Every file under a root but git's own."""
    files = (path for path in root.rglob("*") if path.is_file() and ".git" not in path.parts)
    return {path.relative_to(root).as_posix(): path.read_bytes() for path in files}


def value(root: Path, name: str) -> dict[str, object]:
    """What a data file holds."""
    found = parse((root / name).read_text(), name).value
    assert isinstance(found, dict)
    return found


def test_a_record_keeps_what_it_says_and_its_old_id_as_a_former_one(root: Path) -> None:
    before = value(root, "data/tools/quill.yml")
    assert rename(root, "tool", "quill", "plume") == 0
    assert value(root, "data/tools/plume.yml") == {**before, "id": "plume", "formerly": ["feather", "quill"]}
    assert not (root / "data" / "tools" / "quill.yml").exists()
    assert errors(root) == []


@pytest.mark.parametrize("empty", ["", "formerly: []\n", "# mine\nformerly:\n  []\n"])
def test_a_first_former_id_stands_where_the_form_wants_it(empty: str, root: Path) -> None:
    with (root / "data" / "tools" / "pencil.yml").open("a") as file:
        file.write(empty)
    assert rename(root, "tool", "pencil", "stick") == 0
    assert value(root, "data/tools/stick.yml")["formerly"] == ["pencil"]
    assert ("# mine" in (root / "data" / "tools" / "stick.yml").read_text()) == ("# mine" in empty)
    assert list(unformatted(root)) == []


def test_every_field_that_names_the_record_follows(root: Path) -> None:
    naming = [name for name, text in texts(root).items() if name.startswith("data/") and b"sketching" in text]
    assert len(naming) > 5
    assert rename(root, "skill", "sketching", "drawing-fast") == 0
    left = [name for name, text in texts(root).items() if name.startswith("data/") and b"sketching" in text]
    assert left == ["data/skills/drawing-fast.yml"]
    assert value(root, "data/skills/drawing-fast.yml")["formerly"] == ["sketching"]
    assert errors(root) == []
    assert list(unformatted(root)) == []


def test_calls_and_links_follow_to_the_letter_and_nothing_else_does(root: Path) -> None:
    assert rename(root, "tool", "pencil", "stick") == 0
    expected = (
        INDEX.replace('{{ tool("pencil") }}, then', '{{ tool("stick") }}, then')
        .replace("tool( 'pencil' ,", "tool( 'stick' ,")
        .replace('`](tools/pencil.md "title")', '`](tools/stick.md "title")')
        .replace("[a](tools/pencil.md) [b](./tools/pencil.md", "[a](tools/stick.md) [b](./tools/stick.md")
        .replace("tools/../tools/pencil.md", "tools/../tools/stick.md")
        .replace("tools/%70encil.md", "tools/stick.md")
        .replace("[pencil]: tools/pencil.md", "[pencil]: tools/stick.md")
    )
    assert (root / "docs" / "index.md").read_text() == expected
    assert "(../tools/stick.md)" in (root / "docs" / "skills" / "sketching.md").read_text()
    assert errors(root) == []


def test_a_body_moves_and_its_links_are_right_from_its_new_place(root: Path) -> None:
    assert rename(root, "skill", "sketching", "drawing-fast") == 0
    assert not (root / "docs" / "skills" / "sketching.md").exists()
    moved = (root / "docs" / "skills" / "drawing-fast.md").read_text()
    assert moved == SKETCHING.replace("(sketching.md#how)", "(drawing-fast.md#how)")
    assert '{{ skill("drawing-fast") }}' in (root / "docs" / "index.md").read_text()
    assert errors(root) == []


def test_anchors_follow_where_records_share_a_page(root: Path) -> None:
    assert rename(root, "term", "line", "mark") == 0
    index = (root / "docs" / "index.md").read_text()
    assert '{{ term("mark") }} and [lines](glossary.md#mark), not [shapes](glossary.md#shape)' in index
    assert "[the line](#mark)" in (root / "docs" / "glossary.md").read_text()
    assert errors(root) == []


def test_exceptions_follow(root: Path) -> None:
    assert rename(root, "source", "spare", "extra") == 0
    assert value(root, "data/exceptions.yml")["unused-source"] == {"source/extra": "kept"}
    assert errors(root) == []


def test_a_page_named_in_the_navigation_follows(root: Path) -> None:
    path = root / "mkdocs.yml"
    path.write_text(
        path.read_text().replace(
            "      - tools/\n", "      - tools/pencil.md\n      - My pencil: tools/pencil.md\n      - tools/\n"
        )
    )
    assert rename(root, "tool", "pencil", "stick") == 0
    assert "      - tools/stick.md\n      - My pencil: tools/stick.md\n      - tools/\n" in path.read_text()


def test_an_id_that_looks_like_a_number_stays_text(root: Path) -> None:
    assert rename(root, "tool", "pencil", "2048") == 0
    assert value(root, "data/tools/quill.yml")["superseded_by"] == ["2048"]
    assert rename(root, "tool", "2048", "true") == 0
    assert value(root, "data/tools/true.yml")["formerly"] == ["pencil", "2048"]
    assert errors(root) == []


def test_a_record_may_have_its_old_id_back(root: Path) -> None:
    assert rename(root, "tool", "quill", "feather") == 0
    assert value(root, "data/tools/feather.yml")["formerly"] == ["quill"]
    assert errors(root) == []


def test_what_was_changed_is_told_file_by_file(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before = texts(root)
    assert rename(root, "skill", "sketching", "drawing-fast") == 0
    after = texts(root)
    said = capsys.readouterr().out.splitlines()
    wrote = {line.removeprefix("wrote ") for line in said if line.startswith("wrote ")}
    removed = {line.removeprefix("removed ") for line in said if line.startswith("removed ")}
    assert wrote == {name for name, text in after.items() if before.get(name) != text}
    assert removed == before.keys() - after.keys()
    assert "skills/sketching.html leads to skills/drawing-fast.html from now on" in said


REFUSED = {
    "an unknown kind": (["tol", "pencil", "stick"], "no kind 'tol' (did you mean 'tool'?)"),
    "no such record": (["tool", "pencl", "stick"], "no tool 'pencl' (did you mean 'pencil'?)"),
    "no such record at all": (["pay", "\x1b[31m", "stick"], "no pay '\\u001b[31m' (one of: draughtsmen)"),
    "a former id": (["tool", "feather", "stick"], "no tool 'feather' (it is called 'quill' now)"),
    "a new id that is none": (["tool", "pencil", "My Stick"], "'My Stick' is no id"),
    "a way out of the folder": (["tool", "pencil", "../stick"], "'../stick' is no id"),
    "the page of a list": (["tool", "pencil", "index"], "'index' is the page that lists every tool"),
    "an id that exists": (["tool", "pencil", "quill"], "there is a tool 'quill' already: data/tools/quill.yml"),
    "another one's former id": (["tool", "pencil", "feather"], "'feather' is what the tool 'quill' was called"),
    "the same id": (["tool", "pencil", "pencil"], "the tool is called 'pencil' already"),
}


@pytest.mark.parametrize("what", REFUSED)
def test_a_renaming_is_refused_for(what: str, root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    arguments, told = REFUSED[what]
    require_refusal(root, capsys, told, *arguments)


def require_refusal(root: Path, capsys: pytest.CaptureFixture[str], told: str, *arguments: str) -> None:
    """A renaming is refused in one line, and nothing is changed."""
    before = texts(root)
    assert rename(root, "--", *arguments) == 1
    printed = capsys.readouterr()
    assert printed.out == ""
    assert printed.err.startswith("error: ")
    assert told in printed.err
    assert printed.err.count("\n") == 1
    assert texts(root) == before


def test_a_handbook_with_errors_is_mended_first(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (root / "docs" / "about.md").write_text('# About\n\n{{ tool("brush") }}\n')
    told = "run `make check` and mend it first: docs/about.md:3:1: unknown-reference no tool 'brush'"
    require_refusal(root, capsys, told, "tool", "pencil", "stick")


@pytest.mark.parametrize(
    ("mention", "column"),
    [('{{ tool("pen" "cil") }}', 5), ("{{ tool('\\x70encil') }}", 5), ("[x](tools&#47;pencil.md)", 9)],
)
def test_a_mention_that_is_not_written_out_is_told_with_its_place(
    mention: str, column: int, root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (root / "docs" / "about.md").write_text(f"# About\n\nSee {mention}.\n")
    assert errors(root) == []
    require_refusal(
        root, capsys, f"docs/about.md:3:{column}: the id is not written out here", "tool", "pencil", "stick"
    )


def test_a_renaming_that_would_break_something_is_taken_back(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    mention = '{{ tool("pencil") }}\n'
    page = "# About\n\n" + mention * ((MAX_BYTES - 20) // len(mention))
    (root / "docs" / "about.md").write_text(page)
    assert errors(root) == []
    told = "the handbook would not be sound: docs/about.md:1:1: too-large"
    require_refusal(root, capsys, told, "tool", "pencil", "a-much-longer-stick")


def test_a_record_without_a_form_is_told(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    words = "word " * 390 + "end"
    points = ", ".join(f'{{id: p-{n}, title: P, text: "{words}", tools: [pencil]}}' for n in range(49))
    path = root / "data" / "skills" / "sketching.yml"
    lines = path.read_text().split("\n")
    at = next(number for number, line in enumerate(lines) if line.startswith("points:"))
    end = next(number for number in range(at + 1, len(lines)) if not lines[number].startswith(" "))
    path.write_text("\n".join([*lines[:at], f"points: [{points}]", *lines[end:]]))
    assert errors(root) == []
    told = "data/skills/sketching.yml cannot be put into the form"
    require_refusal(root, capsys, told, "tool", "pencil", "stick")


@pytest.mark.parametrize("number", range(1, 9))
def test_where_a_replacement_fails_every_file_is_as_it_was(
    number: int, root: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    real, calls = os.replace, []

    def fails_once(*arguments: object) -> None:
        calls.append(arguments)
        if len(calls) == number:
            raise OSError(errno.EROFS, "Read-only file system")
        real(*arguments)  # type: ignore[arg-type]

    monkeypatch.setattr(os, "replace", fails_once)
    told = "Read-only file system; nothing was changed"
    require_refusal(root, capsys, told, "skill", "sketching", "drawing-fast")


# --- git -----------------------------------------------------------------------------------------------------------


def git(root: Path, *arguments: str) -> None:
    """Run git with nothing of this machine's settings."""
    settings = ["-c", "user.name=x", "-c", "user.email=x@example.org", "-c", "commit.gpgsign=false"]
    environment = {**os.environ, "GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_SYSTEM": os.devnull}
    command = ["git", *settings, *arguments]
    subprocess.run(command, cwd=root, env=environment, check=True, capture_output=True)


@pytest.fixture
def committed(root: Path) -> Path:
    """The small handbook in a git repository, with nothing to commit."""
    git(root, "init", "-q")
    git(root, "add", "-A")
    git(root, "commit", "-q", "-m", "x")
    return root


def test_a_clean_repository_is_renamed_in_and_can_take_it_back(
    committed: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = texts(committed)
    (committed / "notes.txt").write_text("not of the handbook\n")
    assert rename(committed, "tool", "pencil", "stick") == 0
    assert "no undo" not in capsys.readouterr().out
    git(committed, "stash", "-u")
    assert texts(committed) == before


@pytest.mark.parametrize("name", ["data/terms/fresh.yml", "data/terms/line.yml", "docs/index.md", "mkdocs.yml"])
def test_what_is_not_committed_comes_first(name: str, committed: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with (committed / name).open("a") as file:
        file.write("id: fresh\ntitle: Fresh\nsummary: New.\n" if "fresh" in name else "\n# more\n")
    require_refusal(committed, capsys, f"{name} is not committed", "tool", "pencil", "stick")


def test_without_git_there_is_no_undo_and_it_says_so(
    committed: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("PATH", "")
    assert rename(committed, "tool", "pencil", "stick") == 0
    assert "there is no undo but to rename it back" in capsys.readouterr().out


def test_without_a_repository_there_is_no_undo_and_it_says_so(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert rename(root, "tool", "pencil", "stick") == 0
    assert "there is no undo but to rename it back" in capsys.readouterr().out


@pytest.mark.parametrize("arguments", [["rename"], ["rename", "tool", "a"], ["rename", "tool", "a", "b", "c"]])
def test_wrong_usage_exits_with_2(arguments: list[str]) -> None:
    with pytest.raises(SystemExit) as stopped:
        main(arguments)
    assert stopped.value.code == 2


def test_an_exercise_takes_its_code_along(root: Path) -> None:
    old = {name: text for name, text in texts(root).items() if name.startswith("exercises/")}
    assert rename(root, "exercise", "count-corners", "turns") == 0
    new = {name: text for name, text in texts(root).items() if name.startswith("exercises/")}
    assert new == {name.replace("count-corners", "turns"): text for name, text in old.items()}
    assert errors(root) == []


def test_a_topic_takes_its_examples_along_byte_for_byte(root: Path) -> None:
    old = {name: text for name, text in texts(root).items() if name.startswith("examples/")}
    assert sum(name.startswith("examples/lines/") for name in old) == 3
    assert rename(root, "topic", "lines", "strokes") == 0
    new = {name: text for name, text in texts(root).items() if name.startswith("examples/")}
    assert new == {name.replace("examples/lines/", "examples/strokes/"): text for name, text in old.items()}
    assert sorted(path.name for path in (root / "examples").iterdir() if path.is_dir()) == ["shapes", "strokes"]
    assert errors(root) == []


def test_no_empty_folder_is_left_where_code_was(root: Path) -> None:
    assert rename(root, "exercise", "count-corners", "turns") == 0
    assert [path.name for path in (root / "exercises").iterdir()] == ["turns"]


def test_a_renaming_that_is_taken_back_brings_the_folders_back(
    root: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    before, sound = texts(root), iter([None, RefusedError("it would not be sound")])

    def judge(*_: object) -> None:
        if (error := next(sound)) is not None:
            assert not (root / "examples" / "lines").exists()
            raise error

    monkeypatch.setattr("macros.writing.rename._require_sound", judge)
    assert rename(root, "topic", "lines", "strokes") == 1
    assert "it would not be sound" in capsys.readouterr().err
    assert texts(root) == before
    assert not (root / "examples" / "strokes").exists()


def test_a_question_is_renamed_with_its_anchor_on_its_topics_page(root: Path) -> None:
    text = '[a](topics/lines.md#question-what-lines-have) {{ question("what-lines-have") }} [b](topics/lines.md)\n'
    (root / "docs" / "index.md").write_text(f"# Home\n\n{text}")
    assert rename(root, "question", "what-lines-have", "parts-of-a-line") == 0
    assert (root / "docs" / "index.md").read_text().endswith(text.replace("what-lines-have", "parts-of-a-line"))
    assert value(root, "data/questions/parts-of-a-line.yml")["formerly"] == ["what-lines-have"]
    assert errors(root) == []
