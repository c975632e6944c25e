"""One question to one host: nothing private is asked, certificates are checked, and pages are read with a cap."""

from __future__ import annotations

import gzip
import socket
import ssl
import time
from collections.abc import Iterator
from itertools import count
from pathlib import Path
from typing import Any

import pytest
import trustme

from macros.outside import asking
from macros.outside.asking import MOST_BYTES, MOST_SECONDS, Asker, Trouble, is_public, public
from macros.outside.visiting import title_of
from tests.macros.outside.hosts import AGENT, FakeClock, Hosts, Reply, serve

PRIVATE = [
    "127.0.0.1", "127.8.8.8", "0.0.0.7", "10.0.0.1", "172.16.0.1", "192.168.1.1", "169.254.169.254", "100.64.0.1",
    "224.0.0.1", "240.0.0.1", "255.255.255.255", "::1", "::", "fe80::1", "fe80::1%eth0", "fc00::1", "ff02::1",
    "::ffff:127.0.0.1", "::ffff:10.0.0.1", "64:ff9b::a00:1", "2002:7f00:1::", "2001:db8::1", "::127.0.0.1",
]  # fmt: skip
"""Addresses of this machine, of networks near it, of its cloud's secrets, and others that hold one of those."""


@pytest.mark.parametrize("address", PRIVATE)
def test_an_address_that_is_not_of_the_public_internet_is_refused(address: str) -> None:
    assert not is_public(address)


@pytest.mark.parametrize("address", ["93.184.215.14", "2606:2800:21f:cb07:6820:80da:af6b:8b2c"])
def test_an_address_of_the_public_internet_is_not(address: str) -> None:
    assert is_public(address)


def resolved(monkeypatch: pytest.MonkeyPatch, *addresses: str) -> None:
    """Let every name lead to these addresses."""

    def answer(*_: object, **__: object) -> list[Any]:
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (address, 443)) for address in addresses]

    monkeypatch.setattr(socket, "getaddrinfo", answer)


@pytest.mark.parametrize("others", [(), ("93.184.215.14",)])
def test_a_name_that_leads_to_a_private_address_is_refused(
    others: tuple[str, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    resolved(monkeypatch, *others, "169.254.169.254")
    with pytest.raises(Trouble, match="no address of the public internet") as found:
        Asker(AGENT).ask("HEAD", "https://rebinds.example/")
    assert found.value.kind == "unsafe"


def test_the_question_goes_to_the_address_that_was_looked_at(monkeypatch: pytest.MonkeyPatch) -> None:
    """A name whose second answer is another one has no second answer to give."""
    resolved(monkeypatch, "93.184.215.14")
    assert public("a.example", 443) == [("93.184.215.14", 443)]
    with serve({"http://a.example/": Reply(title="x")}, FakeClock()) as hosts:
        names: list[str] = []
        monkeypatch.setattr(socket, "getaddrinfo", recording(names, socket.getaddrinfo))
        hosts.asker().ask("GET", "http://a.example/")
    assert "a.example" not in names


def recording(names: list[str], _: Any) -> Any:
    """A look-up that knows this machine alone, and notes the names."""

    def look_up(host: str, port: int, *_: object, **__: object) -> list[Any]:
        names.append(host)
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (host, port))]

    return look_up


def test_a_name_that_leads_nowhere_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object, **__: object) -> None:
        raise socket.gaierror

    monkeypatch.setattr(socket, "getaddrinfo", fail)
    with pytest.raises(Trouble, match=r"there is no host a\.example") as found:
        Asker(AGENT).ask("HEAD", "https://a.example/")
    assert found.value.kind == "unreachable"


@pytest.mark.parametrize(
    "url",
    ["file:///etc/passwd", "ftp://a.example/", "http://a.example:22/", "http://u:p@a.example/", "gopher://a", "", "x"],
)
def test_only_http_on_its_own_port_is_asked(url: str) -> None:
    with serve({}, FakeClock()) as hosts:
        with pytest.raises(Trouble) as found:
            hosts.asker().ask("HEAD", url)
        assert (found.value.kind, hosts.asked) == ("unsafe", [])


def test_where_nobody_listens_nobody_answers() -> None:
    with socket.socket() as closed:
        closed.bind(("127.0.0.1", 0))
        port = closed.getsockname()[1]
    with pytest.raises(Trouble, match="nobody answers there"):
        Asker(AGENT, lambda _, __: [("127.0.0.1", port)]).ask("HEAD", "http://a.example/")


def test_a_second_address_is_asked_where_the_first_one_is_silent() -> None:
    with socket.socket() as closed, serve({"http://a.example/": Reply()}, FakeClock()) as hosts:
        closed.bind(("127.0.0.1", 0))
        both = [closed.getsockname(), ("127.0.0.1", hosts.port)]
        assert Asker(AGENT, lambda _, __: both).ask("HEAD", "http://a.example/").status == 200


