"""The ways out of MkDocs and its theme, each tried on the handbook's own sources."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

from benchmarks.same_pages import compare, main, without_generator
from macros.generator import GENERATORS
from macros.handbook import Handbook
from macros.plain import create_configuration, create_pages
from tests.conftest import DEPLOYMENT, ROOT, SMALL, make_project, run_macros


def files(site: Path) -> dict[str, bytes]:
    """Every file of a site; pages without the name of the program that made them."""
    return {
        path.relative_to(site).as_posix(): without_generator(path.read_bytes())
        for path in site.rglob("*")
        if path.is_file()
    }


def test_properdocs_makes_the_same_site_but_for_its_name(site: Path, tmp_path: Path) -> None:
    other = tmp_path / "site"
    ran = run_macros("build", "--generator", "properdocs", "--site-dir", str(other), **DEPLOYMENT)
    assert ran.returncode == 0, ran.stdout + ran.stderr
    assert "WARNING" not in ran.stdout + ran.stderr
    assert "ProperDocs" in (other / "index.html").read_text(encoding="utf-8")
    one, two = files(site), files(other)
    assert one.keys() == two.keys()
    assert [name for name in one if one[name] != two[name]] == []


@pytest.mark.parametrize(
    ("text", "trace"),
    [
        ("[x](pay.md#nowhere)", "does not contain an anchor '#nowhere'"),
        ("[x](topics/nothing.md)", "dead-link"),
        ('{{ nothing("x") }}', "unknown-macro"),
    ],
)
def test_properdocs_stops_where_mkdocs_does(tmp_path: Path, text: str, trace: str) -> None:
    project = make_project(tmp_path / "project")
    with (project / "docs" / "index.md").open("a", encoding="utf-8") as page:
        page.write(f"\n{text}\n")
    options = ["--root", str(project), "--site-dir", str(tmp_path / "site"), "--generator", "properdocs"]
    ran = run_macros("build", *options, PYTHONPATH=str(project))
    assert ran.returncode == 1
    assert trace in ran.stdout + ran.stderr
    assert "Traceback" not in ran.stdout + ran.stderr


@pytest.mark.parametrize("generator", GENERATORS)
def test_a_warning_of_the_generator_stops_the_build(tmp_path: Path, generator: str) -> None:
    project = make_project(tmp_path / "project")
    with (project / "mkdocs.yml").open("a", encoding="utf-8") as settings:
        settings.write("\nhandbok: true\n")
    options = ["--root", str(project), "--site-dir", str(tmp_path / "site"), "--generator", generator]
    ran = run_macros("build", *options, PYTHONPATH=str(project))
    assert ran.returncode == 1
    assert "'handbok': Unrecognised configuration name" in ran.stderr
    assert not (tmp_path / "site").exists()


def test_a_generator_that_is_not_installed_is_told_in_one_line(tmp_path: Path) -> None:
    (tmp_path / "properdocs.py").write_text(
        "raise ModuleNotFoundError('no properdocs', name='properdocs')\n", encoding="utf-8"
    )
    options = ["--site-dir", str(tmp_path / "site"), "--generator", "properdocs"]
    ran = run_macros("build", *options, PYTHONPATH=str(tmp_path))
    assert (ran.returncode, ran.stdout) == (1, "")
    assert ran.stderr == "error: properdocs is not installed: python3 requirements/install.py site properdocs\n"


@pytest.fixture(scope="session")
def plain(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The handbook as plain Markdown."""
    folder = tmp_path_factory.mktemp("plain")
    ran = run_macros("markdown", "--to", str(folder), **DEPLOYMENT)
    assert (ran.returncode, ran.stdout, ran.stderr) == (0, "", "")
    return folder


def test_plain_markdown_makes_the_same_pages_without_our_code(site: Path, plain: Path, tmp_path: Path) -> None:
    command = [sys.executable, "-m", "mkdocs", "build", "--strict", "--site-dir", str(tmp_path)]
    environment = {**os.environ, **DEPLOYMENT, "NO_MKDOCS_2_WARNING": "1"}
    ran = subprocess.run(command, cwd=plain, env=environment, capture_output=True, text=True, check=False)
    assert ran.returncode == 0, ran.stdout + ran.stderr
    figures = compare(site, tmp_path)
    assert figures["pages"] > 100
    assert {figures[name] for name in ("in both", "words", "links")} == {figures["pages"]}
    home = (tmp_path / "index.html").read_text(encoding="utf-8")
    assert 'data-md-component="search"' in home, "the generator's own search stands in for ours"
    assert "hb-search" not in home


