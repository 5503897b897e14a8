"""Reads references inside the bundled document, and `allOf`."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from generator.document.reading import Mapping
from generator.errors import SpecError

MAX_STEPS = 32
MAX_BRANCHES = 200


def follow(document: Mapping, node: Any) -> Any:
    """What a local reference points to; anything else as it is. Keys beside the reference are not merged."""
    return named(document, node)[1]


def named(document: Mapping, node: Any) -> tuple[str, Any]:
    """What a local reference points to in the end, after its name there; anything else as it is, without a name."""
    name, steps = "", 0
    while isinstance(node, Mapping) and "$ref" in node:
        reference, where = str(node["$ref"]), node.where("$ref")
        steps += 1
        if steps > MAX_STEPS:
            raise SpecError(where, f"$ref {reference!r} leads in a circle", "Break the circle")
        target: Any = document
        for name in reference.removeprefix("#/").split("/"):
            if not isinstance(target, Mapping) or name not in target:
                raise SpecError(where, f"$ref {reference!r} leads nowhere: no {name!r}", "Correct the name, or add it")
            target = target[name]
        node = target
    return name, node


def mentioned(node: Any) -> set[str]:
    """The names of the components that a part of the document refers to, directly."""
    found: set[str] = set()
    stack = [node]
    while stack:
        each = stack.pop()
        if isinstance(each, list):
            stack.extend(each)
        elif isinstance(each, dict):
            if isinstance(each.get("$ref"), str):
                found.add(each["$ref"].rsplit("/", 1)[-1])
            for key, value in each.items():
                if key == "properties" and isinstance(value, dict):
                    stack.extend(value.values())
                elif key not in ("example", "examples", "default"):
                    stack.append(value)
    return found


def merged(document: Mapping, schema: Any) -> Mapping:
    """A schema with its reference and its `allOf` branches folded in; the later key wins, properties are joined."""
    parts = list(_branches(document, schema))
    if len(parts) == 1:
        return parts[0]
    result, properties = parts[-1].fresh(), parts[-1].fresh()
    required: list[str] = []
    for part in parts:
        own = part.get("properties") or part.fresh()
        properties.places = {**properties.places, **own.places}
        properties.update(own)
        required += part.get("required") or ()
        result.update({key: value for key, value in part.items() if key not in ("properties", "required")})
    if properties:
        result["properties"] = properties
    if required:
        result["required"] = required
    return result


def _branches(document: Mapping, schema: Any) -> Iterator[Mapping]:
    """The schemas without `allOf` that a schema is joined from, its own keys last."""
    stack, count = [schema], 0
    while stack:
        node = follow(document, stack.pop())
        if not isinstance(node, Mapping):
            raise SpecError(document.where(), "A schema is not a mapping", "Write `type: object` or a $ref")
        count += 1
        if count > MAX_BRANCHES:
            what = f"allOf leads in a circle, or joins over {MAX_BRANCHES} schemas"
            raise SpecError(node.where("allOf"), what, "Let it refer to other schemas only, and to fewer")
        if "allOf" in node:
            stack.append(node.fresh({key: value for key, value in node.items() if key != "allOf"}))
            stack.extend(reversed(node["allOf"]))
        else:
            yield node
