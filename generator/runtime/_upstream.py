# Edit this in generator/runtime/_upstream.py; `make generate` copies it into the client.
"""What has been found out about the upstreams: which binding of an action they have."""

from __future__ import annotations

from collections.abc import Hashable, Iterator, Mapping
from typing import TYPE_CHECKING, Any, NamedTuple

from ._redaction import masked_url

if TYPE_CHECKING:
    from ._config import Config
    from ._operation import CalRequest
    from ._shapes import Form

_MOST_REFUSED = 1000


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


class Known:
    """What a client and its copies have found out. Safe to use from several threads: each step is one of a dict's."""

    __slots__ = ("_bindings", "_forms", "_refused", "_taken")

    def __init__(self) -> None:
        self._taken: dict[tuple[str, str, str], Mapping[str, Any]] = {}
        self._forms: dict[tuple[str, str, str], Form] = {}
        self._bindings: dict[tuple[str, str], Any] = {}
        self._refused: dict[Hashable, None] = {}

    def binding(self, address: str, operation: str) -> Any:
        """The binding that has answered at an address; None if none has yet."""
        return self._bindings.get((address, operation))

    def note(self, address: str, operation: str, binding: object) -> None:
        """A binding has answered."""
        self._bindings[address, operation] = binding

    def drop(self, address: str, operation: str, binding: object) -> None:
        """A binding answers there no longer, if it ever did."""
        if self._bindings.get((address, operation)) is binding:
            self._bindings.pop((address, operation), None)

    def is_refused(self, thing: Hashable) -> bool:
        """Whether something is refused for a thing."""
        return thing in self._refused

    def note_refused(self, thing: Hashable) -> None:
        """Something is refused for a thing."""
        if len(self._refused) >= _MOST_REFUSED:
            self._refused.clear()
        self._refused[thing] = None

    def taken(self, address: str, version: str, operation: str) -> Mapping[str, Any] | None:
        """The binding that a version of the gateway has taken; None if it has taken none yet."""
        return self._taken.get((address, version, operation))

    def note_taken(self, address: str, version: str, operation: str, binding: Mapping[str, Any]) -> None:
        """A version of the gateway has taken a binding."""
        self._taken[address, version, operation] = binding

    def form(self, address: str, version: str, slug: str) -> Form | None:
        """What the schema of a tool has told of its arguments; None if it is not known."""
        return self._forms.get((address, version, slug))

    def note_form(self, address: str, version: str, slug: str, form: Form) -> None:
        """The schema of a tool has been read."""
        self._forms[address, version, slug] = form

    def of_gateways(self) -> Iterator[tuple[str, str, str, Mapping[str, Any]]]:
        """What versions of the gateway have taken: address, version, operation, binding."""
        for (address, version, operation), binding in list(self._taken.items()):
            yield address, version, operation, binding

    def __iter__(self) -> Iterator[tuple[str, str, Any]]:
        for (address, operation), binding in list(self._bindings.items()):
            yield address, operation, binding


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
    from ._gateway import preferred

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
