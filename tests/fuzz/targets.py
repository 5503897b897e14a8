"""What is fuzzed: each target takes bytes, and raises when a promise is broken.

`SEEDS` are the inputs that a run begins with; `tests.fuzz.mutation` changes those that hold JSON.
"""

from __future__ import annotations

import json
import tempfile
from collections.abc import Callable, Iterable
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

import httpx
from toolzz_cal import Client, models, webhooks
from toolzz_cal._calls import retry_after
from toolzz_cal._wire import loads
from toolzz_cal.errors import DecodeError, ToolzzCalError, WebhookError

from generator.check.rules import check
from generator.document.bundle import bundle
from generator.errors import SpecError
from generator.normalise import normalise
from generator.parse import parse
from generator.shape.client import shape
from tests.support.generator import CASES, ROOT
from tests.support.json_values import same
from tests.support.models import MODELS, example, schema

HOSTILE = ROOT / "tests" / "generator" / "hostile"
# Models with a key for each kind of time: with a zone, without one, and a day.
TIMES = (("Booking", "start"), ("CalcomIntegration", "createdAt"), ("ScheduleOverride", "date"))
STATUSES = (200, 201, 202, 204, 302, 400, 401, 404, 409, 422, 429, 500, 503, 599)


class Target(NamedTuple):
    """What to run, its first inputs, and how many bytes of an input stand before JSON; None where there is none."""

    run: Callable[[bytes], None]
    seeds: Callable[[], Iterable[bytes]]
    json_from: int | None


def decoder(data: bytes) -> None:
    """Any JSON object is read by any model without an error and comes back to the letter."""
    name = MODELS[data[0] % len(MODELS)] if data else MODELS[0]
    value = _json(data[1:])
    if not isinstance(value, dict):
        return
    read = getattr(models, name).from_dict(value)
    found = read.mismatches
    if not same(value, read.to_dict()) or not same(value, _json(data[1:])):
        raise AssertionError(f"{name} does not come back as it was")
    if {key for key, item in value.items() if item is None} != read.nulls:
        raise AssertionError(f"{name} knows other nulls")
    repr(read)
    try:
        getattr(models, name).from_dict(value, strict=True)
    except DecodeError as problem:
        if len(problem.mismatches) != len(found):
            raise AssertionError(f"{name} finds other mismatches when strict") from None
    else:
        if found:
            raise AssertionError(f"{name} accepts {found[0]!r} when strict")


def answer(data: bytes) -> None:
    """Whatever an upstream answers, a call gives a result or raises one of the client's own errors."""
    status, body = (STATUSES[data[0] % len(STATUSES)], data[1:]) if data else (200, b"")
    headers = {"content-type": "application/json"}
    transport = httpx.MockTransport(lambda _: httpx.Response(status, headers=headers, content=body))
    with httpx.Client(transport=transport) as http_client:
        client = Client(composio_api_key="ak_example", user_id="user-example", retries=0, http_client=http_client)
        for call in (lambda: client.bookings.get(booking_uid="bk1"), lambda: client.webhooks.delete(webhook_id="wh1")):
            try:
                result = call()
            except ToolzzCalError as problem:
                repr(problem), str(problem)
            else:
                repr(result)


def webhook(data: bytes) -> None:
    """Any body is an event, or a `WebhookError`; JSON comes back to the letter."""
    kind = "application/x-www-form-urlencoded" if data[:1] == b"f" else None
    try:
        event = webhooks.parse(data[1:], content_type=kind)
    except WebhookError:
        return
    repr(event), event.delivery_key
    told = event.to_dict()
    if isinstance(event.raw, dict) and not same(event.raw, told):
        raise AssertionError("the event does not come back as it was")


