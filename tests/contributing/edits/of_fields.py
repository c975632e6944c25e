"""What is wrong with a field and its value."""

from __future__ import annotations

from tests.contributing.edits import BOOK, LINES, PATIENCE, PAY, SHAPES, Bad, amount, day, tool, use_for

FIELDS = {
    "a misspelt field": tool("aliases:", "aliasses:", 6, "unknown-field", "'aliasses'", "did you mean 'aliases'?"),
    "a field in American spelling": tool(
        "licence:", "license:", 12, "unknown-field", "'license'", "did you mean 'licence'?"
    ),
    "a field with a capital": tool("status:", "Status:", 10, "unknown-field", "'Status'", "did you mean 'status'?"),
    "a field with a hyphen": tool(
        "checked_on", "checked-on", 20, "unknown-field", "'checked-on'", "did you mean 'checked_on'?"
    ),
    "a missing day": tool(
        "checked_on: 2026-11-01\n", "", 1, "fact-without-dates", "'checked_on' is missing", "add 'checked_on': the day"
    ),
    "a missing source": tool(
        "source: pencil-page\n", "", 1, "fact-without-source", "'source' is missing", "add 'source': the source"
    ),
    "a missing choice": tool(
        "status: current\n", "", 1, "missing-field", "'status'", "add 'status': current, maintenance, retired"
    ),
    "a missing id": tool("id: pencil\n", "", 1, "missing-field", "'id' is missing", "add 'id': pencil"),
    "a field left empty": tool(
        "pencil-page", "", 19, "fact-without-source", "'source' is empty", "write it: the source it rests on"
    ),
    "an id that is not the file's name": tool("id: pencil", "id: pen", 1, "wrong-id", "'pen'", "write id: pencil"),
    "a value that is no choice": tool(
        "current", "deprecated", 10, "wrong-value", "'status' cannot be", "one of: current, maintenance, retired"
    ),
    "a choice with a capital": tool("current", "Current", 10, "wrong-value", "'status'", "did you mean 'current'?"),
    "one value where a list belongs": tool(
        "skills:\n  - sketching", "skills: sketching", 17, "wrong-type", "'skills' must be a list", "write [sketching]"
    ),
    "values with commas where a list belongs": tool(
        "aliases:\n  - lead pencil\n  - graphite stick",
        "aliases: lead pencil, graphite stick",
        6,
        "wrong-type",
        "'aliases' must be a list",
        "write [lead pencil, graphite stick]",
    ),
    "none where a list belongs": tool(
        "licence: MIT",
        "licence: MIT\nsuperseded_by: none",
        13,
        "wrong-type",
        "'superseded_by' must be a list",
        "remove the line",
    ),
    "a list where one value belongs": tool(
        "pencil-page",
        "[pencil-page]",
        19,
        "wrong-type",
        "'source' must be text, not a list",
        "write pencil-page, without",
    ),
    "a requirement without its reason": Bad(
        path=SHAPES,
        old="  - topic: lines\n    because: A shape is a closed line.",
        new="  - lines",
        line=13,
        code="wrong-type",
        word="item 1 of 'requires'",
        fix="write {topic: …, because: …}",
    ),
    "a number where a version belongs": tool(
        '"2.0"', "2.10", 16, "wrong-type", "'latest' must be text", 'put it in quotes: "2.10"'
    ),
    "a number with a thousands separator": amount("120,230", "write 120230"),
    "a number with spaces": amount("120 230", "write 120230"),
    "a number with its currency": amount("$120,230", "write 120230"),
    "a number in thousands": amount("120k", "write digits alone, like 120000"),
    "a number in quotes": amount('"120230"', "write 120230"),
    "a currency as a sign": Bad(
        path=PAY, old="USD", new="$", line=6, code="unknown-currency", word="'currency'", fix="write USD"
    ),
    "yes where true or false belongs": Bad(
        path=BOOK, old="login: false", new="login: no", line=9, code="wrong-type", word="'login'", fix="write false"
    ),
    "hours as one number": Bad(
        path=LINES,
        old="\n  low: 1\n  high: 2",
        new=" 3-6",
        line=7,
        code="wrong-type",
        word="'hours'",
        fix="write {low: …, high",
    ),
    "hours without spaces after the colons": Bad(
        path=LINES,
        old="\n  low: 1\n  high: 2",
        new=" {low:1, high: 2}",
        line=7,
        code="unknown-field",
        word="'low:1'",
        fix="write a space after the colon: low: 1",
    ),
    "hours the wrong way round": Bad(
        path=LINES,
        old="low: 1",
        new="low: 3",
        line=9,
        code="wrong-value",
        word="'hours.high'",
        fix="smaller number first",
    ),
    "four of five statements": Bad(
        path=PATIENCE,
        old="  - I draw again.\n",
        new="",
        line=9,
        code="wrong-value",
        word="'statements' has 4 of at least 5 items",
        fix="add what is missing",
    ),
    "day, month, year with dots": day("1.2.2026", "write 2026-02-01"),
    "day and month that nobody can tell apart": day("11/01/2026", "2026-01-11 or 2026-11-01"),
    "a day in words": day("1 November 2026", "write 2026-11-01"),
    "a day without zeros": day("2026-1-2", "write 2026-01-02"),
    "a day with slashes": day("2026/11/01", "write 2026-11-01"),
    "a day with its hour": day("2026-11-01T10:00:00Z", "write 2026-11-01"),
    "month and day exchanged": day("2026-21-11", "write 2026-11-21"),
    "a month without a day": day("2026-11", "like 2026-01-31"),
    "today in words": day("today", "like 2026-01-31"),
    "a day in the future": tool(
        "2026-11-01", "2062-11-01", 20, "future-check", "'checked_on' is 2062-11-01", "the day it was really done"
    ),
    "a day of checking again that has passed": tool(
        "2027-05-01", "2026-05-01", 21, "recheck-before-check", "'recheck_after'", "give it some months"
    ),
    "an address without https": tool(
        "https://example.org/pencil", "example.org/pencil", 11, "bad-address", "'homepage'", "write https://example.org"
    ),
    "an address as a Markdown link": tool(
        "https://example.org/pencil",
        '"[Pencil](https://example.org/pencil)"',
        11,
        "bad-address",
        "'homepage'",
        "write https://example.org/pencil alone",
    ),
    "an address in angle brackets": tool(
        "https://example.org/pencil",
        "<https://example.org/pencil>",
        11,
        "bad-address",
        "'homepage'",
        "write https://example.org/pencil alone",
    ),
    "an address with a space": tool(
        "org/pencil", "org/soft pencil", 11, "bad-address", "'homepage'", "write https://example.org/soft%20pencil"
    ),
    "HTML in a text": use_for("Lines<br>and dots.", "html-in-data", "'use_for' holds HTML (<br>)", "write Markdown"),
    "an HTML entity in a text": use_for("Lines &amp; dots.", "html-in-data", "'use_for' holds HTML (&amp;)", "write"),
    "a macro in a text": use_for(
        "'Not {{ tool(\"quill\") }}.'", "macro-in-data", "'use_for' holds {{", "in the fields for them, like tools:"
    ),
    "a link to a page in a text": use_for(
        "See [it](../tools/quill.md).", "refused-address", "'use_for' links to '../tools/quill.md'", "by their fields"
    ),
}
