"""What stops a book: a sentence that names the page."""

from __future__ import annotations


class BookError(Exception):
    """Why no book was made: the page of the site that is at fault, what is wrong with it, and the words to look for."""

    def __init__(self, page: str, message: str, needle: str = "") -> None:
        """Keep the parts: whoever prints it looks for the file and line."""
        super().__init__(f"{page}: {message}" if page else message)
        self.page = page
        self.message = message
        self.needle = needle
