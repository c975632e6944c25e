"""Downloads: whole or not at all, where they are, and what kept one from being made."""

from __future__ import annotations

import hashlib
import io
import re
import zipfile
from pathlib import Path

import pytest

from macros.book.making import Request, make_pdf, make_zip
from macros.book.offline import create_zip
from tests.conftest import SMALL, make_project, run_macros
from tests.macros.book.conftest import EPOCH, Change


def request(site: Path) -> Request:
    return Request(root=SMALL, site=site, epoch=EPOCH)


def test_the_archive_holds_the_site_in_one_order_and_of_one_time(small_site: Path) -> None:
    with zipfile.ZipFile(io.BytesIO(create_zip(small_site, EPOCH))) as archive:
        names = archive.namelist()
        assert names == sorted(names)
        assert {info.date_time for info in archive.infolist()} == {(2026, 11, 21, 0, 0, 0)}
        assert archive.read("ml-engineer-handbook/index.html") == (small_site / "index.html").read_bytes()
    expected = {path.relative_to(small_site).as_posix() for path in small_site.rglob("*") if path.is_file()}
    missing = {name for name in expected if f"ml-engineer-handbook/{name}" not in names}
    assert {name.partition("/")[0] for name in missing} <= {
        "downloads",
        "SHA256SUMS",
        "404.html",
        "sitemap.xml",
        "sitemap.xml.gz",
    }


def test_the_same_site_and_time_give_the_same_archive_in_any_folder(small_site: Path, change: Change) -> None:
    other = change("about.html", "drawing", "drawing")
    assert create_zip(other, EPOCH) == create_zip(small_site, EPOCH)


def test_two_builds_in_different_folders_give_the_same_files(tmp_path: Path) -> None:
    first = release(tmp_path / "first", TZ="UTC", PYTHONHASHSEED="1")
    other = release(tmp_path / "another" / "folder", TZ="Pacific/Kiritimati", PYTHONHASHSEED="2", LC_ALL="C")
    assert sorted(name for name in first | other if first.get(name) != other.get(name)) == []
    assert {"SHA256SUMS", *(f"downloads/ml-engineer-handbook.{kind}" for kind in ("pdf", "epub", "zip"))} <= set(first)


def release(root: Path, **environment: str) -> dict[str, bytes]:
    """Everything that a deployment of the small handbook publishes, made in a folder; path -> bytes."""
    make_project(root)
    site = root / "site"
    steps = (("build", "--site-dir"), ("pdf", "--site"), ("epub", "--site"), ("offline", "--site"))
    for verb, option in steps:
        ran = run_macros(verb, "--root", str(root), option, str(site), SOURCE_DATE_EPOCH=str(EPOCH), **environment)
        assert ran.returncode == 0, ran.stdout + ran.stderr
    return {path.relative_to(site).as_posix(): path.read_bytes() for path in site.rglob("*") if path.is_file()}


def test_downloads_are_listed_with_their_checksums(change: Change, capsys: pytest.CaptureFixture[str]) -> None:
    site = change("about.html", "drawing", "drawing")
    assert (make_zip(request(site)), make_pdf(request(site))) == (0, 0)
    lines = (line.split("  ") for line in (site / "SHA256SUMS").read_text("utf-8").splitlines())
    sums = {name: digest for digest, name in lines}
    assert sorted(sums) == ["downloads/ml-engineer-handbook.pdf", "downloads/ml-engineer-handbook.zip"]
    assert all(hashlib.sha256((site / name).read_bytes()).hexdigest() == digest for name, digest in sums.items())
    assert re.search(r"ml-engineer-handbook\.pdf \([1-9]\d pages, ", capsys.readouterr().out)


def test_without_a_site_it_is_said_how_to_get_one(tmp_path: Path) -> None:
    ran = run_macros("pdf", "--site", str(tmp_path / "no"))
    assert (ran.returncode, "no such folder" in ran.stderr, "make build" in ran.stderr) == (2, True, True)
