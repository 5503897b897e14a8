"""The ways in which a value can be right, apart from how a schema words them."""

from __future__ import annotations

import json
import math
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from typing import Any

# Nodes of the document that all apply to one value. None of them: anything goes.
Schema = tuple[Any, ...]

TYPES = ("null", "boolean", "number", "string", "array", "object")


@dataclass(frozen=True, slots=True)
class Form:
    """One way in which a value of a type can be right.

    `name` is the component that the form is exactly; `limits` hold numbers, patterns and formats, `whole` constraints
    that are compared as a whole, by their text.
    """

    type: str
    name: str = ""
    values: tuple[Any, ...] | None = None
    limits: dict[str, Any] = field(default_factory=dict)
    whole: dict[str, str] = field(default_factory=dict)
    properties: dict[str, Schema] = field(default_factory=dict)
    required: frozenset[str] = frozenset()
    extra: Schema = ()
    items: Schema = ()
    prefix: tuple[Schema, ...] = ()

    @property
    def is_free(self) -> bool:
        """Whether any value of the type will do."""
        objects = self.properties or self.required or self.extra or self.items or self.prefix
        return self.values is None and not (self.limits or self.whole or objects)

    @property
    def is_closed(self) -> bool:
        """Whether an object may have no other keys."""
        return any(each is False for each in self.extra)


Forms = dict[str, tuple[Form, ...]]
FREE = {kind: Form(kind) for kind in TYPES}
ANYTHING: Forms = {kind: (form,) for kind, form in FREE.items()}


def is_anything(forms: Forms) -> bool:
    """Whether every value will do."""
    return all(any(each.is_free for each in forms.get(kind, ())) for kind in TYPES)


def text(value: Any) -> str:
    """A JSON value as a text that two values share only when they are equal; 1 and 1.0 are, 1 and true are not."""
    return json.dumps(_plain(value), sort_keys=True, ensure_ascii=False)


def _plain(value: Any) -> Any:
    if isinstance(value, float) and math.isfinite(value) and value.is_integer():
        return int(value)
    if isinstance(value, list):
        return [_plain(each) for each in value]
    if isinstance(value, dict):
        return {key: _plain(each) for key, each in value.items()}
    return value


def kind_of(value: Any) -> str:
    """The JSON type of a value."""
    if value is None:
        return "null"
    if isinstance(value, bool):
        return "boolean"
    names = {int: "number", float: "number", str: "string", list: "array"}
    return next((name for kind, name in names.items() if isinstance(value, kind)), "object")


def bounds(node: dict[str, Any], *, whole: bool) -> dict[str, Any]:
    """Bounds as (number, whether the number itself is excluded). Those of whole numbers include it."""
    limits: dict[str, Any] = {"integer": True} if whole else {}
    for key, own, other, step in (
        ("lower", "minimum", "exclusiveMinimum", 1),
        ("upper", "maximum", "exclusiveMaximum", -1),
    ):
        found = [(node[own], node.get(other) is True)] if own in node else []
        if other in node and not isinstance(node[other], bool):
            found.append((node[other], True))
        if whole:
            found = [(math.floor(v) + 1 if step > 0 else math.ceil(v) - 1, False) if x else (v, x) for v, x in found]
        if found:
            limits[key] = max(found) if step > 0 else min(found, key=lambda each: (each[0], not each[1]))
    if "multipleOf" in node:
        limits["multipleOf"] = frozenset([node["multipleOf"]])
    return limits


def meet(a: Form, b: Form) -> Form | None:
    """What is right in both of two forms of a type; none when nothing can be."""
    if a.is_free or b.is_free:
        return b if a.is_free else a
    values = a.values if b.values is None else b.values
    if a.values is not None and b.values is not None:
        allowed = {text(each) for each in b.values}
        values = tuple(each for each in a.values if text(each) in allowed)
        if not values:
            return None
    limits = {**a.limits, **b.limits}
    for key in a.limits.keys() & b.limits.keys():
        one, two = a.limits[key], b.limits[key]
        if key.startswith("min") or key == "lower":
            limits[key] = max(one, two)
        elif key.startswith("max"):
            limits[key] = min(one, two)
        elif key == "upper":
            limits[key] = min(one, two, key=lambda each: (each[0], not each[1]))
        elif isinstance(one, frozenset):
            limits[key] = one | two
    properties = {**a.properties, **b.properties}
    for key in a.properties.keys() & b.properties.keys():
        properties[key] = a.properties[key] + b.properties[key]
    return Form(
        a.type,
        "",
        values,
        limits,
        {
            key: " and ".join(sorted({each[key] for each in (a.whole, b.whole) if key in each}))
            for key in a.whole | b.whole
        },
        properties,
        a.required | b.required,
        a.extra + b.extra,
        a.items + b.items,
        a.prefix if len(a.prefix) >= len(b.prefix) else b.prefix,
    )


def either(variants: Iterable[Forms]) -> Forms:
    """What is right in any of several variants. Plain values that only differ in their enum become one form."""
    every: dict[str, list[Form]] = {}
    for forms in variants:
        for kind, each in forms.items():
            every.setdefault(kind, []).extend(each)
    found: Forms = {}
    for kind in TYPES:
        if any(each.is_free for each in every.get(kind, ())):
            found[kind] = (FREE[kind],)
        elif unique := _joined(every.get(kind, ())):
            found[kind] = unique
    return found


def _joined(forms: Iterable[Form]) -> tuple[Form, ...]:
    unique: list[Form] = []
    for each in forms:
        plain = replace(each, values=None, name="")
        at = next((i for i, other in enumerate(unique) if replace(other, values=None, name="") == plain), None)
        if at is None:
            unique.append(each)
        elif unique[at].values is None or each.values is None:
            unique[at] = replace(unique[at], values=None)
        else:
            joined = {text(value): value for value in (*(unique[at].values or ()), *each.values)}
            unique[at] = replace(unique[at], values=tuple(joined.values()), name="")
    return tuple(unique)
