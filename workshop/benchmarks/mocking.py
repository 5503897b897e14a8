"""The mock server beside those of others on the same specification, and the mock in process."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Mapping, Sequence
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import httpx

from workshop.benchmarks import data, inside, loading, measuring
from workshop.benchmarks.loading import Load, NotMeasured, Outcome
from workshop.benchmarks.measuring import Figure, of_turns
from workshop.benchmarks.peers import mocks
from workshop.benchmarks.peers.mocks import PRISM
from workshop.benchmarks.report import Row
from workshop.benchmarks.rounds import OWN, ROUNDS, SECONDS, Measured, in_rounds, loaded
from workshop.benchmarks.serving import Command, Server, served

STARTS, PEERS_STARTS, TIMES_PRISM = 9, 3, 8.0
MADE = 100_000  # bookings that ours holds when its memory is read
FIRSTS = 9  # fresh interpreters
WRITERS = 8  # connections
GATEWAY = "/api/v3.1/tools/execute/"
KEY = {"x-api-key": "ak_example", "content-type": "application/json"}
TOKEN = {"authorization": "Bearer example-token", "content-type": "application/json"}
NOTES = f"""
Loads: `wrk` with one thread and {loading.CONNECTIONS} connections kept alive, {SECONDS} s on one core, the server on
another, the servers in turns; {ROUNDS} rounds, each of which is a turn. Prism serves the bundled specification with its
examples as answers, silent like `toolzz-cal mock --quiet`. Every answer is looked at: if one is no success, that server
has no figure. Our bookings are of different half hours, of a host who is free day and night, and nobody is told of
them: the demo's webhook is deleted first. The others answer a booking with their example, ours finds who is free and
stores it. The others' memory is read after all loads, as they store nothing; ours is that of a server that has made
{MADE:,} bookings. A server's own time is what it has used of a processor, which others who use the computer hardly
change.

Connexion reads no OpenAPI 3.1, so it serves the same document turned into 3.0: without the webhooks, the summary and
the licence's identifier, null as `nullable`. It runs as its asynchronous application, the quicker of its two, on
uvicorn with the parser and the event loop that ours has, with its own mock answers; credentials are let in by a
function of two lines, as without one it refuses all. Like the others it refuses a request without a required argument,
unlike them it does not look at formats; both are looked at in each run.

Start: from spawning the process to the first answer, of the action that reads; medians of {STARTS} starts, of the
others {PEERS_STARTS}. Memory: what `/proc` calls resident.

State file: bookings over {WRITERS} connections, each confirmed only when it is stored, on two servers in turns, one
of which has a file; `tests/packages/mock/test_store_replies.py` kills such a server and looks for every booking that
was confirmed.

In process: a first fixture is made where pytest is imported and nothing of the mock is, in {FIRSTS} fresh interpreters
whose own time of a processor is taken. httpx imports rich and click where they are installed, as here, which takes
longer than all else of it. The next fixture is a reset with both clients. {inside.AWAITED:,} calls of the async client,
one after the other, over so many of bare `httpx.AsyncClient` to a function that answers a constant of the same bytes.

