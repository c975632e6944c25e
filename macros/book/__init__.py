"""The handbook offline: the pages of a built site as one book.

The built HTML is all that is read, in the order of its own menu, so the book does not hang on what made the site.
`contents` finds the order, `components` says which elements a page may hold and what they are, `document` puts pages
and links together, and the others write it.
"""
