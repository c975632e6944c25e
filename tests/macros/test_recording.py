"""Examples run again: bad ones are told what is wrong and what to do, good ones are written down once."""

from __future__ import annotations

import datetime
import platform
from pathlib import Path
from typing import Any

import pytest

import macros.recording
from macros.__main__ import main
from macros.diagnostics import concise
from macros.examples import Example, ExampleRecord
from macros.recording import CODES, Outcome, create_record, differing, run_example, versions
from macros.running import run
from tests.conftest import ROOT, SMALL, Write

GOOD = '"""Two."""\n\nprint("two:", 2.0)\n'


def example(text: str, *, output: str = "two: 2.0\n", **fields: Any) -> Example:
    """An example as it was read, with a record."""
    record = ExampleRecord(code="x", run_on="2026-11-21", python="3.11.7", output=output, **fields)  # type: ignore[arg-type]
    return Example(id="two-lines", topic="lines", text=text, record=record, figure=None)


BAD = {
    "opens-network": (
        'import urllib.request\nprint(urllib.request.urlopen("http://192.0.2.1/").read())\n',
        "2:1: opens-network it opens the network: urllib.Request",
        "make the data in the script",
    ),
    "writes-outside": (
        'from pathlib import Path\n\nPath("../../notes.txt").write_text("x")\n',
        "3:1: writes-outside it writes outside its folder: ",
        "only a figure of its own name",
    ),
    "starts-process": (
        'import os\nos.system("ls")\n',
        "2:1: starts-process it starts another program: ls",
        "in one process",
    ),
    "runs-too-long": ("while True:\n    pass\n", "1:1: runs-too-long not done after 1 seconds", "fewer steps"),
    "changing-output": (
        'print(*{"one", "two", "three", "four", "five"})\n',
        "1:1: changing-output run twice, it gives something else: line 1 was",
        "seed it",
    ),
    "failing-example": ("two = 2\nprint(two / 0)\n", "2:1: failing-example ZeroDivisionError: ", "mend it"),
    "stray-file": ('open("two.svg", "w").close()\nprint(2)\n', "1:1: stray-file it leaves 'two.svg'", "two-lines.svg"),
}


@pytest.mark.parametrize("code", sorted(CODES.keys() - {"other-output"}))
def test_a_bad_example_is_told_with_its_line_what_is_wrong_and_what_to_do(
    code: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(macros.recording, "SECONDS", 1)
    text, told, hint = BAD[code]
    found = [concise(item) for item in run_example(example(text), twice=True).diagnostics]
    assert len(found) == 1
    assert found[0].startswith(f"examples/lines/two-lines.py:{told}")
    assert hint in found[0]


SAVE = "from pathlib import Path\nPath('two-lines.svg').write_text"


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("print(1", "SyntaxError: "),
        ("import torch_of_nobody\n", "names; other packages are not to be used"),
        ("import warnings\nwarnings.warn('take care')\n", "UserWarning: take care (mend what it warns of"),
        ("raise SystemExit(3)\n", "it ends with status 3"),
        ("two = 2\n", "it prints nothing"),
        ("import sys\nprint(1)\nprint('careful', file=sys.stderr)\n", "it writes to standard error: careful"),
        ("print('\\u200b2')\n", "it prints a character that nobody sees"),
        (f"{SAVE}('x' * 200_000)\nprint(1)\n", "its figure is larger than 100 KB"),
        ("import time\nprint(time.time_ns())\n", "run twice, it gives something else"),
        (f"import os\n{SAVE}(os.urandom(9).hex())\nprint(1)\n", "the figure is another one"),
    ],
)
def test_whatever_else_is_wrong_is_told_too(text: str, told: str) -> None:
    found = [concise(item) for item in run_example(example(text), twice=True).diagnostics]
    assert len(found) == 1
    assert told in found[0]


def outcome(printed: str, **fields: Any) -> Outcome:
    return Outcome(example=example(GOOD, **fields), output=printed, figure=None, seconds=1, diagnostics=())


@pytest.mark.parametrize("printed", ["two: 2.0\n", "two:  2.1\n", "two: 1.9\n"])
def test_a_number_may_move_by_a_unit_of_its_last_digit(printed: str) -> None:
    assert list(differing(outcome(printed))) == []


@pytest.mark.parametrize("printed", ["two: 2.2\n", "two: -2.0\n", "too: 2.0\n", "two: 2.0\nthree: 3\n", "two: nan\n"])
def test_an_example_that_gives_something_else_is_told(printed: str) -> None:
    (found,) = differing(outcome(printed))
    assert concise(found).startswith("examples/lines/two-lines.py:1:1: other-output line ")
    assert "make examples" in found.hint


def test_a_tolerance_beside_the_example_lets_numbers_move_further() -> None:
    assert list(differing(outcome("two: 2.4\n", tolerance=0.5))) == []
    assert len(list(differing(outcome("two: 2.6\n", tolerance=0.5)))) == 1


def test_a_figure_that_comes_or_goes_is_told() -> None:
    drawn = Outcome(example=example(GOOD), output="two: 2.0\n", figure="<svg/>\n", seconds=1, diagnostics=())
    assert [found.code for found in differing(drawn)] == ["other-output"]


