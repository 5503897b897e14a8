"""The files of a new action: what is written anew, and what gets a place for it."""

from __future__ import annotations

import json
import os
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from .wanted import EXECUTE, OPERATIONS, NewError, Wanted, operations

DOCUMENTED = Path("tests/contract/documented")
WORLD = Path("packages/toolzz_cal_mock/world")
COUNTS = Path("tests/support/counts.py")
ROOT_FILE = Path("spec/openapi.yaml")
OPEN = "TODO"
_ANSWER = "{data: {type: object, required: true}, error: {type: string}, successful: {type: boolean, required: true}}"


def scaffold(root: Path, new: Wanted) -> tuple[dict[Path, str], dict[Path, str]]:
    """The texts of new files, and those of files that are there, with what is added; by path below the root.

    Raises:
        NewError: A file is not as it is known, and so has no place for the action.
    """
    arguments = {name: _argument(root, name) for name in new.parameters}
    module = new.name.replace(".", "_")
    made = {
        OPERATIONS / new.file: _specification(new, arguments),
        WORLD / f"{module}.py": f'"""{OPEN}: what `{new.name}` does."""\n\nfrom .base import unwritten\n\n'
        f'unwritten("{new.name}")\n',
        Path(f"tests/packages/mock/test_{module}.py"): _tests(new, arguments),
    }
    changed = {
        ROOT_FILE: _in_root(_text(root, ROOT_FILE), new),
        WORLD / "behaviours.py": _in_behaviours(_text(root, WORLD / "behaviours.py"), module),
        DOCUMENTED / "actions.yaml": _in_actions(_text(root, DOCUMENTED / "actions.yaml"), new, arguments),
        DOCUMENTED / "operations.tsv": _in_table(
            _text(root, DOCUMENTED / "operations.tsv"), [(new.name, new.slug, f"{new.method} {new.path}")]
        ),
        DOCUMENTED / "cal_requests.tsv": _in_table(
            _text(root, DOCUMENTED / "cal_requests.tsv"), [(new.name, new.version, "bearer")]
        ),
        DOCUMENTED / "placement.tsv": _in_table(
            _text(root, DOCUMENTED / "placement.tsv"), [(new.name, name, "path") for name in arguments]
        ),
        COUNTS: _counted(_text(root, COUNTS)),
    }
    return made, changed


def write(root: Path, made: Mapping[Path, str], changed: Mapping[Path, str]) -> None:
    """Writes all of it or nothing, and never over a file that is not to be changed.

    Raises:
        NewError: A file is there already.
        OSError: It can't be written; everything is as before.
    """
    there = [path for path in made if os.path.lexists(root / path)]
    if there:
        raise NewError(f"{there[0]} is there already")
    before = {path: (root / path).read_bytes() for path in changed}
    begun: list[Path] = []
    try:
        for path, text in made.items():
            with (root / path).open("x", encoding="utf-8", newline="\n") as file:
                begun.append(path)
                file.write(text)
        for path, text in changed.items():
            (root / path).write_text(text, "utf-8", newline="\n")
    except BaseException:
        for path in begun:
            (root / path).unlink(missing_ok=True)
        for path, content in before.items():
            if (root / path).read_bytes() != content:
                (root / path).write_bytes(content)
        raise


def _text(root: Path, path: Path) -> str:
    return (root / path).read_text("utf-8")


def _argument(root: Path, name: str) -> tuple[str, Any]:
    """Type and example of an argument, as other operations have it."""
    for held in operations(root).values():
        found = _found(held, "properties", name)
        example = _found(held, "arguments", name)
        if isinstance(found, dict) and "type" in found and not isinstance(example, dict | None):
            return str(found["type"]), example
    return "string", OPEN


def _found(node: Any, below: str, name: str) -> Any:
    """What stands under a name below a key, anywhere in a document."""
    if isinstance(node, dict):
        inner = node.get(below)
        if isinstance(inner, dict) and name in inner:
            return inner[name]
        node = list(node.values())
    if isinstance(node, list):
        for each in node:
            if (found := _found(each, below, name)) is not None:
                return found
    return None


