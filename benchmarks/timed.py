"""One build, or a live site with edits, in this process, and what its parts cost: helper of `benchmarks/build.py`.

`python timed.py build SITE` and `python timed.py serve FILE ...` run in a handbook's folder; their last line is JSON:
the seconds of CPU for the checks of the built HTML, or for the first build of the live site and for the rebuild after
an edit of each file. Limits on a page's weight are lifted: lists of 2,000 pages exceed them.
"""

from __future__ import annotations

import importlib
import json
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import macros.__main__
import macros.site
import macros.site.rules
from macros.generator import DEFAULT
from macros.server import serve


def timed(room: Any, name: str) -> list[float]:
    """Replace a function by one that notes the seconds of CPU of each call that ends well."""
    function, seconds = getattr(room, name), list[float]()

    def note(*arguments: Any, **options: Any) -> Any:
        start = time.process_time()
        answer = function(*arguments, **options)
        seconds.append(time.process_time() - start)
        return answer

    setattr(room, name, note)
    return seconds


def build(site: str) -> list[float]:
    """Build the handbook of this folder; the seconds of its checks."""
    seconds = timed(macros.site, "check_site")
    assert macros.__main__.main(["build", "--site-dir", site]) == 0
    return seconds


def edit_and_rebuild(*files: str) -> list[float]:
    """Serve the handbook of this folder, save each file with a word more; the seconds of each build."""
    seconds = timed(importlib.import_module("mkdocs.commands.serve"), "build")
    live = importlib.import_module("mkdocs.livereload").LiveReloadServer

    def edit(server: Any, **_: Any) -> None:
        for file in map(Path, files):
            file.write_text(file.read_text(encoding="utf-8").replace(". ", ". Indeed. ", 1), encoding="utf-8")
            server.builder()

    live.serve = edit
    assert serve(Path(), 0, DEFAULT) == 0
    assert len(seconds) == len(files) + 1
    return seconds


WAYS: dict[str, Callable[..., list[float]]] = {"build": build, "serve": edit_and_rebuild}

if __name__ == "__main__":
    macros.site.rules.PAGE_KB = macros.site.rules.LIST_KB = 10**9
    print("\n" + json.dumps(WAYS[sys.argv[1]](*sys.argv[2:])))
