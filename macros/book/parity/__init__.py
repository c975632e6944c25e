"""Whether each download holds what the site holds: headings, links, terms, figures and tables.

`web` and `paper` read the built files themselves, not what the book's own rooms made of them on the way: a thing that
is lost between the two is seen here. `comparing` says what is missing and whether that is meant.
"""
