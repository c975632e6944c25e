"""The navigation: what `mkdocs.yml` says, with each kind's folder replaced by the pages of its records."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from markupsafe import escape

from macros.catalog import Catalog
from macros.models import MODELS, Record, Topic
from macros.pages import Prose

OWN_PAGES = {model.page.split("/")[0] + "/": model for model in MODELS.values() if model.has_own_page()}


def expand(nav: list[Any], catalog: Catalog, prose: Prose) -> list[Any]:
    """A navigation in which `topics/` became a section with every topic, and folders without pages are left out."""
    expanded: list[Any] = []
    for item in nav:
        if isinstance(item, dict):
            expanded += [
                {title: expand(below, catalog, prose) if isinstance(below, list) else below}
                for title, below in item.items()
            ]
        elif item in OWN_PAGES:
            expanded += _section(OWN_PAGES[item], catalog, prose)
        else:
            expanded.append(item)
    return expanded


def _section(model: type[Record], catalog: Catalog, prose: Prose) -> list[Any]:
    records = catalog.records(model.kind)
    index = [path for path in (f"{model.page.split('/')[0]}/index.md",) if path in prose.pages]
    pages = _by_skill(records, catalog) if model is Topic else [record.location for record in records]
    return [{model.plural: [*index, *pages]}] if pages or index else []


def _by_skill(topics: Sequence[Record], catalog: Catalog) -> list[Any]:
    """The topics under the titles of their skills; the theme prints a section's title as HTML."""
    groups = []
    for skill in catalog.records("skill"):
        own = [topic.location for topic in topics if isinstance(topic, Topic) and topic.skill == skill.id]
        groups += [{escape(skill.title): own}] if own else []
    return groups
