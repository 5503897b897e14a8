"""What an answer proves of a write: it is told as failed only if nothing can have happened."""

import pytest
from toolzz_cal import errors
from toolzz_cal._outcome import leaves_open, status_behind

from tests.support.client import CAL_KEY, Reply, Upstream, done, example
from tests.support.mcp import called
from tests.support.mock import fails_behind
from tests.support.tables import every

GATEWAY = {"route": "gateway"}
DIRECT = {"route": "direct", "cal_api_key": CAL_KEY, "composio_api_key": None}


def failure(error, data=None):
    """The gateway's envelope around what went wrong."""
    return {"successful": False, "error": error, "data": data}


BOOKING = {
    "start": "2027-03-09T14:00:00Z",
    "event_type_id": 10482,
    "attendee": {"name": "Ana Prado", "email": "ana.prado@example.com", "timeZone": "UTC"},
}


# What the gateway says, and the status that it tells of.
OPEN = {
    "status_code": (failure("Gateway Timeout", {"status_code": 504}), 504),
    "statusCode, as text": (failure("", {"statusCode": "500"}), 500),
    "status": (failure(None, {"status": 502, "message": "x"}), 502),
    "error.status": (failure("Failed", {"error": {"status": 500, "message": "x"}}), 500),
    "deep": (failure("Failed", {"response": {"details": [{"http_status": 503}]}}), 503),
    "408": (failure("Request Timeout", {"status_code": 408}), 408),
    "499": (failure("closed", {"status_code": 499}), 499),
    "303": (failure("See Other", {"status_code": 303}), 303),
    "622": (failure("?", {"status_code": 622}), 622),
    "open beside a refusal": (failure("400 Bad Request", {"error": {"status": 500}}), 500),
    "error is an object": (failure({"message": "no", "code": 5000, "status": 500}), 500),
    "requests": (failure("504 Server Error: Gateway Timeout for url: https://api.example.com/v2/bookings"), 504),
    "httpx": (failure("Server error '502 Bad Gateway' for url 'https://api.example.com/v2/bookings'"), 502),
    "axios": (failure("Request failed with status code 503"), 503),
    "mock": (failure("500 InternalServerErrorException: Something broke", {}), 500),
    "JSON in a text": (failure('Error: {"statusCode": 500, "message": "no"}'), 500),
    "HTTP/1.1": (failure("upstream said HTTP/1.1 503"), 503),
    "page": (failure(None, "<html><title>502 Bad Gateway</title>"), 502),
    "524": (failure("HTTP 524: a timeout occurred"), 524),
    "timed out": (failure("HTTPSConnectionPool(host='api.example.com', port=443): Read timed out."), 504),
    "timeout": (failure("timeout of 30000ms exceeded"), 504),
    "deadline": (failure("context deadline exceeded"), 504),
    "word of a class": (failure("", {"error": {"code": "InternalServerErrorException"}}), 500),
    "unavailable": (failure("Service Temporarily Unavailable"), 503),
    "reset": (failure("read ECONNRESET"), 502),
    "hung up": (failure("socket hang up"), 502),
    "aborted": (failure("('Connection aborted.', RemoteDisconnected('Remote end closed connection'))"), 502),
    "successful": ({"successful": True, "error": None, "data": {"status": "error", "error": {"status": 500}}}, 500),
    "successful, Nest": ({"successful": True, "data": {"statusCode": 500, "message": "Internal server error"}}, 500),
}
REFUSED = {
    "status_code": (failure("Bad Request", {"status_code": 400}), 400),
    "error.status": (failure("Failed", {"error": {"status": 404}}), 404),
    "mock": (failure("404 NotFoundException: No such booking", {}), 404),
    "number before words": (failure("400 Client Error: your hold on the slot timed out"), 400),
    "account": (failure({"message": "No connected account", "code": 1803, "status": 404}), 404),
    "501": (failure("Not Implemented", {"status_code": 501}), 501),
    "429": (failure("429 Too Many Requests"), 429),
    "307": (failure("Temporary Redirect", {"status_code": 307}), 307),
    "no status": (failure("User already has booking at this time or is not available"), None),
    "a number of something": (failure("500 bookings are the most"), None),
    "minutes": (failure("120 minutes are the longest", {"booking": {"status": "accepted", "length": 500}}), None),
    "successful": ({"successful": True, "data": {"status": "error", "error": {"code": "BadRequestException"}}}, None),
    "successful, Nest": ({"successful": True, "data": {"statusCode": 409, "message": "taken"}}, 409),
}


@every(("body", "status"), OPEN.values(), ids=OPEN)
def test_a_failure_behind_the_gateway_leaves_a_write_open(body, status, api):
    """What may have happened behind it is not told as failed, and not sent again; its cause tells what was said."""
    upstream = Upstream(Reply(200, body))
    with pytest.raises(errors.OutcomeUnknown, match="look before repeating") as caught:
        api(upstream).cancel()
    cause = caught.value.__cause__
    assert (type(cause), cause.upstream_status, cause.status_code) == (errors.ActionFailed, status, 200)
    assert (caught.value.body, caught.value.status_code) == (cause.body, 200)
    assert upstream.count == 1


