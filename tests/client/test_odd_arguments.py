"""Whatever argument is given: what is raised is ours or the argument's own, and nothing is sent before."""

import decimal
import enum
import json
from datetime import UTC, date, datetime

import httpx
import pytest
from toolzz_cal import Client, errors, models, webhooks

from tests.support.client import Api, Reply, Upstream
from tests.support.tables import every

ROUTES = ("gateway", "direct")
KEYS = {"composio_api_key": "ak_example", "cal_api_key": "cal_example_key"}
OWN = (errors.ArgumentError, TypeError, ValueError)


class Odd(enum.Enum):
    LONG = 10**5_000
    LIST = (1, 2)


class BadMapping(dict):
    def items(self):
        raise ValueError("no items")


def in_itself() -> list:
    value: list = []
    value.append(value)
    return value


def deep(depth: int) -> object:
    value: object = 1
    for _ in range(depth):
        value = [value]
    return value


def as_key(odd: object) -> object:
    return {odd: 1} if odd.__hash__ is not None else odd


def looped() -> models.Webhook:
    value = models.Webhook.from_dict({"id": "wh1"})
    value.triggers = [value]
    return value


PLAIN = [
    10**5_000, -(10**5_000), float("nan"), float("inf"), 1e308, decimal.Decimal(1), 1j, None, True, 7,
    "\ud800", "\x00", "é" * 70_000, "a" * 70_000, "", ".", "..", "text", b"bytes",
    object(), Odd.LONG, Odd.LIST, range(3), {1, 2}, (i for i in "ab"), int, BadMapping(a=1), [], {}, {1: 2},
    date(2027, 3, 9), datetime(2027, 3, 9), datetime(1, 1, 1, tzinfo=UTC), datetime(9999, 12, 31, tzinfo=UTC),
    in_itself(), deep(10_000), models.Webhook.from_dict({"a": deep(5_000)}), looped(), {"\ud800": 1},
]  # fmt: skip
# Alone, in a list, and in an object as value and as key.
SHAPES = (lambda odd: odd, lambda odd: [odd], lambda odd: (odd, {"a": odd}), lambda odd: {"a": [odd]}, as_key)
CALLS = {
    "in a path": lambda client, odd: client.bookings.get(booking_uid=odd),
    "in a query": lambda client, odd: client.bookings.list(take=odd, after_start=odd, attendee_email=odd, status=odd),
    "in a body": lambda client, odd: client.bookings.create(start=odd, event_type_id=odd, attendee=odd, metadata=odd),
    "an extra argument": lambda client, odd: client.bookings.cancel(booking_uid="bk1", extra_arguments={"a": odd}),
    "all extra arguments": lambda client, odd: client.bookings.cancel(booking_uid="bk1", extra_arguments=odd),
    "a timeout": lambda client, odd: client.bookings.cancel(booking_uid="bk1", timeout=odd),
    "a page": lambda client, odd: list(client.bookings.iterate(take=odd, skip=odd)),
    "an argument of an action": lambda client, odd: client.actions.execute("CAL_POST_WEBHOOK_EVENT", {"a": odd}),
    "all arguments of an action": lambda client, odd: client.actions.execute("CAL_POST_WEBHOOK_EVENT", odd),
    "a slug": lambda client, odd: client.actions.execute(odd),
    "of the platform": lambda client, odd: client.functions.get(function_id=odd),
    "of the platform's extra": lambda client, odd: client.functions.get(function_id="f", extra_arguments={"a": odd}),
    "reconciled": lambda client, odd: client.webhooks.create(
        active=odd, triggers=odd, subscriber_url="https://x.example.com", reconcile=True
    ),
}


def tried(call, route: str, odd: object) -> Exception | None:
    """What a call with an argument raises before anything is sent; None if it was sent."""
    sent: list[httpx.Request] = []

    def answer(request: httpx.Request) -> httpx.Response:
        sent.append(request)
        return httpx.Response(200, json={"status": "success", "successful": True, "data": []})

    with httpx.Client(transport=httpx.MockTransport(answer), trust_env=False) as http_client:
        client = Client(**KEYS, toolzz_token="example", route=route, http_client=http_client, retries=0)
        try:
            call(client, odd)
        except (errors.ToolzzCalError, *OWN) as problem:
            raised = problem
        else:
            return None
    str(raised), repr(raised)
    assert not sent if not isinstance(raised, errors.ToolzzCalError) else sent or isinstance(raised, OWN)
    return raised


