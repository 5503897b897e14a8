"""Where webhooks may be delivered to, and how: this machine only, unless a host is allowed by name.

A mock takes addresses from anybody who can call it. It must not become a way to send requests into somebody's network,
so an address is read strictly, its host is resolved once, and the connection goes to the very address that was checked.
Nor does it send to itself, where a webhook would have the rights of this machine, or cause the next one without end.
"""

from __future__ import annotations

import os
import re
import socket
import threading
from collections.abc import Callable, Collection, Mapping, Sequence
from ipaddress import IPv4Address, IPv6Address, IPv6Network, ip_address
from typing import TYPE_CHECKING, TypeVar
from urllib.parse import SplitResult, urlsplit

if TYPE_CHECKING:
    import asyncio
    import ssl
    from concurrent.futures import Future

LOCAL_NAME = "localhost"
TIMEOUT = 5.0
MARK = "x-cal-signature-256"  # a header of every delivery; a mock that meets it has been reached by a webhook
Result = TypeVar("Result")
Address = IPv4Address | IPv6Address

_NAME = re.compile(r"[a-z0-9]([a-z0-9_-]*[a-z0-9])?(\.[a-z0-9]([a-z0-9_-]*[a-z0-9])?)*")
# What resolvers take for an IPv4 address although it is not written as one: 2130706433, 0x7f.1, 0177.0.0.1.
_LOOKS_NUMERIC = re.compile(r"(.*\.)?(\d+|0x[0-9a-f]*)")

_LOOPBACK = IPv6Address("::1")
# IPv6 networks whose addresses stand for IPv4 ones: compatible, mapped, NAT64, Teredo, 6to4.
_DISGUISES = [IPv6Network(each) for each in ("::/96", "::ffff:0:0/96", "64:ff9b::/96", "2001::/32", "2002::/16")]


class Refused(ValueError):
    """The mock does not send there; the message says why."""


def may_send(url: str, allowed_hosts: Collection[str] = ()) -> bool:
    """Whether an address leads to this machine, or to a host that was allowed (`host` or `host:port`)."""
    return refusal(url, allowed_hosts) is None


def refusal(url: str, allowed_hosts: Collection[str] = (), own_ports: Collection[int] = ()) -> str | None:
    """Why nothing is sent to an address; None when it may be.

    Nothing is resolved for this. That a name leads to the mock itself is only seen when it is sent to.

    Args:
        url: The address.
        allowed_hosts: Hosts besides this machine.
        own_ports: Ports of this machine on which the mock listens.
    """
    try:
        parts, host = _checked(url, allowed_hosts)
        if host == LOCAL_NAME or _literal(host, bracketed=":" in host) is not None:
            _must_be_another(host, _port(parts), own_ports)
    except Refused as problem:
        return str(problem)
    return None


class Sender:
    """Delivers over HTTP: no redirects, no proxies, a time limit.

    Args:
        allowed_hosts: Hosts besides this machine.
        timeout: Seconds for a whole delivery, from the look-up of the name to the last header of the answer.
        resolve: Gives the addresses of a host and port.
        own_ports: Ports of this machine on which the mock listens, where nothing is sent.
    """

    def __init__(
        self,
        allowed_hosts: Collection[str] = (),
        timeout: float = TIMEOUT,
        *,
        resolve: Callable[[str, int], Sequence[str]] | None = None,
        own_ports: Collection[int] = (),
    ) -> None:
        self.allowed_hosts, self.timeout, self._resolve = allowed_hosts, timeout, resolve or _addresses
        self.own_ports = own_ports

    def __call__(self, url: str, headers: Mapping[str, str], body: bytes) -> int:
        """Sends like `post`, and waits for the answer."""
        import asyncio

        return apart(lambda: asyncio.run(self.post(url, headers, body))).result()

    async def post(self, url: str, headers: Mapping[str, str], body: bytes) -> int:
        """Sends a POST request and gives the status of the answer.

        Raises:
            Refused: The address is not allowed, is the mock's own, or its host resolves to one that is not allowed.
            OSError: The receiver could not be reached, or did not answer in time.
            http.client.HTTPException: It does not speak HTTP.
        """
        # Most mocks never deliver, and these take longer to import than a mock to be made.
        import asyncio
        import ssl

        parts, host = _checked(url, self.allowed_hosts)
        try:
            async with asyncio.timeout(self.timeout):
                port = _port(parts)
                # Looking up a name can't be called off: in a thread of its own it keeps nobody waiting.
                found = await asyncio.wrap_future(apart(lambda: self._resolve(host, port)))
                address = _chosen(host, found)
                _must_be_another(str(address), port, self.own_ports)
                secure = ssl.create_default_context() if parts.scheme == "https" else None
                reader, writer = await _connected(str(address), port, host, secure)
                try:
                    writer.write(_request(parts, headers, body))
                    return await _status(reader)
                finally:
                    writer.transport.abort()  # nobody waits for a receiver to take its leave
        except TimeoutError:
            raise TimeoutError(f"there was no answer within {self.timeout:g} seconds") from None


async def _connected(
    address: str, port: int, host: str, secure: ssl.SSLContext | None
) -> tuple[asyncio.StreamReader, asyncio.StreamWriter]:
    import asyncio
    import ssl

    try:
        return await asyncio.open_connection(address, port, ssl=secure, server_hostname=host if secure else None)
    except ssl.SSLError:
        raise
    except OSError as problem:
        if problem.errno is None:
            raise
        # The loop's own text names a function of Python and not what happened.
        raise OSError(problem.errno, os.strerror(problem.errno)) from None


