"""Jinja in a page: nothing but calls of known macros with literal arguments."""

from __future__ import annotations

import json
import re
from collections import ChainMap
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from jinja2 import TemplateSyntaxError, nodes
from jinja2.exceptions import SecurityError, UndefinedError
from jinja2.sandbox import ImmutableSandboxedEnvironment

from macros.diagnostics import suggest
from macros.models import MODELS
from macros.source import Fault, span_at

BLOCK = ("⟦%", "%⟧")
COMMENT = ("⟦#", "#⟧")
"""Jinja's statements and comments get delimiters that no page may hold, so that `{%` and `{#` are plain text to it."""

FORM = "write a macro with literal arguments, like {{ tool('pytorch') }}; braces are literal inside `code`"


@dataclass(frozen=True, slots=True, kw_only=True)
class Call:
    """One macro call in a page, and where it stands in the text."""

    name: str
    arguments: tuple[str, ...]
    offset: int
    length: int
    options: tuple[tuple[str, str], ...] = ()
    """What it says by name, as in `figure="..."`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Signature:
    """What a macro takes: an id of this kind, or something else; perhaps the words to print; perhaps options."""

    kind: str | None = None
    takes: str = ""
    """What it takes, where that is no id."""
    words: bool = False
    options: tuple[str, ...] = ()

    @property
    def most(self) -> int:
        """The largest number of arguments."""
        return 2 if self.words else 1


MACROS: Mapping[str, Signature] = {
    **{kind: Signature(kind=kind, words=kind != "claim") for kind in MODELS},
    "records": Signature(takes="the name of a kind"),
    "equation": Signature(takes="the name of an equation on this page"),
    "example": Signature(kind="example", options=("figure",)),
    "download": Signature(takes="pdf, epub or zip"),
}
"""The macros that a page may call: one a kind, which links to a record; and what lists, numbers and shows."""

DOWNLOADS = ("pdf", "epub", "zip")
"""What a page may say of the handbook as a file: each by the end of its name."""

SINGLE = re.compile(rf"(?<!\{{)\{{ *(?:{'|'.join(MACROS)})\([^{{}}\n]*\) *\}}(?!\}})")
"""A macro call with one brace on either side: it would be printed as it stands."""

OWN_MACROS = ("page_head", "page_foot", "record_page")
"""The macros that only the build itself calls."""

KNOWN = frozenset((*MACROS, *OWN_MACROS))

QUOTED = r"\"[^\"'\\{}\n]*\"|'[^\"'\\{}\n]*'"
PLAIN_CALL = re.compile(rf"\{{\{{ *(?P<name>\w+)\( *(?:(?P<texts>(?:{QUOTED})(?: *, *(?:{QUOTED}))*) *)?\) *\}}\}}")
"""A call with texts that hold neither quotes nor escapes, which nearly all are; Jinja's parser takes its time."""


def _plain_call(expression: str) -> tuple[str, tuple[str, ...]] | None:
    """Name and arguments of a macro in `{{ ... }}`; None for whatever Jinja's own parser has to say."""
    call = PLAIN_CALL.fullmatch(expression)
    if call is None or call["name"] not in KNOWN:
        return None
    return call["name"], tuple(text[1:-1] for text in re.findall(QUOTED, call["texts"] or ""))


EXPRESSION = re.compile(r"(\{\{ (?:[^\"'{}]|\"(?:[^\"\\]|\\.)*\")* \}\})")
"""What `as_template` writes: an expression without quotes of the other kind and braces outside its quotes."""


class MacroEnvironment(ImmutableSandboxedEnvironment):
    """Reads templates that call macros and do nothing else: nothing in them is compiled, so nothing else can run."""

    def __init__(self, **options: Any) -> None:
        super().__init__(**options)
        for tools in (self.filters, self.tests, self.globals):
            tools.clear()
        self._starts = (self.variable_start_string, self.block_start_string, self.comment_start_string)
        self._expression = lru_cache(maxsize=10_000)(self._parse_expression)

    def from_string(self, source: Any, *_: Any, **__: Any) -> Any:
        """The template in a text; SecurityError where it holds anything but text and calls with literal arguments."""
        return Calls(self, [part for piece in EXPRESSION.split(str(source)) if piece for part in self._read(piece)])

    def _read(self, piece: str) -> tuple[Part, ...]:
        """One expression, or the text between two of them, in which there is nothing to read."""
        return self._expression(piece) if any(sign in piece for sign in self._starts) else (piece,)

    def _parse_expression(self, text: str) -> tuple[Part, ...]:
        if (call := _plain_call(text)) is not None:
            return ((*call, {}),)
        return tuple(part for output in self.parse(text).body for part in _parts(output))


Part = str | tuple[str, tuple[Any, ...], Mapping[str, Any]]
"""A piece of a template: text, or the name, the arguments and the options of a call."""