@every("route", ROUTES)
@every("call", CALLS)
def test_odd_arguments(call, route):
    """Every kind of argument of either route, with values of every kind."""
    for odd in PLAIN:
        for shaped in SHAPES:
            tried(CALLS[call], route, shaped(odd))


@every("route", ROUTES)
@every("odd", [10**5_000, in_itself(), deep(10_000), looped(), {"a": object()}], ids=lambda each: type(each).__name__)
def test_what_has_no_json_form(route, odd):
    """Endless numbers, and what contains itself or is nested too deeply, are an `ArgumentError` that names the call."""
    for call in ("an extra argument", "an argument of an action"):
        problem = tried(CALLS[call], route, odd)
        assert isinstance(problem, errors.ArgumentError)
        assert problem.operation in ("bookings.cancel", "webhooks.create")
        assert problem.__context__ is None


def test_an_address_that_is_too_long():
    """More characters than an HTTP library takes are refused before the call, and those that it takes are sent."""
    long = {"in a path": lambda client, odd: client.bookings.get(booking_uid=odd), **CALLS}
    for name in ("in a path", "of the platform", "of the platform's extra"):
        problem = tried(long[name], "direct", "a" * 70_000)
        assert isinstance(problem, errors.ArgumentError)
        assert "characters" in problem.message
    assert tried(long["in a path"], "direct", "a" * 65_000) is None
    assert tried(long["in a path"], "gateway", "a" * 70_000) is None  # there it stands in the body


BODY = json.dumps({"triggerEvent": "PING", "createdAt": "2027-03-09T14:00:00Z", "payload": {}}).encode()


def signed(secret: str = "example") -> str:
    """The signature of the body."""
    import hmac

    return hmac.digest(secret.encode(), BODY, "sha256").hex()


@every(
    "headers",
    [
        {"X-Cal-Signature-256": signed()},
        {"x-cal-signature-256": signed().encode()},
        {b"x-cal-signature-256": signed().encode(), b"content-type": b"application/json"},
        {"other": 5, "x-cal-signature-256": signed()},
        httpx.Headers({"x-cal-signature-256": signed()}),
    ],
    ids=["text", "value in bytes", "bytes", "others", "httpx"],
)
def test_headers_of_a_webhook(headers):
    """Names and values may be texts or, as ASGI has them, bytes."""
    assert webhooks.receive(BODY, headers, "example").trigger == "PING"


class Pairs:
    """Headers with one name, which need not be what a dict can hold."""

    def __init__(self, name: object, value: object) -> None:
        self._pair = name, value

    def items(self) -> list:
        """The pair."""
        return [self._pair]


WRONG = {
    "headers": lambda odd: webhooks.receive(BODY, odd, "example"),
    "a name": lambda odd: webhooks.receive(BODY, Pairs(odd, "x"), "example"),
    "a value": lambda odd: webhooks.receive(BODY, {"x-cal-signature-256": odd}, "example"),
    "a content type": lambda odd: webhooks.parse(b"a=b", content_type=odd),
    "a signature": lambda odd: webhooks.verify(BODY, odd, "example"),
    "a secret": lambda odd: webhooks.verify(BODY, signed(), odd),
    "one of two secrets": lambda odd: webhooks.verify(BODY, signed("another"), ["example", odd]),
    "a body": lambda odd: webhooks.receive(odd, {}, "example"),
}


@every(
    "odd",
    [5, 1.5, object(), b"bytes", bytearray(b"b"), ("a", "b"), None, True, "\ud800"],
    ids=lambda each: type(each).__name__,
)
@every("wrong", WRONG)
def test_odd_arguments_of_webhooks(wrong, odd):
    """Whatever does not fit is told in words: an error of ours, or a `TypeError` that says what must be what."""
    told = "must be"
    try:
        WRONG[wrong](odd)
    except TypeError as problem:
        told = str(problem)
    except (errors.WebhookError, errors.ConfigurationError):
        pass
    assert "must be" in told


