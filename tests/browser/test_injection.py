"""What stands in a built page past every check does not run: the policy alone stops it, online and from a disk."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect
from selectolax.lexbor import LexborHTMLParser, LexborNode

from tests.browser.server import serve

POLICY = re.compile(r'<meta http-equiv="Content-Security-Policy" content="([^"]+)">')

PROOF = "top.document.documentElement.dataset.ran = 1"
"""What a vector does if it runs: it leaves a mark on the page."""

VECTORS: Mapping[str, str] = {
    # The eight that ran in a site of this kind without a policy, as they come to stand in a built page.
    "a script": f"<script>{PROOF}</script>",
    "a picture that fails": f'<img src="nothing.png" alt="x" onerror="{PROOF}">',
    "a page in a frame": f'<iframe title="x" srcdoc="&lt;script&gt;{PROOF}&lt;/script&gt;"></iframe>',
    "a javascript: link": f'<a class="planted" href="javascript:void({PROOF})">x</a>',
    "a javascript: link in disguise": f'<a class="planted" href="java&#115;cript:void({PROOF})">x</a>',
    "a handler from an attribute list": f'<em class="planted" onclick="{PROOF}">x</em>',
    "a picture with an attribute list": f'<img src="" alt="x" onerror="{PROOF}">',
    "a way out of an attribute": f'<abbr title=""><img src="x" alt="x" onerror="{PROOF}">">x</abbr>',
    # And others that are known.
    "a module": f'<script type="module">{PROOF}</script>',
    "a script in an address": f'<script src="data:text/javascript,{PROOF}"></script>',
    "a drawing": f'<svg onload="{PROOF}"></svg>',
    "a folded text": f'<details open ontoggle="{PROOF}"><summary>x</summary></details>',
    "a form": f'<form action="javascript:void({PROOF})"><button class="planted">x</button></form>',
    "an address in a frame": f'<iframe title="x" src="javascript:void({PROOF})"></iframe>',
    "a base": f'<base href="https://example.org/"><script>{PROOF}</script>',
}

STYLES: Mapping[str, str] = {
    "a style": '<style>.planted { color: rgb(1, 2, 3) }</style><p class="planted">x</p>',
    "a style attribute": '<p class="planted" style="color: rgb(1, 2, 3)">x</p>',
    "a style sheet in an address": '<link rel="stylesheet" href="data:text/css,.planted{color:rgb(1,2,3)}">'
    '<p class="planted">x</p>',
}

LISTEN = """addEventListener("securitypolicyviolation", (event) => {
  top.document.documentElement.dataset.stopped = event.effectiveDirective;
})"""


def plant(site: Path, vector: str, *, policy: bool) -> None:
    """A page of the site with a vector in its text, with the policy or, to show that it would run, without."""
    text = (site / "about.html").read_text(encoding="utf-8")
    planted, count = re.subn(r"(</h1>)", lambda found: found[1] + vector, text, count=1)
    assert count == 1
    if not policy:
        planted, count = POLICY.subn("", planted)
        assert count == 1
    (site / "planted.html").write_text(planted, encoding="utf-8")


@pytest.fixture(scope="module")
def copy(site: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """As much of the built site as one page needs."""
    folder = tmp_path_factory.mktemp("planted")
    shutil.copytree(site / "assets", folder / "assets")
    shutil.copy(site / "about.html", folder)
    return folder


@pytest.fixture(scope="module", params=["http", "file"])
def address(request: pytest.FixtureRequest, copy: Path) -> Iterator[str]:
    """Where the planted page is read: on a host, and as a file."""
    if request.param == "file":
        yield (copy / "planted.html").as_uri()
    else:
        with serve(copy) as home:
            yield f"{home}planted.html"


@pytest.fixture(scope="module")
def page(browser: Browser) -> Iterator[Page]:
    """A page that notes what its policy stops."""
    with browser.new_context() as context:
        context.add_init_script(LISTEN)
        yield context.new_page()


def open_planted(page: Page, address: str) -> None:
    """Open the planted page and do what the vector hopes for."""
    page.goto(address)
    if page.locator("a.planted, em.planted, button.planted").count():
        page.locator(".planted").click()


@pytest.mark.parametrize("name", VECTORS)
def test_what_is_planted_does_not_run(page: Page, copy: Path, address: str, name: str) -> None:
    plant(copy, VECTORS[name], policy=True)
    open_planted(page, address)
    expect(page.locator("html[data-stopped]")).to_have_count(1)
    assert page.evaluate("document.documentElement.dataset.ran") is None


@pytest.mark.parametrize("name", VECTORS)
def test_it_would_run_without_the_policy(page: Page, copy: Path, address: str, name: str) -> None:
    plant(copy, VECTORS[name], policy=False)
    open_planted(page, address)
    expect(page.locator("html[data-ran]")).to_have_count(1)
    assert page.evaluate("document.documentElement.dataset.stopped") is None


@pytest.mark.parametrize("name", STYLES)
def test_a_planted_style_is_not_applied(page: Page, copy: Path, address: str, name: str) -> None:
    seen = []
    for policy in (True, False):
        plant(copy, STYLES[name], policy=policy)
        page.goto(address)
        seen.append(page.eval_on_selector(".planted", "element => getComputedStyle(element).color"))
    assert seen[1] == "rgb(1, 2, 3)" != seen[0]


def test_a_planted_base_moves_no_address(page: Page, copy: Path, address: str) -> None:
    plant(copy, VECTORS["a base"], policy=True)
    page.goto(address)
    assert page.evaluate("document.baseURI") == address


def test_a_link_with_a_page_in_it_leads_nowhere(page: Page, copy: Path, address: str) -> None:
    # Browsers refuse this without any policy: there is no control that could run.
    plant(copy, '<a class="planted" href="data:text/html,<script>x</script>">x</a>', policy=True)
    open_planted(page, address)
    page.wait_for_timeout(100)
    assert page.url == address


def is_active(node: LexborNode) -> bool:
    """Whether an element holds a style or a handler of its own."""
    return node.tag == "style" or any(name == "style" or name.startswith("on") for name in node.attributes)


def test_no_built_page_holds_styles_or_handlers(site: Path) -> None:
    pages = {path: LexborHTMLParser(path.read_text(encoding="utf-8")) for path in site.rglob("*.html")}
    assert [(path, node.html) for path, page in pages.items() for node in page.css("*") if is_active(node)] == []


def test_the_policy_stands_before_all_that_it_governs_and_allows_nothing_unsafe(site: Path) -> None:
    for path in site.rglob("*.html"):
        text = path.read_text(encoding="utf-8")
        (found,) = POLICY.finditer(text)
        before = LexborHTMLParser(text[: found.start()])
        assert before.css("head > :not(meta[charset]), body *") == [], path
        assert "unsafe" not in found[1]
        assert found[1].startswith("default-src 'none'")
        assert "http" not in found[1]


def test_what_a_page_tells_programs_is_no_script_to_the_policy(page: Page, copy: Path, address: str) -> None:
    plant(copy, '<script class="planted" type="application/ld+json">{"name": "x"}</script>', policy=True)
    page.goto(address)
    page.wait_for_timeout(100)
    assert page.evaluate("document.documentElement.dataset.stopped") is None
    assert page.evaluate("JSON.parse(document.querySelector('.planted').textContent).name") == "x"
