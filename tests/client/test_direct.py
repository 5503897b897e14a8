"""The direct route: each action becomes the Cal.com request that the specification gives it, traps included."""

import json
import logging
import re
from http.cookiejar import CookieJar

import httpx
import pytest
from toolzz_cal import AsyncClient, Client, errors

from tests.support.client import CAL_KEY, Api, Example, Reply, Upstream, actions, example, waited_for
from tests.support.direct import (
    CLIENT,
    DIRECT,
    NEEDED,
    ROOT,
    SIGNING,
    answered,
    cal,
    dated,
    having,
    needed,
    received,
    sent,
    signed,
    specified,
    wire,
)
from tests.support.tables import every

ACTIONS = every("each", actions(), ids=str)
SENT_BY_HTTPX = {"accept", "accept-encoding", "connection", "content-length", "host", "user-agent"}
EVENT_TYPE = {"teamId": 8841, "title": "Tour", "slug": "tour", "lengthInMinutes": 30, "schedulingType": "managed"}
PHONE_CALL = {"yourPhoneNumber": "+55", "numberToCall": "+55", "calApiKey": "cal_example", "templateType": "x"}
HOOK = {"active": True, "subscriberUrl": "https://hooks.example.com/cal", "triggers": "BOOKING_CREATED"}
# What an update of a team takes besides, as the page has it and as Cal.com does.
LIMITS = {"bookingLimits": '{"day": 3}'}, {"bookingLimits": {"day": 3}}
FOUND = {**HOOK, "triggers": ["BOOKING_CREATED"]}


# All of them


@ACTIONS
def test_request_is_the_specified_one(each: Example, direct):
    """A method's arguments give Cal.com's method, path, query, version and body, to its own server, and no more."""
    upstream = Upstream(answered(each))
    extra = needed(each)
    direct(upstream, **CLIENT).run(each, **({"extra_arguments": extra} if extra else {}))
    (request,) = upstream.requests
    assert wire(each, {**each.arguments, **extra}) == received(request)
    assert str(request.url).startswith(f"{ROOT}/v2/")
    headers = {name: value for name, value in request.headers.items() if name not in SENT_BY_HTTPX | SIGNING}
    version = {} if (date := dated(cal(each.name))) is None else {"cal-api-version": date}
    content = {"content-type": "application/json"} if request.content else {}
    assert {**version, **content} == headers


@ACTIONS
def test_execute_by_slug_sends_the_same(each: Example, direct):
    """Running an action by its slug sends the same request and gives an equal result of the same type."""
    upstream, extra = Upstream(answered(each)), needed(each)
    client = direct(upstream, **CLIENT)
    by_method = client.run(each, **({"extra_arguments": extra} if extra else {}))
    by_slug = client.call("actions.execute", each.slug, {**each.arguments, **extra})
    first, second = upstream.requests
    assert (received(first), signed(first)) == (received(second), signed(second))
    assert type(by_method.data) is type(by_slug.data)
    assert by_method.data == by_slug.data


# Traps


def trap(text, name, arguments, method, path, query=(), body=None):
    """An action whose request is not what its page makes one expect."""
    return pytest.param(name, arguments, (method, path, sorted(query), body), id=f"{name}: {text}")


def webhook(name, method, path, **more):
    """The `triggers` of a webhook."""
    return trap("triggers travel as a JSON array", name, {**more, **HOOK}, method, path, body=FOUND)


def empty(name, path, **more):
    """A write without arguments in the body, which Cal.com refuses without one."""
    return trap("{} is the body", name, {"bookingUid": "bk1", **more}, "POST", f"/v2/bookings/bk1/{path}", body={})


def event_type(text, name, given, body, path="/v2"):
    """An event type of a team with something more."""
    more = {"orgId": 1205} if "organizations" in path else {}
    rest = {key: value for key, value in EVENT_TYPE.items() if key != "teamId"}
    where = f"{path}/teams/8841/event-types"
    return trap(text, name, {**more, **EVENT_TYPE, **given}, "POST", where, body={**rest, **body})


