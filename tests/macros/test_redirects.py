"""The pages at old addresses, past every check of what their records hold."""

import datetime
import re

import pytest

from macros.catalog import Catalog
from macros.handbook import Handbook
from macros.loader import Entry, Loaded
from macros.render import create_redirects

HOSTILE = [
    "</title><script>x()</script>",
    "\" onload=x() a='b' ",
    "{{ 7 * 7 }}",
    "&lt;b&gt; *x* [y](https://example.org)",
]


def retitled(small: Handbook, title: str, today: datetime.date) -> Catalog:
    """The tools of the small handbook under a title that no check has seen."""
    tools = [entry for (kind, _), entry in small.catalog.entries.items() if kind == "tool"]
    entries = [Entry(record=entry.record.model_copy(update={"title": title}), source=entry.source) for entry in tools]
    loaded = Loaded(entries=tuple(entries), names=frozenset(), exceptions=None, diagnostics=())
    return Catalog(loaded, today)


@pytest.mark.parametrize("title", HOSTILE)
def test_a_title_is_only_text_at_an_old_address(title: str, small: Handbook, today: datetime.date) -> None:
    plain, hostile = (create_redirects(retitled(small, words, today), "") for words in ("Quill", title))
    assert list(hostile) == ["tools/feather.html"]
    tags = [re.findall(r"<[^>]*>", page["tools/feather.html"]) for page in (plain, hostile)]
    assert tags[0] == tags[1]
    assert "49" not in hostile["tools/feather.html"]


def test_only_records_with_pages_of_their_own_have_redirects(small: Handbook) -> None:
    former = {record.location_of(old) for record in small.catalog.pages.values() for old in record.formerly}
    assert {path.replace(".html", ".md") for path in create_redirects(small.catalog, "")} == former
