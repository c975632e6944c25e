"""Questions in a browser: answered by keyboard, explained aloud, remembered here alone, whole without a script."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from tests.browser.desk import SCHEMES, WIDTHS, Desk, Reader
from tests.browser.server import serve
from tests.conftest import ROOT, make_project, run_macros

PATH = "topics/lines.html"
KEY = "handbook.quiz.v1"
SINGLE, MULTIPLE = "which-line-is-straight", "what-lines-have"
NUMERIC, ORDERING = "length-of-a-line", "how-a-line-is-drawn"

AXE = (ROOT / ".venv" / "npm" / "judges" / "node_modules" / "axe-core" / "axe.min.js").read_text(encoding="utf-8")

HOSTILE = """\
id: what-is-text
title: What is < text > "here" & 'there'
topic: shapes
level: introductory
type: single
ask: Is `<img src=x onerror=document.title=1>` text, and so is `</legend><script>document.title=2</script>`?
options:
  - text: "`<svg onload=document.title=3>` and \\" onclick=document.title=4 x=\\""
    right: true
    because: "`</li></ul></details><script>document.title=5</script>` is text as well."
  - text: "`${document.title=6}` and `{{ 7 * 7 }}` stay as they are."
    because: "`<a href=javascript:document.title=8>` leads nowhere."
  - text: A third one, $`x < y`$.
    because: It is wrong.
reviewed_on: 2026-11-02
"""


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The small handbook as a site, with a question that would like to do more than ask."""
    project = make_project(tmp_path_factory.mktemp("quiz"))
    (project / "data" / "questions" / "what-is-text.yml").write_text(HOSTILE, encoding="utf-8")
    ran = run_macros("build", "--root", str(project), "--site-dir", str(project / "site"))
    assert ran.returncode == 0, ran.stdout + ran.stderr
    return project / "site"


@pytest.fixture(scope="module")
def quiz_home(folder: Path) -> Iterator[str]:
    """The address at which it is served."""
    with serve(folder) as address:
        yield address


@pytest.fixture
def quiz_desk(browser: Browser, quiz_home: str) -> Iterator[Desk]:
    """A desk to answer at."""
    desk = Desk(browser=browser, home=quiz_home)
    yield desk
    desk.close()
    assert desk.troubles == []


@pytest.fixture(params=["http", "file"])
def address(request: pytest.FixtureRequest, quiz_home: str, folder: Path) -> str:
    """The page on a server, and as a file on disk."""
    return quiz_home + PATH if request.param == "http" else (folder / PATH).as_uri()


def question(page: Page, name: str) -> Locator:
    """A question of the page."""
    return page.locator(f"#question-{name}")


def check(page: Page, name: str) -> str:
    """Press Check; what is announced."""
    question(page, name).get_by_role("button", name="Check").click()
    return outcome(page, name)


def outcome(page: Page, name: str) -> str:
    """What the question announces."""
    return " ".join(question(page, name).get_by_role("status").inner_text().split())


def score(page: Page) -> str:
    """How many are right."""
    return page.locator(".hb-score").inner_text()


def letters(page: Page) -> str:
    """The order in which the options of the ordering stand."""
    return "".join(question(page, ORDERING).locator(".hb-options .hb-letter").all_inner_texts())


def put_in_order(page: Page, wanted: list[str]) -> None:
    """Move the options up, by keyboard, until they stand as wanted."""
    for place, letter in enumerate(wanted):
        while letters(page).index(letter) > place:
            question(page, ORDERING).get_by_role("button", name=f"Move {letter} up").press("Enter")


def right_order(page: Page) -> list[str]:
    """The letters as the answer has them."""
    found = question(page, ORDERING).locator("details ol > li")
    order: list[str] = found.evaluate_all("items => items.map((item) => item.dataset.letter)")
    return order


def stored(page: Page) -> Any:
    """What the browser remembers."""
    return json.loads(page.evaluate(f"localStorage.getItem('{KEY}')") or "{}")


def test_a_wrong_option_is_explained_and_can_be_tried_again(quiz_desk: Desk, address: str) -> None:
    page = quiz_desk.open(address)
    asked = question(page, SINGLE)
    assert check(page, SINGLE) == "Choose an option first."
    asked.get_by_role("radio").first.press("Space")
    assert check(page, SINGLE) == ("Not yet. A is wrong. The eye follows what stands around a line. 0 of 4 right.")
    asked.get_by_role("button", name="Try again").press("Enter")
    assert outcome(page, SINGLE) == ""
    assert asked.locator("input:checked").count() == 0
    expect(asked.get_by_role("radio").first).to_be_focused()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    assert outcome(page, SINGLE).startswith("Right. B is right. A ruler is straight")
    assert score(page) == "1 of 4 right."
    assert asked.get_by_role("status").get_by_role("link", name="rulers").count() == 1


