"""What a pull request tells its reviewers: the very line that the workflow runs, on a merge as GitHub makes it."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.conftest import ROOT, make_project
from tests.repositories import ENVIRONMENT, commit, edit, git

WORKFLOW = yaml.safe_load((ROOT / ".github" / "workflows" / "check.yml").read_text(encoding="utf-8"))
STEPS: list[dict[str, Any]] = WORKFLOW["jobs"]["records"]["steps"]
(SUMMARY,) = [step for step in STEPS if "GITHUB_STEP_SUMMARY" in step.get("run", "")]


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    """A checkout of depth 2 of a merge commit: the change is in its second parent, and main went on meanwhile."""
    project = make_project(tmp_path / "project")
    git(tmp_path, "init", "--quiet", "project")
    commit(project)
    git(project, "checkout", "--quiet", "-b", "change")
    edit(project, "data/terms/line.yml", "title: Line", "title: '![Line](https://example.org) @everyone'")
    commit(project)
    git(project, "checkout", "--quiet", "-")
    edit(project, "data/terms/shape.yml", "title: Shape", "title: Form")
    commit(project)
    git(project, "merge", "--quiet", "--no-ff", "--message", "Merge", "change")
    git(tmp_path, "clone", "--quiet", "--depth=2", project.as_uri(), "checkout")
    return tmp_path / "checkout"


def test_the_summary_says_what_the_change_means_and_nothing_of_main(checkout: Path, tmp_path: Path) -> None:
    summary = tmp_path / "summary.md"
    command = SUMMARY["run"].replace(".venv/bin/python", sys.executable)
    environment = ENVIRONMENT | {"GITHUB_STEP_SUMMARY": str(summary)}
    subprocess.run(["bash", "-euo", "pipefail", "-c", command], cwd=checkout, env=environment, check=True)  # noqa: S607
    assert summary.read_text(encoding="utf-8") == (
        "1 term changed\n\n### Changed\n\n"
        "- `term/line`: `![Line](https://example.org) @everyone`\n"
        "  - `title`: `Line` → `![Line](https://example.org) @everyone`\n"
    )


def test_the_summary_is_written_for_pull_requests_alone_sound_or_not() -> None:
    assert SUMMARY["if"] == "github.event_name == 'pull_request' && !cancelled()"
    (checkout_step,) = [step for step in STEPS if step.get("uses", "").startswith("actions/checkout@")]
    assert checkout_step["with"] == {"persist-credentials": False, "fetch-depth": 2}


def test_the_job_may_read_the_repository_and_nothing_else() -> None:
    assert WORKFLOW["jobs"]["records"]["permissions"] == {"contents": "read"}
