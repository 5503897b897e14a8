"""What the mock knows of the specification: routes, arguments and their places, and validators.

It is what the client knows, so that both always speak of the same specification.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from toolzz_cal import operations
from toolzz_cal.operations import Operation

from .wire import segments_of

ENVELOPE = "ExecuteRequest"  # the schema of what the gateway needs besides arguments


class Specification:
    """All operations, found by slug or by route."""

    def __init__(self) -> None:
        self.schemas = operations.schemas()
        self.operations = {each.name: each for each in operations.every()}
        self.by_slug = {each.slug: each for each in operations.every() if each.slug is not None}
        self._cal: dict[str, Any] = {}
        self._toolzz: dict[str, Any] = {}
        for each in operations.every():
            if each.request is None:
                _add(self._toolzz, each.method, each.path, each)
            # `me.organization_ids` is composed from `me`: it has no route of its own.
            elif each.request.state != "composed":
                _add(self._cal, each.request.method, each.request.path, each)

    def cal(self, method: str, path: str) -> tuple[Operation | None, dict[str, str], bool]:
        """The operation of a Cal.com request, its path arguments, and whether the path exists for any method."""
        return _match(self._cal, method, path)

    def toolzz(self, method: str, path: str) -> tuple[Operation | None, dict[str, str], bool]:
        """The operation of a ToolzzAI request, likewise."""
        return _match(self._toolzz, method, path)

    def toolzz_methods(self, path: str) -> list[str]:
        """The methods that a path of the ToolzzAI API has."""
        return sorted(_walk(self._toolzz, segments_of(path), 0, []) or ())

    def argument_errors(self, operation: Operation, arguments: object) -> list[Violation]:
        """What is wrong with arguments; empty when nothing is."""
        return list(_violations(self._validator(operation.name, "arguments"), arguments))

    def answer_errors(self, operation: Operation, body: object) -> list[Violation]:
        """What is wrong with an answer; empty when nothing is."""
        return list(_violations(self._validator(operation.name, "answer"), body))

    def envelope_errors(self, body: object) -> list[Violation]:
        """What is wrong with what an action's request has besides the arguments; empty when nothing is."""
        return list(_violations(self._envelope_validator(), body))

    @cache  # noqa: B019 - one specification lives as long as the process
    def _validator(self, name: str, part: str) -> Any:
        return self._built(self.operations[name].facts[part])

    @cache  # noqa: B019
    def _envelope_validator(self) -> Any:
        return self._built(self.schemas[ENVELOPE])

    def _built(self, schema: dict[str, Any]) -> Any:
        import jsonschema_rs

        needed = {each: self.schemas[each] for each in _reachable(schema, self.schemas)}
        # Only the schemas it reaches: with all of them each validator would take long to build and much memory.
        whole = {"$schema": "https://json-schema.org/draft/2020-12/schema", "$defs": needed, **schema}
        return jsonschema_rs.Draft202012Validator(whole, validate_formats=True)


@dataclass(frozen=True, slots=True)
class Violation:
    """One thing that is wrong: where, which keyword of the schema says so, and in words."""

    path: str
    keyword: str
    message: str


@cache
def specification() -> Specification:
    """The specification of the installed client."""
    return Specification()


def _add(tree: dict[str, Any], method: str, path: str, operation: Operation) -> None:
    node = tree
    for segment in path.strip("/").split("/"):
        argument = re.fullmatch(r"\{(\w+)\}", segment)
        node = node.setdefault("{}" if argument else segment, {})
    node.setdefault("=", {})[method] = (operation, re.findall(r"\{(\w+)\}", path))


def _match(tree: dict[str, Any], method: str, path: str) -> tuple[Operation | None, dict[str, str], bool]:
    values: list[str] = []
    found = _walk(tree, segments_of(path), 0, values)
    if found is None:
        return None, {}, False
    if method not in found:
        return None, {}, True
    operation, names = found[method]
    return operation, dict(zip(names, values, strict=True)), True


def _walk(node: dict[str, Any], segments: list[str], index: int, values: list[str]) -> dict[str, Any] | None:
    """Exact segments win over arguments: `/schedules/default` is not the schedule called default."""
    if index == len(segments):
        found: dict[str, Any] | None = node.get("=")
        return found
    segment = segments[index]
    if segment not in ("=", "{}") and segment in node:
        found = _walk(node[segment], segments, index + 1, values)
        if found is not None:
            return found
    if "{}" in node and segment:
        values.append(segment)
        found = _walk(node["{}"], segments, index + 1, values)
        if found is not None:
            return found
        values.pop()
    return None


def _reachable(schema: Any, schemas: Mapping[str, Any]) -> list[str]:
    found: list[str] = []
    stack = [schema]
    while stack:
        node = stack.pop()
        if isinstance(node, list):
            stack.extend(node)
        elif isinstance(node, dict):
            name = str(node.get("$ref", "")).removeprefix("#/$defs/")
            if name in schemas and name not in found:
                found.append(name)
                stack.append(schemas[name])
            stack.extend(node.values())
    return found


def _violations(validator: Any, value: object) -> Iterator[Violation]:
    if validator.is_valid(value):
        return
    for error in validator.iter_errors(value):
        path = "".join(f"[{part}]" if isinstance(part, int) else f".{part}" for part in error.instance_path)
        keyword = str(error.schema_path[-1]) if error.schema_path else ""
        if keyword.isdigit() and len(error.schema_path) > 1:
            keyword = str(error.schema_path[-2])
        yield Violation(path.lstrip("."), keyword, error.message)
