"""HTTP clients that the caller brings, of httpx and of httpx2: the same calls, errors and promises over both."""

import asyncio
import json
import logging
import socket
from contextlib import suppress
from datetime import UTC, datetime
from operator import attrgetter

import httpx
import httpx2
import pytest
from toolzz_cal import AsyncClient, Client, OutcomeUnknown, RetryPolicy, ToolzzCalError, errors
from toolzz_cal_mock.seed import ACCOUNT, BOOKING, INTEGRATION, KEY, PROJECT_KEY, TOKEN

from tests.support.client import AT_ONCE, CAL_KEY

LIBRARIES = {"httpx": httpx, "httpx2": httpx2}
START = datetime(2027, 3, 9, 14, tzinfo=UTC)
ANA = {"name": "Ana Prado", "email": "ana.prado@example.com", "timeZone": "America/Sao_Paulo"}
BOOK = {"start": START, "event_type_id": 10482, "attendee": ANA}
BOOKED = {"data": {"status": "success", "data": {"uid": "bk_1"}}, "error": None, "successful": True}
ERRORS = {  # what the libraries raise, and what it means to a caller: of a read, and of a write
    "ConnectError": (errors.ConnectionFailed, errors.ConnectionFailed),
    "ConnectTimeout": (errors.ConnectionFailed, errors.ConnectionFailed),
    "PoolTimeout": (errors.ConnectionFailed, errors.ConnectionFailed),
    "ProxyError": (errors.ConnectionFailed, errors.ConnectionFailed),
    "UnsupportedProtocol": (errors.ConnectionFailed, errors.ConnectionFailed),
    "ReadTimeout": (errors.RequestTimeout, OutcomeUnknown),
    "WriteTimeout": (errors.RequestTimeout, OutcomeUnknown),
    "ReadError": (errors.TransportError, OutcomeUnknown),
    "WriteError": (errors.TransportError, OutcomeUnknown),
    "CloseError": (errors.TransportError, OutcomeUnknown),
    "RemoteProtocolError": (errors.TransportError, OutcomeUnknown),
    "LocalProtocolError": (errors.TransportError, OutcomeUnknown),
    "DecodingError": (errors.TransportError, OutcomeUnknown),
}


@pytest.fixture(params=LIBRARIES)
def library(request):
    """Which library the HTTP client is of."""
    return LIBRARIES[request.param]


@pytest.fixture(params=["gateway", "direct"])
def route(request):
    """Which way actions go."""
    return request.param


@pytest.fixture
def loop():
    """One event loop for all that a test awaits."""
    with asyncio.Runner() as runner:
        yield runner


@pytest.fixture
def made(library, kind, loop):
    """Makes a client over an HTTP client that the caller made, and closes both after the test."""
    opened = []

    def make(base_url, handler=None, **options):
        transport = {"transport": library.MockTransport(handler)} if handler else {"trust_env": False}
        http = (library.Client if kind == "sync" else library.AsyncClient)(**transport)
        given = {"composio_api_key": PROJECT_KEY, "cal_api_key": KEY, "toolzz_token": TOKEN, "user_id": ACCOUNT}
        given |= {"base_url": base_url, "route": "gateway", "retries": AT_ONCE, "http_client": http, **options}
        client = (Client if kind == "sync" else AsyncClient)(**given)
        opened.append((client, http))
        return client

    yield make
    for client, http in opened:
        if kind == "sync":
            client.close()
            http.close()
        else:
            loop.run(client.aclose())
            loop.run(http.aclose())


@pytest.fixture
def run(loop):
    """Calls an operation of either client by its name, and waits for it."""

    def call(client, name, **arguments):
        found = attrgetter(name)(client)(**arguments)
        return loop.run(found) if asyncio.iscoroutine(found) else found

    return call


def scripted(library, *answers):
    """A handler that gives these answers in turn, the last one for ever, and the list of requests it got."""
    requests = []

    def handler(request):
        requests.append(request)
        answer = answers[min(len(requests), len(answers)) - 1]
        if isinstance(answer, Exception):
            raise answer
        status, body, headers = (*answer, {})[:3]
        return library.Response(status, content=body if isinstance(body, bytes) else json.dumps(body), headers=headers)

    return handler, requests


# Against a server, over sockets


def test_a_journey(made, run, route, toolzz_cal_mock_server):
    """A booking is made, read, listed and cancelled by both routes, and the answers are decoded to their types."""
    client = made(toolzz_cal_mock_server.url, route=route, strict=True)
    booking = run(client, "bookings.create", **BOOK).data
    assert (START, "accepted") == (booking.start, booking.status)
    read = run(client, "bookings.get", booking_uid=booking.uid).data.to_dict()
    assert {**read, "isPlatformManagedUserBooking": False} == booking.to_dict()  # only the first answer tells this
    assert booking.uid in [each.uid for each in run(client, "bookings.list", take=100).data]
    cancelled = run(client, "bookings.cancel", booking_uid=booking.uid, cancellation_reason="Ill")
    assert cancelled.successful
    assert "cancelled" == run(client, "bookings.get", booking_uid=booking.uid).data.status
    assert (200, "application/json") == (
        cancelled.response.status_code,
        cancelled.response.headers["content-type"].partition(";")[0],
    )


