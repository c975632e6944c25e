"""One YAML text -> a plain value, and where every key and value in it stands.

Contributors are strangers, so the text is read event by event (no recursion, nothing is constructed) and only
a small part of YAML is accepted: one document, mappings and lists of plain values, no aliases, no tags.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any

import yaml

MAX_BYTES = 100_000
MAX_DEPTH = 20

BREAKS = dict.fromkeys(map(ord, "\t\r\x85\u2028\u2029"), " ")
"""What YAML 1.1 takes for a line break or indentation and we do not: each is reported, and read as a space."""

Loc = tuple[str | int, ...]
"""The way to a value: `("levels", "aware", "task")` or `("requires", 0, "topic")`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Span:
    """A stretch of one line; lines and columns count from 1, `end` is the column after the last one."""

    line: int
    column: int
    end: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Fault:
    """Something wrong with a text, before anyone knows which record it is."""

    code: str
    message: str
    span: Span | None = None
    hint: str = ""


@dataclass(frozen=True, kw_only=True)
class Source:
    """One file as read: its text, the plain value in it (None where it cannot be trusted) and its faults."""

    name: str
    text: str = ""
    value: Any = None
    faults: tuple[Fault, ...] = ()

    @cached_property
    def _root(self) -> Node | None:
        """The tree of places, read again from the text when the first one is asked for: few files have a finding."""
        builder = _Builder(self.text, [])
        builder.run()
        return builder.root

    def line(self, number: int) -> str:
        """The text of a line, counted from 1; empty beyond the end."""
        lines = self.text.split("\n")
        return lines[number - 1] if 0 < number <= len(lines) else ""

    def span(self, loc: Loc, *, key: bool = False) -> Span:
        """Where a value stands (its key with `key`), or its nearest ancestor where the way is not in the file."""
        node, mark = self._root, None
        for step in loc:
            if node is None or (child := node.children.get(step)) is None:
                continue
            mark, node = child
        if node is None:
            return Span(line=1, column=1, end=2)
        if key and mark is not None:
            return _span(mark, self.text)
        return _span(node.event, self.text)


@dataclass(slots=True)
class Node:
    """A value of the text: the event that began it, and for a container its children with their keys."""

    event: Any
    value: Any
    children: dict[str | int, tuple[Any, Node]] = field(default_factory=dict)
    key: Any = None


def read(path: Path, name: str) -> Source:
    """Read a file; `name` is how messages call it."""
    text, faults = read_text(path)
    return parse(text, name, faults) if text is not None else Source(name=name, faults=tuple(faults))


def parse(text: str, name: str, faults: list[Fault] | None = None) -> Source:
    """Parse a text; whatever it holds, the answer is a Source and never an exception."""
    builder = _Builder(text, faults or [])
    builder.run()
    return Source(
        name=name,
        text=text,
        value=builder.root.value if builder.trusted and builder.root else None,
        faults=tuple(builder.faults),
    )


# --- bytes to text -------------------------------------------------------------------------------------------------

# C0 and C1 controls but tab and line feed, line and paragraph separators, zero-width and joining characters,
# bidirectional marks and overrides, byte order marks, lone surrogates, interlinear annotations, tag characters.
HIDDEN = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\xad\u061c\u115f\u1160\u17b4\u17b5\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f"
    "\u3164\ufe00-\ufe0f\ufeff\uffa0\ufff9-\ufffb\ud800-\udfff\U000e0000-\U000e0fff]"
)


def read_text(path: Path) -> tuple[str | None, list[Fault]]:
    """A file's text with line feeds only, or None and the reason."""
    try:
        if path.is_symlink() or not path.is_file():
            return None, [Fault(code="not-a-file", message="not a regular file", hint="write a plain file here")]
        if (size := path.stat().st_size) > MAX_BYTES:
            message = f"{size:,} bytes; at most {MAX_BYTES:,} are read"
            return None, [Fault(code="too-large", message=message, hint="split it: one record is one small file")]
        raw = path.read_bytes()
        text = raw.decode("utf-8").replace("\r\n", "\n")
    except UnicodeDecodeError as error:
        return None, [_not_utf8(raw, error.start)]
    except OSError as error:
        message = f"cannot be read: {error.strerror or 'input error'}"
        return None, [Fault(code="not-a-file", message=message, hint="check the file's permissions")]
    return text, list(hidden_characters(text))


