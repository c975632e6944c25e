"""The command line: `python -m macros check | diff | build | serve | format | new | schema | markdown`."""

from __future__ import annotations

import argparse
import datetime
import logging
import os
import sys
from pathlib import Path

os.environ.setdefault("NO_MKDOCS_2_WARNING", "1")

from macros import compare, verbs
from macros.diagnostics import FORMATS
from macros.generator import DEFAULT, GENERATORS
from macros.writing import RefusedError


def main(arguments: list[str] | None = None) -> int:
    """Run one verb; the exit status is 0, 1 for findings or a refusal, or 2 for wrong usage."""
    options = _parser().parse_args(arguments)
    root = Path(options.root)
    missing = [name for name in ("data", "docs") if not (root / name).is_dir()]
    if missing:
        print(f"no {missing[0]}/ in {root}: run this in the handbook's folder, or say --root FOLDER", file=sys.stderr)
        return verbs.WRONG_USAGE
    run: verbs.Verb = options.run
    try:
        return run(root, options)
    except RefusedError as refused:
        print(f"error: {refused}", file=sys.stderr)
        return 1


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m macros", description=__doc__)
    names = parser.add_subparsers(dest="verb", required=True)
    check = names.add_parser("check", help="say everything that is wrong in data/ and docs/")
    check.add_argument("--strict", action="store_true", help="fail on warnings too")
    check.add_argument("--reports", action="store_true", help="print what is overdue or unfinished too")
    check.add_argument("--site", type=_folder, metavar="FOLDER", help="say what is wrong in a built site too")
    diff = names.add_parser("diff", help="say what changed in data/ and docs/ since a revision, in meaning")
    diff.add_argument("revision", nargs="?", default="HEAD", help="a commit, a tag or a branch (HEAD)")
    diff.add_argument("--format", choices=compare.FORMATS, default="text", help="how it is printed")
    build = names.add_parser("build", help="build the site")
    build.add_argument("--site-dir", default="site", help="where to")
    serve = names.add_parser("serve", help="build, serve, and build again after each change")
    serve.add_argument("--port", type=int, help="the port to serve at")
    for verb in (build, serve):
        verb.add_argument("--generator", choices=GENERATORS, default=DEFAULT, help="the program that makes the pages")
    form = names.add_parser("format", help="write every data file in the one form")
    form.add_argument("--check", action="store_true", help="write nothing, say which files are not in it")
    new = names.add_parser("new", help="write the files of a new record")
    names.add_parser("schema", help="write the schemas that editors use, from the models")
    markdown = names.add_parser("markdown", help="write the pages as Markdown that needs none of our code")
    markdown.add_argument("--to", type=_new_folder, required=True, metavar="FOLDER", help="an empty or new folder")
    for verb, default in ((check, "full"), (form, "concise")):
        verb.add_argument("--format", choices=FORMATS, default=default, help="how a finding is printed")
    for verb in (check, new):
        verb.add_argument("--today", type=_day, metavar="DATE", help="the day it is (today in UTC)")
    for verb, ids in ((new, ("id",)),):
        verb.add_argument("kind", help="tool, term, topic ...")
        for name in ids:
            verb.add_argument(name, help="an id: lower-case words joined by hyphens")
    for name, verb in names.choices.items():
        verb.add_argument("--root", default=".", help="the folder that holds data/ and docs/")
        verb.set_defaults(run=verbs.VERBS[name])
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


if __name__ == "__main__":
    logging.captureWarnings(True)
    sys.exit(main())
