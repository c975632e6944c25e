"""What pages say about records and about each other, and the pages that are missing."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import chain, islice

from macros.catalog import Catalog
from macros.checks import Excuses
from macros.checks.facts import ONE_DAY
from macros.checks.graph import hint_for_unknown
from macros.diagnostics import MOST, Diagnostic, Severity, from_fault, limited, suggest
from macros.examples import Examples
from macros.models import FOLDERS, MODELS, Record, slug
from macros.pages.calls import MACROS, Call
from macros.pages.facts import check_facts
from macros.pages.links import DATA_FILES, check_address, find_addresses
from macros.pages.reading import Page, Prose
from macros.source import Fault, span_at

PLACEHOLDER = "Write here what this page says."
"""What `make new` puts on a page that is to be written."""
OWN_FOLDERS = tuple(model.page.split("/")[0] + "/" for model in MODELS.values() if model.has_own_page())
"""The folders of docs/ that hold the bodies of records."""


def check_pages(prose: Prose, catalog: Catalog, examples: Examples, excuses: Excuses) -> Iterator[Diagnostic]:
    """What pages say about records and examples, about each other, and the pages that are missing."""
    targets = prose.pages.keys() | prose.files | DATA_FILES | generated_pages(prose, catalog).keys()
    for page in prose.pages.values():
        faults = chain(
            _check_calls(page, catalog),
            _check_examples(page, examples),
            _check_addresses(page, targets),
            _check_frame(page, catalog),
        )
        yield from limited([page.diagnostic(fault) for fault in islice(faults, MOST + 1)])
    yield from check_facts(prose, catalog, excuses)
    yield from _unwritten_pages(prose)
    yield from _unlisted_pages(prose)
    yield from _missing_bodies(prose, catalog)
    yield from _bodies_without_record(prose, catalog)
    yield from _missing_lists(prose, catalog)
    yield from _unshown_examples(prose, examples)


def generated_pages(prose: Prose, catalog: Catalog) -> dict[str, Record]:
    """The pages that the data alone makes: path -> record, for records that have a page and no body."""
    return {path: record for path, record in catalog.pages.items() if path not in prose.pages}


def _check_calls(page: Page, catalog: Catalog) -> Iterator[Fault]:
    """A macro names a record that exists, or an equation of the page."""
    for call in page.calls:
        signature = MACROS.get(call.name)
        if call.name == "equation" and call.arguments and call.arguments[0] not in page.equations:
            hint = suggest(call.arguments[0], page.equations) or "give its fence the name: ```math {#eq-name}"
            span = span_at(page.text, call.offset, call.length)
            message = f"no equation '{call.arguments[0]}' on this page"
            yield Fault(code="unknown-reference", message=message, span=span, hint=hint)
        if signature is None or signature.kind is None or signature.kind not in MODELS or not call.arguments:
            continue
        kind, name = signature.kind, call.arguments[0]
        if (kind, name) not in catalog.names:
            hint = hint_for_unknown(catalog, kind, name)
            span = span_at(page.text, call.offset, call.length)
            yield Fault(code="unknown-reference", message=f"no {kind} '{name}'", span=span, hint=hint)


def _check_examples(page: Page, examples: Examples) -> Iterator[Fault]:
    """An example that a page shows is there, stands alone, and its figure is told in words."""
    for call in page.calls:
        if call.name == "example" and call.arguments:
            span = span_at(page.text, call.offset, call.length)
            for code, message, hint in _wrong_example(page, call, examples):
                yield Fault(code=code, message=message, span=span, hint=hint)


def _wrong_example(page: Page, call: Call, examples: Examples) -> Iterator[tuple[str, str, str]]:
    """Code, message and hint for what is wrong with a call."""
    name, told = call.arguments[0], any(option == "figure" for option, _ in call.options)
    example = examples.by_id.get(name)
    if example is None:
        hint = suggest(name, examples.by_id) or f"write examples/TOPIC/{slug(name) or 'its-id'}.py"
        yield "unknown-reference", f"no example '{name}'", hint
    elif example.figure is not None and not told:
        hint = f'write {{{{ example("{name}", figure="What one sees, in a sentence") }}}}'
        yield "figure-text", f"nothing says what the figure of '{name}' shows", hint
    elif example.figure is None and told:
        yield "figure-text", f"'{name}' draws no figure", f'write {{{{ example("{name}") }}}}'
    if (
        page.text[: call.offset].rpartition("\n")[2]
        or page.text[call.offset + call.length :].partition("\n")[0].strip()
    ):
        yield "not-alone", "an example stands on a line of its own", "begin a new line, without spaces before it"


def _unshown_examples(prose: Prose, examples: Examples) -> Iterator[Diagnostic]:
    """An example stands on a page."""
    for example in examples.by_id.values():
        if ("example", example.id) not in prose.mentions:
            hint = f'write {{{{ example("{example.id}") }}}} on the page it belongs to'
            yield example.diagnostic("unshown-example", "no page shows it", hint, severity=Severity.WARNING)


def _check_addresses(page: Page, targets: set[str]) -> Iterator[Fault]:
    for address, offset in find_addresses(page.text, page.masked):
        fault = check_address(address, offset, page.masked, page.path, targets)
        if fault is not None:
            yield fault


def _check_frame(page: Page, catalog: Catalog) -> Iterator[Fault]:
    """A record's page has its title from the data; no page was read in the future."""
    is_body = page.path in catalog.pages and not page.path.endswith("/index.md")
    for title in TITLE.finditer(page.masked) if is_body else ():
        hint = "delete the line: the title comes from the record; sections begin with ##"
        span = span_at(page.masked, title.start(), len(title.group()))
        yield Fault(code="title-in-body", message="a title in the body of a record", span=span, hint=hint)
    if is_body and page.aliases:
        span = span_at(page.text, page.text.find("aliases"), len("aliases"))
        message, hint = "aliases of a record stand in its data", "move them to the record's own aliases"
        yield Fault(code="bad-front-matter", message=message, span=span, hint=hint)
    read = page.reviewed_on
    if read is not None and read - catalog.today > ONE_DAY:
        offset = page.text.find("reviewed_on")
        message, hint = f"'reviewed_on' is {read}, and today is {catalog.today}", "write the day it was really done"
        yield Fault(code="future-check", message=message, span=span_at(page.text, offset, 11), hint=hint)


