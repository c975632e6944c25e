"""The live site's pages from Markdown, and its theme's templates: made anew only where something has changed.

A page's HTML depends on its Markdown once the macros have run, on the settings, and on which files there are, because
its links are resolved by them. No extension of ours reads a file. What the theme puts around it is never kept.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from jinja2.bccache import Bucket, BytecodeCache

from macros.memory import memory

RENDERED = ("content", "toc", "_title_from_render", "present_anchor_ids")
"""What rendering writes on a page, beside its links to anchors: those name files, which each build has its own of."""


NO_SETTINGS = ("plugins", "handbook")
"""What is new in each build, and has done its part when a page's Markdown is there."""


def circumstances(config: Any, files: Any) -> str:
    """A text that changes with the settings and with the files, their addresses and their places."""
    settings = {name: value for name, value in config.items() if name not in NO_SETTINGS}
    return repr((settings, [(file.src_uri, file.dest_uri, file.url, file.inclusion) for file in files]))


def render(page: Any, anew: Callable[[Any, Any], None], config: Any, files: Any) -> None:
    """Render a page, or take what came of it last time; a page about which something was logged is rendered again."""
    key = ("render", page.file.src_uri, page.markdown, config["circumstances"])
    if (kept := memory.recall(key)) is not None:
        _write(page, kept, files)
        return
    with _listening(page) as heard:
        anew(config, files)
    if not heard:
        memory.keep(key, _read(page))


def _read(page: Any) -> dict[str, Any]:
    links = getattr(page, "links_to_anchors", None)
    names = {file.src_uri: dict(found) for file, found in links.items()} if links is not None else None
    return {name: getattr(page, name) for name in RENDERED} | {"links_to_anchors": names}


def _write(page: Any, kept: dict[str, Any], files: Any) -> None:
    names = kept["links_to_anchors"]
    links = (
        {files.get_file_from_path(name): dict(found) for name, found in names.items()} if names is not None else None
    )
    for name, value in (kept | {"links_to_anchors": links}).items():
        setattr(page, name, value)


@contextmanager
def _listening(page: Any) -> Iterator[list[logging.LogRecord]]:
    """What is logged meanwhile, by the generator or by anybody else."""
    heard: list[logging.LogRecord] = []
    handler = logging.Handler(logging.INFO)
    setattr(handler, "emit", heard.append)  # noqa: B010
    loggers = [logging.getLogger(), logging.getLogger(type(page).__module__.partition(".")[0])]
    for logger in loggers:
        logger.addHandler(handler)
    try:
        yield heard
    finally:
        for logger in loggers:
            logger.removeHandler(handler)


class Bytecode(BytecodeCache):
    """The theme's templates as they were compiled, by their place and text."""

    def load_bytecode(self, bucket: Bucket) -> None:
        """Take what was compiled before."""
        bucket.code = memory.recall(("bytecode", bucket.key, bucket.checksum))

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep what was compiled."""
        memory.keep(("bytecode", bucket.key, bucket.checksum), bucket.code)
