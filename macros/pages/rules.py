"""What pages say about records and about each other, and the pages that are missing."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain, islice

from macros.catalog import Catalog
from macros.diagnostics import MOST, Diagnostic, from_fault, limited, suggest
from macros.models import MODELS, Record
from macros.pages.calls import MACROS
from macros.pages.links import check_address, find_addresses
from macros.pages.reading import Page, Prose
from macros.source import Fault, span_at

PLACEHOLDER = "Write here what this page says."
"""What `make new` puts on a page that is to be written."""


def check_pages(prose: Prose, catalog: Catalog) -> Iterator[Diagnostic]:
    """What pages say about records, about each other, and the pages that are missing."""
    targets = prose.pages.keys() | prose.files | generated_pages(prose, catalog).keys()
    for page in prose.pages.values():
        faults = chain(_check_calls(page, catalog), _check_addresses(page, targets))
        yield from limited([page.diagnostic(fault) for fault in islice(faults, MOST + 1)])
    yield from _unwritten_pages(prose)
    yield from _unlisted_pages(prose)
    yield from _missing_bodies(prose, catalog)
    yield from _bodies_without_record(prose, catalog)
    yield from _missing_lists(prose, catalog)


def generated_pages(prose: Prose, catalog: Catalog) -> dict[str, Record]:
    """The pages that the data alone makes: path -> record, for records that have a page and no body."""
    return {path: record for path, record in catalog.pages.items() if path not in prose.pages}


def _check_calls(page: Page, catalog: Catalog) -> Iterator[Fault]:
    """A macro names a record that exists."""
    for call in page.calls:
        signature = MACROS.get(call.name)
        if signature is None or signature.kind is None or not call.arguments:
            continue
        kind, name = signature.kind, call.arguments[0]
        if (kind, name) not in catalog.names:
            hint = suggest(name, catalog.ids(kind)) or f"write data/{MODELS[kind].folder}/{name}.yml"
            span = span_at(page.text, call.offset, call.length)
            yield Fault(code="unknown-reference", message=f"no {kind} '{name}'", span=span, hint=hint)


def _check_addresses(page: Page, targets: set[str]) -> Iterator[Fault]:
    for address, offset in find_addresses(page.text, page.masked):
        fault = check_address(address, offset, page.masked, page.path, targets)
        if fault is not None:
            yield fault


def _unwritten_pages(prose: Prose) -> Iterator[Diagnostic]:
    """A page has a text of its own."""
    for page in prose.pages.values():
        if (at := page.text.find(PLACEHOLDER, page.start)) >= 0:
            span, hint = span_at(page.text, at, len(PLACEHOLDER)), "write the page in its place"
            yield page.diagnostic(Fault(code="unwritten-page", message="not written yet", span=span, hint=hint))
        elif not page.text[page.start :].strip() and not page.diagnostics:
            hint = "write the page, or delete the file"
            yield page.diagnostic(Fault(code="unwritten-page", message="nothing on the page", hint=hint))


def _unlisted_pages(prose: Prose) -> Iterator[Diagnostic]:
    """A page stands in the navigation, by itself or by its folder."""
    for page in prose.pages.values() if prose.navigation is not None else ():
        if not {page.path, page.path.split("/")[0] + "/"} & (prose.navigation or frozenset()):
            hint = f"add '- {page.path}' to nav in mkdocs.yml"
            yield Diagnostic(path=page.name, code="unlisted-page", message="not in the navigation", hint=hint)


def _missing_bodies(prose: Prose, catalog: Catalog) -> Iterator[Diagnostic]:
    """A record of a kind that needs a body has one."""
    for entry in catalog.entries.values():
        record = entry.record
        if record.body == "required" and record.location not in prose.pages:
            fault = Fault(
                code="missing-body",
                message=f"the {record.kind} '{record.id}' has no body",
                span=entry.source.span(("id",)),
                hint=f"write docs/{record.location}",
            )
            yield from_fault(fault, entry.source)


def _bodies_without_record(prose: Prose, catalog: Catalog) -> Iterator[Diagnostic]:
    """A page in a kind's folder is the body of a record."""
    folders = {model.page.split("/")[0]: model for model in MODELS.values() if model.has_own_page()}
    for page in prose.pages.values():
        folder, _, file = page.path.partition("/")
        model = folders.get(folder)
        name = file.removesuffix(".md")
        if model is None or not file or name == "index" or (model.kind, name) in catalog.names:
            continue
        hint = suggest(name, catalog.ids(model.kind)) or f"write data/{model.folder}/{name}.yml"
        message = f"the body of no {model.kind}"
        yield Diagnostic(path=page.name, code="body-without-record", message=message, hint=hint)


def _missing_lists(prose: Prose, catalog: Catalog) -> Iterator[Diagnostic]:
    """The page that shows all records of a kind is there and lists them."""
    for kind, model in MODELS.items():
        if model.has_own_page() or not catalog.ids(kind):
            continue
        path = model.page.split("#")[0]
        calls = prose.pages[path].calls if path in prose.pages else ()
        if not any(call.name == "records" and call.arguments == (kind,) for call in calls):
            message = f"nothing here shows the records of data/{model.folder}/"
            hint = f'write {{{{ records("{kind}") }}}} on this page'
            yield Diagnostic(path=f"docs/{path}", code="missing-list", message=message, hint=hint)
