# Edit this in generator/runtime/_upstream.py; `make generate` copies it into the client.
"""What a client shows of the upstreams: which binding of an action they have."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any, NamedTuple

from ._redaction import masked_url

if TYPE_CHECKING:
    from ._config import Config
    from ._known import Known
    from ._operation import CalRequest


class InUse(NamedTuple):
    """Which binding of an action is in use at an address.

    Attributes:
        operation: Name of the action, such as `slots.available`.
        address: Root of the upstream, such as `https://api.cal.com`.
        request: The binding: method and path, or the gateway's slug and the form of the arguments.
        version: The header `cal-api-version`, empty when none is sent, or the version of the gateway's toolkit.
        is_known: Whether the address has answered it; else it is the one that will be tried first.
    """

    operation: str
    address: str
    request: str
    version: str
    is_known: bool


def in_use(config: Config, known: Known) -> tuple[InUse, ...]:
    """Which binding of each action that has several is in use: where this client goes, and where its copies went."""
    from . import operations

    address = config.cal_root()
    several = [each.name for each in operations.every() if len(each.requests) > 1]
    found = {(name, address): operations.get(name).run_by().cal for name in several}
    answered = {(name, where): binding for where, name, binding in known}
    rows = [
        _row(name, where, binding, (name, where) in answered)
        for (name, where), binding in {**found, **answered}.items()
        if binding is not None
    ]
    return tuple(sorted([*rows, *_of_gateways(config, known)]))


def _row(operation: str, address: str, binding: CalRequest, is_known: bool) -> InUse:
    return InUse(operation, masked_url(address), str(binding), binding.version or "", is_known)


def _of_gateways(config: Config, known: Known) -> Iterator[InUse]:
    from . import operations
    from ._shapes import preferred

    version = config.toolkit_version
    found: dict[tuple[str, str, str], tuple[Mapping[str, Any], bool]] = {}
    for each in operations.every() if config.route == "gateway" else ():
        if bindings := each.facts.get("gateway"):
            address = config.root(each.server, "gateway_base_url")
            found[address, version, each.name] = preferred(bindings, version), False
    for address, version, name, binding in known.of_gateways():
        found[address, version, name] = binding, True
    for (address, version, name), (binding, is_known) in found.items():
        words = binding.get("slug") or operations.get(name).slug, binding.get("shape")
        yield InUse(name, masked_url(address), " ".join(filter(None, words)), version, is_known)
