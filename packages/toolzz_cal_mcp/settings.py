"""What the server offers, from its options."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass

from toolzz_cal import AsyncClient
from toolzz_cal.errors import NotPermitted, UnknownAction
from toolzz_cal.models import EventType
from toolzz_cal.operations import EFFECTS, Effect, every
from toolzz_cal.tools import AsyncTools, Tool

__all__ = ["AGENT", "ALL", "LEVELS", "NONE", "Level", "Settings"]

Level = Effect
LEVELS = EFFECTS  # each includes those before
AGENT = "agent"
ALL = "all"
NONE = "none"


@dataclass(frozen=True)
class Settings:
    """What the server offers.

    Attributes:
        allow: The most that may happen: `read`, `write` too, or `destroy` too. None leaves it to the flags of the
            integration that the client acts for, or allows everything if it acts for none.
        resources: Names of the only resources that are offered; empty for all.
        toolsets: Resources and operations that are listed as tools of their own, beside the three by which every other
            one is found and run. `agent` stands for what an integration's flags can permit, `all` for everything,
            `none` for nothing. An operation that is deprecated is offered only if it is named here.
        dry_run: Whether what would write or destroy is shown instead of sent.
        confirm: Whether the user is asked before anything is destroyed, where the client can ask.
        time_zone: IANA zone in which a client is told day and time when it connects; None for that of this machine.
        event_type: The only event type that can be booked, by its number or as `event_types.get` gives it. Then nothing
            is offered but tools made for it, as far as `allow` lets them be.
    """

    allow: Level | None = "read"
    resources: tuple[str, ...] = ()
    toolsets: tuple[str, ...] = (AGENT,)
    dry_run: bool = False
    confirm: bool = True
    time_zone: str | None = None
    event_type: EventType | int | str | None = None

    def tools(self, client: AsyncClient) -> AsyncTools:
        """Everything that can be run.

        Raises:
            UnknownAction: There is no such resource.
        """
        effects = None if self.allow is None else LEVELS[: LEVELS.index(self.allow) + 1]
        own = {name.replace(".", "_") for name in self.toolsets}
        names = [
            each.name
            for each in every()
            if not each.is_deprecated or not own.isdisjoint((each.name.replace(".", "_"), each.slug))
        ]
        wanted = self.resources or None
        return AsyncTools(client, effects=effects, resources=wanted, names=names, time_zone=self.time_zone)

    def listed(self, client: AsyncClient, tools: AsyncTools) -> frozenset[str]:
        """Names of the tools that are listed one by one.

        Raises:
            UnknownAction: A toolset names neither a resource nor an operation.
        """
        found: set[str] = set()
        for name in self.toolsets:
            found |= {each.name for each in tools if _belongs(each, name)}
            if name not in (AGENT, ALL, NONE) and not _is_resource(client, name):
                with suppress(NotPermitted):  # it exists, and is not offered
                    found.add(tools.tool(name).name)
        return frozenset(found)


def _is_resource(client: AsyncClient, name: str) -> bool:
    try:
        AsyncTools(client, resources={name})
    except UnknownAction:
        return False
    return True


def _belongs(tool: Tool, toolset: str) -> bool:
    if toolset == AGENT:
        return tool.flag is not None
    return toolset == ALL or tool.operation.startswith(f"{toolset}.")