# Moments

NAIVE = ["2027-06-22T20:00:00", "2027-06-22T20:00:00.000", "2027-06-22 20:00", "20270622T200000"]
NO_MOMENT = ["tomorrow at 3pm", "", "2027-13-01T00:00:00Z", "15:00Z"]
DAYS = ["2027-06-22", date(2027, 6, 22)]
GOOD = ["2027-06-22T20:00:00Z", "2027-06-22T20:00:00.000-07:00", datetime(2027, 6, 22, 20, tzinfo=UTC)]
ATTENDEE = {"name": "Ana Prado", "email": "ana.prado@example.com", "timeZone": "America/Phoenix"}
MOMENTS = {
    "bookings.create": lambda api, at: api.call(
        "bookings.create", start=at, event_type_id=1, attendee=ATTENDEE, reconcile=False
    ),
    "bookings.create, reconciled": lambda api, at: api.call(
        "bookings.create", start=at, event_type_id=1, attendee=ATTENDEE, reconcile=True
    ),
    "extra_arguments": lambda api, at: api.call(
        "bookings.reschedule", booking_uid="bk1", extra_arguments={"start": at}
    ),
    "slots.reserve": lambda api, at: api.call(
        "slots.reserve", event_type_id=1, slot_utc_start_date=at, slot_utc_end_date=GOOD[0]
    ),
    "actions.execute": lambda api, at: api.call(
        "actions.execute", "CAL_POST_NEW_BOOKING_REQUEST", {"start": at, "eventTypeId": 1, "attendee": ATTENDEE}
    ),
    "an override": lambda api, at: api.call(
        "schedules.create", name="Work", time_zone="UTC", is_default=False,
        overrides=[{"date": "2027-06-22", "createdAt": at}],
    ),
}  # fmt: skip
RANGES = {
    "bookings.list": lambda api, at: api.call("bookings.list", after_start=at),
    "bookings.iterate": lambda api, at: api.call("bookings.iterate", before_end=at),
    "slots.available": lambda api, at: api.call("slots.available", start_time=at, end_time=at, event_type_id=1),
    "a list by its slug": lambda api, at: api.call("actions.execute", "CAL_FETCH_ALL_BOOKINGS", {"afterStart": at}),
}
ALL = {**MOMENTS, **RANGES}


def sent_at(call, kind: str, route: str, at: object) -> int:
    """How many requests a call makes. Raises what it raises before the first."""
    upstream = Upstream(lambda _: Reply(200, {"status": "success", "successful": True, "data": []}))
    try:
        call(Api(kind, upstream, **KEYS, route=route), at)
    except errors.ArgumentError:
        assert upstream.count == 0
        raise
    return upstream.count


@every("route", ROUTES)
@every("call", ALL)
def test_a_text_without_a_zone_is_refused(call, route, kind):
    """As a datetime without a zone is, wherever a moment is needed."""
    for at in (*NAIVE, datetime(2027, 6, 22, 20)):
        with pytest.raises(errors.NaiveDatetime, match="has no zone"):
            sent_at(ALL[call], kind, route, at)


@every("route", ROUTES)
@every("call", ALL)
def test_what_is_no_moment_is_refused(call, route, kind):
    """A text that names none is, and a day where it would have to be a moment."""
    for at in (*NO_MOMENT, *(DAYS if call in MOMENTS else ())):
        with pytest.raises(errors.ArgumentError, match="is no moment"):
            sent_at(ALL[call], kind, route, at)


@every("route", ROUTES)
@every("call", ALL)
def test_moments_are_sent(call, route, kind):
    """A moment with its zone is sent, and a day where Cal.com takes one for the end of a range."""
    for at in (*GOOD, *(DAYS if call in RANGES else ())):
        assert sent_at(ALL[call], kind, route, at) > 0


@pytest.fixture(params=["sync", "async"])
def kind(request):
    """Which of the two clients."""
    return request.param


def test_an_argument_of_null_is_no_moment():
    """`None` among extra arguments is sent as null, as everywhere."""
    assert sent_at(
        lambda api, at: api.call("bookings.list", extra_arguments={"afterStart": at}), "sync", "gateway", None
    )
