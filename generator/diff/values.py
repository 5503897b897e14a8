"""Compares types, enums and limits of two forms."""

from __future__ import annotations

from fractions import Fraction
from typing import Any, Protocol

from generator.diff.forms import TYPES, Form, Forms, text
from generator.diff.names import code
from generator.diff.table import Side

# What our models read a text of a format as.
_DECODED = {"date-time": "datetime", "date-time-local": "datetime", "date": "date"}
_WIDER = {("int32", "int64"), ("float", "double")}
_SHOWN_VALUES = 12


class Notes(Protocol):
    """What findings are added to."""

    def add(self, kind: str, path: tuple[str, ...], old: object = "", new: object = "", keyword: str = "") -> None:
        """Notes a change."""


def types(spot: Notes, path: tuple[str, ...], old: Forms, new: Forms) -> None:
    """Compares which JSON types are allowed. Null is a matter of its own, unless anything goes."""
    # Null is like any other type beside anything, and where there is nothing else.
    apart = len(old) < len(TYPES) > len(new) and len(old.keys() - {"null"}) > 0 < len(new.keys() - {"null"})
    one, two = _names(old, apart=apart), _names(new, apart=apart)
    if apart and ("null" in old) != ("null" in new):
        spot.add("null-added" if "null" in new else "null-removed", path)
    if one == two:
        return
    fewer, more = not two >= _widest(one, two), not one >= _widest(two, one)
    kind = "type-changed" if fewer and more else "type-narrowed" if fewer else "type-widened"
    spot.add(kind, path, _told(old, one), _told(new, two))


def _names(forms: Forms, *, apart: bool) -> set[str]:
    found = {kind for kind in forms if kind != "null" or not apart}
    if "number" in found and all("integer" in each.limits for each in forms["number"]):
        found = found - {"number"} | {"integer"}
    return found


def _widest(one: set[str], two: set[str]) -> set[str]:
    """The first set of types, integers counted among the numbers of the second."""
    return one - {"integer"} | {"number"} if "integer" in one and "number" in two else one


def _told(forms: Forms, names: set[str]) -> str:
    return "anything" if len(forms) == len(TYPES) else " or ".join(sorted(names)) or "nothing"


def enums(spot: Notes, path: tuple[str, ...], old: Form, new: Form) -> None:
    """Compares the values that are listed."""
    if old.values is None and new.values is None:
        return
    if old.values is None or new.values is None:
        spot.add("values-closed" if old.values is None else "values-opened", path, _list(old.values), _list(new.values))
        return
    one, two = {text(each): each for each in old.values}, {text(each): each for each in new.values}
    if not one.keys() & two.keys():
        spot.add("values-replaced", path, _list(old.values), _list(new.values))
        return
    if gone := tuple(one[key] for key in one if key not in two):
        spot.add("values-removed", path, _list(gone), "")
    if come := tuple(two[key] for key in two if key not in one):
        spot.add("values-added", path, "", _list(come))


def _list(values: tuple[Any, ...] | None) -> str:
    told = [code(each if isinstance(each, str) else text(each)) for each in (values or ())[:_SHOWN_VALUES]]
    more = len(values or ()) - len(told)
    return ", ".join(told) + (f" and {more} more" if more else "")


def limits(spot: Notes, path: tuple[str, ...], old: Form, new: Form, side: Side) -> None:
    """Compares lengths, bounds, patterns, formats, and the constraints that are compared as a whole."""
    for key in sorted((old.limits.keys() | new.limits.keys()) - {"integer"}):
        one, two = old.limits.get(key), new.limits.get(key)
        if key == "format" and side is Side.ANSWER and old.type == "string":
            before, after = _DECODED.get(str(one), "str"), _DECODED.get(str(two), "str")
            if before != after:
                spot.add("decoded-otherwise", path, before, after, key)
                continue
        if one != two:
            spot.add(
                f"limit-{_direction(key, one, two)}", path, _limit(key, one), _limit(key, two), _keyword(key, one, two)
            )
    for key in sorted(old.whole.keys() | new.whole.keys()):
        was, now = old.whole.get(key), new.whole.get(key)
        if was != now:
            how = "tightened" if was is None else "loosened" if now is None else "changed"
            spot.add(f"limit-{how}", path, code(was or "none"), code(now or "none"), key)


def _direction(key: str, old: Any, new: Any) -> str:
    if old is None or new is None:
        return "tightened" if old is None else "loosened"
    if key == "multipleOf" and len(old) == len(new) == 1:
        (one,), (two,) = old, new
        one, two = Fraction(str(one)), Fraction(str(two))
        if one and two:
            whole = "tightened" if (two / one).denominator == 1 else "loosened"
            return whole if 1 in ((two / one).denominator, (one / two).denominator) else "changed"
    if isinstance(old, frozenset):
        return "tightened" if old < new else "loosened" if new < old else "changed"
    if key == "format":
        return "loosened" if (old, new) in _WIDER else "tightened" if (new, old) in _WIDER else "changed"
    if key == "upper":
        old, new = (old[0], not old[1]), (new[0], not new[1])
    larger = new > old
    return "tightened" if larger == (key == "lower" or key.startswith("min")) else "loosened"


def _keyword(key: str, old: Any, new: Any) -> str:
    bound = {"lower": ("minimum", "exclusiveMinimum"), "upper": ("maximum", "exclusiveMaximum")}.get(key)
    return bound[int((new or old)[1])] if bound else key


def _limit(key: str, value: Any) -> str:
    if value is None:
        return "none"
    if key in ("lower", "upper"):
        return str(value[0])
    if isinstance(value, frozenset):
        return ", ".join(sorted(code(each) for each in value))
    return code(value) if isinstance(value, str) else text(value)


def shown(form: Form) -> str:
    """A variant in few words."""
    if form.name:
        return code(form.name)
    if form.values is not None:
        return _list(form.values)
    keys = ", ".join(sorted(form.properties)[:4])
    return f"{form.type} of {code(keys)}" if keys else form.type
