"""Reads one side of a comparison: a bundled document as JSON or YAML, or the root file of a split one."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import unquote

from generator.document.bundle import bundle
from generator.document.reading import MAX_BYTES, Mapping, read_yaml
from generator.errors import SpecError, Where

MAX_JSON_BYTES = 64_000_000
MAX_DEPTH = 120
MAX_STEPS = 32
_DATA = {"example", "examples", "default", "enum", "const"}
_JSON = "Write it again as JSON, such as with `python -m generator bundle`"


@dataclass(frozen=True, slots=True)
class Document:
    """An OpenAPI document in one piece. `shown` is its file as messages name it."""

    shown: Path
    content: dict[str, Any]

    @property
    def is_3_0(self) -> bool:
        """Whether the rules of OpenAPI 3.0 hold: `nullable`, and nothing counts beside a `$ref`."""
        return str(self.content["openapi"]).startswith("3.0")

    @property
    def version(self) -> str:
        """`info.version`, or nothing."""
        info = self.content.get("info")
        return str(info.get("version", "")) if isinstance(info, dict) else ""

    def resolve(self, node: Any) -> tuple[str, Any]:
        """What a node's reference leads to in the end, after its name among the components; else the node.

        The name is empty for what is no component.

        Raises:
            SpecError: A reference leads nowhere, in a circle, or out of the document.
        """
        name = ""
        for _ in range(MAX_STEPS):
            if not isinstance(node, dict) or "$ref" not in node:
                return name, node
            reference = node["$ref"]
            if not isinstance(reference, str) or not reference.startswith("#/"):
                raise self.problem(f"$ref {reference!r} leaves the document", "Bundle it into one file first")
            parts = [unquote(part).replace("~1", "/").replace("~0", "~") for part in reference[2:].split("/")]
            node = self.content
            for part in parts:
                if isinstance(node, list) and part.isascii() and part.isdecimal() and int(part) < len(node):
                    node = node[int(part)]
                elif isinstance(node, dict) and part in node:
                    node = node[part]
                else:
                    raise self.problem(f"$ref {reference!r} leads nowhere: no {part!r}", "Correct the name, or add it")
            name = parts[-1] if len(parts) == 3 and parts[0] == "components" else ""
        raise self.problem("A chain of $ref leads in a circle", "Break the circle")

    def problem(self, what: str, cure: str) -> SpecError:
        """An error about this document."""
        return SpecError(None, f"{self.shown.as_posix()}: {what}", cure)


def load(path: Path, shown: Path | None = None) -> Document:
    """Reads a document.

    Args:
        path: A file with OpenAPI 3.0 or 3.1, JSON or YAML. A pipe can hold JSON only.
        shown: The path used in messages; `path` by default.

    Returns:
        The document, its version known to be supported. What stands in it is checked by `compare`.

    Raises:
        SpecError: The file can't be read, or is no such document.
    """
    shown = shown or path
    try:
        with path.open("rb") as file:
            raw = file.read(MAX_JSON_BYTES + 1)
        regular = path.is_file()
    except (OSError, ValueError) as problem:
        reason = getattr(problem, "strerror", None) or "this is no path"
        raise SpecError(None, f"{shown.as_posix()}: The file can't be read: {reason}", "Check the path") from None
    content: dict[str, Any]
    if raw.lstrip(b"\xef\xbb\xbf \t\r\n")[:1] == b"{" and path.suffix not in (".yaml", ".yml"):
        content = _json(raw, shown)
    elif not regular:
        what = f"{shown.as_posix()}: The pipe does not hold JSON"
        raise SpecError(None, what, "Save it as a file, or bundle it as JSON")
    elif len(raw) > MAX_BYTES:
        raise SpecError(Where(shown, 1), f"The file has over {MAX_BYTES:,} bytes of YAML", _JSON)
    else:
        content = read_yaml(path, shown)
    document = Document(shown, content)
    _check_version(document)
    is_split = isinstance(content, Mapping) and _refers_elsewhere(content)
    whole = bundle(path, shown) if is_split else content
    _set_apart(whole)
    return Document(shown, whole)


# What is compared of `x-cal`.
_OF_CAL = ("version", "credential", "body", "needs", "state", "note", "as", "encode")


def _set_apart(document: Any) -> None:
    """Writes each `x-cal` as the extensions that older specifications have in its place, so that both compare."""
    stack: list[Any] = [document]
    while stack:
        node = stack.pop()
        if isinstance(node, dict):
            cal = node.get("x-cal")
            if isinstance(cal, dict):
                del node["x-cal"]
                if "request" in cal:
                    node["x-cal"] = cal["request"]
                node.update({f"x-cal-{key}": cal[key] for key in _OF_CAL if key in cal})
            stack.extend(value for key, value in node.items() if key not in _DATA and not key.startswith("x-"))
        elif isinstance(node, list):
            stack.extend(node)


def _json(raw: bytes, shown: Path) -> dict[str, Any]:
    if len(raw) > MAX_JSON_BYTES:
        raise SpecError(Where(shown, 1), f"The file has over {MAX_JSON_BYTES:,} bytes", "Compare parts of it")
    try:
        content = json.loads(raw.decode("utf-8-sig"), parse_constant=_no_number, object_pairs_hook=_once)
    except json.JSONDecodeError as problem:
        what = f"Broken JSON: {problem.msg}"
        raise SpecError(Where(shown, problem.lineno), what, "Write the file again; it may be cut off") from None
    except UnicodeDecodeError as problem:
        line = raw[: problem.start].count(b"\n") + 1
        raise SpecError(Where(shown, line), "The file is not UTF-8", "Save it as UTF-8") from None
    except RecursionError:
        raise SpecError(Where(shown, 1), "The file is nested too deeply", "Name inner schemas") from None
    except ValueError as problem:
        raise SpecError(Where(shown, 1), f"Broken JSON: {problem}", "Write the file again") from None
    if _depth(content) > MAX_DEPTH:
        raise SpecError(Where(shown, 1), f"Nested over {MAX_DEPTH} levels deep", "Name inner schemas")
    return dict(content)


def _no_number(text: str) -> Any:
    raise ValueError(f"{text} is no number")


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    content = dict(pairs)
    if len(content) < len(pairs):
        keys = [key for key, _ in pairs]
        raise ValueError(f"the key {next(key for key in keys if keys.count(key) > 1)!r} stands twice")
    return content


def _depth(content: Any) -> int:
    deepest, stack = 0, [(content, 1)]
    while stack:
        node, depth = stack.pop()
        deepest = max(deepest, depth)
        if isinstance(node, (dict, list)) and depth <= MAX_DEPTH:
            stack.extend((each, depth + 1) for each in (node.values() if isinstance(node, dict) else node))
    return deepest


def _check_version(document: Document) -> None:
    content = document.content
    version = content.get("openapi")
    if "swagger" in content:
        raise document.problem("This is Swagger 2.0", "Convert it to OpenAPI 3.1 first")
    if version is None:
        raise document.problem("This is no OpenAPI document: there is no `openapi`", "Give the bundled specification")
    if not isinstance(version, str) or (version[:4] not in ("3.0.", "3.1.") and version not in ("3.0", "3.1")):
        raise document.problem(f"openapi is {version!r}", "Only 3.0 and 3.1 can be compared; convert it first")
    if not {"paths", "webhooks", "components"} & content.keys():
        raise document.problem("The document has no `paths`", "Give the whole specification")


def _refers_elsewhere(content: Any) -> bool:
    stack = [content]
    while stack:
        node = stack.pop()
        if isinstance(node, list):
            stack.extend(node)
        elif isinstance(node, dict):
            reference = node.get("$ref")
            if isinstance(reference, str) and not reference.startswith("#"):
                return True
            stack.extend(value for key, value in node.items() if key not in _DATA)
    return False