def both(text, given, body):
    """An event type of a team, and of a team of an organization."""
    of_organization = "organizations.teams.event_types.create"
    yield event_type(text, "teams.event_types.create", given, body)
    yield event_type(text, of_organization, given, body, "/v2/organizations/1205")


TRAPS = [
    webhook("webhooks.create", "POST", "/v2/webhooks"),
    webhook("webhooks.update", "PATCH", "/v2/webhooks/w1", webhookId="w1"),
    webhook("event_types.webhooks.create", "POST", "/v2/event-types/7/webhooks", eventTypeId=7),
    webhook("event_types.webhooks.update", "PATCH", "/v2/event-types/7/webhooks/w1", eventTypeId=7, webhookId="w1"),
    webhook("organizations.webhooks.create", "POST", "/v2/organizations/1205/webhooks", orgId=1205),
    webhook(
        "organizations.webhooks.update", "PATCH", "/v2/organizations/1205/webhooks/w1", orgId=1205, webhookId="w1"
    ),
    webhook("oauth_clients.webhooks.create", "POST", "/v2/oauth-clients/c1/webhooks", clientId="c1"),
    webhook(
        "oauth_clients.webhooks.update", "PATCH", "/v2/oauth-clients/c1/webhooks/w1", clientId="c1", webhookId="w1"
    ),
    trap(
        "several triggers stay an array",
        "webhooks.create",
        {**HOOK, "triggers": ["BOOKING_CREATED", "BOOKING_PAID"]},
        "POST",
        "/v2/webhooks",
        body={**HOOK, "triggers": ["BOOKING_CREATED", "BOOKING_PAID"]},
    ),
    empty("bookings.cancel", "cancel"),
    empty("bookings.confirm", "confirm"),
    empty("bookings.decline", "decline"),
    empty("bookings.mark_absent", "mark-absent"),
    empty("bookings.reassign", "reassign"),
    empty("bookings.reassign_to", "reassign/31790", userId=31790),
    trap(
        "what the action can't say travels in the body",
        "bookings.cancel",
        {"bookingUid": "bk1", "cancellationReason": "Ill"},
        "POST",
        "/v2/bookings/bk1/cancel",
        body={"cancellationReason": "Ill"},
    ),
    trap(
        "start is needed",
        "bookings.reschedule",
        {"bookingUid": "bk1", "start": "2027-03-10T14:00:00Z"},
        "POST",
        "/v2/bookings/bk1/reschedule",
        body={"start": "2027-03-10T14:00:00Z"},
    ),
    trap(
        "location is an object, and what is missing can be said",
        "bookings.create",
        {"start": "2027-03-10T14:00:00Z", "location": {"type": "phone", "phone": "+55"}, "recurrenceCount": 2},
        "POST",
        "/v2/bookings",
        body={"start": "2027-03-10T14:00:00Z", "location": {"type": "phone", "phone": "+55"}, "recurrenceCount": 2},
    ),
    trap(
        "several states are one text with commas",
        "bookings.list",
        {"status": ["upcoming", "past"], "take": 2},
        "GET",
        "/v2/bookings",
        [("status", "upcoming,past"), ("take", "2")],
    ),
    trap("a single state is plain", "bookings.list", {"status": "past"}, "GET", "/v2/bookings", [("status", "past")]),
    trap(
        "emails repeat their name",
        "organizations.users.list",
        {"orgId": 1205, "emails": ["a+b@example.com", "c@example.com"]},
        "GET",
        "/v2/organizations/1205/users",
        [("emails", "a+b@example.com"), ("emails", "c@example.com")],
    ),
    trap(
        "usernameList has commas and another name, and debug can be said",
        "slots.available",
        {"usernameList": ["leo", "mia"], "eventTypeSlug": "tour", "debug": True},
        "GET",
        "/v2/slots",
        [("usernames", "leo,mia"), ("eventTypeSlug", "tour"), ("debug", "true")],
    ),
    trap(
        "one name needs no comma",
        "slots.available",
        {"usernameList": "leo"},
        "GET",
        "/v2/slots",
        [("usernames", "leo")],
    ),
    trap(
        "the calendar is the first of calendarsToLoad",
        "calendars.busy_times",
        {"credentialId": 512, "externalId": "desk@example.com", "dateFrom": "2027-03-09", "dateTo": "2027-03-12"},
        "GET",
        "/v2/calendars/busy-times",
        [
            ("calendarsToLoad[0][credentialId]", "512"),
            ("calendarsToLoad[0][externalId]", "desk@example.com"),
            ("dateFrom", "2027-03-09"),
            ("dateTo", "2027-03-12"),
        ],
    ),
    trap(
        "more calendars can be said",
        "calendars.busy_times",
        {"calendarsToLoad": [{"credentialId": 1}, {"credentialId": 2, "externalId": None}], "timeZone": "UTC"},
        "GET",
        "/v2/calendars/busy-times",
        [("calendarsToLoad[0][credentialId]", "1"), ("calendarsToLoad[1][credentialId]", "2"), ("timeZone", "UTC")],
    ),
    trap(
        "everything travels in the query",
        "selected_calendars.remove",
        {"externalId": "desk@example.com", "integration": "google_calendar", "credentialId": "512"},
        "DELETE",
        "/v2/selected-calendars",
        [("externalId", "desk@example.com"), ("integration", "google_calendar"), ("credentialId", "512")],
    ),
    trap("the page's argument does not exist", "calendars.ics_feeds.check", {}, "GET", "/v2/calendars/ics-feed/check"),
    trap(
        "what is missing travels in the query",
        "calendars.connect",
        {"calendar": "google", "redir": "https://app.example.com/?a=b&c", "isDryRun": False},
        "GET",
        "/v2/calendars/google/connect",
        [("redir", "https://app.example.com/?a=b&c"), ("isDryRun", "false")],
    ),
    trap(
        "username and password are needed",
        "calendars.save_credentials",
        {"calendar": "apple", "username": "leo.souza@example.com", "password": "example-password"},
        "POST",
        "/v2/calendars/apple/credentials",
        body={"username": "leo.souza@example.com", "password": "example-password"},
    ),
    trap(
        "fields to change can be said",
        "organizations.users.update",
        {"orgId": 1205, "userId": 31790, "timeZone": "UTC"},
        "PATCH",
        "/v2/organizations/1205/users/31790",
        body={"timeZone": "UTC"},
    ),
    trap(
        "the body holds the refresh token only",
        "oauth_clients.refresh_token",
        {"clientId": "c1", "refreshToken": "example-refresh"},
        "POST",
        "/v2/oauth/c1/refresh",
        body={"refreshToken": "example-refresh"},
    ),
    trap(
        "enabled is true",
        "organizations.teams.event_types.create_phone_call",
        {"orgId": 1205, "teamId": 8841, "eventTypeId": 7, **PHONE_CALL},
        "POST",
        "/v2/organizations/1205/teams/8841/event-types/7/create-phone-call",
        body={"enabled": True, **PHONE_CALL},
    ),
    trap(
        "enabled is true, and orgId is needed",
        "teams.event_types.create_phone_call",
        {"teamId": 8841, "eventTypeId": 7, "orgId": 1205, **PHONE_CALL},
        "POST",
        "/v2/teams/8841/event-types/7/create-phone-call",
        body={"enabled": True, "orgId": 1205, **PHONE_CALL},
    ),
    trap(
        "enabled can be said",
        "organizations.teams.event_types.create_phone_call",
        {"orgId": 1205, "teamId": 8841, "eventTypeId": 7, "enabled": False},
        "POST",
        "/v2/organizations/1205/teams/8841/event-types/7/create-phone-call",
        body={"enabled": False},
    ),
    *(
        trap(
            "text that holds an object is sent as one",
            name,
            {**ids, "name": "Support", "metadata": '{"a": 1}', **more},
            method,
            path,
            body={"name": "Support", "metadata": {"a": 1}, **meant},
        )
        for name, ids, method, path, more, meant in (
            ("teams.create", {}, "POST", "/v2/teams", {}, {}),
            ("teams.update", {"teamId": 1}, "PATCH", "/v2/teams/1", *LIMITS),
            ("organizations.teams.create", {"orgId": 2}, "POST", "/v2/organizations/2/teams", {}, {}),
            ("organizations.teams.update", {"orgId": 2, "teamId": 1}, "PATCH", "/v2/organizations/2/teams/1", *LIMITS),
        )
    ),
    trap("text that holds no object is left to Cal.com", "teams.create", {"name": "Support", "metadata": "[1]"},
         "POST", "/v2/teams", body={"name": "Support", "metadata": "[1]"}),
    trap("an update has a body though nothing changes", "oauth_clients.users.update", {"clientId": "c1", "userId": 7},
         "PATCH", "/v2/oauth-clients/c1/users/7", body={}),
    *both("schedulingType is needed", {}, {}),
    *both("bookerLayouts can be said", {"bookerLayouts": {"defaultLayout": "week"}},
          {"bookerLayouts": {"defaultLayout": "week"}}),
    *both("lengthInMinutesOptions are distinct integers", {"lengthInMinutesOptions": ["60", "30", "60", 30]},
          {"lengthInMinutesOptions": [60, 30]}),
    *both("color__… lies in color", {"color__lightThemeHex": "#fff", "color__darkThemeHex": "#000"},
          {"color": {"lightThemeHex": "#fff", "darkThemeHex": "#000"}}),
    *both("color__… joins a color of one's own", {"color__lightThemeHex": "#fff", "color": {"darkThemeHex": "#000"}},
          {"color": {"lightThemeHex": "#fff", "darkThemeHex": "#000"}}),
    *both("color__… wins, whichever is first",
          {"color": {"darkThemeHex": "#000", "lightThemeHex": "#aaa"}, "color__lightThemeHex": "#fff"},
          {"color": {"darkThemeHex": "#000", "lightThemeHex": "#fff"}}),
    *both("color__… wins, whichever is last",
          {"color__lightThemeHex": "#fff", "color": {"darkThemeHex": "#000", "lightThemeHex": "#aaa"}},
          {"color": {"darkThemeHex": "#000", "lightThemeHex": "#fff"}}),
    *both("destinationCalendar__… lies in destinationCalendar",
          {"destinationCalendar__integration": "google_calendar", "destinationCalendar__externalId": "d@example.com"},
          {"destinationCalendar": {"integration": "google_calendar", "externalId": "d@example.com"}}),
]  # fmt: skip


