"""What a run of an example gave, as it stands beside the code."""

from __future__ import annotations

import datetime
import hashlib
from typing import Annotated, Any

import yaml
from pydantic import Field

from macros.models import Part
from macros.models.fields import Day, Line


class ExampleRecord(Part):
    """`examples/<topic>/<id>.yml`: written by `make examples`; `tolerance` alone is for people to write."""

    code: Line
    """The fingerprint of the code that ran."""
    run_on: Day
    """The day of the run."""
    python: Line
    """The version of Python."""
    libraries: dict[str, str] = Field(default_factory=dict)
    """The versions of the packages that the code imports."""
    tolerance: Annotated[float, Field(ge=0, allow_inf_nan=False)] | None = None
    """How far a number may lie from the one recorded; without it, one unit of its last digit."""
    figure: Line | None = None
    """The fingerprint of the figure it drew."""
    output: str
    """What it printed."""


def fingerprint(text: str) -> str:
    """A text's SHA-256."""
    return hashlib.sha256(text.encode()).hexdigest()


HEAD = "# Written by `make examples`; by hand only `tolerance: 0.01`, where more than a number's last digit may move.\n"


def to_yaml(record: ExampleRecord) -> str:
    """The record's file; the output stands in it as it was printed."""
    fields = {name: value for name, value in record if value is not None}
    return HEAD + yaml.dump(fields, Dumper=_Dumper, sort_keys=False, allow_unicode=True, width=1000)


class _Dumper(yaml.SafeDumper):
    """Writes texts of several lines as blocks."""


def _text(dumper: _Dumper, text: str) -> Any:
    return dumper.represent_scalar("tag:yaml.org,2002:str", text, style="|" if "\n" in text else None)


def _day(dumper: _Dumper, day: datetime.date) -> Any:
    return dumper.represent_scalar("tag:yaml.org,2002:timestamp", day.isoformat())


_Dumper.add_representer(str, _text)
_Dumper.add_representer(datetime.date, _day)
