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
    operations = resource.operations
    needed: dict[str, set[str]] = {
        "typing": set(),
        "collections.abc": set(),
        ".._engine": {"AsyncResource", "Resource"},
    }
    if resource.children:
        needed["typing"].add("TYPE_CHECKING")
        needed["functools"] = {"cached_property"}
    if operations:
        needed["typing"].add("Any")
        needed["collections.abc"].add("Mapping")
        needed[".._operation"] = {each.decoder for each in operations}
        needed[".._redaction"] = {"hidden"}
    if any(each.hides for each in operations):
        needed[".._redaction"].add("Hidden")
    if not all(each.slug for each in operations):
        needed[".._operation"].add("Operation")
    if resource.has_actions:
        needed["."] = {each.gateway for each in operations if each.gateway}
        needed[".._operation"].add("CalRequest")
    if any(each.reconcile for each in operations):
        needed[".._operation"].add("Reconcile")
    if any(each.iterates for each in operations):
        needed["collections.abc"] |= {"AsyncIterator", "Iterator"}
    if any(each.model for each in operations):
        needed[".."] = {"models"}
    return imports(_annotations(resource), {module: names for module, names in needed.items() if names})


def _annotations(resource: Resource) -> Iterator[Annotation]:
    for operation in resource.operations:
        yield resource.returns(operation)
        yield from (argument.annotation for argument in operation.arguments)
