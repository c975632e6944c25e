"""Hosts of the tests' own: one server on this machine that answers under many names, and notes how it was asked."""

from __future__ import annotations

import ssl
import threading
import time
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import ClassVar

from urllib3.util import Timeout

from macros.outside.asking import Answer, Asker, Trouble, Where
from macros.outside.manners import Clock
from macros.outside.visiting import Method

AGENT = "ml-engineer-handbook-links/1 (+https://example.org/o/r)"


class FakeClock:
    """Time that passes only while somebody waits."""

    def __init__(self) -> None:
        self.time = 0.0
        self.waits: list[float] = []
        self._lock = threading.Lock()

    def now(self) -> float:
        """Seconds since the test began."""
        return self.time

    def sleep(self, seconds: float) -> None:
        """Let time pass at once."""
        with self._lock:
            self.waits.append(seconds)
            self.time += seconds


@dataclass(frozen=True, kw_only=True)
class Reply:
    """What a host answers; with `hangs` it begins none until the test ends."""

    status: int = 200
    title: str = ""
    headers: Mapping[str, str] = field(default_factory=dict)
    body: bytes | None = None
    in_chunks: bool = False
    """Whether it says no length, and sends piece by piece."""
    hangs: bool = False

    @property
    def content(self) -> bytes:
        """The page."""
        page = f"<!doctype html><html><head><title>{self.title}</title></head><body><p>Text</p></body></html>"
        return page.encode() if self.body is None else self.body


@dataclass(frozen=True, kw_only=True)
class Asked:
    """A question as a host heard it."""

    method: str
    url: str
    agent: str
    at: float

    @property
    def host(self) -> str:
        """Whom it was for."""
        return self.url.split("/")[2]


def chunked(content: bytes) -> bytes:
    """A page in pieces of a thousand bytes."""
    pieces = [content[start : start + 1000] for start in range(0, len(content), 1000)]
    return b"".join(b"%x\r\n%s\r\n" % (len(piece), piece) for piece in [*pieces, b""])


class Hosts:
    """What each address answers, the last of its replies again and again; and everything that was asked."""

    def __init__(self, replies: Mapping[str, Reply | Sequence[Reply]], clock: Clock) -> None:
        self.replies = {url: [one] if isinstance(one, Reply) else list(one) for url, one in replies.items()}
        self.clock = clock
        self.asked: list[Asked] = []
        self.most_at_once: Counter[str] = Counter()
        self.over = threading.Event()
        self.port = 0
        self._now: defaultdict[str, int] = defaultdict(int)
        self._lock = threading.Lock()

    def resolve(self, host: str, port: int) -> list[Where]:
        """Every name leads to this machine, and names of nobody lead nowhere."""
        if host.endswith("nobody.example"):
            raise Trouble("unreachable", f"there is no host {host}")
        assert port in (80, 443)
        return [("127.0.0.1", self.port)]

    def asker(self, read: float = 30, **settings: str) -> Asker:
        """What asks these hosts."""
        return Asker(AGENT, self.resolve, timeout=Timeout(connect=30, read=read), **settings)

    def ask(self, method: Method, url: str) -> Answer:
        """Ask with patience, but for who hangs: a busy machine makes nobody slow."""
        hangs = any(reply.hangs for reply in self.replies.get(url, ()))
        return self.asker(read=0.1 if hangs else 30).ask(method, url)

    def questions(self, host: str) -> list[str]:
        """The methods that a host was asked by."""
        return [one.method for one in self.asked if one.host == host]

    def reply(self, method: str, url: str, agent: str) -> Reply:
        """Note a question and find its answer."""
        host = url.split("/")[2]
        with self._lock:
            self._now[host] += 1
            self.most_at_once[host] = max(self.most_at_once[host], self._now[host])
            self.asked.append(Asked(method=method, url=url, agent=agent, at=self.clock.now()))
            left = self.replies.get(url, [Reply(status=404)])
            found = left.pop(0) if len(left) > 1 else left[0]
        time.sleep(0.01)  # long enough that two questions at once would meet
        if found.hangs:
            self.over.wait(30)
        with self._lock:
            self._now[host] -= 1
        return found


class Handler(BaseHTTPRequestHandler):
    """Answers as the hosts do that it belongs to."""

    protocol_version = "HTTP/1.1"
    hosts: ClassVar[Hosts]

    def answer(self) -> None:
        """Send what an address replies."""
        scheme = "https" if isinstance(self.connection, ssl.SSLSocket) else "http"
        url = f"{scheme}://{self.headers['Host']}{self.path}"
        reply = self.hosts.reply(self.command, url, self.headers.get("User-Agent", ""))
        self.close_connection = True
        if reply.hangs:
            return
        self.send_response(reply.status)
        length = {"Transfer-Encoding": "chunked"} if reply.in_chunks else {"Content-Length": str(len(reply.content))}
        for name, value in {"Content-Type": "text/html; charset=utf-8", **reply.headers, **length}.items():
            self.send_header(name, value)
        self.end_headers()
        if self.command == "GET":
            self.wfile.write(chunked(reply.content) if reply.in_chunks else reply.content)

    do_GET = do_HEAD = answer  # noqa: N815 - as the standard library calls them

    def log_message(self, *_: object) -> None:
        """Say nothing."""


class Server(ThreadingHTTPServer):
    """A server to which a client that went away is nothing to tell."""

    def handle_error(self, *_: object) -> None:
        """Say nothing."""


@contextmanager
def serve(
    replies: Mapping[str, Reply | Sequence[Reply]], clock: Clock, tls: ssl.SSLContext | None = None
) -> Iterator[Hosts]:
    """Run hosts on this machine until the block ends."""
    hosts = Hosts(replies, clock)
    with Server(("127.0.0.1", 0), type("HandlerOfHosts", (Handler,), {"hosts": hosts})) as server:
        if tls:
            server.socket = tls.wrap_socket(server.socket, server_side=True)
        hosts.port = server.server_port
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05})
        thread.start()
        try:
            yield hosts
        finally:
            hosts.over.set()
            server.shutdown()
            thread.join()
