"""Old addresses of records that have another id now: each of them still lands where the record is."""

import posixpath
import re
from pathlib import Path

import pytest

from macros.handbook import Handbook
from macros.models import Record
from tests.conftest import make_project, run_macros

SITE_URL = "https://example.org/handbook/"


@pytest.fixture(scope="module", params=["", SITE_URL], ids=["anywhere", "deployed"])
def site(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str]:
    """The small handbook as a site, with and without an address, and that address."""
    project, folder = tmp_path_factory.mktemp("project"), tmp_path_factory.mktemp("site")
    make_project(project)
    environment = {"PYTHONPATH": str(project), "HANDBOOK_SITE_URL": request.param}
    ran = run_macros("build", "--root", str(project), "--site-dir", str(folder), **environment)
    assert ran.returncode == 0, ran.stdout + ran.stderr
    return folder, request.param


def renamed(handbook: Handbook, *, own_page: bool) -> list[tuple[Record, str]]:
    """The records that had other ids, each with one of them."""
    records = [entry.record for entry in handbook.catalog.entries.values()]
    found = [(record, old) for record in records for old in record.formerly if record.has_own_page() is own_page]
    assert found
    return found


def built(location: str) -> str:
    """The path of a page in the site."""
    return location.replace(".md", ".html")


def test_an_old_page_leads_to_the_new_one_without_a_script(site: tuple[Path, str], small: Handbook) -> None:
    folder, address = site
    for record, old in renamed(small, own_page=True):
        path, target = built(record.location_of(old)), built(record.location)
        text = (folder / path).read_text("utf-8")
        refresh = re.search(r'<meta http-equiv="refresh" content="0; url=([^"]+)">', text)
        assert refresh is not None
        assert posixpath.join(posixpath.dirname(path), refresh[1]) == target
        assert (folder / target).is_file()
        assert f'<a href="{refresh[1]}">{record.title}</a>' in text
        assert f'<link rel="canonical" href="{address + target if address else refresh[1]}">' in text
        assert '<meta name="robots" content="noindex">' in text
        assert '<html lang="en">' in text
        assert f"<title>{record.title} has moved</title>" in text
        assert "<script" not in text


def test_an_old_page_may_do_nothing_but_lead_on(site: tuple[Path, str], small: Handbook) -> None:
    for record, old in renamed(small, own_page=True):
        text = (site[0] / built(record.location_of(old))).read_text("utf-8")
        policy = re.search(r'<meta http-equiv="Content-Security-Policy" content="([^"]+)">', text)
        assert policy is not None
        assert policy[1] == "default-src 'none'; base-uri 'none'; form-action 'none'"
        assert policy.start() < text.index('http-equiv="refresh"')


def test_old_pages_are_in_no_index_list_or_menu(site: tuple[Path, str], small: Handbook) -> None:
    folder, _ = site
    index = (folder / "assets" / "search" / "index.js").read_text("utf-8")
    assert "tools/pencil.html" in index
    sitemap = (folder / "sitemap.xml").read_text("utf-8")
    for record, old in renamed(small, own_page=True):
        path = built(record.location_of(old))
        assert path not in index
        assert path not in sitemap
        linking = [page for page in folder.rglob("*.html") if f"{old}.html" in page.read_text("utf-8")]
        assert linking == []


def test_an_old_anchor_stands_right_above_the_entry(site: tuple[Path, str], small: Handbook) -> None:
    for record, old in renamed(small, own_page=False):
        page = (site[0] / built(record.location.partition("#")[0])).read_text("utf-8")
        old_id, own_id = (location.partition("#")[2] for location in (record.location_of(old), record.location))
        assert re.search(rf'<div id="{old_id}"></div>\s*<(h3|section)[^>]* id="{own_id}"', page) is not None
