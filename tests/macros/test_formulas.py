import re
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from selectolax.lexbor import LexborHTMLParser

from macros.formulas import (
    ELEMENTS,
    create_display,
    create_inline,
    find_flaws,
    readable,
    set_formula,
    speak,
    without_marks,
)
from macros.formulas.checking import MAX_BRACES, MAX_DISPLAY
from macros.formulas.commands import COMMANDS, ENVIRONMENTS, INSTEAD, OTHER_ENVIRONMENTS, SIGNS
from macros.formulas.tree import Node, leaves
from macros.policy import clean, lost
from macros.render import prose

SPOKEN = {
    r"\lVert x \rVert^2": "the norm of x, squared",
    r"\lVert \mathbf{x} \rVert_2": "the 2-norm of vector x",
    r"\sum_{i=1}^n x_i": "the sum from i equals 1 to n of x sub i",
    r"\mathbf{x}^\top \mathbf{y}": "vector x transposed times vector y",
    r"\frac{a + b}{c}": "fraction a plus b over c end fraction",
    r"\nabla_\theta L": "the gradient of L with respect to theta",
    r"\frac{\partial L}{\partial \theta_j}": "the partial derivative of L with respect to theta sub j",
    r"\frac{\partial^2 f}{\partial x^2}": "the second partial derivative of f with respect to x",
    r"\frac{\partial^2 L}{\partial \theta_i \, \partial \theta_j}": (
        "the second partial derivative of L with respect to theta sub i and theta sub j"
    ),
    r"- \frac{\partial^2}{\partial \theta^2} \log p(x \mid \theta)": (
        "minus the second partial derivative of the log of p of x given theta with respect to theta"
    ),
    r"\frac{d^2 y}{d t^2} = -y": "the second derivative of y with respect to t equals minus y",
    r"\frac{\partial^3 f}{\partial x^2 \, \partial y}": (
        "the third partial derivative of f with respect to x twice and y"
    ),
    r"\frac{\partial^k f}{\partial x_i^k}": "the partial derivative of order k of f with respect to x sub i",
    r"\frac{d^2}{n}": "d squared over n",
    r"\theta_{t+1} = \theta_t - \eta \nabla L(\theta_t)": (
        "theta sub t plus 1 end sub equals theta sub t minus eta times the gradient of L of theta sub t"
    ),
    r"\mathbf{X} \in \mathbb{R}^{n \times d}": "matrix X in R to the n by d",
    r"\hat{\theta} = \operatorname*{arg\,max}_\theta \prod_i p(x_i \mid \theta)": (
        "theta hat equals the arg max over theta of the product over i of p of x sub i given theta"
    ),
    r"\operatorname{E}_{x \sim p}[f(x)]": "the expectation over x distributed as p of f of x",
    r"\operatorname{Var}(X) = \sigma^2": "the variance of X equals sigma squared",
    r"\Pr(A \mid B)": "the probability of A given B",
    r"D_{\mathrm{KL}}(p \parallel q)": "D sub KL of p relative to q",
    r"\log_2 \frac{1}{p}": "the log base 2 of 1 over p",
    r"\int_0^1 x \, dx": "the integral from 0 to 1 of x d x",
    r"\lim_{h \to 0} \frac{f(x + h) - f(x)}{h}": (
        "the limit as h goes to 0 of fraction f of open bracket x plus h close bracket minus f of x over h end fraction"
    ),
    r"(\mathbf{X}^\top \mathbf{X})^{-1}": "open bracket matrix X transposed times matrix X close bracket inverse",
    r"\operatorname{softmax}(\mathbf{z})_i": "the softmax of vector z, sub i",
    r"x_1, \ldots, x_n": "x sub 1, and so on, x sub n",
    r"\mathbf{x}_i^{(k)}": "vector x sub i superscript k",
    r"\binom{n}{k}": "n choose k",
    r"\sqrt{1 + x^2}": "the square root of 1 plus x squared end root",
    r"\begin{bmatrix} 1 & 2 \\ 3 & 4 \end{bmatrix}": "2 by 2 matrix, row 1: 1, 2; row 2: 3, 4; end matrix",
    r"\begin{bmatrix} a \\ b \end{bmatrix}": "column vector a, b, end vector",
    r"\lvert x \rvert = \begin{cases} x & \text{if } x \geq 0 \\ -x & \text{otherwise} \end{cases}": (
        "the absolute value of x equals case 1: x, if x is at least 0; case 2: minus x, otherwise; end cases"
    ),
    r"\begin{aligned} a &= b + c \\ &= d \end{aligned}": "line 1: a equals b plus c; line 2: equals d",
    r"\underbrace{y - \hat{y}}_{\text{residual}}": "y minus y hat, labelled residual",
    r"A = U \Sigma V^\top": "A equals U capital sigma times V transposed",
    r"10^{-3}": "10 to the minus 3",
    r"n \times d": "n by d",
    r"\begin{aligned} a &= \log(x) \\ b &= \nabla_\theta \operatorname{E}_x[f(x)] \end{aligned}": (
        "line 1: a equals the log of x; line 2: b equals the gradient of the expectation over x of f of x"
        " with respect to theta"
    ),
    r"f : \mathbb{R}^d \to \mathbb{R}": "f from R to the d to the real numbers",
    r"\{ (x_i, y_i) \}_{i=1}^n": "open brace open bracket x sub i, y sub i close bracket close brace for i from 1 to n",
    r"x_{1:t} \overset{\text{iid}}{\sim} p": "x sub 1 to t end sub is distributed as with iid above p",
    r"X \perp Y \mid Z": "X is independent of Y given Z",
    r"\pi_\theta(a \mid s) \, \eta": "pi sub theta of a given s times eta",
    r"\left\lVert x \right\rVert_2^2 y": "the 2-norm of x, squared times y",
    r"p(x_t \mid x_{<t}) = O(n d)": "p of x sub t given x sub less than t end sub equals O of n d",
    r"16 \times 0.09 = 1.44": "16 times 0.09 equals 1.44",
    r"\mathbf{x} \gets \mathbf{A} \mathbf{x}": "vector x becomes matrix A times vector x",
    r"\mathbb{1}[A] + \mathbb{P}(B)": "the indicator of A plus the probability of B",
    r"\kappa(\mathbf{A}) = a_{\max} / a_{\min}": "kappa of matrix A equals a sub max over a sub min",
    r"\mathbf{J}_g(\mathbf{x})": "matrix J sub g of vector x",
    r"\operatorname{ReLU}(x)": "ReLU of x",
    r"n p (1 - p)": "n p times open bracket 1 minus p close bracket",
    r"\sigma^2 \left( a + b \right)": "sigma squared times open bracket a plus b close bracket",
    r"p(x) \sigma(z)": "p of x times sigma of z",
    r"x_1 + \dots + x_d": "x sub 1 plus and so on plus x sub d",
    r"f'''(x)": "f triple prime of x",
}

