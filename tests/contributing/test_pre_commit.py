"""The hooks before a commit: the commands of `make check`, each on the files that it is about, without a network."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.conftest import ROOT, SMALL

CONFIGURATION = ROOT / ".pre-commit-config.yaml"


def hooks() -> dict[str, Mapping[str, Any]]:
    """The hooks by id."""
    repositories = yaml.safe_load(CONFIGURATION.read_text(encoding="utf-8"))["repos"]
    assert [repository["repo"] for repository in repositories] == ["local"], "nothing is fetched from elsewhere"
    return {hook["id"]: hook for hook in repositories[0]["hooks"]}


@dataclass(frozen=True, kw_only=True)
class Repository:
    """A small handbook under git, with the hooks and the tools that they call."""

    root: Path

    def write(self, name: str, text: str) -> None:
        """Write a file, and say that it is to be committed."""
        (self.root / name).parent.mkdir(parents=True, exist_ok=True)
        (self.root / name).write_text(text, encoding="utf-8")
        self.git("add", name)

    def git(self, *arguments: str) -> subprocess.CompletedProcess[str]:
        """Run git with none of this machine's settings."""
        return self._run("git", *arguments)

    def pre_commit(self, *arguments: str) -> subprocess.CompletedProcess[str]:
        """Run pre-commit."""
        return self._run(".venv/bin/pre-commit", *arguments)

    def _run(self, *command: str) -> subprocess.CompletedProcess[str]:
        own = {name: value for name, value in os.environ.items() if not name.startswith(("GIT_", "PRE_COMMIT"))}
        own |= {"GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_NOSYSTEM": "1", "PYTHONPATH": str(ROOT)}
        own |= {
            f"GIT_{who}_{what}": "test@example.org" for who in ("AUTHOR", "COMMITTER") for what in ("NAME", "EMAIL")
        }
        own |= {"PRE_COMMIT_HOME": str(self.root.parent / "pre-commit"), "MYPY_CACHE_DIR": os.devnull}
        return subprocess.run(command, cwd=self.root, env=own, capture_output=True, text=True, check=False)


@pytest.fixture
def repository(tmp_path: Path) -> Repository:
    """A repository in which every hook passes, with everything committed."""
    root = tmp_path / "handbook"
    shutil.copytree(SMALL, root)
    for name in (CONFIGURATION.name, "pyproject.toml"):
        shutil.copy(ROOT / name, root)
    for folder in ("benchmarks", "macros", "tests"):
        (root / folder).mkdir()
        (root / folder / f"in_{folder}.py").write_text('"""Nothing."""\n', encoding="utf-8")
    (root / ".venv").symlink_to(sys.prefix)
    (root / ".gitignore").write_text("/.venv\n", encoding="utf-8")
    made = Repository(root=root)
    made.git("init")
    made.git("add", ".")
    made.git("commit", "--message", "The small handbook")
    return made


SOUND_WORKFLOW = """\
name: sound
on: push
permissions: {}
concurrency:
  group: sound
  cancel-in-progress: true
jobs:
  sound:
    name: sound
    runs-on: ubuntu-latest
    timeout-minutes: 1
    steps:
      - name: Say something
        run: echo sound
"""
CHANGES = {
    "records-and-pages": ("data/terms/line.yml", "- lines", "- linse", "did you mean 'lines'?"),
    "form": ("data/terms/line.yml", "title: Line\n", "title: 'Line'\n", "unformatted"),
    "lint": ("tests/in_tests.py", '"""Nothing."""', '"""Nothing."""\n\nimport os', "F401"),
    "layout": ("tests/in_tests.py", '"""Nothing."""', "'''Nothing.'''", "would be reformatted"),
    "types": ("tests/in_tests.py", '"""Nothing."""', '"""Nothing."""\n\nnumber: int = "one"', "[assignment]"),
    "workflows": (".github/workflows/a.yml", "permissions: {}", "permissions: write-all", "excessive-permissions"),
}
"""Hook -> a file, what is sound in it, what to write instead, and what the hook says then."""


def test_the_configuration_is_valid() -> None:
    ran = subprocess.run(
        [sys.executable, "-m", "pre_commit", "validate-config", CONFIGURATION.name],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert (ran.returncode, ran.stdout, ran.stderr) == (0, "", "")


def test_the_hooks_run_what_make_check_runs() -> None:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8").replace("$(RUN)", ".venv/bin/python")
    recipe = re.search(r"^check:.*\n((?:\t.*\n)+)", makefile, re.MULTILINE)
    assert recipe is not None
    commands = [line.strip() for line in recipe[1].splitlines() if not line.startswith("\t@")]
    assert sorted(hook["entry"] for hook in hooks().values()) == sorted(commands)


def test_every_hook_has_a_change_that_it_stops() -> None:
    assert hooks().keys() == CHANGES.keys()


@pytest.mark.parametrize("hook", CHANGES)
def test_a_hook_stops_what_is_wrong_and_lets_pass_what_is_mended(repository: Repository, hook: str) -> None:
    name, old, new, trace = CHANGES[hook]
    path = repository.root / name
    sound = path.read_text(encoding="utf-8") if path.exists() else SOUND_WORKFLOW
    assert old in sound
    repository.write(name, sound.replace(old, new))
    stopped = repository.pre_commit("run", hook)
    assert stopped.returncode == 1
    assert trace in stopped.stdout
    repository.write(name, sound + ("" if name.startswith("data/") else "\n") + "# Mended.\n")
    passed = repository.pre_commit("run", hook)
    assert (passed.returncode, passed.stdout.rstrip().endswith("Passed")) == (0, True), passed.stdout


@pytest.mark.parametrize("hook", CHANGES)
def test_a_hook_is_left_out_where_nothing_of_its_kind_changed(repository: Repository, hook: str) -> None:
    repository.write("README.txt", "Read me.\n")
    ran = repository.pre_commit("run", hook)
    assert ran.returncode == 0
    assert "(no files to check)Skipped" in ran.stdout


def test_once_installed_a_commit_with_a_broken_record_is_refused(repository: Repository) -> None:
    assert repository.pre_commit("install").returncode == 0
    sound = (repository.root / "data/terms/line.yml").read_text(encoding="utf-8")
    repository.write("data/terms/line.yml", sound.replace("- lines", "- linse"))
    refused = repository.git("commit", "--message", "Broken")
    assert refused.returncode == 1
    assert "data/terms/line.yml" in refused.stderr
    repository.write("data/terms/line.yml", sound + "# Mended.\n")
    accepted = repository.git("commit", "--message", "Mended")
    assert accepted.returncode == 0, accepted.stderr
