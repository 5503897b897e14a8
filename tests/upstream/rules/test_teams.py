"""Rules of Cal.com's own tests about teams and their event types, each named in its docstring."""

from __future__ import annotations

from .support import EVENT_TYPES, Cal, org_with_team


def _t():
    cal = Cal()
    admin, member, guest, stranger = cal.user("Admin"), cal.user("Member"), cal.user("Guest"), cal.user("Stranger")
    team = cal.team(admin)
    cal.join(member, team)
    return cal, admin, member, guest, stranger, team


def _m(team):
    return f"/v2/teams/{team['id']}/memberships"


def _body(cal, kind, hosts=None, **more):
    n = cal.number()
    body = {
        "title": f"Team kind {n}",
        "slug": f"team-kind-{n}",
        "lengthInMinutes": 60,
        "schedulingType": kind,
        "locations": [{"type": "integration", "integration": "cal-video"}],
        **more,
    }
    if hosts is not None:
        body["hosts"] = hosts
    return body


def _make(cal, team, key, body, status=201):
    return cal.call("POST", f"/v2/teams/{team['id']}/event-types", body, key=key, version=EVENT_TYPES).must(status)


SETTINGS = {
    "bookingLimitsCount": {"day": 2, "week": 5},
    "onlyShowFirstAvailableSlot": True,
    "bookingLimitsDuration": {"day": 60, "week": 120},
    "offsetStart": 30,
    "bookingWindow": {"type": "calendarDays", "value": 30, "rolling": True},
    "bookerLayouts": {"enabledLayouts": ["column", "month", "week"], "defaultLayout": "month"},
    "confirmationPolicy": {
        "type": "time",
        "noticeThreshold": {"count": 60, "unit": "minutes"},
        "blockUnconfirmedBookingsInBooker": True,
    },
    "requiresBookerEmailVerification": True,
    "hideCalendarNotes": True,
    "hideCalendarEventDetails": True,
    "lockTimeZoneToggleOnBookingPage": True,
    "color": {"darkThemeHex": "#292929", "lightThemeHex": "#fafafa"},
}

TWO_PLACES = [
    {"type": "integration", "integration": "cal-video"},
    {"type": "phone", "phone": "+37120993151", "public": True},
]

SEATS = {"seatsPerTimeSlot": 4, "showAttendeeInfo": True, "showAvailabilityCount": True}


def _settings(status, **more):
    cal, admin, _member, _guest, _stranger, team = _t()
    return _make(cal, team, admin, _body(cal, "COLLECTIVE", [{"userId": admin["id"]}], **more), status)


def test_tm001_create():
    """Creating a team answers 201 with name and a slug made from it."""
    cal, admin, *_ = _t()
    data = cal.call("POST", "/v2/teams", {"name": "teams dog 12"}, key=admin).must(201).data
    assert data["name"] == "teams dog 12"
    assert data["slug"] == "teams-dog-12"
    assert data["id"]


def test_tm003_get():
    """A member reads the team."""
    cal, _admin, member, _guest, _stranger, team = _t()
    assert cal.call("GET", f"/v2/teams/{team['id']}", key=member).must(200).data["name"] == team["name"]


def test_tm005_list_with_orgs():
    """An organization of the caller, which is a team too, is listed as well."""
    cal, admin, _member, _guest, _stranger, team = _t()
    org = cal.org(admin)
    assert [each["id"] for each in cal.call("GET", "/v2/teams", key=admin).must(200).data] == [team["id"], org["id"]]


def test_tm006_update():
    """The name can be changed."""
    cal, admin, _member, _guest, _stranger, team = _t()
    assert (
        cal.call("PATCH", f"/v2/teams/{team['id']}", {"name": "shepherds"}, key=admin).must(200).data["name"]
        == "shepherds"
    )


def test_tm008_delete_member():
    """A plain member may not delete: 403."""
    cal, _admin, member, _guest, _stranger, team = _t()
    cal.call("DELETE", f"/v2/teams/{team['id']}", key=member).must(403)


def test_tm009_delete():
    """The owner deletes: 200 with the team."""
    cal, admin, _member, _guest, _stranger, team = _t()
    data = cal.call("DELETE", f"/v2/teams/{team['id']}", key=admin).must(200).data
    assert (data["id"], data["name"]) == (team["id"], team["name"])


