"""The command line: `python -m macros VERB`; `--help` lists the verbs."""

from __future__ import annotations

import argparse
import datetime
import logging
import os
import sys
from collections.abc import Mapping
from pathlib import Path

os.environ.setdefault("NO_MKDOCS_2_WARNING", "1")

from macros import compare, outside, overdue, verbs
from macros.diagnostics import FORMATS
from macros.generator import DEFAULT, GENERATORS
from macros.writing import RefusedError

WORDS = {
    "kind": "what it is: tool, term, topic, ...",
    "id": "its id: lower-case words joined by hyphens",
    "from": "the id that it has",
    "to": "the id that it is to have",
}


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
    for name, run in verbs.VERBS.items():
        verb = names.add_parser(name, help=run.__doc__)
        verb.set_defaults(run=run)
        verb.add_argument("--root", default=".", help="the folder that holds data/ and docs/")
    _add_options(names.choices)
    return parser


def _add_options(parsers: Mapping[str, argparse.ArgumentParser]) -> None:
    """What each verb takes."""
    parsers["check"].add_argument("--strict", action="store_true", help="fail on warnings too")
    parsers["check"].add_argument("--reports", action="store_true", help="print what is overdue or unfinished too")
    parsers["check"].add_argument(
        "--site", type=_folder, metavar="FOLDER", help="say what is wrong in a built site too"
    )
    parsers["diff"].add_argument("revision", nargs="?", default="HEAD", help="a commit, a tag or a branch (HEAD)")
    parsers["diff"].add_argument("--to", metavar="REVISION", help="until when (the files as they lie here)")
    parsers["diff"].add_argument("--format", choices=compare.FORMATS, default="text", help="how it is printed")
    parsers["stale"].add_argument("--on", type=_day, metavar="DATE", help="the day to ask about (today in UTC)")
    parsers["stale"].add_argument("--format", choices=overdue.FORMATS, default="text", help="how it is printed")
    parsers["links"].add_argument(
        "--cache", type=Path, metavar="FILE", help="what is known of them, kept for next time"
    )
    parsers["links"].add_argument("--minutes", type=float, default=20, help="the longest it may take (20)")
    parsers["links"].add_argument("--format", choices=outside.FORMATS, default="text", help="how it is printed")
    parsers["build"].add_argument("--site-dir", default="site", help="where to")
    parsers["serve"].add_argument("--port", type=int, help="the port to serve at")
    parsers["format"].add_argument("--check", action="store_true", help="write nothing, say which files are not in it")
    parsers["examples"].add_argument("ids", nargs="*", metavar="ID", help="which ones (all)")
    parsers["examples"].add_argument("--check", action="store_true", help="write nothing, say what became different")
    parsers["markdown"].add_argument("--to", type=_new_folder, required=True, metavar="FOLDER", help="an empty folder")
    parsers["practice"].add_argument("id", nargs="?", default="", help="its id; without it, all are listed")
    parsers["practice"].add_argument("--prove", action="store_true", help="say where the tests judge wrongly instead")
    parsers["pdf"].add_argument("--paper", choices=("a4", "letter"), default="a4", help="the size of its sheets")
    for name in ("pdf", "epub", "offline", "parity"):
        parsers[name].add_argument("--site", type=_folder, default="site", metavar="FOLDER", help="a built site (site)")
    for name in ("build", "serve"):
        parsers[name].add_argument("--generator", choices=GENERATORS, default=DEFAULT, help="what makes the pages")
    for name, default in (("check", "full"), ("examples", "full"), ("format", "concise"), ("practice", "full")):
        parsers[name].add_argument("--format", choices=FORMATS, default=default, help="how a finding is printed")
    for name in ("check", "new"):
        parsers[name].add_argument("--today", type=_day, metavar="DATE", help="the day it is (today in UTC)")
    for name, ids in (("new", ("id",)), ("rename", ("from", "to"))):
        for argument in ("kind", *ids):
            parsers[name].add_argument(argument, help=WORDS[argument])


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