# --- what is read ---------------------------------------------------------------------------------------------------


def title(reply: Reply) -> str:
    """The title that is read of a page."""
    with serve({"http://a.example/": reply}, FakeClock()) as hosts:
        return title_of(hosts.asker().ask("GET", "http://a.example/"))


def test_no_more_of_a_page_is_read_than_was_agreed() -> None:
    with serve({"http://a.example/": Reply(body=b"x" * (4 * MOST_BYTES))}, FakeClock()) as hosts:
        assert len(hosts.asker().ask("GET", "http://a.example/").body) == MOST_BYTES


@pytest.mark.parametrize("headers", [{}, {"Content-Encoding": "gzip"}], ids=["plain", "packed"])
def test_a_page_may_come_in_pieces(headers: dict[str, str]) -> None:
    body = b"<title>In pieces</title>" + b"x" * 9000
    reply = Reply(body=gzip.compress(body, 0) if headers else body, headers=headers, in_chunks=True)
    with serve({"http://a.example/": reply}, FakeClock()) as hosts:
        answer = hosts.asker().ask("GET", "http://a.example/")
    assert (len(answer.body), title_of(answer)) == (len(body), "In pieces")


def test_a_page_that_unpacks_to_a_mountain_is_read_no_further() -> None:
    packed = Reply(body=gzip.compress(b"x" * (200 * MOST_BYTES)), headers={"Content-Encoding": "gzip"})
    with serve({"http://a.example/": packed}, FakeClock()) as hosts:
        assert len(hosts.asker().ask("GET", "http://a.example/").body) <= 2 * MOST_BYTES


def test_a_page_that_trickles_is_read_for_so_long_and_no_longer(monkeypatch: pytest.MonkeyPatch) -> None:
    class Trickle:
        parts = 0

        def read1(self, _: int) -> bytes:
            self.parts += 1
            return b"x"

    moments = count(step=MOST_SECONDS / 4)
    monkeypatch.setattr(time, "monotonic", lambda: next(moments))
    assert asking._read(Trickle()) == b"xxx"  # type: ignore[arg-type]


@pytest.mark.parametrize("charset", ["utf-8", "latin-1", "no-such-thing", ""])
def test_a_title_is_read_in_the_letters_of_its_page(charset: str) -> None:
    text = "<title>Größe</title>".encode("latin-1" if charset == "latin-1" else "utf-8")
    assert title(Reply(body=text, headers={"Content-Type": f"text/html; charset={charset}"})) == "Größe"


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        (b"<title>\n  Two\n lines </title>", "Two lines"),
        (b"<p>No title", ""),
        (b"", ""),
        (b"<svg><title>A picture</title></svg>", ""),
        ("<title>\u202eevil\x1b[31m ##[error]</title>".encode(), "\\u202eevil\\u001b[31m ##\\u005b" + "error]"),
        (b"<title>" + b"x" * 9999, "x" * 200),
    ],
)
def test_a_title_is_one_line_that_hides_nothing(body: bytes, expected: str) -> None:
    assert title(Reply(body=body)) == expected


# --- certificates ----------------------------------------------------------------------------------------------------


@pytest.fixture
def secure(tmp_path: Path) -> Iterator[tuple[Hosts, str]]:
    """A host with a certificate for `a.example`, and the file of who vouches for it."""
    authority = trustme.CA()
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    authority.issue_cert("a.example").configure_cert(context)
    authority.cert_pem.write_to_path(str(tmp_path / "authority.pem"))
    replies = {f"https://{host}.example/": Reply(title="x") for host in "ab"}
    with serve(replies, FakeClock(), context) as hosts:
        yield hosts, str(tmp_path / "authority.pem")


def test_a_host_is_asked_by_its_name_over_tls(secure: tuple[Hosts, str]) -> None:
    hosts, authority = secure
    answer = hosts.asker(ca_certs=authority).ask("GET", "https://a.example/")
    assert (answer.status, title_of(answer)) == (200, "x")


def test_another_names_certificate_is_none(secure: tuple[Hosts, str]) -> None:
    hosts, authority = secure
    with pytest.raises(Trouble, match="certificate is not valid"):
        hosts.asker(ca_certs=authority).ask("GET", "https://b.example/")


def test_a_certificate_that_nobody_vouches_for_is_none(secure: tuple[Hosts, str]) -> None:
    with pytest.raises(Trouble, match="certificate is not valid"):
        secure[0].asker().ask("GET", "https://a.example/")
    assert secure[0].asked == []
