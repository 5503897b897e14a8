"""A runnable example for each operation, in Python, sync and async, and for curl, from the specification's example."""

from __future__ import annotations

import json
import shlex
from dataclasses import dataclass
from typing import Any

from generator.shape.kinds import Operation

WIDTH = 80  # what a page shows without scrolling
# What must be so before an example can succeed, where the mock's demo data is otherwise.
BEFORE: dict[str, str] = {
    "bookings.mark_absent": "The meeting must have begun.",
    "organizations.users.attribute_options.unassign": "The option must be assigned to the user.",
}


@dataclass(frozen=True, slots=True)
class Example:
    """What an example sends, by the names on the wire."""

    operation: Operation
    arguments: dict[str, Any]
    user: str
    version: str

    @property
    def sync(self) -> str:
        """Python that calls and prints."""
        body = f"    {self._call('client', 4)}\n    print({self._shown})\n"
        return f"from toolzz_cal import Client\n\nwith Client({self._options}) as client:\n{body}"

    @property
    def awaited(self) -> str:
        """The same with the async client."""
        return (
            "import asyncio\n\nfrom toolzz_cal import AsyncClient\n\n\nasync def main() -> None:\n"
            f"    async with AsyncClient({self._options}) as client:\n"
            f"        {self._call('await client', 8)}\n        print({self._shown})\n\n\nasyncio.run(main())\n"
        )

    @property
    def curl(self) -> str:
        """A command for a shell, to the upstream's own address."""
        operation = self.operation
        path, body = operation.path, dict(self.arguments)
        for argument in operation.placed("path"):
            path = path.replace(f"{{{argument.key}}}", str(body.pop(argument.key)))
        lines = [f'curl --fail-with-body --request {operation.http_method} "{operation.server}{path}"']
        key = "x-api-key: $COMPOSIO_API_KEY" if operation.slug else "Authorization: Bearer $TOOLZZ_ACCESS_TOKEN"
        lines.append(f'--header "{key}"')
        if operation.slug:
            body = {"user_id": self.user, "version": self.version, "arguments": body}
        if body:
            lines.append('--header "Content-Type: application/json"')
            lines.append(f"--data {shlex.quote(_indented(body))}")
        return " \\\n  ".join(lines) + "\n"

    @property
    def _options(self) -> str:
        return f"user_id={_literal(self.user)}" if self.operation.slug else ""

    @property
    def _shown(self) -> str:
        return "result.data" if self.operation.slug else "result"

    def _call(self, client: str, indent: int) -> str:
        names = {each.key: each.name for each in self.operation.arguments}
        given = [(names[key], value) for key, value in self.arguments.items()]
        return written(f"result = {client}.{self.operation.name}", given, indent)


def example(operation: Operation, facts: dict[str, Any], in_path: dict[str, Any]) -> Example:
    """The example of an operation.

    Args:
        operation: The operation's shape.
        facts: What `operations.json` says about it.
        in_path: Values of its path parameters, from the specification.
    """
    told = facts["example"] or {}
    arguments = told.get("arguments", {}) if operation.slug else told
    user, version = (told["user_id"], told["version"]) if operation.slug else ("", "")
    return Example(operation, {**in_path, **arguments}, user, version)


def _indented(body: dict[str, Any]) -> str:
    """JSON in one line, or over several below an option of a command."""
    line = json.dumps(body, ensure_ascii=False)
    return line if len(line) <= WIDTH else json.dumps(body, ensure_ascii=False, indent=2).replace("\n", "\n  ")


def written(call: str, arguments: list[tuple[str, Any]], indent: int) -> str:
    """A call with keyword arguments as Python, broken into lines where it is long, as formatters do."""
    line = f"{call}({', '.join(f'{name}={_literal(value)}' for name, value in arguments)})"
    if len(line) + indent <= WIDTH:
        return line
    edge = " " * indent
    inner = (f"{edge}    {name}={_spread(value, indent + 4, len(name) + 2)},\n" for name, value in arguments)
    return f"{call}(\n{''.join(inner)}{edge})"


def _spread(value: Any, indent: int, before: int) -> str:
    """A value as Python, over several lines where it is long."""
    line = _literal(value)
    if len(line) + indent + before <= WIDTH or not isinstance(value, list | dict) or not value:
        return line
    edge = " " * indent
    if isinstance(value, list):
        inner = [f"{edge}    {_spread(each, indent + 4, 1)},\n" for each in value]
        return f"[\n{''.join(inner)}{edge}]"
    inner = [f"{edge}    {_literal(key)}: {_spread(each, indent + 4, len(key) + 5)},\n" for key, each in value.items()]
    return f"{{\n{''.join(inner)}{edge}}}"


def _literal(value: Any) -> str:
    """JSON data as Python, strings in double quotes."""
    if isinstance(value, str):
        return json.dumps(value, ensure_ascii=False)
    if isinstance(value, list):
        return f"[{', '.join(map(_literal, value))}]"
    if isinstance(value, dict):
        return "{" + ", ".join(f"{_literal(key)}: {_literal(each)}" for key, each in value.items()) + "}"
    return repr(value)