def test_a_question_is_a_group_named_by_what_it_asks(quiz_desk: Desk) -> None:
    page = quiz_desk.open(PATH)
    group = page.get_by_role("group", name="You lay a ruler along four lines, each 2 < 3 units long.")
    expect(group).to_have_accessible_description("One of these is right. Introductory.")
    assert group.get_by_role("radio").count() == 3
    expect(group.get_by_role("radio").nth(2)).to_have_accessible_name("C The shortest one.")
    expect(page.get_by_role("region", name='Which line is straight & "true"')).to_be_visible()


def test_several_options_are_right_only_together(quiz_desk: Desk) -> None:
    page = quiz_desk.open(PATH)
    boxes = question(page, MULTIPLE).get_by_role("checkbox")
    boxes.nth(0).check()
    assert check(page, MULTIPLE) == (
        "Not yet. A is right. Its ends are apart. Something else is right as well. 0 of 4 right."
    )
    boxes.nth(1).check()
    assert outcome(page, MULTIPLE) == ""
    boxes.nth(2).check()
    told = check(page, MULTIPLE)
    assert told.startswith("Not yet.")
    assert "B is wrong. Only what a line encloses has one." in told
    assert "Something else" not in told
    boxes.nth(1).uncheck()
    assert check(page, MULTIPLE).startswith("Right. A is right.")


def test_a_right_number_is_taken_as_people_write_it(quiz_desk: Desk) -> None:
    page = quiz_desk.open(PATH)
    for text in ("5", "5,04", "4.95", " 5 cm", "+5.0", "0,5e1", "5\N{NO-BREAK SPACE}cm"):
        question(page, NUMERIC).get_by_role("textbox", name="Your answer cm").fill(text)
        assert check(page, NUMERIC).startswith("Right. 5 cm (± 0.05): The square over it"), text


def test_what_is_no_number_is_asked_for_again(quiz_desk: Desk) -> None:
    page = quiz_desk.open(PATH)
    box = question(page, NUMERIC).get_by_role("textbox")
    for text in ("", "five", "1,000.5", "5 m", "5;", "0x5", "1 of 5", "Infinity", "--5"):
        box.fill(text)
        assert check(page, NUMERIC).startswith("Write one number, like 1200 or 0.25"), text
        expect(box).to_be_focused()
        expect(box).to_have_attribute("aria-invalid", "true")
        box.press("Digit1")
        assert box.get_attribute("aria-invalid") is None
    assert stored(page) == {}


def test_a_known_mistake_has_its_own_explanation(quiz_desk: Desk) -> None:
    page = quiz_desk.open(PATH)
    for text, told in (
        ("7", "Not 7 cm: That is the way around the corner."),
        ("25,0", "Not 25 cm: That is the square over the line."),
        ("\N{MINUS SIGN}5", "-5 cm is not right. The answer below shows the way."),
    ):
        question(page, NUMERIC).get_by_role("textbox").fill(text)
        assert check(page, NUMERIC) == f"Not yet. {told} 0 of 4 right."


def test_an_order_is_made_by_keyboard_and_each_move_announced(quiz_desk: Desk, address: str) -> None:
    page = quiz_desk.open(address)
    wanted, begun = right_order(page), letters(page)
    assert list(begun) == ["A", "B", "C", "D"] != wanted
    down = question(page, ORDERING).get_by_role("button", name="Move A down")
    down.press("Enter")
    assert outcome(page, ORDERING) == "A is now 2 of 4."
    expect(down).to_be_focused()
    question(page, ORDERING).get_by_role("button", name="Move B up").press("Space")
    assert outcome(page, ORDERING) == "B is already 1 of 4."
    assert "stands too early" in check(page, ORDERING)
    put_in_order(page, wanted)
    assert check(page, ORDERING).startswith("Right.")
    assert outcome(page, ORDERING).endswith("1 of 4 right.")
    question(page, ORDERING).get_by_role("button", name="Try again").click()
    assert letters(page) == begun


