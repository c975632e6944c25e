"""What each verb of the command line does: it prints what there is to say, and answers with the exit status."""

from __future__ import annotations

import os
import sys
import time
from argparse import Namespace
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from macros import compare, generator, outside, overdue, server
from macros.diagnostics import FORMATS, Diagnostic, Severity, count, in_order, suggest
from macros.exercises import exercises_of
from macros.export import schemas
from macros.handbook import Handbook, read_handbook, today_in_utc
from macros.models import Exercise
from macros.plain import write_plain
from macros.publish import publish
from macros.site import check_site
from macros.writing import RefusedError, format_records, new_record, rename_record, unformatted

if TYPE_CHECKING:
    from macros.book.making import Request  # books take long to import: a verb imports what it alone needs
    from macros.recording import Outcome

WRONG_USAGE = 2
NOT_YET = 3
"""An answer does not pass its tests yet, which is no error of anybody's: `make practice` takes it so."""

Verb = Callable[[Path, Namespace], int]


def check(root: Path, options: Namespace) -> int:
    """Say everything that is wrong in data/ and docs/, and in a built site."""
    handbook = read_handbook(root, options.today)
    found = handbook.diagnostics
    if options.site:
        found = [*found, *check_site(options.site, handbook, os.environ.get("HANDBOOK_SITE_URL", ""))]
    _print(options.format, (item for item in found if item.severity is not Severity.REPORT or options.reports))
    print(count(found), file=sys.stderr if options.format == "github" else sys.stdout)
    worst = max((diagnostic.severity for diagnostic in found), default=Severity.REPORT)
    return int(worst >= (Severity.WARNING if options.strict else Severity.ERROR))


def diff(root: Path, options: Namespace) -> int:
    """Say what changed in records, pages and code since a revision, in meaning."""
    try:
        old = compare.read_revision(root, options.revision)
        new = compare.read_revision(root, options.to) if options.to else compare.read_tree(root)
    except compare.RevisionError as error:
        print(f"error: {error}", file=sys.stderr)
        return WRONG_USAGE
    print(compare.FORMATS[options.format](compare.compare(old, new)), end="")
    return 0


def stale(root: Path, options: Namespace) -> int:
    """Say which facts are to be checked again, the oldest first."""
    found = overdue.find_overdue(read_handbook(root, options.on).catalog)
    print(overdue.FORMATS[options.format](found), end="")
    return 0


def links(root: Path, options: Namespace) -> int:
    """Ask whether the addresses outside still lead to what they did; it takes minutes, and nothing fails."""
    from macros.outside.asking import Asker
    from macros.outside.manners import RealClock, Turns
    from macros.outside.round import go_round
    from macros.outside.visiting import Visitor

    addresses, today, clock = outside.collect(read_handbook(root)), today_in_utc(), RealClock()
    kept = outside.read_kept(options.cache) if options.cache else {}
    visitor = Visitor(Asker(outside.agent(os.environ.get("HANDBOOK_REPO_URL", ""))), Turns(clock))
    kept = go_round(addresses, kept, visitor.visit, clock, today=today, seconds=60 * options.minutes)
    if options.cache:
        outside.write_kept(options.cache, kept)
    print(outside.FORMATS[options.format](outside.findings(addresses, kept)), end="")
    return 0


def build(root: Path, options: Namespace) -> int:
    """Build the site, strictly, and put it in the place of the last one."""
    site = Path(options.site_dir).resolve()
    os.chdir(root)
    return publish(site, lambda folder: generator.build(options.generator, folder))


def serve(root: Path, options: Namespace) -> int:
    """Build, serve, and build again after each change."""
    return server.serve(root, options.port, options.generator)


def form(root: Path, options: Namespace) -> int:
    """Write every data file in the one form."""
    if options.check:
        found = in_order(finding for file in unformatted(root) for finding in file.diagnostics)
    else:
        changed, found = format_records(root)
        print("".join(f"formatted {name}\n" for name in changed), end="")
    _print(options.format, found)
    return int(bool(found))


def new(root: Path, options: Namespace) -> int:
    """Write the files of a new record."""
    print("\n".join(new_record(root, options.kind, options.id, options.today or today_in_utc())))
    return 0


def rename(root: Path, options: Namespace) -> int:
    """Give a record another id, wherever it is named."""
    print("\n".join(rename_record(root, options.kind, getattr(options, "from"), options.to)))
    return 0


