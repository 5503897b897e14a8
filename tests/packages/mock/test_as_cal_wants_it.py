"""Requests to Cal.com itself, where it wants something else than the actions' documents, or somebody else."""

import json

import pytest
from toolzz_cal_mock.messages import Request
from toolzz_cal_mock.seed import CLIENT, MANAGED, ORGANIZATION, TEAM

from tests.support.mock import still_mock

APPLE = {"integration": "apple_calendar", "externalId": "x"}


@pytest.fixture(scope="module")
def shared():
    """A strict mock whose default user runs the demo's organization, and a stranger with a key."""
    mock = still_mock(strict_auth=True)
    mock.seed.user("Zed Quill", key="cal_example_zed")
    mock.save_as_start()
    return mock


@pytest.fixture
def mock(shared):
    """The same in its first state."""
    shared.reset()
    yield shared
    assert [] == shared.errors


def asked(mock, line, body=None, key="cal_example", **headers):
    """The reply to a request line such as `GET /v2/me`."""
    method, _, path = line.partition(" ")
    path, _, query = path.partition("?")
    pairs = tuple(tuple(each.split("=")) for each in query.split("&") if each)
    headers |= {"authorization": f"Bearer {key}"} if key else {}
    return mock.handle(Request(method, path, pairs, headers, b"" if body is None else json.dumps(body).encode()))


def named(reply):
    """The properties that a refusal names."""
    return {each["property"] for each in reply.json()["error"]["details"]["errors"]}


@pytest.mark.parametrize("line", ["POST /v2/teams", f"POST /v2/organizations/{ORGANIZATION}/teams"])
def test_settings_of_a_team_have_types_of_their_own(mock, line):
    """Metadata are an object and the format of times a text, and any text is a zone."""
    for name, wrong in (("metadata", '{"a": "b"}'), ("timeFormat", 24), ("timeZone", 5), ("isPrivate", None)):
        reply = asked(mock, line, {"name": "New", name: wrong})
        assert (reply.status, named(reply)) == (400, {name})
    made = asked(mock, line, {"name": "New", "metadata": {"a": "b"}, "timeZone": ""})
    assert (made.status, made.json()["data"]["metadata"], made.json()["data"]["timeZone"]) == (201, {"a": "b"}, "")


@pytest.mark.parametrize("place", ["", f"organizations/{ORGANIZATION}/"])
def test_a_change_of_a_team_needs_its_name(mock, place):
    """What else is wrong is told as well; a slug can be taken away."""
    line = f"PATCH /v2/{place}teams/{TEAM}"
    for body in ({"bio": "b"}, {"name": None}, {"name": ""}):
        assert (asked(mock, line, body).status, named(asked(mock, line, body))) == (400, {"name"})
    assert named(asked(mock, line, {"metadata": "{}"})) == {"name", "metadata"}
    changed = asked(mock, line, {"name": "Other", "slug": None}).json()["data"]
    assert (changed["name"], changed["slug"]) == ("Other", None)


@pytest.mark.parametrize(
    ("line", "body", "wrong"),
    [
        (f"GET /v2/organizations/{ORGANIZATION}/users?emails=x", None, {"emails"}),
        (f"POST /v2/organizations/{ORGANIZATION}/users", {"email": "n@example.com", "weekday": "Monday"}, {"weekday"}),
        ("POST /v2/selected-calendars", {"externalId": "x", "credentialId": 1}, {"integration"}),
        ("POST /v2/selected-calendars", {**APPLE, "credentialId": None}, {"credentialId"}),
        ("POST /v2/selected-calendars", {**APPLE, "externalId": None, "credentialId": 1}, {"externalId"}),
        (
            f"POST /v2/organizations/{ORGANIZATION}/attributes",
            {"name": "D", "slug": "d", "type": "TEXT", "options": None},
            {"options"},
        ),
        (
            f"POST /v2/organizations/{ORGANIZATION}/attributes",
            {"name": "D", "slug": "d", "type": "SINGLE_SELECT", "options": ["x"]},
            {"options"},
        ),
        (f"POST /v2/teams/{TEAM}/memberships", {"userId": MANAGED, "role": None}, {"role"}),
        ("PATCH /v2/me", {"timeZone": None, "weekStart": None, "email": None}, {"timeZone", "weekStart", "email"}),
        ("PATCH /v2/webhooks/x", {"active": None, "subscriberUrl": None}, {"active", "subscriberUrl"}),
        ("PATCH /v2/me", {"email": "x"}, {"email"}),
    ],
)
def test_what_is_needed_or_may_not_be_null_is_named(mock, line, body, wrong):
    """Checked before anything is looked up."""
    reply = asked(mock, line, body)
    assert (reply.status, named(reply)) == (400, wrong)


