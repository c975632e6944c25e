"""One question to one host: where its name leads is looked at first, and only there the question goes.

Links are written by strangers, and this runs where other machines may be near. So a name that leads to a private
address is refused, and the connection is made to the very address that was looked at, which a second answer of the
name's owner cannot change. Certificates are checked against the name. Nothing but http(s) on its own port is asked.
"""

from __future__ import annotations

import ipaddress
import socket
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Literal

import urllib3
from urllib3.util import Retry, Timeout, Url, parse_url

PORTS = {"http": 80, "https": 443}
TIMEOUT = Timeout(connect=10, read=20)
MOST_BYTES = 512 * 1024
"""The most that is read of a page: its title stands near the top."""

MOST_SECONDS = 30.0
"""How long a page may take to arrive, however it trickles."""

MOST_ADDRESSES = 3
"""How many addresses of one host are tried."""

EMBEDDED = tuple(map(ipaddress.IPv6Network, ("64:ff9b::/96", "64:ff9b:1::/48", "2002::/16", "2001::/32", "::/96")))
"""Networks whose addresses hold another address, which could be a private one."""

Where = tuple[str, int]
"""An address of the internet, and a port."""

Resolve = Callable[[str, int], Sequence[Where]]
"""Where a host's name leads; raises Trouble where that is nowhere, or where nobody may be asked."""


class Trouble(Exception):  # noqa: N818 - it is an answer of its own, and no mistake
    """Why there was no answer."""

    def __init__(self, kind: Literal["unreachable", "slow", "unsafe"], detail: str) -> None:
        super().__init__(detail)
        self.kind = kind
        self.detail = detail


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What a host answered."""

    status: int
    location: str = ""
    """The address that it names instead."""
    is_page: bool = False
    """Whether it is HTML, which has a title."""
    rest: float | None = None
    """For how many seconds it asks to be left alone."""
    body: bytes = b""
    charset: str = "utf-8"
    seconds: float = 0.0
    """How long it took to begin."""


def public(host: str, port: int) -> list[Where]:
    """Where a name leads, if every address there is one of the public internet."""
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError):
        raise Trouble("unreachable", f"there is no host {host}") from None
    addresses = list(dict.fromkeys(str(one[4][0]) for one in found))
    if hidden := [address for address in addresses if not is_public(address)]:
        raise Trouble("unsafe", f"{host} leads to {hidden[0]}, which is no address of the public internet")
    return [(address, port) for address in addresses]


def is_public(text: str) -> bool:
    """Whether an address is one that the public internet routes to a single machine, and holds no other address."""
    address = ipaddress.ip_address(text.partition("%")[0])
    if isinstance(address, ipaddress.IPv6Address) and any(address in network for network in EMBEDDED):
        return False
    mapped = getattr(address, "ipv4_mapped", None)
    return mapped is None and address.is_global and not address.is_multicast


class Asker:
    """Asks hosts, under a name that says who asks."""

    def __init__(
        self, agent: str, resolve: Resolve = public, ca_certs: str | None = None, timeout: Timeout = TIMEOUT
    ) -> None:
        self._resolve = resolve
        self._ca_certs = ca_certs
        self._timeout = timeout
        self._headers = {"User-Agent": agent, "Accept": "text/html, */*;q=0.5", "Accept-Language": "en"}

    def ask(self, method: Literal["HEAD", "GET"], url: str) -> Answer:
        """The answer to one question, redirects not followed; raises Trouble where there is none."""
        place = _place(url)
        trouble = Trouble("unreachable", "no address")
        for where in self._resolve(place.host or "", place.port or PORTS[place.scheme or ""])[:MOST_ADDRESSES]:
            try:
                return self._ask(method, place, where)
            except Trouble as found:
                trouble = found
                if found.kind == "slow":
                    break
        raise trouble

    def _ask(self, method: str, place: Url, where: Where) -> Answer:
        begun = time.monotonic()
        with self._pool(place, where) as pool:
            try:
                response = pool.urlopen(
                    method, place.request_uri, headers={**self._headers, "Host": place.host or ""}, retries=False,
                    redirect=False, assert_same_host=False, preload_content=False, timeout=self._timeout,
                )  # fmt: skip
                answer = _answer(response, time.monotonic() - begun)
                body = _read(response) if method == "GET" and answer.is_page and answer.status < 300 else b""
            except urllib3.exceptions.HTTPError as error:
                raise _trouble(error) from None
        return replace(answer, body=body)

    def _pool(self, place: Url, where: Where) -> urllib3.HTTPConnectionPool:
        if place.scheme == "http":
            return urllib3.HTTPConnectionPool(*where)
        return urllib3.HTTPSConnectionPool(
            *where, server_hostname=place.host, cert_reqs="CERT_REQUIRED", ca_certs=self._ca_certs
        )


def _place(url: str) -> Url:
    """An address in its parts, as it is asked for: its host in ASCII, its path escaped."""
    try:
        place = parse_url(url)
    except urllib3.exceptions.LocationParseError:
        raise Trouble("unsafe", f"{url[:100]} is no address") from None
    if place.scheme not in PORTS or not place.host or place.auth:
        raise Trouble("unsafe", f"{url[:100]} is no plain http(s) address")
    if place.port not in (None, *PORTS.values()):
        raise Trouble("unsafe", f"it asks for port {place.port}")
    return place


def _answer(response: urllib3.BaseHTTPResponse, seconds: float) -> Answer:
    kind = response.headers.get("Content-Type", "")
    charset = kind.partition("charset=")[2].strip(" \"';") or "utf-8"
    return Answer(
        status=response.status,
        location=response.headers.get("Location", ""),
        is_page="html" in kind.lower(),
        rest=_rest(response.headers.get("Retry-After", "")),
        charset=charset,
        seconds=seconds,
    )


def _rest(text: str) -> float | None:
    """The seconds that a Retry-After asks for, which is a number or a date."""
    try:
        return max(0.0, Retry().parse_retry_after(text)) if text else None
    except (urllib3.exceptions.InvalidHeader, ValueError, OverflowError):
        return None


def _read(response: urllib3.BaseHTTPResponse) -> bytes:
    """The beginning of a page, read for so long and no longer."""
    begun, parts, size = time.monotonic(), [], 0
    while size < MOST_BYTES and time.monotonic() - begun < MOST_SECONDS:
        part = response.read1(MOST_BYTES - size)
        if not part:
            break
        parts.append(part)
        size += len(part)
    return b"".join(parts)


def _trouble(error: urllib3.exceptions.HTTPError) -> Trouble:
    """Why there was no answer, in a reader's words."""
    if isinstance(error, urllib3.exceptions.ReadTimeoutError):
        return Trouble("slow", "it did not answer in time")
    if isinstance(error, urllib3.exceptions.SSLError):
        return Trouble("unreachable", "its certificate is not valid, or it speaks no TLS that is still in use")
    if isinstance(error, urllib3.exceptions.NewConnectionError | urllib3.exceptions.ConnectTimeoutError):
        return Trouble("unreachable", "nobody answers there")
    return Trouble("unreachable", "the answer broke off")
