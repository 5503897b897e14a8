"""`pydantic`: bookings from JSON, with models made of the specification's schemas, in two ways.

`plain` has closed enums and drops what it does not know; `lossless` keeps every key and every value of an enum.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Annotated, Any, Literal

from classes import Classes, facts  # type: ignore[import-not-found]
from pydantic import BaseModel, ConfigDict, Field, TypeAdapter, create_model
from turns import work  # type: ignore[import-not-found]


def prepare(given: dict[str, Any]) -> tuple[dict[str, Callable[[], Any]], dict[str, Any]]:
    """A job for each way of decoding the `text`, a list of what the schema `name` of `schemas` describes."""
    text = given["text"].encode()
    jobs, found = {}, {}
    for way, made in (("plain", _plain(given["schemas"])), ("lossless", _lossless(given["schemas"]))):
        booking: Any = made.named(given["name"])
        adapter: TypeAdapter[list[BaseModel]] = TypeAdapter(list[booking])
        jobs[way] = _decoding(adapter, text)
        found[way] = facts(adapter.validate_json, _encoding(adapter), text)
    return jobs, found


def _plain(schemas: Mapping[str, Any]) -> Classes:
    return Classes(schemas, lambda name, fields: create_model(name, **_fields(fields)))


def _lossless(schemas: Mapping[str, Any]) -> Classes:
    def open_choice(values: tuple[str, ...]) -> Any:
        return Annotated[Literal[values] | str, Field(union_mode="left_to_right")]

    config = ConfigDict(extra="allow")
    return Classes(schemas, lambda name, fields: create_model(name, __config__=config, **_fields(fields)), open_choice)


def _fields(fields: Mapping[str, tuple[Any, bool]]) -> dict[str, Any]:
    return {key: (hint, ...) if required else (hint, None) for key, (hint, required) in fields.items()}


def _decoding(adapter: TypeAdapter[list[BaseModel]], text: bytes) -> Callable[[], Any]:
    return lambda: adapter.validate_json(text)


def _encoding(adapter: TypeAdapter[list[BaseModel]]) -> Callable[[Any], bytes]:
    return lambda bookings: adapter.dump_json(bookings, exclude_unset=True)


if __name__ == "__main__":
    work(prepare)