Growth: the median call among {inside.LARGE:,} bookings over that among {inside.SMALL:,}, in turns, at the gateway's
door. The longest of many bookings is one call: it holds the pauses of Python's collector, which is left as it is, and
the growth of every index. The team has ten hosts who take turns, each with thirty meetings in that month, and its slots
are half hours.
"""


def loads() -> list[Load]:
    """What both servers are asked, each answered with success by both."""
    path, body = _example("calcom_integrations.create")
    person = {
        "name": "Ana Prado",
        "email": "ana.prado@example.com",
        "timeZone": "America/Sao_Paulo",
        "language": "pt-BR",
    }
    booking = {"eventTypeId": 10482, "start": "%START%", "attendee": person}
    known = "0b6f9a52-3f0e-4c55-9d13-5a1f6f1d7c20"
    return [
        Load("GET by id", "GET", f"{path}/{known}", TOKEN, times=TIMES_PRISM),
        Load("POST that makes one", "POST", path, TOKEN, body, times=TIMES_PRISM),
        action("action that reads", "CAL_RETRIEVE_BOOKING_DETAILS_BY_UID", TIMES_PRISM, bookingUid="bk4Zr8YqLw2TnVx6"),
        action("action that books", "CAL_POST_NEW_BOOKING_REQUEST", TIMES_PRISM, **booking),
    ]


def action(title: str, slug: str, times: float | None = None, /, **arguments: Any) -> Load:
    """An action as the gateway is asked for it."""
    body = {"arguments": arguments, "user_id": "user-example", "version": "20260721_00"}
    return Load(title, "POST", GATEWAY + slug, KEY, json.dumps(body), times)


def _example(operation: str) -> tuple[str, str]:
    for path, item in data.document()["paths"].items():
        if item.get("post", {}).get("operationId") == operation:
            return path, json.dumps(item["post"]["requestBody"]["content"]["application/json"]["example"])
    raise KeyError(operation)


def rows(folder: Path) -> list[Row]:
    """All lines of the table."""
    return [*_loads(folder), *_stored(folder), *_starts(folder), *_fixture(), *_awaited(), *_growth()]


def own_command(port: int) -> list[str]:
    """How our server is started on a port."""
    return [str(Path(sys.executable).with_name("toolzz-cal")), "mock", "--quiet", "--port", str(port)]


def _loads(folder: Path) -> list[Row]:
    asked = loads()
    try:
        loading.needed()
        others, absent = mocks.commands(folder)
        with ExitStack() as stack:
            servers = {OWN: stack.enter_context(served(own_command, asked[0]))}
            _prepare(servers[OWN])
            for name, command in others.items():
                try:
                    servers[name] = stack.enter_context(served(command, asked[0]))
                    looks(servers[name], formats=name not in mocks.WITHOUT_FORMATS)
                except NotMeasured as why:
                    absent[name] = str(why)
            found = in_rounds({name: server for name, server in servers.items() if name not in absent}, asked)
            memory = {name: server.memory() for name, server in servers.items() if name not in absent}
        memory[OWN] = _memory_of_bookings(asked[0], asked[-1])
    except NotMeasured as problem:
        return [
            Row(f"{load.title}, requests/s (Prism)", None, load.times, least=True, missing=str(problem))
            for load in asked
        ]
    found.absent |= absent
    return [
        *load_rows(asked, found),
        *memory_rows(memory, found.absent),
    ]


def _memory_of_bookings(first: Load, booking: Load) -> float | None:
    """What our server holds once it has made so many bookings, and nothing else."""
    with served(own_command, first) as server:
        _prepare(server)
        book_more(server, booking, 0)
        return server.memory()


def book_more(server: Server, load: Load, sent: int) -> None:
    """Makes bookings until there are as many as memory is measured with."""
    while sent < MADE:
        sent = loading.run(server.address, load, first=sent, seconds=SECONDS).sent


def memory_rows(memory: Mapping[str, float | None], absent: Mapping[str, str]) -> list[Row]:
    """The lines about memory after the loads: how much of Prism's ours is, and the amounts."""
    axis = f"resident memory with {MADE:,} bookings"
    amounts = _memory(f"{axis} (MB)", {name: [size] for name, size in memory.items()}, absent)
    base = memory.get(PRISM)
    if base is None or amounts.ours is None:
        missing = amounts.missing or absent.get(PRISM, "Prism was not asked")
        return [Row(f"{axis} (Prism)", None, 1, missing=missing, absent=absent), amounts]
    ratios = {name: Figure(size / base) for name, size in memory.items() if size is not None}
    return [_row(f"{axis} (Prism)", ratios, absent, 1), amounts]


def looks(server: Server, *, formats: bool) -> None:
    """Sees that a server looks at what it is asked, and at formats just when it should. Raises `NotMeasured` if not."""
    without = action("", "CAL_RETRIEVE_BOOKING_DETAILS_BY_UID")
    with httpx.Client(base_url=server.address, trust_env=False) as client:
        status = client.post(without.path, headers=without.headers, content=without.body).status_code
        if not 400 <= status < 500:
            raise NotMeasured(f"it answers {status} to a request without a required argument")
        status = client.get("/api/v1/functions/no-uuid", headers=TOKEN).status_code
        if (400 <= status < 500) != formats:
            raise NotMeasured(f"it answers {status} to an id of another format")


