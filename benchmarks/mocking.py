"""The mock server beside Prism on the same specification, and the mock in process."""

from __future__ import annotations

import json
import statistics
import subprocess
import sys
from collections.abc import Mapping, Sequence
from contextlib import ExitStack
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any

import httpx

from benchmarks import data, inside, loading, measuring, prism
from benchmarks.loading import Load, NotMeasured, Outcome
from benchmarks.report import Row
from benchmarks.serving import Command, Server, served

ROUNDS, STARTS, TIMES_PRISM = 5, 9, 8.0
GATEWAY = "/api/v3.1/tools/execute/"
KEY = {"x-api-key": "ak_example", "content-type": "application/json"}
TOKEN = {"authorization": "Bearer example-token", "content-type": "application/json"}
NOTES = f"""
Loads: `wrk` with one thread and {loading.CONNECTIONS} connections kept alive, {loading.SECONDS} s on one core, the
server on another, the servers in turns; {ROUNDS} rounds, `measured` is the ratio of the medians, `median` the median of
the ratios round by round. Prism {prism.VERSION} serves the bundled specification with its examples as answers, silent
like `toolzz-cal mock --quiet`. Every answer is looked at: if one is no success, nothing counts as measured. Our
bookings are of different half hours, of a host who is free day and night, and nobody is told of them: the demo's
webhook is deleted first. Booking has no bound: Prism answers its example, ours finds who is free and stores a booking.
A server's own time is what it has used of a processor, which others who use the computer hardly change.

Start: from spawning the process to the first answer, of the action that reads; medians of {STARTS} starts, 3 of Prism.
Memory: what `/proc` calls resident.

In process: medians in a fresh interpreter; a first fixture is made where pytest is imported and nothing of the mock is.
Growth: the median call among {inside.LARGE:,} bookings over that among {inside.SMALL:,}, in turns, at the gateway's
door.
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
        action("action that books", "CAL_POST_NEW_BOOKING_REQUEST", **booking),
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
    return [*_loads(folder), *_starts(folder), *_fixture(), *_growth()]


def own_command(port: int) -> list[str]:
    """How our server is started on a port."""
    return [str(Path(sys.executable).with_name("toolzz-cal")), "mock", "--quiet", "--port", str(port)]


def peer_command(folder: Path) -> tuple[Command | None, str]:
    """How Prism is started on a port; where it can't be, why."""
    document = folder / "openapi.json"
    document.write_text(json.dumps(data.document()), "utf-8")
    try:
        prism.command(document, 0)
    except NotMeasured as problem:
        return None, str(problem)
    return partial(prism.command, document), ""


def _loads(folder: Path) -> list[Row]:
    asked = loads()
    try:
        loading.needed()
        peer, missing = peer_command(folder)
        with ExitStack() as stack:
            servers = {"own": stack.enter_context(served(own_command, asked[0]))}
            _prepare(servers["own"])
            if peer is not None:
                servers["peer"] = stack.enter_context(served(peer, asked[0]))
            found = _rounds(servers, asked)
            memory = {name: server.memory() for name, server in servers.items()}
    except NotMeasured as problem:
        return _unmeasured(asked, str(problem))
    return [
        *load_rows(asked, found, missing),
        _memory("resident memory after the loads (MB)", memory),
    ]


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


def _rounds(servers: Mapping[str, Server], asked: Sequence[Load]) -> dict[tuple[str, str], list[Outcome]]:
    found: dict[tuple[str, str], list[Outcome]] = {(name, load.title): [] for name in servers for load in asked}
    for _ in range(ROUNDS):
        for load in asked:
            for name, server in servers.items():
                earlier = found[name, load.title]
                sent = earlier[-1].sent if earlier else 0
                before = server.busy()
                outcome = loading.run(server.address, load, first=sent)
                after = server.busy()
                worked = after - before if before is not None and after is not None else None
                earlier.append(replace(outcome, busy=worked))
    return found


