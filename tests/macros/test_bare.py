"""What counts as a bare fact, and what does not: figures of calculations, invented ones, and those that cite one."""

from collections.abc import Mapping

import pytest

from macros.checks.bare import PATTERNS, find_bare
from macros.diagnostics import concise
from macros.handbook import read_handbook
from tests.conftest import TODAY, Write

TOOLS = frozenset({"numpy", "scikit-learn", "python"})

BARE: Mapping[str, tuple[str, str]] = {
    "An exam costs $165.": ("a price", "$165"),
    "It takes £3.50 a month.": ("a price", "£3.50"),
    "The loss was 460 million dollars.": ("a price", "460 million dollars"),
    "One pays 99 USD a year.": ("a price", "99 USD"),
    "A salary of 120,000 is usual.": ("pay", "salary of 120,000"),
    "Some earn 95k there.": ("pay", "earn 95k"),
    "It was 42 % of developers.": ("a share", "42 % of developers"),
    "Used by 7.5 per cent of all American companies.": ("a share", "7.5 per cent of all American companies"),
    "Among employers, more than 12 % ask.": ("a share", "employers, more than 12 %"),
    "It happened in March 2026.": ("a date", "March 2026"),
    "It ended on 31 March 2026.": ("a date", "31 March 2026"),
    "Closed on 2026-03-31 for good.": ("a date", "2026-03-31"),
    "Since 2024 nobody asks.": ("a date", "Since 2024"),
    "It began in early 2019.": ("a date", "early 2019"),
    "By the end of 2027 it applies.": ("a date", "end of 2027"),
    "It needs version 3.15 or later.": ("a version", "version 3.15"),
    "The default of scikit-learn 1.9 differs.": ("a version", "scikit-learn 1.9"),
    "This changed, since\nNumPy 2, for scalars.": ("a version", "since\nNumPy 2"),
    "Python is the most widely used language.": ("a ranking", "most widely used"),
    "It has the largest market share.": ("a ranking", "market share"),
    "The fastest-growing job of all.": ("a ranking", "fastest-growing"),
    "Most employers want a degree: most employers.": ("a ranking", "most employers"),
}

NOT_BARE = (
    "It rises by 12 % when the learning rate doubles.",
    "Ninety of 100 rows are right, 90 %, with a 95 % interval from 84 to 96.",
    "A matrix of 2048 rows and 1990 columns, in float32.",
    "The article of 2023 says so, and the 2024 survey too.",
    "Version 7 returns, and version 8 is bad.",
    "Threshold 0.5 and AUC 0.93 are figures of the model.",
    "TensorFlow 2 is a name, and Python 3 another.",
    "Their most common mistake is the most important one.",
    "The engineers wait. Then 12 % of the requests fail.",
    "Its tokens are not paid for; 120,000 of them are free.",
    "Three workers would be 80 % busy.",
)

CITED = (
    'An exam costs $165 ({{ certification("azure") }}).',
    'It is {{ claim("share") }} of developers, after 40 % of developers in 2024.',
    "It ended in 2024.[^end] Another sentence.",
    'Since 2024 {{ tool("numpy") }} says so.',
    'The survey ({{ source("survey") }}) counts 42 % of developers.',
    'It pays {{ pay("world") }}, not a salary of 200,000.',
)


@pytest.mark.parametrize("text", BARE)
def test_a_fact_of_the_world_is_found_with_its_words(text: str) -> None:
    found = [(bare.what, bare.words) for bare in find_bare(text, TOOLS)]
    assert found == [BARE[text]]
    assert text[next(find_bare(text, TOOLS)).offset :].startswith(BARE[text][1])


@pytest.mark.parametrize("text", BARE)
def test_what_is_looked_for_first_stands_in_every_statement(text: str) -> None:
    assert all(needed.search(text) for _, needed, pattern in PATTERNS if pattern.search(text))


@pytest.mark.parametrize("text", NOT_BARE)
def test_a_figure_of_a_calculation_or_a_name_is_none(text: str) -> None:
    assert list(find_bare(text, TOOLS)) == []


