"""The TeX that formulas are written in: what is set, and what to write instead of the rest."""

from __future__ import annotations

from collections.abc import Mapping

GREEK = """
    alpha beta gamma delta epsilon varepsilon zeta eta theta vartheta iota kappa lambda mu nu xi pi rho sigma tau
    upsilon phi varphi chi psi omega Gamma Delta Theta Lambda Xi Pi Sigma Upsilon Phi Psi Omega
"""
RELATIONS = """
    le leq ge geq ne neq equiv approx sim simeq cong propto ll gg in notin ni subset subseteq supset supseteq mid
    parallel perp coloneqq triangleq prec succ preceq succeq models not
"""
OPERATORS = """
    cdot times div pm mp circ odot otimes oplus cup cap setminus wedge vee land lor neg lnot star ast bullet
    partial nabla forall exists infty top prime ell emptyset varnothing hbar Re Im angle
    sum prod int iint oint bigcup bigcap lim
"""
FUNCTIONS = """
    log ln exp sin cos tan sinh cosh tanh arcsin arccos arctan max min sup inf arg det dim ker Pr gcd deg
    operatorname limits nolimits bmod
"""
ARROWS = """
    to gets rightarrow leftarrow leftrightarrow Rightarrow Leftarrow Leftrightarrow longrightarrow mapsto implies iff
    uparrow downarrow nearrow searrow
"""
BRACKETS = """
    left right big Big bigg Bigg bigl bigr Bigl Bigr biggl biggr Biggl Biggr lvert rvert lVert rVert langle rangle
    lfloor rfloor lceil rceil { }
"""
LAYOUT = """
    frac tfrac dfrac binom sqrt begin end hat widehat bar overline tilde dot ddot vec underbrace overbrace
    underset overset stackrel mathbf mathbb mathcal mathrm mathit boldsymbol bm text
    ldots cdots vdots ddots dots quad qquad , : ; % _ # &
"""
COMMANDS = frozenset(" ".join((GREEK, RELATIONS, OPERATORS, FUNCTIONS, ARROWS, BRACKETS, LAYOUT)).split()) | {
    " ",
    "\\",
}
"""Every command that a formula may use, without its backslash."""

ENVIRONMENTS = ("aligned", "bmatrix", "cases", "gathered", "matrix", "pmatrix", "vmatrix")

MACRO = "write the formula itself: there are no macros here"
COLOUR = "leave it out: a formula has the colour of its text"
MARKUP = "leave it out: links and classes belong outside the formula"
NUMBER = 'name the fence ```math {#eq-name}, and write {{ equation("eq-name") }} where you speak of it'
BOX = "leave it out: say in words what is to be noticed"

INSTEAD: Mapping[str, str] = {
    **dict.fromkeys(
        ("def", "let", "newcommand", "renewcommand", "providecommand", "gdef", "DeclareMathOperator"), MACRO
    ),
    **dict.fromkeys(("color", "textcolor", "colorbox", "definecolor"), COLOUR),
    **dict.fromkeys(("href", "url", "class", "style", "cssId", "htmlClass", "htmlId", "htmlStyle", "htmlData"), MARKUP),
    **dict.fromkeys(("tag", "label", "ref", "eqref", "nonumber", "notag"), NUMBER),
    **dict.fromkeys(("boxed", "fbox", "cancel", "bcancel", "xcancel"), BOX),
    "!": "leave it out: spacing is the browser's",
    ">": "write \\: in its place",
    "|": "write \\lVert x \\rVert, or \\parallel between two letters",
    "vert": "write \\lvert x \\rvert, or \\mid between two letters",
    "Vert": "write \\lVert x \\rVert, or \\parallel between two letters",
    "displaystyle": "write \\dfrac for a large fraction, or display the formula in a fence ```math",
    "widetilde": "write \\tilde",
    "intercal": "write \\top",
    "T": "write \\top",
    "transpose": "write \\top",
    "mathbbm": "write \\mathbb",
    "mathscr": "write \\mathcal",
    "mathsf": "write \\mathrm",
    "mathtt": "write \\text",
    "textbf": "write \\mathbf, or \\text for words",
    "textrm": "write \\text",
    "mbox": "write \\text",
    "rm": "write \\mathrm{...}",
    "bf": "write \\mathbf{...}",
    "cal": "write \\mathcal{...}",
    "over": "write \\frac{above}{below}",
    "choose": "write \\binom{n}{k}",
    "argmax": "write \\operatorname*{arg\\,max}",
    "argmin": "write \\operatorname*{arg\\,min}",
    "mathop": "write \\operatorname*{name}",
    "R": "write \\mathbb{R}",
    "E": "write \\operatorname{E}",
    "colon": "write :",
    "middle": "write \\mid",
    "middle|": "write \\mid",
    "newline": "write \\\\ inside an aligned environment",
    "hspace": "write \\quad, or leave it out",
    "phantom": "leave it out",
    "unicode": "write the command of the sign",
    "char": "write the command of the sign",
}
"""Commands that are refused, each with what to write instead."""

OTHER_ENVIRONMENTS: Mapping[str, str] = {
    "align": "aligned",
    "align*": "aligned",
    "split": "aligned",
    "eqnarray": "aligned",
    "eqnarray*": "aligned",
    "gather": "gathered",
    "gather*": "gathered",
    "array": "matrix",
    "smallmatrix": "matrix",
    "Bmatrix": "bmatrix",
    "dcases": "cases",
}
"""Environments that are refused, each with the one to use."""

SIGNS: Mapping[str, str] = {
    "|": "write \\lvert x \\rvert, or \\mid between two letters",
    "%": "write \\%",
    "$": "leave it out: the formula has its marks already",
    '"': "write words as \\text{...}",
    "`": "leave it out",
    "@": "write words as \\text{...}",
    "≤": "write \\leq",
    "≥": "write \\geq",
    "≠": "write \\neq",
    "≈": "write \\approx",
    "×": "write \\times",
    "·": "write \\cdot",
    "−": "write -",
    "∈": "write \\in",
    "∞": "write \\infty",
    "→": "write \\to",
    "∑": "write \\sum",
    "∇": "write \\nabla",
    "∂": "write \\partial",
    "²": "write ^2",
    "…": "write \\ldots",
    "ᵀ": "write ^\\top",
    "⊤": "write \\top",
    "‖": "write \\lVert x \\rVert",
    "α": "write \\alpha",
    "β": "write \\beta",
    "ε": "write \\varepsilon",
    "η": "write \\eta",
    "θ": "write \\theta",
    "λ": "write \\lambda",
    "μ": "write \\mu",
    "π": "write \\pi",
    "σ": "write \\sigma",
}
"""Signs that are no TeX, each with what to write instead."""
