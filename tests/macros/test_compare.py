"""What changed since a revision, in meaning: three edits in a repository of their own, and every kind of change."""

import json
import os
import re
import shutil
import subprocess
from collections.abc import Mapping
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from markdown_it.token import Token

from macros.__main__ import main
from macros.compare import FORMATS, Comparison, Edit, as_json, as_markdown, as_text, compare, headline, snapshot
from macros.compare.excerpts import LONGEST, excerpts
from macros.compare.formats import MOST_BYTES, code
from macros.compare.meaning import MEANINGS, meaning
from tests.conftest import ROOT, SMALL, run_macros
from tests.repositories import NO_SETTINGS, commit, edit, git

GOLDEN = Path(__file__).parent / "golden" / "compare"
TERM = "id: line\ntitle: Line\nsummary: A mark.\n"


@pytest.fixture(autouse=True)
def _no_git_settings(monkeypatch: pytest.MonkeyPatch) -> None:
    """A test may itself run in a hook of git, which points every git at the hook's repository."""
    for name in os.environ:
        if name.startswith("GIT_"):
            monkeypatch.delenv(name)
    for name, value in NO_SETTINGS.items():
        monkeypatch.setenv(name, value)


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    """The small handbook in a repository of its own, committed."""
    root = tmp_path / "clone"
    shutil.copytree(SMALL, root)
    git(root.parent, "init", "--quiet", str(root))
    commit(root)
    return root


def between(old: Mapping[str, str], new: Mapping[str, str]) -> Comparison:
    """The comparison of two states, given as files."""
    return compare(*(snapshot({path: text.encode() for path, text in files.items()}) for files in (old, new)))


def of_terms(old: str, new: str) -> Comparison:
    """The comparison of two texts of one term."""
    return between({"data/terms/line.yml": old}, {"data/terms/line.yml": new})


def edits(comparison: Comparison) -> list[tuple[str, object, object]]:
    """Field, old and new value of every edit."""
    return [(edit.field, edit.old, edit.new) for record in comparison.records for edit in record.edits]


# --- three edits, in every format ----------------------------------------------------------------------------------


def change_two_facts(root: Path) -> None:
    """Two readings that a source corrected, one of them in a sentence of a long text, and a page about them."""
    edit(root, "data/claims/line-count.yml", "value: 58.0 lines", "value: 61.5 lines")
    edit(root, "data/claims/line-count.yml", "checked_on: 2026-11-01", "checked_on: 2026-11-20")
    longer = (
        "It is an old figure, of one town; nobody has counted again since, and it leaves out\n  everybody who left."
    )
    edit(root, "data/pay/draughtsmen.yml", "It is an old figure.", longer)
    edit(root, "docs/skills/sketching.md", "It saves paper.", "It saves paper, and a line or two.")


def retire_a_tool(root: Path) -> None:
    """The pencil ends and the brush follows; the brush was there before, under another name."""
    edit(root, "data/tools/pencil.yml", "status: current", "status: retired\nstatus_since: 2026-11-01")
    edit(root, "data/tools/pencil.yml", "latest: HB 2\n", "no_successor: Nothing writes like it.\n")


def add_three_resources(root: Path) -> None:
    """Three books, one of them named first in a step."""
    book = (root / "data/resources/drawing-book.yml").read_text(encoding="utf-8")
    for name in ("first", "second", "third"):
        text = book.replace("id: drawing-book", f"id: {name}-book").replace("The drawing book", f"The {name} book")
        (root / f"data/resources/{name}-book.yml").write_text(text, encoding="utf-8")
    edit(root, "data/steps/begin.yml", "resources:\n  - drawing-book", "resources:\n  - first-book\n  - drawing-book")


