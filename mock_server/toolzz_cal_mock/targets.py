"""Where webhooks may be delivered to, and how: this machine only, unless a host is allowed by name.

A mock takes addresses from anybody who can call it. It must not become a way to send requests into somebody's network,
so an address is read strictly, its host is resolved once, and the connection goes to the very address that was checked.
"""

from __future__ import annotations

import http.client
import re
import socket
import ssl
from collections.abc import Callable, Collection, Mapping, Sequence
from ipaddress import IPv4Address, IPv6Address, IPv6Network, ip_address
from urllib.parse import SplitResult, urlsplit

LOCAL_NAME = "localhost"
TIMEOUT = 5.0
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


def refusal(url: str, allowed_hosts: Collection[str] = ()) -> str | None:
    """Why nothing is sent to an address; None when it may be. Nothing is resolved for this."""
    try:
        _checked(url, allowed_hosts)
    except Refused as problem:
        return str(problem)
    return None


class Sender:
    """Delivers over HTTP: no redirects, no proxies, a time limit.

    Args:
        allowed_hosts: Hosts besides this machine.
        timeout: Seconds for connecting, and for each wait for the receiver.
        resolve: Gives the addresses of a host and port.
    """

    def __init__(
        self,
        allowed_hosts: Collection[str] = (),
        timeout: float = TIMEOUT,
        *,
        resolve: Callable[[str, int], Sequence[str]] | None = None,
    ) -> None:
        self.allowed_hosts, self.timeout, self._resolve = allowed_hosts, timeout, resolve or _addresses

    def __call__(self, url: str, headers: Mapping[str, str], body: bytes) -> int:
        """Sends a POST request and gives the status of the answer.

        Raises:
            Refused: The address is not allowed, or its host resolves to one that is not.
            OSError: The receiver could not be reached in time.
            http.client.HTTPException: It does not speak HTTP.
        """
        parts, host = _checked(url, self.allowed_hosts)
        port = parts.port or (443 if parts.scheme == "https" else 80)
        address = _chosen(host, self._resolve(host, port))
        connection = http.client.HTTPConnection(host, port, timeout=self.timeout)
        plain = socket.create_connection((str(address), port), self.timeout)
        try:
            secure = parts.scheme == "https"
            connection.sock = ssl.create_default_context().wrap_socket(plain, server_hostname=host) if secure else plain
            target = parts.path or "/"
            connection.request(
                "POST",
                f"{target}?{parts.query}" if parts.query else target,
                body,
                {"Host": parts.netloc, "User-Agent": "toolzz-cal-mock", "Connection": "close", **headers},
            )
            with connection.getresponse() as response:
                return response.status
        finally:
            connection.close()
            plain.close()


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
        raise Refused(f"{address} is no address of a single host to deliver to")
