"""What an idempotency key costs: for a call, for a queue with several workers, and in a journal that has grown."""

from __future__ import annotations

import os
import statistics
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING

import httpx
from toolzz_cal import Client
from toolzz_cal_mock.core import Mock
from toolzz_cal_mock.messages import Reply, Request
from toolzz_cal_mock.transport import MockTransport

from workshop.benchmarks import queue_filling
from workshop.benchmarks.measuring import Figure, of_turns, ratio
from workshop.benchmarks.queue_jobs import jobs
from workshop.benchmarks.queue_servers import Stores
from workshop.benchmarks.queue_settings import Setting
from workshop.benchmarks.queue_upstream import CREDENTIALS, Served
from workshop.benchmarks.queue_workers import Run, workers
from workshop.benchmarks.report import Row

if TYPE_CHECKING:
    from toolzz_cal._journal_store import Store

TURNS, CALLS = 12, 40  # of calls with a key and without, in turns
BOUNDS = {"SQLite": 1.0, "Redis": 1.5, "PostgreSQL": 1.5}  # milliseconds
LATENCY, QUEUED = 0.05, 150  # seconds of every answer while a queue is worked off, and its jobs
WORKERS, TIMES = 3, 2.5
FEW, MANY, GROWN = 1_000, 100_000, 1.2
CLAIMS = 25


class _Counting(Mock):
    requests = 0

    def handle(self, request: Request) -> Reply:
        self.requests += 1
        return super().handle(request)


def calls(stores: Stores, *, durable: bool) -> Iterator[Row]:
    """Milliseconds that a key adds to a call, and the requests that it adds.

    Only what it takes beside the disk has a bound: how long a disk takes to keep a write is the machine's.
    """
    from toolzz_cal import journal

    mock = _Counting()
    with httpx.Client(transport=MockTransport(mock), trust_env=False) as http, ExitStack() as stack:
        plain = Client(base_url="https://mock.example", http_client=http, **CREDENTIALS)
        keyed: dict[str, Client] = {}
        for name, address in stores.addresses.items():
            kept = journal.open(address())
            stack.callback(kept.close)
            keyed[name] = plain.with_options(journal=kept)
        times, added = _timed(mock, {"": plain, **keyed})
    beside = "with this disk" if durable else "the disk apart"
    for name in BOUNDS:
        bound = None if durable else BOUNDS[name]
        axis = f"a key in {name}, ms a call, {beside}"
        if name in keyed:
            above = of_turns([(own - bare) * 1000 for own, bare in zip(times[name], times[""], strict=True)])
            yield Row(axis, above, bound)
        else:
            yield Row(axis, None, bound, missing=stores.missing[name])
    if not durable:
        yield Row("requests that a key adds to a call when nothing fails", Figure(added), 0)


def _timed(mock: _Counting, clients: Mapping[str, Client]) -> tuple[dict[str, list[float]], float]:
    """The median seconds of a call in each turn, by client, and the requests that a call with a key took beyond one."""
    times: dict[str, list[float]] = {name: [] for name in clients}
    keyed = requests = 0
    for turn in range(TURNS + 1):
        taken: dict[str, list[float]] = {name: [] for name in clients}
        for number in range(CALLS):
            for name, client in clients.items():
                given = {"idempotency_key": f"call {turn}/{number}"} if name else {}
                before, begun = mock.requests, time.perf_counter()
                client.schedules.create(name=f"call {turn}", time_zone="UTC", is_default=False, **given)
                taken[name].append(time.perf_counter() - begun)
                keyed += bool(name)
                requests += mock.requests - before if name else 0
        mock.reset()
        if turn:  # the first one makes connections
            for name in clients:
                times[name].append(statistics.median(taken[name]))
    return times, requests / keyed - 1


def disk(folder: Path) -> Row:
    """Milliseconds in which the disk has kept a page, which SQLite and servers wait for before a call is sent."""
    times: list[float] = []
    with (folder / "page").open("wb", buffering=0) as file:
        for _ in range(TURNS * CALLS):
            file.write(bytes(4096))
            begun = time.perf_counter()
            os.fsync(file.fileno())
            times.append((time.perf_counter() - begun) * 1000)
    return Row("the disk alone, ms a write that it has kept", of_turns(times))


def growth(stores: Stores) -> Iterator[Row]:
    """How much longer a claim takes among many keys than among few; in stores that do not wait for the disk."""
    for name in BOUNDS:
        axis = f"a claim in {name} among {MANY:,} keys over one among {FEW:,}"
        if name in stores.addresses:
            yield Row(axis, _growth(stores.addresses[name]), GROWN)
        else:
            yield Row(axis, None, GROWN, missing=stores.missing[name])


def _growth(address: Callable[[], str]) -> Figure:
    from toolzz_cal import journal

    taken: dict[int, list[float]] = {FEW: [], MANY: []}
    with ExitStack() as stack:
        held: dict[int, Store] = {}
        for size in taken:
            place = address()
            kept = journal.open(place)
            stack.callback(kept.close)
            held[size] = kept._store()
            _once(held[size], queue_filling.FIRST)
            queue_filling.fill(place, size)
        for turn in range(TURNS + 1):
            times: dict[int, list[float]] = {size: [] for size in held}
            for number in range(CLAIMS):
                for size, store in held.items():
                    times[size].append(_once(store, f"{turn}/{number}"))
            if turn:  # the first one makes connections
                for size in held:
                    taken[size].append(statistics.median(times[size]))
    return ratio(taken[MANY], taken[FEW])


def _once(store: Store, key: str) -> float:
    """Claims a key and settles it; seconds of the claim."""
    from toolzz_cal._journal_store import Claim, Outcome

    begun = time.perf_counter()
    store.claim(Claim(key, f"owner of {key}", "0" * 64, "schedules.create", 10.0))
    taken = time.perf_counter() - begun
    store.settle(key, f"owner of {key}", Outcome("done", answer=b"{}", made=[f"made by {key}"]))
    return taken


def throughput(served: Served, stores: Stores, queue: str, notes: str, seed: int) -> Iterator[Row]:
    """How many times the jobs of one worker several get done while every answer takes its time."""
    offers = served.offers()
    for name in BOUNDS:
        axis = f"jobs of {WORKERS} workers over those of one, answers after {LATENCY * 1000:.0f} ms, {name}"
        if name not in stores.addresses:
            yield Row(axis, None, TIMES, least=True, missing=stores.missing[name])
            continue
        pace: dict[int, float] = {}
        for count in (1, WORKERS):
            served.slow_down(LATENCY)
            setting = Setting(name, served.address, queue, notes, stores.addresses[name]())
            asked = [job for job in jobs(QUEUED, seed, offers) if not job.otherwise]
            run = Run(setting, asked)
            with workers(setting, count) as running:
                pace[count] = run.follow(running, 0, seed).pace
            run.close()
        yield Row(axis, Figure(pace[WORKERS] / pace[1]), TIMES, least=True)
