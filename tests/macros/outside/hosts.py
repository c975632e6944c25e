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

from urllib3.util import Timeout

from macros.outside.asking import Asker, Trouble, Where
from macros.outside.manners import Clock

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

    def asker(self, **settings: str) -> Asker:
        """What asks these hosts, and has no time."""
        return Asker(AGENT, self.resolve, timeout=Timeout(connect=5, read=0.5), **settings)

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


@contextmanager
def serve(
    replies: Mapping[str, Reply | Sequence[Reply]], clock: Clock, tls: ssl.SSLContext | None = None
) -> Iterator[Hosts]:
    """Run hosts on this machine until the block ends."""
    hosts = Hosts(replies, clock)

    class Handler(BaseHTTPRequestHandler):
        def answer(self) -> None:
            url = f"{'https' if tls else 'http'}://{self.headers['Host']}{self.path}"
            reply = hosts.reply(self.command, url, self.headers.get("User-Agent", ""))
            if reply.hangs:
                return
            self.send_response(reply.status)
            for name, value in {"Content-Type": "text/html; charset=utf-8", **reply.headers}.items():
                self.send_header(name, value)
            self.send_header("Content-Length", str(len(reply.content)))
            self.end_headers()
            if self.command == "GET":
                self.wfile.write(reply.content)

        do_GET = do_HEAD = answer  # noqa: N815 - as the standard library calls them

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    class Server(ThreadingHTTPServer):
        def handle_error(self, *_: object) -> None:
            """A client that went away is none of ours."""

    with Server(("127.0.0.1", 0), Handler) as server:
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
