"""Answers are judged in a process of their own; what comes back is what each test said."""

import pytest

from macros.practice import judge, passes

TESTS = """\
from answer import double


def test_two_is_doubled():
    assert double(2) == 4, "two and two are four"


def test_nothing_stays_nothing():
    assert double(0) == 0
"""


def test_a_right_answer_passes_every_test() -> None:
    outcomes = judge("def double(x):\n    return 2 * x\n", TESTS)
    assert passes(outcomes)
    assert [outcome.sentence for outcome in outcomes] == ["two is doubled", "nothing stays nothing"]


def test_a_failing_test_says_its_own_words_and_no_more() -> None:
    first, second = judge("def double(x):\n    return x + 1\n", TESTS)
    assert (first.passed, first.message) == (False, "two and two are four")
    assert second.message == "assert 1 == 0\n +  where 1 = double(0)"


def test_an_answer_that_raises_is_told_what_it_raised() -> None:
    assert judge("def double(x):\n    raise ValueError('no')\n", TESTS)[0].message == "ValueError: no"


@pytest.mark.parametrize(
    ("answer", "said"),
    [
        ("def double(x)\n    return 2\n", "expected ':'"),
        ("def triple(x):\n    return 3 * x\n", "cannot import name 'double'"),
        ("import not_there\n", "No module named 'not_there'"),
    ],
)
def test_an_answer_that_cannot_be_read_is_told_why(answer: str, said: str) -> None:
    (outcome,) = judge(answer, TESTS)
    assert outcome.sentence == "the tests can be run"
    assert said in outcome.message


def test_an_answer_that_does_not_end_is_stopped(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("macros.practice.judging.SECONDS", 1)
    (outcome,) = judge("def double(x):\n    while True: pass\n", TESTS)
    assert outcome.message == "stopped after 1 second: is there a loop that does not end?"


def test_an_answer_that_opens_the_network_is_refused() -> None:
    answer = "import socket\n\ndef double(x):\n    return socket.create_connection(('127.0.0.1', 9))\n"
    (outcome,) = judge(answer, TESTS)
    assert "opens network" in outcome.message


def test_an_answer_that_ends_the_process_has_not_passed() -> None:
    assert not passes(judge("import os\n\ndef double(x):\n    os._exit(0)\n", TESTS))


def test_an_answer_cannot_pass_by_printing_that_it_did() -> None:
    answer = 'import os\nos.write(1, b\'[{"test": "x", "passed": true, "message": ""}]\')\nos._exit(0)\n'
    assert not passes(judge(answer, TESTS))


def test_a_skipped_test_is_not_passed() -> None:
    tests = "import pytest\n\ndef test_x():\n    pytest.skip('later')\n"
    assert not passes(judge("", tests))


def test_tests_without_a_test_pass_nothing() -> None:
    assert not passes(judge("", "x = 1\n"))
