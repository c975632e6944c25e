"""Pages at the old addresses of records that have pages of their own, each of which leads to the record."""

from __future__ import annotations

import posixpath
from collections.abc import Mapping

from macros.catalog import Catalog
from macros.render.page import templates


def create_redirects(catalog: Catalog, site_url: str) -> Mapping[str, str]:
    """Path in the site -> HTML, for each id that a record had. They need no script, and no search engine keeps them.

    Where one page shows all records of a kind, the record's entry has its old anchors itself.
    """
    template = templates.get_template("redirect.html.j2")
    redirects = {}
    for record in catalog.pages.values():
        path = _built(record.location)
        for old in record.formerly:
            address = posixpath.basename(path)
            canonical = f"{site_url}{path}" if site_url else address
            redirects[_built(record.location_of(old))] = template.render(
                record=record, address=address, canonical=canonical
            )
    return redirects


def _built(location: str) -> str:
    """The path of a page in the built site."""
    return location.removesuffix(".md") + ".html"
