"""The direct route: whatever Cal.com answers, the result and the errors are those that the gateway's answer gives."""

import json
import pickle
from dataclasses import replace

import httpx
import pytest
from toolzz_cal import Client, OutcomeUnknown, RetryEvent, RetryPolicy, errors

from tests.support.bindings import notes
from tests.support.client import Example, Reply, Upstream, actions, async_client, example, waited_for
from tests.support.direct import CLIENT, DIRECT, answered, cal, having, needed, specified
from tests.support.tables import every

ACTIONS = every("each", actions(), ids=str)
CALLBACKS = [name for name in having("state") if cal(name).get("state") == "redirect"]
DONE = {"status": "success"}
DETAILS = {
    "errors": [
        {"property": "start", "constraints": {"isDateString": "start must be a date", "isDefined": "start is needed"}},
        {"property": "attendee", "constraints": {"isEmail": "email must be an email"}, "children": []},
    ]
}


@pytest.fixture
def direct(api):
    """Makes an `Api` with a Cal.com key in front of an upstream."""

    def made(upstream, **options):
        return api(upstream, **{**DIRECT, **options})

    return made


def failure(client, each, **more):
    """The error that a call ends with."""
    with pytest.raises(errors.ToolzzCalError) as caught:
        client.run(each, **more)
    return caught.value


def plain(data):
    """A result's data as JSON."""
    return [plain(item) for item in data] if isinstance(data, list) else getattr(data, "to_dict", lambda: data)()


# Results


@ACTIONS
def test_answer_gives_the_result_of_the_gateway(each: Example, direct, api):
    """Cal.com's own answer becomes the data, of the same type, that the gateway's answer becomes."""
    extra = {"extra_arguments": more} if (more := needed(each)) else {}
    upstream = Upstream(answered(each, **{"x-request-id": "req-example"}))
    result = direct(upstream, strict=True, **CLIENT).run(each, **extra)
    other = api(Upstream(Reply(200, each.answer)), strict=True).run(each, **extra)
    assert type(other.data) is type(result.data)
    assert (each.payload, other.data, other.reply) == (plain(result.data), result.data, result.reply)
    assert (True, None, "req-example", ()) == (result.successful, result.error, result.log_id, result.mismatches)
    if each.name not in CALLBACKS:
        assert json.loads(result.response.content) == result.raw
    assert each.name == "me.organization_ids" or result.raw == result.reply


@ACTIONS
def test_result_can_be_pickled(each: Example):
    """A result travels to another process with its data, reply and answer, and its repr shows no secret."""
    client = Client(
        http_client=httpx.Client(transport=httpx.MockTransport(Upstream(answered(each)))), **DIRECT, **CLIENT
    )
    result = client.actions.execute(each.slug, {**each.arguments, **needed(each)})
    copy = pickle.loads(pickle.dumps(result))
    assert (result.data, result.reply, result.raw) == (copy.data, copy.reply, copy.raw)
    assert result.response.content == copy.response.content
    assert "example-code" not in repr(result)


def test_result_without_a_request_id_has_no_log_id(direct):
    """A server of one's own may send no identifier."""
    assert direct(Upstream(answered(example("bookings.get")))).get().log_id is None


@every("status", [200, 201, 202, 204])
@every("name", ["webhooks.delete", "conferencing.disconnect", "calendars.disconnect"])
def test_empty_answer_is_a_success(name, status, direct):
    """A write that is answered with no body has happened; its data holds nothing."""
    result = direct(Upstream(Reply(status, b""))).run(example(name))
    assert ({}, {}, {}) == (plain(result.data), result.reply, result.raw)


def test_default_schedule_may_be_none(direct):
    """Misdescribed: the caller's default schedule is answered, which may be missing."""
    result = direct(Upstream(Reply(200, {"status": "success", "data": None})), strict=True).call(
        "schedules.get_default"
    )
    assert (None, {"status": "success", "data": None}) == (result.data, result.reply)


