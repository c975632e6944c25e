"""The lists of packages, the locks compiled from them, and the workflows: what comes from elsewhere is pinned."""

import itertools
import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).resolve().parents[2]
REQUIREMENTS = ROOT / "requirements"
LISTS = sorted(REQUIREMENTS.glob("*.in"))
LOCKS = sorted(REQUIREMENTS.glob("*.txt"))
NPM_LOCKS = sorted(REQUIREMENTS.glob("*/package-lock.json"))
WORKFLOWS = sorted((ROOT / ".github" / "workflows").glob("*.y*ml"))

PIN = re.compile(r"(?P<name>[a-z0-9.-]+)==(?P<version>[^ ;]+)( ; [^\\]+)? \\")
HASH = re.compile(r"    --hash=sha256:[0-9a-f]{64}( \\)?")
ACTION = re.compile(r"^\s*(- )?uses: (?P<action>\S+)(?P<comment>.*)$", re.MULTILINE)


def read(path: Path) -> str:
    return path.read_text(encoding="utf-8")


def read_list(path: Path) -> Iterator[Requirement]:
    """The packages that a list names, without comments and options."""
    for line in read(path).splitlines():
        requirement = re.sub(r"(^|\s)#.*", "", line).strip()
        if requirement and not requirement.startswith("-"):
            yield Requirement(requirement)


def read_lock(path: Path) -> dict[str, str]:
    """Package -> its one version."""
    pins = [match for match in map(PIN.fullmatch, read(path).splitlines()) if match]
    versions = {match["name"]: match["version"] for match in pins}
    assert len(versions) == len(pins), "a package has two versions"
    return versions


def jobs(workflow: Path) -> dict[str, Any]:
    found: dict[str, Any] = yaml.safe_load(read(workflow))["jobs"]
    return found


def steps(workflow: Path) -> list[dict[str, Any]]:
    return [step for job in jobs(workflow).values() for step in job["steps"]]


def name(path: Path) -> str:
    return path.name


def test_there_is_something_to_check() -> None:
    assert {path.name for path in LOCKS} >= {"lock.txt", "properdocs.txt", "site.txt", "test.txt", "zensical.txt"}
    assert [path.parent.name for path in NPM_LOCKS] == ["judges"]
    assert {path.name for path in WORKFLOWS} >= {"check.yml", "site.yml"}


def test_every_list_has_a_lock_and_every_lock_a_list() -> None:
    assert [path.stem for path in LISTS] == [path.stem for path in LOCKS]


@pytest.mark.parametrize("lock", LOCKS, ids=name)
def test_every_line_of_a_lock_is_a_pin_a_hash_or_a_comment(lock: Path) -> None:
    for line in read(lock).splitlines():
        assert PIN.fullmatch(line) or HASH.fullmatch(line) or line.lstrip().startswith("# "), line


@pytest.mark.parametrize("lock", LOCKS, ids=name)
def test_every_pin_has_a_hash(lock: Path) -> None:
    lines = read(lock).splitlines()
    for line, following in zip(lines, [*lines[1:], ""], strict=True):
        if line.endswith("\\"):
            assert HASH.fullmatch(following), line


@pytest.mark.parametrize("lock", LOCKS, ids=name)
def test_every_lock_says_that_make_lock_compiles_it(lock: Path) -> None:
    assert read(lock).splitlines()[1] == "#    make lock"


@pytest.mark.parametrize("path", [*LISTS, *LOCKS], ids=name)
def test_no_list_or_lock_names_an_address_or_a_place_on_a_machine(path: Path) -> None:
    assert not re.findall(r"\S*://\S*|\S*\bwww\.\S*|--(?!hash=)\S+|(?<!\S)[~/]\S*|\s@\s.*|file:\S*", read(path))


@pytest.mark.parametrize("path", LISTS, ids=name)
def test_every_direct_dependency_is_locked_at_a_version_that_its_list_allows(path: Path) -> None:
    lock = read_lock(path.with_suffix(".txt"))
    for requirement in read_list(path):
        assert requirement.specifier, f"{requirement} has no bound"
        assert requirement.specifier.contains(lock[canonicalize_name(requirement.name)]), requirement


