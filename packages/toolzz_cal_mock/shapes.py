"""The shapes and names with which versions of the gateway's toolkit take an action, as the specification has them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from copy import deepcopy
from datetime import datetime
from functools import cache, lru_cache
from typing import Any

from toolzz_cal.operations import GatewayBinding, Operation

from .specification import Specification, Violation, specification

LATEST = "latest"
OLDEST = "00000000_00"
VERSION = re.compile(r"\d{8}_\d\d", re.ASCII)


class Shape:
    """One form of an action's arguments.

    Attributes:
        schema: JSON Schema of the arguments in this form.
    """

    __slots__ = ("_moves", "_validator", "schema")

    def __init__(self, operation: Operation, binding: GatewayBinding | None, known: Specification) -> None:
        documented: dict[str, Any] = operation.facts["arguments"]
        # What lies deeper goes first, so that an object that is left is what else went there.
        moves = binding.arguments.items() if binding is not None else ()
        self._moves = sorted(moves, key=lambda each: -each[1].place.count("."))
        self.schema = documented
        if binding is not None and (binding.arguments or binding.defaults):
            self.schema = binding.schema(documented) | {"additionalProperties": False}
        self._validator = known.validator(self.schema)

    def errors(self, arguments: object) -> list[Violation]:
        """What is wrong with arguments in this form; empty when nothing is."""
        return self._validator(arguments)

    def documented(self, arguments: Mapping[str, Any]) -> dict[str, Any]:
        """Arguments of this form as the documents have them."""
        if not self._moves:
            return dict(arguments)
        found = deepcopy(dict(arguments))
        taken = [(place, move, _take(found, move.place.split("."))) for place, move in self._moves]
        for place, move, value in taken:
            if value is _ABSENT or value == {}:
                continue
            if move.encode == "moment" and move.since is not None:
                value = _minutes(_at(found, move.since.split(".")), value)
            _put(found, place.split("."), value)
        return found


class Shapes:
    """What each version of the toolkit knows of the actions."""

    def __init__(self, known: Specification) -> None:
        self._known = known
        actions = known.by_slug.values()
        every = [binding for operation in actions for binding in operation.gateway]
        examples = {(operation.facts["example"] or {}).get("version") for operation in actions}
        since = {binding.since for binding in every}
        self.versions = tuple(sorted({each for each in since | examples if each is not None}))
        self.names = tuple(dict.fromkeys(binding.shape for binding in every if binding.shape is not None))

    def resolved(self, version: str, chosen: Mapping[str, str]) -> str:
        """The version that is meant by `latest`; any other is itself."""
        if version != LATEST:
            return version
        return max([self.versions[-1], *chosen])

    def available(self, chosen: Mapping[str, str]) -> list[str]:
        """The versions that are known of, the newest first."""
        return sorted({*self.versions, *chosen}, reverse=True)

    @lru_cache(maxsize=2000)  # noqa: B019 - as long as the process; versions are what somebody sends
    def slug(self, name: str, version: str) -> str | None:
        """What a version calls the action of an operation; None where the version is none."""
        if VERSION.fullmatch(version) is None:
            return None
        found = self._known.operations[name].slug
        for binding in self._known.operations[name].gateway:
            if binding.slug is not None and (binding.since is None or binding.since <= version):
                found = binding.slug
        return found

    def shape(self, name: str, version: str, chosen: Mapping[str, str]) -> Shape:
        """The form in which a version takes the arguments: the one that was chosen for it, or that it is known for."""
        return self._chosen(name, version, chosen.get(version))

    @lru_cache(maxsize=2000)  # noqa: B019
    def _chosen(self, name: str, version: str, wanted: str | None) -> Shape:
        formed = [each for each in self._known.operations[name].gateway if each.shape is not None]
        if any(each.shape == wanted for each in formed):
            return self._shape(name, wanted)
        usual = [each.shape for each in formed if each.since is not None and each.since <= version]
        return self._shape(name, usual[-1] if usual else None)

    @cache  # noqa: B019 - as long as the process
    def _shape(self, name: str, shape: str | None) -> Shape:
        operation = self._known.operations[name]
        binding = next((each for each in operation.gateway if each.shape == shape), None) if shape else None
        return Shape(operation, binding, self._known)


@cache
def shapes() -> Shapes:
    """Those of the installed client."""
    return Shapes(specification())


_ABSENT = object()


def _take(value: dict[str, Any], keys: list[str]) -> Any:
    """What stands at a place, which then is there no more; objects on the way that are empty then go too."""
    name, *inside = keys
    if not inside:
        return value.pop(name, _ABSENT)
    inner = value.get(name)
    if not isinstance(inner, dict):
        return _ABSENT
    found = _take(inner, inside)
    if not inner:
        del value[name]
    return found


def _at(value: Any, keys: list[str]) -> Any:
    for key in keys:
        value = value.get(key) if isinstance(value, dict) else None
    return value


def _put(value: dict[str, Any], keys: list[str], inner: Any) -> None:
    for key in keys[:-1]:
        value = value.setdefault(key, {})
    value[keys[-1]] = inner


def _minutes(since: Any, until: Any) -> Any:
    """The minutes between two moments; what was given where it is none."""
    try:
        return int((datetime.fromisoformat(until) - datetime.fromisoformat(since)).total_seconds()) // 60
    except (TypeError, ValueError):
        return until
