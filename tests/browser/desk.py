"""Where the tests read: pages opened for readers of many kinds, with an ear for what the pages complain of."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from playwright.sync_api import Browser, BrowserContext, Page

WIDTHS = (1280, 390)
SCHEMES: tuple[Literal["light", "dark"], ...] = ("light", "dark")


def wait_until(page: Page, expression: str) -> None:
    """Ask a page until what it says is true: `wait_for_function` asks inside the page, which its policy forbids."""
    for _ in range(100):
        if page.evaluate(expression):
            return
        page.wait_for_timeout(50)
    raise AssertionError(f"in five seconds it did not come true: {expression}")


@dataclass(frozen=True, kw_only=True)
class Reader:
    """How somebody reads: the window in CSS pixels, and what they asked of their browser."""

    width: int = 1280
    height: int = 800
    scheme: Literal["light", "dark"] = "light"
    scripts: bool = True
    reduced_motion: bool = False
    forced_colours: bool = False


@dataclass(kw_only=True)
class Desk:
    """Opens pages for readers, and notes whatever a page complains of or asks of another host."""

    browser: Browser
    home: str
    troubles: list[str] = field(default_factory=list)
    contexts: list[BrowserContext] = field(default_factory=list)
    windows: dict[Reader, Page] = field(default_factory=dict)

    def open(self, path: str, reader: Reader | None = None) -> Page:
        """A page of the site, by its path or by an address of its own, once it is loaded."""
        page = self.blank(reader)
        page.goto(path if "://" in path else self.home + path)
        return page

    def turn(self, path: str, reader: Reader) -> Page:
        """As `open`, but in the window that the reader opened here first: for pages that are looked at and left."""
        if reader not in self.windows:
            self.windows[reader] = self.blank(reader)
        page = self.windows[reader]
        page.set_viewport_size({"width": reader.width, "height": reader.height})
        page.goto(path if "://" in path else self.home + path)
        return page

    def blank(self, reader: Reader | None = None) -> Page:
        """An empty page in a window of its own, for a reader."""
        reader = reader or Reader()
        context = self.browser.new_context(
            viewport={"width": reader.width, "height": reader.height},
            color_scheme=reader.scheme,
            java_script_enabled=reader.scripts,
            reduced_motion="reduce" if reader.reduced_motion else "no-preference",
            forced_colors="active" if reader.forced_colours else "none",
        )
        self.contexts.append(context)
        return self.listen(context.new_page())

    def listen(self, page: Page) -> Page:
        """The page, with an ear for what it complains of."""
        page.on("console", lambda message: self.troubles.append(f"{page.url}: {message.type}: {message.text}"))
        page.on("pageerror", lambda error: self.troubles.append(f"{page.url}: {error}"))
        page.on("request", lambda request: self._note_foreign(page, request.url))
        return page

    def close(self) -> None:
        """Close what was opened here."""
        for context in self.contexts:
            context.close()

    def _note_foreign(self, page: Page, address: str) -> None:
        if not address.startswith((self.home, "file:", "data:", "blob:")):
            self.troubles.append(f"{page.url}: asked for {address}")
