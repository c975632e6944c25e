"""What keeps a download from being made: told with its page, its file and line where known, and nothing is left."""

from __future__ import annotations

import errno
import importlib
import os
import resource
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pypdfium2
import pytest

from macros.book import pdf
from macros.book.document import read_document
from macros.book.failing import BookError
from macros.book.making import Request, explain, make_epub, make_pdf, make_zip
from macros.book.pdf import create_pdf
from tests.conftest import ROOT, SMALL
from tests.macros.book.conftest import EDITION, EPOCH, Change

TEXT = "<p>It is about drawing.</p>"
PICTURE = 'src="chequers.png"'
LINE = r"\mathbf{A} = \mathbf{B}"
ROWS = "<mtr><mtd><mi>A</mi></mtd><mtd><mo>=</mo><mi>B</mi></mtd></mtr>" * 80
FORMULA = (
    f'<p><span class="hb-equation"><span class="hb-formula" data-tex="{LINE}">'
    f'<math display="block" alttext="A equals B"><mtable>{ROWS}</mtable></math></span></span></p>'
)
HEAD = f"<table><thead><tr><th>{'drawing ' * 40}</th></tr></thead><tbody><tr><td>x</td></tr></tbody></table>"


def told(make: Callable[[Request], int], site: Path, capsys: pytest.CaptureFixture[str], root: Path = SMALL) -> str:
    """What is said when a download cannot be made; it is not there then, nor a piece of it."""
    (site / "downloads").mkdir(exist_ok=True)
    assert make(Request(root=root, site=site, epoch=EPOCH)) == 1
    assert list((site / "downloads").iterdir()) == []
    return capsys.readouterr().err


@pytest.mark.parametrize(
    ("page", "old", "new", "said"),
    [
        pytest.param(
            "components.html",
            'alt="A board of light and dark squares"',
            "",
            "docs/components.md:153:38: the picture chequers.png does not say what it shows (on components.html)",
            id="picture without words",
        ),
        pytest.param(
            "components.html",
            PICTURE,
            'src="chequers2.png"',
            "docs/components.md: there is no picture chequers2.png (on components.html)",
            id="no picture",
        ),
        pytest.param(
            "components.html",
            PICTURE,
            'src="assets/handbook.css"',
            "docs/components.md: the picture assets/handbook.css cannot be read: unknown image format",
            id="broken picture",
        ),
        pytest.param(
            "about.html",
            TEXT,
            '<p class="hb-new">It</p>',
            'docs/about.md: the book does not know the component <p class="hb-new">: name it in',
            id="unknown component",
        ),
        pytest.param(
            "about.html",
            TEXT,
            HEAD,
            "docs/about.md: the title of a column has 319 signs, at most 300: put the text into a row (on about.html)",
            id="head of a table that is taller than a sheet",
        ),
        pytest.param(
            "about.html",
            TEXT,
            FORMULA,
            "docs/about.md: the formula is taller than a sheet: break it into several (on about.html)",
            id="formula that is taller than a sheet",
        ),
        pytest.param(
            "about.html",
            TEXT,
            '<p><span class="hb-math"><math><mi>x</mi></math></span></p>',
            "docs/about.md: a formula has no spoken text (on about.html)",
            id="formula without words",
        ),
    ],
)
def test_what_cannot_be_set_is_told_at_its_source(
    change: Change, capsys: pytest.CaptureFixture[str], page: str, old: str, new: str, said: str
) -> None:
    assert told(make_pdf, change(page, old, new), capsys).startswith(f"error: {said}")


@pytest.mark.parametrize(
    ("page", "old", "new", "said"),
    [
        (
            "components.html",
            PICTURE,
            'src="assets/handbook.css"',
            "docs/components.md: an EPUB cannot show assets/handbook.css: save it as .gif, .jpeg, .jpg, .png",
        ),
        (
            "about.html",
            TEXT,
            '<p><span class="hb-math"><math><mi>x</mi></math></span></p>',
            "docs/about.md: a formula has no spoken text (on about.html)",
        ),
    ],
    ids=["file that is no picture", "formula without words"],
)
def test_what_an_epub_cannot_hold_is_told_at_its_source(
    change: Change, capsys: pytest.CaptureFixture[str], page: str, old: str, new: str, said: str
) -> None:
    assert told(make_epub, change(page, old, new), capsys).startswith(f"error: {said}")


