from pathlib import Path

import pytest

from macros.source import MAX_BYTES, Span, parse, read, scalar

RECORD = "id: line\nlevels:\n  low: {can: draw}\nrequires:\n  - topic: shapes\n    because: thin\n"


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("off", "off"),
        ("NO", "NO"),
        ("true", True),
        ("False", False),
        ("~", None),
        ("", None),
        ("22:22", "22:22"),
        ("010", "010"),
        ("0", 0),
        ("-7", -7),
        ("1.5", 1.5),
        ("1e3", 1000.0),
        ("1.10", 1.1),
        ("2026-11-21", "2026-11-21"),
        (".inf", ".inf"),
        ("0x1F", "0x1F"),
        ("1_000", "1_000"),
        ("9" * 5000, "9" * 5000),
        ("3.15.0", "3.15.0"),
    ],
)
def test_a_plain_scalar_is_read_by_the_rules_of_yaml_1_2(text: str, value: object) -> None:
    assert scalar(text) == value
    assert type(scalar(text)) is type(value)


def test_a_quoted_scalar_is_text() -> None:
    assert parse("a: \"12\"\nb: 'true'\n", "x").value == {"a": "12", "b": "true"}


@pytest.mark.parametrize(
    ("loc", "key", "span"),
    [
        (("id",), False, Span(line=1, column=5, end=9)),
        (("id",), True, Span(line=1, column=1, end=3)),
        (("levels", "low", "can"), False, Span(line=3, column=14, end=18)),
        (("requires", 0, "topic"), False, Span(line=5, column=12, end=18)),
        (("requires", 0, "because"), True, Span(line=6, column=5, end=12)),
        (("requires", 0, "missing"), False, Span(line=5, column=5, end=18)),
        (("missing",), False, Span(line=1, column=1, end=9)),
    ],
)
def test_every_key_and_value_knows_its_place(loc: tuple[str | int, ...], key: bool, span: Span) -> None:
    assert parse(RECORD, "x").span(loc, key=key) == span


@pytest.mark.parametrize(
    "text", ["[" * 100_000, "- " * 50_000, "{a: " * 10_000, "? " * 50_000, "a: &x [*x]\n", "%TAG ! x\n"]
)
def test_a_hostile_text_is_refused_and_nothing_breaks(text: str) -> None:
    source = parse(text, "x")
    assert source.value is None
    assert source.faults


def test_windows_line_ends_change_nothing(tmp_path: Path) -> None:
    path = tmp_path / "x.yml"
    path.write_bytes(b"id: line\r\ntitle: Line\r\n")
    source = read(path, "x.yml")
    assert source.value == {"id": "line", "title": "Line"}
    assert not source.faults


def test_a_large_file_is_not_even_read(tmp_path: Path) -> None:
    path = tmp_path / "x.yml"
    path.write_bytes(b"\xff" * (MAX_BYTES + 1))
    assert [fault.code for fault in read(path, "x.yml").faults] == ["too-large"]


def test_a_link_to_another_file_is_not_followed(tmp_path: Path) -> None:
    (tmp_path / "x.yml").symlink_to("/etc/hostname")
    assert [fault.code for fault in read(tmp_path / "x.yml", "x.yml").faults] == ["not-a-file"]


def test_a_repeated_key_keeps_its_first_value_and_names_its_line() -> None:
    source = parse("a: 1\nb: 2\na: 3\n", "x")
    assert source.value == {"a": 1, "b": 2}
    assert source.faults[0].message == "'a' stands on line 1 already"


@pytest.mark.parametrize(
    ("raw", "word"), [(b"a: caf\xe9 au lait", "café"), (b"a: b\n\xa0", ""), (b"a: 5\xa0cm", "5cm")]
)
def test_a_byte_that_is_not_utf_8_is_told_with_its_word(tmp_path: Path, raw: bytes, word: str) -> None:
    (tmp_path / "x.yml").write_bytes(raw)
    (fault,) = read(tmp_path / "x.yml", "x.yml").faults
    assert f"in '{word}')" in fault.message