def _prepare(server: Server) -> None:
    """Makes every half hour bookable, and lets nobody be told."""
    days = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"]
    hours = [{"days": days, "startTime": "00:00", "endTime": "23:59"}]
    schedule = {"name": "Always", "timeZone": "UTC", "isDefault": True, "availability": hours}
    with httpx.Client(base_url=server.address, trust_env=False) as client:
        for each in (
            action("schedule", "CAL_CREATE_USER_AVAILABILITY_SCHEDULE", **schedule),
            action("webhook", "CAL_DELETE_WEBHOOK_BY_ID", webhookId="wh_3c8d5e"),
        ):
            answer = client.post(each.path, headers=each.headers, content=each.body)
            if answer.json().get("successful") is not True:
                raise NotMeasured(f"'{each.title}' was refused")


def load_rows(asked: Sequence[Load], found: Measured) -> list[Row]:
    """The lines about loads: how many times Prism's rate ours is, then the rates; without Prism only these.

    Args:
        asked: The loads; the last is the one whose longest answers are told.
        found: What came of them.
    """
    ratios, paces, rates = [], [], []
    for load in asked:
        told, servers = f"{load.title}, requests/s", found.of(load)
        rate = {name: [each.rate for each in outcomes] for name, outcomes in servers.items()}
        pace = {name: [each.pace for each in outcomes] for name, outcomes in servers.items()}
        ratios.append(_ratios(f"{told} (Prism)", rate, load.times, found.absent))
        if PRISM in pace:
            paces.append(_ratios(f"{told} of the server's own time (Prism)", pace, None, found.absent))
        rates.append(_row(told, {name: of_turns(each) for name, each in rate.items()}, found.absent, least=True))
    last = {name: outcomes[-1] for name, outcomes in found.of(asked[-1]).items()}
    held = f"{asked[-1].title}, {last[OWN].sent:,} made"
    within = {name: Figure(outcome.p99) for name, outcome in last.items()}
    longest = {name: Figure(outcome.longest) for name, outcome in last.items()}
    return [
        *ratios,
        *paces,
        *rates,
        _row(f"{held}: 99 of 100 answers within (ms)", within, found.absent),
        _row(f"{held}: longest answer (ms)", longest, found.absent),
    ]


def _row(
    axis: str,
    figures: Mapping[str, Figure],
    absent: Mapping[str, str],
    bound: float | None = None,
    *,
    least: bool = False,
) -> Row:
    peers = {name: each for name, each in figures.items() if name != OWN}
    return Row(axis, figures[OWN], bound, peers, least=least, absent=absent)


def _ratios(axis: str, figures: Mapping[str, Sequence[float]], bound: float | None, absent: Mapping[str, str]) -> Row:
    if PRISM not in figures:
        return Row(axis, None, bound, least=True, missing=absent.get(PRISM, "Prism was not asked"), absent=absent)
    ratios = {name: measuring.ratio(each, figures[PRISM]) for name, each in figures.items()}
    return _row(axis, {**ratios, PRISM: Figure(1.0)}, absent, bound, least=True)


def _starts(folder: Path) -> list[Row]:
    first = loads()[2]
    seconds, memory = "start to the first answer (s)", "resident memory at the start (MB)"
    others, absent = mocks.commands(folder)
    try:
        started = {OWN: _started(own_command, first, STARTS)}
    except NotMeasured as problem:
        return [Row(seconds, None, 0.3, missing=str(problem)), Row(memory, None, 60, missing=str(problem))]
    for name, command in others.items():
        try:
            started[name] = _started(command, first, PEERS_STARTS)
        except NotMeasured as why:
            absent[name] = str(why)
    times = {name: of_turns([each.started for each, _ in found]) for name, found in started.items()}
    sizes = {name: [size for _, size in found] for name, found in started.items()}
    return [_row(seconds, times, absent, 0.3), _memory(memory, sizes, absent, 60)]


def _started(command: Command, first: Load, times: int) -> list[tuple[Server, float | None]]:
    found = []
    for _ in range(times + 1):
        with served(command, first) as server:
            found.append((server, server.memory()))
    return found[1:]  # the first start brings the files into memory