@every(("name", "arguments", "wanted"), TRAPS)
def test_trap(name, arguments, wanted, direct):
    """Arguments that travel otherwise than their page says arrive as Cal.com's server reads them."""
    given = json.loads(json.dumps(arguments))
    found = received(sent(direct, name, arguments, **CLIENT))
    assert wanted == (found.method, found.path, list(found.query), found.body)
    assert given == arguments


def test_every_encoding_of_the_specification_has_a_trap():
    """Whatever the specification says of an action's wire form is named by a test above."""
    told = set(having("as", "encode", "body", "needs"))
    assert set() == told - {each.values[0] for each in TRAPS}


def test_color_of_a_method_joins_that_of_its_extra_arguments(direct):
    """A method's own argument and `extra_arguments` meet in one object."""
    upstream = Upstream(answered(example("teams.event_types.create")))
    each = example("teams.event_types.create")
    extra = {"schedulingType": "managed", "color": {"lightThemeHex": "#aaa", "other": "#123"}}
    direct(upstream).run(each, color_light_theme_hex="#fff", extra_arguments=extra)
    assert {"lightThemeHex": "#fff", "other": "#123"} == upstream.bodies[0]["color"]


@every("option", ["half an hour", "", "3 0", "1_0", "٣٠", "9" * 5000, 30.5, 30.0, True, None, [30]])
def test_lengths_that_are_no_whole_numbers_are_refused(option, direct):
    """A length that Cal.com would refuse, or take for another, is named before anything is sent."""
    upstream = Upstream()
    given = {**EVENT_TYPE, "lengthInMinutesOptions": [30, option]}
    with pytest.raises(errors.ArgumentError, match=r"lengthInMinutesOptions: Cal\.com takes whole numbers") as caught:
        direct(upstream).call("actions.execute", example("teams.event_types.create").slug, given)
    assert (0, "teams.event_types.create") == (upstream.count, caught.value.operation)


