import base64
import hashlib

import pytest

from macros.policy import allow_last_script, clean, content_security_policy, lost, script_hashes

VECTORS = [
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "<a href='javascript:alert(1)'>x</a>",
    "<a href='java&#115;cript:alert(1)'>x</a>",
    "<iframe srcdoc='<script>alert(1)</script>'></iframe>",
    "<svg onload=alert(1)><script>alert(1)</script></svg>",
    "<p style='background:url(javascript:alert(1))'>x</p>",
    "<form action='https://evil.example'><input name=x></form>",
    "<math><mtext><table><mglyph><style><img src=x onerror=alert(1)>",
    "<base href='https://evil.example/'>",
    "<meta http-equiv=refresh content='0;url=https://evil.example'>",
    "<object data=x></object><embed src=x>",
    "<button formaction='javascript:alert(1)'>x</button>",
    "<img src='data:text/html,x'>",
    "<svg><use href='https://evil.example/x.svg#a'/></svg>",
    "<svg><foreignObject><script>alert(1)</script></foreignObject></svg>",
    "<svg><a xlink:href='javascript:alert(1)'><text onload=alert(1)>x</text></a></svg>",
    "<svg><rect width=1 height=1><animate attributeName=href values='javascript:alert(1)'/></rect></svg>",
    "<svg><g><set attributeName=onload to=alert(1) /></g></svg>",
]


@pytest.mark.parametrize("vector", VECTORS)
def test_nothing_that_could_run_survives(vector: str) -> None:
    cleaned = clean(vector).lower()
    for trace in (
        "<script",
        "onerror",
        "onload",
        "javascript:",
        "srcdoc",
        "style",
        "<form",
        "<base",
        "<meta",
        "<object",
        "<embed",
        "formaction",
        "data:",
        "<use",
        "foreignobject",
        "<animate",
        "<set",
        "xlink",
    ):
        assert trace not in cleaned


def test_what_markdown_writes_survives() -> None:
    heading = '<h2 id="a">A<a class="headerlink" href="#a" title="x">¶</a></h2>'
    html = heading + '<table><tr><td class="hb-right">1</td></tr></table>'
    assert clean(html) == html.replace("<tr>", "<tbody><tr>").replace("</tr>", "</tr></tbody>")


def test_alignment_becomes_a_class() -> None:
    assert 'class="hb-right"' in clean('<table><tr><td style="text-align: right;">1</td></tr></table>')


def test_hashes_are_those_of_the_inline_scripts_alone() -> None:
    page = '<script>a()</script><script src="x.js"></script><script type="application/json">{}</script>'
    digest = base64.b64encode(hashlib.sha256(b"a()").digest()).decode()
    assert script_hashes([page, page]) == [f"'sha256-{digest}'"]


def test_the_policy_allows_no_other_host_and_nothing_inline() -> None:
    policy = content_security_policy()
    assert "unsafe" not in policy
    assert "http" not in policy
    assert policy.startswith("default-src 'none'")


def test_the_live_servers_script_is_allowed_and_no_other() -> None:
    page = "<meta content=\"script-src 'self'\"><script>first()</script><script>reload(1)</script></body>"
    digest = base64.b64encode(hashlib.sha256(b"reload(1)").digest()).decode()
    assert f"script-src 'self' 'sha256-{digest}'\"" in allow_last_script(page)


def test_content_cannot_take_the_names_that_the_theme_listens_to() -> None:
    cleaned = clean('<p id="__config" class="md-overlay hb-kind">x</p>')
    assert "__config" not in cleaned
    assert "md-overlay" not in cleaned
    assert "hb-kind" in cleaned


@pytest.mark.parametrize(
    ("html", "kept"),
    [
        ("<p ID='&#95;_x'>x</p>", "<p>x</p>"),
        ("<p id=hb-top>x</p>", "<p>x</p>"),
        ("<p class='a\nmd-b\tc'>x</p>", '<p class="a c">x</p>'),
        ("<math><mi DATA-X=1 mathvariant=normal>x</mi></math>", '<math><mi mathvariant="normal">x</mi></math>'),
        (
            '<math alttext="a > b"><mo title=x aria-label="y">x</mo></math>',
            '<math alttext="a &gt; b"><mo>x</mo></math>',
        ),
        (
            "<math><mtable class=x><mtr><mtd class='hb-left md-x' id=a>x</mtd></mtr></mtable></math>",
            '<math><mtable><mtr><mtd class="hb-left">x</mtd></mtr></mtable></math>',
        ),
    ],
)
def test_names_are_taken_however_they_are_written(html: str, kept: str) -> None:
    assert clean(html) == kept


@pytest.mark.parametrize(
    ("html", "gone"),
    [
        ("<p>x</p>", []),
        ("<p onclick=x>x</p>", ["<p onclick>"]),
        ("<b>x</b><script>y</script>", ["<script>"]),
        ("<b\nONCLICK = 'a>b'>x</b>", ["<b onclick>"]),
        ('<p title=x">x</p><b onclick="y">z</b>', ["<b onclick>"]),
        ("<p id=\"__a\" class='b  c'>x<br />y</p><!-- <script> -->", ["<p id>"]),
        ("<i onclick=x>x</i><i onclick=x>x</i><i>x</i>", ["<i onclick>"]),
    ],
)
def test_what_the_clean_up_takes_is_named(html: str, gone: list[str]) -> None:
    assert lost(html, clean(html)) == gone


def test_tags_that_a_clean_up_only_writes_anew_are_not_lost() -> None:
    html = "<p CLASS=b id=a data-x='&quot;'>1<br/>2 <a href=\"x?a=1&b=2\">3</a><td align=x></p>"
    assert lost(html, '<p class="b" id="a" data-x="&quot;">1<br>2 <a href="x?a=1&amp;b=2">3</a></p>') == [
        "<td align>",
        "<td>",
    ]