def timestamp(data: bytes) -> None:
    """Any text as a time is a datetime or a day, or a mismatch, and goes back as it came."""
    if not data:
        return
    text = data[1:].decode("utf-8", "surrogateescape")
    name, key = TIMES[data[0] % len(TIMES)]
    read = getattr(models, name).from_dict({key: text})
    if text != read.to_dict()[key]:
        raise AssertionError(f"{text!r} became {read.to_dict()[key]!r}")
    value = next(value for attribute, value in _attributes(read) if attribute == key)
    if isinstance(value, str) != any(each.path == key for each in read.mismatches):
        raise AssertionError(f"{text!r} is a text without a mismatch, or a time with one")
    seconds = retry_after({"retry-after": text})
    if seconds is not None and not 0 <= seconds < float("inf"):
        raise AssertionError(f"{text!r} is {seconds} seconds to wait")


def specification(data: bytes) -> None:
    """Any file is a client's shape, or a `SpecError` that prints on one line."""
    file = Path(_folder().name) / "openapi.yaml"
    file.write_bytes(data)
    try:
        document = bundle(file, Path("openapi.yaml"))
        check(document)
        normalised = normalise(document)
        shape(normalised, parse(normalised.reduced, normalised.where))
    except SpecError as problem:
        if not str(problem).isprintable():
            raise AssertionError(f"the message {str(problem)!r} is not printable") from None


@cache
def _folder() -> tempfile.TemporaryDirectory[str]:
    """A folder of this process, which ends with it; one of its parent would end with the first of its forks."""
    return tempfile.TemporaryDirectory(prefix="fuzz-")


def _json(content: bytes) -> Any:
    try:
        return loads(content)
    except ValueError:
        return None


def _attributes(model: Any) -> Iterable[tuple[str, Any]]:
    return ((key, getattr(model, name)) for key, name in type(model)._keys.items())


def _examples() -> Iterable[bytes]:
    return (bytes([index]) + _compact(example(schema(name))) for index, name in enumerate(MODELS))


def _answers() -> Iterable[bytes]:
    booking = {"data": {"status": "success", "data": example(schema("Booking"))}, "successful": True, "log_id": "log1"}
    failed = {"data": {}, "successful": False, "error": {"message": "no", "code": 404, "details": [{"path": ["a"]}]}}
    texts = [booking, failed, {"error": "no"}, {"message": ["a", "b"]}, "text", None, []]
    return (bytes([index]) + _compact(text) for index in range(len(STATUSES)) for text in texts)


def _bodies() -> Iterable[bytes]:
    yield b"fa=b&triggerEvent=BOOKING_CREATED&c=%F0%9D"
    for trigger, kind in webhooks._KINDS.items():
        payload = example(schema(kind.model)) if kind.model else {"a": 1}
        told = {"triggerEvent": trigger, "createdAt": "2027-03-09T14:00:00.000Z"}
        yield b"j" + _compact({**told, **payload} if kind.flat else {**told, "payload": payload})


def _times() -> Iterable[bytes]:
    texts = ["2027-03-09T14:00:00Z", "2027-03-09 14:00:00.123456", "2027-03-09", "0001-01-01T00:00:00+14:00"]
    texts += ["9999-12-31T23:59:59.999999999-14:00", "20270309T140000,5+0530", "2027-W10-2T14", "24:00", "2027-02-30"]
    texts += ["60", "-1", "1e400", "nan", "Wed, 21 Oct 2026 07:28:00 GMT", "Wed, 21 Oct 2026 07:28:00 -0000"]
    return (bytes([index]) + text.encode() for index in range(len(TIMES)) for text in texts)


def _specifications() -> Iterable[bytes]:
    roots = [*HOSTILE.glob("*.yaml"), *CASES.glob("*/spec/openapi.yaml")]
    return (path.read_bytes() for path in sorted(roots))


def _compact(value: Any) -> bytes:
    return json.dumps(value, separators=(",", ":")).encode()


TARGETS = {
    "decoder": Target(decoder, _examples, 1),
    "answer": Target(answer, _answers, 1),
    "webhook": Target(webhook, _bodies, 1),
    "timestamp": Target(timestamp, _times, None),
    "specification": Target(specification, _specifications, None),
}
