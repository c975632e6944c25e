"""Text -> plain value, event by event: no recursion, nothing is constructed, only a small part of YAML is accepted."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any

import yaml

from macros.source.syntax import explain_syntax, in_field
from macros.source.text import HIDDEN, Fault, Span, find_conflict, hidden, line_of

MAX_DEPTH = 20

CURLY_QUOTED = re.compile("[\u201c-\u201f\u2018-\u201b].*[\u201c-\u201f\u2018-\u201b\"']", re.DOTALL)
"""A text between quotes as word processors write them: to YAML they are a part of it."""

COMMENT = re.compile(r"\s+(#.*)")

BREAKS = dict.fromkeys(map(ord, "\t\r\x85\u2028\u2029"), " ")
"""What YAML 1.1 takes for a line break or indentation and we do not: each is reported, and read as a space."""


@dataclass(slots=True)
class Node:
    """A value of the text: the event that began it, and for a container its children with their keys."""

    event: Any
    value: Any
    children: dict[str | int, tuple[Any, Node]] = field(default_factory=dict)
    key: Any = None


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


class Builder:
    """Builds the value from libyaml's events, with a stack of its own."""

    def __init__(self, text: str, faults: list[Fault]) -> None:
        self.text = text
        self.faults = [in_field(fault, text) for fault in faults]
        self.root: Node | None = None
        self.trusted = True
        self.documents = 0
        self.escapes = "\\" in text
        self.comments = " #" in text
        self.last: Any = None
        self.stack: list[Node] = []

    def run(self) -> None:
        """Read every event, then say what is missing."""
        self._tabs()
        if (conflict := find_conflict(self.text)) is not None:
            self.faults.append(conflict)
            self.trusted = False
            return
        try:
            self._events()
        except yaml.MarkedYAMLError as error:
            self._syntax(error)
        except (yaml.YAMLError, ValueError):
            self._unreadable()
        if self.trusted and (self.root is None or self.root.value is None):
            self._fault("empty", "nothing in the file", None, "write the record, or delete the file")
        elif self.trusted and self.root is not None and not isinstance(self.root.value, dict):
            what = "a list" if isinstance(self.root.value, list) else "text alone"
            hint = "one record a file: lines of 'field: value', without '- ' before them"
            self._fault("not-a-mapping", f"{what}, and not a record", self.root.event, hint)

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
            hint = "delete the '---'; a second record goes into a file of its own"
            self._fault("several-documents", "a second document begins here", event, hint)

    def _scalar(self, event: Any) -> None:
        self._properties(event)
        if self.escapes and event.style == '"' and (found := HIDDEN.search(event.value)):
            self.faults.append(in_field(hidden(found.group(), span_of(event, self.text)), self.text))
        self.last = event
        self._add(Node(event, event.value if event.style else self._plain(event)))

    def _plain(self, event: Any) -> Any:
        """The value of a text without quotes, once what stands around it, and may be meant as a part of it, is told."""
        end, text = event.end_mark, event.value
        if self.comments and (found := COMMENT.match(line_of(self.text, end.line + 1), end.column)):
            span = Span(line=end.line + 1, column=found.start(1) + 1, end=found.end() + 1)
            hint = "put the text in quotes; a comment stands on a line of its own"
            fault = Fault(code="lost-comment", message="what follows ' #' is not read", span=span, hint=hint)
            self.faults.append(in_field(fault, self.text))
        if CURLY_QUOTED.fullmatch(text):
            text = text[1:-1]
            hint = 'write straight ones: "{}"'.format(text[:60].replace('"', "'"))
            self._fault("curly-quotes", f"curly quotes around '{text[:60]}'", event, hint, trusted=True)
            return text
        return scalar(text)

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
                fault = Fault(code="tab", message="a tab", span=span, hint="use spaces")
                self.faults.append(in_field(fault, self.text))

    def _syntax(self, error: yaml.MarkedYAMLError) -> None:
        """Say what libyaml stumbled over, unless that line has a fault already, which explains it."""
        self.trusted = False
        fault = explain_syntax(error, self.text, self.last)
        stumbled = {mark.line + 1 for mark in (error.problem_mark, error.context_mark) if mark}
        if not any(known.span and known.span.line in stumbled for known in self.faults):
            self.faults.append(fault)

    def _unreadable(self) -> None:
        """Libyaml refused a character without saying where; most often a hidden one, which is reported already."""
        self.trusted = False
        if not self.faults:
            self._fault("syntax", "a character that YAML does not allow", None, "type the text again")

    def _fault(self, code: str, message: str, event: Any, hint: str = "", *, trusted: bool = False) -> None:
        span = span_of(event, self.text) if event is not None else None
        self.faults.append(Fault(code=code, message=message, span=span, hint=hint))
        self.trusted = self.trusted and trusted


def span_of(event: Any, text: str) -> Span:
    """An event's span, cut at the end of its first line; a block, which has no width of its own, takes that line."""
    start, end = event.start_mark, event.end_mark
    whole = end.line > start.line or end.column == start.column
    stop = len(line_of(text, start.line + 1).rstrip()) + 1 if whole else end.column + 1
    return Span(line=start.line + 1, column=start.column + 1, end=max(stop, start.column + 2))