@every("value", [None, [], [None]])
def test_nothing_stands_for_nothing_in_a_query(value, direct):
    """Null and empty lists leave no trace in a query; JSON's `null` is no text."""
    for name, key in (("bookings.list", "status"), ("slots.available", "usernameList"), ("bookings.list", "other")):
        assert b"/v2/" in sent(direct, name, {key: value}).url.raw_path
        assert b"?" not in sent(direct, name, {key: value}).url.raw_path


def test_null_is_sent_in_a_body(direct):
    """What `extra_arguments` says to be null is null in the body, as it is on the gateway."""
    request = sent(direct, "me.update", {"defaultScheduleId": None})
    assert {"defaultScheduleId": None} == json.loads(request.content)


def test_writes_without_a_body_send_none(direct):
    """A write of which Cal.com reads no body has none, nor a content type."""
    request = sent(direct, "conferencing.connect", {"app": "zoom"})
    assert (b"", None, "0") == (request.content, request.headers.get("content-type"), request.headers["content-length"])


@pytest.mark.parametrize("kind", ["sync", "async"])
def test_slot_in_a_cookie_does_not_take_the_place_of_the_one_that_is_named(kind):
    """`slots.release`: the server heeds a cookie of `slots.reserve` more than the uid, so none is kept."""
    seen = []

    def answer(request):
        seen.append(request)
        return httpx.Response(200, headers={"set-cookie": "uid=slotA; Path=/"}, json={"status": "success", "data": "a"})

    async def answer_later(request):
        return answer(request)

    client = {"sync": Client, "async": AsyncClient}[kind](cal_api_key=CAL_KEY)

    def call(name, arguments):
        return client.actions.execute(example(name).slug, arguments)

    async def later():
        client._engine.pool.sender().http._transport.handle_async_request = answer_later
        await call("slots.reserve", example("slots.reserve").arguments)
        await call("slots.release", {"uid": "slotB"})
        await client.aclose()

    if kind == "sync":
        with client:
            client._engine.pool.sender().http._transport.handle_request = answer
            call("slots.reserve", example("slots.reserve").arguments)
            call("slots.release", {"uid": "slotB"})
    else:
        waited_for(later())
    assert [None, None] == [request.headers.get("cookie") for request in seen]
    assert "/v2/slots/reservations/slotB" == seen[1].url.path


