"""The catalog as Markdown. Data reaches a page only as the output of a macro, which is not rendered again."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from markupsafe import Markup

from macros.aside import Aside
from macros.handbook import Handbook
from macros.models import MODELS
from macros.pages import OWN_MACROS
from macros.render.downloads import filled
from macros.render.page import PageRenderer
from macros.render.redirects import create_redirects
from macros.render.text import plain, prose
from macros.render.view import figure_path

Macro = Callable[..., Markup]


class Renderer:
    """The macros of the whole handbook; each call goes to the page that `current_page` names.

    What Markdown need not read goes into `aside`, where there is one.
    """

    def __init__(
        self,
        handbook: Handbook,
        repository: str,
        current_page: Callable[[], str],
        aside: Aside | None = None,
    ) -> None:
        self._new_page: Callable[[str], PageRenderer] = lambda path: PageRenderer(
            handbook=handbook, repository=repository, path=path, aside=aside
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
        """Every macro by name: a link for each kind, and the methods of the page."""
        links = {kind: self._link(kind) for kind in MODELS}
        names = ("term", "claim", "records", "equation", "example", "download", *OWN_MACROS)
        return links | {name: self._method(name) for name in names}

    def _link(self, kind: str) -> Macro:
        return lambda record_id, words="": self.page.mention(kind, record_id, words)

    def _method(self, name: str) -> Macro:
        def call(*arguments: str, **options: str) -> Markup:
            macro: Macro = getattr(self.page, name)
            return macro(*arguments, **options)

        return call


__all__ = ["PageRenderer", "Renderer", "create_redirects", "figure_path", "filled", "plain", "prose"]
