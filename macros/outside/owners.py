"""Whose an address is: the part of the host's name that somebody registered, and on shared hosts the account."""

from __future__ import annotations

from functools import cache
from urllib.parse import urlsplit

from publicsuffixlist import PublicSuffixList

SHARED = ("bitbucket.org", "codeberg.org", "github.com", "gitlab.com", "huggingface.co", "kaggle.com", "medium.com")
"""Hosts where the first part of the path says whose a page is."""


@cache
def _suffixes() -> PublicSuffixList:
    return PublicSuffixList()


def owner_of(url: str) -> str:
    """`example.co.uk` of `https://www.example.co.uk/x`, `github.com/keras-team` of a repository there."""
    parts = urlsplit(url)
    host = (parts.hostname or "").lower()
    registered = _suffixes().privatesuffix(host) or host
    account = parts.path.strip("/").partition("/")[0].casefold()
    return f"{registered}/{account}" if registered in SHARED and account else registered