@pytest.mark.parametrize(("form", "suffix"), [("text", "txt"), ("markdown", "md"), ("json", "json")])
def test_three_edits_are_told_as_their_golden_file_says(
    form: str, suffix: str, repository: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for change in (change_two_facts, retire_a_tool, add_three_resources):
        change(repository)
    assert main(["diff", "HEAD", "--root", str(repository), "--format", form]) == 0
    assert capsys.readouterr().out == (GOLDEN / f"three-edits.{suffix}").read_text(encoding="utf-8")


def test_the_first_line_says_what_the_edits_mean(repository: Path, capsys: pytest.CaptureFixture[str]) -> None:
    edit(repository, "data/claims/line-count.yml", "58.0", "61.5")
    edit(repository, "data/pay/draughtsmen.yml", "1234.5", "1300")
    retire_a_tool(repository)
    add_three_resources(repository)
    commit(repository)
    edit(repository, "data/steps/begin.yml", "  - first-book\n", "")
    main(["diff", "HEAD~1", "--root", str(repository)])
    assert capsys.readouterr().out.split("\n")[0] == "2 facts changed, 1 tool retired, 3 resources added"


def test_two_revisions_are_compared_whatever_lies_here(repository: Path, capsys: pytest.CaptureFixture[str]) -> None:
    retire_a_tool(repository)
    commit(repository)
    change_two_facts(repository)
    assert main(["diff", "HEAD^", "--to", "HEAD", "--root", str(repository)]) == 0
    assert capsys.readouterr().out.startswith("1 tool retired\n")


def test_nothing_changed_is_said_so(repository: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["diff", "--root", str(repository)]) == 0
    assert capsys.readouterr().out == "nothing changed\n"


def test_a_handbook_may_lie_in_a_folder_of_its_repository(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    shutil.copytree(SMALL, tmp_path / "books" / "small")
    git(tmp_path, "init", "--quiet")
    commit(tmp_path)
    edit(tmp_path / "books" / "small", "data/terms/line.yml", "title: Line", "title: Stroke")
    main(["diff", "--root", str(tmp_path / "books" / "small")])
    assert capsys.readouterr().out.split("\n")[0] == "1 term changed"


# --- what an edit is -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("summary: A mark.", "summary: >-\n  A\n  mark."),
        ("summary: A mark.", "summary: |-\n  A\n  mark."),
        ("summary: A mark.", 'summary: "A mark."'),
        ("summary: A mark.", "aliases: []\nsummary: A mark.\norigin:"),
        ("title: Line\nsummary: A mark.", "summary: A mark.\ntitle: Line"),
        ("summary: A mark.", "# Drawn by hand.\nsummary: A mark."),
    ],
)
def test_writing_the_same_in_another_way_is_no_change(old: str, new: str) -> None:
    assert of_terms(TERM, TERM.replace(old, new)) == Comparison()


def test_writing_a_default_out_is_no_change() -> None:
    fact = "id: x\ntitle: X\nvalue: 10\nhours: 3.0\n"
    path = "data/claims/x.yml"
    assert between({path: fact}, {path: fact.replace("3.0", "3") + "confidence: medium\n"}) == Comparison()
    assert edits(between({path: fact}, {path: fact + "confidence: high\n"})) == [("confidence", None, "high")]


def test_true_is_not_one() -> None:
    assert edits(of_terms(TERM + "x: 1\n", TERM + "x: true\n")) == [("x", 1, True)]


def test_a_nested_value_has_its_way_as_name() -> None:
    path = "data/skills/s.yml"
    skill = "id: s\nlevels:\n  aware: {can: see, task: look}\n"
    comparison = between({path: skill}, {path: skill.replace("look", "look again")})
    assert edits(comparison) == [("levels.aware.task", "look", "look again")]


def test_items_of_a_list_come_and_go_by_value() -> None:
    comparison = of_terms(TERM + "aliases: [a, b, c]\n", TERM + "aliases: [c, a, d]\n")
    assert edits(comparison) == [
        ("aliases", "b", None),
        ("aliases", None, "d"),
        ("aliases", ["a", "c"], ["c", "a"]),
    ]


def test_items_with_a_name_are_compared_with_themselves_wherever_they_stand() -> None:
    path = "data/skills/s.yml"
    points = ["- {id: a, title: A}\n", "- {id: b, title: B}\n", "- {id: c, title: C}\n"]
    old, new = "".join(["id: s\npoints:\n", *points]), "".join(["id: s\npoints:\n", points[2], points[0]])
    comparison = between({path: old}, {path: new.replace("title: C", "title: D")})
    assert edits(comparison) == [
        ("points.c.title", "C", "D"),
        ("points.b", {"id": "b", "title": "B"}, None),
        ("points", ["a", "c"], ["c", "a"]),
    ]