def test_tm011_memberships():
    """The memberships in the order they were made, with users."""
    cal, admin, member, _guest, _stranger, team = _t()
    data = cal.call("GET", _m(team), key=admin).must(200).data
    assert [(each["userId"], each["role"], each["teamId"], each["user"]["email"]) for each in data] == [
        (admin["id"], "OWNER", team["id"], admin["email"]),
        (member["id"], "MEMBER", team["id"], member["email"]),
    ]


def test_tm012_memberships_stranger():
    """Of a team one is not in: 403."""
    cal, _admin, _member, _guest, stranger, team = _t()
    cal.call("GET", _m(team), key=stranger).must(403)


def test_tm014_membership_create():
    """Adding a user answers 201."""
    cal, admin, _member, guest, _stranger, team = _t()
    data = (
        cal.call("POST", _m(team), {"userId": guest["id"], "accepted": True, "role": "MEMBER"}, key=admin)
        .must(201)
        .data
    )
    assert (data["teamId"], data["role"], data["userId"], data["user"]["username"]) == (
        team["id"],
        "MEMBER",
        guest["id"],
        guest["username"],
    )


def test_tm015_membership_defaults():
    """Without role and accepted a membership is MEMBER and not accepted."""
    cal, admin, _member, guest, _stranger, team = _t()
    data = cal.call("POST", _m(team), {"userId": guest["id"]}, key=admin).must(201).data
    assert (data["role"], data["accepted"], data["disableImpersonation"]) == ("MEMBER", False, False)


def test_tm018_membership_accept_later():
    """Who is accepted by a change becomes a host only then."""
    cal, admin, _member, guest, _stranger, team = _t()
    kind = cal.team_kind(team, [admin["id"]], "COLLECTIVE", assignAllTeamMembers=True)
    path = f"/v2/teams/{team['id']}/event-types/{kind['id']}"
    made = cal.call("POST", _m(team), {"userId": guest["id"], "accepted": False}, key=admin).must(201).data
    assert guest["id"] not in [
        each["userId"] for each in cal.call("GET", path, key=admin, version=EVENT_TYPES).data["hosts"]
    ]
    assert (
        cal.call("PATCH", f"{_m(team)}/{made['id']}", {"accepted": True}, key=admin).must(200).data["accepted"] is True
    )
    assert guest["id"] in [
        each["userId"] for each in cal.call("GET", path, key=admin, version=EVENT_TYPES).data["hosts"]
    ]


def test_tm019_membership_update():
    """The role can be changed."""
    cal, admin, _member, _guest, _stranger, team = _t()
    row = cal.call("GET", _m(team), key=admin).data[1]
    assert cal.call("PATCH", f"{_m(team)}/{row['id']}", {"role": "OWNER"}, key=admin).must(200).data["role"] == "OWNER"


def test_tm021_membership_unknown():
    """One that does not exist: 404."""
    cal, admin, _member, _guest, _stranger, team = _t()
    cal.call("GET", f"{_m(team)}/123132145", key=admin).must(404)


def test_tm023_kind_collective():
    """A collective event type: 201, schedulingType, both hosts and every setting as sent."""
    cal, admin, member, _guest, _stranger, team = _t()
    data = _make(
        cal, team, admin, _body(cal, "COLLECTIVE", [{"userId": admin["id"]}, {"userId": member["id"]}], **SETTINGS)
    ).data
    assert [each["userId"] for each in data["hosts"]] == [admin["id"], member["id"]]
    different = {k: data.get(k) for k in SETTINGS if data.get(k) != SETTINGS[k]}
    assert not different, different


def test_tm024_kind_limit_not_of_15():
    """A duration limit need not be a multiple of 15, only 15 at least: week=100 is taken."""
    cal, admin, _member, _guest, _stranger, team = _t()
    data = _make(
        cal,
        team,
        admin,
        _body(cal, "COLLECTIVE", [{"userId": admin["id"]}], bookingLimitsDuration={"day": 60, "week": 100}),
    ).data
    assert data["bookingLimitsDuration"] == {"day": 60, "week": 100}


def test_tm026_kind_limits_order():
    """A day's limit above the week's is a 400."""
    cal, admin, _member, _guest, _stranger, team = _t()
    _make(
        cal,
        team,
        admin,
        _body(cal, "COLLECTIVE", [{"userId": admin["id"]}], bookingLimitsDuration={"day": 120, "week": 60}),
        400,
    )