def hidden_characters(text: str) -> Iterator[Fault]:
    """Every character that a reader cannot see but a program can."""
    for match in HIDDEN.finditer(text):
        yield _hidden(match.group(), span_at(text, match.start(), 1))


def span_at(text: str, offset: int, length: int) -> Span:
    """The span of `length` characters from an offset of a text, cut at the end of the line."""
    start = text.rfind("\n", 0, offset) + 1
    stop = text.find("\n", offset)
    stop = len(text) if stop < 0 else stop
    column = offset - start + 1
    return Span(
        line=text.count("\n", 0, offset) + 1, column=column, end=max(column + 1, min(offset + length, stop) - start + 1)
    )


def _hidden(character: str, span: Span | None) -> Fault:
    return Fault(
        code="hidden-character",
        message=f"the invisible character U+{ord(character):04X} is not allowed",
        span=span,
        hint="delete it, or type the text again",
    )


def _not_utf8(raw: bytes, offset: int) -> Fault:
    line = raw.count(b"\n", 0, offset) + 1
    column = len(raw[raw.rfind(b"\n", 0, offset) + 1 : offset].decode("utf-8", "replace")) + 1
    span = Span(line=line, column=column, end=column + 1)
    return Fault(code="not-utf8", message="not UTF-8 text", span=span, hint="save the file as UTF-8")


# --- text to value -------------------------------------------------------------------------------------------------

_INTEGER = re.compile(r"[-+]?(?:0|[1-9][0-9]{0,17})")
_NUMBER = re.compile(r"[-+]?(?:0|[1-9][0-9]{0,17})?\.?[0-9]{1,17}(?:[eE][-+]?[0-9]{1,2})?")
_WORDS = {"": None, "~": None, "null": None, "true": True, "false": False}
_WORDS |= {word.capitalize(): value for word, value in _WORDS.items()}
_WORDS |= {word.upper(): value for word, value in _WORDS.items()}


def scalar(text: str) -> str | int | float | bool | None:
    """A plain scalar by the YAML 1.2 core rules, without octal, hexadecimal, infinity and leading zeros."""
    if text in _WORDS:
        return _WORDS[text]
    if text[-1] not in "0123456789.":
        return text
    if _INTEGER.fullmatch(text):
        return int(text)
    if _NUMBER.fullmatch(text) and not re.match(r"[-+]?0[0-9]", text):
        return float(text)
    return text