def test_requirements_are_named_by_the_record_that_they_ask_for() -> None:
    path = "data/topics/t.yml"
    old = "id: t\nrequires:\n- {topic: a, because: short}\n"
    comparison = between({path: old}, {path: old.replace("short", "long") + "- {topic: b, because: new}\n"})
    assert edits(comparison) == [
        ("requires.a.because", "short", "long"),
        ("requires.b", None, {"topic": "b", "because": "new"}),
    ]


def test_an_edited_sentence_of_a_list_is_one_edit() -> None:
    path = "data/steps/s.yml"
    old = "id: s\noutcomes:\n- Draw a straight line by hand.\n- Rub it out.\n"
    comparison = between({path: old}, {path: old.replace("straight", "wavy") + "- Sing.\n"})
    assert edits(comparison) == [
        ("outcomes", "Draw a straight line by hand.", "Draw a wavy line by hand."),
        ("outcomes", None, "Sing."),
    ]


# --- records -------------------------------------------------------------------------------------------------------


def test_a_new_id_that_remembers_the_old_one_is_a_renaming() -> None:
    new = TERM.replace("id: line", "id: stroke").replace("A mark", "One mark") + "formerly: [line]\n"
    comparison = between({"data/terms/line.yml": TERM}, {"data/terms/stroke.yml": new})
    assert [(change.key, change.formerly, change.change) for change in comparison.records] == [
        ("term/stroke", "line", "renamed")
    ]
    assert edits(comparison) == [("summary", "A mark.", "One mark.")]
    assert headline(comparison) == "1 term renamed"


def test_a_new_id_that_remembers_nothing_is_a_removal_and_an_addition() -> None:
    comparison = between({"data/terms/line.yml": TERM}, {"data/terms/stroke.yml": TERM})
    assert headline(comparison) == "1 term removed, 1 term added"


def test_an_old_id_that_is_still_there_was_not_renamed() -> None:
    files = {"data/terms/line.yml": TERM}
    comparison = between(files, {**files, "data/terms/stroke.yml": TERM + "formerly: [line]\n"})
    assert headline(comparison) == "1 term added"


def test_two_that_claim_one_old_id_share_one_renaming() -> None:
    claims = {f"data/terms/{name}.yml": TERM + "formerly: [line]\n" for name in ("a", "b")}
    assert headline(between({"data/terms/line.yml": TERM}, claims)) == "1 term renamed, 1 term added"


TOOL = "id: x\ntitle: X\nstatus: current\nlicence: MIT\nchecked_on: 2026-01-01\nrecheck_after: 2026-06-01\n"


@pytest.mark.parametrize(
    ("folder", "old", "new", "sentence"),
    [
        ("tools", "current", "retired", "1 tool retired"),
        ("tools", "current", "maintenance", "1 tool in maintenance"),
        ("certifications", "current", "retiring", "1 certification retiring"),
        ("certifications", "status: current", "status: announced", "1 certification announced"),
        ("certifications", "MIT", "MIT\nprice: 100\ncurrency: USD", "1 certification with a new price"),
        ("tools", "MIT", "MIT\nsuperseded_by: [y]", "1 tool with a new successor"),
        ("tools", "MIT", "BSD", "1 fact changed"),
        ("claims", "checked_on: 2026-01-01", "checked_on: 2026-02-01", "1 fact checked again"),
        ("claims", "2026-01-01\nrecheck_after: 2026", "2026-02-01\nrecheck_after: 2027", "1 fact checked again"),
        ("sources", "MIT", "MIT\nread_on: 2026-02-01", "1 source checked again"),
        ("topics", "MIT", "MIT\nreviewed_on: 2026-02-01", "1 topic checked again"),
        ("pay", "title: X", "title: Y\naliases: [z]", "1 fact changed"),
        ("@evil", "MIT", "BSD", "1 record changed"),
    ],
)
def test_what_happened_to_a_record_is_told_by_its_meaning(folder: str, old: str, new: str, sentence: str) -> None:
    path = f"data/{folder}/x.yml"
    assert headline(between({path: TOOL}, {path: TOOL.replace(old, new)})) == sentence


def test_a_tool_that_comes_back_is_current() -> None:
    path = "data/tools/x.yml"
    assert headline(between({path: TOOL.replace("current", "retired")}, {path: TOOL})) == "1 tool now current"


