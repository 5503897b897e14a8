"""Rules of Cal.com's own tests about organizations, each named in its docstring."""

from __future__ import annotations

from .support import SCHEDULES, Cal, org_with_team


def _o():
    return org_with_team()


def _t(o):
    return f"/v2/organizations/{o['org']['id']}/teams/{o['team']['id']}/memberships"


def _u(o):
    return f"/v2/organizations/{o['org']['id']}/users"


TEXT = {"name": "department", "slug": "department", "type": "TEXT", "options": [], "enabled": True}


def _s(o, user):
    return f"/v2/organizations/{o['org']['id']}/users/{user['id']}/schedules"


WORK = {"name": "work", "timeZone": "Europe/Rome", "isDefault": True}


def _is_work(data):
    assert (data["name"], data["timeZone"], data["isDefault"], data["overrides"]) == ("work", "Europe/Rome", True, [])
    assert data["availability"] == [
        {"days": ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday"], "startTime": "09:00", "endTime": "17:00"}
    ]


def _mixed():
    o = org_with_team()
    cal = o["cal"]
    head = cal.user("Head")
    o["platform"] = cal.org(head, is_platform=True)
    o["head"] = head
    o["client"] = cal.seed.platform_client(o["platform"])
    o["managed"] = cal.seed.managed_user(o["client"], "Managed", "managed@api.com")
    return o


def _limited():
    cal = Cal()
    user = cal.user()
    cal.mock.rate_limit = 3
    return cal, user


def test_og001_memberships_list():
    """An admin lists the organization's memberships with role, teamId and the user."""
    o = _o()
    data = o["cal"].call("GET", f"/v2/organizations/{o['org']['id']}/memberships", key=o["admin"]).must(200).data
    assert {each["teamId"] for each in data} == {o["org"]["id"]}
    assert len(data) == 4
    mine = next(each for each in data if each["userId"] == o["admin"]["id"])
    assert mine["role"] == "ADMIN"
    assert mine["user"]["email"] == o["admin"]["email"]
    assert mine["user"]["username"] == o["admin"]["username"]


def test_og005_memberships_unknown_org():
    """An organization that does not exist is a 403."""
    o = _o()
    o["cal"].call("GET", "/v2/organizations/120494059/memberships", key=o["admin"]).must(403)


def test_og006_membership_get():
    """One membership by id."""
    o = _o()
    cal, base = o["cal"], f"/v2/organizations/{o['org']['id']}/memberships"
    row = next(each for each in cal.call("GET", base, key=o["admin"]).data if each["userId"] == o["one"]["id"])
    got = cal.call("GET", f"{base}/{row['id']}", key=o["admin"]).must(200).data
    assert got["userId"] == o["one"]["id"]
    assert got["role"] == "MEMBER"
    assert got["user"]["email"] == o["one"]["email"]


def test_og008_membership_update():
    """Changing the role to OWNER."""
    o = _o()
    guest = o["cal"].user("Guest")
    row = o["cal"].join(guest, o["org"])
    data = (
        o["cal"]
        .call("PATCH", f"/v2/organizations/{o['org']['id']}/memberships/{row['id']}", {"role": "OWNER"}, key=o["admin"])
        .must(200)
        .data
    )
    assert data["role"] == "OWNER"
    assert data["id"] == row["id"]


def test_og009_membership_delete():
    """Deleting answers 200 with the membership; afterwards reading it is a 404."""
    o = _o()
    row = o["cal"].join(o["cal"].user("Guest"), o["org"])
    path = f"/v2/organizations/{o['org']['id']}/memberships/{row['id']}"
    assert o["cal"].call("DELETE", path, key=o["admin"]).must(200).data["id"] == row["id"]
    o["cal"].call("GET", path, key=o["admin"]).must(404)


def test_og011_membership_member_forbidden():
    """A plain member may neither list, read, create, change nor delete memberships: 403."""
    o = _o()
    base = f"/v2/organizations/{o['org']['id']}/memberships"
    row = next(each for each in o["cal"].call("GET", base, key=o["admin"]).data if each["userId"] == o["one"]["id"])
    o["cal"].call("GET", base, key=o["one"]).must(403)
    o["cal"].call("GET", f"{base}/{row['id']}", key=o["one"]).must(403)
    o["cal"].call("POST", base, {"role": "OWNER", "userId": o["one"]["id"], "accepted": True}, key=o["one"]).must(403)
    o["cal"].call("PATCH", f"{base}/{row['id']}", {"role": "MEMBER"}, key=o["one"]).must(403)
    o["cal"].call("DELETE", f"{base}/{row['id']}", key=o["one"]).must(403)


def test_og012_membership_bad_role():
    """A role outside MEMBER, OWNER, ADMIN is a 400."""
    o = _o()
    guest = o["cal"].user("Guest")
    o["cal"].call(
        "POST",
        f"/v2/organizations/{o['org']['id']}/memberships",
        {"userId": guest["id"], "role": "KING"},
        key=o["admin"],
    ).must(400)


def test_og014_teams_page():
    """Skip and take."""
    o = _o()
    o["cal"].team(o["boss"], o["org"])
    assert (
        len(
            o["cal"]
            .call("GET", f"/v2/organizations/{o['org']['id']}/teams?skip=1&take=1", key=o["admin"])
            .must(200)
            .data
        )
        == 1
    )


def test_og015_teams_unknown_org():
    """An organization that does not exist: 403."""
    o = _o()
    o["cal"].call("GET", "/v2/organizations/120494059/teams", key=o["admin"]).must(403)


def test_og017_team_create():
    """Creating a team answers 201 with name, slug, bio and parentId; its maker is an accepted OWNER."""
    o = _o()
    body = {"name": "Team API", "slug": "team-created-via-api", "bio": "This is our test team"}
    data = o["cal"].call("POST", f"/v2/organizations/{o['org']['id']}/teams", body, key=o["admin"]).must(201).data
    assert {k: data[k] for k in body} == body
    assert data["parentId"] == o["org"]["id"]
    rows = (
        o["cal"]
        .call("GET", f"/v2/organizations/{o['org']['id']}/teams/{data['id']}/memberships", key=o["admin"])
        .must(200)
        .data
    )
    assert [(each["userId"], each["role"], each["accepted"]) for each in rows] == [(o["admin"]["id"], "OWNER", True)]


def test_og018_team_create_auto_slug():
    """Without a slug it is made from the name."""
    o = _o()
    data = (
        o["cal"]
        .call(
            "POST",
            f"/v2/organizations/{o['org']['id']}/teams",
            {"name": "Organizations Teams Automatic Slug"},
            key=o["admin"],
        )
        .must(201)
        .data
    )
    assert data["slug"] == "organizations-teams-automatic-slug"


def test_og021_teams_me():
    """teams/me lists the caller's teams with role and accepted."""
    o = _o()
    made = (
        o["cal"].call("POST", f"/v2/organizations/{o['org']['id']}/teams", {"name": "T"}, key=o["admin"]).must(201).data
    )
    data = o["cal"].call("GET", f"/v2/organizations/{o['org']['id']}/teams/me", key=o["admin"]).must(200).data
    mine = next(each for each in data if each["id"] == made["id"])
    assert mine["role"] == "OWNER"
    assert mine["accepted"] is True


def test_og022_teams_me_member():
    """A member may ask for teams/me too."""
    o = _o()
    data = o["cal"].call("GET", f"/v2/organizations/{o['org']['id']}/teams/me", key=o["one"]).must(200).data
    assert [(each["id"], each["role"]) for each in data] == [(o["team"]["id"], "MEMBER")]


def test_og023_team_update():
    """Changing name, weekStart, logoUrl and bannerUrl."""
    o = _o()
    body = {
        "name": "New",
        "weekStart": "Monday",
        "logoUrl": "https://i.cal.com/a.png",
        "bannerUrl": "https://i.cal.com/b.png",
    }
    data = (
        o["cal"]
        .call("PATCH", f"/v2/organizations/{o['org']['id']}/teams/{o['team']['id']}", body, key=o["admin"])
        .must(200)
        .data
    )
    assert {k: data[k] for k in body} == body
    assert data["parentId"] == o["org"]["id"]


def test_og024_team_delete():
    """Deleting answers 200 with the team; then it is a 404."""
    o = _o()
    path = f"/v2/organizations/{o['org']['id']}/teams/{o['team']['id']}"
    assert o["cal"].call("DELETE", path, key=o["admin"]).must(200).data["id"] == o["team"]["id"]
    o["cal"].call("GET", path, key=o["admin"]).must(404)


def test_og026_team_member_forbidden():
    """A member who is in no team may neither list, create, change nor delete: 403."""
    o = _o()
    cal, base = o["cal"], f"/v2/organizations/{o['org']['id']}/teams"
    guest = cal.user("Guest")
    cal.join(guest, o["org"])
    cal.call("GET", base, key=guest).must(403)
    cal.call("GET", f"{base}/{o['team']['id']}", key=guest).must(403)
    cal.call("POST", base, {"name": "x"}, key=guest).must(403)
    cal.call("PATCH", f"{base}/{o['team']['id']}", {"name": "x"}, key=guest).must(403)
    cal.call("DELETE", f"{base}/{o['team']['id']}", key=guest).must(403)


def test_og027_team_owner():
    """A plain member of the organization who owns a team may only read it."""
    o = _o()
    cal, base = o["cal"], f"/v2/organizations/{o['org']['id']}/teams"
    guest = cal.user("Guest")
    cal.join(guest, o["org"])
    team = cal.team(guest, o["org"])
    cal.call("GET", f"{base}/{team['id']}", key=guest).must(200)
    cal.call("GET", base, key=guest).must(403)
    cal.call("POST", base, {"name": "x"}, key=guest).must(403)
    cal.call("PATCH", f"{base}/{team['id']}", {"name": "x"}, key=guest).must(403)
    cal.call("DELETE", f"{base}/{team['id']}", key=guest).must(403)


def test_og029_tm_page():
    """Skip and take."""
    o = _o()
    full = o["cal"].call("GET", _t(o), key=o["admin"]).must(200).data
    assert [each["id"] for each in o["cal"].call("GET", _t(o) + "?skip=1&take=1", key=o["admin"]).must(200).data] == [
        full[1]["id"]
    ]


def test_og030_tm_foreign_team():
    """A team outside the organization: 404."""
    o = _o()
    path = f"/v2/organizations/{o['org']['id']}/teams/{o['other']['id']}/memberships"
    o["cal"].call("GET", path, key=o["admin"]).must(404)
    o["cal"].call("POST", path, {"userId": o["one"]["id"], "accepted": True, "role": "MEMBER"}, key=o["admin"]).must(
        404
    )


def test_og032_tm_create():
    """A member of the organization is added: 201."""
    o = _o()
    body = {"userId": o["admin"]["id"], "accepted": True, "role": "MEMBER"}
    data = o["cal"].call("POST", _t(o), body, key=o["admin"]).must(201).data
    assert (data["teamId"], data["role"], data["userId"], data["user"]["email"]) == (
        o["team"]["id"],
        "MEMBER",
        o["admin"]["id"],
        o["admin"]["email"],
    )


def test_og033_tm_create_assigns():
    """A new accepted member becomes a host of event types that take all team members."""
    o = _o()
    cal = o["cal"]
    kind = cal.team_kind(o["team"], [o["one"]["id"]], "COLLECTIVE", assignAllTeamMembers=True)
    cal.call("POST", _t(o), {"userId": o["admin"]["id"], "accepted": True, "role": "MEMBER"}, key=o["admin"]).must(201)
    data = (
        cal.call(
            "GET",
            f"/v2/organizations/{o['org']['id']}/teams/{o['team']['id']}/event-types/{kind['id']}",
            key=o["admin"],
        )
        .must(200)
        .data
    )
    assert o["admin"]["id"] in [each["userId"] for each in data["hosts"]], data["hosts"]


def test_og036_tm_get_update_delete():
    """Reading, changing the role, deleting, then 404."""
    o = _o()
    cal = o["cal"]
    row = next(each for each in cal.call("GET", _t(o), key=o["admin"]).data if each["userId"] == o["one"]["id"])
    path = f"{_t(o)}/{row['id']}"
    assert cal.call("GET", path, key=o["admin"]).must(200).data["role"] == "MEMBER"
    assert cal.call("PATCH", path, {"role": "OWNER"}, key=o["admin"]).must(200).data["role"] == "OWNER"
    assert cal.call("DELETE", path, key=o["admin"]).must(200).data["id"] == row["id"]
    cal.call("GET", path, key=o["admin"]).must(404)


def test_og037_tm_unknown():
    """A membership that does not exist: 404."""
    o = _o()
    o["cal"].call("GET", f"{_t(o)}/123132145", key=o["admin"]).must(404)


def test_og039_users_by_email():
    """Emails filters to one."""
    o = _o()
    data = o["cal"].call("GET", _u(o), query={"emails": o["one"]["email"]}, key=o["admin"]).must(200).data
    assert [each["email"] for each in data] == [o["one"]["email"]]


def test_og040_users_by_emails():
    """Emails as a repeated query key filters to several."""
    o = _o()
    data = (
        o["cal"]
        .call("GET", _u(o), query={"emails": [o["one"]["email"], o["two"]["email"]]}, key=o["admin"])
        .must(200)
        .data
    )
    assert {each["email"] for each in data} == {o["one"]["email"], o["two"]["email"]}, len(data)


def test_og042_users_update():
    """Theme can be changed."""
    o = _o()
    assert (
        o["cal"]
        .call("PATCH", f"{_u(o)}/{o['admin']['id']}", {"theme": "light"}, key=o["admin"])
        .must(200)
        .data["theme"]
        == "light"
    )


def test_og044_users_create_full():
    """username, avatarUrl, time zone, timeFormat and locale as sent."""
    o = _o()
    body = {
        "email": "n2@api.com",
        "username": "user77",
        "avatarUrl": "https://avatars.example.com/u/583231?v=4",
        "timeZone": "America/Sao_Paulo",
        "timeFormat": 24,
        "locale": "pt",
    }
    data = o["cal"].call("POST", _u(o), body, key=o["admin"]).must(201).data
    assert {k: data[k] for k in body} == body, data


def test_og046_users_create_role():
    """OrganizationRole and autoAccept are taken."""
    o = _o()
    data = (
        o["cal"]
        .call("POST", _u(o), {"email": "n4@api.com", "organizationRole": "MEMBER", "autoAccept": True}, key=o["admin"])
        .must(201)
        .data
    )
    assert data["email"] == "n4@api.com"


def test_og047_users_create_bad_email():
    """An address that is none: 400."""
    o = _o()
    o["cal"].call("POST", _u(o), {"email": "nonsense"}, key=o["admin"]).must(400)


def test_og049_users_member_forbidden():
    """A plain member may not list, create, change or delete: 403."""
    o = _o()
    cal = o["cal"]
    cal.call("GET", _u(o), key=o["one"]).must(403)
    cal.call("POST", _u(o), {"email": "x@api.com"}, key=o["one"]).must(403)
    cal.call("PATCH", f"{_u(o)}/{o['two']['id']}", {"theme": "light"}, key=o["one"]).must(403)
    cal.call("DELETE", f"{_u(o)}/{o['two']['id']}", key=o["one"]).must(403)


def test_og064_schedule_create():
    """Without availability a schedule has office hours on weekdays; it becomes the default."""
    o = _o()
    _is_work(o["cal"].call("POST", _s(o, o["one"]), WORK, key=o["admin"], version=SCHEDULES).must(201).data)


def test_og065_schedule_org_list():
    """The organization's schedules hold those of all members."""
    o = _o()
    data = (
        o["cal"]
        .call("GET", f"/v2/organizations/{o['org']['id']}/schedules", key=o["admin"], version=SCHEDULES)
        .must(200)
        .data
    )
    assert {each["ownerId"] for each in data} == {o[name]["id"] for name in ("boss", "admin", "one", "two")}


def test_og067_schedule_list_trailing_slash():
    """A trailing slash does not matter."""
    o = _o()
    o["cal"].call("GET", _s(o, o["one"]) + "/", key=o["admin"], version=SCHEDULES).must(200)


def test_og068_schedule_update():
    """The name can be changed alone."""
    o = _o()
    made = o["cal"].call("POST", _s(o, o["one"]), WORK, key=o["admin"], version=SCHEDULES).must(201).data
    data = (
        o["cal"]
        .call("PATCH", f"{_s(o, o['one'])}/{made['id']}", {"name": "other"}, key=o["admin"], version=SCHEDULES)
        .must(200)
        .data
    )
    assert data["name"] == "other"
    assert data["availability"] == made["availability"]
    assert data["isDefault"] is True


def test_og070_schedule_any_version():
    """These routes ask for no version."""
    o = _o()
    o["cal"].call("GET", _s(o, o["one"]), key=o["admin"], version=None).must(200)


def test_og071_schedule_member_forbidden():
    """A plain member may not: 403, not even for oneself."""
    o = _o()
    o["cal"].call("POST", _s(o, o["one"]), WORK, key=o["one"], version=SCHEDULES).must(403)
    o["cal"].call("GET", f"/v2/organizations/{o['org']['id']}/schedules", key=o["one"], version=SCHEDULES).must(403)
    o["cal"].call("GET", _s(o, o["one"]), key=o["one"], version=SCHEDULES).must(403)


def test_og073_team_schedules_not_member():
    """Of somebody who is not in the team: 404."""
    o = _o()
    answer = o["cal"].call(
        "GET",
        f"/v2/organizations/{o['org']['id']}/teams/{o['team']['id']}/users/{o['outsider']['id']}/schedules",
        key=o["admin"],
    )
    assert answer.status in (403, 404), answer.status


def test_og074_no_key():
    """Everything under an organization needs a credential."""
    o = _o()
    o["cal"].call("GET", f"/v2/organizations/{o['org']['id']}/teams").must(401)


def test_og078_membership_managed_into_platform():
    """The client adds its managed user to a team of its organization: 201."""
    o = _mixed()
    cal = o["cal"]
    team = (
        cal.call("POST", f"/v2/organizations/{o['platform']['id']}/teams", {"name": "T"}, client=o["client"])
        .must(201)
        .data
    )
    body = {"userId": o["managed"]["id"], "accepted": True, "role": "MEMBER"}
    cal.call(
        "POST", f"/v2/organizations/{o['platform']['id']}/teams/{team['id']}/memberships", body, client=o["client"]
    ).must(201)


def test_og079_client_acts_for_org():
    """A client's id and secret stand for its organization's owner: it lists the organization's users."""
    o = _mixed()
    data = o["cal"].call("GET", f"/v2/organizations/{o['platform']['id']}/users", client=o["client"]).must(200).data
    assert {each["id"] for each in data} == {o["head"]["id"], o["managed"]["id"]}


def test_og081_client_secret_alone():
    """A secret without the id is a 401."""
    o = _mixed()
    o["cal"].call(
        "GET", f"/v2/organizations/{o['platform']['id']}/users", headers={"x-cal-secret-key": o["client"]["secret"]}
    ).must(401)


def test_og082_client_unknown():
    """An unknown id with a secret is a 401."""
    o = _mixed()
    o["cal"].call(
        "GET", f"/v2/organizations/{o['platform']['id']}/users", client={"id": "gibberish", "secret": "secret"}
    ).must(401)


def test_og084_managed_token():
    """A managed user's access token stands for that user."""
    o = _mixed()
    assert (
        o["cal"].call("GET", "/v2/me", key=o["managed"]["_tokens"]["accessToken"]).must(200).data["id"]
        == o["managed"]["id"]
    )


def test_og085_rate_headers():
    """Every reply tells limit, remaining and the seconds to the reset under the name of the limit, default."""
    cal, user = _limited()
    for n in range(1, 4):
        headers = cal.call("GET", "/v2/me", key=user).must(200).headers
        assert headers["x-ratelimit-limit-default"] == "3"
        assert headers["x-ratelimit-remaining-default"] == str(3 - n)
        assert int(headers["x-ratelimit-reset-default"]) > 0


def test_og087_rate_reset():
    """After the block calls are served again, counted anew."""
    from datetime import timedelta

    cal, user = _limited()
    for _ in range(4):
        cal.call("GET", "/v2/me", key=user)
    cal.clock.advance(timedelta(seconds=61))
    assert cal.call("GET", "/v2/me", key=user).must(200).headers["x-ratelimit-remaining-default"] == "2"


def test_og088_rate_per_key():
    """Each key has its own count."""
    cal, user = _limited()
    for _ in range(4):
        cal.call("GET", "/v2/me", key=user)
    cal.call("GET", "/v2/me", key=cal.user()).must(200)


def test_og089_rate_block_lasts():
    """The block lasts 60 seconds from the call that was over the limit, not from the first call of the minute."""
    from datetime import timedelta

    cal, user = _limited()
    for _ in range(3):
        cal.call("GET", "/v2/me", key=user).must(200)
    cal.clock.advance(timedelta(seconds=50))
    cal.call("GET", "/v2/me", key=user).must(429)
    cal.clock.advance(timedelta(seconds=15))
    cal.call("GET", "/v2/me", key=user).must(429)
