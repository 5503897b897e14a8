# Edit this in generator/runtime/_addresses.py; `make generate` copies it into the client.
"""Addresses of upstreams: which are fit to send requests to, and which let others read along."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from urllib.parse import urlsplit

from ._redaction import MASK, masked_text, masked_url
from .errors import ConfigurationError, InsecureAddress


def checked_root(name: str, root: str) -> str:
    """A root address that requests can be sent below; `name` says where it is from."""
    try:
        parts = urlsplit(root)
        port_is_fine = parts.port is None or parts.port > 0
    except ValueError:
        port_is_fine, parts = False, urlsplit("")
    # Whatever stands before an @ may be a password, however it is written.
    shown = masked_text(masked_url(f"{MASK}@{root.rpartition('@')[2]}" if "@" in root else root))
    if parts.scheme not in ("http", "https") or not parts.hostname or not port_is_fine:
        raise ConfigurationError(
            f"{name} {shown!r} is not an address; write it with its scheme, such as 'https://api.example.com'"
        )
    if parts.username is not None or not root.isprintable() or not {"?", "#", " "}.isdisjoint(root):
        raise ConfigurationError(f"{name} {shown!r} may hold only scheme, host, port and path")
    last = parts.path.rstrip("/").rpartition("/")[2]
    if last[:1] in ("v", "V") and last[1:].replace(".", "", 1).isdecimal():
        known = "`/v2` of Cal.com, `/api/v3.1` of the gateway and `/api/v1` of ToolzzAI"
        raise ConfigurationError(f"{name} {shown!r} ends in a version; leave it out: the client adds {known} itself")
    return root.rstrip("/")


def warn_of_plain(roots: Mapping[str, str], known: Iterable[str]) -> None:
    """Warns of every root in plain http outside this machine, other than those that are known already."""
    for name, root in roots.items():
        if root in known:
            continue
        parts = urlsplit(root)
        if parts.scheme == "http" and not is_loopback(parts.hostname or ""):
            told = f"{name} {root!r} is not encrypted: others on the way can read credentials and answers; use https"
            from ._warning import warn  # rarely needed

            warn(InsecureAddress(told))


def is_loopback(host: str) -> bool:
    """Whether only this machine can reach a host."""
    if host == "localhost":
        return True
    from ipaddress import ip_address  # slow to import, rarely needed

    try:
        return ip_address(host).is_loopback
    except ValueError:
        return False