def test_numbers_have_their_plurals() -> None:
    names = {"pay": "pay figures", "responsibilities": "responsibilities", "terms": "terms"}
    new = {f"data/{folder}/{number}.yml": TERM for folder in names for number in (1, 2)}
    assert headline(between({}, new)) == "2 pay figures added, 2 responsibilities added, 2 terms added"


def test_the_list_of_exceptions_is_compared_too() -> None:
    path = "data/exceptions.yml"
    comparison = between({path: "overdue-fact: {}\n"}, {path: "overdue-fact:\n  tool/x: It is asleep.\n"})
    assert headline(comparison) == "1 list of exceptions changed"
    assert edits(comparison) == [("overdue-fact", None, {"tool/x": "It is asleep."})]


# --- what is no record, or none today ------------------------------------------------------------------------------


def test_an_old_record_with_a_field_of_its_time_is_compared_by_its_value() -> None:
    comparison = of_terms("id: line\nname: Line\nsummary: 3\n", TERM)
    assert edits(comparison) == [("title", None, "Line"), ("summary", 3, "A mark."), ("name", "Line", None)]


def test_an_old_record_of_a_kind_that_is_no_more_is_compared_too() -> None:
    comparison = between({"data/dragons/x.yml": "id: x\ntitle: X\n"}, {"data/dragons/x.yml": "id: x\ntitle: Y\n"})
    assert edits(comparison) == [("title", "X", "Y")]


@pytest.mark.parametrize("broken", ["id: [\n", "- a\n", "", "id: \x00\n", "a: &a [*a]\n", "x" * 200_000])
def test_a_file_that_is_no_record_is_told_once_and_mended_once(broken: str) -> None:
    assert headline(of_terms(TERM, broken)) == "1 term that cannot be read"
    assert headline(of_terms(broken, TERM)) == "1 term that can be read again"
    assert headline(of_terms(broken, broken)) == "nothing changed"
    assert headline(between({}, {"data/terms/line.yml": broken})) == "1 term that cannot be read"


def test_files_beside_the_records_are_none() -> None:
    new = {"data/notes.txt": "x", "data/terms/.line.yml": TERM, "data/terms/deep/line.yml": TERM, "docs/.DS_Store": "x"}
    assert between({}, new) == Comparison()