def test_cookies_of_an_http_client_of_ones_own_stay(direct):
    """A given HTTP client is its owner's: what it sends of itself, such as a proxy's cookie, is sent."""
    upstream = Upstream(Reply(200, {"status": "success"}))
    http = httpx.Client(transport=httpx.MockTransport(upstream), cookies={"proxy": "example"})
    assert isinstance(http.cookies.jar, CookieJar)
    Client(cal_api_key=CAL_KEY, http_client=http).calendars.check(calendar="google")
    assert "proxy=example" == upstream.requests[0].headers["cookie"]


# What is needed

WANTED = [
    (each["operationId"], name) for each in specified().values() for name in cal(each["operationId"]).get("needs", ())
]
# Cal.com requires these as well, but the documents list them as optional: they can be left out.
LISTED = [(name, field) for name, field in WANTED if "x-source" not in example(name).properties[field]]
NEEDS = [each for each in WANTED if each not in LISTED]


@every(("name", "field"), NEEDS)
def test_needed_field_is_named_before_sending(name, field, direct):
    """Without a field that the documents do not list, nothing is sent, and the error says what to pass."""
    upstream, each = Upstream(), example(name)
    client = direct(upstream)
    given = {**each.arguments, **needed(each)}
    for arguments in ({key: value for key, value in given.items() if key != field}, {**given, field: None}):
        with pytest.raises(errors.ArgumentError, match=f"needs `{field}`.*pass it") as caught:
            client.call("actions.execute", each.slug, arguments)
        assert name == caught.value.operation
    assert upstream.count == 0