def apart(function: Callable[[], Result]) -> Future[Result]:
    """Runs a function in a thread that keeps no process from ending, and gives its outcome."""
    from concurrent.futures import Future

    outcome: Future[Result] = Future()
    outcome.set_running_or_notify_cancel()  # from here on it can't be cancelled

    def run() -> None:
        try:
            outcome.set_result(function())
        except BaseException as problem:  # noqa: BLE001 - whoever asks for the outcome meets it
            outcome.set_exception(problem)

    threading.Thread(target=run, daemon=True).start()
    return outcome


def _request(parts: SplitResult, headers: Mapping[str, str], body: bytes) -> bytes:
    """The bytes of a POST request."""
    target = parts.path or "/"
    if parts.query:
        target = f"{target}?{parts.query}"
    sent = {
        "Host": parts.netloc,
        "User-Agent": "toolzz-cal-mock",
        "Connection": "close",
        "Content-Length": str(len(body)),
        **headers,
    }
    lines = [f"POST {target} HTTP/1.1", *(f"{name}: {value}" for name, value in sent.items())]
    return "\r\n".join([*lines, "", ""]).encode("latin-1") + body


async def _status(reader: asyncio.StreamReader) -> int:
    """The status of an answer, once all its headers are there."""
    from http.client import BadStatusLine, RemoteDisconnected

    status = 100
    while 100 <= status < 200:
        line = await _line(reader)
        if not line:
            raise RemoteDisconnected("the receiver closed the connection without an answer")
        found = re.match(rb"HTTP/1\.[0-9] ([1-9][0-9]{2})(?= |\r?\n)", line)
        if found is None:
            raise BadStatusLine(line[:80].decode("latin-1"))
        status = int(found[1])
        while (await _line(reader)).strip():
            pass
    return status


async def _line(reader: asyncio.StreamReader) -> bytes:
    try:
        return await reader.readline()
    except ValueError:
        from http.client import BadStatusLine

        raise BadStatusLine("a line of the answer is too long") from None


def _port(parts: SplitResult) -> int:
    return parts.port or (443 if parts.scheme == "https" else 80)


def _must_be_another(host: str, port: int, own_ports: Collection[int]) -> None:
    """Refuses the mock's own ports, under whichever address of this machine."""
    if port in own_ports and (host == LOCAL_NAME or _is_of_this_machine(host)):
        raise Refused(f"{host} port {port} is the mock itself")


def _is_of_this_machine(address: str) -> bool:
    """Whether an address is one of this machine's: only such a one can be listened on."""
    if ip_address(address).is_loopback:
        return True
    family = socket.AF_INET6 if ":" in address else socket.AF_INET
    with socket.socket(family, socket.SOCK_DGRAM) as probe:
        try:
            probe.bind((address, 0))
        except OSError:
            return False
    return True


def _checked(url: str, allowed_hosts: Collection[str]) -> tuple[SplitResult, str]:
    """The parts of an address, and its host without brackets."""
    # Readers of addresses disagree about all else: spaces, backslashes, control and non-ASCII characters.
    if not re.fullmatch(r"[!-\[\]-~]+", url):
        raise Refused("the address has characters that do not belong into one")
    try:
        parts = urlsplit(url)
        port, host = parts.port, (parts.hostname or "").lower()
    except ValueError:
        raise Refused("the address can't be read") from None
    if parts.scheme not in ("http", "https"):
        raise Refused("only http and https are possible")
    if "@" in parts.netloc:
        raise Refused("the address carries a user name or password")
    if port == 0 or parts.netloc.endswith(":"):
        raise Refused("the address has no usable port")
    literal = _literal(host, bracketed=parts.netloc.startswith("["))
    if literal is not None:
        _must_be_sendable(literal)
    named = {each.lower().strip("[]") for each in allowed_hosts}
    if host in named or parts.netloc.lower() in {each.lower() for each in allowed_hosts}:
        return parts, host
    if host == LOCAL_NAME or (literal is not None and literal.is_loopback):
        return parts, host
    raise Refused(f"{host} is not this machine; allow the host to deliver there")


def _literal(host: str, *, bracketed: bool) -> Address | None:
    """The address that a host is, if it is one; a name otherwise."""
    if bracketed:
        try:
            found = IPv6Address(host)
        except ValueError:
            raise Refused(f"[{host}] is no IPv6 address") from None
        if found.scope_id is not None:
            raise Refused("the IPv6 address has a zone")
        return found
    if _LOOKS_NUMERIC.fullmatch(host):
        try:
            return IPv4Address(host)
        except ValueError:
            raise Refused(f"{host} is an IPv4 address in an unusual form") from None
    if not _NAME.fullmatch(host):
        raise Refused(f"{host} is no host name")
    return None


def _addresses(host: str, port: int) -> list[str]:
    return [str(each[4][0]) for each in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)]


def _chosen(host: str, addresses: Sequence[str]) -> Address:
    """One address of a host, after every address of it has been checked."""
    found = [ip_address(each) for each in addresses]
    if not found:
        raise Refused(f"{host} has no address")
    for address in found:
        _must_be_sendable(address)
        if host == LOCAL_NAME and not address.is_loopback:
            raise Refused(f"{host} resolves to {address}, which is not this machine")
    # Receivers in tests mostly listen on IPv4 only.
    return next((each for each in found if isinstance(each, IPv4Address)), found[0])


def _must_be_sendable(address: Address) -> None:
    """Refuses what no allowed name may stand for either: metadata services, broadcasts, disguised IPv4 addresses."""
    # `is_loopback` is of no use here: since Python 3.13 it is true of disguised IPv4 addresses as well.
    if isinstance(address, IPv6Address) and address != _LOOPBACK and any(address in each for each in _DISGUISES):
        raise Refused(f"{address} is an IPv4 address within an IPv6 one")
    if address.is_link_local or address.is_multicast or address.is_unspecified:
        raise Refused(f"{address} is not the address of a single host to deliver to")