def test_tm028_kind_scheduling_lower():
    """SchedulingType may be sent as collective or roundRobin."""
    cal, admin, _member, _guest, _stranger, team = _t()
    for kind in ("collective", "roundRobin"):
        _make(cal, team, admin, _body(cal, kind, [{"userId": admin["id"]}]))


def test_tm030_kind_managed_is_a_list():
    """Making a managed event type answers a list: the team's one and a copy per host with parentEventTypeId."""
    cal, admin, member, _guest, _stranger, team = _t()
    data = _make(cal, team, admin, _body(cal, "MANAGED", [{"userId": admin["id"]}, {"userId": member["id"]}])).data
    assert isinstance(data, list)
    assert len(data) == 3


def test_tm031_kind_managed_copies():
    """Each host of a managed event type has a copy of it in the own list."""
    cal, admin, member, _guest, _stranger, team = _t()
    body = _body(cal, "MANAGED", [{"userId": admin["id"]}, {"userId": member["id"]}])
    _make(cal, team, admin, body)
    for user in (admin, member):
        rows = (
            cal.call("GET", f"/v2/event-types?username={user['username']}", key=user, version=EVENT_TYPES)
            .must(200)
            .data
        )
        assert [(each["slug"], each["ownerId"]) for each in rows] == [(body["slug"], user["id"])]


def test_tm032_kind_managed_by_slug():
    """The copy is found by username and slug and has another id than the team's one."""
    cal, admin, member, _guest, _stranger, team = _t()
    body = _body(cal, "MANAGED", [{"userId": member["id"]}])
    _make(cal, team, admin, body)
    parent = next(
        each
        for each in cal.call("GET", f"/v2/teams/{team['id']}/event-types", key=admin, version=EVENT_TYPES).data
        if each["slug"] == body["slug"]
    )
    rows = (
        cal.call(
            "GET",
            f"/v2/event-types?username={member['username']}&eventSlug={body['slug']}",
            key=member,
            version=EVENT_TYPES,
        )
        .must(200)
        .data
    )
    assert len(rows) == 1
    assert rows[0]["id"] != parent["id"]
    assert rows[0]["ownerId"] == member["id"]


def test_tm034_kind_managed_no_hosts():
    """A managed event type may have no hosts."""
    cal, admin, _member, _guest, _stranger, team = _t()
    _make(cal, team, admin, _body(cal, "MANAGED"))


def test_tm035_kind_stranger_host():
    """A host from outside the team is a 404."""
    cal, admin, _member, _guest, stranger, team = _t()
    _make(
        cal,
        team,
        admin,
        _body(cal, "COLLECTIVE", [{"userId": stranger["id"], "mandatory": True, "priority": "high"}]),
        404,
    )


def test_tm039_kind_no_scheduling():
    """Without schedulingType: 400."""
    cal, admin, _member, _guest, _stranger, team = _t()
    body = _body(cal, "COLLECTIVE", [{"userId": admin["id"]}])
    del body["schedulingType"]
    _make(cal, team, admin, body, 400)


def test_tm041_kind_assign_all():
    """AssignAllTeamMembers makes every member a host."""
    cal, admin, member, _guest, _stranger, team = _t()
    data = _make(cal, team, admin, _body(cal, "COLLECTIVE", assignAllTeamMembers=True)).data
    assert data["assignAllTeamMembers"] is True
    assert {each["userId"] for each in data["hosts"]} == {
        admin["id"],
        member["id"],
    }


def test_tm042_kind_member_forbidden():
    """A plain member may not create: 403."""
    cal, admin, member, _guest, _stranger, team = _t()
    _make(cal, team, member, _body(cal, "COLLECTIVE", [{"userId": admin["id"]}]), 403)


def test_tm044_kind_get_unknown():
    """One that does not exist: 404."""
    cal, admin, _member, _guest, _stranger, team = _t()
    cal.call("GET", f"/v2/teams/{team['id']}/event-types/999999", key=admin, version=EVENT_TYPES).must(404)


def test_tm045_kind_list():
    """The list holds the team's own ones, not the copies."""
    cal, admin, member, _guest, _stranger, team = _t()
    for kind in ("COLLECTIVE", "MANAGED"):
        _make(cal, team, admin, _body(cal, kind, [{"userId": admin["id"]}, {"userId": member["id"]}]))
    data = cal.call("GET", f"/v2/teams/{team['id']}/event-types", key=admin, version=EVENT_TYPES).must(200).data
    assert len(data) == 2
    assert all(len(each["hosts"]) == 2 for each in data)


