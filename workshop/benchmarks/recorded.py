"""Bookings as real servers answered them: those of the journeys that the mock server is compared with."""

from __future__ import annotations

import json
from collections.abc import Iterator
from functools import cache
from typing import Any

from tests.upstream.replaying import JOURNEYS


def bookings(count: int) -> list[dict[str, Any]]:
    """So many recorded bookings, evenly from all journeys; beyond as many as there are, some come again."""
    found = distinct()
    texts = [found[number * len(found) // count] for number in range(count)]
    return [json.loads(text) for text in texts]


@cache
def distinct() -> list[str]:
    """The JSON of every booking that a journey was answered, each once, in the order of their recording."""
    texts = []
    for file in sorted(JOURNEYS.glob("*.json")):
        for step in json.loads(file.read_text("utf-8"))["steps"]:
            texts += [json.dumps(booking) for booking in _answered(step)]
    return list(dict.fromkeys(texts))


def _answered(step: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """The bookings of a step's answer, if it asked for bookings and got them."""
    if not str(step.get("operation")).startswith("bookings."):
        return
    body = step["response"]["body"]
    data = body.get("data") if isinstance(body, dict) else None
    for item in data if isinstance(data, list) else [data]:
        if isinstance(item, dict) and {"uid", "start", "attendees"} <= item.keys():
            yield item