MISDESCRIBED = {
    "calendars.check: a status, no free times": ("calendars.check", DONE, DONE),
    "calendars.ics_feeds.check: a status of the saved feeds": ("calendars.ics_feeds.check", DONE, DONE),
    "provider.verify_access_token: a status, no token": ("provider.verify_access_token", DONE, DONE),
    "stripe.connect: an address to go to": (
        "stripe.connect",
        {"status": "success", "data": {"authUrl": "https://pay.example.com"}},
        {"authUrl": "https://pay.example.com"},
    ),
    "slots.reserve: a bare text": ("slots.reserve", {"status": "success", "data": "slot6Hq2Wd9"}, "slot6Hq2Wd9"),
    "oauth_clients.users.delete: the user who is gone": (
        "oauth_clients.users.delete",
        {"status": "success", "data": {"id": 31790}},
        {"id": 31790},
    ),
}


@every("trap", MISDESCRIBED)
def test_misdescribed_answer(trap, direct):
    """What a page misdescribes is what Cal.com really answers."""
    name, body, data = MISDESCRIBED[trap]
    result = direct(Upstream(Reply(200, body)), **CLIENT).run(example(name))
    assert (data, body) == (plain(result.data), result.raw)


@every("body", ["text", 5, None, True, [1], [None], {"data": 1}, {"status": 7, "data": 2}])
@every("name", ["bookings.get", "bookings.list", "me.organization_ids", "slots.reserve"])
def test_answer_of_another_form_is_kept(name, body, direct):
    """An answer that is no envelope, or no object, is kept as it came; strict mode says what it should have been."""
    result = direct(Upstream(Reply(200, body))).run(example(name))
    assert body == result.raw
    if result.mismatches:
        strict = failure(direct(Upstream(Reply(200, body)), strict=True), example(name))
        assert isinstance(strict, errors.DecodeError)
        assert strict.mismatches
    else:
        assert name in ("slots.reserve", "bookings.get")


@every("body", [b"<html>", b"{", b"\xff", b" "])
def test_answer_that_is_no_json(body, direct):
    """A page of a proxy is repeated for a read, and leaves open what became of a write."""
    upstream = Upstream(Reply(200, body), answered(example("bookings.get")))
    assert direct(upstream).get().data
    assert upstream.count == 2
    upstream = Upstream(Reply(200, body))
    error = failure(direct(upstream), example("bookings.cancel"))
    assert (OutcomeUnknown, errors.DecodeError, 1) == (type(error), type(error.__cause__), upstream.count)


# The organization's id


@every(
    ("profile", "ids"),
    [
        ({"status": "success", "data": {"organizationId": 1205}}, ["1205"]),
        ({"status": "success", "data": {"organizationId": "1205"}}, ["1205"]),
        ({"status": "success", "data": {"organizationId": None}}, []),
        ({"status": "success", "data": {"id": 1}}, []),
    ],
)
def test_organization_ids_are_composed_of_the_profile(profile, ids, direct):
    """Cal.com has no such request: the id is that of `me`, one at most, as texts."""
    upstream = Upstream(Reply(200, profile))
    result = direct(upstream, strict=True).call("me.organization_ids")
    assert (ids, ids, profile) == (result.data, result.reply, result.raw)
    assert "https://api.cal.com/v2/me" == str(upstream.requests[0].url)


@every("body", [{"status": "success"}, {"status": "success", "data": None}, [], "text"])
def test_profile_without_data_is_a_mismatch(body, direct):
    """A profile that tells nothing is no empty list."""
    assert direct(Upstream(Reply(200, body))).call("me.organization_ids").data != [] or body == []
    strict = direct(Upstream(Reply(200, body)), strict=True)
    if body != []:
        assert isinstance(failure(strict, example("me.organization_ids")), errors.DecodeError)


def test_failing_profile_fails(direct):
    """An error inside a 200 is one here too."""
    upstream = Upstream(Reply(200, {"status": "error", "error": {"message": "No profile"}, "data": {"id": 1}}))
    assert "No profile" == failure(direct(upstream), example("me.organization_ids")).error


# Callbacks


@every("status", [301, 302, 303, 307, 308])
@every("name", CALLBACKS)
def test_callback_answers_where_it_leads(name, status, direct):
    """The address of the redirect is the answer, absolute or not; nothing is asked for there."""
    for target in ("https://app.example.com/done?error=denied", "/v2/calendars/google/save?state=a"):
        upstream = Upstream(Reply(status, b"Moved", {"location": target, "x-request-id": "req-example"}))
        result = direct(upstream, strict=True).run(example(name))
        assert (1, target, "req-example") == (upstream.count, result.data.url, result.log_id)
        assert ({"url": target}, status) == (result.reply, result.response.status_code)


