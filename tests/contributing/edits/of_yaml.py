"""What makes a file no YAML, or not the YAML that was meant."""

from __future__ import annotations

from tests.contributing.edits import INDENTED, PATIENCE, QUOTES, SHAPES, Bad, tool, use_for

YAML = {
    "a list item one column short": tool(
        "  - graphite", " - graphite", 8, "syntax", "an item of 'aliases'", "items of one list begin in one column"
    ),
    "a list item without a space": tool(
        "  - graphite", "  -graphite", 8, "syntax", "no space after the dash", "write '- graphite stick'"
    ),
    "a list item without a dash": tool(
        "  - graphite", "  graphite", 8, "syntax", "after 'aliases'", "write 'field: value' or '- item'"
    ),
    "a list item with a bullet": tool(
        "  - graphite", "  • graphite", 8, "syntax", "'•' before an item of 'aliases'", "write '- graphite stick'"
    ),
    "a list item with an en dash": tool(
        "  - graphite",
        "  \N{EN DASH} graphite",
        8,
        "syntax",
        "'\N{EN DASH}' before an item of 'aliases'",
        "write '- graphite stick'",
    ),
    "a list item with an asterisk": tool(
        "  - graphite", "  * graphite", 8, "syntax", "'*' before an item of 'aliases'", "write '- graphite stick'"
    ),
    "an empty list item": tool(
        "graphite stick\n", "graphite stick\n  -\n", 9, "wrong-type", "item 3 of 'aliases' is empty", "remove the line"
    ),
    "a field one column in": tool("licence", " licence", 12, "syntax", "'licence' begins in another column", INDENTED),
    "a field as deep as the list above": tool(
        "category", "  category", 9, "syntax", "'category' begins in another column", INDENTED
    ),
    "a reason in the column of its dash": Bad(
        path=SHAPES, old="    because", new="  because", line=14, code="syntax", word="'because'", fix=INDENTED
    ),
    "a reason too deep": Bad(
        path=SHAPES, old="    because", new="      because", line=14, code="syntax", word="'because'", fix=INDENTED
    ),
    "a tab before a list item": tool("  - graphite", "\t- graphite", 8, "tab", "a tab in 'aliases'", "use spaces"),
    "a tab in a text": tool("  and can", "\tand can", 5, "tab", "a tab in 'summary'", "use spaces"),
    "a tab after the colon": tool("licence: MIT", "licence:\tMIT", 12, "tab", "a tab in 'licence'", "use spaces"),
    "no space after the colon": tool(
        "licence: MIT", "licence:MIT", 12, "syntax", "no space after 'licence:'", "write 'licence: MIT'"
    ),
    "no space after the first colon": tool(
        "id: pencil", "id:pencil", 1, "syntax", "no space after 'id:'", "write 'id: pencil'"
    ),
    "an equals sign": tool("licence: MIT", "licence = MIT", 12, "syntax", "'licence'", "write 'licence: MIT'"),
    "a colon in a text": use_for("Lines: thin ones.", "syntax", "inside the text of 'use_for'", QUOTES),
    "a colon in an item": Bad(
        path=PATIENCE,
        old="- I look.",
        new="- I look: twice.",
        line=10,
        code="wrong-type",
        word="item 2 of 'statements'",
        fix='needs quotes: "I look: twice."',
    ),
    "a text that begins with a backtick": use_for("`fit()` it", "syntax", "'use_for' cannot begin with `", QUOTES),
    "a text that begins with an at sign": use_for("@property", "syntax", "'use_for' cannot begin with @", QUOTES),
    "a text that begins with emphasis": use_for("*Lines* only", "syntax", "'use_for' cannot begin with *", QUOTES),
    "a text that begins with a link": use_for("[A](https://b.org)", "syntax", "'use_for' cannot begin with [", QUOTES),
    "a text that begins with a brace": use_for("{a} line", "syntax", "'use_for' cannot begin with {", QUOTES),
    "a text that begins with a per cent sign": use_for("%timeit", "syntax", "'use_for' cannot begin with %", QUOTES),
    "a text that begins with more than": use_for("> 3 lines", "syntax", "'use_for' cannot begin with >", QUOTES),
    "a text that begins with an exclamation mark": use_for("!x", "tag", "'!x'", "quote text that begins with !"),
    "a text that begins with a quoted word": use_for(
        '"Lines" alone', "syntax", "after the closing quote in 'use_for'", "put the whole text in one pair of quotes"
    ),
    "an apostrophe in single quotes": use_for(
        "'Don't.'", "syntax", "after the closing quote in 'use_for'", "put the whole text in one pair of quotes"
    ),
    "a text with a number sign": use_for(
        "Issue #12.", "lost-comment", "what follows ' #' is not read in 'use_for'", "put the text in quotes"
    ),
    "a backslash in double quotes": use_for(
        r'"C:\pencils"', "syntax", "in 'use_for'", "in double quotes a backslash is written twice"
    ),
    "a quote that nobody closed": tool(
        '"2.0"', '"2.0', 16, "syntax", "a quote in 'latest' is never closed", 'write a "'
    ),
    "a quote that the next one closed": tool(
        "MIT", '"MIT', 12, "syntax", "a quote in 'licence' is never closed", 'write a " at the end'
    ),
    "a bracket that nobody closed": tool(
        "skills:\n  - sketching",
        "skills: [sketching",
        17,
        "syntax",
        "a bracket in 'skills'",
        "close it, or write each item",
    ),
    "curly quotes around a value": tool(
        '"2.0"', "\u201c2.0\u201d", 16, "curly-quotes", "'2.0'", 'write straight ones: "2.0"'
    ),
    "curly quotes around a choice": tool(
        "current", "\u2018current\u2019", 10, "curly-quotes", "'current'", 'write straight ones: "current"'
    ),
    "a no-break space before an item": tool(
        "  - graphite",
        "\u00a0 - graphite",
        8,
        "hidden-character",
        "an invisible character (U+00A0) in 'aliases'",
        "type a plain space",
    ),
    "a no-break space after the colon": use_for(
        "\u00a0x", "hidden-character", "(U+00A0) in 'use_for'", "type a plain space"
    ),
    "text that goes on in the first column": tool(
        "  and can", "and can", 5, "syntax", "after 'summary'", "text that goes on is indented further than its field"
    ),
    "text whose lines begin in different columns": tool(
        "  A stick", "    A stick", 5, "syntax", "a line of 'summary'", "begin in one column"
    ),
    "a field twice": tool(
        "use_for: Lines.",
        "use_for: Lines.\nlicence: BSD",
        14,
        "duplicate-key",
        "'licence' stands on line 12 already",
        "keep one",
    ),
    "a merge that was not finished": tool(
        "licence: MIT",
        "<<<<<<< HEAD\nlicence: MIT\n=======\nlicence: BSD\n>>>>>>> change",
        12,
        "merge-conflict",
        "git could not merge",
        "keep one of the two sides",
    ),
    "the closing line of front matter": tool(
        "confidence: high\n",
        "confidence: high\n---\n",
        23,
        "several-documents",
        "a second document begins here",
        "delete the '---'",
    ),
}
