"""Reading a large answer: JSON text to typed models, beside the bare parser."""

from __future__ import annotations

import json
from importlib import import_module

import orjson
from toolzz_cal.models import Booking

from benchmarks import data, measuring, peer
from benchmarks.report import Row

COUNT, TURNS = 1000, 40
NOTES = f"""
Decoding: {COUNT:,} bookings like the specification's example, from bytes to a list of models, over `json.loads` of the
same bytes; {TURNS} turns. That nothing is lost is proved in the same run: every model gives its object back.
"""


def rows() -> list[Row]:
    """Both lines of the table."""
    wanted = data.bookings(COUNT)
    text = data.compact(wanted)
    read, read_by_peer = Booking.from_dict, import_module(f"{peer.PACKAGE}.models").Booking.from_dict
    for loads in (json.loads, orjson.loads):
        models = [read(item, strict=True) for item in loads(text)]
        if json.dumps([model.to_dict() for model in models]) != json.dumps(wanted):
            raise AssertionError("decoding lost something")
    times = measuring.in_turns(
        {
            "json": lambda: json.loads(text),
            "ours": lambda: [read(item) for item in json.loads(text)],
            "ours, orjson": lambda: [read(item) for item in orjson.loads(text)],
            "peer": lambda: [read_by_peer(item) for item in json.loads(text)],
        },
        TURNS,
    )
    base, ours, fast, stock = times.values()
    return [
        Row("decode 1,000 bookings (json.loads)", ours.ratio(base), 1.85, stock.ratio(base), ours.median_ratio(base)),
        Row("decode 1,000 bookings with orjson (json.loads)", fast.ratio(base), 1.55, None, fast.median_ratio(base)),
    ]
