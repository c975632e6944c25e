"""The mistakes that contributors make most often, as scripted edits of the small handbook."""

from __future__ import annotations

from dataclasses import dataclass

TOOL = "data/tools/pencil.yml"
PAY = "data/pay/draughtsmen.yml"
BOOK = "data/resources/drawing-book.yml"
LINES = "data/topics/lines.yml"
SHAPES = "data/topics/shapes.yml"
PATIENCE = "data/characteristics/patience.yml"
PAGE = "docs/about.md"

PENCIL = """id: pencil
title: Pencil
summary: >-
  A stick that leaves lines,
  and can be rubbed out.
aliases:
  - lead pencil
  - graphite stick
category: visualisation
status: current
homepage: https://example.org/pencil
licence: MIT
use_for: Lines.
not_for: Paint; take a brush.
first_task: Draw a line.
latest: "2.0"
skills:
  - sketching
source: pencil-page
checked_on: 2026-11-01
recheck_after: 2027-05-01
confidence: high
"""
"""The pencil of the small handbook, written over several lines as most records are."""

TERM = "id: dot\ntitle: Dot\nsummary: A dot.\n"
"""A record that the small handbook has not."""


@dataclass(frozen=True, kw_only=True)
class Bad:
    """One edit, and what must be said of it: line and code, the word concerned in the message, the fix in the hint.

    Without `old` the file is new, or written anew.
    """

    path: str
    new: str | bytes
    line: int
    code: str
    word: str
    fix: str
    old: str = ""


INDENTED = "fields of one record begin in one column"
QUOTES = "put the whole text in quotes, or indented on the next line after 'use_for: >-'"


def tool(old: str, new: str, line: int, code: str, word: str, fix: str) -> Bad:
    """An edit of the pencil."""
    return Bad(path=TOOL, old=old, new=new, line=line, code=code, word=word, fix=fix)


def page(new: str, line: int, code: str, word: str, fix: str) -> Bad:
    """An edit of the page about the handbook, whose only sentence stands on line 8."""
    return Bad(path=PAGE, old="It is about drawing.", new=new, line=line, code=code, word=word, fix=fix)


def use_for(text: str, code: str, word: str, fix: str) -> Bad:
    """Another text for what the pencil is used for, on line 13."""
    return tool("use_for: Lines.", f"use_for: {text}", 13, code, word, fix)


def day(text: str, fix: str) -> Bad:
    """Another way to write the day on which the pencil was checked."""
    return tool("checked_on: 2026-11-01", f"checked_on: {text}", 20, "bad-date", "'checked_on'", fix)


def amount(text: str, fix: str) -> Bad:
    """Another way to write what draughtsmen earn."""
    old, new = "amount: 1234.5", f"amount: {text}"
    return Bad(path=PAY, old=old, new=new, line=5, code="wrong-type", word="'amount' must be a number", fix=fix)


def file(path: str, text: str | bytes, code: str, word: str, fix: str, line: int = 1) -> Bad:
    """A new file."""
    return Bad(path=path, new=text, line=line, code=code, word=word, fix=fix)
