"""The mock in process, in an interpreter of its own: prints figures as JSON. Run it with one word, what to measure."""

from __future__ import annotations

import asyncio
import gc
import json
import statistics
import sys
import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from random import Random
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from toolzz_cal_mock.core import Mock

NOW = datetime(2027, 3, 1, 12, tzinfo=UTC)
SMALL, LARGE = 1_000, 100_000
CALLS, TURNS = 25, 40
BOOKED = 20_000  # among which the longest is looked for
HOSTS, MEETINGS = 10, 30  # of a team, and of each of its hosts in a month
AWAITED, AWAITED_TURNS = 1_000, 7
OPTIONS: dict[str, Any] = {"now": NOW, "running": False}
AFTER_THE_DEMO = 1_000  # half hours: its bookings are over by then
ALWAYS = {"days": ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"]}


def first() -> dict[str, float]:
    """Seconds of a processor for a session's first fixture, for the import of httpx, and for a client's first call."""
    import pytest  # noqa: F401 - what has long been imported when a fixture is made
    from toolzz_cal_mock.pytest_plugin import resting  # as its fixtures do

    begun = time.process_time()
    with resting():
        from toolzz_cal_mock.core import Mock

        mock = Mock(**OPTIONS)
    ready = time.process_time()
    with resting():
        import httpx  # noqa: F401
    imported = time.process_time()
    _ = mock.client.webhooks.list()
    return {"first": ready - begun, "httpx": imported - ready, "called": time.process_time() - imported}


def fixture() -> dict[str, list[float]]:
    """Seconds of making another mock, of a reset after a test, and of that with both clients, one a turn."""
    from toolzz_cal_mock.core import Mock

    mock = Mock(**OPTIONS)
    _ = mock.client, mock.async_client
    made = [_seconds(lambda: Mock(**OPTIONS)) for _ in range(20)]
    resets, next_ones = [], []

    def next_one() -> None:
        mock.reset()
        _ = mock.client, mock.async_client

    for _ in range(50):
        for taken, again, clock in (
            (resets, mock.reset, time.perf_counter),
            (next_ones, next_one, time.process_time),
        ):
            for day in range(3):
                mock.seed.booking(start=NOW + timedelta(days=day + 2))
            taken.append(_seconds(again, clock))
    return {"made": made, "reset": resets, "next": next_ones}


def awaited() -> dict[str, list[float]]:
    """Seconds of a processor that a thousand calls of the async client take, and of bare httpx with the same bytes."""
    return asyncio.run(_awaited())


async def _awaited() -> dict[str, list[float]]:
    import httpx

    taken: dict[str, list[float]] = {"book": [], "read": [], "bare": []}
    for _ in range(AWAITED_TURNS):
        world = _World(SMALL)
        create, get = world.mock.async_client.bookings.create, world.mock.async_client.bookings.get
        person = {"name": "Ana Prado", "email": "ana.prado@example.com", "timeZone": "UTC"}
        await create(event_type_id=world.kind["id"], start=world.start().isoformat(), attendee=person)
        call = world.mock.calls.last()
        address = f"https://mock.example{call.request.path}"
        headers = dict(call.request.headers)
        async with httpx.AsyncClient(transport=_constant(call.reply), trust_env=False) as bare:
            starts = [world.start().isoformat() for _ in range(AWAITED)]
            gc.collect()
            begun = time.process_time()
            for start in starts:
                await create(event_type_id=world.kind["id"], start=start, attendee=person)
            booked = time.process_time()
            for _ in range(AWAITED):
                await get(booking_uid=world.uid)
            read = time.process_time()
            for _ in range(AWAITED):
                (await bare.post(address, headers=headers, content=call.request.body)).json()
            taken["bare"].append(time.process_time() - read)
        taken["book"].append(booked - begun)
        taken["read"].append(read - booked)
    return taken


def _constant(reply: Any) -> Any:
    """A transport of httpx whose every answer has these bytes."""
    import httpx

    return httpx.MockTransport(lambda _: httpx.Response(200, headers=reply.headers, content=reply.body))


def growth() -> dict[str, Any]:
    """Seconds of a call among few and among many bookings, one a turn, and of the longest single call among many."""
    worlds = {size: _World(size) for size in (SMALL, LARGE)}
    found: dict[str, Any] = {}
    for name in ("read", "book", "page", "slots"):
        taken: dict[int, list[float]] = {size: [] for size in worlds}
        for turn in range(TURNS + 1):
            for size, world in worlds.items():
                call = getattr(world, name)
                times = [_seconds(call) for _ in range(CALLS)]
                if turn:
                    taken[size].append(statistics.median(times))
        found[name] = [taken[SMALL], taken[LARGE]]
    gc.collect()
    book = worlds[LARGE].book
    found["longest"] = max(_seconds(book) for _ in range(BOOKED))
    found["month"] = _month()
    return found


def _month() -> list[float]:
    """Seconds of asking for a month's slots of a team whose hosts take turns, one a turn."""
    from toolzz_cal_mock.core import Mock

    mock = Mock(now=NOW, running=False)
    _, kind = mock.seed.team(HOSTS)
    random = Random(1)
    for host in kind["hosts"]:
        for day in range(MEETINGS):
            start = NOW.replace(hour=0) + timedelta(days=day, minutes=15 * random.randrange(36, 68))
            mock.seed.booking(kind, start, hosts=[host["userId"]])
    first = NOW + timedelta(days=1)
    span = {"startTime": first.isoformat(), "endTime": (first + timedelta(days=30)).isoformat()}
    return [
        _seconds(lambda: _run(mock, "CAL_GET_AVAILABLE_SLOTS_INFO", eventTypeId=kind["id"], **span))
        for _ in range(TURNS)
    ]


class _World:
    """A mock whose first user is free day and night and has so many bookings, each of half an hour."""

    def __init__(self, size: int) -> None:
        from toolzz_cal_mock.core import Mock

        self.mock, self.next = Mock(**OPTIONS), AFTER_THE_DEMO
        hours = [{**ALWAYS, "startTime": "00:00", "endTime": "23:59"}]
        schedule = self.mock.seed.schedule(availability=hours, time_zone="UTC")
        self.kind = self.mock.seed.event_type(length=30, scheduleId=schedule["id"])
        for _ in range(size):
            self.uid = self.mock.seed.booking(self.kind, self.start())["uid"]

    def start(self) -> datetime:
        """A half hour that is still free."""
        self.next += 1
        return NOW + timedelta(days=1, minutes=30 * self.next)

    def read(self) -> None:
        self._run("CAL_RETRIEVE_BOOKING_DETAILS_BY_UID", bookingUid=self.uid)

    def book(self) -> None:
        person = {"name": "Ana Prado", "email": "ana.prado@example.com", "timeZone": "UTC"}
        start = self.start().isoformat()
        self._run("CAL_POST_NEW_BOOKING_REQUEST", eventTypeId=self.kind["id"], start=start, attendee=person)

    def page(self) -> None:
        self._run("CAL_FETCH_ALL_BOOKINGS", take=20, skip=500, sortStart="desc")

    def slots(self) -> None:
        day = NOW + timedelta(days=15)
        span = {"startTime": day.isoformat(), "endTime": (day + timedelta(days=1)).isoformat()}
        self._run("CAL_GET_AVAILABLE_SLOTS_INFO", eventTypeId=self.kind["id"], **span)

    def _run(self, slug: str, **arguments: Any) -> None:
        _run(self.mock, slug, **arguments)


def _run(mock: Mock, slug: str, **arguments: Any) -> None:
    from toolzz_cal_mock.messages import Request

    body = json.dumps({"arguments": arguments}).encode()
    request = Request("POST", f"/api/v3.1/tools/execute/{slug}", (), {"x-api-key": "ak_example"}, body)
    reply = mock.handle(request)
    if b'"successful":true' not in reply.body:
        raise AssertionError(f"{slug}: {reply.body[:300]!r}")


def _seconds(call: Callable[[], object], clock: Callable[[], float] = time.perf_counter) -> float:
    begun = clock()
    call()
    return clock() - begun


if __name__ == "__main__":
    print(json.dumps({"awaited": awaited, "first": first, "fixture": fixture, "growth": growth}[sys.argv[1]]()))
