"""What is wrong in a page."""

from __future__ import annotations

from tests.contributing.edits import PAGE, Bad, file, page

PAGES = {
    "a dead link": page(
        "[It](tools/pencl.md)", 8, "dead-link", "no page 'tools/pencl.md'", "did you mean 'tools/pencil.md'?"
    ),
    "a link to the built page": page(
        "[It](tools/pencil.html)", 8, "dead-link", "'tools/pencil.html'", "link the Markdown file"
    ),
    "a link to the record": page(
        "[It](../data/tools/pencil.yml)", 8, "dead-link", "pencil.yml'", "did you mean 'tools/pencil.md'?"
    ),
    "a link from the root": page(
        "[It](/tools/pencil.md)", 8, "dead-link", "begins at the root", "write it relative to this page"
    ),
    "a link without https": page("[It](www.b.org)", 8, "dead-link", "'www.b.org'", "write https://www.b.org"),
    "a link to a record without a page": page(
        "[It](terms/line.md)", 8, "dead-link", "'terms/line.md'", 'write {{ term("line") }}'
    ),
    "a link with a space in it": page("[It] (index.md)", 8, "not-a-link", "a space between", "write [words](address)"),
    "a link the wrong way round": page(
        "(It)[index.md]", 8, "not-a-link", "in round brackets", "write [words](address)"
    ),
    "a link as in a wiki": page("[[pencil]]", 8, "not-a-link", "double square brackets", "or a macro like {{ term("),
    "a note that is not there": page("It is[^1].", 8, "not-a-link", "no note '1' on this page", "below: [^1]: …"),
    "an address that nobody can click": page(
        "See https://example.org", 8, "other-markdown", "nobody can click", "write [words](address), or <address>"
    ),
    "a picture that is not there": page("![x](a.png)", 8, "dead-link", "no page 'a.png'", "put the picture into docs/"),
    "a picture from elsewhere": page(
        "![x](https://b.org/a.png)", 8, "refused-address", "from another host", "put the file into docs/"
    ),
    "HTML in a page": page("<b>It", 8, "refused-html", "'b' is not allowed", "write Markdown"),
    "a video in a page": page('<iframe src="https://b.org">', 8, "refused-html", "'iframe'", "write Markdown"),
    "a comment in a page": page("<!-- later -->", 8, "refused-html", "a comment", "delete it"),
    "a placeholder in angle brackets": page(
        "Use <your-name>", 8, "refused-html", "'your-name'", "put code in backticks"
    ),
    "a list without an empty line above": page(
        "It has:\n- lines\n- shapes",
        9,
        "other-markdown",
        "a list that begins in a paragraph",
        "leave an empty line above",
    ),
    "a list in a list, indented by two": page(
        "- lines\n  - thin\n- shapes", 9, "other-markdown", "a list inside a list", "indent it by 4 spaces"
    ),
    "a table without an empty line above": page(
        "It:\n| a | b |\n|---|---|\n| 1 | 2 |",
        9,
        "other-markdown",
        "a table that begins",
        "leave an empty line above it",
    ),
    "a note as on GitHub": page("> [!NOTE]\n> It.", 8, "other-markdown", "a note as GitHub", "write !!! note"),
    "words struck out": page("It ~~is~~ was.", 8, "other-markdown", "nothing is struck out", "leave the words out"),
    "a picture by its short name": page("It is :rocket:.", 8, "other-markdown", "no short names", "write the word"),
    "code that is not closed": page(
        "```python\nx = 1", 8, "open-code", "'```' opens code", "a fence by the same fence"
    ),
    "a misspelt macro": page("{{ tols('pencil') }}", 8, "unknown-macro", "no macro 'tols'", "did you mean 'tool'?"),
    "a macro of a record that is not there": page(
        "{{ tool('pencl') }}", 8, "unknown-reference", "no tool 'pencl'", "did you mean 'pencil'?"
    ),
    "a macro of another kind": page(
        "{{ term('pencil') }}", 8, "unknown-reference", "no term 'pencil'", "'pencil' is the id of a tool"
    ),
    "a macro without quotes": page(
        "{{ tool(pencil) }}", 8, "not-a-macro", "not a macro call", 'put the id in quotes: {{ tool("pencil") }}'
    ),
    "a macro with curly quotes": page(
        "{{ tool(\u201cpencil\u201d) }}", 8, "not-a-macro", "not a macro call", "write straight quotes"
    ),
    "a macro in single braces": page(
        "{ tool('pencil') }", 8, "not-a-macro", "in single braces", "two braces on either side: {{ tool('pencil') }}"
    ),
    "a macro without brackets": page(
        "{{ tool pencil }}", 8, "not-a-macro", "not a macro", 'write {{ tool("pencil") }}'
    ),
    "a macro with a filter": page("{{ tool('pencil')|upper }}", 8, "not-a-macro", "not a macro", "takes no filters"),
    "a variable": page("{{ name }}", 8, "not-a-macro", "not a macro call", "write a macro with literal arguments"),
    "a macro with too many arguments": page(
        "{{ claim('line-count', 'many') }}", 8, "wrong-arguments", "'claim' cannot take 2", "claim(the id of a claim)"
    ),
    "a heading's id as elsewhere": page(
        "## It {#it}", 8, "comment-in-heading", "'{#' in a heading", "write {: #the-id }"
    ),
    "an unknown field above a page": Bad(
        path=PAGE,
        old="reviewed_on",
        new="author: me\nreviewed_on",
        line=3,
        code="bad-front-matter",
        word="unknown field 'author'",
        fix="one of: aliases, description, reviewed_on, title",
    ),
    "a colon in a page's title": Bad(
        path=PAGE,
        old="title: About",
        new="title: About: all of",
        line=2,
        code="bad-front-matter",
        word="inside the text of 'title'",
        fix="put the whole text in quotes",
    ),
    "a day with dots above a page": Bad(
        path=PAGE,
        old="2026-11-02",
        new="2.11.2026",
        line=3,
        code="bad-date",
        word="'reviewed_on'",
        fix="write 2026-11-02",
    ),
    "a page read in the future": Bad(
        path=PAGE, old="2026", new="2062", line=3, code="future-check", word="'reviewed_on'", fix="really done"
    ),
    "a page that is not in the navigation": file(
        "docs/new.md", "# New\n", "unlisted-page", "not in the navigation", "add '- new.md' to nav in mkdocs.yml"
    ),
    "a page named with capitals": file(
        "docs/New Page.md", "# New\n", "refused-file", "not a name for a page", "rename it to new-page.md"
    ),
    "the body of no record": file(
        "docs/tools/pencl.md", "A line.\n", "body-without-record", "the body of no tool", "did you mean 'pencil'?"
    ),
    "a body for a record without a page": file(
        "docs/terms/line.md", "A line.\n", "body-without-record", "no term has its body here", "data/terms/line.yml"
    ),
    "a body in the folder of its record": file(
        "docs/steps/begin.md", "A line.\n", "body-without-record", "no step has its body", "move it to docs/roadmap/"
    ),
    "a body with a title": file(
        "docs/tools/pencil.md", "# Pencil\n\nA line.\n", "title-in-body", "a title in the body", "delete the line"
    ),
    "a merge of a page that was not finished": page(
        "<<<<<<< HEAD\nIt is.\n=======\nIt was.\n>>>>>>> x", 8, "merge-conflict", "git could not", "keep one of the two"
    ),
    "a page in Windows-1252": file(
        PAGE, "# Caf\xe9\n".encode("cp1252"), "not-utf8", "byte 0xe9 in 'Café'", "save the file as UTF-8"
    ),
}