def test_answers_are_remembered_here_and_forgotten_when_asked(quiz_desk: Desk, address: str) -> None:
    page = quiz_desk.open(address)
    question(page, SINGLE).get_by_role("radio").nth(1).check()
    check(page, SINGLE)
    question(page, NUMERIC).get_by_role("textbox").fill("5,0")
    check(page, NUMERIC)
    put_in_order(page, right_order(page))
    check(page, ORDERING)
    assert set(stored(page)) == {f"question-{name}" for name in (SINGLE, NUMERIC, ORDERING)}
    page.reload()
    assert score(page) == "3 of 4 right."
    assert question(page, NUMERIC).get_by_role("textbox").input_value() == "5,0"
    assert list(letters(page)) == right_order(page)
    assert outcome(page, SINGLE).startswith("Right. B is right.")
    page.get_by_role("button", name="Forget my answers").press("Enter")
    expect(page.locator(".hb-progress [role=status]")).to_have_text("Your answers are forgotten, on every page.")
    assert stored(page) == {}
    assert score(page) == "0 of 4 right."
    assert page.locator(".hb-question input:checked").count() == 0
    page.reload()
    assert score(page) == "0 of 4 right."


def test_answers_to_a_question_that_was_changed_are_not_shown(quiz_desk: Desk) -> None:
    page = quiz_desk.open(PATH)
    question(page, SINGLE).get_by_role("radio").nth(1).check()
    check(page, SINGLE)
    page.evaluate(f"localStorage.setItem('{KEY}', localStorage.getItem('{KEY}').replace(/edition\":\"./, '$&0'))")
    page.reload()
    assert score(page) == "0 of 4 right."


RUBBISH = (
    "{",
    "null",
    "[1]",
    '"text"',
    '{"question-which-line-is-straight": null}',
    '{"question-which-line-is-straight": {"edition": "EDITION", "answer": {"length": 1}}}',
    '{"question-which-line-is-straight": {"edition": "EDITION", "answer": ["Z", 1]}}',
    '{"question-which-line-is-straight": {"edition": "EDITION", "answer": ["Z"]}}',
    '{"question-how-a-line-is-drawn": {"edition": "ORDER", "answer": ["A", "A", "B", "C"]}}',
    '{"__proto__": {"right": true}}',
)


def test_whatever_is_stored_the_quiz_works(quiz_desk: Desk) -> None:
    page = quiz_desk.open(PATH)
    editions = [question(page, name).get_attribute("data-edition") or "" for name in (SINGLE, ORDERING)]
    for rubbish in RUBBISH:
        text = rubbish.replace("EDITION", editions[0]).replace("ORDER", editions[1])
        page.evaluate("([key, text]) => localStorage.setItem(key, text)", [KEY, text])
        page.reload()
        assert score(page) == "0 of 4 right.", rubbish
        question(page, SINGLE).get_by_role("radio").nth(1).check()
        assert check(page, SINGLE).endswith("1 of 4 right."), rubbish
        assert list(stored(page))[-1] == f"question-{SINGLE}"


@pytest.mark.parametrize("way", ["getter", "full"])
def test_where_nothing_can_be_stored_the_quiz_works(quiz_desk: Desk, way: str) -> None:
    page = quiz_desk.open("index.html")
    throws = "{ throw new DOMException('blocked', 'SecurityError') }"
    page.add_init_script(
        f"Object.defineProperty(window, 'localStorage', {{ configurable: true, get() {throws} }})"
        if way == "getter"
        else f"Storage.prototype.setItem = function () {throws}"
    )
    page.goto(quiz_desk.home + PATH)
    question(page, SINGLE).get_by_role("radio").nth(1).check()
    assert check(page, SINGLE).endswith("1 of 4 right.")
    page.get_by_role("button", name="Forget my answers").click()
    assert score(page) == "0 of 4 right."


def test_nothing_is_sent_and_nothing_else_is_stored(quiz_desk: Desk) -> None:
    page = quiz_desk.open(PATH)
    page.wait_for_load_state("networkidle")
    before = page.evaluate("Object.keys(localStorage)")
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    for name in (SINGLE, MULTIPLE):
        question(page, name).locator("input").first.check()
        check(page, name)
    question(page, NUMERIC).get_by_role("textbox").fill("7")
    page.keyboard.press("Enter")
    check(page, ORDERING)
    assert asked == []
    assert page.url == quiz_desk.home + PATH
    assert set(page.evaluate("Object.keys(localStorage)")) - set(before) == {KEY}
    assert page.evaluate("sessionStorage.length + document.cookie.length") == 0


