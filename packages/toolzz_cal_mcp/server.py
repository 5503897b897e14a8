"""The MCP server: lists tools and runs them."""

from __future__ import annotations

import logging
import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from functools import partial
from typing import Any

import anyio
import mcp_types as types
from mcp.server.context import ServerRequestContext
from mcp.server.lowlevel import Server
from mcp.shared.exceptions import MCPError
from pydantic import ValidationError
from toolzz_cal import AsyncClient, __version__
from toolzz_cal.errors import Declined, NotPermitted, ToolzzCalError
from toolzz_cal.tools import INSTRUCTIONS, AsyncTools, Tool, ToolResult

from . import finding, today
from .confirming import Confirmation
from .settings import Settings

log = logging.getLogger("toolzz_cal_mcp")

_MOST_MADE = 32  # event types whose tools are kept
_Context = ServerRequestContext[Any, Any]
_FOR_ALL = (
    "Schedules with Cal.com. Frequent operations are tools of their own. To book one event type, tools_for_event_type "
    "makes tools for it; for anything else, search_operations, then describe_operation, then run_operation."
)
_FOR_ONE = "Schedules one event type with Cal.com."


def create_server(client: AsyncClient, settings: Settings | None = None) -> Server[Any]:
    """A server over a client, to be run on any transport of the `mcp` package.

    Args:
        client: What runs the operations, already narrowed by `acting_for` if it is to be. It stays yours to close.
        settings: What is offered; by default what reads, with what an integration can permit as tools of its own.

    Returns:
        The `mcp` package's low-level server.

    Raises:
        UnknownAction: A resource or toolset does not exist; the nearest are named.
        ValueError: There is no such time zone.
    """
    settings = settings or Settings()
    if settings.time_zone is not None:
        today.checked_zone(settings.time_zone)
    tools = settings.tools(client)
    handler = _Handler(tools, settings.listed(client, tools), settings)

    async def on_list_tools(context: _Context, params: types.PaginatedRequestParams | None) -> types.ListToolsResult:
        defined = await handler.definitions()
        return types.ListToolsResult(tools=[types.Tool.model_validate(each) for each in defined])

    standing = f"{_FOR_ALL if settings.event_type is None else _FOR_ONE} {INSTRUCTIONS}"
    server = _Server(
        lambda: f"{today.told(settings.time_zone)} {standing}",
        "toolzz-cal",
        version=__version__,
        title="Toolzz Cal",
        on_list_tools=on_list_tools,
        on_call_tool=handler.call,
    )
    server.middleware.clear()  # spans of OpenTelemetry, which nobody here collects
    return server


class _Server(Server[Any]):
    """A server whose instructions are made anew for each connection, as a day passes.

    Args:
        made: Makes the instructions.
        *args: As for `Server`.
        **options: As for `Server`.
    """

    def __init__(self, made: Callable[[], str], *args: Any, **options: Any) -> None:
        self._made = made
        super().__init__(*args, **options)

    @property
    def instructions(self) -> str:
        """What a client is told when it connects."""
        return self._made()

    @instructions.setter
    def instructions(self, value: str | None) -> None:
        """`Server` sets what it is given, which is nothing here."""


@dataclass(frozen=True)
class _Call:
    """A call of an operation, by its own tool or by `run_operation`, with the tools that it is one of."""

    tools: AsyncTools
    tool: Tool
    arguments: Any
    all_pages: bool = False
    fields: tuple[str, ...] = ()