def test_a_tolerance_stays_when_the_example_is_written_down_again() -> None:
    assert create_record(outcome("two: 2.0\n", tolerance=0.5)).tolerance == 0.5


def test_the_versions_of_what_code_imports_are_noted_and_no_others() -> None:
    assert list(versions("import json\nfrom pydantic import BaseModel\nimport yaml.nodes\n")) == ["PyYAML", "pydantic"]


SMALL_EXAMPLE = "examples/lines/line-lengths"


def project(write: Write) -> Path:
    """The small handbook, to be written to."""
    return write({path.relative_to(SMALL).as_posix(): path.read_bytes() for path in SMALL.rglob("*") if path.is_file()})


def test_what_stands_beside_an_example_is_not_written_again_while_it_is_the_same(
    write: Write, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(platform, "python_version", lambda: "3.11.7")
    monkeypatch.setattr(macros.recording, "today_in_utc", lambda: datetime.date(2027, 1, 1))
    root = project(write)
    before = (root / f"{SMALL_EXAMPLE}.yml").read_bytes()
    assert main(["examples", "--root", str(root)]) == 0
    assert f"{SMALL_EXAMPLE}.py: as before" in capsys.readouterr().out
    assert (root / f"{SMALL_EXAMPLE}.yml").read_bytes() == before


def test_changed_code_is_stale_until_it_has_run_again(write: Write, capsys: pytest.CaptureFixture[str]) -> None:
    root = project(write)
    path = root / f"{SMALL_EXAMPLE}.py"
    path.write_text(path.read_text().replace("(1, 1)", "(8, 15)"))
    assert main(["check", "--strict", "--root", str(root)]) == 1
    assert "stale-example the code changed after it ran" in capsys.readouterr().out
    assert main(["examples", "--root", str(root), "line-lengths"]) == 0
    assert f"{SMALL_EXAMPLE}.py: written" in capsys.readouterr().out
    assert main(["check", "--strict", "--root", str(root)]) == 0
    assert "8 right, 15 up: 17.000" in (root / f"{SMALL_EXAMPLE}.yml").read_text()
    assert 'd="M0 13l8 -15"' in (root / f"{SMALL_EXAMPLE}.svg").read_text()


def test_a_bad_example_is_told_and_nothing_is_written(write: Write, capsys: pytest.CaptureFixture[str]) -> None:
    root = project(write)
    (root / f"{SMALL_EXAMPLE}.py").write_text("print(1 / 0)\n")
    before = (root / f"{SMALL_EXAMPLE}.yml").read_bytes()
    assert main(["examples", "--root", str(root), "line-lengths"]) == 1
    printed = capsys.readouterr().out
    assert f"{SMALL_EXAMPLE}.py: wrong" in printed
    assert "failing-example ZeroDivisionError" in printed
    assert (root / f"{SMALL_EXAMPLE}.yml").read_bytes() == before


def test_a_figure_that_is_no_longer_drawn_is_taken_away(write: Write) -> None:
    root = project(write)
    (root / f"{SMALL_EXAMPLE}.py").write_text("print(1)\n")
    assert main(["examples", "--root", str(root), "line-lengths"]) == 0
    assert not (root / f"{SMALL_EXAMPLE}.svg").exists()


def test_checking_compares_and_writes_nothing(write: Write, capsys: pytest.CaptureFixture[str]) -> None:
    root = project(write)
    path = root / "examples/shapes/square-areas.py"
    path.write_text(path.read_text().replace("side**2", "side**3"))
    before = path.with_suffix(".yml").read_bytes()
    assert main(["examples", "--root", str(root), "--check", "--format", "concise"]) == 1
    assert "other-output line 2 was 'side 2: area 4' and is 'side 2: area 8'" in capsys.readouterr().out
    assert path.with_suffix(".yml").read_bytes() == before


def test_an_example_that_is_not_there_is_told_with_a_guess(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["examples", "--root", str(SMALL), "line-length"]) == 1
    assert "no example 'line-length' (did you mean 'line-lengths'?)" in capsys.readouterr().err


def test_matplotlib_draws_the_same_bytes_each_time_and_nothing_that_runs() -> None:
    text = (
        "import matplotlib.pyplot as plt\nfigure, axes = plt.subplots()\naxes.plot([0.1, 1, 2], [1, 3, 2], label='a')\n"
        "axes.imshow([[1, 2], [3, 4]])\naxes.legend()\nfigure.savefig('two-lines.svg')\nprint(1)\n"
    )
    drawn = run_example(example(text), twice=True)
    assert drawn.diagnostics == ()
    assert drawn.figure is not None
    assert "<!" not in drawn.figure
    assert "matplotlib.org" not in drawn.figure
    assert "<text" not in drawn.figure, "letters are shapes"
    assert "1970" not in drawn.figure


def test_nothing_of_an_example_runs_while_the_handbook_is_read() -> None:
    text = f"""import sys
sys.path.insert(0, {str(ROOT)!r})
import macros.hooks, macros.server
from pathlib import Path
from macros.handbook import read_handbook
print(read_handbook(Path({str(SMALL)!r})).sound, {{"macros.recording", "numpy"}} & set(sys.modules))
"""
    ran = run("x.py", files={"x.py": text}, warnings="default")
    assert ran.output == "True set()\n", ran.errors
    assert "starts-process" not in {refusal.code for refusal in ran.refusals}