def test_the_toolzz_endpoints(made, run, toolzz_cal_mock_server):
    """What is neither route: a model with its time as it came."""
    client = made(toolzz_cal_mock_server.url)
    assert INTEGRATION == run(client, "calcom_integrations.get", integration_id=INTEGRATION).id


def test_pages_are_walked(made, loop, toolzz_cal_mock_server):
    """Every page of a list is asked for."""
    client = made(toolzz_cal_mock_server.url)
    found = client.bookings.iterate(take=1)

    async def listed():
        return [each.uid async for each in found]

    uids = [each.uid for each in found] if isinstance(client, Client) else loop.run(listed())
    assert BOOKING in uids
    assert len(set(uids)) == len(uids) > 1


@pytest.mark.parametrize("fault", ["drop_before", "drop_after", "truncate"])
def test_a_lost_write_is_not_repeated(made, run, route, fault, toolzz_cal_mock_server):
    """A connection that ends too early leaves a write open, once; its cause is the library's own error."""
    client = made(toolzz_cal_mock_server.url, route=route)
    toolzz_cal_mock_server.faults.add(fault, "bookings.create", times=1)
    with pytest.raises(OutcomeUnknown) as caught:
        run(client, "bookings.create", **BOOK)
    assert type(caught.value.__cause__) is errors.TransportError
    assert type(caught.value.__cause__.__cause__).__name__ in ("RemoteProtocolError", "ReadError")
    toolzz_cal_mock_server.calls.assert_called_once("bookings.create")


@pytest.mark.parametrize("fault", ["drop_before", "drop_after", "truncate", "malformed", "status=503"])
def test_a_lost_read_is_repeated(made, run, route, fault, toolzz_cal_mock_server):
    """A read that fails twice succeeds at the third attempt."""
    seen = []
    policy = RetryPolicy(2, base=0, on_retry=seen.append)
    client = made(toolzz_cal_mock_server.url, route=route, retries=policy)
    kind, _, value = fault.partition("=")
    more = {"status": int(value)} if value else {}
    toolzz_cal_mock_server.faults.add(kind, "bookings.get", times=2, **more)
    assert BOOKING == run(client, "bookings.get", booking_uid=BOOKING).data.uid
    assert [1, 2] == [event.attempt for event in seen]


def test_a_slow_answer_times_out(made, run, toolzz_cal_mock_server):
    """A call's own time-out holds: a read is a `RequestTimeout`, a write is open."""
    client = made(toolzz_cal_mock_server.url, retries=0)
    toolzz_cal_mock_server.faults.add("latency", latency=2)
    with pytest.raises(errors.RequestTimeout, match="ReadTimeout"):
        run(client, "bookings.get", booking_uid=BOOKING, timeout=0.3)
    with pytest.raises(OutcomeUnknown, match="ReadTimeout"):
        run(client, "bookings.create", timeout=0.3, **BOOK)


def test_nobody_listens(made, run):
    """A refused connection is `ConnectionFailed` also for a write: nothing was sent."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))  # taken, but nobody listens
        client = made(f"http://127.0.0.1:{free.getsockname()[1]}")
        with pytest.raises(errors.ConnectionFailed, match="ConnectError"):
            run(client, "bookings.create", **BOOK)


@pytest.mark.parametrize(
    ("status", "kind"),
    [(400, errors.BadRequest), (401, errors.AuthenticationFailed), (404, errors.NotFound), (409, errors.Conflict)],
)
def test_a_refusal_is_told(made, run, status, kind, toolzz_cal_mock_server):
    """By the class of its status, after one request."""
    client = made(toolzz_cal_mock_server.url, route="direct")
    toolzz_cal_mock_server.faults.add("status", "bookings.create", status=status)
    with pytest.raises(kind):
        run(client, "bookings.create", **BOOK)
    toolzz_cal_mock_server.calls.assert_called_once("bookings.create")


def test_an_action_that_fails(made, run, toolzz_cal_mock_server):
    """The gateway's `successful: false`."""
    with pytest.raises(errors.ActionFailed):
        run(made(toolzz_cal_mock_server.url), "bookings.get", booking_uid="bk-example-of-none")


# Against answers that no server gives


@pytest.mark.parametrize("name", ERRORS)
def test_each_error_of_the_library(made, run, library, name):
    """Every error is known by its name: how often it is repeated, and what it becomes."""
    handler, requests = scripted(library, getattr(library, name)("lost"))
    client = made("https://mock.example", handler)
    for (operation, arguments), kind in zip(
        (("bookings.get", {"booking_uid": BOOKING}), ("bookings.create", BOOK)), ERRORS[name], strict=True
    ):
        requests.clear()
        with pytest.raises(ToolzzCalError) as caught:
            run(client, operation, **arguments)
        assert kind is type(caught.value)
        assert (1 if kind is OutcomeUnknown else 3) == len(requests)
        cause = caught.value.__cause__.__cause__ if kind is OutcomeUnknown else caught.value.__cause__
        assert getattr(library, name) is type(cause)