def test_a_sign_that_no_font_has_is_told_at_its_line(
    change: Change, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    root = shutil.copytree(SMALL, tmp_path / "root")
    with (root / "docs" / "about.md").open("a", encoding="utf-8") as file:
        file.write("\nWith a pen: \U0001f58d\n")
    said = told(make_pdf, change("about.html", TEXT, "<p>With a pen: \U0001f58d</p>"), capsys, root)
    where = "docs/about.md:10:13"
    assert (
        said == f"error: {where}: no font of the book has the sign '\U0001f58d': write it otherwise (on about.html)\n"
    )


def test_a_mistake_is_told_at_its_line_of_the_page_or_record() -> None:
    where = Path("site/downloads/ml-engineer-handbook.pdf")
    found = explain(SMALL, where, BookError("components.html", "wrong", "chequers.png"))
    assert found == "error: docs/components.md:153:38: wrong (on components.html)"
    found = explain(SMALL, where, BookError("tools/quill.html", "wrong"))
    assert found == "error: data/tools/quill.yml: wrong (on tools/quill.html)"
    assert explain(SMALL, where, BookError("", "wrong")) == "error: wrong"


def test_what_typst_says_of_no_page_is_told_in_its_own_words(small_site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pdf, "STYLES", ())
    with pytest.raises(BookError) as error:
        create_pdf(read_document(small_site), EDITION, EPOCH)
    assert str(error.value).startswith("typst: warning: unknown font family: source sans pro")
    assert "┌─ template.typ:" in str(error.value)


def test_a_font_that_is_missing_is_named(
    change: Change, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(pdf, "STYLES", ("Regular", "Thin"))
    said = told(make_pdf, change("about.html", TEXT, TEXT), capsys)
    assert said == "error: the font SourceSansPro-Thin.otf is missing: python3 requirements/install.py site book\n"


@pytest.mark.parametrize("name", ["font_source_sans_pro", "typst", "pikepdf"])
def test_a_package_that_is_missing_is_named(
    change: Change, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], name: str
) -> None:
    importlib.import_module(name)
    for module in [module for module in sys.modules if module.partition(".")[0] == name]:
        monkeypatch.setitem(sys.modules, module, None)
    said = told(make_pdf, change("about.html", TEXT, TEXT), capsys)
    assert said == f"error: {name} is not installed: python3 requirements/install.py site book\n"


@pytest.mark.parametrize("make", [make_pdf, make_epub, make_zip])
def test_without_a_built_site_it_is_said_how_to_get_one(
    make: Callable[[Request], int], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert told(make, tmp_path, capsys) == f"error: there is no built site in {tmp_path}: `make build` writes one\n"


def test_a_folder_that_cannot_be_written_is_named(change: Change, capsys: pytest.CaptureFixture[str]) -> None:
    site = change("about.html", TEXT, TEXT)
    (site / "downloads").write_text("in the way", encoding="utf-8")
    assert make_zip(Request(root=SMALL, site=site, epoch=EPOCH)) == 1
    said = capsys.readouterr().err
    assert said == f"error: {site}/downloads/ml-engineer-handbook.zip was not written: File exists ({site}/downloads)\n"


@pytest.mark.parametrize("number", [errno.ENOSPC, errno.EROFS])
def test_a_disk_that_is_full_or_read_only_keeps_no_piece(
    change: Change, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, number: int
) -> None:
    def write_half(path: Path, content: bytes) -> None:
        with path.open("wb") as file:
            file.write(content[:1000])
        raise OSError(number, os.strerror(number), str(path))

    site = change("about.html", TEXT, TEXT)
    monkeypatch.setattr(Path, "write_bytes", write_half)
    assert f"ml-engineer-handbook.zip was not written: {os.strerror(number)}" in told(make_zip, site, capsys)


def test_a_limit_on_the_size_of_files_keeps_no_piece(change: Change) -> None:
    site = change("about.html", TEXT, TEXT)
    command = [sys.executable, "-m", "macros", "offline", "--root", str(SMALL), "--site", str(site)]
    ran = subprocess.run(
        command, cwd=ROOT, capture_output=True, text=True, check=False, preexec_fn=allow_small_files_alone
    )
    assert (ran.returncode, "was not written: File too large" in ran.stderr) == (1, True), ran.stderr
    assert list((site / "downloads").iterdir()) == []


def allow_small_files_alone() -> None:
    """In the child process: no file over 20 kB."""
    resource.setrlimit(resource.RLIMIT_FSIZE, (20_000, 20_000))


WORDS = "word " * 2000
PARAGRAPHS = f"<p>{'word ' * 40}</p>" * 50
CODE = "word = 1\n" * 200
LONG = {
    "note": f'<div class="admonition note"><p class="admonition-title">T</p>{PARAGRAPHS}</div>',
    "row": f"<table><thead><tr><th>A</th></tr></thead><tbody><tr><td>{WORDS}</td></tr></tbody></table>",
    "code": f'<div class="highlight"><pre><code>{CODE}</code></pre></div>',
    "item": f"<ul><li>{WORDS}</li></ul>",
    "quotation": f"<blockquote><p>{WORDS}</p></blockquote>",
}
"""Components of several sheets each."""


@pytest.mark.parametrize("block", LONG)
def test_what_is_longer_than_a_sheet_goes_on_on_the_next(change: Change, block: str) -> None:
    site = change("about.html", TEXT, LONG[block])
    made = create_pdf(read_document(site), EDITION, EPOCH)
    with pypdfium2.PdfDocument(made.content) as opened:
        sheets = [sheet.get_textpage() for sheet in opened]
        seen = [sheet.get_text_bounded(bottom=50, top=800).count("word") for sheet in sheets]
        every = [sheet.get_text_range().count("word") for sheet in sheets]
    assert sum(every) >= LONG[block].count("word")
    assert seen == every
