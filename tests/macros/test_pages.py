import time

import pytest

from macros.diagnostics import MOST
from macros.handbook import read_handbook
from macros.pages import read_prose
from macros.pages.calls import _said, find_calls
from macros.pages.code import mask_code
from macros.pages.html import find_attributes, find_html
from macros.pages.links import check_address
from tests.conftest import Write


@pytest.mark.parametrize(
    "text",
    [
        "`{{ x }}`",
        "``a ` {{ x }}``",
        "```\n{{ x }}\n```",
        "~~~~python\n{{ x }}\n~~~~",
        '``` py title="a.py" hl_lines="1 2"\n{{ x }}\n```',
        "- item\n\n    ```\n    {{ x }}\n    ```",
        "> ```\n> {{ x }}\n> ```",
    ],
)
def test_code_is_masked(text: str) -> None:
    masked = mask_code(text)
    assert "{{" not in masked
    assert len(masked) == len(text)


@pytest.mark.parametrize(
    "text",
    [
        "\\`{{ x }}\\`",
        "`{{ x }}",
        "`\n{{ x }}\n`",
        "```\n{{ x }}",
        "```\n{{ x }}\n````",
        "```py onclick=alert(1)\n{{ x }}\n```",
        "    {{ x }}",
        "- item\n\n    ```\n{{ x }}\n    ```",
    ],
)
def test_what_may_not_be_code_is_not_masked(text: str) -> None:
    assert "{{" in mask_code(text)


@pytest.mark.parametrize(
    ("text", "arguments"),
    [
        ("{{ tool('pytorch') }}", ("pytorch",)),
        ('{{tool("a", "b }} c")}}', ("a", "b }} c")),
        ('{{- tool("a") -}}', ("a",)),
    ],
)
def test_a_macro_call_has_literal_arguments(text: str, arguments: tuple[str, ...]) -> None:
    calls, faults = find_calls(text, mask_code(text))
    assert [call.arguments for call in calls] == [arguments]
    assert faults == []


@pytest.mark.parametrize(
    "text",
    [
        "{{ tool('pytorch') }}",
        '{{tool( "a" ,"b" )}}',
        "{{ tool() }}",
        "{{ tool(\"é\", 'b') }}",
        '{{ nothing("a") }}',
        '{{ tool("a" "b") }}',
        '{{ tool("a",) }}',
        '{{ tool("a\\n") }}',
        '{{ not("a") }}',
    ],
)
def test_a_plain_call_is_read_as_jinja_reads_it(text: str, monkeypatch: pytest.MonkeyPatch) -> None:
    read = find_calls(text, text)
    _said.cache_clear()
    monkeypatch.setattr("macros.pages.calls._plain_call", lambda _: None)
    assert find_calls(text, text) == read
    _said.cache_clear()


@pytest.mark.parametrize(
    "expression",
    [
        "tool(name)",
        "tool(1)",
        "tool('a').x",
        "tool('a')|upper",
        "tool('a') + tool('b')",
        "tool(*'a')",
        "tool(**{})",
        "tool(a='b')",
        "tool('a' ~ 'b')",
        "tool(['a'])",
        "a.tool('a')",
        "cycler",
        "''.__class__.__mro__",
        "tool('a') if 1 else 2",
        "config",
        "(" * 5000,
        "'",
        "",
        "tool('a'), tool('b')",
        "tool('a')\n",
    ],
)
def test_anything_but_a_call_is_refused(expression: str) -> None:
    text = "{{ " + expression + " }}"
    calls, faults = find_calls(text, mask_code(text))
    assert calls == []
    assert [fault.code for fault in faults] == ["not-a-macro"]


@pytest.mark.parametrize(
    "text", ["x < y", "a <- b", "1 <2", "<https://example.org/>", "H<sub>2</sub>O<br>", "<BR/>", "a > b"]
)
def test_harmless_text_is_let_through(text: str) -> None:
    assert list(find_html(text)) == []


@pytest.mark.parametrize(
    "text",
    [
        "<script>",
        "</div>",
        "<!-- x -->",
        "<?php",
        "<br onclick=x>",
        "<kbd/x=y>",
        "<javascript:x>",
        "<SCRIPT\n>",
        "a<b",
        "<a\thref=x>",
    ],
)
def test_other_html_is_refused(text: str) -> None:
    assert [fault.code[:8] for fault in find_html(text)] == ["refused-"]


@pytest.mark.parametrize(
    "text", ["## Title {: #id .class }", "![x](x.png){ width=300 loading=lazy }", "{a, b}", "f{x}", "{: start=3 }"]
)
def test_harmless_attributes_are_let_through(text: str) -> None:
    assert list(find_attributes(text)) == []


