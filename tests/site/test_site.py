"""The built site, as a reader gets it: read as text."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path

import pytest
from jinja2.exceptions import TemplateError
from selectolax.lexbor import LexborHTMLParser

from macros.diagnostics import concise
from macros.handbook import Handbook
from macros.pages.calls import environment
from macros.policy import script_hashes
from macros.site import check_site
from tests.conftest import DEPLOYMENT, REPOSITORY, SITE_URL, make_project, run_macros


class Document(HTMLParser):
    """What the tests ask of a page: ids, addresses with their elements, inline scripts, headings, texts."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.ids: list[str] = []
        self.addresses: list[tuple[str, str]] = []
        self.headings: list[int] = []
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.words: list[str] = []
        self._literal = 0
        self.feed(text)

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        """Note what the element says."""
        values = dict(attributes)
        self.elements.append((tag, values))
        self.ids += [values["id"]] if values.get("id") else []  # type: ignore[list-item]
        self.addresses += [(tag, values[name] or "") for name in ("href", "src") if name in values]
        self.headings += [int(tag[1])] if re.fullmatch("h[1-6]", tag) else []
        self._literal += tag in ("code", "script", "style", "pre")

    def handle_endtag(self, tag: str) -> None:
        """Leave code."""
        self._literal -= tag in ("code", "script", "style", "pre")

    def handle_data(self, data: str) -> None:
        """Keep the text outside code."""
        if self._literal == 0:
            self.words.append(data)


def read_documents(site: Path) -> dict[str, Document]:
    """Every HTML file of a site by its path."""
    return {
        path.relative_to(site).as_posix(): Document(path.read_text("utf-8")) for path in sorted(site.rglob("*.html"))
    }


def named(document: Document, key: str, value: str) -> str | None:
    """What a page's head says under a name: `content` or `href` of the element of which an attribute has a value."""
    found = [values for _, values in document.elements if values.get(key) == value]
    return (found[0].get("content") or found[0].get("href")) if found else None


@pytest.fixture(scope="session")
def documents(site: Path) -> dict[str, Document]:
    """Every page by its path, without those that only lead to another one."""
    found = read_documents(site)
    return {name: page for name, page in found.items() if named(page, "http-equiv", "refresh") is None}


def content_pages(documents: dict[str, Document]) -> Iterator[tuple[str, Document]]:
    """Every page but the one for pages that are not there."""
    return ((name, document) for name, document in documents.items() if name != "404.html")


def test_every_record_has_its_page_or_anchor(documents: dict[str, Document], real: Handbook) -> None:
    missing = []
    for entry in real.catalog.entries.values():
        path, _, anchor = entry.record.location.partition("#")
        page = documents.get(path.removesuffix(".md") + ".html")
        if page is None or (anchor and anchor not in page.ids):
            missing.append(entry.record.location)
    assert missing == []


def test_every_page_has_the_policy_before_anything_it_governs(site: Path) -> None:
    for path in sorted(site.rglob("*.html")):
        text = path.read_text("utf-8")
        policy = re.search(r'<meta http-equiv="Content-Security-Policy" content="([^"]+)">', text)
        assert policy is not None, path
        assert policy.start() < min(at for mark in ("<script", "<link") if (at := text.find(mark)) >= 0)
        assert "unsafe-inline" not in policy.group(1)
        assert [found for found in script_hashes([text]) if found not in policy.group(1)] == [], path
        assert " style=" not in re.sub(r"<pre>.*?</pre>|<code>.*?</code>", "", text, flags=re.DOTALL), path


def test_nothing_is_wrong_on_the_built_pages(site: Path, real: Handbook) -> None:
    assert [concise(found) for found in check_site(site, real, SITE_URL)] == []


def test_no_heading_is_below_the_third_level(documents: dict[str, Document]) -> None:
    assert [name for name, document in documents.items() if max(document.headings, default=1) > 3] == []


def test_nothing_is_wrong_on_a_page_with_every_component(tmp_path: Path, small: Handbook) -> None:
    project = make_project(tmp_path / "project")
    ran = run_macros("build", "--root", str(project), "--site-dir", str(tmp_path / "site"), PYTHONPATH=str(project))
    assert ran.returncode == 0, ran.stdout + ran.stderr
    assert check_site(tmp_path / "site", small) == []


def test_every_page_says_when_it_was_last_read_or_checked(documents: dict[str, Document]) -> None:
    silent = [
        name
        for name, document in content_pages(documents)
        if not any(tag == "time" and "hb-age" in (values.get("class") or "") for tag, values in document.elements)
    ]
    assert silent == []


