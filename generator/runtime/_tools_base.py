# Edit this in generator/runtime/_tools_base.py; `make generate` copies it into the client.
"""What the two kinds of tools share: all but the waiting."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterator, Mapping
from typing import TYPE_CHECKING, Any, Literal

from . import _tools_definitions as vendors
from . import _tools_text as texts
from ._by_name import request
from ._engine import AsyncEngine, SyncEngine
from ._json import alike, is_object
from ._portable import Portable
from ._redaction import Hidden, masked, masked_url, quoted
from ._tools_catalogue import Tool, catalogue, named
from ._tools_check import checked, read
from ._tools_walk import Walk
from .errors import ArgumentError, NotPermitted, ToolzzCalError, UnknownAction
from .results import response_of

if TYPE_CHECKING:
    from ._calls import Call
    from ._tools_frameworks import Framework

MOST_ROWS = 1_000
Vendor = Literal["openai", "openai-chat", "anthropic", "mcp"]


class ToolResult(Portable):
    """What running a tool gave, for the model and for the program around it.

    Attributes:
        text: For the model: JSON in one line, or an error in words with what to do. Secrets are masked, what is null
            is left out, long lists are cut with a note on how to go on.
        structured: The same as JSON data: `data`, perhaps `pagination` and `note`, or `error`.
        data: For the program: what the client's method returns, whole and unmasked; None after an error.
        is_error: Whether it failed.
        error: Why it failed; None otherwise.
    """

    __slots__ = ("data", "error", "is_error", "structured", "text")

    def __init__(
        self,
        text: str,
        structured: dict[str, Any],
        data: Any = None,
        is_error: bool = False,
        error: ToolzzCalError | None = None,
    ) -> None:
        self.text, self.structured, self.data, self.is_error, self.error = text, structured, data, is_error, error

    @classmethod
    def of(cls, structured: dict[str, Any], data: Any = None) -> ToolResult:
        """A result with this JSON data; `data` is for the program."""
        return cls(texts.text(structured), structured, data)

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, ToolResult):
            return NotImplemented
        return (self.text, self.error) == (other.text, other.error) and alike(self.data, other.data)

    __hash__ = None  # type: ignore[assignment]

    def __repr__(self) -> str:
        return f"ToolResult(text={self.text!r}, is_error={self.is_error})"


class Selection:
    """Operations as tools, without what waits."""

    __slots__ = ("_calls", "_longest", "_tools")

    def __init__(self, calls: SyncEngine | AsyncEngine, tools: dict[str, Tool], longest: int) -> None:
        self._calls, self._tools, self._longest = calls, tools, longest

    def __len__(self) -> int:
        return len(self._tools)

    def __iter__(self) -> Iterator[Tool]:
        return iter(self._tools.values())

    def __contains__(self, name: object) -> bool:
        return name in self._tools

    @property
    def names(self) -> tuple[str, ...]:
        """The tools' names, in alphabetical order."""
        return tuple(self._tools)

    def tool(self, name: str) -> Tool:
        """One of these tools.

        Args:
            name: The tool's name, its operation's name, or its slug.

        Raises:
            UnknownAction: None of these is called so; the nearest are named.
            NotPermitted: There is such a tool, but it was not selected.
        """
        try:
            return named(name, self._tools)
        except UnknownAction:
            hidden = named(name, catalogue())
            what = f"{hidden.name} is not among the tools"
            if hidden.described.is_deprecated:
                what += "; it is deprecated, and only its name selects it"
            permissions = self._calls.config.permissions
            if permissions is not None and hidden.flag not in permissions.flags:
                why = permissions.reason or (f"the integration's {hidden.flag} is off" if hidden.flag else "")
                what += f": {why or 'no flag of an integration permits it'}"
            raise NotPermitted(what, operation=hidden.operation) from None

    def definitions(self, vendor: Vendor, *, strict: bool = False) -> list[dict[str, Any]]:
        """The tools as a vendor's interface takes them, ready for `json.dumps`.

        Args:
            vendor: `openai` for its Responses interface, `openai-chat` for Chat Completions and all that copy it,
                `anthropic`, or `mcp`.
            strict: Whether the vendor is to hold models to the schemas. OpenAI then has models say null for what is to
                be left out, and takes free-form objects as text; `run` knows both. Anthropic limits how many strict
                tools one request may have: as many as fit are strict, those with the fewest optional arguments first,
                and the others stay as they are. MCP has no such mode.

        Raises:
            ArgumentError: There is no such vendor, or it has no strict mode.
        """
        if vendor == "anthropic":
            return vendors.for_anthropic(self, strict)
        if vendor in ("openai", "openai-chat"):
            return [vendors.for_openai(tool, strict, nested=vendor == "openai-chat") for tool in self]
        if vendor == "mcp" and not strict:
            return [vendors.for_mcp(tool) for tool in self]
        why = "MCP has no strict mode" if vendor == "mcp" else f"No vendor is called {quoted(vendor)}"
        raise ArgumentError(f"{why}; write 'openai', 'openai-chat', 'anthropic', or 'mcp' without strict")

    def for_(self, framework: Framework) -> list[Any]:
        """The tools as a framework for agents takes them: objects of its own, which run what a model asks for.

        Args:
            framework: `openai-agents`, `pydantic-ai`, `langchain`, `llama-index`, `crewai` or `smolagents`; or
                `google-genai`, whose one object holds the declarations of all: what its model asks for is run with
                `run`.

        Returns:
            What is given to the framework as its tools. Each gives `text` of what `run` gives, errors too.

        Raises:
            ArgumentError: There is no such framework, or it does not await tools and these are `AsyncTools`.
            ConfigurationError: The framework is not installed.
        """
        from ._tools_frameworks import for_framework

        return for_framework(self, framework)

    def preview(self, name: str, arguments: Mapping[str, Any] | str | None = None) -> ToolResult:
        """What `run` would send, with the same checks, and without sending it.

        Args:
            name: As for `run`.
            arguments: As for `run`.

        Returns:
            A result whose `structured` has `method`, `url` and `body` under `data`, secrets masked.
        """
        try:
            _, _, call = self._call(name, arguments, None)
        except ToolzzCalError as problem:
            return self.failed(problem)
        told: dict[str, Any] = {"method": call.method, "url": masked_url(call.url)}
        if call.content:
            told["body"] = masked(json.loads(call.content), self._secrets())
        note = "Nothing was sent. This is the request that would be."
        return ToolResult.of({"data": told, "note": note}, told)

    def _call(
        self, name: str, arguments: Mapping[str, Any] | str | None, timeout: float | None
    ) -> tuple[Tool, dict[str, Any], Call[Any]]:
        """What is to be sent; raises what can be known without sending."""
        tool = self.tool(name)
        try:
            said = read(arguments)
            given = Hidden(checked(tool.schema, said, tool.in_path, self._zone(tool, said)))
        except ArgumentError as problem:
            problem.operation = tool.operation
            raise problem.with_traceback(None) from problem.__cause__
        return tool, given, request(self._calls, tool.described, given, timeout)

    def _zone(self, tool: Tool, given: Mapping[str, Any]) -> str | None:
        """The zone of whom the call is for: what the arguments say, else the integration's."""
        said: Any = given
        for part in (tool.timezone or "").split("."):
            said = said.get(part) if is_object(said) else None
        if isinstance(said, str) and said:
            return said
        permissions = self._calls.config.permissions
        return permissions.timezone if permissions is not None else None

    def _walk(self, name: str, arguments: Mapping[str, Any] | str | None, fields: Collection[str], most: int) -> Walk:
        tool, given, _ = self._call(name, arguments, None)
        if not tool.pages:
            what = f"{tool.name} does not come in pages; run it without asking for all of them"
            raise ArgumentError(what, operation=tool.operation)
        return Walk(tool, given, frozenset(fields), most, self._secrets())

    def _listed(self, walk: Walk) -> ToolResult:
        told = texts.listing(walk.rows, (*self._secrets(), *walk.quoted), walk.fields, walk.rest(), self._longest)
        return ToolResult.of(told, walk.items)

    def _secrets(self) -> list[str]:
        return self._calls.config.credentials()

    def _done(self, tool: Tool, given: dict[str, Any], result: Any) -> ToolResult:
        response = response_of(result)
        quoted = response.quoted if response is not None else ()
        told = texts.answer(result, (*self._secrets(), *quoted), given, tool.pages, self._longest)
        return ToolResult.of(told, getattr(result, "data", result))

    def failed(self, problem: ToolzzCalError) -> ToolResult:
        """How an error of the client is told to a model: what happened, and what to do."""
        problem.__traceback__ = None  # its frames hold the arguments
        resource = (problem.operation or "").rpartition(".")[0]
        look = [
            each.name
            for each in self
            if each.resource == resource and each.effect == "read" and each.name.endswith(("_list", "_get"))
        ]
        told = texts.problem(problem, look)
        return ToolResult(texts.problem_text(told), {"error": told}, None, is_error=True, error=problem)