@pytest.mark.parametrize("scripts", [True, False])
def test_hostile_text_is_text(quiz_desk: Desk, scripts: bool) -> None:
    page = quiz_desk.open("topics/shapes.html", Reader(scripts=scripts))
    asked = question(page, "what-is-text")
    if scripts:
        asked.get_by_role("radio").first.check()
        assert "</li></ul></details><script>document.title=5</script>" in check(page, "what-is-text")
    asked.locator("summary").click()
    words = asked.inner_text()
    for text in (
        "<img src=x onerror=document.title=1>",
        "<svg onload=document.title=3>",
        "${document.title=6}",
        "{{ 7 * 7 }}",
        "<a href=javascript:document.title=8>",
    ):
        assert text in words
    assert asked.locator("img, svg, script, a, [onclick]").count() == 0
    assert page.title().startswith("Shapes")


def test_without_scripts_each_answer_is_folded_below_its_question(quiz_desk: Desk, address: str) -> None:
    page = quiz_desk.open(address, Reader(scripts=False))
    assert page.locator(".hb-quiz :is(form, input, button)").count() == 0
    for name in (SINGLE, MULTIPLE, NUMERIC, ORDERING):
        asked = question(page, name)
        assert asked.get_by_role("heading").count() == 1
        because = asked.locator("details > :not(summary)").first
        assert not because.is_visible()
        asked.locator("summary").press("Enter")
        assert because.is_visible()
    assert list(letters(page)) == ["A", "B", "C", "D"] != right_order(page)
    assert not page.locator(".hb-answers").is_visible()


@pytest.mark.parametrize("scripts", [True, False])
def test_on_paper_answers_stand_at_the_end_of_the_chapter(quiz_desk: Desk, scripts: bool) -> None:
    page = quiz_desk.open(PATH, Reader(scripts=scripts))
    page.emulate_media(media="print")
    quiz, answers = page.locator(".hb-quiz"), page.locator(".hb-answers")
    assert quiz.locator("details:visible, button:visible, [role=status]:visible, .hb-progress:visible").count() == 0
    assert "The shortest one." in quiz.inner_text()
    for text in (
        "B is right.",
        "C is wrong. A short line can be bent as well.",
        "Not 7 cm",
        "Lay the ruler along both.",
    ):
        assert text in " ".join(answers.inner_text().split())
    last = page.locator("article h2").last
    assert last.inner_text().startswith("Answers")
    heights: list[float] = [box["y"] for box in (quiz.bounding_box(), answers.bounding_box()) if box]
    assert heights == sorted(heights)


@pytest.mark.parametrize("scheme", SCHEMES)
@pytest.mark.parametrize("width", WIDTHS)
def test_axe_finds_nothing_in_a_quiz_at_work(quiz_desk: Desk, width: int, scheme: str) -> None:
    page = quiz_desk.open(PATH, Reader(width=width, scheme="dark" if scheme == "dark" else "light"))
    question(page, SINGLE).get_by_role("radio").first.check()
    question(page, NUMERIC).get_by_role("textbox").fill("x")
    for name in (SINGLE, NUMERIC, ORDERING):
        check(page, name)
    page.locator("summary").nth(1).click()
    page.evaluate(AXE)
    found = page.evaluate(
        "axe.run('.hb-quiz').then((told) => told.violations.map((rule) => [rule.id, rule.nodes[0].html]))"
    )
    assert found == []
    assert page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")


def test_in_forced_colours_every_control_has_an_edge(quiz_desk: Desk) -> None:
    page = quiz_desk.open(PATH, Reader(forced_colours=True))
    for control in page.locator(".hb-quiz :is(button, input[type=text]):visible").all():
        edge = control.evaluate("one => getComputedStyle(one).borderTopStyle + getComputedStyle(one).borderTopWidth")
        assert edge == "solid1px"


def test_the_script_is_loaded_only_where_there_are_questions(quiz_desk: Desk) -> None:
    assert quiz_desk.open(PATH).locator("script[src$='quiz.js']").count() == 1
    assert quiz_desk.open("index.html").locator("script[src$='quiz.js']").count() == 0


def test_a_question_can_be_linked_by_its_id_and_by_an_old_one(quiz_desk: Desk) -> None:
    for name in (SINGLE, "straight-line"):
        page = quiz_desk.open(f"{PATH}#question-{name}")
        expect(question(page, SINGLE)).to_be_in_viewport()
