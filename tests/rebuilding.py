"""Edits a handbook while it is served, in one process, and compares each rebuild with a build that remembers nothing.

`python rebuilding.py PORT FOLDER [edit]` runs in the folder of a small handbook, leaves the served site in FOLDER, and
prints as its last line, for each edit, the files of the site that it changed and those that are not as they should be.
"""

from __future__ import annotations

import filecmp
import importlib
import json
import re
import shutil
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from macros.generator import DEFAULT
from macros.memory import memory
from macros.server import serve

PICTURE = "A line, drawn: nobody looks into a picture while building.\n"


def replace(name: str, old: str, new: str) -> Callable[[], None]:
    """Replace some words in a file."""

    def edit() -> None:
        text = Path(name).read_text(encoding="utf-8")
        assert re.search(old, text, re.MULTILINE), (name, old)
        Path(name).write_text(re.sub(old, new, text, count=1, flags=re.MULTILINE), encoding="utf-8")

    return edit


def add(name: str, text: str) -> Callable[[], None]:
    """Add text to a file, which may be a new one."""

    def edit() -> None:
        Path(name).parent.mkdir(parents=True, exist_ok=True)
        with Path(name).open("a", encoding="utf-8") as file:
            file.write(text)

    return edit


def together(*edits: Callable[[], None]) -> Callable[[], None]:
    """Several edits, saved at once."""

    def edit() -> None:
        for one in edits:
            one()

    return edit


def each_kind() -> Iterator[tuple[str, Callable[[], None]]]:
    """A record of each kind under another title: it is printed wherever the record is named."""
    for folder in sorted(Path("data").iterdir()):
        if folder.is_dir():
            record = min(folder.glob("*.yml"))
            yield f"title of {folder.name}", replace(str(record), "^title: (.*)$", r"title: \1 anew")


def write_brush() -> None:
    """A record that is new, and like another one."""
    text = Path("data/tools/pencil.yml").read_text(encoding="utf-8")
    text = re.sub(r"^formerly:.*\n(?:  ?-.*\n)*", "", text, flags=re.MULTILINE)
    Path("data/tools/brush.yml").write_text(text.replace("id: pencil", "id: brush"), encoding="utf-8")


def rename_brush() -> None:
    """The new record under another id."""
    text = Path("data/tools/brush.yml").read_text(encoding="utf-8")
    Path("data/tools/marker.yml").write_text(text.replace("id: brush", "id: marker"), encoding="utf-8")
    Path("data/tools/brush.yml").unlink()


def edits() -> Iterator[tuple[str, Callable[[], None]]]:
    """Every kind of source, edited once."""
    about, index, style = "docs/about.md", "docs/index.md", "docs/assets/handbook.css"
    picture, shown = "docs/assets/line.png", '\n![A line](assets/line.png){: width="9" height="9" }\n'
    marker = '\nSee also {{ tool("marker") }}.\n'
    page = "docs/second.md"
    yield from each_kind()
    yield "term on many pages", replace("data/terms/line.yml", "hardly any width", "no width")
    yield "text", add("docs/skills/sketching.md", "\n## How it goes on\n\nWith a [pencil](../tools/pencil.md).\n")
    yield "description", replace("docs/where-everything-is.md", "^---$", "---\ndescription: A list.")
    yield "record added", write_brush
    yield "record renamed", rename_brush
    yield "record named", add(index, marker)
    removal = together(Path("data/tools/marker.yml").unlink, replace(index, re.escape(marker), ""))
    yield "record removed", removal
    yield "picture added", together(add(picture, PICTURE), add(about, shown))
    yield "picture edited", replace(picture, "A line", "Another line")
    yield "picture removed", together(Path(picture).unlink, replace(about, re.escape(shown), ""))
    yield (
        "page added",
        together(
            add(page, "---\nreviewed_on: 2026-11-01\n---\n\n# Second\n\n## Part\n\nText.\n"),
            replace("mkdocs.yml", r"^( *)- about\.md$", r"\1- about.md\n\1- second.md"),
        ),
    )
    yield "page linked", add(about, "\n[The second](second.md#part).\n")
    yield (
        "heading renamed",
        together(replace(page, "## Part", "## Share"), replace(about, "second.md#part", "second.md#share")),
    )
    yield "style", add(style, "\n.hb-new { color: inherit; }\n")
    yield "script", add("docs/assets/handbook.js", "\n// new\n")
    yield "theme", replace("overrides/main.html", "^<body>", '<body class="new">')
    yield "theme's part", replace("overrides/partials/search-button.html", ">Search<", ">Find<")
    yield "navigation", replace("mkdocs.yml", "- Look up:", "- Look something up:")
    yield "extension", replace("mkdocs.yml", "permalink_title: .*", "permalink_title: Here")
    yield "name of the site", replace("mkdocs.yml", "^site_name: .*", "site_name: Another handbook")
    yield (
        "exceptions",
        together(
            add(
                "data/sources/unused.yml",
                re.sub("id: .*", "id: unused", Path("data/sources/archive.yml").read_text("utf-8"), count=1),
            ),
            add("data/exceptions.yml", "unused-source:\n  source/unused: It will be needed.\n"),
        ),
    )


def differing(one: Path, other: Path) -> list[str]:
    """The files that are not the same in two folders."""
    names = {path.relative_to(folder) for folder in (one, other) for path in folder.rglob("*") if path.is_file()}
    _, wrong, missing = filecmp.cmpfiles(one, other, [str(name) for name in names], shallow=False)
    return sorted(wrong + missing)


def compare(server: Any, edit: Callable[[], None], folder: Path) -> tuple[list[str], list[str]]:
    """Edit and rebuild as the live site does: what changed, and what a build that remembers nothing has otherwise."""
    before, rebuilt, site = folder / "before", folder / "rebuilt", Path(server.root)
    shutil.copytree(site, before)
    edit()
    server.builder()
    shutil.copytree(site, rebuilt)
    memory.on = False
    server.builder()
    memory.on = True
    found = differing(before, rebuilt), differing(rebuilt, site)
    shutil.rmtree(folder)
    return found


def main(port: int, folder: Path, *, edit: bool) -> None:
    """Serve, edit, and print what came of it."""
    found = {}

    def run(server: Any, **_: Any) -> None:
        for name, change in edits() if edit else ():
            found[name] = compare(server, change, folder)
        shutil.copytree(server.root, folder)

    importlib.import_module("mkdocs.livereload").LiveReloadServer.serve = run
    assert serve(Path(), port, DEFAULT) == 0
    print("\n" + json.dumps(found))


if __name__ == "__main__":
    main(int(sys.argv[1]), Path(sys.argv[2]), edit="edit" in sys.argv)