def test_there_are_four_callbacks():
    """The specification names them."""
    assert len(CALLBACKS) == 4


@pytest.mark.parametrize("name", [CALLBACKS[0], "bookings.get"])
@pytest.mark.parametrize("kind", ["sync", "async"])
def test_redirect_is_not_followed_by_a_client_of_ones_own(name, kind):
    """Even an HTTP client that was told to follow sends no credential elsewhere."""
    upstream = Upstream(Reply(301, b"", {"location": "https://other.example.com/"}))
    transport = httpx.MockTransport(upstream)
    if kind == "sync":
        client = Client(http_client=httpx.Client(transport=transport, follow_redirects=True), **DIRECT)
    else:
        client = async_client(
            upstream, http_client=httpx.AsyncClient(transport=transport, follow_redirects=True), **DIRECT
        )
    each = example(name)
    if name == "bookings.get":
        with pytest.raises(errors.StatusError, match="redirects are not followed"):
            waited_for(client.actions.execute(each.slug, each.arguments))
    else:
        waited_for(client.actions.execute(each.slug, each.arguments))
    assert ["api.cal.com"] == [request.url.host for request in upstream.requests]


def test_callback_without_an_address_is_an_error(direct):
    """A redirect to nowhere, and a refusal, are errors of their status."""
    for reply in (Reply(301, b""), Reply(400, {"message": "no"}, {"location": "https://app.example.com"})):
        error = failure(direct(Upstream(reply)), example("stripe.save"))
        assert (errors.StatusError, reply.status) in ((type(error), 301), (type(error).__mro__[1], error.status_code))


# Failures


@pytest.mark.parametrize("status", [200, 201])
def test_error_inside_a_success_is_a_failed_action(status, direct):
    """`status: error` under a good status fails as on the gateway."""
    body = {"status": "error", "error": {"code": "X", "message": "No slot", "details": DETAILS}}
    error = failure(direct(Upstream(Reply(status, body, {"x-request-id": "req-example"}))), example("bookings.create"))
    assert type(error) is errors.ActionFailed
    assert error.error.startswith("No slot. start must be a date. start is needed. email must be an email")
    assert ("req-example", "req-example", body) == (error.log_id, error.request_id, error.body)


STATUSES = {
    400: errors.BadRequest,
    401: errors.AuthenticationFailed,
    403: errors.PermissionDenied,
    404: errors.NotFound,
    409: errors.Conflict,
    410: errors.Gone,
    422: errors.Unprocessable,
    429: errors.RateLimited,
}


@every("status", STATUSES)
def test_error_of_cal_com_is_typed(status, direct):
    """Cal.com's error body gives the class of its status, with the message, what is wrong where, and the request id."""
    error = {"code": "BadRequestException", "message": "Input is wrong", "details": DETAILS}
    body = {"status": "error", "timestamp": "2027-03-01T12:00:00Z", "path": "/v2/bookings", "error": error}
    upstream = Upstream(Reply(status, body, {"x-request-id": "req-example"}))
    error = failure(direct(upstream, retries=0), example("bookings.create"))
    assert STATUSES[status] is type(error)
    assert "Input is wrong. start must be a date. start is needed. email must be an email" == error.message
    assert ("bookings.create", "POST", "https://api.cal.com/v2/bookings", "req-example", body) == (
        error.operation,
        error.method,
        error.url,
        error.request_id,
        error.body,
    )
    copy = pickle.loads(pickle.dumps(error))
    assert (type(error), str(error), vars(error)) == (type(copy), str(copy), vars(copy))


@every(
    "details",
    [None, "text", {}, {"errors": None}, {"errors": "text"}, {"errors": [None, 1, {"constraints": [1]}]},
     {"errors": [{"constraints": {"a": 1, "b": None, "c": "Input is wrong"}}]}],
)  # fmt: skip
def test_odd_details_add_nothing(details, direct):
    """Details of another form, or that repeat the message, leave the message as it is."""
    body = {"status": "error", "error": {"message": "Input is wrong", "details": details}}
    assert "Input is wrong" == failure(direct(Upstream(Reply(400, body))), example("bookings.create")).message