def test_tm047_kind_delete():
    """Deleting: 200 with id and title."""
    cal, admin, _member, _guest, _stranger, team = _t()
    kind = cal.team_kind(team, [admin["id"]], "COLLECTIVE")
    data = (
        cal.call("DELETE", f"/v2/teams/{team['id']}/event-types/{kind['id']}", key=admin, version=EVENT_TYPES)
        .must(200)
        .data
    )
    assert data["id"] == kind["id"]
    assert data["title"] == kind["title"]


def test_tm048_kind_delete_unknown():
    """One that is not of the team: 404."""
    cal, admin, _member, _guest, _stranger, team = _t()
    cal.call("DELETE", f"/v2/teams/{team['id']}/event-types/99999", key=admin, version=EVENT_TYPES).must(404)


def test_tm050_kind_answers_any_version():
    """The team's event types ask for no version: also 2024-08-13 is answered."""
    cal, admin, _member, _guest, _stranger, team = _t()
    cal.call("GET", f"/v2/teams/{team['id']}/event-types", key=admin, version="2024-08-13").must(200)


def test_tm051_org_kind_create():
    """An admin of the organization who is not in the team may make its event types."""
    o = org_with_team()
    cal = o["cal"]
    body = _body(
        cal,
        "collective",
        [{"userId": o["one"]["id"]}, {"userId": o["two"]["id"]}],
        successRedirectUrl="https://avatars.example/1",
        **SETTINGS,
    )
    data = (
        cal.call(
            "POST",
            f"/v2/organizations/{o['org']['id']}/teams/{o['team']['id']}/event-types",
            body,
            key=o["admin"],
            version=EVENT_TYPES,
        )
        .must(201)
        .data
    )
    assert len(data["hosts"]) == 2
    assert data["successRedirectUrl"] == "https://avatars.example/1"
    assert data["bookingWindow"] == SETTINGS["bookingWindow"]


def test_tm054_org_kind_get():
    """Reading one and 404 for one that is not there."""
    o = org_with_team()
    cal = o["cal"]
    kind = cal.team_kind(o["team"], [o["one"]["id"], o["two"]["id"]], "COLLECTIVE")
    path = f"/v2/organizations/{o['org']['id']}/teams/{o['team']['id']}/event-types"
    assert (
        len(cal.call("GET", f"{path}/{kind['id']}", key=o["admin"], version=EVENT_TYPES).must(200).data["hosts"]) == 2
    )
    cal.call("GET", f"{path}/999999", key=o["admin"], version=EVENT_TYPES).must(404)


def test_tm055_org_kind_managed_is_a_list():
    """A managed one is answered as a list of it and its copies."""
    o = org_with_team()
    cal = o["cal"]
    body = _body(cal, "MANAGED", [{"userId": o["one"]["id"]}, {"userId": o["two"]["id"]}])
    data = (
        cal.call(
            "POST",
            f"/v2/organizations/{o['org']['id']}/teams/{o['team']['id']}/event-types",
            body,
            key=o["admin"],
            version=EVENT_TYPES,
        )
        .must(201)
        .data
    )
    assert isinstance(data, list)
    assert len(data) == 3
    assert sum(each.get("parentEventTypeId") is not None for each in data) == 2


def test_tm056_org_kinds_of_org():
    """The organization's list holds those of all its teams."""
    o = org_with_team()
    cal = o["cal"]
    second = cal.team(o["boss"], o["org"])
    kinds = [
        cal.team_kind(o["team"], [o["one"]["id"]], "COLLECTIVE"),
        cal.team_kind(second, [o["boss"]["id"]], "COLLECTIVE"),
    ]
    data = (
        cal.call("GET", f"/v2/organizations/{o['org']['id']}/teams/event-types", key=o["admin"], version=EVENT_TYPES)
        .must(200)
        .data
    )
    assert {each["id"] for each in data} == {each["id"] for each in kinds}


def test_tm058_kind_seats_two_places():
    """Seats and several locations exclude each other: 400."""
    _settings(400, seats=SEATS, locations=TWO_PLACES)


