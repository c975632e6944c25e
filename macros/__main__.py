"""The command line: `python -m macros check | diff | build | serve | schema | markdown`."""

from __future__ import annotations

import argparse
import datetime
import logging
import os
import sys
from pathlib import Path

os.environ.setdefault("NO_MKDOCS_2_WARNING", "1")

from macros import compare
from macros.diagnostics import FORMATS, Diagnostic, Severity, count
from macros.export import schemas
from macros.generator import DEFAULT, GENERATORS
from macros.handbook import read_handbook
from macros.site import check_site

WRONG_USAGE = 2


def main(arguments: list[str] | None = None) -> int:
    """Run one verb; the exit status is 0, 1 for findings, or 2 for wrong usage."""
    options = _parser().parse_args(arguments)
    root = Path(options.root)
    missing = [name for name in ("data", "docs") if not (root / name).is_dir()]
    if missing:
        print(f"no {missing[0]}/ in {root}: run this in the handbook's folder, or say --root FOLDER", file=sys.stderr)
        return WRONG_USAGE
    verbs = {
        "check": _check,
        "diff": _diff,
        "build": _build,
        "serve": _serve,
        "schema": _schema,
        "markdown": _markdown,
    }
    return verbs[options.verb](root, options)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m macros", description=__doc__)
    verbs = parser.add_subparsers(dest="verb", required=True)
    check = verbs.add_parser("check", help="say everything that is wrong in data/ and docs/")
    check.add_argument("--format", choices=FORMATS, default="full", help="how a finding is printed")
    check.add_argument("--strict", action="store_true", help="fail on warnings too")
    check.add_argument("--reports", action="store_true", help="print what is overdue or unfinished too")
    check.add_argument("--site", type=_folder, metavar="FOLDER", help="say what is wrong in a built site too")
    check.add_argument("--today", type=_day, metavar="DATE", help="the day to compare dates with (today in UTC)")
    diff = verbs.add_parser("diff", help="say what changed in data/ and docs/ since a revision, in meaning")
    diff.add_argument("revision", nargs="?", default="HEAD", help="a commit, a tag or a branch (HEAD)")
    diff.add_argument("--format", choices=compare.FORMATS, default="text", help="how it is printed")
    build = verbs.add_parser("build", help="build the site")
    build.add_argument("--site-dir", default="site", help="where to")
    serve = verbs.add_parser("serve", help="build, serve, and build again after each change")
    serve.add_argument("--port", type=int, help="the port to serve at")
    for verb in (build, serve):
        verb.add_argument("--generator", choices=GENERATORS, default=DEFAULT, help="the program that makes the pages")
    schema = verbs.add_parser("schema", help="write the schemas that editors use, from the models")
    markdown = verbs.add_parser("markdown", help="write the pages as Markdown that needs none of our code")
    markdown.add_argument("--to", type=_new_folder, required=True, metavar="FOLDER", help="an empty or new folder")
    for verb in (check, diff, build, serve, schema, markdown):
        verb.add_argument("--root", default=".", help="the folder that holds data/ and docs/")
    return parser


def _day(text: str) -> datetime.date:
    try:
        return datetime.date.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"not a date like 2026-01-31: {text}") from None


def _folder(text: str) -> Path:
    if not Path(text).is_dir():
        raise argparse.ArgumentTypeError(f"no such folder: {text}; `make build` writes site/")
    return Path(text)


def _new_folder(text: str) -> Path:
    if Path(text).exists() and (not Path(text).is_dir() or any(Path(text).iterdir())):
        raise argparse.ArgumentTypeError(f"not an empty folder: {text}")
    return Path(text)


def _check(root: Path, options: argparse.Namespace) -> int:
    handbook = read_handbook(root, options.today)
    found = handbook.diagnostics
    if options.site:
        found = [*found, *check_site(options.site, handbook, os.environ.get("HANDBOOK_SITE_URL", ""))]
    for diagnostic in found:
        if diagnostic.severity is not Severity.REPORT or options.reports:
            print(FORMATS[options.format](diagnostic))
    print(count(found), file=sys.stderr if options.format == "github" else sys.stdout)
    return _status(found, strict=options.strict)


def _status(found: list[Diagnostic], *, strict: bool) -> int:
    worst = max((diagnostic.severity for diagnostic in found), default=Severity.REPORT)
    return int(worst >= (Severity.WARNING if strict else Severity.ERROR))


def _diff(root: Path, options: argparse.Namespace) -> int:
    try:
        old = compare.read_revision(root, options.revision)
    except compare.RevisionError as error:
        print(f"error: {error}", file=sys.stderr)
        return WRONG_USAGE
    print(compare.FORMATS[options.format](compare.compare(old, compare.read_tree(root))), end="")
    return 0


def _build(root: Path, options: argparse.Namespace) -> int:
    from macros.generator import build
    from macros.publish import publish

    site = Path(options.site_dir).resolve()
    os.chdir(root)
    return publish(site, lambda folder: build(options.generator, folder))


def _serve(root: Path, options: argparse.Namespace) -> int:
    from macros.server import serve

    return serve(root, options.port, options.generator)


def _schema(root: Path, options: argparse.Namespace) -> int:  # noqa: ARG001 - every verb takes both
    for name, text in schemas():
        path = root / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, encoding="utf-8")
        print(name)
    return 0


def _markdown(root: Path, options: argparse.Namespace) -> int:
    from macros.plain import write_plain

    handbook = read_handbook(root)
    errors = [found for found in handbook.diagnostics if found.severity is Severity.ERROR]
    if errors:
        print("\n".join([*map(FORMATS["full"], errors), count(errors)]))
        return 1
    write_plain(root, handbook, os.environ.get("HANDBOOK_REPO_URL", "").rstrip("/"), options.to)
    return 0


if __name__ == "__main__":
    logging.captureWarnings(True)
    sys.exit(main())