def test_links_to_other_files_are_not_followed(repository: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (repository / "data/terms/secret.yml").symlink_to("/etc/hostname")
    assert main(["diff", "--root", str(repository)]) == 0
    commit(repository)
    (repository / "data/terms/secret.yml").unlink()
    assert main(["diff", "--root", str(repository)]) == 0
    assert capsys.readouterr().out == "nothing changed\n" * 2


# --- pages ---------------------------------------------------------------------------------------------------------


def test_pages_are_counted_in_words() -> None:
    comparison = between(
        {"docs/a.md": "one two three", "docs/b.md": "gone page", "docs/c.md": "one two", "docs/d.md": "same\r\n"},
        {"docs/a.md": "one three four five", "docs/c.md": "two one", "docs/d.md": "same\n", "docs/e.png": "x"},
    )
    assert as_text(comparison) == (
        "2 pages changed, 1 page removed, 1 file added\n\ndocs/:\n"
        "  - a.md changed: 2 words added, 1 word removed\n"
        "  - b.md removed: 2 words removed\n"
        "  - c.md changed: the same words, set otherwise\n"
        "  - e.png added\n"
    )


# --- code ----------------------------------------------------------------------------------------------------------

EXAMPLE = {"examples/lines/a.py": "print(1)\n", "examples/lines/a.yml": "1\n"}
EXERCISE = {f"exercises/x/{name}": "1\n" for name in ("start.py", "tests.py", "wrong/b.py")}


@pytest.mark.parametrize(
    ("old", "new", "sentence", "line"),
    [
        ({}, EXAMPLE, "1 example added", "example a added: a.py, a.yml"),
        (EXAMPLE, {}, "1 example removed", "example a removed: a.py, a.yml"),
        (EXAMPLE, EXAMPLE | {"examples/lines/a.py": "print(2)\n"}, "1 example changed", "example a changed: a.py"),
        (EXAMPLE, EXAMPLE | {"examples/lines/a.yml": "2\n"}, "1 example run again", "example a run again: a.yml"),
        (EXAMPLE, EXAMPLE | {"examples/lines/a.svg": "x"}, "1 example run again", "example a run again: a.svg"),
        (
            EXAMPLE,
            {path.replace("lines", "shapes"): text for path, text in EXAMPLE.items()},
            "1 example moved",
            "example a moved",
        ),
        ({}, EXERCISE, "1 exercise's code added", "code of exercise x added: start.py, tests.py, wrong/b.py"),
        (
            EXERCISE,
            EXERCISE | {"exercises/x/wrong/b.py": "2\n", "exercises/x/wrong/c.py": "3\n"},
            "1 exercise's code changed",
            "code of exercise x changed: wrong/b.py, wrong/c.py",
        ),
    ],
)
def test_code_is_told_by_what_it_belongs_to(
    old: Mapping[str, str], new: Mapping[str, str], sentence: str, line: str
) -> None:
    assert as_text(between(old, new)) == f"{sentence}\n\ncode:\n  - {line}\n"


def test_code_with_other_ends_of_lines_is_the_same() -> None:
    assert between(EXAMPLE, {path: text.replace("\n", "\r\n") for path, text in EXAMPLE.items()}) == Comparison()


def test_the_code_of_a_renamed_exercise_goes_with_its_record() -> None:
    record = {"data/exercises/x.yml": TERM.replace("line", "x")}
    renamed = {"data/exercises/y.yml": TERM.replace("line", "y") + "formerly: [x]\n"}
    code = {path.replace("/x/", "/y/"): text for path, text in EXERCISE.items()}
    assert headline(between(record | EXERCISE, renamed | code)) == "1 exercise renamed"
    changed = code | {"exercises/y/tests.py": "2\n"}
    assert headline(between(record | EXERCISE, renamed | changed)) == "1 exercise renamed, 1 exercise's code changed"


def test_code_is_read_from_disk_and_from_revisions(repository: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with (repository / "examples/lines/line-lengths.py").open("a", encoding="utf-8") as file:
        file.write("# more\n")
    (repository / "exercises/count-corners/wrong/counts-ends.py").unlink()
    for arguments in (["HEAD"], ["HEAD~1", "--to", "HEAD"]):
        assert main(["diff", *arguments, "--root", str(repository)]) == 0
        assert capsys.readouterr().out.startswith("1 example changed, 1 exercise's code changed\n")
        commit(repository)


def test_many_files_are_counted() -> None:
    new = {f"exercises/x/wrong/{number:02}.py": "1\n" for number in range(13)}
    assert ", wrong/09.py, 3 more\n" in as_text(between({}, new))


# --- long texts ----------------------------------------------------------------------------------------------------


def test_a_short_text_is_shown_whole() -> None:
    assert excerpts("1.2", "1.3") == [("1.2", "1.3")]


def test_a_long_text_is_shown_where_it_differs() -> None:
    words = [f"word{number}" for number in range(60)]
    changed = [*words[:10], "new", *words[10:50], *words[51:]]
    assert excerpts(" ".join(words), " ".join(changed)) == [
        ("… word7 word8 word9 word10 word11 word12 …", "… word7 word8 word9 new word10 word11 word12 …"),
        ("… word47 word48 word49 word50 word51 word52 word53 …", "… word47 word48 word49 word51 word52 word53 …"),
    ]


def test_a_word_that_is_long_itself_is_cut_around_what_differs() -> None:
    old, new = f"https://example.org/{'a' * 300}/old", f"https://example.org/{'a' * 300}/new"
    assert excerpts(old, new) == [(f"… {'a' * 39}/old", f"… {'a' * 39}/new")]


@given(st.text(min_size=1), st.text(min_size=1), st.integers(1, 400))
@settings(max_examples=200, deadline=None)
def test_every_excerpt_shows_a_difference_and_is_short(old: str, new: str, times: int) -> None:
    old, new = " ".join((old * times).split()), " ".join((new * times).split())
    for before, after in excerpts(old, new) if old != new else []:
        assert before != after
        assert max(len(before), len(after)) <= LONGEST + len("…  …") * 2


# --- revisions -----------------------------------------------------------------------------------------------------


def refusal(root: Path, revision: str, capsys: pytest.CaptureFixture[str]) -> str:
    """What is said of a revision that cannot be read: one line, and exit 2."""
    assert main(["diff", "--root", str(root), "--", revision]) == 2
    printed = capsys.readouterr()
    assert printed.out == ""
    assert printed.err.count("\n") == 1
    return printed.err


def test_the_later_revision_is_refused_in_the_same_words(repository: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["diff", "--root", str(repository), "--to=--output=x"]) == 2
    assert "is not a revision" in capsys.readouterr().err


@pytest.mark.parametrize("revision", ["", "-x", "--output=/tmp/x", "-", "a\0b"])
def test_what_git_could_take_for_an_option_is_refused(
    revision: str, repository: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert "is not a revision: name a commit" in refusal(repository, revision, capsys)


@pytest.mark.parametrize("revision", ["v9", "HEAD~99", "$(touch x)", "HEAD; touch x", "HEAD..HEAD", "HEAD:data", "\n"])
def test_an_unknown_revision_is_told_and_nothing_of_it_runs(
    revision: str, repository: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert "here: git log and git tag list them" in refusal(repository, revision, capsys)
    assert not list(repository.rglob("x"))
    assert not Path("x").exists()


def test_a_shallow_clone_says_how_to_get_the_rest(
    repository: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    commit(repository)
    git(tmp_path, "clone", "--quiet", "--depth=1", repository.as_uri(), "shallow")
    assert "this clone is shallow: git fetch --unshallow" in refusal(tmp_path / "shallow", "HEAD^1", capsys)


def test_a_folder_without_a_repository_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    shutil.copytree(SMALL, tmp_path, dirs_exist_ok=True)
    assert "not a git repository" in refusal(tmp_path, "HEAD", capsys)


def test_a_repository_without_a_commit_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    shutil.copytree(SMALL, tmp_path, dirs_exist_ok=True)
    git(tmp_path, "init", "--quiet")
    assert "no revision 'HEAD' here" in refusal(tmp_path, "HEAD", capsys)


def test_a_machine_without_git_is_told(
    repository: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", "")
    assert "there is no git here" in refusal(repository, "HEAD", capsys)


def test_the_pull_request_is_compared_with_what_it_would_be_merged_into(
    repository: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """As in the workflow: a clone of depth 2 whose HEAD is the merge commit that GitHub makes."""
    git(repository, "checkout", "--quiet", "-b", "change")
    edit(repository, "data/terms/line.yml", "title: Line", "title: Stroke")
    commit(repository)
    git(repository, "checkout", "--quiet", "-")
    edit(repository, "data/terms/shape.yml", "title: Shape", "title: Form")
    commit(repository)
    git(repository, "merge", "--quiet", "--no-ff", "--message", "Merge", "change")
    git(tmp_path, "clone", "--quiet", "--depth=2", repository.as_uri(), "checkout")
    assert main(["diff", "HEAD^1", "--root", str(tmp_path / "checkout")]) == 0
    assert "title: Line → Stroke" in (printed := capsys.readouterr().out)
    assert printed.startswith("1 term changed\n")


def test_make_diff_hands_the_revision_over_unread() -> None:
    ran = subprocess.run(
        ["make", "--dry-run", "diff", "from=$$(touch x); `touch x`", "to=$$(touch x)"],  # noqa: S607 - as people run it
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    assert "touch" not in ran.stdout
    assert 'macros diff ${HANDBOOK_TO:+--to="$HANDBOOK_TO"} -- "${HANDBOOK_FROM:-HEAD}"' in ran.stdout


# --- what strangers write ------------------------------------------------------------------------------------------

HOSTILE = [
    "[x](https://example.org) ![x](https://example.org/x.png) <https://example.org> https://example.org",
    "<script>alert(1)</script> <img src=x onerror=alert(1)> <!-- -->",
    "@everyone #1 GH-1 :rocket: $`x`$ $$x$$",
    "::error file=x::y ##[error]z ::set-output name=x::y",
    "` `` ``` ` `````",
    "``` \n\n# heading\n\n- item\n\n<b>",
    "| a | b |\r\n|---|---|",
    "\u202eevil\u200b\x1b[31m\x07",
    "   ",
    "`",
    "\\",
]


def tokens(markdown: str) -> list[Token]:
    """Everything in a Markdown text, nested tokens included."""
    found = []
    for token in MarkdownIt("commonmark").enable(["table", "strikethrough"]).parse(markdown):
        found += [token, *(token.children or [])]
    return found


@pytest.mark.parametrize("text", HOSTILE)
def test_a_code_span_shows_any_text_and_is_nothing_else(text: str) -> None:
    assert [token.type for token in tokens(f"- a {code(text)} b")][4:-3] == ["text", "code_inline", "text"]


@given(st.lists(st.sampled_from(HOSTILE) | st.text(), min_size=1, max_size=5).map("".join))
@settings(max_examples=300, deadline=None)
def test_nothing_of_a_strangers_text_is_active_in_any_format(text: str) -> None:
    value = json.dumps(text)
    old = {"data/terms/x.yml": f"id: x\ntitle: {value}\nsummary: a\n{value}: 1\n", f"docs/{text}.md": text}
    hostile = {f"examples/{text}/{text}.py": "1", f"exercises/{text}/{text}": "1"}
    new = {
        **hostile,
        "data/terms/x.yml": f"id: x\ntitle: {value}b\nsummary: {value}\n",
        "data/terms/y.yml": f"title: {value}\n",
    }
    encoded = [{path: content.encode("utf-8", "replace") for path, content in files.items()} for files in (old, new)]
    comparison = compare(snapshot(encoded[0]), snapshot(encoded[1]))
    allowed = {"inline", "text", "softbreak", "code_inline", "bullet_list_open", "bullet_list_close"}
    allowed |= {f"{block}_{side}" for block in ("paragraph", "list_item", "heading") for side in ("open", "close")}
    found = tokens(as_markdown(comparison))
    assert {token.type for token in found} <= allowed
    assert all(re.fullmatch(r"[\w ,:→']*", token.content) for token in found if token.type == "text")
    for form in (as_text, as_markdown):
        assert "\x1b" not in form(comparison)
        assert "##[" not in form(comparison)
        assert not [line for line in form(comparison).split("\n") if line.lstrip().startswith("::")]
    assert "##[" not in as_json(comparison)
    json.loads(as_json(comparison))


def test_a_large_change_is_cut_and_counted() -> None:
    new = {f"data/terms/term-{number}.yml": f"id: x\ntitle: {'語' * 150} {number}\n" for number in range(1000)}
    comparison = between({}, new)
    markdown = as_markdown(comparison)
    shown = markdown.count("- `term/")
    assert MOST_BYTES - 1000 < len(markdown.encode()) <= MOST_BYTES
    assert markdown.startswith("1000 terms added\n")
    assert markdown.endswith(f"\n{1000 - shown} more, left out here: `python -m macros diff` shows them all.\n")


def test_one_giant_record_does_not_push_the_others_out() -> None:
    giant = "".join(f"field-{number}: {'語' * 5000}\n" for number in range(6))
    new = {"data/terms/a.yml": giant, "data/terms/b.yml": TERM}
    markdown = as_markdown(between({"data/terms/a.yml": TERM}, new), most=2000)
    assert "- `term/b`: `Line`\n" in markdown
    assert "\n1 more, left out here" in markdown


def test_every_meaning_has_words_and_every_format_takes_nothing() -> None:
    assert all(MEANINGS.values())
    assert [form(Comparison()).split("\n")[0] for form in FORMATS.values()] == ["nothing changed"] * 2 + ["{"]


def test_an_edit_says_what_it_is() -> None:
    pairs = {(None, 1): "added", (1, None): "removed", (1, 2): "changed"}
    assert {pair: Edit(way=("a",), old=pair[0], new=pair[1]).change for pair in pairs} == pairs
    assert Edit(way=("a",), old=[1, 2], new=[2, 1], moved=True).change == "moved"


def test_the_command_line_prints_a_comparison() -> None:
    ran = run_macros("diff", "HEAD", "--format", "json")
    assert ran.returncode == 0, ran.stderr
    assert set(json.loads(ran.stdout)) == {"summary", "records", "code", "pages"}


def test_a_renamed_tool_that_was_retired_is_told_as_retired() -> None:
    new = TOOL.replace("id: x", "id: y").replace("current", "retired") + "formerly: [x]\n"
    (change,) = between({"data/tools/x.yml": TOOL}, {"data/tools/y.yml": new}).records
    assert (meaning(change), change.formerly) == ("retired", "x")
