"""The memory that bookings take, in an interpreter of its own: prints bytes. Reads an array of bookings from stdin."""

from __future__ import annotations

import gc
import json
import subprocess
import sys
import tracemalloc
from typing import Any

from workshop.benchmarks import data, measuring

KINDS = ("dicts", "models")


def ratio(bookings: list[dict[str, Any]]) -> float:
    """How many times the memory of their JSON as dicts the models of bookings take, what came and is kept included."""
    text = data.compact(bookings)
    sizes = {kind: _asked(kind, text) for kind in KINDS}
    return sizes["models"] / sizes["dicts"]


def _asked(kind: str, text: bytes) -> int:
    command = [sys.executable, "-m", "workshop.benchmarks.holding", kind]
    environment = {**measuring.environment(), "PYTHONPATH": str(data.CLIENT)}
    done = subprocess.run(command, input=text, capture_output=True, check=True, cwd=data.ROOT, env=environment)
    return int(done.stdout)


def held(kind: str, text: bytes) -> int:
    """Bytes that are held after reading bookings to dicts or to models, and that were not held before."""
    from toolzz_cal.models import Booking

    for each in json.loads(text):
        Booking.from_dict(each)  # imports all that reading needs
    gc.collect()
    tracemalloc.start()
    kept = json.loads(text)
    if kind == "models":
        kept = [Booking.from_dict(each) for each in kept]
    gc.collect()
    size, _ = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    return size if kept else 0


if __name__ == "__main__":
    print(held(sys.argv[1], sys.stdin.buffer.read()))
