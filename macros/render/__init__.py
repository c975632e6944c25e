"""The catalog as Markdown. Data reaches a page only as the output of a macro, which is not rendered again."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from markupsafe import Markup

from macros.catalog import Catalog
from macros.models import MODELS
from macros.pages import Prose
from macros.render.page import PageRenderer
from macros.render.text import plain, prose

Macro = Callable[..., Markup]


class Renderer:
    """The macros of the whole handbook; each call goes to the page that `current_page` names."""

    def __init__(self, catalog: Catalog, prose: Prose, repository: str, current_page: Callable[[], str]) -> None:
        self._new_page: Callable[[str], PageRenderer] = lambda path: PageRenderer(
            catalog=catalog, prose=prose, repository=repository, path=path
        )
        self._current_page = current_page
        self._page = self._new_page("")

    @property
    def page(self) -> PageRenderer:
        """The renderer of the page that is being rendered; a new page starts with nothing said."""
        path = self._current_page()
        if self._page.path != path:
            self._page = self._new_page(path)
        return self._page

    def macros(self) -> Mapping[str, Macro]:
        """Every macro by name: those that pages call, and those that the build calls."""
        return dict(self._macros())

    def _macros(self) -> Iterator[tuple[str, Macro]]:
        for kind in MODELS:
            yield kind, self._link(kind)
        yield "term", lambda record_id, words="": self.page.term(record_id, words)
        yield "claim", lambda record_id: self.page.claim(record_id)
        yield "records", lambda kind: self.page.records(kind)
        yield "page_head", lambda kind, record_id: self.page.page_head(kind, record_id)
        yield "page_foot", lambda kind="", record_id="": self.page.page_foot(kind, record_id)
        yield "record_page", lambda kind, record_id: self.page.record_page(kind, record_id)

    def _link(self, kind: str) -> Macro:
        return lambda record_id, words="": self.page.link(kind, record_id, words)


__all__ = ["PageRenderer", "Renderer", "plain", "prose"]
