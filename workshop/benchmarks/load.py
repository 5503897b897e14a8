"""The client under load: `python -m workshop.benchmarks.load [--calls N]`, against the mock in a process of its own.

Nine of ten calls go through one sync client shared by 64 threads, the others through one async client with 1,000 calls
in flight, where httpx's own queue is what takes long. Each answer is checked against its question. Bare httpx makes a
tenth of the same calls in the same run.
"""

from __future__ import annotations

import argparse
import asyncio
import multiprocessing
import os
import random
import sys
import time
from collections.abc import Awaitable, Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import httpx
from toolzz_cal import AsyncClient, Client

from workshop.benchmarks.loading import Load
from workshop.benchmarks.mocking import GATEWAY, KEY, own_command
from workshop.benchmarks.serving import served
from workshop.benchmarks.tally import Outcome, Tally, alive

THREADS, IN_FLIGHT, CALLS, THINGS, ABANDONED = 64, 1_000, 100_000, 200, 500
OPTIONS: Any = {"composio_api_key": KEY["x-api-key"], "user_id": "user-example", "retries": 0, "timeout": 120.0}
READ = GATEWAY + "CAL_FETCH_SCHEDULE_BY_ID"
Things = dict[int, str]
SHOWN = Path(__file__).with_name("LOAD.md")
PAGE = """# Under load

Written by `make bench-load`: calls of one shared client against the mock on loopback, each answer checked against its
question, beside bare httpx with a tenth of the calls in the same run. Memory is what grows after a third of the calls;
the ratios are of how long a call takes from asking to its answer, the wait for a connection included. Nothing is
retried.

"""


@contextmanager
def mock() -> Iterator[tuple[str, Things]]:
    """A mock in a process of its own: its address, and schedules to ask for, by id with their names."""
    body = '{"arguments":{},"user_id":"user-example"}'
    first = Load("a list", "POST", GATEWAY + "CAL_RETRIEVE_SCHEDULES_LIST", KEY, body)
    with served(own_command, first) as server, Client(base_url=server.address, **OPTIONS) as client:
        made = [
            client.schedules.create(name=f"Schedule {number}", time_zone="America/Sao_Paulo", is_default=False).data
            for number in range(THINGS)
        ]
        yield server.address, {each.id: each.name for each in made}


