"""What the specification says about each model, read without the generator's later stages, and data to try it on."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from datetime import datetime
from functools import cache
from typing import Any

from hypothesis import strategies as st
from toolzz_cal import models

from tests.support.document import document

MODELS = [name for name in models.__all__ if hasattr(getattr(models, name), "from_dict")]


def model(name):
    """The class of a model."""
    return getattr(models, name)


def schema(name):
    """The schema that a model is made from."""
    return document()["components"]["schemas"][name]


def properties(name):
    """The schemas of a model's keys."""
    return schema(name)["properties"]


def required(name):
    """The keys that are always there."""
    return schema(name).get("required", [])


@cache
def attribute(name, key):
    """The attribute of a model for a key: bookingUid is booking_uid, type is type_."""
    (found,) = (each for each in model(name).__annotations__ if each.replace("_", "") == key.replace("_", "").lower())
    return found


def letters(value):
    """JSON text that differs as soon as anything in the value does: True from 1, 1 from 1.0, 0.0 from -0.0."""
    return json.dumps(value, sort_keys=True)


# What differs from the schema, decided from the schema alone


def plain(node):
    """A schema without references, and whether it allows null."""
    nullable = False
    while True:
        if "$ref" in node:
            node = document()["components"]["schemas"][node["$ref"].rsplit("/", 1)[-1]]
        elif "anyOf" in node:
            nullable = True
            node = next(each for each in node["anyOf"] if each != {"type": "null"})
        else:
            break
    kinds = node.get("type", [])
    kinds = kinds if isinstance(kinds, list) else [kinds]
    if "null" in kinds:
        nullable = True
    kind = next((each for each in kinds if each != "null"), "")
    return node, kind, nullable


_LOCAL = re.compile(r"\d{4}-\d\d-\d\d[T ]\d\d:\d\d:\d\d(\.\d{1,9})?")
_AWARE = re.compile(_LOCAL.pattern + r"(Z|[+-]\d\d:\d\d)")
_DAY = re.compile(r"\d{4}-\d\d-\d\d")
_FORMATS = {
    "date-time": ("date-time", _AWARE, "%Y-%m-%d %H:%M:%S", 19),
    "date-time-local": ("date and time", _LOCAL, "%Y-%m-%d %H:%M:%S", 19),
    "date": ("date", _DAY, "%Y-%m-%d", 10),
}
_PYTHON = {"string": (str,), "integer": (int, float), "number": (int, float), "boolean": (bool,), "array": (list,)}


def expected(node):
    """What a mismatch calls the type that a schema asks for."""
    node, kind, _ = plain(node)
    return _FORMATS[node["format"]][0] if node.get("format") in _FORMATS else kind


def fits(node, value):
    """Whether a value that is not null has the type of its schema, whatever is inside it."""
    node, kind, _ = plain(node)
    if not kind:
        return True
    if type(value) not in _PYTHON.get(kind, (dict,)):
        return False
    if kind == "integer" and type(value) is float:
        return value.is_integer()
    if node.get("format") in _FORMATS:
        _, form, pattern, length = _FORMATS[node["format"]]
        return bool(form.fullmatch(value)) and _is_date(value[:length].replace("T", " "), pattern)
    return True


def _is_date(text, pattern):
    try:
        datetime.strptime(text, pattern)  # noqa: DTZ007 - only whether there is such a day matters
    except ValueError:
        return False
    return True


def differences(node, value, path="") -> Iterator[tuple[str, Any, str]]:
    """Every place where a value differs from its schema: path, value and what was expected.

    Null for a key that need not be there is no difference: it reads as absent, and `nulls` tells the two apart.
    """
    node, kind, nullable = plain(node)
    if value is None:
        if not nullable and kind:
            yield path, None, expected(node)
    elif not fits(node, value):
        yield path, value, expected(node)
    elif kind == "array":
        for index, item in enumerate(value):
            yield from differences(node.get("items", {}), item, f"{path}[{index}]")
    elif kind == "object":
        below = f"{path}." if path else ""
        for key, inner in node.get("properties", {}).items():
            always = key in node.get("required", [])
            if key in value and (always or value[key] is not None):
                yield from differences(inner, value[key], below + key)
            elif always:
                yield below + key, None, expected(inner)
        if isinstance(node.get("additionalProperties"), dict):
            for key, item in value.items():
                yield from differences(node["additionalProperties"], item, below + key)


# Data


def example(node, turn=0, depth=0):
    """A value that fits its schema. Another `turn` gives another value wherever the schema allows one."""
    node, kind, _ = plain(node)
    if "enum" in node:
        return node["enum"][turn % len(node["enum"])]
    match kind:
        case "string":
            texts = {
                "date-time": f"2027-03-{9 + turn:02d}T14:00:00Z",
                "date-time-local": f"2027-03-{9 + turn:02d} 14:00:00.123456",
                "date": f"2027-03-{9 + turn:02d}",
            }
            return texts.get(node.get("format"), f"text {turn}")
        case "integer":
            return 7 + turn
        case "number":
            return 7.5 + turn
        case "boolean":
            return turn % 2 == 0
        case "array":
            return [example(node.get("items", {}), turn, depth + 1)]
        case "object" if "properties" in node:
            names = node["properties"] if depth < 4 else node.get("required", [])
            return {key: example(node["properties"][key], turn, depth + 1) for key in names}
        case "object":
            inner = node.get("additionalProperties")
            return {f"key {turn}": example(inner, turn, depth + 1) if isinstance(inner, dict) else turn}
        case _:
            return ["anything", turn]


