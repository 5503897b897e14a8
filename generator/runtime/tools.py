# Edit this in generator/runtime/tools.py; `make generate` copies it into the client.
"""The client's operations as tools for language models: definitions for each vendor, and a safe way to run them.

::

    tools = Tools(client, resources={"bookings", "slots"}, effects={"read"})
    answer = ask_the_model(tools=tools.definitions("anthropic"), …)
    result = tools.run(answer.name, answer.arguments)
    give_back(result.text, is_error=result.is_error)

A tool's name is its operation's with `_` for the dots: `bookings.create` is `bookings_create`. Names hold letters
and `_` only, are at most 64 characters long, and change only when the operation's does.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Collection, Iterable, Mapping
from typing import TYPE_CHECKING, Any

from ._client import AsyncClientBase, SyncClient
from ._tools_base import MOST_ROWS, Selection, ToolResult, Vendor
from ._tools_catalogue import Tool, selected
from ._tools_text import LONGEST
from .errors import ToolzzCalError

if TYPE_CHECKING:
    from .permissions import Integration

__all__ = ["AsyncTools", "Tool", "ToolResult", "Tools", "Vendor"]


class Tools(Selection):
    """Operations as tools, over a `Client`. Iterating gives each as a `Tool`."""

    __slots__ = ("_engine",)

    def __init__(
        self,
        client: SyncClient,
        *,
        resources: Collection[str] | None = None,
        effects: Collection[str] | None = None,
        names: Iterable[str] | None = None,
        allowed_for: Integration | None = None,
        longest: int = LONGEST,
    ) -> None:
        """Selects the operations that every given condition lets through; without any all that are not deprecated.

        Args:
            client: What runs them. After `client.acting_for(…)` only what it permits is selected.
            resources: Names such as `bookings` or `organizations.teams`, each with all below it.
            effects: Some of `read`, `write` and `destroy`.
            names: Tools by their names, their operations' names or their slugs; those too that are deprecated, which
                nothing else selects.
            allowed_for: An integration: only what it lets its agent run is selected, and it is run as
                `client.acting_for` has it, with the integration's time zone.
            longest: Characters of a result's text, beyond which lists are cut.

        Raises:
            UnknownAction: There is no such tool or resource; the nearest are named.
            ArgumentError: There is no such effect, or it is no integration.
        """
        if allowed_for is not None:
            client = client.acting_for(allowed_for)
        self._engine = client._engine  # pyright: ignore[reportPrivateUsage]
        permissions = self._engine.config.permissions
        super().__init__(self._engine, selected(resources, effects, names, permissions), longest)

    def run(
        self, name: str, arguments: Mapping[str, Any] | str | None = None, *, timeout: float | None = None
    ) -> ToolResult:
        """Runs a tool as a model asks for it. Whatever goes wrong in the call becomes a result with `is_error`.

        Args:
            name: The tool's name, its operation's name, or its slug.
            arguments: Its arguments, names as the schema spells them, as data or as JSON text. A null leaves the
                argument out.
            timeout: Seconds for one attempt.

        Returns:
            What to give back to the model. Arguments that don't fit the schema are refused, and nothing is sent.
        """
        try:
            tool, given, call = self._call(name, arguments, timeout)
            return self._done(tool, given, self._engine.run(call))
        except ToolzzCalError as problem:
            return self.failed(problem)

    def run_all(
        self,
        name: str,
        arguments: Mapping[str, Any] | str | None = None,
        *,
        fields: Collection[str] = (),
        most: int = MOST_ROWS,
        on_page: Callable[[int, int | None], object] | None = None,
    ) -> ToolResult:
        """Runs a tool that gives a list, page by page to the end, and shows the rows together.

        Args:
            name: As for `run`.
            arguments: As for `run`; `skip` is where to begin, `take` the size of a page.
            fields: Keys to show of every row, so that more rows find room; all of them by default.
            most: Rows after which no further page is read.
            on_page: Called after each page with how many rows have been read, and of how many if that is known.

        Returns:
            As for `run`; a tool that does not come in pages is refused.
        """
        try:
            walk = self._walk(name, arguments, fields, most)
            while (page := walk.next()) is not None:
                count = walk.add(self._engine.run(self._engine.call(walk.operation, {}, page, None)))
                if on_page is not None:
                    on_page(*count)
            return self._listed(walk)
        except ToolzzCalError as problem:
            return self.failed(problem)


class AsyncTools(Selection):
    """Operations as tools, over an `AsyncClient`. Iterating gives each as a `Tool`."""

    __slots__ = ("_engine",)

    def __init__(
        self,
        client: AsyncClientBase,
        *,
        resources: Collection[str] | None = None,
        effects: Collection[str] | None = None,
        names: Iterable[str] | None = None,
        allowed_for: Integration | None = None,
        longest: int = LONGEST,
    ) -> None:
        """Selects operations; arguments and errors are those of `Tools`."""
        if allowed_for is not None:
            client = client.acting_for(allowed_for)
        self._engine = client._engine  # pyright: ignore[reportPrivateUsage]
        permissions = self._engine.config.permissions
        super().__init__(self._engine, selected(resources, effects, names, permissions), longest)

    async def run(
        self, name: str, arguments: Mapping[str, Any] | str | None = None, *, timeout: float | None = None
    ) -> ToolResult:
        """Runs a tool; arguments and result are those of `Tools.run`."""
        try:
            tool, given, call = self._call(name, arguments, timeout)
            return self._done(tool, given, await self._engine.run(call))
        except ToolzzCalError as problem:
            return self.failed(problem)

    async def run_all(
        self,
        name: str,
        arguments: Mapping[str, Any] | str | None = None,
        *,
        fields: Collection[str] = (),
        most: int = MOST_ROWS,
        on_page: Callable[[int, int | None], Awaitable[object]] | None = None,
    ) -> ToolResult:
        """Runs a tool that gives a list to its end, as `Tools.run_all`; `on_page` is awaited."""
        try:
            walk = self._walk(name, arguments, fields, most)
            while (page := walk.next()) is not None:
                count = walk.add(await self._engine.run(self._engine.call(walk.operation, {}, page, None)))
                if on_page is not None:
                    await on_page(*count)
            return self._listed(walk)
        except ToolzzCalError as problem:
            return self.failed(problem)
