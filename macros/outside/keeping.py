"""What is known of each address from one run to the next, and the file that it is kept in."""

from __future__ import annotations

import datetime
import os
from collections.abc import Mapping
from enum import StrEnum
from pathlib import Path

from pydantic import BaseModel, ConfigDict, TypeAdapter, ValidationError


class Verdict(StrEnum):
    """What became of an address, the worst first."""

    DEAD = "dead"
    """It leads nowhere: no such page, no such host, or nobody answers there."""
    CHANGED = "changed"
    """It answers, and what answers belongs to somebody else or is called something else."""
    UNSAFE = "unsafe"
    """It leads where no link may: to a private network, another port, or another kind of address."""
    MOVED = "moved"
    """It says itself that it has another address now."""
    SLOW = "slow"
    """It is there, and takes too long."""
    REFUSES = "refuses"
    """It answers people, and no programs: nothing is known of it."""
    ALIVE = "alive"
    UNASKED = "unasked"
    """The time was over before its turn."""


class Kept(BaseModel):
    """What is known of an address: the last verdict, and the page that it is known to lead to."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    verdict: Verdict
    detail: str = ""
    """What a reader should know of the verdict: the answer, the new address, the title."""
    asked_on: datetime.date
    since: datetime.date
    """The day on which the verdict was first this one."""
    times: int = 1
    """In how many runs it has been so, in a row."""
    final: str = ""
    """Where it led when it was last known to be right."""
    title: str = ""
    """What the page there was called."""


STORE = TypeAdapter(dict[str, Kept])


def read_kept(path: Path) -> dict[str, Kept]:
    """What the file knows; nothing where it is not there or cannot be read, since all of it can be asked again."""
    try:
        return STORE.validate_json(path.read_bytes())
    except (OSError, ValidationError):
        return {}


def write_kept(path: Path, kept: Mapping[str, Kept]) -> None:
    """Write the file whole or not at all."""
    path.parent.mkdir(parents=True, exist_ok=True)
    beside = path.with_name(f"{path.name}.new")
    beside.write_bytes(STORE.dump_json(dict(sorted(kept.items())), indent=1))
    os.replace(beside, path)  # noqa: PTH105 - the same, and it says so
