# Edit this in generator/runtime/_tools_for_event.py; `make generate` copies it into the client.
"""Tools made for one event type: to find times for it, and to book, move and cancel them."""

from __future__ import annotations

import json
from collections.abc import Mapping

from . import _tools_definitions as vendors
from ._tools_catalogue import Tool
from ._tools_event import EventKind
from ._tools_event_base import EventTool
from ._tools_event_book import Book
from ._tools_event_change import Cancel, Move
from ._tools_event_find import FindTimes

LARGEST = 4_000  # characters of all definitions together, for which questions that need no answer are left out


def made_for(event: EventKind, zone: str | None, allowed: Mapping[str, Tool]) -> dict[str, Tool]:
    """The tools of an event type whose operations are among those that are allowed, by name.

    Args:
        event: The event type.
        zone: The IANA zone that holds where a call names none.
        allowed: Tools by name, each of an operation.
    """
    can = {each.operation for each in allowed.values()}
    moves = Move.runs in can and event.can_move
    tools: list[EventTool] = []
    if FindTimes.runs in can:
        tools.append(FindTimes.made(event, zone, moves=moves))
    if Book.runs in can:
        tools.append(Book.made(event, zone, every_question=True))
    if moves:
        tools.append(Move.made(event, zone))
    if Cancel.runs in can and event.can_cancel:
        tools.append(Cancel.made(event, zone))
    if _size(tools) > LARGEST:
        tools = [Book.made(event, zone, every_question=False) if isinstance(each, Book) else each for each in tools]
    return {each.name: each for each in tools}


def _size(tools: list[EventTool]) -> int:
    """Characters of the largest form that the definitions have."""
    return len(json.dumps([vendors.for_mcp(each) for each in tools]))