def _specification(new: Wanted, arguments: Mapping[str, tuple[str, Any]]) -> str:
    up = "../" * (new.name.count(".") + 1)
    required = [f"                  required: [{', '.join(arguments)}]"] if arguments else []
    properties = ["                  properties:"] if arguments else ["                  properties: {}"]
    for name, (kind, _) in arguments.items():
        properties += [
            f"                    {name}:",
            f"                      type: {kind}",
            f"                      description: {OPEN} say which one.",
        ]
    example = ["          arguments:"] if arguments else ["          arguments: {}"]
    example += [f"            {name}: {json.dumps(value)}" for name, (_, value) in arguments.items()]
    body = [] if new.method in ("GET", "DELETE") else ["    body: {}"]
    lines = [
        "post:",
        f"  operationId: {new.name}",
        f"  tags: [{new.name.partition('.')[0]}]",
        f"  summary: {OPEN} say in up to 60 characters what it does",
        "  description: >-",
        f"    {OPEN} say in one to four sentences what it does, and what has to be known of it.",
        f"  x-effect: {new.effect}",
        "  x-cal:",
        f"    request: {new.method} {new.path}",
        f"    status: {201 if new.method == 'POST' else 200}",
        f'    version: "{new.version}"',
        *body,
        "  requestBody:",
        "    required: true",
        "    content:",
        "      application/json:",
        "        schema:",
        "          allOf:",
        f"            - $ref: {up}components/schemas/ExecuteRequest.yaml",
        "            - type: object",
        "              required: [arguments]",
        "              properties:",
        "                arguments:",
        "                  type: object",
        *required,
        *properties,
        "        example:",
        *example,
        "          user_id: user-example",
        '          version: "20260721_00"',
        "  responses:",
        f'    "200": {{$ref: {up}components/responses/{new.answer}.yaml}}',
        f'    "429": {{$ref: {up}components/responses/GatewayRateLimited.yaml}}',
        f'    "4XX": {{$ref: {up}components/responses/GatewayError.yaml}}',
        f'    "5XX": {{$ref: {up}components/responses/GatewayError.yaml}}',
    ]
    return "\n".join(lines) + "\n"


def _tests(new: Wanted, arguments: Mapping[str, tuple[str, Any]]) -> str:
    given = ", ".join(f"{json.dumps(name)}: {value!r}".replace("'", '"') for name, (_, value) in arguments.items())
    test = new.name.replace(".", "_")
    return (
        f'"""What `{new.name}` does."""\n\n\n'
        f"def test_{test}(toolzz_cal_mock):\n"
        f'    """{OPEN}: say what must hold, and compare it with what the upstream does."""\n'
        f'    done = toolzz_cal_mock.client.actions.execute("{new.slug}", {{{given}}})\n'
        "    assert done.successful\n"
    )


def _in_root(text: str, new: Wanted) -> str:
    """The root with the action in its place: actions are sorted by file."""
    entry = f"  {EXECUTE}{new.slug}:\n    $ref: operations/{new.file.as_posix()}\n"
    pattern = re.compile(rf"^  {re.escape(EXECUTE)}\w+:\n    \$ref: operations/(\S+)\n", re.MULTILINE)
    return _before(text, pattern, new.file.as_posix(), entry, ROOT_FILE)


def _in_actions(text: str, new: Wanted, arguments: Mapping[str, tuple[str, Any]]) -> str:
    listed = "".join(f"    {name}: {{type: {kind}, required: true}}\n" for name, (kind, _) in arguments.items())
    held = f"  arguments:\n{listed}" if listed else "  arguments: {}\n"
    entry = f"{new.slug}:\n  operation: {new.name}\n{held}  answer: {_ANSWER}\n"
    pattern = re.compile(r"^(CAL_\w+):\n(?:[ ].*\n)*", re.MULTILINE)
    return _before(text, pattern, new.slug, entry, DOCUMENTED / "actions.yaml")


def _in_behaviours(text: str, module: str) -> str:
    pattern = re.compile(r"^    (\w+),\n", re.MULTILINE)
    return _before(text, pattern, module, f"    {module},\n", WORLD / "behaviours.py")


def _before(text: str, pattern: re.Pattern[str], key: str, entry: str, path: Path) -> str:
    """A text with an entry before the first that comes behind it, else behind the last."""
    found = list(pattern.finditer(text))
    if not found:
        raise NewError(f"{path} is not as it is known: it has no entry of its kind")
    place = next((each.start() for each in found if each[1] > key), found[-1].end())
    return text[:place] + entry + text[place:]


def _in_table(text: str, rows: list[tuple[str, ...]]) -> str:
    """A table of facts with further rows, before the first operation that comes behind theirs."""
    head, *lines = text.splitlines()
    for row in rows:
        place = next((at for at, line in enumerate(lines) if line.partition("\t")[0] > row[0]), len(lines))
        lines.insert(place, "\t".join(row))
    return "\n".join([head, *lines]) + "\n"


def _counted(text: str) -> str:
    """The number of actions, one more."""
    found = re.search(r"^ACTIONS = (\d+)$", text, re.MULTILINE)
    if found is None:
        raise NewError(f"{COUNTS} is not as it is known: it does not say how many actions there are")
    return text[: found.start(1)] + str(int(found[1]) + 1) + text[found.end(1) :]