def test_a_schedule_keeps_its_name(mock):
    """None is no name; a zone of none changes nothing."""
    version = {"cal-api-version": "2024-06-11"}
    line = f"PATCH /v2/schedules/{next(iter(mock.world.table('schedules')))}"
    refused = asked(mock, line, {"name": None}, **version)
    assert (refused.status, named(refused)) == (400, {"name"})
    assert asked(mock, line, {"timeZone": None}, **version).status == 200


@pytest.mark.parametrize("version", [None, "2030-01-01", "2024-04-15", "2024-06-10"])
def test_who_names_no_version_gets_schedules_in_their_first_form(mock, version):
    """Of 2024-04-15, which is also what unknown versions stand for; a version of other paths is unknown here."""
    monday = {"days": ["Monday", "Sunday"], "startTime": "09:30", "endTime": "12:00"}
    override = {"date": "2027-03-24", "startTime": "10:00", "endTime": "11:00"}
    body = {"name": "New", "timeZone": "UTC", "isDefault": False, "availability": [monday], "overrides": [override]}
    made = asked(mock, "POST /v2/schedules", body, **{"cal-api-version": "2024-06-11"}).json()["data"]
    headers = {"cal-api-version": version} if version else {}
    rows = asked(mock, "GET /v2/schedules", **headers).json()["data"]
    row = next(each for each in rows if each["id"] == made["id"])
    assert row["workingHours"] == [{"days": [0, 1], "startTime": 570, "endTime": 720, "userId": made["ownerId"]}]
    hours = {"start": "2027-03-01T09:30:00.000Z", "end": "2027-03-01T12:00:00.000Z"}
    assert row["availability"] == [[hours], [hours], [], [], [], [], []]
    assert row["dateOverrides"] == [
        {"ranges": [{"start": "2027-03-24T10:00:00.000Z", "end": "2027-03-24T11:00:00.000Z"}]}
    ]
    assert [each["date"] for each in row["schedule"]] == [None, "2027-03-24T00:00:00.000Z"]
    assert (row["isDefault"], row["isLastSchedule"]) == (False, False)


def test_a_booking_without_a_version_lacks_what_the_first_one_needs(mock):
    """What that one takes is no booking here, and another path without version is none at all."""
    booking = {
        "start": "2027-03-02T10:00:00Z",
        "eventTypeId": 10482,
        "attendee": {"name": "A", "email": "a@example.com"},
    }
    refused = asked(mock, "POST /v2/bookings", booking)
    assert (refused.status, named(refused)) == (400, {"timeZone", "language", "metadata"})
    assert named(asked(mock, "POST /v2/bookings", {})) == {"start", "eventTypeId", "timeZone", "language", "metadata"}
    whole = booking | {"timeZone": "UTC", "language": "en", "metadata": {}}
    assert asked(mock, "POST /v2/bookings", whole).status == 404
    assert asked(mock, "GET /v2/schedules/default").status == 404
    assert asked(mock, "GET /v2/schedules", key="cal_wrong").status == 401


def test_people_can_take_their_address_away(mock):
    """Another one would have to be confirmed; an empty text is taken at once."""
    before = asked(mock, "GET /v2/me").json()["data"]["email"]
    assert asked(mock, "PATCH /v2/me", {"email": "other@example.com"}).json()["data"]["email"] == before
    assert asked(mock, "PATCH /v2/me", {"email": ""}).json()["data"]["email"] == ""


def test_the_client_of_an_organization_is_run_by_key_as_well(mock):
    """By administrators of its organization; only the change of a user is refused."""
    users = f"/v2/oauth-clients/{CLIENT}/users"
    made = asked(mock, f"POST {users}", {"email": "k@example.com", "name": "K"})
    assert made.status == 201
    one = f"{users}/{made.json()['data']['user']['id']}"
    for line, status in (
        (f"GET {users}", 200),
        (f"GET {one}", 200),
        (f"POST {one}/force-refresh", 200),
        (f"PATCH {one}", 401),
        (f"GET /v2/oauth-clients/{CLIENT}/webhooks", 200),
        (f"DELETE {one}", 200),
    ):
        assert asked(mock, line, {} if line.startswith("PATCH") else None).status == status, line
    assert asked(mock, f"POST /v2/oauth/{CLIENT}/refresh", {"refreshToken": "x"}).status == 400
    assert asked(mock, f"GET {users}", key="cal_example_zed").status == 403
    assert asked(mock, f"GET {users}", key=None).status == 401