@every(("name", "field"), LISTED)
def test_what_the_documents_list_as_optional_can_be_left_out(name, field, direct):
    """Where the documents allow a call without it, the call is sent, and Cal.com says what it thinks of it."""
    arguments = {key: value for key, value in example(name).arguments.items() if key != field}
    assert field not in sent(direct, name, arguments).content.decode()


def test_needed_fields_are_the_known_ones():
    """The traps of rescheduling, of credentials, of scheduling types and of the broken phone call."""
    assert set(NEEDED) == {field for _, field in WANTED}
    assert (len(NEEDS), len(LISTED)) == (6, 4)


def test_the_gateway_does_not_ask_for_what_it_cannot_send(api):
    """On the gateway the same call goes out without the field, as its page has it."""
    upstream = Upstream()
    api(upstream).run(example("bookings.reschedule"))
    assert upstream.count == 1


# Paths

IN_PATH = [(each, name) for each in actions() for name in each.required if f"{{{name}}}" in cal(each.name)["request"]]


@every(("each", "name"), IN_PATH, ids=str)
def test_missing_path_argument_is_named(each, name):
    """An argument of the path that is missing, or null, is named, and nothing is sent."""
    upstream = Upstream()
    client = Api("sync", upstream, **DIRECT, **CLIENT)
    rest = {key: value for key, value in {**each.arguments, **needed(each)}.items() if key != name}
    with pytest.raises(errors.ArgumentError, match=f"`{name}` is missing"):
        client.call("actions.execute", each.slug, rest)
    with pytest.raises(errors.ArgumentError, match=name):
        client.call("actions.execute", each.slug, {**rest, name: None})
    assert upstream.count == 0


@every(
    ("value", "segment"),
    [
        ("a/b", "a%2Fb"),
        ("../../v2/me", "..%2F..%2Fv2%2Fme"),
        ("a\r\nb", "a%0D%0Ab"),
        ("é ü", "%C3%A9%20%C3%BC"),
        ("?a=b#c", "%3Fa%3Db%23c"),
        ("%2F", "%252F"),
        ("{bookingUid}{0}", "%7BbookingUid%7D%7B0%7D"),
        ("...", "..."),
        (42, "42"),
    ],
)
def test_path_argument_stays_one_segment(value, segment, direct):
    """Whatever an argument holds, it can't lead to another path."""
    path = sent(direct, "bookings.cancel", {"bookingUid": value}).url.raw_path.decode()
    assert f"/v2/bookings/{segment}/cancel" == path


@every("value", ["", ".", "..", True, 1.5, ["a"], {"a": "b"}, "\ud800"])
def test_what_cannot_stand_in_a_path_is_refused(value, direct):
    """Values that would vanish from an address, or have no form in it, are refused before anything is sent."""
    upstream = Upstream()
    with pytest.raises(errors.ArgumentError) as caught:
        direct(upstream).call("actions.execute", example("bookings.cancel").slug, {"bookingUid": value})
    assert (0, "bookings.cancel") == (upstream.count, caught.value.operation)


@every("value", ["a&b=c", "é+ü /?#", "a\r\nx: y", "%26"])
def test_query_argument_stays_one_value(value, direct):
    """Whatever an argument of the query holds comes back from it as it was."""
    assert (("eventTypeIds", value),) == received(sent(direct, "bookings.list", {"eventTypeIds": value})).query


# What is never printed

