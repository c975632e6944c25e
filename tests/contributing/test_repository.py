"""What a contributor's machine and the repository's host read: the dev container, the editor's settings, the owners."""

from __future__ import annotations

import json
import re
import subprocess
from pathlib import PurePosixPath
from typing import Any

from macros.server import PORT
from tests.conftest import ROOT

CODE = {".css", ".html", ".j2", ".js", ".py", ".sh", ".toml"}
"""Kinds of files that run, or decide what a page may run."""


def tracked() -> list[str]:
    """The files under git."""
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=True)  # noqa: S607 - the git of the machine
    return listed.stdout.split("\0")[:-1]


def owned() -> list[list[str]]:
    """The rules of CODEOWNERS: each a path and who owns it."""
    lines = (ROOT / ".github" / "CODEOWNERS").read_text(encoding="utf-8").splitlines()
    return [line.split() for line in lines if line and not line.startswith("#")]


def container() -> dict[str, Any]:
    found: dict[str, Any] = json.loads((ROOT / ".devcontainer" / "devcontainer.json").read_text(encoding="utf-8"))
    return found


def test_every_path_with_owners_is_there_and_is_a_plain_path() -> None:
    for path, *_ in owned():
        assert re.fullmatch(r"/[\w./-]+", path), "patterns that git ignores by mean something else here, or nothing"
        there = ROOT / path.strip("/")
        assert there.is_dir() if path.endswith("/") else there.is_file(), path


def test_owners_are_users_or_teams() -> None:
    assert [owner for _, *owners in owned() for owner in owners if not re.fullmatch(r"@[\w-]+(/[\w.-]+)?", owner)] == []


def test_every_file_that_runs_has_a_line_for_its_owners() -> None:
    paths = tuple(path[1:] for path, *_ in owned())
    runs = [name for name in tracked() if PurePosixPath(name).suffix in CODE or name.startswith((".github/", ".ci/"))]
    assert len(runs) > 50
    assert [name for name in runs if not name.startswith(paths)] == []


def test_what_only_informs_has_no_owners_to_wait_for() -> None:
    paths = tuple(path[1:] for path, *_ in owned())
    texts = [name for name in tracked() if name.startswith("data/") or re.match(r"docs/.*\.md$", name)]
    assert [name for name in texts if name.startswith(paths)] == []


def test_the_container_is_an_official_python_that_is_new_enough() -> None:
    image = re.fullmatch(r"python:3\.(\d+)", container()["image"])
    assert image is not None
    assert int(image[1]) >= 11


def test_the_container_shows_the_port_that_is_served() -> None:
    settings = container()
    assert settings["forwardPorts"] == [PORT]
    assert list(settings["portsAttributes"]) == [str(PORT)]
    assert "appPort" not in settings, "a published port does not reach a server that listens on 127.0.0.1"


def test_the_container_is_set_up_by_a_verb_of_the_makefile() -> None:
    program, verb = container()["postCreateCommand"].split()
    assert program == "make"
    assert f"\n{verb}: " in (ROOT / "Makefile").read_text(encoding="utf-8")


def test_editor_and_container_recommend_the_same_extensions() -> None:
    editor = json.loads((ROOT / ".vscode" / "extensions.json").read_text(encoding="utf-8"))
    assert container()["customizations"]["vscode"]["extensions"] == editor["recommendations"]
