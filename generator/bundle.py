"""Joins the files of the specification into one document.

A reference to a file under `components/<kind>/` keeps its name: it becomes a component of the document. Any other is
replaced by what it points to, and the keys beside it win.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any, NoReturn

from generator.errors import SpecError, Where
from generator.reading import Mapping, read_yaml

MAX_NODES = 400_000
_NAME = re.compile(r"[A-Za-z][A-Za-z0-9]*")


def bundle(root: Path, shown: Path | None = None) -> Mapping:
    """The whole specification as one document, references inside it only. `shown` is the root's path in messages."""
    return _Bundler(root.resolve(), shown or root).document()


class _Bundler:
    def __init__(self, root: Path, shown: Path) -> None:
        self._root, self._folder, self._shown = root, root.parent, shown.parent
        self._files: dict[Path, Mapping] = {}
        self._components: dict[tuple[str, str], Any] = {}
        self._nodes = 0

    def document(self) -> Mapping:
        top = self._read(self._root)
        document = self._resolved(top, self._root, ())
        if not isinstance(document, Mapping):  # pragma: no cover - read_yaml answers a mapping
            raise TypeError
        components = document.setdefault("components", Mapping(document.file, document.line))
        for (kind, name), value in sorted(self._components.items(), key=lambda item: item[0]):
            section = components.setdefault(kind, Mapping(document.file, document.line))
            if name in section:
                self._fail(document.where("components"), f"The component {name!r} stands in the root too", "Keep one")
            section[name] = value
        return document

    def _read(self, path: Path) -> Mapping:
        if path not in self._files:
            self._files[path] = read_yaml(path, self._shown / path.relative_to(self._folder))
        return self._files[path]

    def _resolved(self, node: Any, file: Path, trail: tuple[tuple[Path, str], ...]) -> Any:
        """A copy of `node` without references to other files. `trail` holds the references being followed."""
        self._nodes += 1
        if self._nodes > MAX_NODES:
            where = node.where() if isinstance(node, Mapping) else Where(self._shown / "openapi.yaml", 1)
            self._fail(where, f"The document grows past {MAX_NODES:,} nodes", "Let references keep their names")
        if isinstance(node, list):
            return [self._resolved(item, file, trail) for item in node]
        if not isinstance(node, Mapping):
            return node
        if "$ref" not in node:
            copy = node.fresh()
            for key, value in node.items():
                # Examples are data: a key named $ref in one is no reference.
                copy[key] = value if key in ("example", "examples", "default") else self._resolved(value, file, trail)
            return copy
        return self._followed(node, file, trail)

    def _followed(self, node: Mapping, file: Path, trail: tuple[tuple[Path, str], ...]) -> Mapping:
        reference, where = node["$ref"], node.where("$ref")
        if not isinstance(reference, str):
            self._fail(where, "$ref is not a string", "Write a relative path")
        if "://" in reference or reference.startswith(("/", "\\")):
            self._fail(where, f"$ref {reference!r} leaves the specification", "Write a path relative to this file")
        path_text, _, pointer = reference.partition("#")
        target = (file.parent / path_text).resolve() if path_text else file
        if not target.is_relative_to(self._folder):
            self._fail(where, f"$ref {reference!r} leaves the specification's folder", "Keep every file below it")
        step = (target, pointer)
        if step in trail:
            self._fail(where, f"$ref {reference!r} leads in a circle", "Break the circle: give it a schema file")
        if target == self._root and pointer:
            return self._beside(node, file, trail, Mapping(node.file, node.line), keep="#" + pointer)
        if not target.is_file():
            self._fail(where, f"$ref {reference!r} leads nowhere: no such file", "Correct the path, or add the file")
        relative = target.relative_to(self._folder).parts
        if len(relative) == 3 and relative[0] == "components" and not pointer:
            kind, name = relative[1], target.stem
            if not _NAME.fullmatch(name):
                self._fail(where, f"{name!r} is no name for a component", "Use letters and digits: Booking.yaml")
            self._add_component(kind, name, target, trail, step)
            return self._beside(node, file, trail, Mapping(node.file, node.line), keep=f"#/components/{kind}/{name}")
        value: Any = self._read(target)
        for part in pointer.lstrip("/").split("/") if pointer.strip("/") else ():
            key = part.replace("~1", "/").replace("~0", "~")
            if not isinstance(value, Mapping) or key not in value:
                self._fail(where, f"$ref {reference!r} leads nowhere: no key {key!r}", "Correct the name, or add it")
            value = value[key]
        resolved = self._resolved(value, target, (*trail, step))
        if not isinstance(resolved, Mapping):
            self._fail(where, f"$ref {reference!r} does not lead to a mapping", "Point it at a schema")
        return self._beside(node, file, trail, resolved)

    def _add_component(
        self, kind: str, name: str, target: Path, trail: tuple[Any, ...], step: tuple[Path, str]
    ) -> None:
        if (kind, name) in self._components:
            return
        self._components[kind, name] = None  # being resolved: a schema may refer to itself
        top = self._read(target)
        # A component that is nothing but a reference can't be part of the circle it would close.
        follow = (*trail, step) if "$ref" in top else ()
        self._components[kind, name] = self._resolved(top, target, follow)

    def _beside(
        self, node: Mapping, file: Path, trail: tuple[Any, ...], base: Mapping, keep: str | None = None
    ) -> Mapping:
        """`base` with the keys beside `$ref` over it; with `keep`, the reference itself stays."""
        merged = Mapping(node.file, node.line)
        merged.lines = {**base.lines, **node.lines}
        if keep is not None:
            merged["$ref"] = keep
        merged.update(base)
        for key, value in node.items():
            if key != "$ref":
                merged[key] = self._resolved(value, file, trail)
        return merged

    def _fail(self, where: Where, what: str, cure: str) -> NoReturn:
        raise SpecError(where, what, cure)


def follow(document: Mapping, node: Any) -> Any:
    """What a local reference points to; anything else as it is. Keys beside the reference are not merged."""
    seen = 0
    while isinstance(node, Mapping) and "$ref" in node:
        reference, where = str(node["$ref"]), node.where("$ref")
        seen += 1
        if seen > 32:
            raise SpecError(where, f"$ref {reference!r} leads in a circle", "Break the circle")
        target: Any = document
        for part in reference.removeprefix("#/").split("/"):
            if not isinstance(target, Mapping) or part not in target:
                raise SpecError(where, f"$ref {reference!r} leads nowhere", "Correct the name, or add it")
            target = target[part]
        node = target
    return node