def test_plain_markdown_holds_no_call_and_no_setting_that_runs_our_code(plain: Path) -> None:
    settings = yaml.safe_load((plain / "mkdocs.yml").read_text(encoding="utf-8"))
    assert settings["plugins"] == ["search"]
    assert settings.keys() & {"hooks", "watch"} == set()
    assert settings["site_url"] == DEPLOYMENT["HANDBOOK_SITE_URL"]
    macros = re.compile(r"\{\{ \w+\(")
    assert [path for path in plain.rglob("*.md") if macros.search(path.read_text(encoding="utf-8"))] == []


def test_a_page_of_plain_markdown_has_its_title_and_description(small: Handbook) -> None:
    pages = dict(create_pages(small))
    assert pages.keys() == set(small.pages)
    assert pages["tools/pencil.md"].startswith("---\ntitle: Pencil\ndescription: A stick that leaves lines")
    assert "\n{{" not in pages["tools/pencil.md"]


def test_the_navigation_of_plain_markdown_names_every_page(small: Handbook) -> None:
    settings = yaml.safe_load(create_configuration((ROOT / "mkdocs.yml").read_text(encoding="utf-8"), small))
    named = re.findall(r"[a-z0-9/-]+\.md", str(settings["nav"]))
    assert {path for path in small.pages if "/" in path} <= set(named)


def test_plain_markdown_is_not_written_over_anything(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    for folder in (tmp_path, tmp_path / "file"):
        ran = run_macros("markdown", "--root", str(SMALL), "--to", str(folder))
        assert ran.returncode == 2
        assert f"not an empty folder: {folder}" in ran.stderr
    assert [path.name for path in tmp_path.iterdir()] == ["file"]


def test_plain_markdown_of_a_handbook_with_errors_is_not_written(tmp_path: Path) -> None:
    broken = ROOT / "tests" / "broken" / "unknown-reference"
    ran = run_macros("markdown", "--root", str(broken), "--to", str(tmp_path / "plain"))
    assert ran.returncode == 1
    assert "no topic 'shaps'" in ran.stdout
    assert not (tmp_path / "plain").exists()


@pytest.mark.parametrize(
    ("other", "same"),
    [
        ('<p>x</p><meta name="generator" content="a"><article>A <a href="b">word</a></article>', (1, 1, 1, 1)),
        ('<p>x</p><meta name="generator" content="c"><article>A <a href="b">word</a></article>', (0, 1, 1, 1)),
        ('<p>y</p><meta name="generator" content="a"><article>A  <a href="b">word</a></article>', (0, 0, 1, 1)),
        ('<p>x</p><meta name="generator" content="a"><article>A <a href="c">word</a></article>', (0, 0, 1, 0)),
        ('<p>x</p><meta name="generator" content="a"><article>The <a href="b">word</a></article>', (0, 0, 0, 1)),
    ],
)
def test_pages_are_compared_in_bytes_words_and_links(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, other: str, same: tuple[int, ...]
) -> None:
    one = '<p>x</p><meta name="generator" content="a"><article>A <a href="b">word</a></article>'
    for name, text in (("one", one), ("two", other)):
        (tmp_path / name).mkdir()
        (tmp_path / name / "index.html").write_text(text, encoding="utf-8")
    figures = compare(tmp_path / "one", tmp_path / "two")
    assert tuple(figures.values()) == (1, 1, *same)
    monkeypatch.setattr(sys, "argv", ["same_pages", str(tmp_path / "one"), str(tmp_path / "two")])
    assert main() == (0 if same[2:] == (1, 1) else 1)


def test_a_page_that_is_missing_is_no_agreement(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "one").mkdir()
    (tmp_path / "one" / "index.html").touch()
    assert compare(tmp_path / "one", tmp_path / "two")["in both"] == 0
    for first, second in (("one", "two"), ("two", "one")):
        monkeypatch.setattr(sys, "argv", ["same_pages", str(tmp_path / first), str(tmp_path / second)])
        assert main() == 1