def test_every_record_page_says_where_it_is_mended(documents: dict[str, Document], real: Handbook) -> None:
    for entry in real.catalog.entries.values():
        if entry.record.has_own_page():
            page = documents[entry.record.location.removesuffix(".md") + ".html"]
            addresses = [address for _, address in page.addresses]
            assert f"{REPOSITORY}/edit/main/{entry.source.name}" in addresses
            assert any("issues/new?" in address and entry.record.id in address for address in addresses)


def test_terms_are_real_text_behind_a_button(documents: dict[str, Document]) -> None:
    buttons = 0
    for name, document in documents.items():
        targets = [
            values["popovertarget"]
            for tag, values in document.elements
            if tag == "button" and values.get("class") == "hb-term"
        ]
        assert len(targets) == len(set(targets)), name
        assert set(targets) <= set(document.ids), name
        buttons += len(targets)
    assert buttons > 10


def test_a_definition_stays_in_its_popover_whatever_surrounds_the_term(tmp_path: Path) -> None:
    project = make_project(tmp_path / "project")
    text = '# Pay\n\n- **A {{ term("line") }}**, *a {{ term("shape") }}*.\n\n## Readings\n\n{{ records("pay") }}\n'
    (project / "docs" / "pay.md").write_text(text, encoding="utf-8")
    ran = run_macros("build", "--root", str(project), "--site-dir", str(tmp_path / "site"), PYTHONPATH=str(project))
    assert ran.returncode == 0, ran.stdout + ran.stderr
    page = (tmp_path / "site" / "pay.html").read_text("utf-8")
    definitions = LexborHTMLParser(page).css(".hb-definition")
    assert [found.css("strong")[0].text() for found in definitions if found.css("a")] == ["Line", "Shape"]
    assert re.search(r"</span></strong>, <em>a <button.*</span></em>\.", page)


def test_two_builds_of_the_same_sources_are_the_same(site: Path, tmp_path: Path) -> None:
    run_macros("build", "--site-dir", str(tmp_path), **DEPLOYMENT)
    pages = sorted(path.relative_to(site) for path in [*site.rglob("*.html"), site / "assets/search/index.js"])
    assert [name for name in pages if (site / name).read_bytes() != (tmp_path / name).read_bytes()] == []


PLANTED = {
    "a broken anchor": ("docs/index.md", "\n[x](pay.md#nowhere)\n", "nowhere"),
    "a record's page that is not there": ("docs/index.md", "\n[x](topics/nothing.md)\n", "dead-link"),
    "an unknown macro": ("docs/index.md", '\n{{ nothing("x") }}\n', "unknown-macro"),
    "code in a page": ("docs/index.md", "\n{{ cycler.__init__.__globals__ }}\n", "not-a-macro"),
    "a page outside the navigation": ("docs/lonely.md", "# Lonely\n", "lonely.md"),
}


@pytest.mark.parametrize("what", PLANTED)
def test_a_build_stops_at(what: str, tmp_path: Path) -> None:
    name, text, trace = PLANTED[what]
    project = make_project(tmp_path / "project")
    with (project / name).open("a", encoding="utf-8") as file:
        file.write(text)
    ran = run_macros("build", "--root", str(project), "--site-dir", str(tmp_path / "site"), PYTHONPATH=str(project))
    assert ran.returncode == 1
    assert trace in ran.stdout + ran.stderr
    assert "Traceback" not in ran.stdout + ran.stderr


def build_unchecked(project: Path, site: Path) -> subprocess.CompletedProcess[str]:
    """Build a project whose checks have been taken out: what stands behind them must hold alone."""
    for name, old, new in (
        ("handbook.py", "in_order(found)", "[]"),
        ("hooks.py", "if found := check_site(", "if found := [] and check_site("),
        ("models/fields.py", "if not ACTIVE.search(text):", "if text:"),
    ):
        path = project / "macros" / name
        text = path.read_text("utf-8")
        assert old in text
        path.write_text(text.replace(old, new), encoding="utf-8")
    environment = {**os.environ, "PYTHONPATH": str(project)}
    command = [sys.executable, "-m", "macros", "build", "--site-dir", str(site)]
    return subprocess.run(command, cwd=project, env=environment, capture_output=True, text=True, check=False)


