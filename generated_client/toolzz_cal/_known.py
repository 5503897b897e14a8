# Edit this in generator/runtime/_known.py; `make generate` copies it into the client.
"""What has been found out about the upstreams, by a client and its copies."""

from __future__ import annotations

from collections.abc import Hashable, Iterator, Mapping
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from ._shapes import Form

_MOST_REFUSED = 1000


class Known:
    """What a client and its copies have found out. Safe to use from several threads: each step is one of a dict's."""

    __slots__ = ("_bindings", "_forms", "_ranks", "_refused", "_taken")

    def __init__(self) -> None:
        self._taken: dict[tuple[str, str, str], Mapping[str, Any]] = {}
        self._forms: dict[tuple[str, str, str], Form] = {}
        self._bindings: dict[tuple[str, str], Any] = {}
        self._ranks: dict[tuple[str, str], int] = {}
        self._refused: dict[Hashable, None] = {}

    def binding(self, address: str, operation: str) -> Any:
        """The binding that has answered at an address; None if none has yet."""
        return self._bindings.get((address, operation))

    def rank(self, address: str, operation: str) -> int | None:
        """Which binding has answered for an operation of the same resource, as these change together; None if none."""
        return self._ranks.get((address, _resource(operation)))

    def note(self, address: str, operation: str, binding: object, rank: int) -> None:
        """A binding has answered, the one of this rank among those of its operation."""
        self._bindings[address, operation] = binding
        self._ranks[address, _resource(operation)] = rank

    def drop(self, address: str, operation: str, binding: object, rank: int) -> None:
        """A binding answers there no longer, if it ever did."""
        if self.rank(address, operation) == rank:
            self._ranks.pop((address, _resource(operation)), None)
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


def _resource(operation: str) -> str:
    return operation.rpartition(".")[0]
