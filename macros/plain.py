"""The handbook as plain Markdown: every macro called, the navigation spelled out, none of our code left to run.

Any generator that reads Markdown and `mkdocs.yml` can build it, without what our hooks do to HTML: the clean-up, the
policy and the check of the site.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import yaml
from yaml_env_tag import construct_env_tag  # type: ignore[import-untyped]  # it comes without types

from macros.compare import read_history
from macros.export import Imprint, create_files
from macros.handbook import Handbook
from macros.navigation import expand
from macros.pages.calls import environment
from macros.render import Renderer, create_redirects, figure_path

OURS = ("hooks", "watch")
"""The settings that only make sense beside our code; the macros plugin is the third."""


class _Loader(yaml.SafeLoader):
    """Reads `mkdocs.yml`, where `!ENV` takes a value from the environment."""


_Loader.add_constructor("!ENV", construct_env_tag)


def write_plain(root: Path, handbook: Handbook, repository: str, folder: Path) -> None:
    """Write the pages, the other files of `docs/` and the configuration into a folder."""
    for path, text in create_pages(handbook, repository):
        _write(folder / "docs" / path, text)
    for name in handbook.prose.files:
        (folder / "docs" / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(root / "docs" / name, folder / "docs" / name)
    for example in handbook.examples.values():
        if example.figure:
            _write(folder / "docs" / figure_path(example), example.figure)
    for path, html in create_redirects(handbook.catalog, os.environ.get("HANDBOOK_SITE_URL", "")).items():
        _write(folder / "docs" / path, html)
    settings = (root / "mkdocs.yml").read_text(encoding="utf-8")
    for path, text in create_files(handbook, create_imprint(settings), read_history(root)):
        _write(folder / "docs" / path, text)
    _write(folder / "mkdocs.yml", create_configuration(settings, handbook))


def create_imprint(text: str) -> Imprint:
    """What `mkdocs.yml` says of the handbook."""
    settings = yaml.load(text, _Loader)  # noqa: S506 - a safe loader, and the file is our own
    return Imprint(
        title=settings["site_name"], description=settings["site_description"], address=settings["site_url"] or ""
    )


def create_pages(handbook: Handbook, repository: str = "") -> Iterator[tuple[str, str]]:
    """The path and the Markdown of every page; front matter holds its title and description."""
    current = ""
    macros = Renderer(handbook, repository, lambda: current).macros()
    for current in handbook.pages:
        text = environment.from_string(handbook.template(current)).render(macros)
        yield current, _front_matter(handbook.metadata(current)) + text


def create_configuration(text: str, handbook: Handbook) -> str:
    """`mkdocs.yml` without what runs our code, with the theme's frame and search, and with the pages of all records."""
    settings = yaml.load(text, _Loader)  # noqa: S506 - a safe loader, and the file is our own
    settings["theme"].pop("custom_dir")
    settings["nav"] = expand(settings["nav"], handbook.catalog, handbook.prose)
    settings["plugins"] = ["search", *(plugin for plugin in settings["plugins"] if "macros" not in plugin)]
    return _dump({name: value for name, value in settings.items() if name not in OURS})


def _front_matter(fields: dict[str, str]) -> str:
    return f"---\n{_dump(fields)}---\n\n" if fields else ""


def _dump(value: Any) -> str:
    return yaml.safe_dump(_plain(value), sort_keys=False, allow_unicode=True)


def _plain(value: Any) -> Any:
    """The value with ordinary strings, which is all that YAML knows."""
    if isinstance(value, dict):
        return {str(key): _plain(item) for key, item in value.items()}
    if isinstance(value, list):
        return [_plain(item) for item in value]
    return str(value) if isinstance(value, str) else value


def _write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
