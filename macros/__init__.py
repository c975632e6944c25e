"""The handbook's own package: what mkdocs-macros loads, and everything behind it."""

from __future__ import annotations

from typing import Any

from macros.aside import aside
from macros.handbook import Handbook
from macros.render import Renderer


def define_env(env: Any) -> None:
    """Give the macros plugin our macros; the catalog was read by the hooks, once a build."""
    handbook: Handbook = env.conf["handbook"]
    renderer = Renderer(handbook, env.conf["repository"], lambda: str(env.page.file.src_uri), aside)
    for name, macro in renderer.macros().items():
        env.macro(macro, name)
