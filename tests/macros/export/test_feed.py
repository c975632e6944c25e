"""The feed: a reader of news takes it, it tells what releases changed, and the same tags give the same bytes."""

import datetime
import re
import shutil
from pathlib import Path
from xml.etree.ElementTree import ParseError, fromstring

import feedparser  # type: ignore[import-untyped]  # it comes without types
import pytest
from selectolax.lexbor import LexborHTMLParser

from macros.__main__ import main
from macros.compare import (
    Comparison,
    Edit,
    History,
    RecordChange,
    Release,
    compare,
    read_changes,
    read_history,
    read_revision,
)
from macros.export import Imprint
from macros.export.feed import ATOM, create_feed
from macros.handbook import Handbook
from macros.models import Claim, Tool
from tests.conftest import ROOT, SMALL
from tests.macros.export.atom import faults
from tests.repositories import NO_SETTINGS, commit, edit, git

IMPRINT = Imprint(title="A handbook", description="", address="https://example.org/", date="2026-11-21")


@pytest.fixture(autouse=True)
def _no_git_settings(monkeypatch: pytest.MonkeyPatch) -> None:
    """A test may itself run in a hook of git, which points every git at the hook's repository."""
    for name, value in NO_SETTINGS.items():
        monkeypatch.setenv(name, value)
    for name in ("GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE"):
        monkeypatch.delenv(name, raising=False)


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    """The small handbook with three releases: a value changed in the second, a tool was retired in the third."""
    root = tmp_path / "clone"
    shutil.copytree(SMALL, root)
    git(root.parent, "init", "--quiet", str(root))
    _release(root, "v1.9")
    edit(root, "data/claims/line-count.yml", "value: 58.0 lines", "value: 61.5 lines")
    _release(root, "v1.10")
    edit(root, "data/tools/pencil.yml", "status: current", "status: retired\nstatus_since: 2026-11-01")
    _release(root, "v2.0.0")
    git(root, "tag", "a-try")
    return root


def _release(root: Path, name: str) -> None:
    commit(root)
    git(root, "tag", name)


def parsed(text: str) -> feedparser.FeedParserDict:
    """A feed as a reader of news reads it, in which nothing breaks the standard."""
    found = feedparser.parse(text)
    assert not found.bozo, found.get("bozo_exception")
    assert found.version == "atom10"
    assert list(faults(fromstring(text.encode()))) == []  # noqa: S314 - we wrote it
    return found


BROKEN = [
    ("<updated>2", "<updated>x2"),
    ("T00:00:00Z", " 00:00"),
    ("<id>urn:uuid:", "<id>"),
    ("<title>", "<title type='htm'>"),
    ("<title>", "<title>x</title><title>"),
    ("<subtitle>", "<subtitle>x</subtitle><subtitle>"),
    ("<author>", "<writer>"),
    ("<name>", "<nom>"),
    ("href=", "src="),
    ("<entry>", "<entry><pubDate>x</pubDate>"),
    ("<content", "<summary>x</summary><summary"),
    ('rel="self"', 'rel="alternate"'),
    ("<feed", "<rss"),
    (" &amp; ", " & "),
    ("</feed>", ""),
]
"""A piece of a feed, and what breaks it."""


@pytest.mark.parametrize(("old", "new"), BROKEN, ids=[new for _, new in BROKEN])
def test_a_broken_feed_is_noticed(old: str, new: str, small: Handbook) -> None:
    time = datetime.datetime(2026, 11, 21, tzinfo=datetime.UTC)
    change = RecordChange(kind="tool", id="pencil", title="Pencil & co", change="added")
    releases = tuple(Release(name=name, time=time, changes=Comparison(records=(change,))) for name in ("v2", "v1"))
    text = create_feed(History(releases=releases), small.catalog, IMPRINT).replace(' type="application/atom+xml"', "")
    text = text.replace('type="text/html" ', "").replace("<title>A handbook", "<title>A &amp; handbook")
    parsed(text)
    tag, broken = old.strip("<"), new.strip("<")
    text = text.replace(old, new)
    if tag.isalpha() and broken.isalpha() and old.startswith("<"):
        text = text.replace(f"</{tag}", f"</{broken}")
    with pytest.raises((AssertionError, ParseError)):
        parsed(text)


def test_it_tells_what_releases_changed_newest_first(repository: Path, small: Handbook) -> None:
    feed = parsed(create_feed(read_history(repository), small.catalog, IMPRINT))
    assert [entry.title for entry in feed.entries] == ["v2.0.0: 1 tool retired", "v1.10: 1 fact changed"]
    assert "<code>58.0 lines</code> → <code>61.5 lines</code>" in feed.entries[1].content[0].value
    assert len({feed.feed.id, *(entry.id for entry in feed.entries)}) == 3