@pytest.mark.parametrize(
    "text",
    ["{: onclick=x }", "{ONERROR='x'}", "{: style=x }", "{.a onfocus=x }", "{: href=x }", "{onclick}", "{: x:on=1 }"],
)
def test_other_attributes_are_refused(text: str) -> None:
    assert [fault.code for fault in find_attributes(text)] == ["refused-attribute"]


@pytest.mark.parametrize(
    ("address", "code"),
    [
        ("https://example.org/", ""),
        ("mailto:a@example.org", ""),
        ("#here", ""),
        ("../index.md", ""),
        ("lines.md#idea", ""),
        ("?x", ""),
        ("javascript:alert(1)", "refused-address"),
        ("JaVaScRiPt:x", "refused-address"),
        ("java&#115;cript:x", "refused-address"),
        ("javascript&colon;x", "refused-address"),
        ("&amp;#106;avascript:x", "refused-address"),
        ("java\\script:x", "refused-address"),
        ("data:text/html,x", "refused-address"),
        ("//example.org", "refused-address"),
        ("\\\\example.org", "dead-link"),
        ("http:x", "refused-address"),
        ("file:///etc/passwd", "refused-address"),
        ("../../outside.md", "dead-link"),
        ("nothing.md", "dead-link"),
        ("/index.md", "dead-link"),
    ],
)
def test_an_address_leads_somewhere_or_is_refused(address: str, code: str) -> None:
    fault = check_address(address, 0, address, "topics/lines.md", {"index.md", "topics/lines.md"})
    assert (fault.code if fault else "") == code


def test_front_matter_without_fences_is_found_too(write: Write) -> None:
    prose = read_prose(write({"docs/index.md": "render_macros: true\n\n# Title\n"}))
    assert [found.code for found in prose.diagnostics] == ["bad-front-matter"]


@pytest.mark.parametrize(
    "text",
    [
        "[a](`javascript:alert(1)`)",
        "[a](< javascript:alert(1)>)",
        "[a](<\njavascript:alert(1)>)",
        "> [x]: javascript:alert(1)\n\n[x][x]",
        "- [x]: javascript:alert(1)\n\n[x][x]",
        "!!! note\n    [x]: data:text/html,x\n",
        "*a*{: onclick=alert(1) {}",
        "*a*{: onclick=alert(1) }}",
        "# a {: onclick=alert(1) {}",
        "``` {.py}\na\n```\n<script>alert(1)</script>\n```\nb\n```",
        "```py title='x'\na\n```\n<script>alert(1)</script>\n```\nb\n```",
        '``` hl_lines="9-"\n<script>alert(1)</script>\n```',
        "~~~\n```\n<script>alert(1)</script>\n```",
        "`a\nb` <script>alert(1)</script> `c`",
        "``a` <script>alert(1)</script>`",
        "[x](https://example.org/){: .md-consent__overlay }",
        "x\n{: #__config }",
        '{{ tool("pytorch", "`" ~ x ~ "`") }}',
        "`⟦% set x = 1 %⟧`",
        "---\ntitle: ⟦# x #⟧\n---\n",
    ],
)
def test_what_once_slipped_through_is_refused(write: Write, text: str) -> None:
    page = text if text.startswith("---") else f"# Title\n\n{text}\n"
    assert read_handbook(write({"docs/index.md": page})).diagnostics != []


HEAVY = [
    "{" + "a" * 99_000 + "}",
    "```` ```a ````\n" * 7_000,
    "{{ a\n" * 20_000,
    "<a" * 40_000,
    "[x](nothing.md)\n" * 5_000,
    "{: #a " * 15_000,
    "{{ tool(" + " " * 90_000 + "x }}",
    "1," * 49_000,
    "1 " + "a." * 49_000,
    "in 2024 " * 12_000,
    "$1 " * 33_000,
]


@pytest.mark.parametrize("text", HEAVY)
def test_no_page_keeps_the_checker_busy(write: Write, text: str) -> None:
    start = time.process_time()
    assert len(read_handbook(write({"docs/index.md": text[:99_000]})).diagnostics) <= 2 * MOST + 2
    assert time.process_time() - start < 10, "a regular expression or a loop that grows with the square of the page"


def test_a_page_that_cannot_be_read_is_not_called_empty_as_well(write: Write) -> None:
    root = write({"docs/about.md": b"\xff"})
    assert [found.code for found in read_handbook(root).diagnostics] == ["not-utf8"]
