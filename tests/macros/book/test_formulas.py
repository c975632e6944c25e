"""Formulas: every command that pages may use is set, and means on paper what it means on the site."""

from __future__ import annotations

import pytest
import typst
from selectolax.lexbor import LexborHTMLParser

from macros.book.failing import BookError
from macros.book.formulas import SETTERS, Formula, read_formula
from macros.formulas import ELEMENTS, create_display, create_inline
from macros.formulas.commands import ARROWS, FUNCTIONS, GREEK, OPERATORS, RELATIONS

NEED_MORE = {"operatorname", "limits", "nolimits", "not"}
SIGNS = [f"a \\{name} b" for group in (GREEK, RELATIONS, OPERATORS, FUNCTIONS, ARROWS) for name in group.split()
         if name not in NEED_MORE]  # fmt: skip
MARKS = """
    hat widehat bar overline tilde dot ddot vec underbrace overbrace mathbf mathbb mathcal mathrm mathit boldsymbol bm
    text sqrt
"""
AROUND = [rf"\{name}{{X}}" for name in MARKS.split()]
BRACKETS = [
    rf"{left} x {right} \left{left} \frac12 \right{right} \bigl{left} x \bigr{right} \Biggl{left} x \Biggr{right}"
    for left, right in (
        ("(", ")"), (r"\lvert", r"\rvert"), (r"\lVert", r"\rVert"), (r"\langle", r"\rangle"),
        (r"\lfloor", r"\rfloor"), (r"\lceil", r"\rceil"), (r"\{", r"\}"), ("[", "]"),
    )
]  # fmt: skip
TABLES = [
    rf"\begin{{{name}}} a & b, c; d \\ c & d \end{{{name}}}"
    for name in ("aligned", "bmatrix", "cases", "matrix", "pmatrix", "vmatrix")
]
OTHERS = [
    r"\not= b", r"\operatorname{arg} x", r"\operatorname*{arg\,max}_x f", r"\sum\limits_a^b x", r"\int\nolimits_a x",
    r"\frac{a}{b} \tfrac{a}{b} \dfrac{a}{b} \binom{a}{b}", r"\underset{a}{b} \overset{a}{b} \stackrel{a}{b}",
    r"a \ldots \cdots \vdots \ddots \dots \quad \qquad \, \: \; \% \_ \# \& \ b",
    r"\sqrt[3]{x}", r"\underbrace{a}_{b} \overbrace{a}^{b}", r"\begin{gathered} a \\ b \end{gathered}",
    r"f'(x)'' + {}^a b", r"1.5 / 2, \text{if } a < b; @ c", r"\left. x \right|_0",
]  # fmt: skip
EVERY = [*SIGNS, *AROUND, *BRACKETS, *TABLES, *OTHERS]


def read(tex: str, *, display: bool = False) -> Formula:
    html = create_display(tex) if display else create_inline(tex, ".")
    node = LexborHTMLParser(html).css_first(".hb-equation, .hb-math")
    assert node is not None
    return read_formula(node, "page.html")


@pytest.mark.parametrize("display", [True, False])
def test_every_command_that_pages_may_use_is_set(display: bool) -> None:
    formulas = [read(tex, display=display) for tex in EVERY]
    lines = "\n\n".join(f'#math.equation(alt: "x", block: true, $ {formula.source} $)' for formula in formulas)
    source = f'#set document(title: "x")\n#set text(font: "Libertinus Serif")\n{lines}'
    written, warnings = typst.compile_with_warnings(source.encode(), ignore_system_fonts=True, pdf_standards=["ua-1"])
    assert written
    assert [warning.message for warning in warnings] == []


@pytest.mark.parametrize(
    ("tex", "source"),
    [
        (r"x^2", r'attach(scripts(\u{78}), t: "2")'),
        (r"\hat{y}", r"accent(\u{79}, hat)"),
        (r"\overset{a}{b}", r"attach(limits(\u{62}), t: \u{61})"),
        (r"\sum_a b", r"attach(limits(\u{2211}, inline: #false), b: \u{61}) \u{62}"),
        (r"\left\lVert x \right\rVert", r"lr(\u{2016} \u{78} \u{2016})"),
    ],
)
def test_a_formula_is_what_its_mathml_says(tex: str, source: str) -> None:

    assert read(tex).source == source


def test_every_element_that_pages_may_hold_can_be_set() -> None:
    assert set(ELEMENTS) - {"math", "semantics", "annotation"} == set(SETTERS) | {"mtd", "mtr"}


def test_a_formula_keeps_its_words_and_the_mark_after_it() -> None:
    formula = read("x = 1")
    assert (formula.spoken, formula.after, formula.is_display) == ("x equals 1", ".", False)


def test_a_formula_without_words_or_with_an_unknown_element_stops_the_book() -> None:
    for html, message in (
        ("<math><mrow><mi>x</mi></mrow></math>", "no spoken text"),
        ('<math alttext="x"><mrow><maction>x</maction></mrow></math>', "set 'maction' in the"),
    ):
        node = LexborHTMLParser(f"<span class='hb-math'>{html}</span>").css_first(".hb-math")
        assert node is not None
        with pytest.raises(BookError, match=message):
            read_formula(node, "page.html")


def test_a_name_of_one_letter_stays_upright_in_a_table() -> None:
    formula = read(r"\begin{aligned} a &= \operatorname{E}[x] \\ &= \log x \end{aligned}", display=True)
    assert 'op("E")' in formula.source
    assert 'op("log")' in formula.source
    assert formula.spoken == "line 1: a equals the expectation of x; line 2: equals the log of x"