CODE, STATE = "4/0example+code", '{"accessToken": "example token/7"}'
CALLBACKS = having("state")
QUOTED = {
    "in words": lambda request: Reply(400, {"message": f"{request.url.params['code']} {request.url.params['state']}"}),
    "the address": lambda request: Reply(400, {"status": "error", "error": {"message": f"Bad {request.url}"}}),
    "the path": lambda request: Reply(400, {"path": request.url.raw_path.decode(), "message": "Cannot GET"}),
    "the path, in words": lambda request: Reply(404, {"message": f"Cannot GET {request.url.raw_path.decode()}"}),
    "as text": lambda request: Reply(500, str(request.url).encode()),
    "in a header": lambda request: Reply(400, {}, {"x-from": request.url.raw_path.decode()}),
    "elsewhere": lambda request: Reply(302, b"", {"x-location": str(request.url)}),
    "failed": lambda request: Reply(200, {"status": "error", "error": {"message": request.url.raw_path.decode()}}),
    "not JSON": lambda request: Reply(200, b"{" + request.url.raw_path),
    "lost": lambda request: httpx.ReadTimeout("lost"),
}


@pytest.mark.parametrize("quoted", QUOTED)
@pytest.mark.parametrize("name", [name for name in CALLBACKS if "code" in example(name).arguments])
def test_secrets_of_the_query_are_never_printed(name, quoted, direct, caplog):
    """Code and state of an authorization stand in no error and no log, however they are written."""
    caplog.set_level(logging.DEBUG)
    upstream = Upstream(QUOTED[quoted])
    each = example(name)
    with pytest.raises(errors.ToolzzCalError) as caught:
        direct(upstream, retries=0).run(each, code=CODE, state=STATE)
    error, texts = caught.value, [caplog.text]
    while isinstance(error, errors.ToolzzCalError):
        texts += [str(error), repr(error), repr(vars(error)), repr(error.__reduce__())]
        error = error.__cause__
    raw = upstream.requests[0].url.raw_path.decode()
    secrets = {CODE, STATE, *(pair.partition("=")[2] for pair in raw.partition("?")[2].split("&"))}
    assert len(secrets) == 4
    for secret in secrets:
        assert secret not in "\n".join(texts)
    assert name in texts[1]


def test_http_library_logs_an_address_without_its_secrets(direct, caplog):
    """The line of httpx tells of the request, with code and state masked; others are logged as they are."""
    caplog.set_level(logging.DEBUG)
    moved = Reply(301, b"", {"location": "https://app.example.com/?code=example-code"})
    client = direct(Upstream(moved, answered(example("bookings.get"))))
    result = client.run(example("stripe.save"), code=CODE, state=STATE)
    client.get()
    lines = [each.getMessage() for each in caplog.records if each.name == "httpx"]
    assert "code=***&state=***" in lines[0]
    assert "/v2/bookings/bk4Zr8YqLw2TnVx6 " in lines[1]
    assert "example-code" not in repr(result) + caplog.text


IN_BODY = {
    "oauth_clients.refresh_token": "refreshToken",
    "webhooks.create": "secret",
    "calendars.save_credentials": "password",
    "organizations.teams.event_types.create_phone_call": "calApiKey",
}


@pytest.mark.parametrize("name", IN_BODY)
def test_secrets_of_headers_and_body_are_never_printed(name, direct, caplog):
    """A server that quotes a whole request shows none of its credentials, nor what its body keeps secret."""
    caplog.set_level(logging.DEBUG)

    def quoting(request):
        words = f"{request.headers} {' '.join(request.headers.values())} {request.content.decode()}"
        return Reply(400, {"status": "error", "error": {"message": words, "details": json.loads(request.content)}})

    each, secret = example(name), "example~7/marked"
    arguments = {**each.arguments, **needed(each), IN_BODY[name]: secret}
    upstream = Upstream(quoting)
    with pytest.raises(errors.BadRequest) as caught:
        direct(upstream, **CLIENT).call("actions.execute", each.slug, arguments)
    printed = f"{caught.value} {vars(caught.value)} {caplog.text}"
    assert secret in upstream.requests[0].content.decode()
    assert {"example~7/marked", CAL_KEY, CLIENT["cal_client_secret"]} & set(re.findall(r"[\w~/-]+", printed)) == set()
    assert "***" in printed
