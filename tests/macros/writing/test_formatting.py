"""`python -m macros format`: what it changes, what it leaves alone, and what it says."""

from pathlib import Path

import pytest

from macros.__main__ import main
from macros.source import read
from macros.writing import format_records, unformatted
from tests.conftest import ROOT, SMALL, Write

MODELINE = "# yaml-language-server: $schema=../../schemas/term.schema.json\n"
LINE = "title: Line\nid: line\nsummary: A mark.\n"
TIDY = f"{MODELINE}id: line\ntitle: Line\nsummary: A mark.\n"


def texts(root: Path) -> dict[str, bytes]:
    """Every file under a root, by its name."""
    files = (path for path in root.rglob("*") if path.is_file())
    return {path.relative_to(root).as_posix(): path.read_bytes() for path in files}


@pytest.mark.parametrize("root", [ROOT, SMALL], ids=["handbook", "small"])
def test_every_data_file_of_ours_is_in_the_form(root: Path) -> None:
    assert [file.source.name for file in unformatted(root)] == []


def test_a_file_is_written_in_the_form_once(write: Write, capsys: pytest.CaptureFixture[str]) -> None:
    root = write({"data/terms/line.yml": LINE, "data/exceptions.yml": "b: {y/z: 'why'}\n"})
    assert main(["format", "--root", str(root)]) == 0
    assert capsys.readouterr().out == "formatted data/terms/line.yml\nformatted data/exceptions.yml\n"
    assert texts(root) == {
        "data/terms/line.yml": TIDY.encode(),
        "data/exceptions.yml": b"b:\n  y/z: why\n",
    }
    assert main(["format", "--root", str(root)]) == 0
    assert capsys.readouterr().out == ""


def test_a_check_names_the_first_line_that_differs_and_writes_nothing(
    write: Write, capsys: pytest.CaptureFixture[str]
) -> None:
    root = write({"data/terms/line.yml": TIDY.replace("A mark.", "'A mark.'")})
    before = texts(root)
    assert main(["format", "--check", "--root", str(root)]) == 1
    told = "data/terms/line.yml:4:1: unformatted not in the form of the handbook's data files (run `make format`)\n"
    assert capsys.readouterr().out == told
    assert texts(root) == before


@pytest.mark.parametrize(
    ("text", "line"),
    [
        (TIDY.removesuffix("\n"), 4),
        (TIDY + "\n", 5),
        (TIDY + "# more\n\n", 6),
        (TIDY.replace("\n", "\r\n"), 1),
        (TIDY.removeprefix(MODELINE), 1),
    ],
)
def test_a_file_that_differs_only_at_its_ends_is_told_too(text: str, line: int, write: Write) -> None:
    root = write({"data/terms/line.yml": text.encode()})
    assert [file.line for file in unformatted(root)] == [line]
    format_records(root)
    assert texts(root)["data/terms/line.yml"].decode() in (TIDY, TIDY + "# more\n")


@pytest.mark.parametrize(
    "text", [b"id: [\n", b"id: a\nid: b\n", b"\xff", b"", b"a: &x 1\n", b"a:\t1\n", b"a: \xe2\x80\x8b\n", b"- a\n"]
)
def test_a_file_with_faults_is_told_and_not_touched(
    text: bytes, write: Write, capsys: pytest.CaptureFixture[str]
) -> None:
    root = write({"data/terms/line.yml": text, "data/terms/shape.yml": LINE})
    assert main(["format", "--root", str(root)]) == 1
    assert "data/terms/line.yml:" in capsys.readouterr().out
    assert texts(root) == {"data/terms/line.yml": text, "data/terms/shape.yml": TIDY.encode()}


def test_a_record_that_its_model_refuses_has_a_form_all_the_same(write: Write) -> None:
    root = write({"data/terms/line.yml": "titel: 1\nid: [x]\n"})
    assert format_records(root) == (["data/terms/line.yml"], [])
    assert texts(root)["data/terms/line.yml"].decode() == f"{MODELINE}id:\n  - x\ntitel: 1\n"


def test_what_is_no_record_is_passed_over(write: Write, tmp_path: Path) -> None:
    root = write({"data/terms/.line.yml.swp": LINE, "data/terms/line.yaml": LINE, "data/other/line.yml": LINE})
    (root / "data" / "terms" / ".shape.yml").write_text(LINE)
    (tmp_path / "elsewhere.yml").write_text(LINE)
    (root / "data" / "terms" / "link.yml").symlink_to(tmp_path / "elsewhere.yml")
    before = texts(root)
    changed, faults = format_records(root)
    assert changed == []
    assert [fault.code for fault in faults] == ["not-a-file"]
    assert texts(root) == before


def test_a_file_of_exceptions_without_any_is_no_fault(write: Write) -> None:
    root = write({"data/exceptions.yml": "# none yet\n"})
    assert format_records(root) == ([], [])


def test_the_mode_of_a_file_stays(write: Write) -> None:
    root = write({"data/terms/line.yml": LINE})
    path = root / "data" / "terms" / "line.yml"
    path.chmod(0o640)
    format_records(root)
    assert path.stat().st_mode & 0o777 == 0o640


def test_the_same_record_has_the_same_form_in_whatever_order_it_was_written(tmp_path: Path) -> None:
    for path in sorted((ROOT / "data").rglob("*.yml"))[::20]:
        copy = tmp_path / path.relative_to(ROOT)
        copy.parent.mkdir(parents=True, exist_ok=True)
        lines = path.read_text("utf-8").split("\n")
        copy.write_text("\n\n".join(reversed_fields(lines)), encoding="utf-8")
        assert read(copy, "").value == read(path, "").value
    changed, faults = format_records(tmp_path)
    assert faults == []
    assert changed
    for name in changed:
        assert (tmp_path / name).read_bytes() == (ROOT / name).read_bytes()


def reversed_fields(lines: list[str]) -> list[str]:
    """The fields of a record from last to first, each with what belongs to it."""
    fields: list[list[str]] = []
    for line in lines[1:]:
        if line and not line.startswith(" "):
            fields.append([])
        if line:
            fields[-1].append(line)
    return ["\n".join(field) for field in reversed(fields)]
