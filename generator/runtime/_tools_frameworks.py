# Edit this in generator/runtime/_tools_frameworks.py; `make generate` copies it into the client.
"""Tools as frameworks for agents take them: objects of theirs that describe a tool, and run it with `Tools.run`.

Each framework is imported when it is asked for, and none is needed by the client.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from importlib import import_module
from inspect import iscoroutinefunction
from typing import Any, Literal, get_args

from ._nearest import did_you_mean, nearest
from ._redaction import quoted
from ._tools_catalogue import Tool
from .errors import ArgumentError, ConfigurationError

Framework = Literal["crewai", "google-genai", "langchain", "llama-index", "openai-agents", "pydantic-ai", "smolagents"]


class Runner:
    """How one tool is run: called for its text, or awaited where the tools are `AsyncTools`."""

    def __init__(self, tools: Any, tool: Tool) -> None:
        self.name, self.description, self.schema = tool.name, tool.description, tool.arguments()
        self.waits = iscoroutinefunction(tools.run)
        self._run = tools.run

    def text(self, /, **arguments: Any) -> str:
        """What the model is told, of `Tools`."""
        told: str = self._run(self.name, arguments).text
        return told

    async def text_later(self, /, **arguments: Any) -> str:
        """The same for who awaits it. A call of `Tools` runs in a thread of its own meanwhile."""
        return await self.of_json(arguments)

    async def of_json(self, arguments: Any) -> str:
        """The same, of arguments in an object or as JSON text."""
        if self.waits:
            result = await self._run(self.name, arguments)
        else:
            from anyio.to_thread import run_sync  # httpx brings it

            result = await run_sync(self._run, self.name, arguments)
        told: str = result.text
        return told

    @property
    def function(self) -> Callable[..., Any]:
        """What is called or awaited, as the tools are."""
        return self.text_later if self.waits else self.text


def for_framework(tools: Iterable[Tool], framework: str) -> list[Any]:
    """The tools as a framework takes them.

    Args:
        tools: `Tools` or `AsyncTools`.
        framework: Its name.

    Raises:
        ArgumentError: There is no such framework here, or it does not await tools and these are `AsyncTools`.
        ConfigurationError: It is not installed.
    """
    if framework not in _MAKERS:
        known = ", ".join(get_args(Framework))
        hint = did_you_mean(nearest(framework, _MAKERS))
        raise ArgumentError(f"No framework is called {quoted(framework)}{hint}; there are {known}")
    module, package, make = _MAKERS[framework]
    runners = [Runner(tools, tool) for tool in tools]
    if framework in _NEVER_AWAIT and any(runner.waits for runner in runners):
        raise ArgumentError(f"{framework} does not await its tools; give it those of `Tools` over a `Client`")
    try:
        imported = import_module(module)
    except ModuleNotFoundError as missing:
        told = f"Tools for {framework} need it installed: pip install {package}"
        raise ConfigurationError(told) from missing
    return make(imported, runners)


def _crewai(crewai: Any, runners: list[Runner]) -> list[Any]:
    from pydantic import BaseModel, ConfigDict

    def made(runner: Runner) -> Any:
        class Arguments(BaseModel):
            """What is checked by `run` alone, with the schema that the model is shown."""

            model_config = ConfigDict(extra="allow")

            @classmethod
            def model_json_schema(cls, *_args: Any, **_options: Any) -> dict[str, Any]:
                return runner.schema

        class Made(crewai.BaseTool):  # type: ignore[misc]
            name: str = runner.name
            description: str = runner.description
            args_schema: type[BaseModel] = Arguments

            def _run(self, **arguments: Any) -> str:
                return runner.text(**arguments)

        return Made()

    return [made(runner) for runner in runners]


def _google_genai(types: Any, runners: list[Runner]) -> list[Any]:
    # The program runs what the model asks for: `tools.run(call.name, call.args)`.
    declared = [
        types.FunctionDeclaration(
            name=runner.name, description=runner.description, parameters_json_schema=runner.schema
        )
        for runner in runners
    ]
    return [types.Tool(function_declarations=declared)]


def _langchain(tools: Any, runners: list[Runner]) -> list[Any]:
    return [
        tools.StructuredTool(
            name=runner.name,
            description=runner.description,
            args_schema=runner.schema,
            func=None if runner.waits else runner.text,
            coroutine=runner.text_later,
        )
        for runner in runners
    ]


def _llama_index(tools: Any, runners: list[Runner]) -> list[Any]:
    class Metadata(tools.ToolMetadata):  # type: ignore[misc]
        """A tool's schema as it is; llama-index makes one of a class otherwise."""

        schema: dict[str, Any]

        def get_parameters_dict(self) -> dict[str, Any]:
            return self.schema

    def made(runner: Runner) -> Any:
        metadata = Metadata(description=runner.description, name=runner.name)
        metadata.schema = runner.schema
        given = {"async_fn": runner.text_later} if runner.waits else {"fn": runner.text, "async_fn": runner.text_later}
        return tools.FunctionTool(metadata=metadata, **given)

    return [made(runner) for runner in runners]


def _openai_agents(agents: Any, runners: list[Runner]) -> list[Any]:
    def made(runner: Runner) -> Any:
        async def invoke(_context: Any, arguments: str) -> str:
            return await runner.of_json(arguments)

        return agents.FunctionTool(
            name=runner.name,
            description=runner.description,
            params_json_schema=runner.schema,
            on_invoke_tool=invoke,
            strict_json_schema=False,
        )

    return [made(runner) for runner in runners]


def _pydantic_ai(pydantic_ai: Any, runners: list[Runner]) -> list[Any]:
    return [
        pydantic_ai.Tool.from_schema(runner.function, runner.name, runner.description, runner.schema)
        for runner in runners
    ]


def _smolagents(smolagents: Any, runners: list[Runner]) -> list[Any]:
    def made(runner: Runner) -> Any:
        class Made(smolagents.Tool):  # type: ignore[misc]
            skip_forward_signature_validation = True
            name, description, output_type = runner.name, runner.description, "string"
            inputs: dict[str, Any] = _inputs(runner.schema)

            def forward(self, **arguments: Any) -> str:
                return runner.text(**arguments)

        return Made()

    return [made(runner) for runner in runners]


def _inputs(schema: dict[str, Any]) -> dict[str, Any]:
    """Arguments as smolagents describes them: each of one plain type, or of any."""
    required = schema.get("required", ())
    found: dict[str, Any] = {}
    for name, each in schema.get("properties", {}).items():
        kind = each.get("type")
        told = {"description": each.get("description", name), **each, "type": kind if kind in _PLAIN else "any"}
        found[name] = told if name in required else {**told, "nullable": True}
    return found


_PLAIN = ("string", "boolean", "integer", "number", "array", "object")
_NEVER_AWAIT = ("crewai", "smolagents")
# The module that is imported, the package that has it, and what makes the tools, of each framework.
_MAKERS: dict[str, tuple[str, str, Callable[[Any, list[Runner]], list[Any]]]] = {
    "crewai": ("crewai.tools", "crewai", _crewai),
    "google-genai": ("google.genai.types", "google-genai", _google_genai),
    "langchain": ("langchain_core.tools", "langchain-core", _langchain),
    "llama-index": ("llama_index.core.tools", "llama-index-core", _llama_index),
    "openai-agents": ("agents", "openai-agents", _openai_agents),
    "pydantic-ai": ("pydantic_ai", "pydantic-ai-slim", _pydantic_ai),
    "smolagents": ("smolagents", "smolagents", _smolagents),
}
