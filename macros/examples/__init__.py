"""The worked examples: code that pages show, and beside it what it really gave. Here they are read, and never run."""

from __future__ import annotations

from macros.examples.comparing import difference
from macros.examples.figure import clean_figure
from macros.examples.reading import CODES, FOLDER, Example, Examples, read_examples
from macros.examples.record import ExampleRecord, fingerprint, to_yaml

__all__ = [
    "CODES",
    "FOLDER",
    "Example",
    "ExampleRecord",
    "Examples",
    "clean_figure",
    "difference",
    "fingerprint",
    "read_examples",
    "to_yaml",
]
