"""Where pages name a record: macro calls and links, and the pages' texts once its id is another one."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator
from dataclasses import dataclass

from macros.models import Record
from macros.pages import MACROS, Page, find_addresses, resolve
from macros.source import span_at
from macros.writing.files import RefusedError


@dataclass(frozen=True, slots=True, kw_only=True)
class Renaming:
    """A record, and the id that it is to have."""

    record: Record
    new: str

    @property
    def model(self) -> type[Record]:
        """The record's kind."""
        return type(self.record)

    @property
    def old(self) -> str:
        """The id that it has."""
        return self.record.id

    @property
    def old_location(self) -> str:
        """The page that shows the record, with its anchor where it shares the page."""
        return self.record.location_of(self.old)

    @property
    def new_location(self) -> str:
        """The page that will show the record."""
        return self.record.location_of(self.new)


def renamed_mentions(page: Page, renaming: Renaming) -> str:
    """A page's text in which macro calls and links name the record by its new id."""
    pieces, last = [], 0
    for start, end, words in sorted([*_calls(page, renaming), *_links(page, renaming)]):
        pieces += [page.text[last:start], words]
        last = end
    return "".join([*pieces, page.text[last:]])


def _calls(page: Page, renaming: Renaming) -> Iterator[tuple[int, int, str]]:
    """Start, end and new text of each first argument that is the record's id."""
    argument = re.compile(rf"\(\s*[\"']({re.escape(renaming.old)})[\"']")
    for call in page.calls:
        if MACROS[call.name].kind != renaming.model.kind or call.arguments[0] != renaming.old:
            continue
        found = argument.search(page.text, call.offset, call.offset + call.length)
        if found is None:
            raise _unclear(page, call.offset, call.length, f'{{{{ {call.name}("{renaming.old}") }}}}')
        yield found.start(1), found.end(1), renaming.new


def _links(page: Page, renaming: Renaming) -> Iterator[tuple[int, int, str]]:
    """Start, end and new text of each address that leads to the record's page or anchor."""
    path, _, anchor = renaming.new_location.partition("#")
    for address, offset in find_addresses(page.text, page.masked):
        target = resolve(address, page.path)
        if target is None or not _is_record(address, target, renaming):
            continue
        words = _address(address, renaming)
        if resolve(words, page.path) != (path, anchor or target[1]):
            raise _unclear(page, offset, len(address), _relative(renaming.old_location, page))
        yield offset, offset + len(address), words


def _is_record(address: str, target: tuple[str, str], renaming: Renaming) -> bool:
    """Whether an address names the record: its anchor on the page of its kind, or the file of its own page."""
    path, _, anchor = renaming.old_location.partition("#")
    return target == (path, anchor) if anchor else target[0] == path and not address.startswith("#")


def _address(address: str, renaming: Renaming) -> str:
    """An address with the new id in place of the old one: in its anchor, or in the name of its file."""
    path, _, anchor = renaming.new_location.partition("#")
    if anchor:
        return f"{address.partition('#')[0]}#{anchor}"
    end = re.search(r"[?#]|\Z", address)
    assert end is not None
    folder, slash, _ = address[: end.start()].rpartition("/")
    return f"{folder}{slash}{posixpath.basename(path)}{address[end.start() :]}"


def _relative(location: str, page: Page) -> str:
    return posixpath.relpath(location, posixpath.dirname(page.path) or ".")


def _unclear(page: Page, offset: int, length: int, plainly: str) -> RefusedError:
    """What to write instead of a mention that cannot be mended where it stands."""
    span = span_at(page.text, offset, length)
    place = f"{page.name}:{span.line}:{span.column}"
    return RefusedError(f"{place}: the id is not written out here (write it like {plainly}, then rename again)")
