"""What MkDocs calls while it builds: read and check the data, add its pages, and make every page safe."""

from __future__ import annotations

import logging
import os
import posixpath
import re
from collections.abc import Callable
from functools import lru_cache, partial
from html import unescape
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote

import imagesize  # type: ignore[import-untyped]  # it comes without types
import jinja2
import mkdocs.contrib.search
import mkdocs_macros.plugin
from markupsafe import escape
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort
from mkdocs.plugins import CombinedEvent, event_priority
from mkdocs.structure.files import File, Files
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page
from mkdocs.utils import get_relative_url, normalize_url

from macros.accessible import make_accessible
from macros.aside import aside
from macros.compare import read_history
from macros.diagnostics import Severity, count, full
from macros.edition import Edition, read_edition
from macros.export import Imprint, create_files, create_linked
from macros.finishing import finish
from macros.fresh import require_fresh_code
from macros.handbook import Handbook, read_handbook
from macros.memory import memory, remembered
from macros.models import is_web_address
from macros.navigation import expand
from macros.pages import MacroEnvironment, generated_pages
from macros.planner import create_planner
from macros.policy import allow_last_script, clean, content_security_policy, lost
from macros.rebuild import Bytecode, circumstances, render
from macros.render import create_redirects, figure_path
from macros.searching import BuiltPage, create_index
from macros.site import check_site

if TYPE_CHECKING:
    from mkdocs.livereload import LiveReloadServer  # a server, and what it needs: no build asks for it

ANCHOR = re.compile(r" id=\"([^\"]+)\"")
"""What a link may lead to, in a page that is clean."""

log = logging.getLogger("mkdocs.handbook")


@event_priority(100)
def on_config(config: MkDocsConfig) -> MkDocsConfig:
    """Read the handbook before the macros plugin asks for it; stop with every diagnostic if it has errors."""
    require_fresh_code()
    logging.getLogger("mkdocs.plugins.mkdocs_macros.util").setLevel(logging.WARNING)
    # The plugin offers no other way in: its templates run in our sandbox, and it never renders a page's title.
    setattr(mkdocs_macros.plugin, "Environment", MacroEnvironment)  # noqa: B010
    setattr(mkdocs_macros.plugin.MacrosPlugin, "has_j2", lambda *_: False)  # noqa: B010
    handbook = read_handbook(_root(config))
    errors = [found for found in handbook.diagnostics if found.severity is Severity.ERROR]
    if errors:
        raise Abort("\n".join([*map(full, errors), count(errors)]))
    config["handbook"] = handbook
    config["repository"] = _repository()
    config.nav = expand(config.nav or [], handbook.catalog, handbook.prose)
    return config


def on_files(files: Files, config: MkDocsConfig) -> Files:
    """Add a page for each record without a body, which holds one macro call and nothing of the data.

    And redirects, the figures of examples, and what other programs read. The theme's own styles and scripts are left
    out: no page asks for them (overrides/main.html).
    """
    handbook: Handbook = config["handbook"]
    for file in [file for file in files if file.src_dir in _theme_folders(config)]:
        files.remove(file)
    for path in generated_pages(handbook.prose, handbook.catalog):
        files.append(File.generated(config, path, content=handbook.template(path)))
    for path, html in create_redirects(handbook.catalog, config.site_url or "").items():
        files.append(File.generated(config, path, content=html))
    for example in handbook.examples.values():
        if example.figure:
            files.append(File.generated(config, figure_path(example), content=example.figure))
    history = read_history(_root(config))
    if history.missing and not memory.on:
        log.info("feed.xml is empty: %s", history.missing)
    for path, text in create_files(handbook, _imprint(config), history):
        files.append(File.generated(config, path, content=text))
    return files


@event_priority(-100)
def on_nav(nav: Navigation, config: MkDocsConfig, files: Files) -> Navigation:
    """Note, now that every file is known, what all pages depend on: only the live site asks."""
    config["circumstances"] = circumstances(config, files) if memory.on else ""
    return nav


