"""`msgspec`: bookings from JSON, with structs made of the specification's schemas."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import msgspec  # type: ignore[import-not-found]
from classes import Classes, facts  # type: ignore[import-not-found]
from turns import work  # type: ignore[import-not-found]


def prepare(given: dict[str, Any]) -> tuple[dict[str, Callable[[], Any]], dict[str, Any]]:
    """The one job: decoding the `text`, a list of what the schema `name` of `schemas` describes."""
    text = given["text"].encode()
    booking: Any = Classes(given["schemas"], _struct).named(given["name"])
    decoder = msgspec.json.Decoder(list[booking])
    return {"plain": lambda: decoder.decode(text)}, {"plain": facts(decoder.decode, msgspec.json.encode, text)}


def _struct(name: str, fields: Mapping[str, tuple[Any, bool]]) -> type:
    needed = [(key, hint) for key, (hint, required) in fields.items() if required]
    others = [
        (key, hint | msgspec.UnsetType, msgspec.UNSET) for key, (hint, required) in fields.items() if not required
    ]
    made: type = msgspec.defstruct(name, [*needed, *others], kw_only=True)
    return made


if __name__ == "__main__":
    work(prepare)