def _edit_a_copy(root: Path, handbook: Handbook) -> list[str]:
    """Change two facts, retire a tool and add three resources in a copy of the handbook; what must be told of it."""
    facts = [claim for claim in handbook.catalog.records("claim") if isinstance(claim, Claim)][:2]
    for claim in facts:
        path = root / "data" / "claims" / f"{claim.id}.yml"
        text, edits = re.subn(r"^value: .*$", "value: 61.5 lines", path.read_text(encoding="utf-8"), flags=re.MULTILINE)
        assert edits == 1
        path.write_text(text, encoding="utf-8")
    current = next(tool for tool in handbook.catalog.records("tool") if isinstance(tool, Tool) and not tool.ended)
    edit(root, f"data/tools/{current.id}.yml", f"status: {current.status}", "status: retired\nstatus_since: 2026-11-20")
    book = handbook.catalog.records("resource")[0].id
    for number in (1, 2, 3):
        shutil.copy(root / "data" / "resources" / f"{book}.yml", root / "data" / "resources" / f"new-{number}.yml")
        edit(root, f"data/resources/new-{number}.yml", f"id: {book}", f"id: new-{number}")
    values = [f"{claim.value} → 61.5 lines" for claim in facts]
    return [*values, f"{current.status} → retired", "resource/new-1", "resource/new-2", "resource/new-3"]


def test_three_edits_of_the_handbook_are_told_alike_by_diff_notes_and_feed(
    tmp_path: Path, real: Handbook, capsys: pytest.CaptureFixture[str]
) -> None:
    root = tmp_path / "handbook"
    for name in ("data", "docs"):
        shutil.copytree(ROOT / name, root / name)
    git(tmp_path, "init", "--quiet", str(root))
    _release(root, "v1.0")
    told = _edit_a_copy(root, real)
    _release(root, "v1.1")
    sentence = "2 facts changed, 1 tool retired, 3 resources added"
    assert main(["diff", "v1.0", "--root", str(root)]) == 0
    text = capsys.readouterr().out
    assert main(["diff", "v1.0", "--to", "v1.1", "--root", str(root), "--format", "markdown"]) == 0
    notes = capsys.readouterr().out
    (entry,) = parsed(create_feed(read_history(root), real.catalog, IMPRINT)).entries
    content = LexborHTMLParser(entry.content[0].value).text()
    assert (text.split("\n")[0], notes.split("\n")[0], entry.title) == (sentence, sentence, f"v1.1: {sentence}")
    for form in (text, notes.replace("`", ""), content):
        assert [words for words in told if words not in form] == []
        assert form.count("→") == 3


def test_the_same_commit_and_tags_give_the_same_bytes(repository: Path, tmp_path: Path, small: Handbook) -> None:
    copy = tmp_path / "copy"
    git(tmp_path, "clone", "--quiet", str(repository), str(copy))
    assert read_history(copy) == read_history(repository)
    texts = {create_feed(read_history(root), small.catalog, IMPRINT) for root in (copy, repository)}
    assert len(texts) == 1


def test_tags_that_come_later_than_the_commit_change_nothing(repository: Path) -> None:
    git(repository, "checkout", "--quiet", "v1.10")
    assert [release.name for release in read_history(repository).releases] == ["v1.10"]


def test_a_shallow_clone_says_so_and_has_no_entries(repository: Path, tmp_path: Path, small: Handbook) -> None:
    git(tmp_path, "clone", "--quiet", "--depth", "1", f"file://{repository}", str(tmp_path / "shallow"))
    feed = parsed(create_feed(read_history(tmp_path / "shallow"), small.catalog, IMPRINT))
    assert feed.entries == []
    assert "this clone is shallow" in feed.feed.subtitle


def test_a_folder_without_history_says_so_and_has_no_entries(tmp_path: Path, small: Handbook) -> None:
    feed = parsed(create_feed(read_history(tmp_path), small.catalog, IMPRINT))
    assert feed.entries == []
    assert "Empty in this build: git cannot read this folder" in feed.feed.subtitle
    assert "2026" in feed.feed.updated


def test_one_release_has_nothing_to_be_compared_with(tmp_path: Path) -> None:
    git(tmp_path, "init", "--quiet", ".")
    _release(tmp_path, "v1.0")
    assert read_history(tmp_path) == History()


def test_comparing_what_differs_is_comparing_everything(repository: Path) -> None:
    (repository / "data/tools/pencil.yml").rename(repository / "data/tools/pen.yml")
    edit(repository, "data/tools/pen.yml", "id: pencil", "id: pen\nformerly: [pencil]")
    (repository / "examples/shapes/square-areas.svg").write_text("<svg/>", encoding="utf-8")
    (repository / "exercises/count-corners/wrong/counts-ends.py").unlink()
    _release(repository, "v3.0")
    for old, new in (("v1.9", "v3.0"), ("v3.0", "v1.10"), ("v1.10", "v2.0.0")):
        whole = compare(read_revision(repository, old), read_revision(repository, new))
        assert compare(*read_changes(repository, old, new)) == whole != Comparison()


HOSTILE = [
    "<script>alert(1)</script>",
    "]]><x/>",
    "\x00\x0b\ufffe",
    "&lt;b&gt; &amp;",
    "[x](javascript:alert(1)) ` ``",
    "\u202ex",
]


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_stays_text(text: str, small: Handbook) -> None:
    change = RecordChange(
        kind="tool", id=text, title=text, change="changed", edits=(Edit(way=(text,), old=text, new="x"),)
    )
    time = datetime.datetime(2026, 11, 21, tzinfo=datetime.UTC)
    release = Release(name="v1.0", time=time, changes=Comparison(records=(change,)))
    text = create_feed(History(releases=(release,)), small.catalog, Imprint(title=text, description=""))
    entry = parsed(text).entries[0]
    assert "<script" not in entry.content[0].value
    assert "<a " not in entry.content[0].value
    assert [part.tag for part in fromstring(text.encode()).iter() if ATOM not in part.tag] == []  # noqa: S314