class _Builder:
    """Builds the value from libyaml's events, with a stack of its own."""

    def __init__(self, text: str, faults: list[Fault]) -> None:
        self.text = text
        self.faults = faults
        self.root: Node | None = None
        self.trusted = True
        self.documents = 0
        self.escapes = "\\" in text
        self.stack: list[Node] = []

    def run(self) -> None:
        """Read every event, then say what is missing."""
        self._tabs()
        try:
            self._events()
        except yaml.MarkedYAMLError as error:
            self._syntax(error)
        except (yaml.YAMLError, ValueError):
            self._unreadable()
        if self.trusted and (self.root is None or self.root.value is None):
            self._fault("empty", "nothing in the file", None, "write the record, or delete the file")
        elif self.trusted and self.root is not None and not isinstance(self.root.value, dict):
            self._fault("not-a-mapping", "not a mapping", self.root.event, "write lines of 'field: value'")

    def _events(self) -> None:
        loader = yaml.CSafeLoader(self.text.translate(BREAKS))
        try:
            while self.trusted and (event := loader.get_event()) is not None:
                self._event(event)
        finally:
            loader.dispose()

    def _event(self, event: Any) -> None:
        match event:
            case yaml.ScalarEvent():
                self._scalar(event)
            case yaml.MappingStartEvent():
                self._open(Node(event, {}))
            case yaml.SequenceStartEvent():
                self._open(Node(event, []))
            case yaml.MappingEndEvent() | yaml.SequenceEndEvent():
                self.stack.pop()
            case yaml.AliasEvent():
                self._fault("alias", f"the alias '*{event.anchor}' is not allowed", event, "write the value again here")
            case yaml.DocumentStartEvent():
                self._document(event)

    def _document(self, event: Any) -> None:
        self.documents += 1
        if self.documents > 1:
            self._fault("several-documents", "a second document begins here", event, "one record, one file: no '---'")

    def _scalar(self, event: Any) -> None:
        self._properties(event)
        if self.escapes and event.style == '"' and (found := HIDDEN.search(event.value)):
            self.faults.append(_hidden(found.group(), _span(event, self.text)))
        self._add(Node(event, scalar(event.value) if not event.style else event.value))

    def _open(self, node: Node) -> None:
        self._properties(node.event)
        self._add(node)
        self.stack.append(node)
        if len(self.stack) > MAX_DEPTH:
            self._fault("too-deep", f"more than {MAX_DEPTH} levels of nesting", node.event, "no record needs that")

    def _properties(self, event: Any) -> None:
        if event.anchor is not None:
            self._fault("alias", f"the anchor '&{event.anchor}' is not allowed", event, "quote text that begins with &")
        if event.tag is not None:
            tag = event.tag.replace("tag:yaml.org,2002:", "!!")
            self._fault("tag", f"the tag '{tag}' is not allowed", event, "quote text that begins with !")

    def _add(self, node: Node) -> None:
        """Put a node where it belongs: the root, a list's end, a mapping's key or value."""
        if not self.stack:
            self.root = node if self.root is None else self.root
            return
        parent = self.stack[-1]
        if isinstance(parent.value, list):
            parent.children[len(parent.value)] = (None, node)
            parent.value.append(node.value)
        elif parent.key is None:
            self._key(parent, node)
        else:
            self._entry(parent, node)

    def _key(self, parent: Node, node: Node) -> None:
        if isinstance(node.value, dict | list):
            self._fault("bad-key", "a list or mapping cannot be a field's name", node.event, "write 'field: value'")
        parent.key = node.event

    def _entry(self, parent: Node, node: Node) -> None:
        key, parent.key = parent.key, None
        if (name := key.value) in parent.value:
            first = parent.children[name][0].start_mark.line + 1
            self._fault("duplicate-key", f"'{name}' stands on line {first} already", key, "keep one", trusted=True)
            return
        parent.children[name] = (key, node)
        parent.value[name] = node.value

    def _tabs(self) -> None:
        for number, line in enumerate(self.text.split("\n") if "\t" in self.text else (), 1):
            if (at := line.find("\t")) >= 0:
                span = Span(line=number, column=at + 1, end=at + 2)
                self.faults.append(Fault(code="tab", message="a tab", span=span, hint="use spaces"))

    def _syntax(self, error: yaml.MarkedYAMLError) -> None:
        problem = " ".join((error.problem or "not YAML").split())
        mark = error.problem_mark or error.context_mark
        column = mark.column + 1 if mark else 1
        span = Span(line=mark.line + 1 if mark else 1, column=column, end=column + 1)
        hidden = "invalid Unicode character" in problem
        code = "hidden-character" if hidden else "syntax"
        self.faults.append(Fault(code=code, message=problem, span=span, hint=_syntax_hint(problem)))
        self.trusted = False

    def _unreadable(self) -> None:
        """Libyaml refused a character without saying where; most often a hidden one, which is reported already."""
        self.trusted = False
        if not self.faults:
            self._fault("syntax", "a character that YAML does not allow", None, "type the text again")

    def _fault(self, code: str, message: str, event: Any, hint: str = "", *, trusted: bool = False) -> None:
        span = _span(event, self.text) if event is not None else None
        self.faults.append(Fault(code=code, message=message, span=span, hint=hint))
        self.trusted = self.trusted and trusted


_SYNTAX_HINTS = {
    "mapping values are not allowed": "text with ': ' in it needs quotes; fields of a record begin in one column",
    "cannot start any token": "text that begins with this character needs quotes",
    "did not find expected key": "look at the indentation: fields of one record begin in one column",
    "did not find expected '-' indicator": "look at the indentation: items of one list begin in one column",
    "could not find expected ':'": "every line is 'field: value'; longer text goes on indented",
    "unexpected end of stream": "a quote or bracket is opened and never closed",
    "did not find expected ',' or": "a bracket is opened and never closed",
    "invalid Unicode character": "write the character itself",
    "unknown escape character": "in double quotes a backslash is written twice; single quotes leave it alone",
}


def _syntax_hint(problem: str) -> str:
    return next((hint for part, hint in _SYNTAX_HINTS.items() if part in problem), "compare with a neighbouring file")


def _span(event: Any, text: str) -> Span:
    """An event's span, cut at the end of its first line; a block, which has no width of its own, takes that line."""
    start, end = event.start_mark, event.end_mark
    whole = end.line > start.line or end.column == start.column
    stop = len(text.split("\n")[start.line].rstrip()) + 1 if whole else end.column + 1
    return Span(line=start.line + 1, column=start.column + 1, end=max(stop, start.column + 2))
