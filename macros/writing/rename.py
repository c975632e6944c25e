"""A record under another id: its files, everything that names it, and the old id as a former one."""

from __future__ import annotations

import re
import shutil
import subprocess
from collections.abc import Iterator, Mapping
from pathlib import Path

from macros.catalog import Catalog
from macros.diagnostics import Severity, concise, suggest
from macros.examples import FOLDER, Example
from macros.exercises import Codes
from macros.handbook import Handbook, read_handbook
from macros.loader import Entry
from macros.models import Exercise, Topic
from macros.pages import Prose
from macros.writing.files import Changes, RefusedError, written
from macros.writing.formatting import INEXACT
from macros.writing.layout import InexactError
from macros.writing.mentions import Renaming, renamed_mentions
from macros.writing.names import path_of, require_free_id, require_kind, shown
from macros.writing.references import renamed_exceptions, renamed_links, renamed_record

CONFIGURATION = "mkdocs.yml"


def rename_record(root: Path, kind: str, old: str, new: str) -> list[str]:
    """Give a record another id everywhere; what to tell its author. Raises RefusedError, with nothing written."""
    model = require_kind(kind)
    handbook = read_handbook(root)
    _require_sound(handbook, "run `make check` and mend it first")
    entry = _require_record(handbook.catalog, kind, old, new)
    require_free_id(root, handbook.catalog, model, new, owner=old)
    renaming = Renaming(record=entry.record, new=new)
    notes = _require_committed(root)
    try:
        changes = _changes(root, handbook, entry, renaming)
    except InexactError as error:
        raise RefusedError(f"{error} {INEXACT}: write it more plainly first") from error
    with written(root, changes):
        _require_sound(read_handbook(root), "nothing was changed, because the handbook would not be sound")
    return [*_told(changes, renaming), *notes]


def _require_sound(handbook: Handbook, what: str) -> None:
    errors = [found for found in handbook.diagnostics if found.severity is Severity.ERROR]
    if errors:
        raise RefusedError(f"{what}: {concise(errors[0])}")


def _require_record(catalog: Catalog, kind: str, old: str, new: str) -> Entry:
    if (entry := catalog.entries.get((kind, old))) is None:
        now = [record.id for record in catalog.records(kind) if old in record.formerly]
        hint = f"it is called '{now[0]}' now" if now else suggest(old, catalog.ids(kind))
        raise RefusedError(f"no {kind} {shown(old)}{f' ({hint})' if hint else ''}")
    if old == new:
        raise RefusedError(f"the {kind} is called '{old}' already")
    return entry


def _require_committed(root: Path) -> list[str]:
    """Refuse where changes are not committed, so that git can take the renaming back; a note where git cannot."""
    git = shutil.which("git")
    if git is not None:
        command = [git, "status", "--porcelain", "--", "data", "docs", "examples", "exercises", CONFIGURATION]
        ran = subprocess.run(command, cwd=root, capture_output=True, text=True, check=False)  # noqa: S603 - no shell
        if ran.stdout:
            first = ran.stdout.splitlines()[0][3:]
            raise RefusedError(f"{first} is not committed: commit or stash what changed, so that git can undo this")
        if ran.returncode == 0:
            return []
    return ["no git repository here: there is no undo but to rename it back"]


def _changes(root: Path, handbook: Handbook, entry: Entry, renaming: Renaming) -> Changes:
    """Every new text, and the two files that go."""
    changes: dict[str, str | None] = {path_of(renaming.model, renaming.new): renamed_record(entry, renaming)}
    changes |= renamed_links(handbook.catalog, renaming)
    changes |= renamed_exceptions(handbook.catalog.exceptions, renaming)
    changes |= _pages(handbook.prose, renaming)
    changes |= _configuration(root, renaming)
    changes |= _code(handbook.codes, renaming)
    changes |= _examples(root, handbook.examples, renaming)
    return {**changes, path_of(renaming.model, renaming.old): None}


def _pages(prose: Prose, renaming: Renaming) -> Iterator[tuple[str, str | None]]:
    """The pages that name the record, and its body under its new name."""
    for page in prose.pages.values():
        text = renamed_mentions(page, renaming)
        if page.path == renaming.old_location:
            yield f"docs/{renaming.new_location}", text
            yield page.name, None
        elif text != page.text:
            yield page.name, text


def _code(codes: Codes, renaming: Renaming) -> Iterator[tuple[str, str | None]]:
    """The code of an exercise, in its new folder."""
    if renaming.model is Exercise:
        code = codes.exercises[renaming.old]
        yield from code.files(renaming.new).items()
        yield from dict.fromkeys(code.files(renaming.old)).items()


def _examples(root: Path, examples: Mapping[str, Example], renaming: Renaming) -> Iterator[tuple[str, str | None]]:
    """The examples of a topic with what they gave, byte for byte, in its new folder."""
    if renaming.model is not Topic:
        return
    names = [example.name for example in examples.values() if example.topic == renaming.old]
    for path in sorted(path for name in names for path in (root / name).parent.glob(f"{Path(name).stem}.*")):
        yield f"{FOLDER}/{renaming.new}/{path.name}", path.read_bytes().decode()
        yield path.relative_to(root).as_posix(), None


def _configuration(root: Path, renaming: Renaming) -> Mapping[str, str]:
    """The configuration, where its navigation names the record's page."""
    path = root / CONFIGURATION
    text = path.read_text(encoding="utf-8") if path.is_file() else ""
    page = re.compile(rf"(?<![\w./-]){re.escape(renaming.old_location)}(?![\w./-])")
    renamed = page.sub(renaming.new_location, text)
    return {CONFIGURATION: renamed} if renamed != text else {}


def _told(changes: Changes, renaming: Renaming) -> Iterator[str]:
    """What was changed, file by file."""
    for name, text in changes.items():
        yield f"{'removed' if text is None else 'wrote'} {name}"
    old, new = (place.replace(".md", ".html") for place in (renaming.old_location, renaming.new_location))
    yield f"{old} leads to {new} from now on"