class Calls:
    """A template of text and calls, as Jinja has read it."""

    def __init__(self, environment: MacroEnvironment, parts: Sequence[Part]) -> None:
        self._environment = environment
        self._parts = parts

    def render(self, *known: Mapping[str, Any], **names: Any) -> str:
        """The text with what the calls answer."""
        macros = ChainMap(names, *known, self._environment.globals)  # type: ignore[arg-type]
        return "".join(part if isinstance(part, str) else str(self._call(macros, *part)) for part in self._parts)

    def _call(
        self, macros: Mapping[str, Any], name: str, arguments: tuple[Any, ...], options: Mapping[str, Any]
    ) -> Any:
        if name not in macros:
            raise UndefinedError(f"'{name}' is undefined")
        if not self._environment.is_safe_callable(macros[name]):
            raise SecurityError(f"'{name}' is not safely callable")
        return macros[name](*arguments, **options)


def _parts(output: nodes.Node) -> Iterator[Part]:
    """The pieces of a template's output."""
    for node in output.nodes if isinstance(output, nodes.Output) else [output]:
        match node:
            case nodes.TemplateData(data=text) | nodes.Const(value=text):
                yield str(text)
            case nodes.Call(node=nodes.Name(name=name), args=args, kwargs=named, dyn_args=None, dyn_kwargs=None) if all(
                isinstance(value, nodes.Const) for value in [*args, *(keyword.value for keyword in named)]
            ):
                options = {keyword.key: keyword.value.as_const() for keyword in named}
                yield name, tuple(argument.as_const() for argument in args), options
            case _:
                raise SecurityError(f"a template cannot hold {type(node).__name__}")


environment = MacroEnvironment(
    block_start_string=BLOCK[0],
    block_end_string=BLOCK[1],
    comment_start_string=COMMENT[0],
    comment_end_string=COMMENT[1],
    keep_trailing_newline=True,
)


DELIMITER = re.compile(r"\{\{|\}\}|⟦[%#]|[%#]⟧")


def as_template(text: str, calls: Sequence[Call], start: int = 0, written: Sequence[tuple[int, int, str]] = ()) -> str:
    """The page from an offset on as a Jinja template in which nothing is the page's own.

    Each call is written anew from its name and arguments; every other delimiter becomes a constant that Jinja prints.
    `written` is what else stands there instead of the page's own text: offset, length and the text, for each.
    """
    anew = [(call.offset, call.length, _call_again(call)) for call in calls]
    pieces, last = [], start
    for offset, length, replacement in sorted([*anew, *((at, long, _literal(new)) for at, long, new in written)]):
        pieces += [_literal(text[last:offset]), replacement]
        last = offset + length
    return "".join([*pieces, _literal(text[last:])])


def _call_again(call: Call) -> str:
    options = (f"{name}={json.dumps(value)}" for name, value in call.options)
    arguments = ", ".join([*(json.dumps(argument) for argument in call.arguments), *options])
    return f"{{{{ {call.name}({arguments}) }}}}"


def _literal(text: str) -> str:
    return DELIMITER.sub(lambda match: f'{{{{ "{match.group()}" }}}}', text)


HINTS = (
    (r"[\N{LEFT SINGLE QUOTATION MARK}-\N{DOUBLE LOW-9 QUOTATION MARK}]", "write straight quotes, like {form}"),
    (r"^\{\{ *(?P<kind>\w+)\( *(?P<id>[a-z0-9-]+) *[,)]", 'put the id in quotes: {{{{ {kind}("{id}") }}}}'),
    (r"^\{\{ *(?P<kind>\w+)(?: *[:.]? *)(?P<id>[a-z0-9-]+) *\}\}", 'write {{{{ {kind}("{id}") }}}}'),
    (r"^\{\{ *\w+\([^)]*$", "write it on one line, like {form}"),
    (r"^\{\{ *\w+\( *\w+ *=", "write the values alone, like {form}"),
    (r"\|", "a macro takes no filters: write it alone, like {form}"),
)
"""What people write between braces, and what to write instead; the first that fits is told."""


def _hint(expression: str) -> str:
    """What to write instead of something in braces that is no macro call."""
    for pattern, hint in HINTS:
        found = re.search(pattern, expression)
        words = found.groupdict() if found else {}
        if found and words.get("kind", "tool") in MACROS:
            return hint.format(form="{{ tool('pytorch') }}", **words)
    return FORM


def find_calls(text: str, masked: str) -> tuple[list[Call], list[Fault]]:
    """The macro calls of a page, and everything that looks like Jinja and is no such call; `masked` has no code."""
    calls: list[Call] = []
    faults = list(_statements(text, masked))
    at = masked.find("{{")
    while at >= 0:
        end = _end(masked, at)
        said = _said(text[at:end]) if text[at:end] == masked[at:end] else None
        if said is None:
            span = span_at(masked, at, end - at)
            hint = _hint(text[at:end])
            faults.append(Fault(code="not-a-macro", message="this is not a macro call", span=span, hint=hint))
        else:
            calls.append(Call(name=said[0], arguments=said[1], options=said[2], offset=at, length=end - at))
        at = masked.find("{{", end)
    return calls, faults


