"""Headers of one call: sent with each of its requests, never in place of what only the client may say."""

import httpx
import pytest
from toolzz_cal import errors

from tests.support.client import CAL_KEY, KEY, TOKEN, Reply, Upstream, done, example
from tests.support.direct import answered, cal
from tests.support.tables import every

TRACE = {"X-Trace": "t-1", "User-Agent": "Mine/1.0", "cal-api-version": "2026-05-01"}
VALUE = "example-value"
SENT = {name.lower(): value for name, value in TRACE.items()}


def is_sent(request):
    """Whether the headers came with a request."""
    return SENT.items() <= dict(request.headers).items()


@every("route", ["gateway", "direct", "toolzz"])
def test_they_come_with_the_call(route, api):
    """On every route, and win over what the client says by itself; the credential stays."""
    answer = Reply(200, {"status": "success", "data": {"uid": "bk"}}) if route == "direct" else done({"uid": "bk"})
    there = Upstream(answer)
    options = {"route": "direct", "cal_api_key": CAL_KEY, "composio_api_key": None} if route == "direct" else {}
    made = api(there, **options)
    if route == "toolzz":
        made.call("functions.get", function_id="f", extra_headers=TRACE)
    else:
        made.get(extra_headers=TRACE)
        made.get()
        assert not is_sent(there.requests[1])
    (request, *_) = there.requests
    assert is_sent(request)
    credential = {"gateway": KEY, "direct": f"Bearer {CAL_KEY}", "toolzz": f"Bearer {TOKEN}"}[route]
    assert credential in (request.headers.get("x-api-key"), request.headers.get("authorization"))


def test_they_come_with_each_attempt_page_and_look(api):
    """A call is all that is sent for it."""
    page = done(example("bookings.list").answer["data"])
    there = Upstream(Reply(503, {"message": "later"}), page)
    made = api(there)
    made.call("bookings.iterate", take=1, extra_headers=TRACE)
    assert there.count > 1
    assert all(map(is_sent, there.requests))

    there = Upstream(httpx.ReadTimeout("gone"), done([]))
    attendee = {"name": "Ana Prado", "email": "ana.prado@example.com", "timeZone": "UTC"}
    with pytest.raises(errors.OutcomeUnknown):
        api(there).call(
            "bookings.create",
            start="2027-03-09T15:00:00Z",
            event_type_id=1,
            attendee=attendee,
            reconcile=True,
            extra_headers=TRACE,
        )
    assert there.count > 1
    assert all(map(is_sent, there.requests))


def test_they_come_with_what_stands_in_for_a_binding(direct):
    """An upstream that has only an older request is sent them with that too."""
    each = example("google_calendar.check")
    there = Upstream(Reply(404, {"message": f"Cannot {cal(each.name)['request']}"}), answered(each))
    direct(there).run(each, extra_headers=TRACE)
    assert there.count == 2
    assert len({str(request.url) for request in there.requests}) == 2
    assert all(map(is_sent, there.requests))


def test_actions_by_slug_take_them(api):
    """As methods do."""
    there = Upstream(done({"uid": "bk"}))
    api(there).call("actions.execute", "CAL_CANCEL_BOOKING_VIA_UID", {"bookingUid": "bk"}, extra_headers=TRACE)
    assert is_sent(there.requests[0])


@every(
    "name",
    [
        "Authorization",
        "X-API-Key",
        "x-cal-client-id",
        "X-Cal-Secret-Key",
        "proxy-authorization",
        "Host",
        "Content-Length",
        "Transfer-Encoding",
        "Connection",
        "TE",
        "Upgrade",
        "Expect",
        "Accept-Encoding",
    ],
)
def test_what_only_the_client_may_say_is_refused(name, api):
    """Before anything is sent, and without the value."""
    there, value = Upstream(done()), VALUE
    with pytest.raises(errors.ArgumentError, match=r"leave it out|give it to the client") as caught:
        api(there).cancel(extra_headers={name: value})
    assert VALUE not in repr(caught.getrepr())
    assert (there.count, caught.value.operation) == (0, "bookings.cancel")


@every(
    "headers",
    [
        {"x-a": "1\r\nx-evil: 2"},
        {"x-a": "1\n"},
        {"x-a": "\x00"},
        {"x-a": "ü"},
        {"x-a": " 1"},
        {"x-a": 1},
        {"x-a": None},
        {"x-a": b"1"},
        {"x a": "1"},
        {"x-a\r\nx-evil": "1"},
        {"x-a:": "1"},
        {"": "1"},
        {1: "1"},
        [("x-a", "1")],
        "x-a: 1",
    ],
    ids=repr,
)
def test_what_cannot_be_sent_is_refused(headers, api):
    """A header is text, whose name and value end where they should."""
    there = Upstream(done())
    with pytest.raises(errors.ArgumentError, match="extra_headers"):
        api(there).cancel(extra_headers=headers)
    assert there.count == 0


def test_secrets_among_them_are_masked(api):
    """Where an upstream quotes them; an identifier of a trace is not one."""
    given = {"X-Session-Token": "example-session-1", "Cookie": "sid=example-cookie", "X-Trace": "trace-0001"}
    told = " and ".join(given.values())
    there = Upstream(Reply(400, {"message": f"wrong: {told}"}, {"x-request-id": "trace-0001"}))
    with pytest.raises(errors.BadRequest) as caught:
        api(there).cancel(extra_headers=given)
    shown = f"{caught.value} {caught.value.body}"
    assert "example-session-1" not in shown
    assert "example-cookie" not in shown
    assert caught.value.request_id == "trace-0001"
    ours = [entry for entry in caught.traceback if "generated_client" in str(entry.path)]
    assert not [entry for entry in ours if "example-session-1" in repr(entry.frame.f_locals)]


def test_functions_that_give_credentials_go_on(api):
    """The credential is put in for each attempt, the headers stay."""
    there = Upstream(Reply(401, {"message": "expired"}), done({"uid": "bk"}))
    keys = iter(["ak_example_1", "ak_example_2"])
    api(there, composio_api_key=lambda: next(keys)).cancel(extra_headers=TRACE)
    assert [each.headers["x-api-key"] for each in there.requests] == ["ak_example_1", "ak_example_2"]
    assert all(map(is_sent, there.requests))
