"""Which classes hold the methods, and what their modules import."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from generator.shape.kinds import Operation, Resource
from generator.shape.types import Annotation, Imports, imports


def resources(operations: Iterable[Operation], tags: dict[str, str]) -> tuple[Resource, ...]:
    """The resources below the client, each with those below it. `tags` describe the uppermost."""
    by_parent: dict[tuple[str, ...], list[Operation]] = {}
    for operation in operations:
        parts = tuple(operation.name.split(".")[:-1])
        by_parent.setdefault(parts, []).append(operation)
        for length in range(1, len(parts)):
            by_parent.setdefault(parts[:length], [])

    def build(path: tuple[str, ...]) -> Resource:
        own = tuple(sorted(by_parent[path], key=lambda each: each.name))
        below = tuple(build(each) for each in sorted(by_parent) if each[:-1] == path)
        told = tags.get(path[0], "") if len(path) == 1 else ""
        return _resource(path, told or _description(path), own, below)

    return tuple(build(path) for path in sorted(by_parent) if len(path) == 1)


def flat(resources: Iterable[Resource]) -> Iterator[Resource]:
    """Resources, each followed by those below it."""
    for resource in resources:
        yield resource
        yield from flat(resource.children)


def _description(path: tuple[str, ...]) -> str:
    """For `organizations.teams`: Teams of organizations."""
    return " of ".join(part.replace("_", " ") for part in reversed(path[-2:])).capitalize() + "."


def _resource(
    path: tuple[str, ...], description: str, operations: tuple[Operation, ...], children: tuple[Resource, ...]
) -> Resource:
    bare = Resource(path, description, operations, children, ())
    return replace(bare, imports=_imports(bare))


def _imports(resource: Resource) -> Imports:
    """What the module of a resource imports: for annotations, for constants and for the classes themselves."""
    needed: dict[str, set[str]] = {".._resource": {"AsyncResource", "Resource"}}
    if resource.children:
        needed["functools"] = {"cached_property"}
        needed["typing"] = {"TYPE_CHECKING"}
    if resource.operations:
        needed.setdefault("typing", set()).add("Any")
        needed["collections.abc"] = {"Mapping"}
        needed[".._operation"] = set(_of_constants(resource.operations))
        needed[".._redaction"] = {"hidden"}
    if any(each.hides for each in resource.operations):
        needed[".._redaction"].add("Hidden")
    if any(each.iterates for each in resource.operations):
        needed["collections.abc"] |= {"AsyncIterator", "Iterator"}
    if any(each.deprecated for each in resource.operations):
        needed[".._deprecated"] = {"deprecated as deprecated_"}  # a method may be called `deprecated`
    if any(each.model for each in resource.operations):
        needed[".."] = {"models"}
    if resource.has_actions:
        needed["."] = {each.gateway for each in resource.operations if each.gateway}
    return imports(_annotations(resource), needed)


def _of_constants(operations: Iterable[Operation]) -> Iterator[str]:
    """The names of `_operation` with which the constants are written."""
    for each in operations:
        yield each.decoder
        yield "CalRequest" if each.slug else "Operation"
        if each.reconcile:
            yield each.reconcile.runtime


def _annotations(resource: Resource) -> Iterator[Annotation]:
    for operation in resource.operations:
        yield resource.returns(operation)
        yield from (argument.annotation for argument in operation.arguments)
