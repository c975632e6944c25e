"""A build takes the place of the last one whole, or leaves it as it was; as root as well as as a user."""

from __future__ import annotations

import errno
import os
import resource
import signal
import stat
import subprocess
import sys
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import pytest

from macros.publish import publish
from tests.conftest import ROOT, make_project, run_macros

OLD = "the last sound site"


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """A site that was built before."""
    folder = tmp_path / "public" / "site"
    folder.mkdir(parents=True)
    (folder / "index.html").write_text(OLD, encoding="utf-8")
    return folder


def writing(text: str, status: int = 0) -> Callable[[Path], int]:
    """A build that writes one page and ends with a status."""

    def build(folder: Path) -> int:
        folder.mkdir()
        (folder / "index.html").write_text(text, encoding="utf-8")
        return status

    return build


def failing(error: BaseException) -> Callable[[Path], int]:
    """A build that writes one page and fails."""

    def build(folder: Path) -> int:
        writing("half of a site")(folder)
        raise error

    return build


def is_untouched(site: Path) -> bool:
    """Whether the last sound site is all that there is."""
    files = [path for path in site.parent.rglob("*") if path.is_file()]
    return files == [site / "index.html"] and files[0].read_text(encoding="utf-8") == OLD


def test_a_sound_site_takes_the_place_of_the_last_one(site: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (site / "gone.html").touch()
    assert publish(site, writing("new")) == 0
    assert [path.name for path in site.parent.rglob("*")] == ["site", "index.html"]
    assert (site / "index.html").read_text(encoding="utf-8") == "new"
    assert capsys.readouterr().out == f"The site: {site}\n"


def test_a_first_site_needs_no_folder_before_it(tmp_path: Path) -> None:
    assert publish(tmp_path / "a" / "b", writing("new")) == 0
    assert (tmp_path / "a" / "b" / "index.html").is_file()


def test_a_web_server_may_read_what_was_published(tmp_path: Path) -> None:
    before = os.umask(0o022)
    try:
        publish(tmp_path / "site", writing("new"))
    finally:
        os.umask(before)
    assert stat.S_IMODE((tmp_path / "site").stat().st_mode) == 0o755


def test_what_is_hidden_in_a_site_stays_in_it(site: Path) -> None:
    (site / ".git").mkdir()
    (site / ".git" / "HEAD").touch()
    (site / ".nojekyll").touch()
    assert publish(site, writing("new")) == 0
    assert sorted(path.name for path in site.rglob("*")) == [".git", ".nojekyll", "HEAD", "index.html"]


def test_a_build_that_fails_leaves_the_last_site(site: Path) -> None:
    assert publish(site, writing("unsound", status=1)) == 1
    assert is_untouched(site)


@pytest.mark.parametrize("stopped", [KeyboardInterrupt(), SystemExit(1), ValueError("a bug")])
def test_a_build_that_is_stopped_leaves_the_last_site(site: Path, stopped: BaseException) -> None:
    with pytest.raises(type(stopped)):
        publish(site, failing(stopped))
    assert is_untouched(site)


@pytest.mark.parametrize(
    ("number", "todo"),
    [
        (errno.ENOSPC, "No space left on device: free some space on this disk, then run the same command again"),
        (errno.EDQUOT, "Disk quota exceeded: free some space"),
        (errno.EFBIG, "File too large: raise the limit on the size of a file (ulimit -f)"),
        (errno.EROFS, "Read-only file system: look at who owns the folder (ls -ld) and whether its disk is read-only"),
        (errno.EACCES, "Permission denied: look at who owns the folder"),
        (errno.EIO, "Input/output error: look at what is there, then run the same command again"),
    ],
)
def test_what_the_system_refuses_is_told_in_one_line(
    site: Path, capsys: pytest.CaptureFixture[str], number: int, todo: str
) -> None:
    assert publish(site, failing(OSError(number, os.strerror(number)))) == 1
    (line,) = capsys.readouterr().err.splitlines()
    assert line.startswith(f"error: {site} stays as it was: {todo}")
    assert is_untouched(site)


def test_a_site_that_cannot_be_put_in_place_leaves_the_last_one(
    site: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    rename = Path.rename

    def refuse(self: Path, target: Path) -> Path:
        if self.name == "new":
            raise OSError(errno.EROFS, os.strerror(errno.EROFS), str(self))
        return rename(self, target)

    monkeypatch.setattr(Path, "rename", refuse)
    assert publish(site, writing("new")) == 1
    assert is_untouched(site)
    assert "Read-only file system" in capsys.readouterr().err


def test_nothing_but_a_site_is_ever_replaced(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / "record.yml").touch()
    (tmp_path / "file").touch()
    for name in ("data", "file", "file/below"):
        assert publish(tmp_path / name, writing("new")) == 1
        (line,) = capsys.readouterr().err.splitlines()
        assert line.endswith(": name another folder: --site-dir FOLDER")
    assert sorted(path.name for path in tmp_path.rglob("*")) == ["data", "file", "record.yml"]


def allow_small_files_only() -> None:
    """In the child: no file may grow past 20 kB, and a process that tries is told instead of killed."""
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (20_000, 20_000))


def test_a_real_build_that_may_not_write_its_files_leaves_the_last_site(site: Path, tmp_path: Path) -> None:
    project = make_project(tmp_path / "project")
    command = [sys.executable, "-m", "macros", "build", "--root", str(project), "--site-dir", str(site)]
    environment = {**os.environ, "PYTHONPATH": str(project), "PYTHONDONTWRITEBYTECODE": "1"}
    ran = subprocess.run(
        command,
        cwd=ROOT,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
        preexec_fn=allow_small_files_only,
    )
    assert ran.returncode == 1
    assert f"error: {site} stays as it was: File too large" in ran.stderr
    assert "Traceback" not in ran.stderr
    assert is_untouched(site)


def test_an_interrupt_that_a_library_swallows_stops_the_build_all_the_same(site: Path) -> None:
    def build(folder: Path) -> int:
        folder.mkdir()
        with suppress(KeyboardInterrupt):
            signal.raise_signal(signal.SIGINT)
        return 0

    before = signal.getsignal(signal.SIGINT)
    assert publish(site, build) == 130
    assert is_untouched(site)
    assert signal.getsignal(signal.SIGINT) is before


def test_a_real_build_stopped_by_its_reader_leaves_the_last_site(site: Path, tmp_path: Path) -> None:
    project = make_project(tmp_path / "project")
    command = [sys.executable, "-m", "macros", "build", "--site-dir", str(site)]
    environment = {**os.environ, "PYTHONPATH": str(project), "PYTHONUNBUFFERED": "1"}
    with subprocess.Popen(command, cwd=project, env=environment, stderr=subprocess.PIPE, text=True) as process:
        assert process.stderr is not None
        next(line for line in process.stderr if "Building documentation" in line)
        process.send_signal(signal.SIGINT)
        said = process.stderr.read()
    assert process.returncode == 130
    assert "Traceback" not in said
    assert is_untouched(site)


def test_a_real_build_below_a_file_is_told_what_to_do(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    ran = run_macros("build", "--site-dir", str(tmp_path / "file" / "site"))
    assert ran.returncode == 1
    (line,) = ran.stderr.splitlines()
    assert line.startswith(f"error: {tmp_path}/file/site stays as it was: File exists ({tmp_path}/file): ")
    assert line.endswith("name another folder: --site-dir FOLDER")