def test_tm059_kind_seats_confirmation():
    """Seats and a confirmation policy exclude each other: 400."""
    _settings(400, seats=SEATS, confirmationPolicy={"type": "always", "blockUnconfirmedBookingsInBooker": False})


def test_tm061_kind_time_without_threshold():
    """A confirmation policy of type time needs a noticeThreshold: 400."""
    _settings(400, confirmationPolicy={"type": "time", "blockUnconfirmedBookingsInBooker": True})


def test_tm062_kind_confirmation_always():
    """A confirmation policy of type always comes back as sent."""
    policy = {"type": "always", "blockUnconfirmedBookingsInBooker": True}
    assert _settings(201, confirmationPolicy=policy).data["confirmationPolicy"] == policy


def test_tm064_kind_recurrence():
    """A recurrence comes back as sent."""
    recurrence = {"frequency": "weekly", "interval": 2, "occurrences": 10}
    got = _settings(201, recurrence=recurrence).data["recurrence"]
    assert {k: got[k] for k in recurrence} == recurrence, got


def test_tm065_kind_lengths():
    """LengthInMinutesOptions come back and must hold the length itself."""
    assert _settings(201, lengthInMinutesOptions=[30, 60, 90]).data["lengthInMinutesOptions"] == [30, 60, 90]
    _settings(400, lengthInMinutesOptions=[30, 90])


def test_tm067_kind_unsupported_integration():
    """An integration that does not exist: 400."""
    _settings(400, locations=[{"type": "integration", "integration": "unsupported-integration"}])


def test_tm068_kind_old_input():
    """The input of the older version, with length, is refused: 400."""
    cal, admin, _member, _guest, _stranger, team = _t()
    body = _body(cal, "COLLECTIVE", [{"userId": admin["id"]}])
    body["length"] = body.pop("lengthInMinutes")
    _make(cal, team, admin, body, 400)


def test_tm069_kind_field_order():
    """Own questions stand between the built-in name, email and location and the other built-in ones."""
    fields = [
        {
            "type": "select",
            "label": "language",
            "slug": "select-language",
            "required": True,
            "placeholder": "x",
            "options": ["javascript", "python"],
        }
    ]
    slugs = [
        each["slug"]
        for each in _settings(201, bookingFields=fields).data["bookingFields"]
        if each["slug"] != "attendeePhoneNumber"
    ]
    assert slugs == ["name", "email", "location", "select-language", "title", "notes", "guests", "rescheduleReason"], (
        slugs
    )


def test_tm072_kind_foreign_schedule():
    """A schedule of somebody else: 404 or 403."""
    cal, admin, _member, _guest, stranger, team = _t()
    row = cal.seed.schedule(stranger)
    answer = cal.call(
        "POST",
        f"/v2/teams/{team['id']}/event-types",
        _body(cal, "COLLECTIVE", [{"userId": admin["id"]}], scheduleId=row["id"]),
        key=admin,
        version=EVENT_TYPES,
    )
    assert answer.status in (201, 403, 404), answer.status


def test_tm075_org_kind_foreign_team_of_member():
    """A member who manages a team and asks for one of another organization: 403 to read one, 404 or 403 to list."""
    o = org_with_team()
    cal = o["cal"]
    cal.world.table("memberships")
    lead = cal.user("Lead")
    cal.join(lead, o["org"])
    cal.join(lead, o["team"], "ADMIN")
    kind = cal.team_kind(o["team"], [o["one"]["id"]], "COLLECTIVE")
    path = f"/v2/organizations/{o['org']['id']}/teams/{o['other']['id']}/event-types"
    cal.call("GET", f"{path}/{kind['id']}", key=lead, version=EVENT_TYPES).must(403)
    cal.call("GET", path, key=lead, version=EVENT_TYPES).must(404)


def test_tm076_org_kind_by_team_admin():
    """A member of the organization who is admin of the team may make event types."""
    o = org_with_team()
    cal = o["cal"]
    lead = cal.user("Lead")
    cal.join(lead, o["org"])
    cal.join(lead, o["team"], "ADMIN")
    body = _body(cal, "COLLECTIVE", [{"userId": o["one"]["id"]}])
    cal.call(
        "POST",
        f"/v2/organizations/{o['org']['id']}/teams/{o['team']['id']}/event-types",
        body,
        key=lead,
        version=EVENT_TYPES,
    ).must(201)
