"""Rules about who does what."""

from __future__ import annotations

from collections.abc import Iterator

from macros.catalog import Catalog
from macros.checks.finding import Finding
from macros.models import Role, Task


def role_twice(catalog: Catalog) -> Iterator[Finding]:
    """A role has one part in a task: it leads, it shares, or it is told."""
    for entry in catalog.entries.values():
        if isinstance(entry.record, Task):
            parts = {entry.record.leads: "leads"}
            for field in ("shares", "told"):
                for index, role in enumerate(getattr(entry.record, field)):
                    if (first := parts.setdefault(role, field)) != field:
                        message = f"'{role}' stands in '{first}' too"
                        yield Finding(entry=entry, loc=(field, index), message=message, hint="keep one of the two")


def role_without_task(catalog: Catalog) -> Iterator[Finding]:
    """Every role has a part in a task, once there are tasks."""
    tasks = catalog.ids("task")
    if not tasks or any(("task", name) not in catalog.entries for name in tasks):
        return
    for key, entry in catalog.entries.items():
        parts = [link for link in catalog.backlinks.get(key, ()) if link.source_key[0] == "task"]
        if isinstance(entry.record, Role) and not parts:
            message = f"no task names '{entry.record.id}'"
            yield Finding(entry=entry, loc=("id",), message=message, hint="name it in leads, shares or told of a task")
