# Edit this in generator/runtime/_tools_for_event.py; `make generate` copies it into the client.
"""Tools made for one event type: to find times for it, and to book, move and cancel them."""

from __future__ import annotations

import json
from collections.abc import Container, Iterator, Mapping

from . import _tools_definitions as vendors
from ._tools_catalogue import Tool
from ._tools_event import EventKind
from ._tools_event_base import Detail, EventTool
from ._tools_event_book import Book
from ._tools_event_change import Cancel, Move
from ._tools_event_find import FindTimes

LARGEST = 4_000  # bytes of all definitions together
# What is told, until it is small enough.
_DETAILS = (
    Detail(),
    Detail(optional=False),
    Detail(optional=False, title=40, label=40, choices=120),
    Detail(optional=False, title=20, label=20, choices=0),
    Detail(optional=False, title=20, label=20, choices=0, form=False),
)


def made_for(event: EventKind, zone: str | None, allowed: Mapping[str, Tool]) -> dict[str, Tool]:
    """The tools of an event type whose operations are among those that are allowed, by name.

    Args:
        event: The event type.
        zone: The IANA zone that holds where a call names none.
        allowed: Tools by name, each of an operation.
    """
    can = {each.operation for each in allowed.values()}
    tools: list[EventTool] = []
    for detail in _DETAILS:
        tools = list(_made(event, zone, can, detail))
        if _size(tools) <= LARGEST:
            break
    return {each.name: each for each in tools}


def _made(event: EventKind, zone: str | None, can: Container[str], detail: Detail) -> Iterator[EventTool]:
    moves = Move.runs in can and event.can_move
    if FindTimes.runs in can:
        yield FindTimes.made(event, zone, detail, moves=moves)
    if Book.runs in can:
        yield Book.made(event, zone, detail)
    if moves:
        yield Move.made(event, zone, detail)
    if Cancel.runs in can and event.can_cancel:
        yield Cancel.made(event, zone, detail)


def _size(tools: list[EventTool]) -> int:
    """Bytes of the largest form that the definitions have."""
    strict = [vendors.for_openai(each, strict=True, nested=True) for each in tools]
    return max(len(json.dumps(form)) for form in ([vendors.for_mcp(each) for each in tools], strict))
