"""The picture that other places show beside a link to the handbook: docs/assets/card.png, made from card.svg.

Run as: python -m tests.browser.card
Some networks take no SVG. The hashes of both files stand in card.sha256: a test says when the picture is old.
"""

from __future__ import annotations

import hashlib
import os
import sys
from pathlib import Path

from playwright.sync_api import sync_playwright

from tests.browser.chromium import ARGUMENTS, HOW, find_chromium

ASSETS = Path(__file__).resolve().parents[2] / "docs" / "assets"
DRAWING, PICTURE = ASSETS / "card.svg", ASSETS / "card.png"
HASHES = Path(__file__).with_name("card.sha256")
SIZE = (1200, 630)


def hashes() -> str:
    """What `card.sha256` should say."""
    lines = (f"{hashlib.sha256(path.read_bytes()).hexdigest()}  {path.name}\n" for path in (DRAWING, PICTURE))
    return "".join(lines)


def draw() -> None:
    """Make the picture from the drawing, and note the hashes of both."""
    path = find_chromium()
    if path is None:
        sys.exit(f"error: there is no Chromium here: {HOW}")
    with sync_playwright() as playwright:
        sandbox = os.geteuid() != 0
        browser = playwright.chromium.launch(executable_path=path, args=list(ARGUMENTS), chromium_sandbox=sandbox)
        page = browser.new_page(viewport={"width": SIZE[0], "height": SIZE[1]})
        page.goto(DRAWING.as_uri())
        page.screenshot(path=PICTURE)
        browser.close()
    HASHES.write_text(hashes(), encoding="utf-8")


if __name__ == "__main__":
    draw()
