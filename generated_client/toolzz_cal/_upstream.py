# Edit this in generator/runtime/_upstream.py; `make generate` copies it into the client.
"""What has been found out about the upstreams."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from ._shapes import Form


class Known:
    """What a client and its copies have found out. Safe to use from several threads: each step is one of a dict's."""

    __slots__ = ("_forms", "_shapes")

    def __init__(self) -> None:
        self._shapes: dict[tuple[str, str, str], Mapping[str, Any]] = {}
        self._forms: dict[tuple[str, str, str], Form] = {}

    def shape(self, address: str, version: str, operation: str) -> Mapping[str, Any] | None:
        """The binding that a version of the gateway has taken; None if none is known."""
        return self._shapes.get((address, version, operation))

    def note_shape(self, address: str, version: str, operation: str, binding: Mapping[str, Any]) -> None:
        """A version of the gateway takes a binding."""
        self._shapes[address, version, operation] = binding

    def form(self, address: str, version: str, slug: str) -> Form | None:
        """The form that a tool's schema has told; None if it is not known."""
        return self._forms.get((address, version, slug))

    def note_form(self, address: str, version: str, slug: str, form: Form) -> None:
        """A tool's schema tells a form."""
        self._forms[address, version, slug] = form