@every(("body", "status"), REFUSED.values(), ids=REFUSED)
def test_a_refusal_behind_the_gateway_is_a_failure(body, status, api):
    """A write that was refused did not happen, and may be told as failed; it is not repeated."""
    upstream = Upstream(Reply(200, body))
    with pytest.raises(errors.ActionFailed) as caught:
        api(upstream).cancel()
    assert (caught.value.upstream_status, upstream.count) == (status, 1)


@every("status", [408, 500, 502, 503, 504])
def test_a_read_that_failed_behind_the_gateway_is_repeated(status, api):
    """As after the same status of the gateway's own; when it does not get better it is the failure that was told."""
    broken = Reply(200, failure("Failed", {"status_code": status}))
    upstream = Upstream(broken, done({"status": "success", "data": {"uid": "bk"}}))
    assert (api(upstream).get().data.uid, upstream.count) == ("bk", 2)
    upstream = Upstream(broken)
    with pytest.raises(errors.ActionFailed):
        api(upstream).get()
    assert upstream.count == 3


def test_a_read_that_was_refused_is_not_repeated(api):
    """Nor one that failed for a reason without a status."""
    for body in (failure("Not Found", {"status_code": 404}), failure("no"), failure("?", {"status_code": 303})):
        upstream = Upstream(Reply(200, body))
        with pytest.raises(errors.ActionFailed):
            api(upstream).get()
        assert upstream.count == 1


@every(
    ("error", "expected"),
    [
        ({"code": "InternalServerErrorException", "status": 500}, errors.OutcomeUnknown),
        ({"code": "GatewayTimeoutException", "message": "Upstream timed out"}, errors.OutcomeUnknown),
        ({"code": "BadRequestException", "message": "no", "status": 400}, errors.ActionFailed),
    ],
)
def test_a_success_of_the_direct_route_that_wraps_a_failure(error, expected, api):
    """A 2xx of Cal.com itself whose reply is an error is read in the same way."""
    upstream = Upstream(Reply(200, {"status": "error", "error": error}))
    with pytest.raises(expected) as caught:
        api(upstream, **DIRECT).cancel()
    assert (type(caught.value), upstream.count) == (expected, 1)


@every("status", [300, 303, 306, 399, 408, 460, 499, 500, 505, 524, 599, 600, 622, 999])
@every("options", [GATEWAY, DIRECT], ids=["gateway", "direct"])
def test_statuses_that_leave_a_write_open(status, options, api):
    """By either route, and for the platform's own requests."""
    each = example("calcom_integrations.create")
    for call in (lambda client: client.cancel(), lambda client: client.run(each)):
        upstream = Upstream(Reply(status, {"message": "no"}, {"location": "https://elsewhere.example.com"}))
        with pytest.raises(errors.OutcomeUnknown) as caught:
            call(api(upstream, **options))
        assert (caught.value.status_code, upstream.count) == (status, 1)


@every("status", [301, 302, 304, 305, 307, 308, 400, 401, 404, 409, 410, 422, 425, 451, 501])
def test_statuses_that_prove_that_nothing_happened(status, api):
    """A refusal, and word that the address is another one."""
    with pytest.raises(errors.StatusError) as caught:
        api(Upstream(Reply(status, {"message": "no"}))).cancel()
    assert (caught.value.status_code, leaves_open(status)) == (status, False)


def test_reading_of_a_failure_is_bounded():
    """However deep or wide a body is, and however long its texts are, only some of it is looked at."""
    deep = {"status_code": 500}
    for _ in range(5000):
        deep = {"data": deep}
    assert status_behind(deep) is None
    assert status_behind({"errors": [{}] * 10_000 + [{"status_code": 500}]}) is None
    assert status_behind({"error": "connection" + "_" * 1_000_000 + "reset"}) is None


def test_the_mock_s_own_gateway_is_read_the_same(toolzz_cal_mock, monkeypatch):
    """What breaks behind it is a text with a status; `reconcile` then finds what was made."""
    fails_behind(monkeypatch, "bookings.create")
    client = toolzz_cal_mock.client
    with pytest.raises(errors.OutcomeUnknown, match="500 InternalServerErrorException"):
        client.bookings.create(**BOOKING)
    found = client.bookings.create(**BOOKING | {"start": "2027-03-09T15:00:00Z"}, reconcile=True)
    assert (found.reconciled, found.data.start.hour) == (True, 15)
    assert len(toolzz_cal_mock.calls("bookings.create")) == 2


def test_the_tools_tell_a_model_to_look_first(kind):
    """Not that the calendar refused it."""
    from tests.support.tools import made

    def api(upstream):
        from tests.support.client import Api

        return Api(kind, upstream)

    _, run = made(api, Upstream(Reply(200, OPEN["status_code"][0])))
    told = run("bookings_cancel", {"bookingUid": "bk"})
    assert told.is_error
    assert "may or may not have happened. Do not repeat it" in told.text
    assert "refused" not in told.text


def test_the_mcp_server_tells_a_model_to_look_first():
    """Its text is the tools'."""
    from toolzz_cal_mcp import Settings

    from tests.support.client import Api

    client = Api("async", Upstream(Reply(200, OPEN["status_code"][0]))).client
    told = called(client, "bookings_cancel", {"bookingUid": "bk"}, Settings(allow="destroy", confirm=False))
    assert told.is_error
    assert "may or may not have happened. Do not repeat it" in told.content[0].text