def practice(root: Path, options: Namespace) -> int:
    """Begin an exercise, or judge what was written; without an id, list them."""
    from macros.practice import listing, work

    handbook = read_handbook(root)
    records = handbook.catalog.records("exercise")
    exercises = {record.id: record for record in records if isinstance(record, Exercise)}
    if options.id and options.id not in exercises:
        hint = suggest(options.id, exercises) or "`make practice` lists them"
        raise RefusedError(f"no exercise '{options.id}'; {hint}")
    if options.prove or not handbook.sound:
        return _prove(handbook, {options.id} if options.id else set(exercises), options.format)
    if not options.id:
        print("\n".join([*listing(exercises.values()), "", "Begin one: make practice id=ID"]))
        return 0
    is_right, lines = work(root, exercises[options.id], handbook.codes.exercises[options.id])
    print("\n".join(lines))
    return 0 if is_right else NOT_YET


def _prove(handbook: Handbook, ids: set[str], style: str) -> int:
    """Say what is wrong with exercises: with their records, their files, and how they judge."""
    from macros.practice import prove

    found = [finding for finding in handbook.diagnostics if finding.severity is Severity.ERROR]
    if not found:
        code = handbook.codes.exercises
        every = [(entry, one) for entry, one in exercises_of(handbook.catalog) if one.id in ids]
        found = [finding for entry, one in every for finding in prove(entry, one, code[one.id])]
    _print(style, found)
    print(count(found))
    return int(bool(found))


def schema(root: Path, _: Namespace) -> int:
    """Write the schemas that editors use, from the models."""
    for name, text in schemas():
        path = root / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, encoding="utf-8")
        print(name)
    return 0


def markdown(root: Path, options: Namespace) -> int:
    """Write the pages as Markdown that needs none of our code."""
    handbook = read_handbook(root)
    errors = [found for found in handbook.diagnostics if found.severity is Severity.ERROR]
    if errors:
        print("\n".join([*map(FORMATS["full"], errors), count(errors)]))
        return 1
    write_plain(root, handbook, os.environ.get("HANDBOOK_REPO_URL", "").rstrip("/"), options.to)
    return 0


def examples(root: Path, options: Namespace) -> int:
    """Run the worked examples again, and write beside each what it gave."""
    from macros.recording import check_examples, record_examples

    known = read_handbook(root).examples
    if unknown := [name for name in options.ids if name not in known]:
        raise RefusedError(f"no example '{unknown[0]}' ({suggest(unknown[0], known) or 'see examples/'})")
    chosen = [known[name] for name in options.ids] or list(known.values())
    run = check_examples if options.check else record_examples
    found = in_order(run(root, chosen, _tell))
    _print(options.format, found)
    print(count(found))
    return int(bool(found))


def pdf(root: Path, options: Namespace) -> int:
    """Write the built site as a PDF, into its downloads."""
    from macros.book.making import make_pdf

    return make_pdf(_request(root, options))


def epub(root: Path, options: Namespace) -> int:
    """Write the built site as an EPUB, into its downloads."""
    from macros.book.making import make_epub

    return make_epub(_request(root, options))


def offline(root: Path, options: Namespace) -> int:
    """Pack the built site into an archive that opens from a disk, into its downloads."""
    from macros.book.making import make_zip

    return make_zip(_request(root, options))


def parity(root: Path, options: Namespace) -> int:
    """Say what the site holds and its downloads do not."""
    from macros.book.making import make_parity

    return make_parity(_request(root, options))


def _request(root: Path, options: Namespace) -> Request:
    from macros.book.making import Request

    epoch = int(os.environ.get("SOURCE_DATE_EPOCH") or time.time())
    return Request(root=root, site=options.site, epoch=epoch, paper=getattr(options, "paper", "a4"))


def _tell(outcome: Outcome, written: bool) -> None:
    """Say how an example went, as soon as it has ended."""
    word = "wrong" if outcome.diagnostics else "written" if written else "as before"
    print(f"{outcome.example.name}: {word}, {outcome.seconds:.1f} s", flush=True)


VERBS: Mapping[str, Verb] = {
    "check": check,
    "diff": diff,
    "stale": stale,
    "links": links,
    "build": build,
    "serve": serve,
    "format": form,
    "new": new,
    "rename": rename,
    "practice": practice,
    "schema": schema,
    "markdown": markdown,
    "examples": examples,
    "pdf": pdf,
    "epub": epub,
    "offline": offline,
    "parity": parity,
}
"""Every verb, by the name it is called by."""


def _print(style: str, found: Iterable[Diagnostic]) -> None:
    for diagnostic in found:
        print(FORMATS[style](diagnostic))