@pytest.mark.parametrize("text", CITED)
def test_a_sentence_that_names_a_fact_or_a_source_or_a_note_is_content(text: str) -> None:
    assert list(find_bare(text, TOOLS)) == []


@pytest.mark.parametrize(
    "between", ["", "\n\n", "\n- ", "\n| ", "\n## "], ids=["sentence", "paragraph", "item", "row", "heading"]
)
def test_a_citation_serves_its_own_sentence_only(between: str) -> None:
    text = f'It was 2 million in {{{{ claim("first") }}}}. {between}It ended in 2024.'
    assert [bare.words for bare in find_bare(text, TOOLS)] == ["in 2024"]


def test_a_term_is_no_citation() -> None:
    assert [bare.words for bare in find_bare('The {{ term("tensor") }} dates from 1999.', TOOLS)] == ["from 1999"]


@pytest.mark.parametrize("word", ["Suppose a call costs", "Imagine: it costs", "The invented shop takes", "We assume"])
def test_a_section_that_says_so_may_invent_prices_pay_and_shares(word: str) -> None:
    text = f"## Story\n\n{word} €2.\n\nSo 42 % of companies pay 5 euros, wages are 20,000.\n"
    assert list(find_bare(text, TOOLS)) == []


def test_no_section_may_invent_dates_versions_and_rankings() -> None:
    text = "Suppose it was sold in 2024, as version 1.2, and was the most popular.\n"
    assert [bare.what for bare in find_bare(text, TOOLS)] == ["a date", "a version", "a ranking"]


def test_what_one_section_invents_is_no_excuse_for_the_next() -> None:
    text = "Suppose a call costs €2.\n\n### Below\n\nIt is €3.\n\n## Next\n\nIt is €4.\n"
    assert [bare.words for bare in find_bare(text, TOOLS)] == ["€4"]


def findings(write: Write, files: Mapping[str, str]) -> list[str]:
    """The bare facts in some files, each on a line; an index beside them."""
    root = write({"docs/index.md": "# Lines\n\nText.\n", **files})
    return [concise(found) for found in read_handbook(root, TODAY).diagnostics if "bare-fact" in concise(found)]


def test_code_formulas_headings_addresses_and_links_to_pages_are_left_alone(write: Write) -> None:
    text = (
        "# Since 2024\n\n`in 2024`, $`2024 = 42`$, [since 2024](index.md), "
        "[a page](https://example.org/in-2024 'in 2024')\n\n"
        '```python reason="from 2024"\nprint("in 2024: $5")\n```\n'
    )
    assert findings(write, {"docs/page.md": text}) == []


def test_words_of_a_link_that_leaves_the_handbook_are_text(write: Write) -> None:
    found = findings(write, {"docs/page.md": "# A\n\n[It ended in 2024](https://example.org/).\n"})
    assert [line.partition(" ")[0] for line in found] == ["docs/page.md:3:11:"]


def test_exercises_and_questions_may_state_what_they_need(write: Write) -> None:
    assert findings(write, {"docs/exercises/sums.md": "A pencil costs $5 in 2024.\n"}) == []


def test_a_fact_needs_no_other_fact(write: Write) -> None:
    claim = (
        "id: end\ntitle: End\nsummary: It ended in 2024, for $5.\nvalue: '2024'\nsource: page\nchecked_on: 2026-11-01\n"
        "recheck_after: 2027-11-01\n"
    )
    assert findings(write, {"data/claims/end.yml": claim}) == []


def test_an_exception_excuses_its_words_on_its_page_and_nothing_else(write: Write) -> None:
    files = {
        "docs/page.md": "# A\n\nIt began in\n2024. It ended in 2025.\n",
        "data/exceptions.yml": "bare-fact:\n  docs/page.md#in 2024: It is told as a story.\n",
    }
    assert [line.partition(" (")[0] for line in findings(write, files)] == [
        "docs/page.md:4:16: bare-fact a date that cites nothing: 'in 2025'"
    ]