READABLE = {
    r"\mathbf{x}^\top \mathbf{A} \mathbf{x}": "xᵀAx",
    r"\nabla_\theta L = 0": "∇_θL = 0",
    r"\frac{a + b}{c^2}": "(a + b)/c²",
    r"\operatorname{E}[X] = \sum_{i=1}^n x_i": "E[X] = ∑_(i=1)^nx_i",
    r"\sqrt{x}": "√x",
    r"\left( \frac{a}{b} \right)^2 x": "(a/b)² x",
    r"\hat{y}": "y\u0302",
    r"\begin{bmatrix} 1 & 2 \\ 3 & 4 \end{bmatrix}": "[1, 2; 3, 4]",
}


@pytest.mark.parametrize(
    "tex",
    [
        r"\left( \frac{a}{b} \right)^2 x",
        r"\left( a + b \right)_i \frac{1}{n}",
        r"\operatorname{E}\left[ X \right]^2 \left( c \right)",
    ],
)
def test_brackets_with_a_script_may_be_followed_by_a_factor(tex: str) -> None:
    assert find_flaws(tex, display=True) == []
    tree = set_formula(tex, display=True)
    assert Node(tag="mspace", attributes=(("width", "0.1667em"),)) in leaves(tree)
    assert " times " in speak(tree)