@pytest.mark.parametrize("path", LISTS, ids=name)
def test_every_direct_dependency_says_why_it_is_there(path: Path) -> None:
    for line in read(path).splitlines():
        assert not line or "# " in line, line


@pytest.mark.parametrize(("one", "other"), list(itertools.combinations(LOCKS, 2)), ids=name)
def test_packages_that_two_locks_share_have_one_version(one: Path, other: Path) -> None:
    first, second = read_lock(one), read_lock(other)
    shared = first.keys() & second
    assert {package: first[package] for package in shared} == {package: second[package] for package in shared}


@pytest.mark.parametrize("lock", NPM_LOCKS, ids=lambda lock: lock.parent.name)
def test_every_package_of_npm_has_a_version_and_a_hash_and_no_address(lock: Path) -> None:
    packages = json.loads(read(lock))["packages"]
    wanted = json.loads(read(lock.with_name("package.json")))["dependencies"]
    assert packages.pop("")["dependencies"] == wanted
    assert packages.keys() >= {f"node_modules/{package}" for package in wanted}
    for package, pin in packages.items():
        assert re.fullmatch(r"[\d.]+", pin["version"]), package
        assert pin["integrity"].startswith("sha512-"), package
        assert "resolved" not in pin, package
    assert "://" not in read(lock) + read(lock.with_name("package.json")) + read(lock.with_name(".npmrc"))


def test_make_lock_compiles_every_list() -> None:
    compiled = re.findall(r"requirements/(\w+)\.in --output-file requirements/(\w+)\.txt", read(ROOT / "Makefile"))
    assert sorted(compiled) == [(path.stem, path.stem) for path in LISTS]


@pytest.mark.parametrize("path", [path for path in LISTS if path.stem not in ("site", "lock", "judges")], ids=name)
def test_what_is_installed_beside_the_site_has_the_versions_of_the_site(path: Path) -> None:
    assert "\n-c site.txt " in read(path)
    site, other = read_lock(REQUIREMENTS / "site.txt"), read_lock(path.with_suffix(".txt"))
    shared = site.keys() & other
    assert {package: site[package] for package in shared} == {package: other[package] for package in shared} != {}


@pytest.mark.parametrize("workflow", WORKFLOWS, ids=name)
def test_every_action_is_pinned_by_commit_with_its_version_beside_it(workflow: Path) -> None:
    used = list(ACTION.finditer(read(workflow)))
    assert len(used) == sum("uses" in step for step in steps(workflow))
    for match in used:
        assert re.fullmatch(r"[\w.-]+/[\w./-]+@[0-9a-f]{40}", match["action"]), match["action"]
        assert re.fullmatch(r" # v\d+\.\d+\.\d+", match["comment"]), match[0]


@pytest.mark.parametrize("workflow", WORKFLOWS, ids=name)
def test_every_workflow_has_no_permission_that_a_job_does_not_name(workflow: Path) -> None:
    assert yaml.safe_load(read(workflow))["permissions"] == {}
    assert all(isinstance(job["permissions"], dict) for job in jobs(workflow).values())


@pytest.mark.parametrize("workflow", WORKFLOWS, ids=name)
def test_every_job_has_an_end(workflow: Path) -> None:
    assert all(job["timeout-minutes"] <= 30 for job in jobs(workflow).values())


@pytest.mark.parametrize("workflow", WORKFLOWS, ids=name)
def test_no_workflow_gives_a_stranger_a_secret_or_a_credential(workflow: Path) -> None:
    assert not re.findall(r"pull_request_target|workflow_run|secrets\.|secrets:", read(workflow))
    for step in steps(workflow):
        if step.get("uses", "").startswith("actions/checkout@"):
            assert step["with"]["persist-credentials"] is False


@pytest.mark.parametrize("workflow", WORKFLOWS, ids=name)
def test_no_script_of_a_workflow_has_a_value_pasted_into_it(workflow: Path) -> None:
    assert not [step["run"] for step in steps(workflow) if "${{" in step.get("run", "")]


def test_only_the_look_ahead_may_fail_without_stopping_a_change() -> None:
    lenient = {name for path in WORKFLOWS for name, job in jobs(path).items() if "continue-on-error" in job}
    assert lenient == {"zensical"}
    assert not [step for path in WORKFLOWS for step in steps(path) if "continue-on-error" in step]
