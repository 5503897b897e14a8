# Edit this in generator/runtime/_tools_base.py; `make generate` copies it into the client.
"""What the two kinds of tools share: all but the waiting."""

from __future__ import annotations

import json
from collections.abc import Callable, Collection, Generator, Iterator, Mapping
from typing import TYPE_CHECKING, Any, Literal, Self

from . import _reconcile, _said, operations
from . import _tools_definitions as vendors
from . import _tools_text as texts
from ._by_name import request
from ._engine import AsyncEngine, SyncEngine
from ._json import alike, is_array, is_object
from ._model import Model
from ._operation import EFFECTS
from ._outcome import unwrapped
from ._portable import Portable
from ._redaction import Hidden, masked, masked_url, quoted
from ._steps import Question
from ._tools_catalogue import Tool, catalogue, named
from ._tools_check import checked, read
from ._tools_event import EventKind, told_of
from ._tools_event_base import EventTool
from ._tools_event_words import zone_of
from ._tools_shown import texts_of
from ._tools_walk import Walk
from .errors import ArgumentError, Declined, MissingCredential, NotPermitted, ToolzzCalError, UnknownAction
from .results import ActionResult, response_of

if TYPE_CHECKING:
    from ._calls import Call
    from ._tools_frameworks import Framework

MOST_ROWS = 1_000
Steps = Generator[Any, Any, Any]
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

    __slots__ = ("_approve", "_ask_before", "_calls", "_longest", "_time_zone", "_tools")

    def __init__(
        self,
        calls: SyncEngine | AsyncEngine,
        tools: dict[str, Tool],
        longest: int,
        approve: Callable[[str], Any] | None,
        ask_before: Collection[str],
        time_zone: str | None,
    ) -> None:
        if approve is not None and not callable(approve):
            raise ArgumentError("approve must be callable: it is given a sentence, and gives True for a yes")
        asked: Any = ask_before  # whatever the caller gave
        is_collection = isinstance(asked, Collection) and not isinstance(asked, str)
        if not is_collection or any(each not in EFFECTS for each in ask_before):
            raise ArgumentError(f"ask_before must be a collection of some of {', '.join(EFFECTS)}")
        self._calls, self._tools, self._longest = calls, tools, longest
        self._approve, self._ask_before = approve, frozenset(ask_before)
        permissions = calls.config.permissions
        self._time_zone = time_zone or (permissions.timezone if permissions is not None else None)

    def _with(self, tools: dict[str, Tool]) -> Self:
        """A copy with other tools."""
        copy = type(self).__new__(type(self))
        for name in (*Selection.__slots__, *type(self).__slots__):
            setattr(copy, name, getattr(self, name))
        copy._tools = tools
        return copy

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
        if not isinstance(name, str):  # pyright: ignore[reportUnnecessaryIsInstance] - a model may give anything
            raise UnknownAction("A tool's name must be text")
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
            tool, given = self._checked(name, arguments)
            call = self._made(tool, tool.sent(given, None), None)
        except ToolzzCalError as problem:
            return self.failed(problem)
        told: dict[str, Any] = {"method": call.method, "url": masked_url(call.url)}
        if call.content:
            told["body"] = masked(json.loads(call.content), self._secrets())
        note = "Nothing was sent. This is the request that would be."
        return ToolResult.of({"data": told, "note": note}, told)

    def _checked(self, name: str, arguments: Mapping[str, Any] | str | None) -> tuple[Tool, dict[str, Any]]:
        """A tool, and arguments that fit it."""
        tool = self.tool(name)
        try:
            said = read(arguments)
            return tool, Hidden(checked(tool.schema, said, tool.in_path, self._zone(tool, said)))
        except ArgumentError as problem:
            problem.operation = tool.operation
            raise problem.with_traceback(None) from problem.__cause__

    def _made(self, tool: Tool, arguments: Mapping[str, Any], timeout: float | None) -> Call[Any]:
        """What is to be sent; raises what can be known without sending."""
        return request(self._calls, tool.described, Hidden(arguments), timeout)

    def _running(self, name: str, arguments: Mapping[str, Any] | str | None, timeout: float | None) -> Steps:
        """The steps of a call, which return what it gave: what is read before, the question, and the call itself."""
        try:
            tool, given = self._checked(name, arguments)
            found = yield from self._found(tool, given, timeout)
            sent = tool.sent(given, found)
            call = self._made(tool, sent, timeout)
            if self._approve is not None and tool.effect in self._ask_before:
                yield from self._asked(tool, sent, found)
            result = yield from self._settled(tool, call, sent, timeout)
            return self._done(tool, given, result, found)
        except ToolzzCalError as problem:
            return self.failed(problem)

    def _found(self, tool: Tool, given: Mapping[str, Any], timeout: float | None) -> Steps:
        """What a tool has read before it is run; an empty object where nothing was there, None if it reads nothing."""
        reading = tool.reads(given)
        if reading is None:
            return None
        return (yield from self._read(reading, timeout)) or {}

    def _read(self, reading: _said.Reading, timeout: float | None) -> Steps:
        """What a read gives, as JSON data."""
        result = yield request(self._calls, reading.operation, Hidden(reading.arguments), timeout)
        return _plain(result)

    def _settled(self, tool: Tool, call: Call[Any], arguments: Mapping[str, Any], timeout: float | None) -> Steps:
        """The result of a call, or what it turns out to have done when its answer gets lost and that can be found."""
        if not tool.settles(arguments) or self._calls.config.permissions is not None:
            return (yield call)
        try:
            return (yield from _reconcile.steps_of(self._calls, tool.run_by(), {}, Hidden(arguments), timeout))
        except MissingCredential:  # without one anybody may book, but not look
            return (yield call)

    def _asked(self, tool: Tool, arguments: Mapping[str, Any], found: Any) -> Steps:
        """Asks a person before a call; raises `Declined` unless they agree."""
        sentence = yield from self._sentence(tool, arguments, found)
        try:
            agreed = yield Question(sentence)
        except Exception as problem:
            what = f"The person could not be asked ({type(problem).__name__}), which counts as a no"
            raise Declined(what, operation=tool.operation) from problem
        if agreed is not True:
            raise Declined("The person who was asked declined", operation=tool.operation)

    def _question(self, name: str, arguments: Mapping[str, Any] | str | None) -> Generator[Any, Any, str]:
        """The steps to the question that a call would be asked with."""
        tool, given = self._checked(name, arguments)
        found = yield from self._found(tool, given, None)
        sent = tool.sent(given, found)
        self._made(tool, sent, None)
        return (yield from self._sentence(tool, sent, found))

    def _sentence(self, tool: Tool, arguments: Mapping[str, Any], found: Any) -> Generator[Any, Any, str]:
        """What a call would do, in a sentence for a person; with what it is about, where that can be read."""
        reading = _said.reading_for(tool.described, arguments) if found is None else None
        if reading is not None:
            try:
                found = yield from self._read(reading, None)
            except ToolzzCalError:
                found = None
        zone = zone_of(self._time_zone, _value_at(tool.described.timezone, arguments), *_zones_in(found))
        told = masked(tool.said(arguments), self._secrets())
        return f"{_said.describe_for_people(tool.described, told, found, zone=zone)}?"

    def _zone(self, tool: Tool, given: Mapping[str, Any]) -> str | None:
        """The zone of whom the call is for: what the arguments say, else the integration's."""
        said = _value_at(tool.timezone, given)
        return said if isinstance(said, str) and said else self._time_zone

    def _walk(
        self, name: str, arguments: Mapping[str, Any] | str | None, fields: Collection[str], most: int
    ) -> Generator[Any, Any, Walk]:
        """The steps to a walk over the pages of a list: a person is asked once for all of them."""
        tool, given = self._checked(name, arguments)
        self._made(tool, given, None)
        if not tool.pages:
            what = f"{tool.name} does not come in pages; run it without asking for all of them"
            raise ArgumentError(what, operation=tool.operation)
        if self._approve is not None and tool.effect in self._ask_before:
            yield from self._asked(tool, given, None)
        return Walk(tool, given, frozenset(fields), most, self._secrets())

    def _listed(self, walk: Walk) -> ToolResult:
        secrets, about = (*self._secrets(), *walk.quoted), texts_of(walk.operation.name)
        told = texts.listing(walk.rows, secrets, walk.fields, walk.rest(), self._longest, about)
        return ToolResult.of(told, walk.items)

    def _secrets(self) -> list[str]:
        return self._calls.config.credentials()

    def _done(self, tool: Tool, given: dict[str, Any], result: Any, found: Any) -> ToolResult:
        response = response_of(result)
        quoted = response.quoted if response is not None else ()
        secrets = (*self._secrets(), *quoted)
        if isinstance(tool, EventTool):
            told = tool.told(masked(_plain(result), secrets), given, found)
        else:
            told = texts.answer(result, secrets, given, tool.pages, self._longest, texts_of(tool.operation))
        return ToolResult.of(told, getattr(result, "data", result))

    def _for_event(self, event_type: object) -> Generator[Any, Any, Self]:
        """The steps of making tools for an event type, which read it if only its number was given."""
        number, told = told_of(event_type)
        if told is None:
            reading = _said.Reading(operations.get("event_types.get"), {"eventTypeId": number})
            told = yield from self._read(reading, None)
        from ._tools_for_event import made_for  # rarely needed

        return self._with(made_for(EventKind.of(told if is_object(told) else {}), self._time_zone, self._tools))

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


def _value_at(path: str | None, arguments: Mapping[str, Any]) -> Any:
    """What stands at a dotted path."""
    value: Any = arguments
    for part in (path or "").split("."):
        value = value.get(part) if is_object(value) else None
    return value


def _zones_in(found: Any) -> Iterator[Any]:
    """The zones of what was read: its own, its hosts' and its guests'."""
    thing = found[0] if is_array(found) and found else found
    if not is_object(thing):
        return
    yield thing.get("timeZone")
    for people in (thing.get("hosts"), thing.get("attendees")):
        yield from (each.get("timeZone") for each in people if is_object(each)) if is_array(people) else ()


def _plain(result: Any) -> Any:
    """What a call gave as JSON data, out of all envelopes; what was found in place of a lost answer, too."""
    if isinstance(result, ActionResult):
        found: ActionResult[Any] = result  # pyright: ignore[reportUnknownVariableType] - narrowed, its data is not known
        if not found.reconciled:
            return unwrapped(found.reply)
        items = [each.to_dict() for each in found.items if isinstance(each, Model)]
        return items if len(items) > 1 else next(iter(items), None)
    return result.to_dict() if isinstance(result, Model) else result