class _Handler:
    """Answers calls of tools."""

    def __init__(self, tools: AsyncTools, listed: frozenset[str], settings: Settings) -> None:
        self._tools, self._settings = tools, settings
        self._confirmation = Confirmation() if settings.confirm and not settings.dry_run else None
        self._listed = listed
        self._defined: list[dict[str, Any]] = []
        self._made: dict[str, AsyncTools] = {}  # for event types, by their numbers
        self._own: AsyncTools | None = None
        self._finding: dict[str, Callable[[dict[str, Any]], dict[str, Any]]] = {
            finding.SEARCH: lambda given: finding.search(tools, given.get("query", "")),
            finding.DESCRIBE: lambda given: finding.described(self._tool(given["operation"])),
        }

    async def definitions(self) -> list[dict[str, Any]]:
        """The tools as MCP lists them, which stay the same."""
        if self._settings.event_type is not None:
            return (await self._of_event_type(self._settings.event_type)).definitions("mcp")
        if not self._defined:
            effects = {each.effect for each in self._tools}
            found = finding.definitions(self._tools, writes=len(effects - {"read"}) > 0, destroys="destroy" in effects)
            listed = [each for each in self._tools.definitions("mcp") if each["name"] in self._listed]
            self._defined = [*found, *listed]
        return self._defined

    async def call(
        self, context: _Context, params: types.CallToolRequestParams
    ) -> types.CallToolResult | types.InputRequiredResult:
        """Runs a tool. What goes wrong is told to the model as the tool's own error."""
        started = time.perf_counter()
        outcome = "failed"
        try:
            result = await self._answer(context, params)
            outcome = "asks the user" if not isinstance(result, ToolResult) else "error" if result.is_error else "done"
            return _told(result) if isinstance(result, ToolResult) else result
        except anyio.get_cancelled_exc_class():
            outcome = "cancelled; if it was sent, it may have happened"
            raise
        finally:
            own = self._own.names if self._own is not None else ()
            is_known = params.name in self._listed or params.name in finding.NAMES or params.name in own
            name = params.name if is_known else "an unknown tool"
            log.info("%s: %s after %.0f ms", name, outcome, 1000 * (time.perf_counter() - started))

    async def _answer(
        self, context: _Context, params: types.CallToolRequestParams
    ) -> ToolResult | types.InputRequiredResult:
        given = params.arguments or {}
        try:
            if self._settings.event_type is not None:
                tools = await self._of_event_type(self._settings.event_type)
                call = _Call(tools, tools.tool(params.name), given)
            elif (answers := self._finding.get(params.name)) is not None:
                return ToolResult.of(answers(finding.checked(params.name, given)))
            elif params.name == finding.MAKE:
                number = str(finding.checked(params.name, given)["eventTypeId"])
                self._made.pop(number, None)  # it may have changed
                return ToolResult.of(finding.made(number, await self._of_number(number)))
            else:
                call = await self._asked(params.name, given)
            if call.tool.effect != "read" and self._settings.dry_run:
                return call.tools.preview(call.tool.name, call.arguments)
            agreed = await self._agreed(context, params, call)
        except ToolzzCalError as problem:
            return self._tools.failed(problem)
        return agreed if agreed is not None else await self._run(context, call)

    async def _agreed(
        self, context: _Context, params: types.CallToolRequestParams, call: _Call
    ) -> types.InputRequiredResult | None:
        """What a client has to be told so that it asks its user; None once they agreed, or where nobody is asked.

        Raises:
            Declined: They did not agree.
        """
        confirmation = self._confirmation
        if call.tool.effect != "destroy" or confirmation is None or not confirmation.can_ask(context):
            return None
        question = partial(call.tools.question, call.tool.name, call.arguments)
        try:
            agreed = await confirmation.ask(context, params, question)
        except (MCPError, ValidationError) as problem:
            what = "The user could not be asked, which counts as a no"
            raise Declined(what, operation=call.tool.operation) from problem
        if agreed is False:
            raise Declined("The user declined", operation=call.tool.operation)
        return agreed if isinstance(agreed, types.InputRequiredResult) else None

    async def _of_event_type(self, event_type: Any) -> AsyncTools:
        """The tools of the event type that the server is for."""
        if self._own is None:
            self._own = await self._tools.for_event_type(event_type)
        return self._own

    async def _of_number(self, number: str) -> AsyncTools:
        """The tools of an event type, which are kept for later calls."""
        if number not in self._made:
            if len(self._made) >= _MOST_MADE:
                del self._made[next(iter(self._made))]
            self._made[number] = await self._tools.for_event_type(number)
        return self._made[number]

    async def _asked(self, name: str, given: dict[str, Any]) -> _Call:
        """Which operation is meant, and how it is to be run."""
        if name != finding.RUN:
            return _Call(self._tools, self._tool(name), given)
        # The operation's own arguments are looked at when it is run, with its own schema.
        asked = finding.checked(name, {each: given[each] for each in given if each != "arguments"})
        operation, arguments = asked["operation"], given.get("arguments")
        if (of_event_type := finding.OF_EVENT_TYPE.fullmatch(operation)) is not None:
            tools = await self._of_number(of_event_type[1])
            return _Call(tools, tools.tool(of_event_type[2]), arguments)
        all_pages, fields = asked.get("allPages", False), asked.get("fields", ())
        return _Call(self._tools, self._tool(operation), arguments, all_pages, tuple(fields))

    def _tool(self, name: str) -> Tool:
        try:
            return self._tools.tool(name)
        except NotPermitted as problem:
            started = f"; the server was started with --allow {self._settings.allow}" if self._settings.allow else ""
            raise NotPermitted(f"{problem.message}{started}", operation=problem.operation) from None

    async def _run(self, context: _Context, call: _Call) -> ToolResult:
        if not call.all_pages:
            return await call.tools.run(call.tool.name, call.arguments)
        return await call.tools.run_all(call.tool.name, call.arguments, fields=call.fields, on_page=_progress(context))


def _progress(context: _Context) -> Callable[[int, int | None], Awaitable[None]]:
    async def report(count: int, total: int | None) -> None:
        await context.session.report_progress(count, total, f"{count} rows read")

    return report


def _told(result: ToolResult) -> types.CallToolResult:
    content: list[types.ContentBlock] = [types.TextContent(type="text", text=result.text)]
    return types.CallToolResult(content=content, structured_content=result.structured, is_error=result.is_error)
