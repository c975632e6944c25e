"""What each verb of the command line does: it prints what there is to say, and answers with the exit status."""

from __future__ import annotations

import os
import sys
from argparse import Namespace
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path

from macros.diagnostics import FORMATS, Diagnostic, Severity, count, in_order
from macros.export import schemas
from macros.handbook import read_handbook, today_in_utc
from macros.writing import format_records, new_record, rename_record, unformatted

Verb = Callable[[Path, Namespace], int]


def check(root: Path, options: Namespace) -> int:
    """Say everything that is wrong in data/ and docs/."""
    found = read_handbook(root, options.today).diagnostics
    _print(options.format, (item for item in found if item.severity is not Severity.REPORT or options.reports))
    print(count(found), file=sys.stderr if options.format == "github" else sys.stdout)
    worst = max((diagnostic.severity for diagnostic in found), default=Severity.REPORT)
    return int(worst >= (Severity.WARNING if options.strict else Severity.ERROR))


def build(root: Path, options: Namespace) -> int:
    """Build the site."""
    from click.exceptions import ClickException
    from mkdocs.__main__ import cli

    site = Path(options.site_dir).resolve()
    os.chdir(root)
    try:
        cli.main(["build", "--strict", "--site-dir", str(site)], prog_name="mkdocs", standalone_mode=False)
    except ClickException as error:
        error.show()
        return 1
    except SystemExit as error:
        return 1 if error.code else 0
    return 0


def serve(root: Path, options: Namespace) -> int:
    """Build, serve, and build again after each change."""
    from macros.server import serve

    return serve(root, options.port)


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


def schema(root: Path, _: Namespace) -> int:
    """Write the schemas that editors use, from the models."""
    for name, text in schemas():
        path = root / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, encoding="utf-8")
        print(name)
    return 0


VERBS: Mapping[str, Verb] = {
    "check": check,
    "build": build,
    "serve": serve,
    "format": form,
    "new": new,
    "rename": rename,
    "schema": schema,
}
"""Every verb, by the name it is called by."""


def _print(style: str, found: Iterable[Diagnostic]) -> None:
    for diagnostic in found:
        print(FORMATS[style](diagnostic))