def test_uncaught_error_has_no_envelope(direct):
    """The plain 500 of an uncaught error is a `ServerError`; after a write nobody knows."""
    body = {"statusCode": 500, "message": "Internal server error"}
    upstream = Upstream(Reply(500, body))
    read = failure(direct(upstream), example("bookings.get"))
    assert (errors.ServerError, "Internal server error", 3) == (type(read), read.message, upstream.count)
    upstream = Upstream(Reply(500, body))
    write = failure(direct(upstream), example("bookings.cancel"))
    assert (OutcomeUnknown, errors.ServerError, 1) == (type(write), type(write.__cause__), upstream.count)
    assert (500, body) == (write.status_code, write.body)


@pytest.mark.parametrize(("name", "status"), [("stripe.check_team", 404), ("teams.event_types.create_phone_call", 400)])
def test_what_is_known_not_to_work_says_so(name, status, direct):
    """A request that Cal.com has removed, or always refuses, adds that to its words, and only to these."""
    hint = {404: "has removed this request", 400: "are known to refuse this request"}[status]
    each, body = _alone(example(name)), {"status": "error", "error": {"message": "Cannot do this"}}
    extra = {"extra_arguments": more} if (more := needed(each)) else {}
    error = failure(direct(Upstream(Reply(status, body))), each, **extra)
    assert error.message.startswith("Cannot do this. Cal.com")
    assert hint in error.message
    assert error.message == error.args[0]
    assert hint in str(pickle.loads(pickle.dumps(error)))
    assert notes(specified()[name])
    for other, code in ((each, 403), (example("bookings.get"), status)):
        given = extra if other is each else {}
        assert "Cannot do this" == failure(direct(Upstream(Reply(code, body))), other, **given).message


def test_removed_request_works_where_it_is_served(direct):
    """An older server of one's own still has it."""
    assert direct(Upstream(Reply(200, DONE))).run(_alone(example("stripe.check_team"))).successful


def _alone(each):
    """An example without `orgId`, with which newer servers have another request."""
    return replace(each, arguments={name: value for name, value in each.arguments.items() if name != "orgId"})


# Rate limits


class Stopped(Exception):
    """Ends a call before it waits."""


def waits(direct, headers, **policy):
    """How long a call would wait after a 429 with these headers; None if it does not wait."""
    found: list[float] = []

    def stop(event: RetryEvent):
        found.append(event.delay)
        raise Stopped

    upstream = Upstream(Reply(429, {"status": "error", "error": {"message": "Too many"}}, headers))
    client = direct(upstream, retries=RetryPolicy(2, base=0, on_retry=stop, **policy))
    try:
        client.cancel()
    except Stopped:
        return found[0], found[0]
    except errors.RateLimited as problem:
        return None, problem.retry_after
    raise AssertionError("a 429 is an error")


def limits(**found):
    """Headers of a limit: what is left and when it is reset, by the limit's name."""
    headers = {}
    for name, (left, reset) in found.items():
        headers[f"X-RateLimit-Reset-{name}"] = reset
        if left is not None:
            headers |= {f"X-RateLimit-Limit-{name}": "120", f"X-RateLimit-Remaining-{name}": left}
    return headers


RESETS = {
    "the reset": (limits(Default=("0", "42")), 42),
    "no word of what is left": (limits(Default=(None, "7")), 7),
    "Retry-After wins": ({"Retry-After": "3", **limits(Default=("0", "42"))}, 3),
    "zero": (limits(Default=("0", "0")), 0),
    "blanks": (limits(Default=(" 0 ", " 9 ")), 9),
    "without a name": ({"X-RateLimit-Remaining": "0", "X-RateLimit-Reset": "5"}, 5),
    "the longest of several": (limits(Default=("0", "4"), Burst=("0", "11")), 11),
    "only what is used up": (limits(Default=("0", "4"), Day=("9", "50")), 4),
}
GARBAGE = ("", "soon", "-1", "1.5", "inf", "nan", "1e3", "9" * 400, "1_0")
NONE = [
    {},
    {"X-RateLimit-Limit-Default": "120"},
    limits(Default=("3", "42")),
    *(limits(Default=("0", value)) for value in GARBAGE),
]


