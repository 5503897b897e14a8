"""Reading a large answer: JSON text to typed models, beside the bare parser."""

from __future__ import annotations

import json
from contextlib import ExitStack
from importlib import import_module
from typing import Any

import orjson
from toolzz_cal.models import Booking

from workshop.benchmarks import data, holding, measuring, recorded
from workshop.benchmarks.peers import stock
from workshop.benchmarks.peers.environments import MSGSPEC, PYDANTIC
from workshop.benchmarks.peers.worker import Job, Workers, compared
from workshop.benchmarks.report import Row

COUNT, TURNS = 1000, 40
HELD = 10_000
# What a strict reader does to what the specification does not foresee. None gives the times back as they were written.
STRICT = {"other type": "raises", "missing key": "raises", "same JSON": False}
CLOSED = {"unknown key": "dropped", "new enum value": "raises", **STRICT}
OPEN = {"unknown key": "kept", "new enum value": "kept", **STRICT}
NOTES = f"""
Decoding: {COUNT:,} bookings as real servers answered them, of `tests/upstream/journeys`, evenly from all of these,
from bytes to a list of models, over `json.loads` of the same bytes; {TURNS} turns. That nothing is lost is proved in
the same run: every model gives its object back. “With orjson” ours parses with it, and the base stays `json.loads`.

Memory: {HELD:,} recorded bookings as models, with all that they keep of what came, over the dicts that `json.loads`
makes of them; what is allocated and still held then, by `tracemalloc`, each in an interpreter of its own.

The classes of pydantic and msgspec are made of the specification's own schemas at the start of the run; both read the
bytes by compiled code of their own, to typed objects with datetimes, in processes and environments of their own. What
follows is looked at in each run, or there is no figure. msgspec and pydantic drop keys that they don't know, and raise
at a new value of an enum, at a value of another type and at a missing key, where ours keeps what came and notes the
difference. With extra keys allowed and its enums open, pydantic keeps unknown keys and new values; it still raises at
the others. None of these gives the JSON back as it came: times are written otherwise.
"""


def rows() -> list[Row]:
    """All lines of the table."""
    wanted = recorded.bookings(COUNT)
    text = data.compact(wanted)
    read, read_by_stock = Booking.from_dict, import_module(f"{stock.PACKAGE}.models").Booking.from_dict
    for loads in (json.loads, orjson.loads):
        models = [read(item, strict=True) for item in loads(text)]
        if json.dumps([model.to_dict() for model in models]) != json.dumps(wanted):
            raise AssertionError("decoding lost something")
    with ExitStack() as stack:
        workers = readers(stack, text, summary(models))
        jobs = _jobs(workers)
        times = measuring.in_turns(
            {
                "json": lambda: json.loads(text),
                "ours": lambda: [read(item) for item in json.loads(text)],
                "ours, orjson": lambda: [read(item) for item in orjson.loads(text)],
                stock.NAME: lambda: [read_by_stock(item) for item in json.loads(text)],
                **jobs,
            },
            TURNS,
        )
    base = times["json"]
    figures, failed = compared(jobs, times, base)
    peers = {stock.NAME: times[stock.NAME].against(base), **figures}
    axis, absent = f"decode {COUNT:,} recorded bookings", workers.absent | failed
    return [
        Row(f"{axis} (json.loads)", times["ours"].against(base), 1.85, peers, absent=absent),
        Row(f"{axis} with orjson (json.loads)", times["ours, orjson"].against(base), 1.4),
        Row(
            f"memory of {HELD:,} recorded bookings (as dicts)",
            measuring.Figure(holding.ratio(recorded.bookings(HELD))),
            1.3,
        ),
    ]


def readers(stack: ExitStack, text: bytes, read: list[list[Any]]) -> Workers:
    """The peers that read these bookings, when they read what ours reads in them."""
    workers = Workers(stack)
    given = {"schemas": data.document()["components"]["schemas"], "name": "Booking", "text": text.decode()}
    closed, opened = {**CLOSED, "summary": read}, {**OPEN, "summary": read}
    workers.add(PYDANTIC, "pydantic_decoding.py", given, {"plain": closed, "lossless": opened})
    workers.add(MSGSPEC, "msgspec_decoding.py", given, {"plain": closed})
    return workers


def summary(bookings: list[Booking]) -> list[list[Any]]:
    """What workers tell of the bookings that they have read."""
    return [
        [each.uid, each.start.isoformat(), each.hosts[0].email, each.event_type.slug, len(each.attendees)]
        for each in bookings
        if each.event_type
    ]


def _jobs(workers: Workers) -> dict[str, Job]:
    names = {"plain": "{}", "lossless": "{}, extra keys allowed"}
    return {names[way].format(title): job for title, jobs in workers.jobs.items() for way, job in jobs.items()}
