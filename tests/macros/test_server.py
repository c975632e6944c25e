"""The live site as an editor meets it: started, broken, mended, and its own code edited."""

import os
import re
import signal
import socket
import subprocess
import sys
import threading
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from macros.generator import DEFAULT, GENERATORS
from macros.policy import script_hashes
from macros.server import HOST, free_port
from tests.conftest import ROOT, make_project

Start = Callable[..., "Serving"]

PATIENCE = 60.0
BROKEN_TERM = "id: line\ntitle: Line\nsummary: A mark.\ntopics: [linse]\n"


class Serving:
    """A running `python -m macros serve` and what it has printed."""

    def __init__(self, root: Path, generator: str) -> None:
        self.root = root
        self.printed = ""
        command = [sys.executable, "-m", "macros", "serve", "--port", str(free_port(0)), "--generator", generator]
        environment = {**os.environ, "PYTHONPATH": str(root), "PYTHONUNBUFFERED": "1"}
        self.process = subprocess.Popen(
            command, cwd=root, env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
        )
        self.listener = threading.Thread(target=self._listen, daemon=True)
        self.listener.start()

    def _listen(self) -> None:
        assert self.process.stdout is not None
        for line in self.process.stdout:
            self.printed += line
        self.process.stdout.close()

    def stop(self) -> None:
        """Interrupt it, as Ctrl-C does."""
        self.process.send_signal(signal.SIGINT)
        try:
            self.process.wait(timeout=10)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()
        self.listener.join()

    def wait(self, holds: Callable[[], bool]) -> None:
        """Wait until something holds, or fail with what was printed."""
        end = time.monotonic() + PATIENCE
        while not holds():
            assert time.monotonic() < end, self.printed
            assert self.process.poll() is None, self.printed
            time.sleep(0.1)

    def page(self, name: str) -> str:
        """A served page, or nothing while it cannot be had."""
        address = re.search(r"http://\S+", self.printed)
        if address is None:
            return ""
        try:
            with urllib.request.urlopen(address.group() + name, timeout=5) as answer:  # noqa: S310 - our own server
                return str(answer.read().decode())
        except (urllib.error.URLError, ConnectionError, TimeoutError):
            return ""

    def edit(self, name: str, old: str, new: str) -> None:
        """Save a file with some words replaced."""
        path = self.root / name
        text = path.read_text(encoding="utf-8")
        assert old in text
        path.write_text(text.replace(old, new), encoding="utf-8")


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A copy of the small handbook with the code that serves it."""
    return make_project(tmp_path)


@pytest.fixture
def heeding() -> Iterator[None]:
    """Programs started here heed an interrupt, even where these tests were started by something that ignores it."""
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    yield
    signal.signal(signal.SIGINT, before)


@pytest.fixture
def serve(heeding: None) -> Iterator[Start]:  # noqa: ARG001 - it is what programs inherit
    """Start serving a project; it is stopped at the end."""
    running: list[Serving] = []

    def start(root: Path, generator: str = DEFAULT) -> Serving:
        running.append(Serving(root, generator))
        return running[-1]

    yield start
    for serving in running:
        serving.stop()


def test_every_kind_of_source_is_seen_while_serving(project: Path, serve: Start) -> None:
    serving = serve(project)
    serving.wait(lambda: "A stick that leaves lines" in serving.page("tools/pencil.html"))
    edits = [
        ("data/tools/pencil.yml", "A stick that leaves lines", "A stick that draws", "tools/pencil.html"),
        ("docs/skills/sketching.md", "It saves paper", "It saves a lot of paper", "skills/sketching.html"),
        ("overrides/main.html", "</head>", '<meta name="edited"></head>', "index.html"),
        ("macros/render/templates/about/tool.md.j2", "Good for", "Made for", "tools/pencil.html"),
        ("macros/render/view.py", '"Report a mistake"', '"Tell us"', "index.html"),
        ("macros/models/base.py", "EN DASH", "EM DASH", "topics/lines.html"),
    ]
    seen = [
        "A stick that draws",
        "It saves a lot of paper",
        '<meta name="edited">',
        "Made for",
        None,
        "1\N{EM DASH}2 hours",
    ]
    for (name, old, new, page), text in zip(edits, seen, strict=True):
        serving.edit(name, old, new)
        if text is not None:
            serving.wait(lambda page=page, text=text: text in serving.page(page))  # type: ignore[misc]


def test_broken_data_is_explained_and_served_as_soon_as_it_is_mended(project: Path, serve: Start) -> None:
    term = project / "data" / "terms" / "line.yml"
    sound = term.read_text(encoding="utf-8")
    term.write_text(BROKEN_TERM, encoding="utf-8")
    serving = serve(project)
    serving.wait(lambda: "did you mean 'lines'?" in serving.printed)
    assert "http://" not in serving.printed
    term.write_text(sound, encoding="utf-8")
    serving.wait(lambda: "A mark with length" in serving.page("glossary.html"))

    printed = len(serving.printed)
    term.write_text(BROKEN_TERM, encoding="utf-8")
    serving.wait(lambda: "did you mean 'lines'?" in serving.printed[printed:])
    assert "Traceback" not in serving.printed
    assert "A mark with length" in serving.page("glossary.html")
    term.write_text(sound.replace("A mark with length", "A mark with some length"), encoding="utf-8")
    serving.wait(lambda: "A mark with some length" in serving.page("glossary.html"))


def test_a_taken_port_is_replaced_by_a_free_one(capsys: pytest.CaptureFixture[str]) -> None:
    with socket.socket() as taken:
        taken.bind((HOST, 0))
        taken.listen()
        port = int(taken.getsockname()[1])
        assert free_port(port) not in (0, port)
    assert f"Port {port} is taken" in capsys.readouterr().out


@pytest.mark.parametrize("generator", GENERATORS)
def test_a_served_page_allows_the_script_that_reloads_it(project: Path, serve: Start, generator: str) -> None:
    serving = serve(project, generator)
    serving.wait(lambda: "livereload" in serving.page("index.html"))
    page = serving.page("index.html")
    policy = re.search(r'http-equiv="Content-Security-Policy" content="([^"]+)"', page)
    assert policy is not None
    assert [found for found in script_hashes([page]) if found not in policy.group(1)] == []


def test_nothing_of_the_generator_is_printed_but_what_helps(project: Path, serve: Start) -> None:
    serving = serve(project)
    serving.wait(lambda: bool(serving.page("index.html")))
    for noise in ("end of life", "MkDocs 2", "[macros]", "Traceback", str(ROOT)):
        assert noise not in serving.printed