def load_rows(
    asked: Sequence[Load], found: Mapping[tuple[str, str], Sequence[Outcome]], missing: str = ""
) -> list[Row]:
    """The lines about loads: how many times Prism's rate ours is, then the rates; without Prism only ours."""
    ratios, paces, rates = [], [], []
    for load in asked:
        own, peer = (found.get((name, load.title), ()) for name in ("own", "peer"))
        told = f"{load.title}, requests/s"
        mine, theirs = [each.rate for each in own], [each.rate for each in peer]
        if peer:
            ratios.append(_ratio(f"{told} (Prism)", mine, theirs, load.times))
            axis = f"{told} of the server's own time (Prism)"
            paces.append(_ratio(axis, [each.pace for each in own], [each.pace for each in peer]))
        else:
            ratios.append(Row(f"{told} (Prism)", None, load.times, least=True, missing=missing))
        rates.append(Row(told, statistics.median(mine), peer=statistics.median(theirs) if theirs else None))
    title = asked[-1].title
    last = {name: found[name, title][-1] for name in ("own", "peer") if (name, title) in found}
    other = last.get("peer")
    held = f"{title}, {last['own'].sent:,} made"
    return [
        *ratios,
        *paces,
        *rates,
        Row(f"{held}: 99 of 100 answers within (ms)", last["own"].p99, peer=other.p99 if other else None),
        Row(f"{held}: longest answer (ms)", last["own"].longest, peer=other.longest if other else None),
    ]


def _ratio(axis: str, own: Sequence[float], peer: Sequence[float], bound: float | None = None) -> Row:
    by_round = statistics.median(mine / theirs for mine, theirs in zip(own, peer, strict=True))
    return Row(axis, statistics.median(own) / statistics.median(peer), bound, 1.0, by_round, least=True)


def _unmeasured(asked: Sequence[Load], why: str) -> list[Row]:
    return [Row(f"{load.title}, requests/s (Prism)", None, load.times, least=True, missing=why) for load in asked]


def _starts(folder: Path) -> list[Row]:
    first = loads()[2]
    seconds, memory = "start to the first answer (s)", "resident memory at the start (MB)"
    try:
        peer, _ = peer_command(folder)
        started = {"own": _started(own_command, first, STARTS)}
        if peer is not None:
            started["peer"] = _started(peer, first, 3)
    except NotMeasured as problem:
        return [Row(seconds, None, 0.3, missing=str(problem)), Row(memory, None, 60, missing=str(problem))]
    times = {name: statistics.median(each.started for each, _ in found) for name, found in started.items()}
    sizes = {name: found[-1][1] for name, found in started.items()}
    return [Row(seconds, times["own"], 0.3, times.get("peer")), _memory(memory, sizes, 60)]


def _started(command: Command, first: Load, times: int) -> list[tuple[Server, float | None]]:
    found = []
    for _ in range(times + 1):
        with served(command, first) as server:
            found.append((server, server.memory()))
    return found[1:]  # the first start brings the files into memory


def _memory(axis: str, sizes: Mapping[str, float | None], bound: float | None = None) -> Row:
    missing = "" if sizes["own"] is not None else "this system has no /proc"
    return Row(axis, sizes["own"], bound, sizes.get("peer"), missing=missing)


def _fixture() -> list[Row]:
    found = _inside("fixture")
    return [
        Row("fixture ready (ms)", found["made"] * 1e3, 30),
        Row("first fixture of a session, imports included (ms)", found["first"] * 1e3),
        Row("the same with a client and its first call (ms)", found["called"] * 1e3),
        Row("reset (ms)", found["reset"] * 1e3, 1),
    ]


def _growth() -> list[Row]:
    found = _inside("growth")
    titles = {"read": "read", "book": "book", "page": "page of 20 of the list", "slots": "slots of a day"}
    rows = []
    for name, title in titles.items():
        small, large = found[name]
        rows.append(Row(f"{title}, {inside.LARGE:,} bookings ({inside.SMALL:,})", large / small, 1.3))
    return [*rows, Row(f"longest of 20,000 bookings among {inside.LARGE:,}, in process (ms)", found["longest"] * 1e3)]


def _inside(what: str) -> dict[str, Any]:
    done = subprocess.run(
        [sys.executable, "-m", "benchmarks.inside", what],
        cwd=data.ROOT, capture_output=True, text=True, check=True, env=measuring.environment(),
    )  # fmt: skip
    found: dict[str, Any] = json.loads(done.stdout)
    return found