@pytest.mark.parametrize(("tex", "words"), SPOKEN.items())
def test_a_formula_is_said_as_one_would_read_it_aloud(tex: str, words: str) -> None:
    assert find_flaws(tex, display=True) == []
    assert speak(set_formula(tex, display=True)) == words


@pytest.mark.parametrize(("tex", "line"), READABLE.items())
def test_a_formula_is_a_line_of_plain_signs_for_the_search(tex: str, line: str) -> None:
    assert readable(set_formula(tex, display=True)) == line


def test_a_formula_carries_its_tex_unchanged_and_its_words() -> None:
    tex = "\\begin{aligned}\na &< b \\\\\n\n& > c_{*}\n\\end{aligned}"
    html = create_display(tex, "eq-a", 3)
    assert "\n" not in html
    page = LexborHTMLParser(clean(html))
    frame = page.css_first(".hb-formula")
    assert frame is not None
    assert frame.attributes["data-tex"] == tex
    math = page.css_first("math[display='block']")
    assert math is not None
    assert math.attributes["alttext"] == "line 1: a is less than b; line 2: is greater than c sub star"


def test_a_displayed_formula_scrolls_in_a_frame_with_a_name() -> None:
    page = LexborHTMLParser(clean(create_display("x", "eq-a", 3)))
    frame, equation = page.css_first(".hb-formula"), page.css_first(".hb-equation")
    assert frame is not None
    assert frame.attributes == {
        "class": "hb-formula",
        "role": "group",
        "aria-label": "Equation 3",
        "tabindex": "0",
        "data-tex": "x",
    }
    assert equation is not None
    assert equation.id == "eq-a"
    assert equation.text(deep=True).endswith("(3)")


# --- what may be written -------------------------------------------------------------------------------------------

SPECIAL = {
    "left": r"\left( x \right)",
    "right": r"\left( x \right)",
    "begin": r"\begin{matrix} x \end{matrix}",
    "end": r"\begin{matrix} x \end{matrix}",
    "limits": r"\sum\limits_i x",
    "nolimits": r"\sum\nolimits_i x",
    "\\": r"\begin{matrix} x \\ y \end{matrix}",
    "sqrt": r"\sqrt[3]{x}",
    "text": r"\text{if } x",
    "not": r"\not= x",
    "&": r"\text{a} \& b",
    **{name: rf"\{name}{{x}}{{y}}" for name in ("frac", "tfrac", "dfrac", "binom", "underset", "overset", "stackrel")},
    **{
        name: rf"\{name}( x"
        for name in sorted(COMMANDS)
        if name.lower().startswith("big") and name not in ("bigcup", "bigcap")
    },
}


@pytest.mark.parametrize("name", sorted(COMMANDS))
def test_every_command_that_is_allowed_can_be_set_and_said(name: str) -> None:
    tex = SPECIAL.get(name) or (rf"\{name}{{x}}" if name.isalpha() else rf"x \{name} y")
    assert find_flaws(tex, display=True) == []
    words = speak(set_formula(tex, display=True))
    assert re.search(r"[^\x20-\x7e]|  |[{}\\]", words) is None, words


@pytest.mark.parametrize("name", ENVIRONMENTS)
def test_every_environment_that_is_allowed_can_be_set_and_said(name: str) -> None:
    tex = rf"\begin{{{name}}} a \\ b \end{{{name}}}"
    assert find_flaws(tex, display=True) == []
    assert re.findall(r"\b[ab]\b", speak(set_formula(tex, display=True))) == ["a", "b"]


