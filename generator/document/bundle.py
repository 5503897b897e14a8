"""Joins the files of the specification into one document.

A reference to a file under `components/<kind>/` keeps its name: it becomes a component of the document. Any other is
replaced by what it points to, and the keys beside it win.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

from generator.document.reading import Mapping, read_yaml
from generator.document.references import follow
from generator.errors import SpecError, Where

MAX_NODES = 400_000
MAX_DEPTH = 100
_NAME = re.compile(r"[A-Za-z][A-Za-z0-9]*")
_ELSEWHERE = re.compile(r"[/\\]|[A-Za-z][A-Za-z0-9+.-]*:")
# Mappings whose keys are names, none of them a keyword, whatever they are called.
_HOLDS_NAMES = {"properties", "responses", "paths", "webhooks", "content", "schemas"}

Step = tuple[Path, str]


def bundle(root: Path, shown: Path | None = None) -> Mapping:
    """The whole specification as one document, references inside it only. `shown` is the root's path in messages."""
    return _Bundler(root.resolve(), shown or root).document()


class _Bundler:
    def __init__(self, root: Path, shown: Path) -> None:
        self._root, self._folder, self._shown = root, root.parent, shown
        self._files: dict[Path, Mapping] = {}
        self._components: dict[tuple[str, str], Any] = {}
        self._waiting: list[tuple[str, Path]] = []
        self._found: dict[tuple[Path, str], tuple[Path, bool]] = {}  # a path is written many times
        self._nodes = 0

    def document(self) -> Mapping:
        document = self._mapping(self._read(self._root), self._root, ())
        while self._waiting:
            kind, path = self._waiting.pop()
            self._components[kind, path.stem] = self._mapping(self._read(path), path, ())
        components = document.setdefault("components", document.fresh())
        for (kind, name), value in sorted(self._components.items(), key=lambda item: item[0]):
            section = components.setdefault(kind, document.fresh()) if isinstance(components, Mapping) else None
            if not isinstance(section, Mapping):
                raise SpecError(document.where("components"), f"{kind!r} can't be added to components", "Leave it out")
            if name in section:
                raise SpecError(section.where(name), f"A file too defines the component {name!r}", "Keep one of them")
            section[name] = value
            section.places[name] = value.where()
        for value in self._components.values():
            follow(document, value)
        return document

    def _read(self, path: Path) -> Mapping:
        if path not in self._files:
            shown = self._shown if path == self._root else self._shown.parent / path.relative_to(self._folder)
            self._files[path] = read_yaml(path, shown)
        return self._files[path]

    def _resolved(self, node: Any, file: Path, trail: tuple[Step, ...], depth: int, *, are_names: bool = False) -> Any:
        """A copy of `node` without references to other files. `trail` holds the references being followed.

        `are_names` tells that the keys of `node` are names and none of them a keyword.
        """
        self._nodes += 1
        if isinstance(node, list):
            return [self._resolved(item, file, trail, depth + 1) for item in node]
        if not isinstance(node, Mapping):
            return node
        if self._nodes > MAX_NODES or depth > MAX_DEPTH:
            size = f"{MAX_NODES:,} nodes" if self._nodes > MAX_NODES else f"{MAX_DEPTH} levels"
            what = f"With its references written out, the document grows past {size}"
            raise SpecError(node.where(), what, "Move schemas to components/schemas: such references are kept")
        if "$ref" in node and not are_names:
            return self._followed(node, file, trail, depth)
        return self._copied(node, node.fresh(), file, trail, depth, are_names=are_names)

    def _mapping(self, node: Mapping, file: Path, trail: tuple[Step, ...], depth: int = 0) -> Mapping:
        resolved: Mapping = self._resolved(node, file, trail, depth)
        return resolved

    def _copied(
        self, node: Mapping, copy: Mapping, file: Path, trail: tuple[Step, ...], depth: int, *, are_names: bool = False
    ) -> Mapping:
        for key, value in node.items():
            # Examples are data: a key named $ref in one is no reference.
            if not are_names and (key in ("example", "examples", "default") or key.startswith("x-")):
                copy[key] = value
            elif are_names or key != "$ref":
                names = key in _HOLDS_NAMES and not are_names
                copy[key] = self._resolved(value, file, trail, depth + 1, are_names=names)
        return copy

    def _followed(self, node: Mapping, file: Path, trail: tuple[Step, ...], depth: int) -> Mapping:
        reference, where = node["$ref"], node.where("$ref")
        if not isinstance(reference, str):
            raise SpecError(where, "$ref is not a string", "Write a relative path")
        target, pointer = self._target(reference, file, where)
        if (target, pointer) in trail:
            raise SpecError(where, f"$ref {reference!r} leads in a circle", "Break the circle: give it a schema file")
        if target == self._root and pointer:
            return self._kept(node, "#" + pointer, file, trail, depth)
        if component := self._component(target, pointer, where):
            return self._kept(node, component, file, trail, depth)
        inner = _inside(self._read(target), pointer, reference, where)
        base = self._mapping(inner, target, (*trail, (target, pointer)), depth + 1)
        if len(node) == 1:
            return base
        merged = node.fresh(base)
        merged.places = {**base.places, **node.places}
        return self._copied(node, merged, file, trail, depth)

    def _component(self, target: Path, pointer: str, where: Where) -> str:
        """Where the component stands that a file becomes; empty for a file that becomes none."""
        relative = target.relative_to(self._folder).parts
        if len(relative) != 3 or relative[0] != "components" or pointer:
            return ""
        kind, name = relative[1], target.stem
        if not _NAME.fullmatch(name):
            raise SpecError(where, f"{name!r} is no name for a component", "Use letters and digits: Booking.yaml")
        if (kind, name) not in self._components:
            self._components[kind, name] = None
            self._waiting.append((kind, target))
        return f"#/components/{kind}/{name}"

    def _located(self, path: Path) -> tuple[Path, bool]:
        """Where a path leads, and whether there is a file."""
        try:
            target = path.resolve()
            return target, target.is_file()
        except (OSError, RuntimeError, ValueError):  # a name that no file can have, or links in a circle
            return self._folder, False

    def _target(self, reference: str, file: Path, where: Where) -> tuple[Path, str]:
        """The file that a reference leads to, and where inside it."""
        path, _, pointer = reference.partition("#")
        if _ELSEWHERE.match(reference):
            raise SpecError(where, f"$ref {reference!r} leaves the specification", "Write a path relative to this file")
        if not path:
            return file, pointer
        if (file.parent, path) not in self._found:
            self._found[file.parent, path] = self._located(file.parent / path)
        target, exists = self._found[file.parent, path]
        if not target.is_relative_to(self._folder):
            raise SpecError(where, f"$ref {reference!r} leaves the specification's folder", "Keep every file below it")
        if not exists:
            what = f"$ref {reference!r} leads nowhere: no such file"
            raise SpecError(where, what, "Correct the path, or add the file")
        if target.suffix != ".yaml":
            raise SpecError(where, f"$ref {reference!r} leads to no YAML file", "Call every file *.yaml")
        return target, pointer

    def _kept(self, node: Mapping, reference: str, file: Path, trail: tuple[Step, ...], depth: int) -> Mapping:
        """The node with its reference, which now leads to a component of the document."""
        kept = node.fresh({"$ref": reference})
        return self._copied(node, kept, file, trail, depth)


def _inside(content: Mapping, pointer: str, reference: str, where: Where) -> Mapping:
    """What a pointer leads to in a file."""
    value: Any = content
    for part in pointer.lstrip("/").split("/") if pointer.strip("/") else ():
        key = part.replace("~1", "/").replace("~0", "~")
        if not isinstance(value, Mapping) or key not in value:
            what = f"$ref {reference!r} leads nowhere: no key {key!r}"
            raise SpecError(where, what, "Correct the name, or add it")
        value = value[key]
    if not isinstance(value, Mapping):
        raise SpecError(where, f"$ref {reference!r} does not lead to a mapping", "Point it at a schema")
    return value
