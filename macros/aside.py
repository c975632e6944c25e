"""HTML that Markdown need not read: a sign stands for it until the page is made.

Markdown takes every tag that it meets apart and puts it together again. What our templates and formulas write is HTML
already, and on some pages it is most of what there is.
"""

from __future__ import annotations

import re

OPEN, BLOCK, CLOSE = "\ufff9", "\ufffa", "\ufffb"
"""What stands around the number of a piece. No page and no record may hold these characters (macros/source/text.py)."""

SIGN = re.compile(f"<p>{OPEN}{BLOCK}(?P<block>[0-9]+){CLOSE}</p>|{OPEN}(?P<inline>[0-9]+){CLOSE}")


class Aside:
    """Pieces of HTML by number; the same piece has the same number in every build of a live site."""

    def __init__(self) -> None:
        self._numbers: dict[str, int] = {}
        self._pieces: list[str] = []

    def inline(self, html: str) -> str:
        """What stands in a line of Markdown for a piece of it."""
        return f"{OPEN}{self._number(html)}{CLOSE}"

    def block(self, html: str) -> str:
        """What stands in Markdown, as a paragraph of its own, for a piece outside any; it may hold others."""
        return f"\n\n{OPEN}{BLOCK}{self._number(self.restored(html).strip())}{CLOSE}\n\n"

    def restored(self, html: str) -> str:
        """A page in which every piece stands where its sign stood."""
        return SIGN.sub(lambda sign: self._pieces[int(sign["block"] or sign["inline"])], html)

    def _number(self, html: str) -> int:
        number = self._numbers.setdefault(html, len(self._pieces))
        if number == len(self._pieces):
            self._pieces.append(html)
        return number


aside = Aside()