@pytest.mark.parametrize("tex", [*SPOKEN, *READABLE, *SPECIAL.values()])
def test_the_clean_up_takes_nothing_from_a_formula_and_no_style_is_left(tex: str) -> None:
    html = create_display(tex)
    assert lost(html, clean(html)) == []
    assert " style=" not in html


@pytest.mark.parametrize("name", [*INSTEAD, "foo", "require", "includegraphics", "input", "csname"])
def test_a_command_that_is_refused_says_what_to_write(name: str) -> None:
    (flaw, *_) = find_flaws(rf"a + \{name} x", display=True)
    assert (flaw.offset, flaw.length) == (4, len(name) + 1 if name != "middle|" else 7)
    assert flaw.hint


def test_nothing_is_both_allowed_and_refused() -> None:
    assert COMMANDS.isdisjoint(INSTEAD)
    assert set(OTHER_ENVIRONMENTS.values()) <= set(ENVIRONMENTS)
    assert set(OTHER_ENVIRONMENTS).isdisjoint(ENVIRONMENTS)


@pytest.mark.parametrize("sign", SIGNS)
def test_a_sign_that_is_refused_says_what_to_write(sign: str) -> None:
    (flaw,) = find_flaws(f"a {sign} b", display=True)
    assert (flaw.offset, flaw.hint) == (2, SIGNS[sign])


def test_everything_that_is_wrong_is_said_at_once_with_its_place() -> None:
    flaws = find_flaws(r"\foo + \|x\|_2 \tag{1} | {", display=True)
    assert [flaw.offset for flaw in flaws] == [0, 7, 15, 23, 25]
    assert flaws[1].hint == r"write \lVert x \rVert_2"


@pytest.mark.parametrize(
    "tex", ["", " ", r"\frac{a}", "x_i_j", r"\left( a", r"a \right)", r"\left a", "a & b", r"\begin{cases} a"]
)
def test_what_cannot_be_set_has_a_flaw_with_a_hint_in_its_text(tex: str) -> None:
    flaws = find_flaws(tex, display=True)
    assert flaws
    assert all(flaw.hint and 0 <= flaw.offset <= len(tex) for flaw in flaws)


def test_a_formula_in_a_line_fits_on_a_telephone() -> None:
    assert find_flaws(r"\hat{y} = \mathbf{w}^\top \mathbf{x} + b", display=False) == []
    wide = " + ".join(f"w_{number} x_{number}" for number in range(9))
    assert [flaw.message for flaw in find_flaws(wide, display=False)] == ["too wide for a line on a telephone"]
    assert find_flaws(wide, display=True) == []


# --- strangers -----------------------------------------------------------------------------------------------------

HOSTILE = [
    r"\text{<img src=x onerror=alert(1)>}",
    r"\text{</math></span><script>alert(1)</script>}",
    r"\operatorname{<script>alert(1)</script>}",
    r"<script>alert(1)</script>",
    r"\mathrm{<style>}",
    r"\text{&lt;script&gt;alert(1)}",
    r"\text{{{ 7 * 7 }}}",
    r"\href{javascript:alert(1)}{x}",
    r"\text{*a* [x](javascript:alert(1)) _b_}",
    '\\text{" onclick="alert(1)}',
    r"\unicode{x3c}script\unicode{x3e}",
    r"\text{a]]><b>}",
]


@pytest.mark.parametrize("tex", HOSTILE)
def test_tex_injects_no_html(tex: str) -> None:
    if find_flaws(tex, display=False):
        return
    for html in (create_inline(tex), create_display(tex)):
        assert re.search(r"<(?!/?(?:span|m[a-z]+)[ >])", html) is None
        page = LexborHTMLParser(clean(html))
        assert page.body is not None
        names = {node.tag for node in page.body.traverse()}
        assert names <= {"body", "span", *ELEMENTS}
        assert not any(name.startswith("on") for node in page.body.traverse() for name in node.attributes)