ATTACK = "cycler.__init__.__globals__.os.popen('touch PROOF').read()"
DEEPER = """config.theme.get_env().from_string("{"~"{ ATTACK }"~"}").render()""".replace("ATTACK", ATTACK)


@pytest.mark.parametrize(
    "text",
    [
        f"# Title\n\n{{{{ {ATTACK} }}}}\n",
        f"# Title\n\n{{{{ {DEEPER} }}}}\n",
        f"# Title\n\n`⟦% set x = {DEEPER} %⟧`\n",
        f'# Title\n\n{{{{ tool("pencil", "`" ~ {DEEPER} ~ "`") }}}}\n',
        f"# About `{{{{ {DEEPER} }}}}`\n",
        f"---\ntitle: About ⟦% set x = {DEEPER} %⟧ z\n---\n\n# Title\n",
        f"render_macros: true\nterm: {{{{ {DEEPER} }}}}\n\n# Title\n",
    ],
)
def test_no_page_runs_code_in_the_build_even_past_the_checks(tmp_path: Path, text: str) -> None:
    project = make_project(tmp_path / "project")
    proof = tmp_path / "proof"
    (project / "docs" / "pay.md").write_text(text.replace("PROOF", str(proof)), encoding="utf-8")
    build_unchecked(project, tmp_path / "site")
    assert not proof.exists()


def test_the_sandbox_behind_the_checks_refuses_attributes_and_items() -> None:
    for expression in ("''.__class__", "x.y", "x['y']", "''|attr('join')", "[x]|map(attribute='y')|list"):
        with pytest.raises(TemplateError):
            environment.from_string("{{ " + expression + " }}").render(x={"y": 1})


@pytest.mark.parametrize("text", ["<img src=x onerror=alert(1)>", "</title><meta http-equiv=refresh content=0>"])
def test_a_page_from_which_something_had_to_be_taken_is_not_published(tmp_path: Path, text: str) -> None:
    project = make_project(tmp_path / "project")
    with (project / "docs" / "index.md").open("a", encoding="utf-8") as file:
        file.write(f"\n{text}\n")
    ran = build_unchecked(project, tmp_path / "site")
    assert ran.returncode == 1
    assert "docs/index.md: this page may not hold <" in ran.stdout + ran.stderr


@pytest.mark.parametrize(
    "heading",
    ["`</title><meta http-equiv=refresh content=0;url=https://evil.example/>`", "&lt;/title&gt;&lt;meta name=x&gt;"],
)
def test_a_heading_never_leaves_the_title(tmp_path: Path, heading: str) -> None:
    project = make_project(tmp_path / "project")
    text = f'# Pay {heading}\n\n## Readings\n\n{{{{ records("pay") }}}}\n'
    (project / "docs" / "pay.md").write_text(text, encoding="utf-8")
    ran = run_macros("build", "--root", str(project), "--site-dir", str(tmp_path / "site"), PYTHONPATH=str(project))
    assert ran.returncode == 0, ran.stdout + ran.stderr
    for path in (tmp_path / "site").rglob("*.html"):
        metas = [values for tag, values in Document(path.read_text("utf-8")).elements if tag == "meta"]
        refreshing = [values for values in metas if values.get("http-equiv") == "refresh"]
        assert "evil.example" not in str(refreshing), path
        assert not any(values.get("name") == "x" for values in metas), path


@pytest.mark.parametrize("text", ["{{ 7 * 7 }}", "<img src=x onerror=alert(1)>", "<script>alert(1)</script>"])
def test_a_payload_in_data_past_the_checks_stays_text_in_every_page(tmp_path: Path, text: str) -> None:
    project = make_project(tmp_path / "project")
    for path in (project / "data").rglob("*.yml"):
        lines = path.read_text("utf-8").split("\n")
        poisoned = [f"{line} {text}" if line.startswith(("title: ", "summary: ")) else line for line in lines]
        path.write_text("\n".join(poisoned), encoding="utf-8")
    ran = build_unchecked(project, tmp_path / "site")
    assert ran.returncode == 0, ran.stdout + ran.stderr
    pages = [path.read_text("utf-8") for path in (tmp_path / "site").rglob("*.html")]
    assert not any("49" in re.sub(r"<script.*?</script>|<[^>]*>", "", page, flags=re.DOTALL) for page in pages)
    elements = [element for page in pages for element in Document(page).elements]
    assert not any(values.get("src") == "x" or "onerror" in values for _, values in elements)
    scripts = [script for page in pages for script in re.findall(r"<script>(.*?)</script>", page)]
    assert "alert(1)" not in scripts
