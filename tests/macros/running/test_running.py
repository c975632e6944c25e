"""A program runs in a folder of its own, and what it may not do is refused and told."""

from __future__ import annotations

from pathlib import Path

import pytest

from macros.running import Run, run


def run_text(text: str, *, seconds: float = 5, hash_seed: int = 0, **files: str) -> Run:
    return run("program.py", files={"program.py": text, **files}, seconds=seconds, hash_seed=hash_seed)


def test_a_program_prints_and_leaves_files() -> None:
    ran = run_text('from pathlib import Path\nPath("figure.svg").write_text("x")\nprint("two words")\n')
    assert (ran.status, ran.output, ran.errors) == (0, "two words\n", "")
    assert ran.files == {"figure.svg": b"x"}
    assert ran.sound
    assert 0 < ran.seconds < 5


def test_a_module_runs_with_arguments_and_imports_what_lies_beside_it() -> None:
    ran = run("unittest", "checks", files={"checks.py": "import answer\nprint(answer.two)\n", "answer.py": "two = 2\n"})
    assert ran.output == "2\n"
    assert "NO TESTS RAN" in ran.errors or ran.status == 0


def test_a_program_sees_nothing_of_our_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SECRET_OF_OURS", "1")
    ran = run_text("import os\nprint(sorted(os.environ))\n")
    assert "SECRET_OF_OURS" not in ran.output
    assert "PYTHONHASHSEED" in ran.output


def test_an_exception_is_told_with_its_line() -> None:
    ran = run_text('print("first")\n\nraise ValueError("a reason\\nof two lines")\n')
    assert (ran.status, ran.output) == (1, "first\n")
    assert (ran.raised, ran.line) == ("ValueError: a reason of two lines", 3)


def test_an_error_of_syntax_is_told() -> None:
    assert run_text("def f(:\n").raised.startswith("SyntaxError: ")


def test_a_warning_is_an_error_unless_we_say_otherwise() -> None:
    text = 'import warnings\nwarnings.warn("take care")\n'
    assert run_text(text).raised == "UserWarning: take care"
    assert run("program.py", files={"program.py": text}, warnings="default").sound


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("opens-network", 'import socket\nsocket.create_connection(("192.0.2.1", 80))\n'),
        ("opens-network", 'import urllib.request\nurllib.request.urlopen("http://192.0.2.1/")\n'),
        ("opens-network", 'import socket\nsocket.getaddrinfo("example.org", 80)\n'),
        ("starts-process", 'import subprocess\nsubprocess.run(["true"])\n'),
        ("starts-process", 'import os\nos.system("true")\n'),
        ("starts-process", "import os\nos.fork()\n"),
        ("writes-outside", 'import os\nos.mkdir("../../elsewhere-of-the-handbook")\n'),
        ("writes-outside", 'from pathlib import Path\nPath("/tmp/elsewhere-of-the-handbook").write_text("x")\n'),
        ("writes-outside", 'import os\nos.remove("/tmp/elsewhere-of-the-handbook")\n'),
        ("writes-outside", 'import os\nos.rename("program.py", "/tmp/elsewhere-of-the-handbook")\n'),
    ],
)
def test_what_a_program_may_not_do_is_refused_and_told_with_its_line(code: str, text: str) -> None:
    ran = run_text(text)
    assert [(refusal.code, refusal.line) for refusal in ran.refusals] == [(code, 2)]
    assert not ran.sound
    assert not Path("/tmp/elsewhere-of-the-handbook").exists()  # noqa: S108 - where a program was kept from writing


def test_a_refusal_is_told_even_where_the_program_goes_on() -> None:
    ran = run_text('import os\ntry:\n    os.system("true")\nexcept OSError:\n    print("well")\n')
    assert (ran.status, ran.output, len(ran.refusals)) == (0, "well\n", 1)
    assert not ran.sound


def test_a_link_out_of_the_folder_does_not_lead_out() -> None:
    ran = run_text('import os\nos.symlink("/tmp", "out")\nopen("out/elsewhere-of-the-handbook", "w")\n')
    assert [refusal.code for refusal in ran.refusals][-1] == "writes-outside"


def test_what_libraries_ask_of_the_machine_is_nobodys_fault() -> None:
    ran = run_text('import subprocess\ntry:\n    subprocess.run(["fc-list"])\nexcept OSError:\n    pass\n')
    assert ran.sound


def test_temporary_files_and_reading_are_free() -> None:
    ran = run_text(
        "import tempfile, json\nwith tempfile.TemporaryFile() as f:\n    f.write(b'x')\nopen(json.__file__)\n"
    )
    assert ran.refusals == ()


def test_a_program_that_computes_too_long_is_stopped() -> None:
    ran = run_text("while True:\n    pass\n", seconds=1)
    assert (ran.too_long, ran.sound, ran.seconds) == (True, False, 1)


def test_a_program_that_waits_too_long_is_stopped() -> None:
    ran = run_text('import time\nprint("on", flush=True)\ntime.sleep(60)\n', seconds=0.3)
    assert (ran.too_long, ran.output) == (True, "on\n")


def test_hashes_follow_the_seed() -> None:
    text = 'print(hash("a"))\n'
    assert run_text(text).output == run_text(text).output != run_text(text, hash_seed=1).output


def test_output_without_end_is_cut() -> None:
    assert len(run_text('print("x" * 1_000_000)\n').output) == 100_000