@every("case", RESETS)
def test_used_up_limit_is_waited_for(case, direct):
    """Cal.com sends no Retry-After: the reset of each used-up limit says when it goes on."""
    headers, seconds = RESETS[case]
    assert (seconds, seconds) == waits(direct, headers)


@every("headers", NONE, ids=str)
def test_senseless_limits_are_ignored(headers, direct):
    """Where the headers tell nothing, the policy's own wait applies."""
    assert (0, 0) == waits(direct, headers)
    assert (None, None) == waits(lambda upstream, **_: direct(upstream, retries=0), headers)


def test_long_reset_ends_the_call(direct):
    """A reset beyond the cap is not waited for; the error says how long it would be."""
    assert (None, 61) == waits(direct, {"X-RateLimit-Reset-Default": "61"})
    assert (None, 9) == waits(direct, {"X-RateLimit-Reset-Default": "9"}, retry_after_cap=8)
    assert (None, 9) == waits(direct, {"X-RateLimit-Reset-Default": "9"}, deadline=8)


def test_refused_write_happens_after_the_reset(direct):
    """A write that the limit refused is repeated."""
    upstream = Upstream(Reply(429, {}, {"X-RateLimit-Reset-Default": "0"}), answered(example("bookings.cancel")))
    assert direct(upstream).cancel().successful
    assert upstream.count == 2
    assert len({(request.url, request.content) for request in upstream.requests}) == 1


# Repeating


@ACTIONS
def test_effect_decides_what_is_repeated(each: Example, direct):
    """After a 503 a read is repeated, and a write is not: it may have happened."""
    extra = {"extra_arguments": more} if (more := needed(each)) else {}
    upstream = Upstream(Reply(503, b""), answered(each))
    client = direct(upstream, **CLIENT)
    if each.effect == "read":
        client.run(each, **extra)
        assert upstream.count == 2
    else:
        assert isinstance(failure(client, each, **extra), OutcomeUnknown)
        assert upstream.count == 1


def test_lost_write_is_unknown_and_one_that_never_left_is_repeated(direct):
    """As on the gateway: a lost answer leaves a write open, a refused connection does not."""
    upstream = Upstream(httpx.ReadTimeout("lost"))
    error = failure(direct(upstream), example("bookings.cancel"))
    assert (OutcomeUnknown, errors.RequestTimeout, 1) == (type(error), type(error.__cause__), upstream.count)
    upstream = Upstream(httpx.ConnectError("refused"), answered(example("bookings.cancel")))
    assert direct(upstream).cancel().successful
    assert upstream.count == 2


# Pages


def page(*uids, more=None):
    """A page of bookings as Cal.com answers it."""
    paging = {} if more is None else {"pagination": {"hasNextPage": more, "totalItems": 9}}
    return Reply(200, {"status": "success", "data": [{"uid": uid} for uid in uids], **paging})


def test_pages_are_walked(direct):
    """`skip` and `take` move through the query, and `pagination.hasNextPage` has the last word."""
    upstream = Upstream(page("a", "b", more=True), page("c", more=True), page("d", "e", more=False))
    walked = direct(upstream).call("bookings.iterate", take=2, status=["upcoming", "past"])
    assert ["a", "b", "c", "d", "e"] == [booking.uid for booking in walked]
    asked = [dict(request.url.params) for request in upstream.requests]
    assert [("0", "2"), ("2", "2"), ("3", "2")] == [(each["skip"], each["take"]) for each in asked]
    assert {"upcoming,past"} == {each["status"] for each in asked}


def test_pages_without_a_word_end_with_a_short_one(direct):
    """Lists without pagination end where less came than was asked for."""
    upstream = Upstream(page("a", "b"), page("c"))
    assert ["a", "b", "c"] == [each.uid for each in direct(upstream).call("bookings.iterate", take=2)]
    assert upstream.count == 2


def test_page_that_repeats_is_an_error(direct):
    """A server that heeds no `skip` is not asked for ever."""
    upstream = Upstream(page("a", more=True))
    with pytest.raises(errors.PaginationError) as caught:
        direct(upstream).call("bookings.iterate", take=1)
    assert (2, "GET") == (upstream.count, caught.value.method)