def threads(url: str, things: Things, calls: int, *, workers: int = THREADS, bare: bool = False) -> Outcome:
    """One sync client, or bare httpx client, shared by threads."""
    with _sync(url, bare=bare) as (http, ask):
        tally = Tally(calls)

        def work(number: int, count: int) -> None:
            chance = random.Random(number)
            for _ in range(count):
                wanted = chance.choice(list(things))
                begun = time.perf_counter()
                try:
                    right: bool | Exception = ask(wanted) == (wanted, things[wanted])
                except Exception as problem:  # noqa: BLE001 - counted
                    right = problem
                tally.add(begun, right)

        with ThreadPoolExecutor(workers) as executor:
            list(executor.map(work, range(workers), [max(1, calls // 10 // workers)] * workers))
            tally.alive = alive()
            begun = time.perf_counter()
            list(executor.map(work, range(workers), [(calls - tally.done) // workers] * workers))
            seconds = time.perf_counter() - begun
        return tally.outcome(seconds, http())


async def tasks(url: str, things: Things, calls: int, *, workers: int = IN_FLIGHT, bare: bool = False) -> Outcome:
    """One async client, or bare httpx client, with so many calls in flight."""
    async with _Async(url, bare=bare) as (http, ask):
        tally = Tally(calls)

        async def work(number: int, count: int) -> None:
            chance = random.Random(number)
            for _ in range(count):
                wanted = chance.choice(list(things))
                begun = time.perf_counter()
                try:
                    right: bool | Exception = await ask(wanted) == (wanted, things[wanted])
                except Exception as problem:  # noqa: BLE001 - counted
                    right = problem
                tally.add(begun, right)

        await asyncio.gather(*(work(number, max(1, calls // 10 // workers)) for number in range(workers)))
        tally.alive = alive()
        begun, each = time.perf_counter(), (calls - tally.done) // workers
        await asyncio.gather(*(work(number, each) for number in range(workers)))
        return tally.outcome(time.perf_counter() - begun, http())


async def cancelled(url: str, things: Things, calls: int) -> tuple[int, int, Outcome]:
    """Cancels every other of so many calls on their way: how many were, how many others went wrong, and a load."""
    async with AsyncClient(base_url=url, **OPTIONS) as client:
        wanted = random.Random(1).choices(list(things), k=calls)
        running = [asyncio.create_task(_ask(client, each)) for each in wanted]
        await running[0]
        for task in running[1::2]:
            task.cancel()
        answers = await asyncio.gather(*running, return_exceptions=True)
        ended = sum(isinstance(each, asyncio.CancelledError) for each in answers)
        others = zip(wanted[::2], answers[::2], strict=True)
        wrong = sum(answer != (number, things[number]) for number, answer in others)
        return ended, wrong, await _asked_at_once(client, things, wanted)


async def abandoned(url: str, things: Things, calls: int, *, after: int = 100) -> tuple[int, Outcome]:
    """Cancels so many calls that have only begun, and as many when the first of them is answered.

    Then asks so many things at once, in a time that is short enough to see that there is no connection for them. How
    many calls were cancelled, and what came of those after.
    """
    async with AsyncClient(base_url=url, **{**OPTIONS, "timeout": 10.0}) as client:
        chance, ended = random.Random(2), 0
        for first_answered in (False, True):
            running = [asyncio.create_task(_ask(client, each)) for each in chance.choices(list(things), k=calls)]
            await (running[0] if first_answered else asyncio.sleep(0))
            for task in running:
                task.cancel()
            answers = await asyncio.gather(*running, return_exceptions=True)
            ended += sum(isinstance(each, asyncio.CancelledError) for each in answers)
        return ended, await _asked_at_once(client, things, chance.choices(list(things), k=after))


async def _asked_at_once(client: AsyncClient, things: Things, wanted: Sequence[int]) -> Outcome:
    tally = Tally(len(wanted))
    tally.alive = alive()

    async def counted(number: int) -> None:
        begun = time.perf_counter()
        try:
            right: bool | Exception = await _ask(client, number) == (number, things[number])
        except Exception as problem:  # noqa: BLE001 - counted
            right = problem
        tally.add(begun, right)

    begun = time.perf_counter()
    await asyncio.gather(*map(counted, wanted))
    return tally.outcome(time.perf_counter() - begun, client._engine.pool.sender().http)


def loops(url: str, things: Things, times: int) -> int:
    """How many calls of one async client go right in event loops that are opened and closed one after another."""
    client = AsyncClient(base_url=url, **OPTIONS)

    async def some() -> int:
        answers = await asyncio.gather(*(_ask(client, each) for each in list(things)[:10]))
        return sum(things[number] == name for number, name in answers)

    right = sum(asyncio.run(some()) for _ in range(times))
    asyncio.run(client.aclose())
    return right


def processes(url: str, things: Things, method: str, calls: int) -> int:
    """How many calls go right in another process, while this one goes on over connections it had before.

    A forked process goes on with this process's client; others make their own.
    """
    context: Any = multiprocessing.get_context(method)
    with Client(base_url=url, **OPTIONS) as client:
        before = sum(_right(client, things, 1) for _ in range(2))
        ours, theirs = context.Pipe(duplex=False)
        given = client if method == "fork" else None
        child = context.Process(target=_in_child, args=(url, things, calls, given, theirs))
        child.start()
        theirs.close()
        here = _right(client, things, calls)
        there: int = ours.recv() if ours.poll(60) else 0
        child.join(60)
        return min(here, there) if before == 2 and child.exitcode == 0 else 0


def _in_child(url: str, things: Things, calls: int, client: Client | None, answers: Any) -> None:
    with client or Client(base_url=url, **OPTIONS) as own:
        answers.send(_right(own, things, calls))


def _right(client: Client, things: Things, calls: int) -> int:
    wanted = random.Random(os.getpid()).choices(list(things), k=calls)
    answers = ((each, client.schedules.get(schedule_id=each).data) for each in wanted)
    return sum((each, things[each]) == (answer.id, answer.name) for each, answer in answers)


async def _ask(client: AsyncClient, number: int) -> tuple[int, str]:
    found = (await client.schedules.get(schedule_id=number)).data
    return found.id, found.name


@contextmanager
def _sync(url: str, *, bare: bool) -> Iterator[tuple[Callable[[], Any], Callable[[int], tuple[int, str]]]]:
    if not bare:
        with Client(base_url=url, **OPTIONS) as client:

            def ask(number: int) -> tuple[int, str]:
                found = client.schedules.get(schedule_id=number).data
                return found.id, found.name

            yield (lambda: client._engine.pool.sender().http), ask
        return
    with httpx.Client(timeout=120) as http:
        yield (lambda: http), lambda number: _told(http.post(url + READ, json=_body(number), headers=KEY))


class _Async:
    """As `_sync`."""

    def __init__(self, url: str, *, bare: bool) -> None:
        self._url, self._bare = url, bare
        self._client: Any = None

    async def __aenter__(self) -> tuple[Callable[[], Any], Callable[[int], Awaitable[tuple[int, str]]]]:
        if not self._bare:
            self._client = client = AsyncClient(base_url=self._url, **OPTIONS)
            return (lambda: client._engine.pool.sender().http), lambda number: _ask(client, number)
        self._client = http = httpx.AsyncClient(timeout=120)

        async def ask(number: int) -> tuple[int, str]:
            return _told(await http.post(self._url + READ, json=_body(number), headers=KEY))

        return (lambda: http), ask

    async def __aexit__(self, *_: object) -> None:
        await self._client.aclose()


def _body(number: int) -> dict[str, Any]:
    return {"arguments": {"scheduleId": number}, "user_id": "user-example"}


def _told(response: httpx.Response) -> tuple[int, str]:
    found = response.json()["data"]["data"]
    return found["id"], found["name"]


def main() -> int:
    """Runs everything, prints it and, unless fewer calls are asked for, writes `LOAD.md`.

    The exit code tells whether anything of ours was wrong.
    """
    parser = argparse.ArgumentParser(prog="python -m workshop.benchmarks.load", description=__doc__)
    parser.add_argument("--calls", type=int, default=CALLS, metavar="N", help="calls of our clients (%(default)s)")
    calls = parser.parse_args().calls
    with mock() as (url, things):
        found: dict[str, Outcome] = {}
        for title, bare, share in (("ours", False, 1), ("bare httpx", True, 10)):
            many, few = max(calls * 9 // 10 // share, 10 * THREADS), max(calls // 10 // share, 2 * IN_FLIGHT)
            found[f"{THREADS} threads, {title}"] = threads(url, things, many, bare=bare)
            found[f"{IN_FLIGHT:,} in flight, {title}"] = asyncio.run(tasks(url, things, few, bare=bare))
        ended, wrong, after = asyncio.run(cancelled(url, things, 200))
        found[f"after {ended} of 200 calls were cancelled ({wrong} others wrong)"] = after
        ended, after = asyncio.run(abandoned(url, things, ABANDONED))
        found[f"after {ended} of {2 * ABANDONED} calls were cancelled"] = after
        methods = [each for each in ("fork", "spawn", "forkserver") if each in multiprocessing.get_all_start_methods()]
        told = {
            f"{method}: calls that went right in both processes": processes(url, things, method, 200)
            for method in methods
        }
        told["five event loops: calls that went right"] = loops(url, things, 5)
    lines = [f"{title}: {outcome}" for title, outcome in found.items()]
    for kind in (f"{THREADS} threads", f"{IN_FLIGHT:,} in flight"):
        own, bare_http = found[f"{kind}, ours"], found[f"{kind}, bare httpx"]
        for percent in (50, 99):
            ratio = own.quantile(percent) / bare_http.quantile(percent)
            lines.append(f"{kind}: p{percent} over bare httpx {ratio:.2f}")
    lines += [f"{title}: {right}" for title, right in told.items()]
    print("\n".join(lines))
    if calls == CALLS:
        SHOWN.write_text(PAGE + "".join(f"- {line}\n" for line in lines), "utf-8", newline="\n")
    bad = wrong or any(each.wrong or each.failed for title, each in found.items() if "bare" not in title)
    return int(bad or list(told.values()) != [200] * len(methods) + [50])


if __name__ == "__main__":
    sys.exit(main())
