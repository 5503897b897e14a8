# Edit this in generator/runtime/_tools_check.py; `make generate` copies it into the client.
"""Checks what a model wants to send against an operation's JSON Schema, and says in words what is wrong.

This is the part of JSON Schema that arguments use. Beyond the schema it refuses what no honest call needs: huge texts,
control characters, deep nests, and ids that could change an address.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Container, Mapping
from functools import cache
from typing import Any

from ._json import is_array, is_object
from ._nearest import nearest
from ._tools_formats import FORMATS, cure_of_moment, example
from ._tools_marks import unmarked
from ._tools_meant import loaded, meant
from .errors import ArgumentError

MAX_TOTAL = 100_000  # characters of all arguments as JSON
MAX_TEXT = 20_000
MAX_LINE = 2_000  # of a text that has no reason to hold line breaks
MAX_ITEMS = 1_000
MAX_DEPTH = 16
_MAX_NUMBER = 2**53
_MOST = 5  # problems told at once

# One segment of an address, as Cal.com's and ToolzzAI's ids are.
_SEGMENT = re.compile(r"[A-Za-z0-9_~@:+=-][A-Za-z0-9._~@:+=-]{0,199}")
_IS_ID = re.compile(r"(?:^i|I|(?:^|[a-z])[Uu]i)ds?$|[Ss]lug$|[Uu]sername$")
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff]")
_BREAK = re.compile(r"[\t\n\r\u2028\u2029]")


def read(arguments: Mapping[str, Any] | str | None) -> dict[str, Any]:
    """Arguments as a model gives them, which may be JSON text, as JSON data of a limited size.

    Raises:
        ArgumentError: They are no JSON object, or too large.
    """
    given: Any = {} if arguments is None or arguments == "" else arguments
    if not isinstance(given, str):
        try:
            given = json.dumps({**given}, allow_nan=False)
        except (TypeError, ValueError, RecursionError):
            raise ArgumentError("The arguments must be one JSON object") from None
    if len(given) > MAX_TOTAL:
        raise ArgumentError(f"The arguments have {len(given):,} characters; at most {MAX_TOTAL:,} are taken")
    try:
        read = loaded(given)
    except (ValueError, RecursionError):
        raise ArgumentError("The arguments are no JSON; give one JSON object, with each key once") from None
    if not is_object(read):
        raise ArgumentError(f"The arguments must be one JSON object, not {_kind(read)}")
    return read


def checked(
    schema: dict[str, Any], arguments: dict[str, Any], in_path: Container[str], zone: str | None = None
) -> dict[str, Any]:
    """Arguments that fit their schema, ready to be sent.

    A null that the schema does not know is left out: strict modes have models give every argument. So is one under an
    optional name. What may be anything, such as a free-form object, may come as JSON text; and text where none may be
    is taken for the number, switch, list or object that it holds. `zone` is the caller's, an IANA name, for the message
    on a time without one.

    Raises:
        ArgumentError: They don't fit; the message names every place and what is wanted there.
    """
    check = _Check(schema.get("$defs", {}), in_path, zone)
    clean: dict[str, Any] = check.value(schema, arguments, "", depth=0)
    if check.problems:
        told = check.problems[:_MOST]
        more = len(check.problems) - len(told)
        raise ArgumentError("; ".join(told) + (f"; and {more} more" if more else ""))
    return clean


class _Check:
    def __init__(self, definitions: dict[str, Any], in_path: Container[str], zone: str | None) -> None:
        self._definitions, self._in_path, self._zone = definitions, in_path, zone
        self.problems: list[str] = []

    def value(self, schema: dict[str, Any], value: Any, place: str, depth: int) -> Any:
        """The value to send; problems are noted."""
        schema = self._followed(schema)
        if depth > MAX_DEPTH:
            return self._wrong(place, "is nested too deeply")
        if "anyOf" in schema:
            return self._any(schema["anyOf"], value, place, depth)
        wanted = _types(schema)
        if isinstance(value, str):
            value = _read_as(schema, wanted, unmarked(value))
        if wanted and not any(_TYPES[each](value) for each in wanted):
            return self._wrong(place, f"must be {_named(wanted)}, not {_shown(schema, value)}")
        if "enum" in schema and not any(_same(value, each) for each in schema["enum"]):
            return self._wrong(place, f"must be one of {_choices(schema['enum'], value)}, not {_shown(schema, value)}")
        if isinstance(value, str):
            self._text(schema, value, place)
        elif isinstance(value, float | int) and not isinstance(value, bool):
            return self._number(schema, value, place)
        elif is_array(value):
            return self._array(schema, value, place, depth)
        elif is_object(value):
            return self._object(schema, value, place, depth)
        return value

    def _followed(self, schema: dict[str, Any]) -> dict[str, Any]:
        while "$ref" in schema:
            schema = {**self._definitions[schema["$ref"].rpartition("/")[2]], **_without_reference(schema)}
        return schema

    def _wrong(self, place: str, what: str) -> None:
        self.problems.append(f"`{place or 'arguments'}` {what}")

    def _any(self, variants: list[dict[str, Any]], value: Any, place: str, depth: int) -> Any:
        if isinstance(value, str):
            # Text that may be text is not taken for anything else.
            variants = [each for each in variants if self._takes_text(each)] or variants
        for variant in variants:
            attempt = _Check(self._definitions, self._in_path, self._zone)
            clean = attempt.value(variant, value, place, depth + 1)
            if not attempt.problems:
                return clean
        if isinstance(value, str) and (cure := cure_of_moment(value, self._zone)) is not None:
            return self._wrong(place, cure)
        return self._wrong(place, "fits none of the forms that it may have")

    def _takes_text(self, schema: dict[str, Any]) -> bool:
        schema = self._followed(schema)
        if "anyOf" in schema:
            return any(self._takes_text(each) for each in schema["anyOf"])
        return "string" in _types(schema)

    def _text(self, schema: dict[str, Any], text: str, place: str) -> None:
        name = place.rpartition(".")[2].partition("[")[0]
        is_line = bool(_IS_ID.search(name)) or not {"format", "pattern", "enum"}.isdisjoint(schema)
        most = min(schema.get("maxLength", MAX_TEXT), MAX_LINE if is_line else MAX_TEXT)
        if len(text) > most:
            self._wrong(place, f"has {len(text):,} characters; at most {most:,} are taken")
        elif len(text) < schema.get("minLength", 0):
            self._wrong(place, f"must have at least {schema['minLength']} characters")
        elif place in self._in_path and not _SEGMENT.fullmatch(text):
            self._wrong(place, "must be a plain id, as it came from another call: letters, digits and . _ ~ @ : + = -")
        elif _CONTROL.search(text) or (is_line and _BREAK.search(text)):
            self._wrong(place, "holds control characters" + (" or line breaks" if is_line else ""))
        elif "pattern" in schema and not _pattern(schema["pattern"]).search(text):
            self._wrong(place, f"must match {schema['pattern']}, not {_shown(schema, text)}")
        elif (form := FORMATS.get(schema.get("format", ""))) is not None and not form[0](text):
            is_moment = schema["format"] == "date-time"
            cure = cure_of_moment(text, self._zone) if is_moment else None
            wanted = f"{form[1]}, such as {example(self._zone)}" if is_moment else form[1]
            self._wrong(place, cure or f"must be {wanted}, not {_shown(schema, text)}")

    def _number(self, schema: dict[str, Any], number: float, place: str) -> Any:
        least, most = schema.get("minimum", -_MAX_NUMBER), schema.get("maximum", _MAX_NUMBER)
        if not least <= number <= most:
            bounds = " and ".join(f"{word} {schema[key]}" for key, word in _BOUNDS if key in schema)
            self._wrong(place, f"must be {bounds or 'a number of at most 15 digits'}, not {number}")
        elif "exclusiveMinimum" in schema and number <= schema["exclusiveMinimum"]:
            self._wrong(place, f"must be above {schema['exclusiveMinimum']}, not {number}")
        elif "exclusiveMaximum" in schema and number >= schema["exclusiveMaximum"]:
            self._wrong(place, f"must be below {schema['exclusiveMaximum']}, not {number}")
        elif "multipleOf" in schema and number % schema["multipleOf"]:
            self._wrong(place, f"must be a multiple of {schema['multipleOf']}, not {number}")
        elif isinstance(number, float) and number.is_integer() and "integer" in schema.get("type", ()):
            return int(number)
        return number

    def _array(self, schema: dict[str, Any], items: list[Any], place: str, depth: int) -> list[Any]:
        most = min(schema.get("maxItems", MAX_ITEMS), MAX_ITEMS)
        if len(items) > most:
            self._wrong(place, f"has {len(items):,} items; at most {most:,} are taken")
            return items
        if len(items) < schema.get("minItems", 0):
            self._wrong(place, f"must have at least {schema['minItems']} items")
        inner = schema.get("items", {})
        return [self.value(inner, item, f"{place}[{index}]", depth + 1) for index, item in enumerate(items)]

    def _object(self, schema: dict[str, Any], given: dict[str, Any], place: str, depth: int) -> dict[str, Any]:
        known: dict[str, Any] = schema.get("properties", {})
        required = schema.get("required", ())
        within = f"{place}." if place else ""
        if len(given) > MAX_ITEMS:
            self._wrong(place, f"has {len(given):,} keys; at most {MAX_ITEMS:,} are taken")
            return given
        others = schema.get("additionalProperties")
        clean: dict[str, Any] = {}
        for name, value in given.items():
            if name not in known:
                if len(name) > MAX_LINE or _CONTROL.search(name):
                    self._wrong(f"{within}{_shortened(name)}", "is no key: it is too long or holds control characters")
                elif is_free(schema):
                    inner: dict[str, Any] = others if is_object(others) else {}
                    clean[name] = self.value(inner, value, f"{within}{_shortened(name)}", depth + 1)
                else:
                    self._wrong(f"{within}{_shortened(name)}", f"is not known; {_known(name, known)}")
            elif value is not None or (name in required and _takes_null(known[name])):
                clean[name] = self.value(known[name], value, f"{within}{name}", depth + 1)
        for name in required:
            if name not in clean and not (name in given and given[name] is not None):
                self._wrong(f"{within}{name}", "is missing")
        return clean


def is_free(schema: dict[str, Any]) -> bool:
    """Whether an object of this schema takes any key."""
    return bool(schema.get("additionalProperties", "properties" not in schema))


def is_anything(schema: dict[str, Any]) -> bool:
    """Whether it says too little for a strict mode, which then has the value written as JSON text."""
    return is_free(schema) and schema.get("type", "object") == "object" and schema.keys().isdisjoint({"enum", "anyOf"})


def _types(schema: dict[str, Any]) -> tuple[str, ...]:
    types = schema.get("type", ())
    return (types,) if isinstance(types, str) else tuple(types)


def _read_as(schema: dict[str, Any], wanted: tuple[str, ...], text: str) -> Any:
    """What a text stands for, where the schema wants something else than text."""
    if "string" in wanted:
        return text
    if wanted:
        return meant(text, wanted)
    return meant(text, _TYPES) if schema and is_anything(schema) else text


def _without_reference(schema: dict[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in schema.items() if key != "$ref"}


def _takes_null(schema: dict[str, Any]) -> bool:
    return "null" in _types(schema)


def _is_integer(value: Any) -> bool:
    return type(value) is int or (isinstance(value, float) and value.is_integer())


_TYPES: dict[str, Callable[[Any], bool]] = {
    "string": lambda value: isinstance(value, str),
    "integer": _is_integer,
    "number": lambda value: isinstance(value, int | float) and not isinstance(value, bool),
    "boolean": lambda value: isinstance(value, bool),
    "object": is_object,
    "array": is_array,
    "null": lambda value: value is None,
}
_WORDS = {
    "string": "text",
    "integer": "a whole number without quotes",
    "number": "a number without quotes",
    "boolean": "true or false",
    "object": "an object",
    "array": "a list",
    "null": "null",
}
_BOUNDS = (("minimum", "at least"), ("maximum", "at most"))


def _named(types: Any) -> str:
    return " or ".join(_WORDS[each] for each in types)


def _kind(value: Any) -> str:
    found = next((name for name, fits in _TYPES.items() if fits(value)), "")
    return {"integer": "a number", "number": "a number", "boolean": "true or false"}.get(found) or _WORDS[found]


def _shown(schema: dict[str, Any], value: Any) -> str:
    """A wrong value for the message: its kind, and a little of it where it is no secret."""
    kind = _kind(value)
    if schema.get("x-sensitive") or is_array(value) or is_object(value) or value is None:
        return kind
    return f"the text {_shortened(value)!r}" if isinstance(value, str) else f"{value}"


def _shortened(text: str) -> str:
    plain = "".join(each if each.isprintable() else "?" for each in text[:61])
    return plain if len(plain) <= 60 else f"{plain[:57]}…"


def _choices(choices: list[Any], value: Any) -> str:
    if len(choices) <= 12:
        return ", ".join(map(str, choices))
    near = nearest(str(value), map(str, choices))
    return f"{', '.join(near or map(str, choices[:6]))}, … ({len(choices)} in all)"


def _known(name: str, known: dict[str, Any]) -> str:
    near = nearest(name, known, most=1)
    if near:
        return f"did you mean `{near[0]}`?"
    return f"there are {', '.join(known)}" if known else "there are no arguments here"


def _same(value: Any, other: Any) -> bool:
    return bool(value == other) and isinstance(value, bool) == isinstance(other, bool)


@cache
def _pattern(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern, re.ASCII)