def _statements(text: str, masked: str) -> Iterator[Fault]:
    heading = re.compile(r"^ {0,3}#{1,6} .*(\{#)", re.MULTILINE)
    headings = {match.start(1) for match in heading.finditer(masked)}
    for match in re.finditer(r"⟦[%#]|[%#]⟧", text):
        message = f"'{match.group()}' is not allowed anywhere"
        yield Fault(code="not-a-macro", message=message, span=span_at(text, match.start(), 2), hint="leave it out")
    for match in SINGLE.finditer(masked):
        span = span_at(masked, match.start(), len(match.group()))
        hint = f"write two braces on either side: {{{match.group()}}}"
        yield Fault(code="not-a-macro", message="a macro call in single braces", span=span, hint=hint)
    for match in re.finditer(r"\{%|\{#", masked):
        span = span_at(masked, match.start(), 2)
        if match.start() in headings:
            message, hint = "'{#' in a heading begins a comment in Jinja", "write {: #the-id } with a colon"
            yield Fault(code="comment-in-heading", message=message, span=span, hint=hint)
        else:
            message = f"'{match.group()}' is not allowed outside code"
            yield Fault(code="not-a-macro", message=message, span=span, hint=FORM)


def _end(text: str, at: int) -> int:
    """Where the expression that begins at an offset ends: after `}}` outside quotes, or with its line."""
    stop = text.find("\n", at)
    stop = len(text) if stop < 0 else stop
    match = re.compile(r"\{\{(?:[^\"'}\n]|\"[^\"\n]*\"|'[^'\n]*'|\}(?!\}))*\}\}").match(text, at, stop)
    return match.end() if match else stop


@lru_cache(maxsize=10_000)
def _said(expression: str) -> tuple[str, tuple[str, ...], tuple[tuple[str, str], ...]] | None:
    """Name, arguments and options in `{{ ... }}`, as Jinja's own parser reads it; None if not name(text, ...)."""
    if (plain := _plain_call(expression)) is not None:
        return (*plain, ())
    try:
        body = environment.parse(expression).body
    except (TemplateSyntaxError, RecursionError, ValueError):
        return None
    match body:
        case [nodes.Output(nodes=[nodes.Call(node=nodes.Name(name=name), args=args, kwargs=named) as call])]:
            values, options = _texts(args), _texts([keyword.value for keyword in named])
            known = not named or (name in MACROS and MACROS[name].options)
            if (
                call.dyn_args is None
                and call.dyn_kwargs is None
                and values is not None
                and options is not None
                and known
            ):
                pairs = zip([keyword.key for keyword in named], options, strict=True)
                return name, values, tuple(pairs)
    return None


def _texts(values: Sequence[nodes.Expr]) -> tuple[str, ...] | None:
    """The texts that all of these are; None where one is anything else."""
    texts = tuple(value.value for value in values if isinstance(value, nodes.Const) and isinstance(value.value, str))
    return texts if len(texts) == len(values) else None


def _wrong_option(call: Call, signature: Signature) -> tuple[str, str] | None:
    """Message and hint, where something that a call says by name is not for it to say."""
    names = [name for name, _ in call.options]
    for name, value in call.options:
        if name not in signature.options:
            return f"'{call.name}' takes no '{name}'", suggest(name, signature.options)
        if names.count(name) > 1:
            return f"'{name}' stands twice", "say it once"
        if not value.strip():
            return f"'{name}' says nothing", "write in a sentence what one sees"
    return None


def check_call(call: Call, masked: str) -> Fault | None:
    """What is wrong with a call, whatever the catalog holds."""
    span = span_at(masked, call.offset, call.length)
    signature = MACROS.get(call.name)
    if signature is None:
        message = f"no macro '{call.name}'"
        hint = suggest(call.name, MACROS) or f"one of: {', '.join(MACROS)}"
        return Fault(code="unknown-macro", message=message, span=span, hint=hint)
    if not 1 <= len(call.arguments) <= signature.most or not all(call.arguments):
        first = f"the id of a {signature.kind}" if signature.kind else signature.takes
        hint = f"{call.name}({first}, words to print)" if signature.words else f"{call.name}({first})"
        message = f"'{call.name}' cannot take {len(call.arguments)} argument{'' if len(call.arguments) == 1 else 's'}"
        return Fault(code="wrong-arguments", message=message, span=span, hint=hint)
    if wrong := _wrong_option(call, signature):
        return Fault(code="wrong-arguments", message=wrong[0], span=span, hint=wrong[1])
    if call.name == "records" and call.arguments[0] not in MODELS:
        message, hint = f"no kind '{call.arguments[0]}'", suggest(call.arguments[0], MODELS)
        return Fault(code="wrong-arguments", message=message, span=span, hint=hint or ", ".join(MODELS))
    if call.name == "download" and call.arguments[0] not in DOWNLOADS:
        message, hint = f"no download '{call.arguments[0]}'", suggest(call.arguments[0], DOWNLOADS)
        return Fault(code="wrong-arguments", message=message, span=span, hint=hint or ", ".join(DOWNLOADS))
    return None