@event_priority(100)
def _surround(markdown: str, page: Page, config: MkDocsConfig, files: Files) -> str:
    """Hand the macros plugin a template of our own making; it looks names up in the front matter, so that goes."""
    handbook: Handbook = config["handbook"]
    page.meta = {}
    return handbook.template(page.file.src_uri, aside.inline)


@event_priority(-100)
def _describe(markdown: str, page: Page, config: MkDocsConfig, files: Files) -> str:
    """Take title and description from the record or the front matter, once the macros have run."""
    handbook: Handbook = config["handbook"]
    page.meta = {name: escape(text) for name, text in handbook.metadata(page.file.src_uri).items()}
    page.meta["linked"] = create_linked(page.file.src_uri, handbook.catalog, _imprint(config))
    if page.is_homepage:
        page.meta["hide"] = ["navigation", "toc"]
    if memory.on:
        setattr(page, "render", partial(render, page, page.render))  # noqa: B010 - MkDocs has no hook for it
    return markdown


on_page_markdown = CombinedEvent(_surround, _describe)


@remembered
def _cleaned(html: str) -> tuple[str, list[str]]:
    cleaned = clean(html)
    return cleaned, lost(html, cleaned)


def on_page_content(html: str, page: Page, config: MkDocsConfig, files: Files) -> str:
    """Leave nothing in a page that could run or has no name; a page from which something had to go is not published."""
    cleaned, gone = _cleaned(aside.restored(html))
    if gone:
        raise Abort(f"docs/{page.file.src_uri}: this page may not hold {', '.join(gone)}")
    # MkDocs looks for the targets of links in what Markdown has read, and that is not all there is.
    page.present_anchor_ids = {*(page.present_anchor_ids or ()), *ANCHOR.findall(cleaned)}
    # A heading's text as the templates want it: escaped once, quotes too, wherever it is printed.
    page.title = escape(unescape(str(page.title)))
    return make_accessible(finish(cleaned, lambda address: _size(address, page, files)))


def _size(address: str, page: Page, files: Files) -> tuple[int, int] | None:
    """The width and height of a picture of the handbook; None where it is none, or cannot be read."""
    path = posixpath.normpath(posixpath.join(posixpath.dirname(page.file.dest_uri), unquote(address)))
    file = files.src_uris.get(path)
    width, height = imagesize.get(file.abs_src_path) if file and file.abs_src_path else (-1, -1)
    return (round(width), round(height)) if min(width, height) > 0 else None


def on_env(env: jinja2.Environment, config: MkDocsConfig, files: Files) -> jinja2.Environment:
    """Give every template the policy, and what the deployment and the last commit say of this build."""
    env.bytecode_cache = Bytecode() if memory.on else None
    env.globals["address"] = _address
    env.globals["around"] = _around
    env.globals["policy"] = content_security_policy()
    env.globals["edition"] = _edition(_root(config))
    env.globals["repository"] = config["repository"]
    env.globals["has_downloads"] = "download.md" in files.src_uris
    _add_scripts(files, config)
    return env


@jinja2.pass_context
def _address(context: jinja2.runtime.Context, item: Any) -> str:
    """The address of a page, or of the first page of a part of the navigation, from the page that is being built."""
    return _to(_first_url(item), *_standpoint(context))


@jinja2.pass_context
def _around(context: jinja2.runtime.Context, items: list[Any]) -> tuple[str, Any, str]:
    """A menu: entries before the one that leads to the page being built, that one or None, entries after it."""
    standpoint = _standpoint(context)
    entries = [_entry(_first_url(item), item.title, *standpoint) for item in items]
    here = next((place for place, item in enumerate(items) if item.active), None)
    if here is None:
        return "".join(entries), None, ""
    return "".join(entries[:here]), items[here], "".join(entries[here + 1 :])


def _standpoint(context: jinja2.runtime.Context) -> tuple[str | None, str]:
    """The folder of the page that is being built, if it is a page, and the way from it to the site's root."""
    page = context["page"]
    return page.url.rpartition("/")[0] + "/" if page else None, str(context["base_url"])