def test_no_error_of_the_library_is_forgotten(library):
    """The table above has each error that a transport of either library can raise when it is asked for JSON."""

    def leaves(kind):
        return {kind.__name__} if not (below := kind.__subclasses__()) else set().union(*map(leaves, below))

    assert set(ERRORS) == leaves(library.TransportError) - {"SSEError"} | {"DecodingError"}


def test_a_redirect_is_not_followed(made, run, library):
    """Wherever it leads: credentials stay here, even if the HTTP client that was given follows redirects."""
    handler, requests = scripted(library, (307, b"", {"location": "https://elsewhere.example/steal"}))
    client = made("https://mock.example", handler)
    client._engine.pool.sender().http.follow_redirects = True
    with pytest.raises(errors.StatusError, match="307"):
        run(client, "bookings.get", booking_uid=BOOKING)
    assert ["mock.example"] == [request.url.host for request in requests]


@pytest.mark.parametrize("status", [429, 503])
def test_retry_after_is_obeyed(made, run, library, status):
    """The upstream's own delay counts."""
    seen = []
    handler, requests = scripted(library, (status, b"", {"Retry-After": "0.01"}), (200, BOOKED))
    client = made("https://mock.example", handler, retries=RetryPolicy(2, base=30, on_retry=seen.append))
    assert "bk_1" == run(client, "bookings.get", booking_uid="bk_1").data.uid
    assert [0.01] == [event.delay for event in seen]
    assert 2 == len(requests)


def test_a_body_can_be_compressed(made, run, library):
    """What the HTTP client unpacks is decoded; what it can't unpack leaves a write open."""
    import gzip

    handler, _ = scripted(library, (200, gzip.compress(json.dumps(BOOKED).encode()), {"content-encoding": "gzip"}))
    assert "bk_1" == run(made("https://mock.example", handler), "bookings.get", booking_uid="bk_1").data.uid
    handler, requests = scripted(library, (200, b"no gzip", {"content-encoding": "gzip"}))
    with pytest.raises(OutcomeUnknown, match="DecodingError"):
        run(made("https://mock.example", handler), "bookings.create", **BOOK)
    assert 1 == len(requests)


def test_the_request_is_the_same(made, run, route, library):
    """Both libraries send the same method, address, credential and bytes, under the caller's own user agent."""
    handler, requests = scripted(library, (200, BOOKED if route == "gateway" else BOOKED["data"]))
    client = made("https://mock.example", handler, route=route, cal_api_key=CAL_KEY)
    run(client, "bookings.create", **BOOK)
    (sent,) = requests
    credential = ("x-api-key", PROJECT_KEY) if route == "gateway" else ("authorization", f"Bearer {CAL_KEY}")
    assert credential[1] == sent.headers[credential[0]]
    assert "POST" == sent.method
    assert sent.headers["user-agent"].startswith(f"python-{library.__name__}/")
    body = json.loads(sent.content)
    expected = body["arguments"] if route == "gateway" else body
    assert ("2027-03-09T14:00:00Z", 10482) == (expected["start"], expected["eventTypeId"])


def test_no_address_with_a_secret_is_logged(made, run, library, caplog, toolzz_cal_mock_server):
    """What either library logs of an address is masked where it holds a secret."""
    client = made(toolzz_cal_mock_server.url, route="direct")
    with caplog.at_level(logging.DEBUG), suppress(ToolzzCalError):
        run(client, "stripe.save", code="example7marked", state="example7marked")
    assert library.__name__ in {record.name for record in caplog.records}
    # The server, which is in this process, may log what it was asked for.
    texts = [record.getMessage() for record in caplog.records if not record.name.startswith("uvicorn")]
    assert not [text for text in texts if "example7marked" in text or KEY in text or PROJECT_KEY in text]


def test_closing_is_the_owners_matter(made, run, library, kind, loop):
    """Closing the client leaves the HTTP client open; after its owner has closed it, calls raise `ClientClosed`."""
    handler, requests = scripted(library, (200, BOOKED))
    client, other = made("https://mock.example", handler), made("https://mock.example", handler)
    for each in (client, other):
        run(each, "bookings.get", booking_uid="bk_1")
    http = client._engine.pool.sender().http
    if kind == "sync":
        client.close()
        other._engine.pool.sender().http.close()
    else:
        loop.run(client.aclose())
        loop.run(other._engine.pool.sender().http.aclose())
    assert not http.is_closed
    for each in (client, other):
        with pytest.raises(errors.ClientClosed):
            run(each, "bookings.get", booking_uid="bk_1")
    assert 2 == len(requests)
