"""How signs and names of mathematics are said in English."""

from __future__ import annotations

from collections.abc import Mapping

LETTERS: Mapping[str, str] = {
    "α": "alpha", "β": "beta", "γ": "gamma", "δ": "delta", "ϵ": "epsilon", "ε": "epsilon", "ζ": "zeta", "η": "eta",
    "θ": "theta", "ϑ": "theta", "ι": "iota", "κ": "kappa", "λ": "lambda", "μ": "mu", "ν": "nu", "ξ": "xi",
    "π": "pi", "ρ": "rho", "σ": "sigma", "τ": "tau", "υ": "upsilon", "ϕ": "phi", "φ": "phi", "χ": "chi",
    "ψ": "psi", "ω": "omega", "Γ": "capital gamma", "Δ": "capital delta", "Θ": "capital theta",
    "Λ": "capital lambda", "Ξ": "capital xi", "Π": "capital pi", "Σ": "capital sigma", "Υ": "capital upsilon",
    "ϒ": "capital upsilon", "Φ": "capital phi", "Ψ": "capital psi", "Ω": "capital omega", "∇": "nabla",
    "∂": "partial", "∞": "infinity", "∅": "the empty set", "ℓ": "l", "ℏ": "h bar", "⊤": "top", "%": "percent",
    "ℜ": "the real part", "ℑ": "the imaginary part", "#": "number sign", "∠": "the angle", "_": "underscore",
}  # fmt: skip
"""Letters that are said by a name."""

SETS: Mapping[str, str] = {
    "ℝ": "the real numbers",
    "ℕ": "the natural numbers",
    "ℤ": "the integers",
    "ℚ": "the rational numbers",
    "ℂ": "the complex numbers",
    "𝟙": "the indicator",
}
"""Double-struck signs by themselves."""

SIGNS: Mapping[str, str] = {
    "=": "equals", "≠": "is not equal to", "<": "is less than", ">": "is greater than", "≤": "is at most",
    "≥": "is at least", "≈": "is approximately", "≃": "is approximately", "≅": "is congruent to",
    "≡": "is identical to",
    "∼": "is distributed as", "∝": "is proportional to", "≪": "is much less than", "≫": "is much greater than",
    "≔": "is defined as", "≜": "is defined as", "∈": "in", "∉": "not in", "∋": "contains", "⊂": "is a subset of",
    "⊆": "is a subset of", "⊃": "contains", "⊇": "contains", "⊨": "models", "≺": "comes before", "≻": "comes after",
    "⪯": "comes before or equals", "⪰": "comes after or equals",
    "⟂": "is orthogonal to", "⊥": "is orthogonal to", "∣": "given", "∥": "relative to", "|": "bar", "‖": "double bar",
    "+": "plus", "−": "minus", "±": "plus or minus", "∓": "minus or plus", "×": "times", "⋅": "dot", "÷": "divided by",
    "∗": "star", "⋆": "star", "∙": "dot", "∘": "composed with", "⊙": "times elementwise", "⊗": "tensor product with",
    "⊕": "direct sum with", "∪": "union", "∩": "intersected with", "∖": "without", "∧": "and", "∨": "or", "¬": "not",
    "∀": "for all", "∃": "there is", "→": "to", "⟶": "to", "←": "becomes", "↔": "to and from", "↦": "maps to",
    "⇒": "implies", "⟹": "implies", "⇐": "follows from", "⇔": "if and only if", "⟺": "if and only if", "↑": "up",
    "↓": "down", "↗": "up", "↘": "down", "′": "prime", "″": "double prime", "⋯": "and so on", "⋮": "and so on",
    "⋱": "and so on", "∑": "the sum", "∏": "the product", "∫": "the integral", "∬": "the double integral",
    "∮": "the contour integral", "⋃": "the union", "⋂": "the intersection", "!": "factorial", "/": "over", ":": ":",
    ";": ";", ",": ",", ".": ".",
}  # fmt: skip
"""Operators, relations and marks."""

BRACKETS: Mapping[str, str] = {
    "(": "open bracket", ")": "close bracket", "[": "open square bracket", "]": "close square bracket",
    "{": "open brace", "}": "close brace", "⟨": "open angle bracket", "⟩": "close angle bracket",
    "⌊": "open floor", "⌋": "close floor", "⌈": "open ceiling", "⌉": "close ceiling",
}  # fmt: skip
"""Brackets that stand for themselves."""

OPENING: Mapping[str, str] = {"(": ")", "[": "]", "{": "}", "⟨": "⟩", "⌊": "⌋", "⌈": "⌉"}
"""Each opening bracket with the one that closes it."""

ENCLOSED: Mapping[str, tuple[str, str]] = {
    "‖": ("the norm of", "end norm"),
    "|": ("the absolute value of", "end absolute value"),
    "⌊": ("the floor of", "end floor"),
    "⌈": ("the ceiling of", "end ceiling"),
    "⟨": ("the inner product of", "end inner product"),
}
"""What brackets say of what they enclose: before it, and after it where it is long."""

FUNCTIONS: Mapping[str, str] = {
    "E": "the expectation of", "𝔼": "the expectation of", "ℙ": "the probability of", "𝟙": "the indicator of",
    "Var": "the variance of", "Cov": "the covariance of",
    "Corr": "the correlation of", "Pr": "the probability of", "log": "the log of", "ln": "the natural log of",
    "exp": "the exponential of", "sin": "the sine of", "cos": "the cosine of", "tan": "the tangent of",
    "tanh": "the hyperbolic tangent of", "max": "the maximum", "min": "the minimum", "sup": "the supremum",
    "inf": "the infimum", "lim": "the limit", "arg max": "the arg max", "arg min": "the arg min",
    "argmax": "the arg max", "argmin": "the arg min", "det": "the determinant of", "tr": "the trace of",
    "rank": "the rank of", "diag": "the diagonal matrix of", "dim": "the dimension of", "ker": "the kernel of",
    "null": "the null space of", "Re": "the real part of", "Im": "the imaginary part of",
    "span": "the span of",
    "sign": "the sign of", "sgn": "the sign of", "softmax": "the softmax of", "bias": "the bias of",
    "Bias": "the bias of", "MSE": "the mean squared error of",
}  # fmt: skip
"""Names of functions. Those that end in `of` take what follows; the others are chosen from, over what stands below."""

CALLED = frozenset("𝔼ℙ𝟙")
"""Those of them of one letter that round brackets follow too, not square ones alone."""

APPLIED = frozenset("fghpquFGPQLJHVIDKNO𝒪ℒ𝒩σφϕψκΦΨℓ𝐟𝐠𝐉")
"""Letters that a bracket directly after them makes a function: `f(x)`, but not `a(b + c)`."""

MEASURED = frozenset("pquσφϕψκ")
"""Those of them that are numbers as often: `p(x)`, but not `p(1 - p)` or `p^2(a + b)`."""

POWERS: Mapping[str, str] = {
    "2": "squared", "3": "cubed", "⊤": "transposed", "∗": "star", "⋆": "star", "′": "prime", "″": "double prime",
    "‴": "triple prime", "−1": "inverse", "+": "pseudo-inverse", "⟂": "orthogonal complement",
    "−⊤": "inverse transposed", "c": "complement",
}  # fmt: skip
"""What some superscripts say of what they stand on."""

ACCENTS: Mapping[str, str] = {
    "ˆ": "hat", "̂": "hat", "¯": "bar", "̲": "bar", "˜": "tilde", "̃": "tilde", "˙": "dot", "¨": "double dot",
    "→": "arrow",
}  # fmt: skip
