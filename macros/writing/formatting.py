"""Every data file in the one form, or where it is not."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from macros.diagnostics import Diagnostic, from_fault, limited
from macros.loader import EXCEPTIONS
from macros.models import FOLDERS, Record
from macros.source import Source, Span, read
from macros.writing.files import written
from macros.writing.layout import InexactError, laid_out
from macros.writing.template import own_comments

INEXACT = "cannot be put into the form without changing what it says"


@dataclass(frozen=True, kw_only=True)
class Unformatted:
    """A file that is not in the form: its new text, or why it has none; `line` is the first that differs."""

    source: Source
    text: str | None = None
    line: int = 1
    faults: tuple[Diagnostic, ...] = ()

    @property
    def diagnostics(self) -> tuple[Diagnostic, ...]:
        """What is to be said about the file."""
        if self.faults:
            return self.faults
        message = "not in the form of the handbook's data files"
        span = Span(line=self.line, column=1, end=2)
        line = self.source.line(self.line)
        return (
            Diagnostic(
                path=self.source.name,
                code="unformatted",
                message=message,
                span=span,
                hint="run `make format`",
                line=line,
            ),
        )


def format_records(root: Path) -> tuple[list[str], list[Diagnostic]]:
    """Write every data file in its form: the files that changed, and what keeps others from it."""
    found = list(unformatted(root))
    changes = {file.source.name: file.text for file in found if file.text is not None}
    with written(root, changes):
        pass
    return list(changes), [fault for file in found for fault in file.faults]


def unformatted(root: Path) -> Iterator[Unformatted]:
    """Every data file that is not in its form, in order."""
    for path, model in _files(root):
        source = read(path, path.relative_to(root).as_posix())
        if source.faults and not _is_empty(source, model):
            faults = limited([from_fault(fault, source) for fault in source.faults])
            yield Unformatted(source=source, faults=tuple(faults))
        elif source.value is not None:
            yield from _compared(path, source, model)


def formatted(source: Source, model: type[Record] | None) -> str:
    """A sound file's text in its form, without what `new` wrote for its author."""
    return laid_out(source, model, own_comments(model) if model else ())


def _compared(path: Path, source: Source, model: type[Record] | None) -> Iterator[Unformatted]:
    try:
        text = formatted(source, model)
    except InexactError:
        fault = Diagnostic(path=source.name, code="unformatted", message=INEXACT, hint="write it more plainly")
        yield Unformatted(source=source, faults=(fault,))
        return
    before = path.read_bytes().decode()
    if before != text:
        yield Unformatted(source=source, text=text, line=_first_difference(before, text))


def _first_difference(before: str, after: str) -> int:
    """The first line of a text that is not as it should be."""
    lines, wanted = before.split("\n"), after.split("\n")
    same = (line == other for line, other in zip(lines, wanted, strict=False))
    return next((number for number, is_same in enumerate(same, 1) if not is_same), min(len(lines), len(wanted)))


def _files(root: Path) -> Iterator[tuple[Path, type[Record] | None]]:
    """The data files with the models of their kinds."""
    for folder, model in sorted(FOLDERS.items()):
        for path in sorted((root / "data" / folder).glob("*.yml")):
            if not path.name.startswith("."):
                yield path, model
    if (root / EXCEPTIONS).exists():
        yield root / EXCEPTIONS, None


def _is_empty(source: Source, model: type[Record] | None) -> bool:
    """Whether this is a file of exceptions without any, which is no fault."""
    return model is None and [fault.code for fault in source.faults] == ["empty"]