TITLE = re.compile(r"^#(?!#).*$|^[^\s#>|+*-].*\n=+[ ]*$", re.MULTILINE)
"""A heading of the first level, in either of Markdown's ways."""


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
        if page.path.rpartition("/")[0] in FOLDERS and not page.path.startswith(OWN_FOLDERS):
            continue
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
    yield from _misplaced_bodies(prose)
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


def _misplaced_bodies(prose: Prose) -> Iterator[Diagnostic]:
    """A page in a folder of docs/ that has the name of a kind's folder in data/, and is not where its bodies lie."""
    for page in prose.pages.values():
        folder, _, file = page.path.rpartition("/")
        model = FOLDERS.get(folder)
        if model is None or model.page.startswith(f"{folder}/"):
            continue
        own = f"move it to docs/{model.page.split('/')[0]}/{file}"
        alone = f"write it in data/{folder}/{file.removesuffix('.md')}.yml: a {model.kind} has no page of its own"
        hint = own if model.has_own_page() else alone
        message = f"no {model.kind} has its body here"
        yield Diagnostic(path=page.name, code="body-without-record", message=message, hint=hint)


def _missing_lists(prose: Prose, catalog: Catalog) -> Iterator[Diagnostic]:
    """The page that shows all records of a kind is there and lists them."""
    for kind, model in MODELS.items():
        if not model.has_one_page() or not catalog.ids(kind):
            continue
        path = model.page.split("#")[0]
        calls = prose.pages[path].calls if path in prose.pages else ()
        if not any(call.name == "records" and call.arguments == (kind,) for call in calls):
            message = f"nothing here shows the records of data/{model.folder}/"
            hint = f'write {{{{ records("{kind}") }}}} on this page'
            yield Diagnostic(path=f"docs/{path}", code="missing-list", message=message, hint=hint)