SCALARS = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(),
    st.floats(allow_nan=False),
    st.text(max_size=8),
    st.sampled_from([10**40, -(10**40), 1e308, -0.0, 1.0, 0, "", "null", "\x00", "\ud800", "𝄞", "2027-02-30"]),
)
ANYTHING = st.one_of(
    SCALARS,
    st.lists(SCALARS, max_size=3),
    st.dictionaries(st.text(max_size=4), SCALARS, max_size=2),
    st.sampled_from([[], {}, [[]], [{}], {"": {}}, {"a": [{"b": [None, {}]}]}, [1, "1", True, 1.0, None]]),
)


def digits(counts):
    """Texts of digits, as many as one of these counts."""
    return st.sampled_from(counts).flatmap(lambda count: st.text("0123456789", min_size=count, max_size=count))


FRACTIONS = digits(range(10))
ZONES = st.one_of(
    st.sampled_from(["Z", "+00:00", "-00:00", "+05:45", "-03:00", "+14:00"]),
    st.builds("{}{:02d}:{:02d}".format, st.sampled_from("+-"), st.integers(0, 23), st.integers(0, 59)),
)


@st.composite
def moments(draw, separator="T", fractions=FRACTIONS, zones=ZONES):
    """Timestamps as text, by default with a zone and any fraction."""
    fraction = draw(fractions)
    start = draw(st.datetimes()).replace(microsecond=0).isoformat(sep=separator)
    return f"{start}{'.' + fraction if fraction else ''}{draw(zones)}"


MOMENTS = moments()
TOOLZZ_MOMENTS = moments(" ", digits([3, 6]), st.just(""))
DAYS = st.dates().map(str)


def values(node, depth=0):
    """Values that fit a schema, except deep inside."""
    node, kind, _ = plain(node)
    match kind, node.get("format"):
        case "string", "date-time":
            return MOMENTS
        case "string", "date-time-local":
            return TOOLZZ_MOMENTS
        case "string", "date":
            return DAYS
        case "string", _:
            # A value that an enum does not show is as good as one that it does.
            known = st.sampled_from(node["enum"]) if "enum" in node else st.nothing()
            return known | st.text(max_size=12)
        case "integer", _:
            return st.integers() | st.integers(-9, 9).map(float)
        case "number", _:
            return st.integers() | st.floats(allow_nan=False)
        case "boolean", _:
            return st.booleans()
        case "array", _:
            return st.lists(entries(node.get("items", {}), depth + 1), max_size=2)
        case "object", _ if "properties" in node:
            return objects(node, depth)
        case "object", _:
            inner = node.get("additionalProperties")
            held = entries(inner, depth + 1) if isinstance(inner, dict) else ANYTHING
            return st.dictionaries(st.text(max_size=6), held, max_size=2)
        case _:
            return ANYTHING


def entries(node, depth=0):
    """Values of a key or an item: right, null, or wrong. An absent key is left to `objects`."""
    right = values(node, depth)
    return st.one_of(right, right, st.none(), MOMENTS, TOOLZZ_MOMENTS, DAYS, ANYTHING)


def objects(node, depth=0):
    """JSON objects for a model: from empty to complete, with a few keys redrawn and unknown ones among them."""
    node, _, _ = plain(node)
    if depth > 2:
        return st.sampled_from([{}, example(node, depth=3), {"unknown": 1}])
    if (id(node), depth) not in _drawn:
        _drawn[id(node), depth] = _objects(node, depth)
    return _drawn[id(node), depth]


_drawn: dict[tuple[int, int], Any] = {}


@st.composite
def _objects(draw, node, depth):
    full = example(node)
    bases = [{}, full, {key: full[key] for key in node.get("required", [])}]
    data = dict(draw(st.sampled_from(bases)))
    for key in draw(st.lists(st.sampled_from(list(node["properties"])), max_size=6 - 2 * depth, unique=True)):
        if draw(st.integers(0, 5)):
            data[key] = draw(_entries(node, key, depth))
        else:
            data.pop(key, None)
    return data | draw(st.dictionaries(st.text(max_size=6), ANYTHING, max_size=2))


_kept: dict[tuple[int, str, int], Any] = {}


def _entries(node, key, depth):
    """`entries`, made once per key: making a strategy costs more than drawing from it."""
    if (id(node), key, depth) not in _kept:
        _kept[id(node), key, depth] = entries(node["properties"][key], depth + 1)
    return _kept[id(node), key, depth]


def data_for(name):
    """JSON objects for a model by its name."""
    return objects(schema(name))
