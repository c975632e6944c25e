"""What is wrong with a link to a record, or with a whole file."""

from __future__ import annotations

from tests.contributing.edits import PENCIL, TERM, Bad, file, tool

RECORDS = {
    "a record that does not exist": tool(
        "- sketching", "- sketchin", 18, "unknown-reference", "no skill 'sketchin'", "did you mean 'sketching'?"
    ),
    "a source that nobody wrote down": tool(
        "pencil-page", "my-notes", 19, "unknown-reference", "no source 'my-notes'", "one of: archive, guild-list"
    ),
    "a record of another kind": tool(
        "- sketching", "- lines", 18, "unknown-reference", "no skill 'lines'", "'lines' is the id of a topic"
    ),
    "a title where an id belongs": tool(
        "pencil-page",
        "The pencil page",
        19,
        "bad-id",
        "'source' must be an id",
        "write the-pencil-page, the name of a file",
    ),
    "an address where an id belongs": tool(
        "pencil-page",
        "https://example.org",
        19,
        "bad-id",
        "'source'",
        "write the address into a record of data/sources/",
    ),
    "a file name where an id belongs": tool(
        "pencil-page", "data/sources/pencil-page.yml", 19, "bad-id", "'source'", "write pencil-page"
    ),
    "an end without its day": Bad(
        path="data/certifications/drawing-licence.yml",
        old="status_since: 2020-01-01\n",
        new="",
        line=6,
        code="retired-without-date",
        word="'retired'",
        fix="add 'status_since'",
    ),
    "a file that ends in .yaml": file(
        "data/terms/dot.yaml", TERM, "wrong-place", "ends in .yml, not .yaml", "rename it to dot.yml"
    ),
    "a file that ends in .yml.txt": file(
        "data/terms/dot.yml.txt", TERM, "wrong-place", "ends in .yml, not .txt", "rename it to dot.yml"
    ),
    "a file named with a capital and a space": file(
        "data/terms/Big Dot.yml", TERM, "bad-id", "the file's name is not an id", "rename it to big-dot.yml"
    ),
    "a file in a folder of a wrong name": file(
        "data/term/dot.yml", TERM, "wrong-place", "no kind of record", "did you mean 'terms'?"
    ),
    "a file in no folder": file(
        "data/dot.yml", TERM, "wrong-place", "in the folder of its kind", "one of: skills, topics"
    ),
    "a term in the folder of tools": file(
        "data/tools/dot.yml", TERM, "wrong-place", "the fields of a term", "move it to data/terms/dot.yml"
    ),
    "a tool in the folder of terms": file(
        "data/terms/pen.yml", PENCIL, "wrong-place", "the fields of a tool", "move it to data/tools/pen.yml"
    ),
    "two records in a file": file(
        "data/terms/dot.yml",
        f"{TERM}---\n{TERM}",
        "several-documents",
        "a second document",
        "a file of its own",
        line=4,
    ),
    "a list of records in a file": file(
        "data/terms/dot.yml", "- id: dot\n", "not-a-mapping", "a list, and not a record", "without '- ' before them"
    ),
    "a record below its own name": file(
        "data/terms/dot.yml",
        "dot:\n  title: Dot\n  summary: x\n",
        "unknown-field",
        "below 'dot'",
        "delete the line 'dot:'",
    ),
    "an empty file": file(
        "data/terms/dot.yml", "", "empty", "nothing in the file", "write the record, or delete the file"
    ),
    "a file in Windows-1252": file(
        "data/terms/dot.yml",
        "id: dot\ntitle: Dot\nsummary: A dot in a café.\n".encode("cp1252"),
        "not-utf8",
        "byte 0xe9 in 'café.'",
        "save the file as UTF-8",
        line=3,
    ),
    "a file in UTF-16": file(
        "data/terms/dot.yml", TERM.encode("utf-16"), "not-utf8", "UTF-16", "save the file as UTF-8"
    ),
    "a file with a byte order mark": file(
        "data/terms/dot.yml", TERM.encode("utf-8-sig"), "hidden-character", "(U+FEFF)", "without a byte order mark"
    ),
}