def _first_url(item: Any) -> str:
    while item.children:
        item = item.children[0]
    return str(getattr(item, "url", ""))


@lru_cache(maxsize=100_000)
def _entry(url: str, title: str, folder: str | None, base: str) -> str:
    """An entry of a menu, for all pages of a folder: they show the same ones again and again."""
    return f'<li><a href="{_to(url, folder, base)}">{title}</a></li>\n'


@lru_cache(maxsize=100_000)
def _to(url: str, folder: str | None, base: str) -> str:
    """The way to an address from any page of a folder; from a page without a place of its own, by way of the root."""
    return normalize_url(url, None, base) if folder is None or "://" in url else get_relative_url(url, folder)


def _add_scripts(files: Files, config: MkDocsConfig) -> None:
    """Publish what search and planner know, and the engine of the search: MkDocs brings one for its own themes."""
    handbook: Handbook = config["handbook"]
    pages = [_built(file.page, handbook) for file in files.documentation_pages() if file.page]
    index = create_index(pages, handbook.catalog)
    files.append(File.generated(config, "assets/search/index.js", content=index))
    engine = Path(str(mkdocs.contrib.search.__file__)).with_name("templates") / "search" / "lunr.js"
    files.append(File.generated(config, "assets/search/lunr.js", abs_src_path=str(engine)))
    files.append(File.generated(config, "assets/planner-topics.js", content=create_planner(handbook.catalog)))


def _built(page: Page, handbook: Handbook) -> BuiltPage:
    """What the search asks of a page; its title and description were escaped for the templates."""
    title, description = unescape(str(page.title)), unescape(str(page.meta.get("description", "")))
    source = handbook.prose.pages.get(page.file.src_uri)
    return BuiltPage(
        address=page.url,
        title=title,
        description=description,
        html=page.content or "",
        aliases=source.aliases if source else (),
    )


def on_post_build(config: MkDocsConfig) -> None:
    """Read the built site as a reader's browser would; a site with a finding is not published."""
    if found := check_site(Path(config.site_dir), config["handbook"], config.site_url or ""):
        raise Abort("\n".join([*map(full, found), count(found)]))
    if memory.on:
        memory.forget_unasked()


def on_serve(server: LiveReloadServer, config: MkDocsConfig, builder: Callable[..., None]) -> LiveReloadServer:
    """Go on serving while an edit is being mended, and let the server's own script reload the pages."""
    build = server.builder
    inject: Any = server._inject_js_into_html

    def build_if_sound() -> None:
        try:
            build()
        except SystemExit as stopped:
            log.error("%s\nServing what could be built; waiting for a change …", stopped)

    def inject_and_allow(content: bytes, epoch: int) -> bytes:
        return allow_last_script(inject(content, epoch).decode()).encode()

    setattr(server, "_inject_js_into_html", inject_and_allow)  # noqa: B010
    server.builder = build_if_sound
    return server


def _edition(root: Path) -> Edition:
    return read_edition(root, os.environ.get("SOURCE_DATE_EPOCH", ""))


def _imprint(config: MkDocsConfig) -> Imprint:
    """What the configuration and the last commit say of this build."""
    return Imprint(
        title=config.site_name,
        description=config.site_description or "",
        address=config.site_url or "",
        date=_edition(_root(config)).date,
    )


def _root(config: MkDocsConfig) -> Path:
    """The folder of the handbook."""
    return Path(config.config_file_path or "mkdocs.yml").resolve().parent


def _theme_folders(config: MkDocsConfig) -> list[str]:
    """Where the theme lies, and what it builds on; not our own folder."""
    return [folder for folder in config.theme.dirs if folder != config.theme.custom_dir]


def _repository() -> str:
    """The repository's address, as the deployment says; without it there are no edit links."""
    address = os.environ.get("HANDBOOK_REPO_URL", "").rstrip("/")
    if address and not is_web_address(address):
        raise Abort(f"HANDBOOK_REPO_URL is not an http(s) address: {address}")
    return address
