"""A client whose tools are handed to frameworks, and what its tools must do there."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from claims import options, serving
from toolzz_cal import AsyncClient, Client
from toolzz_cal.tools import AsyncTools, Tools

NAMES = ["bookings.get", "slots.available"]
ARGUMENTS = {"bookingUid": "bk1"}


@contextmanager
def tools() -> Iterator[Tools]:
    """Two tools over a client."""
    with serving() as url, Client(**options(url)) as client:
        yield Tools(client, names=NAMES)


@contextmanager
def async_tools() -> Iterator[AsyncTools]:
    """The same, awaited."""
    with serving() as url:
        yield AsyncTools(AsyncClient(**options(url)), names=NAMES)


def is_booking(text: Any) -> None:
    """Fails unless a tool told of the booking."""
    if json.loads(str(text))["data"]["uid"] != "bk1":
        raise AssertionError(f"no booking: {text}")


def is_refusal(text: Any) -> None:
    """Fails unless a tool told in words what was wrong."""
    if "ArgumentError" not in str(text):
        raise AssertionError(f"no refusal: {text}")
