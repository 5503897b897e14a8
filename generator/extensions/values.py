"""The values of an extension's keys, each of one form, or a `SpecError` that says what to write."""

from __future__ import annotations

import re
from difflib import get_close_matches
from typing import Any

from generator.document.reading import Mapping
from generator.errors import SpecError


def known_keys(said: Mapping, keys: tuple[str, ...], extension: str) -> Mapping:
    """An object of an extension, which has no other keys."""
    for key in said:
        if key not in keys:
            near = get_close_matches(key, keys, n=1)
            meant = f"Perhaps {near[0]!r} is meant" if near else f"There are {', '.join(keys)}"
            raise SpecError(said.where(key), f"{key!r} is not supported in {extension}", meant)
    return said


def mapping(holder: Mapping, key: str, cure: str) -> Mapping:
    """A value that is an object."""
    value = holder[key]
    if not isinstance(value, Mapping):
        raise SpecError(holder.where(key), f"{key} is {value!r}", cure)
    return value


def matching(holder: Mapping, key: str, form: re.Pattern[str], cure: str) -> str:
    """A text of this form, or an empty one."""
    value = holder.get(key, "")
    if key in holder and not (isinstance(value, str) and form.fullmatch(value)):
        raise SpecError(holder.where(key), f"{key} is {value!r}", cure)
    return str(value)


def one_of(holder: Mapping, key: str, known: tuple[str, ...], cure: str = "") -> str:
    """One of the known words, or nothing."""
    value = holder.get(key, "")
    if key in holder and value not in known:
        raise SpecError(holder.where(key), f"{key} is {value!r}", cure or f"Write one of {', '.join(known)}")
    return str(value)


def flag(holder: Mapping, key: str) -> bool:
    """True or, where nothing is said, false."""
    value = holder.get(key, False)
    if not isinstance(value, bool):
        raise SpecError(holder.where(key), f"{key} is {value!r}", "Write true, or leave it out")
    return value


def text(holder: Mapping, key: str) -> str:
    """A text, on one line, or nothing."""
    value = holder.get(key, "")
    if not isinstance(value, str):
        raise SpecError(holder.where(key), f"{key} is {value!r}", "Put it in quotes if it is a text")
    return " ".join(value.split())


def names(holder: Mapping, key: str, known: tuple[str, ...] = ()) -> tuple[str, ...]:
    """A list of names, of those that are known if only these may be there."""
    value: Any = holder.get(key, [])
    if not isinstance(value, list) or not all(isinstance(name, str) and name for name in value):
        raise SpecError(holder.where(key), f"{key} is {value!r}", "Write a list of names")
    if known and (others := sorted(set(value).difference(known))):
        raise SpecError(holder.where(key), f"{key} has {', '.join(others)}", f"There are {', '.join(known)}")
    return tuple(value)
