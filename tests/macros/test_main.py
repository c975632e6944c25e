import pytest

from macros.__main__ import main
from tests.conftest import BROKEN, SMALL, Write, run_macros


def test_a_sound_handbook_passes(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", "--root", str(SMALL), "--today", "2026-11-21", "--strict"]) == 0
    assert capsys.readouterr().out == "0 errors, 0 warnings, 0 reports\n"


def test_a_warning_fails_only_when_asked(capsys: pytest.CaptureFixture[str]) -> None:
    arguments = ["check", "--root", str(BROKEN / "unused-source"), "--today", "2026-11-21"]
    assert main(arguments) == 0
    assert main([*arguments, "--strict"]) == 1
    assert capsys.readouterr().out.endswith("0 errors, 1 warning, 0 reports\n")


def test_overdue_facts_never_fail(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", "--root", str(SMALL), "--today", "2036-01-01", "--strict"]) == 0
    assert "0 errors, 0 warnings, 6 reports" in capsys.readouterr().out


def test_a_folder_without_data_is_wrong_usage(write: Write, capsys: pytest.CaptureFixture[str]) -> None:
    root = write({})
    (root / "data").rmdir()
    assert main(["check", "--root", str(root)]) == 2
    assert "no data/" in capsys.readouterr().err


@pytest.mark.parametrize("arguments", [[], ["chekc"], ["check", "--format", "xml"], ["check", "--today", "soon"]])
def test_wrong_usage_is_told_and_exits_with_2(arguments: list[str]) -> None:
    with pytest.raises(SystemExit) as stopped:
        main(arguments)
    assert stopped.value.code == 2


def test_the_command_line_works_as_a_command() -> None:
    ran = run_macros(
        "check", "--root", str(BROKEN / "unknown-reference"), "--today", "2026-11-21", "--format", "concise"
    )
    assert ran.returncode == 1
    assert ran.stdout.startswith(
        "data/topics/lines.yml:8:12: unknown-reference no topic 'shaps' (did you mean 'shapes'?)\n"
    )
    assert ran.stderr == ""


def test_annotations_are_nothing_but_workflow_commands() -> None:
    ran = run_macros(
        "check", "--root", str(BROKEN / "unknown-reference"), "--today", "2026-11-21", "--format", "github"
    )
    assert all(line.startswith("::error file=") for line in ran.stdout.splitlines())
    assert ran.stderr == "5 errors, 0 warnings, 3 reports\n"