def test_managed_users_need_an_address_and_a_zone_that_is_one(mock):
    """The address is refused by another layer of Cal.com than the zone."""
    users = f"POST /v2/oauth-clients/{CLIENT}/users"
    refused = asked(mock, users, {"email": "nope", "name": "K"})
    assert (refused.status, refused.json()["error"]["code"]) == (400, "TRPCError")
    assert "details" not in refused.json()["error"]
    for wrong in ("", "EST5"):
        assert named(asked(mock, users, {"email": "k@example.com", "name": "K", "timeZone": wrong})) == {"timeZone"}


def test_old_access_tokens_hold_until_a_forced_refresh(mock):
    """A refresh gives new tokens beside the old access token; a forced one ends it."""
    users = f"/v2/oauth-clients/{CLIENT}/users"
    made = asked(mock, f"POST {users}", {"email": "k@example.com", "name": "K"}).json()["data"]
    refreshed = asked(mock, f"POST /v2/oauth/{CLIENT}/refresh", {"refreshToken": made["refreshToken"]}).json()["data"]
    for tokens in (made, refreshed):
        assert asked(mock, "GET /v2/me", key=tokens["accessToken"]).status == 200
    asked(mock, f"POST {users}/{made['user']['id']}/force-refresh")
    for tokens in (made, refreshed):
        assert asked(mock, "GET /v2/me", key=tokens["accessToken"]).status == 401


def test_a_client_is_told_to_everybody(mock):
    """Whatever credential comes along; an unknown client is a 401."""
    for key in (None, "cal_example_zed", "cal_wrong"):
        assert asked(mock, f"GET /v2/provider/{CLIENT}", key=key).json()["data"]["clientId"] == CLIENT
    assert asked(mock, "GET /v2/provider/nobody", key=None).status == 401
    assert asked(mock, f"GET /v2/provider/{CLIENT}/access-token", key="cal_example_zed").json() == {"status": "success"}


def test_a_list_that_fails_for_everybody_does_so_on_demand(mock):
    """The event types of an organization, of which Cal.com takes the path for another."""
    line = f"GET /v2/organizations/{ORGANIZATION}/teams/event-types"
    assert asked(mock, line).status == 200
    mock.world.indexes["as_is"] = True
    reply = asked(mock, line)
    assert (reply.status, reply.json()["error"]["code"]) == (500, "INTERNAL_SERVER_ERROR")


def test_a_webhook_that_is_gone_is_told_from_one_that_never_was(mock):
    """The check of its organization remembers that it was let through."""
    place = f"/v2/organizations/{ORGANIZATION}/webhooks"
    sent = {"subscriberUrl": "any text", "triggers": ["BOOKING_CREATED"], "active": True}
    made = asked(mock, f"POST {place}", sent).json()["data"]
    assert asked(mock, f"DELETE {place}/{made['id']}").status == 200
    again = asked(mock, f"DELETE {place}/{made['id']}")
    assert (again.status, again.json()["error"]["code"]) == (404, "NOT_FOUND")
    assert asked(mock, f"DELETE {place}/never").status == 403


@pytest.mark.parametrize(
    ("line", "body"),
    [
        (f"PATCH /v2/teams/{TEAM}", {}),
        (f"POST /v2/teams/{TEAM}/memberships", {"role": 5}),
        (f"POST /v2/teams/{TEAM}/event-types", {}),
        (f"PATCH /v2/organizations/{ORGANIZATION}/teams/{TEAM}", {}),
        (f"POST /v2/organizations/{ORGANIZATION}/teams/{TEAM}/memberships", {"role": 5}),
        (f"POST /v2/organizations/{ORGANIZATION}/users", {"email": "nope"}),
        (f"POST /v2/organizations/{ORGANIZATION}/attributes", {"name": 5}),
    ],
)
def test_who_may_not_do_it_is_told_so_before_what_is_wrong(mock, line, body):
    """The same request is a 400 for those who may, and a 403 for a stranger."""
    assert [asked(mock, line, body, key).status for key in ("cal_example", "cal_example_zed")] == [400, 403]
