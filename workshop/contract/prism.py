"""Prism serves the bundled document: the client's requests are right, wrong ones are refused, the answers decode.

Prism has no state: it compares each request with the document and answers the example.
"""

from __future__ import annotations

import asyncio
import json
import warnings
from collections.abc import Callable, Iterator
from operator import attrgetter
from typing import Any

import httpx
from toolzz_cal import AsyncClient, Client, RetryPolicy
from toolzz_cal.errors import DeprecatedUpstream

from tests.support.client import Example, examples
from workshop.contract.documents import bundle
from workshop.contract.running import Failed
from workshop.contract.serving import free_port, serving
from workshop.contract.tools import PRISM, npm_program

SECONDS = 30  # that a call may take
REFUSED = (400, 401, 404, 405, 415, 422)
OPTIONS: dict[str, Any] = {
    "composio_api_key": "ak_example",
    "toolzz_token": "tz-example-access",
    "user_id": "user-example",
    "toolkit_version": "20250801_00",  # has every action under the slug of its path
    "retries": RetryPolicy(0),
    "strict": True,  # an answer that is otherwise than specified raises
    "timeout": SECONDS,
}
CREDENTIALS = {"x-api-key": "ak_example", "authorization": "Bearer tz-example-access"}


def check() -> str:
    """Every operation by both clients, then every operation wrongly."""
    program = npm_program(*PRISM)
    port = free_port()
    command = [*program, "mock", "--verboseLevel", "silent", "--port", str(port), str(bundle())]
    with serving(command, port, "Prism") as address, warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecatedUpstream)  # Prism says so of what the specification calls deprecated
        findings = [*called(address), *asyncio.run(awaited(address))]
        wrong, accepted = wrongly(address)
    if findings or accepted:
        raise Failed([*findings, *accepted])
    count = len(examples())
    return f"{count} operations, sync and async, decoded strictly; {wrong} of {wrong} wrong requests refused"


def called(address: str) -> Iterator[str]:
    """What goes wrong when the sync client runs the example of each operation."""
    with Client(base_url=address, **OPTIONS) as client:
        for each in examples():
            method = attrgetter(each.name)(client)
            try:
                method(**each.keywords(method))
            except Exception as problem:  # noqa: BLE001 - it is reported
                yield _told(each, "sync", problem)


async def awaited(address: str) -> list[str]:
    """The same of the async client."""
    found = []
    async with AsyncClient(base_url=address, **OPTIONS) as client:
        for each in examples():
            method = attrgetter(each.name)(client)
            try:
                await method(**each.keywords(method))
            except Exception as problem:  # noqa: BLE001 - it is reported
                found.append(_told(each, "async", problem))
    return found


def _told(each: Example, kind: str, problem: Exception) -> str:
    return f"{each.name}, {kind}: {type(problem).__name__}: {str(problem)[:300]}"


def wrongly(address: str) -> tuple[int, list[str]]:
    """Sends each operation's example with something wrong: how many requests, and which were not refused."""
    count, accepted = 0, []
    with httpx.Client(base_url=address, timeout=SECONDS) as http:
        for each in examples():
            for what, change in WRONGS.items():
                if (sent := change(each)) is None:
                    continue
                count += 1
                headers, body = sent
                answer = http.request(each.method, each.path.format_map(each.in_path), headers=headers, json=body)
                if answer.status_code not in REFUSED:
                    accepted.append(f"{each.name}: {what} is answered with {answer.status_code}")
    return count, accepted


Sent = tuple[dict[str, str], Any]


def _without_credential(each: Example) -> Sent:
    return {}, each.body


def _wrong_kind(each: Example) -> Sent | None:
    """A number for the arguments, or for the first field."""
    if each.body is None:
        return None
    first = "arguments" if each.slug else next(iter(each.body))
    return CREDENTIALS, {**each.body, first: 5}


def _without_required(each: Example) -> Sent | None:
    if each.body is None or not each.required:
        return None
    body = json.loads(json.dumps(each.body))
    given = body["arguments"] if each.slug else body
    del given[min(each.required)]
    return CREDENTIALS, body


WRONGS: dict[str, Callable[[Example], Sent | None]] = {
    "no credential": _without_credential,
    "a number for an object or a text": _wrong_kind,
    "a required field left out": _without_required,
}