PIECES = [
    "\\",
    "{",
    "}",
    "^",
    "_",
    "&",
    "\\\\",
    "<",
    ">",
    '"',
    "'",
    "x",
    "\\frac",
    "\\left(",
    "\\right)",
    "\\text{",
    "\\hat",
    "\\sqrt",
]
PIECES += [
    "\\begin{aligned}",
    "\\end{aligned}",
    "\\begin{cases}",
    "\\end{cases}",
    "\\sum",
    "\\mathbf",
    "\\lVert",
    "\\rVert",
    "[",
    "]",
    "(",
]
TEX = st.lists(st.one_of(st.sampled_from(PIECES), st.text(max_size=3)), max_size=25).map("".join)


@given(TEX)
@settings(max_examples=500, deadline=None)
def test_any_text_has_flaws_or_is_set_and_said_with_nothing_in_it_that_runs(tex: str) -> None:
    flaws = find_flaws(tex, display=True)
    assert all(0 <= flaw.offset <= len(tex) for flaw in flaws)
    if not flaws:
        html = create_display(tex)
        assert lost(html, clean(html)) == []
        assert "`" not in html
        assert "{" not in html


LONG = [
    "{" * 900 + "}" * 900,
    r"\sqrt" * 390 + " x",
    r"\hat" * 490 + " x",
    r"\frac" * 390 + " x" * 30,
    "x^" * 990 + "x",
    r"\left(" * 150 + r"\right)" * 150,
    r"\begin{aligned}" * 60 + r"\end{aligned}" * 60,
    "f(" * 600 + ")" * 600,
    r"\lVert" * 200 + r"\rVert" * 200,
    r"\log" * 490 + " x",
    "(" * 1990,
    r"\nabla" * 320,
    r"\|" * 990,
    r"\text" * 390,
    "x" * (MAX_DISPLAY + 1),
]


@pytest.mark.parametrize("tex", LONG)
def test_no_formula_is_too_much_for_the_checker(tex: str) -> None:
    if not find_flaws(tex, display=True):
        assert create_display(tex)


def test_braces_and_elements_are_nested_only_so_far() -> None:
    tex = "{" * (MAX_BRACES + 1) + "x" + "}" * (MAX_BRACES + 1)
    assert [flaw.message for flaw in find_flaws(tex, display=True)] == [f"brackets nested more than {MAX_BRACES} deep"]
    assert [flaw.message for flaw in find_flaws(r"\sqrt" * 60 + " x", display=True)] == ["nested too deeply"]


def test_the_policy_lets_through_no_more_of_mathml_than_formulas_need() -> None:
    html = '<math href="x"><maction actiontype="x"><mi style="x" id="a" onclick="x">x</mi></maction></math>'
    assert clean(html) == "<math><mi>x</mi></math>"


def test_only_what_is_allowed_stands_in_a_tree() -> None:
    tree = set_formula(SPECIAL["begin"], display=True)
    assert isinstance(tree, Node)
    assert all(leaf.tag in ELEMENTS for leaf in leaves(tree))


def test_descriptions_hold_plain_signs() -> None:
    assert without_marks(r"The norm $`\lVert x \rVert_2`$ is, `$`.") == "The norm ‖x‖_2 is, `$`."


def test_the_library_is_named_in_one_file() -> None:
    files = [path for path in Path("macros").rglob("*.py") if "math_core" in path.read_text(encoding="utf-8")]
    assert [path.name for path in files] == ["setting.py"]


def test_the_mark_after_a_formula_stays_on_its_line() -> None:
    assert clean(create_inline("x", ".")).endswith("</math>.</span>")
    assert prose("A letter $`x`$: it.").endswith("</math>&#58;</span> it.")
