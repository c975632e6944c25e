"""The verbs of the Makefile: what is typed after them reaches the program as it was typed."""

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import ROOT

PROGRAM = """\
#!{python}
import json, os, sys
typed = {{name: os.environ[name] for name in ("kind", "id", "from", "to") if name in os.environ}}
print(json.dumps([sys.argv[1:], typed]))
"""

ODD = {
    "spaces": "a  b ",
    "a command": "x; touch PROOF",
    "a command in quotes": "x' \"; touch PROOF; '",
    "a substitution": "$(touch PROOF)`touch PROOF`",
    "a variable": "$HOME ${HOME} $$",
    "a function of make": "$(shell touch PROOF)",
    "a second line": "x\ntouch PROOF",
    "a backslash": "x\\\ntouch PROOF\\",
    "an option": "--root=/",
    "an operator of test": "(",
    "nothing in ASCII": "é\N{RIGHT-TO-LEFT OVERRIDE}",
}


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """The Makefile with a program that prints what it was given, and nothing to install."""
    shutil.copy(ROOT / "Makefile", tmp_path)
    (tmp_path / "requirements").mkdir()
    (tmp_path / "requirements" / "install.py").write_text("", encoding="utf-8")
    program = tmp_path / ".venv" / "bin" / "python"
    program.parent.mkdir(parents=True)
    program.write_text(PROGRAM.format(python=sys.executable), encoding="utf-8")
    program.chmod(0o755)
    return tmp_path


def make(project: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Run make in a project."""
    environment = {name: value for name, value in os.environ.items() if not name.startswith(("MAKE", "MFLAGS"))}
    command = ["make", *arguments, f"PYTHON={sys.executable}"]
    return subprocess.run(
        command, cwd=project, env=environment, capture_output=True, text=True, encoding="utf-8", check=False
    )


@pytest.mark.parametrize("what", ODD)
def test_whatever_is_typed_reaches_the_program_and_nothing_else(what: str, project: Path) -> None:
    odd = ODD[what].replace("PROOF", str(project / "proof"))
    new = make(project, "new", f"kind={odd}", f"id={odd}")
    rename = make(project, "rename", "kind=tool", f"from={odd}", f"to={odd}")
    assert json.loads(new.stdout) == [["-m", "macros", "new", "--", odd, odd], {}]
    assert json.loads(rename.stdout) == [["-m", "macros", "rename", "--", "tool", odd, odd], {}]
    assert new.stderr + rename.stderr == ""
    assert not (project / "proof").exists()


@pytest.mark.parametrize(
    ("verb", "arguments"),
    [
        ("new", []),
        ("new", ["kind=tool"]),
        ("new", ["id=polars"]),
        ("rename", ["kind=tool", "from=a"]),
        ("rename", ["kind=tool", "to=a"]),
        ("rename", ["from=a", "to=b"]),
    ],
)
def test_what_is_missing_is_told_with_an_example(verb: str, arguments: list[str], project: Path) -> None:
    ran = make(project, verb, *arguments)
    assert ran.returncode == 2
    assert ran.stdout == ""
    assert ran.stderr.startswith(f"error: say which: make {verb} kind=tool ")


def test_help_lists_every_verb(project: Path) -> None:
    phony = re.search(r"^\.PHONY: (.*)$", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE)
    assert phony is not None
    listed = [line.split()[1] for line in make(project, "help").stdout.splitlines()]
    assert sorted(listed) == sorted(phony[1].split())