def _memory(
    axis: str, sizes: Mapping[str, Sequence[float | None]], absent: Mapping[str, str], bound: float | None = None
) -> Row:
    told = {name: [size for size in found if size is not None] for name, found in sizes.items()}
    figures = {name: of_turns(found) for name, found in told.items() if found}
    if OWN not in figures:
        return Row(axis, None, bound, missing="this system has no /proc")
    return _row(axis, figures, absent, bound)


def _stored(folder: Path) -> list[Row]:
    """How many bookings are confirmed that are in a file, and what this takes of the pace without one."""
    asked = loads()
    told, pace = f"acknowledged writes to a state file/s, {WRITERS} connections", "the same of the server's own time"
    beside = f"{pace} (without a file)"
    try:
        loading.needed()
        rates: dict[str, list[Outcome]] = {"file": [], "none": []}
        with ExitStack() as stack:
            state = ["--state", str(folder / "state.db")]
            servers = {
                "file": stack.enter_context(served(lambda port: [*own_command(port), *state], asked[0])),
                "none": stack.enter_context(served(own_command, asked[0])),
            }
            for server in servers.values():
                _prepare(server)
            for _ in range(ROUNDS):
                for name, server in servers.items():
                    first = rates[name][-1].sent if rates[name] else 0
                    rates[name].append(loaded(server, asked[-1], first, connections=WRITERS))
    except NotMeasured as problem:
        return [Row(told, None, 2_000, least=True, missing=str(problem))]
    paces = {name: [each.pace for each in found] for name, found in rates.items()}
    return [
        Row(told, of_turns([each.rate for each in rates["file"]]), 2_000, least=True),
        Row(pace, of_turns(paces["file"]), least=True),
        Row(beside, measuring.ratio(paces["file"], paces["none"]), least=True),
    ]


def _fixture() -> list[Row]:
    found = _inside("fixture")
    firsts = [_inside("first") for _ in range(FIRSTS + 1)][1:]  # the first one brings the files into memory
    own = [each["first"] + each["called"] for each in firsts]
    whole = [each["first"] + each["called"] + each["httpx"] for each in firsts]
    return [
        Row("fixture ready (ms)", of_turns(_milliseconds(found["made"])), 30),
        Row("next fixture with both clients (CPU ms)", of_turns(_milliseconds(found["next"])), 1),
        Row(
            "first fixture of a session, imports included (CPU ms)",
            of_turns(_milliseconds([each["first"] for each in firsts])),
        ),
        Row("the same with a client and its first call (CPU ms)", of_turns(_milliseconds(whole)), 80),
        Row("the same without the import of httpx (CPU ms)", of_turns(_milliseconds(own))),
        Row("reset (ms)", of_turns(_milliseconds(found["reset"])), 1),
    ]


def _awaited() -> list[Row]:
    found = _inside("awaited")
    count = f"{inside.AWAITED:,}"
    return [
        Row(f"{count} bookings by the async client (bare httpx)", measuring.ratio(found["book"], found["bare"]), 3),
        Row(f"{count} reads by the async client (bare httpx)", measuring.ratio(found["read"], found["bare"])),
    ]


def _milliseconds(seconds: Sequence[float]) -> list[float]:
    return [each * 1e3 for each in seconds]


def _growth() -> list[Row]:
    found = _inside("growth")
    titles = {"read": "read", "book": "book", "page": "page of 20 of the list", "slots": "slots of a day"}
    rows = []
    for name, title in titles.items():
        small, large = found[name]
        rows.append(Row(f"{title}, {inside.LARGE:,} bookings ({inside.SMALL:,})", measuring.ratio(large, small), 1.3))
    longest, month = Figure(found["longest"] * 1e3), of_turns(_milliseconds(found["month"]))
    return [
        *rows,
        Row(f"longest of {inside.BOOKED:,} bookings among {inside.LARGE:,}, in process (ms)", longest, 50),
        Row("slots of a month, ten hosts who take turns (ms)", month, 5),
    ]


def _inside(what: str) -> dict[str, Any]:
    done = subprocess.run(
        [sys.executable, "-m", "workshop.benchmarks.inside", what],
        cwd=data.ROOT, capture_output=True, text=True, check=True, env=measuring.environment(),
    )  # fmt: skip
    found: dict[str, Any] = json.loads(done.stdout)
    return found
