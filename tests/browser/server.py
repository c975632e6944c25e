"""The built site over http, below a path, and compressed, as hosts of static files have it."""

from __future__ import annotations

import gzip
import mimetypes
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from functools import lru_cache, partial
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import unquote, urlsplit

PREFIX = "/handbook/"
COMPRESSED = ("text/", "application/json", "application/xml", "image/svg+xml")


@lru_cache(maxsize=256)
def packed(body: bytes) -> bytes:
    """A file as it is sent, compressed once for all who ask for it."""
    return gzip.compress(body, mtime=0)


class Handler(BaseHTTPRequestHandler):
    """Answers with the files of a folder, and with its 404.html where there is none."""

    protocol_version = "HTTP/1.1"

    def __init__(self, *arguments: object, site: Path) -> None:
        self.site = site
        super().__init__(*arguments)  # type: ignore[arg-type]  # the server passes socket, address and itself

    def do_GET(self) -> None:
        """Send a file."""
        file = self._file()
        self.send_response(HTTPStatus.OK if file else HTTPStatus.NOT_FOUND)
        file = file or self.site / "404.html"
        body = file.read_bytes()
        kind = mimetypes.guess_type(file.name)[0] or "application/octet-stream"
        self.send_header("Content-Type", f"{kind}; charset=utf-8" if kind.startswith("text/") else kind)
        if kind.startswith(COMPRESSED) and "gzip" in self.headers.get("Accept-Encoding", ""):
            body = packed(body)
            self.send_header("Content-Encoding", "gzip")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        """Say nothing."""

    def _file(self) -> Path | None:
        path = unquote(urlsplit(self.path).path)
        file = (self.site / (path.removeprefix(PREFIX) or "index.html")).resolve()
        there = path.startswith(PREFIX) and file.is_file() and file.is_relative_to(self.site)
        return file if there else None


@contextmanager
def serve(site: Path) -> Iterator[str]:
    """Serve a built site until the block ends; gives the address of its first page's folder."""
    with ThreadingHTTPServer(("127.0.0.1", 0), partial(Handler, site=site.resolve())) as server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05})
        thread.start()
        try:
            yield f"http://127.0.0.1:{server.server_port}{PREFIX}"
        finally:
            server.shutdown()
            thread.join()
