"""How two processes share the tests: the longest files first, and what both need is made by one of them."""

from pathlib import Path

import pytest

from tests.conftest import LONGEST, ROOT, make_once


def test_the_files_that_come_first_are_there_and_named_once() -> None:
    assert [name for name in LONGEST if not (ROOT / "tests" / name).is_file()] == []
    assert len(set(LONGEST)) == len(LONGEST)


def test_the_files_come_in_that_order(request: pytest.FixtureRequest) -> None:
    files = [
        path.relative_to(ROOT / "tests").as_posix() for path in dict.fromkeys(one.path for one in request.session.items)
    ]
    first = [name for name in LONGEST if name in files]
    assert files[: len(first)] == first


def test_make_test_leaves_them_in_that_order() -> None:
    assert "--dist loadfile --no-loadscope-reorder\n" in (ROOT / "Makefile").read_text(encoding="utf-8")


def test_what_is_made_once_is_whole_or_made_again(tmp_path_factory: pytest.TempPathFactory) -> None:
    made = []

    def make(folder: Path) -> None:
        made.append(folder)
        (folder / "file").write_text("text", encoding="utf-8")
        assert len(made) > 1, "the first one fails"

    with pytest.raises(AssertionError, match="the first one fails"):
        make_once(tmp_path_factory, "tried", make)
    folders = {make_once(tmp_path_factory, "tried", make) for _ in range(3)}
    assert len(made) == 2
    assert [(folder / "file").read_text(encoding="utf-8") for folder in folders] == ["text"]
