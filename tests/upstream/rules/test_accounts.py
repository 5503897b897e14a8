"""Rules of Cal.com's own tests about accounts, calendars and managed users, each named in its docstring."""

from __future__ import annotations

from .support import EVENT_TYPES, SCHEDULES, Cal


def _client():
    cal = Cal()
    admin = cal.user("Admin")
    org = cal.org(admin, is_platform=True)
    return cal, cal.seed.platform_client(org, redirect_uris=("http://localhost:5555",)), admin


ALICE = {
    "email": "alice@gmail.com",
    "timeZone": "Europe/Rome",
    "weekStart": "Monday",
    "timeFormat": 24,
    "locale": "fr",
    "name": "Alice Smith",
    "avatarUrl": "https://cal.com/api/avatar/1.png",
}


def _path(client):
    return f"/v2/oauth-clients/{client['id']}/users"


def test_ac001_get():
    """The own profile: id, email, timeFormat, default schedule, weekStart, timeZone, organizationId."""
    cal = Cal()
    user = cal.user()
    data = cal.call("GET", "/v2/me", key=user).must(200).data
    assert (
        data["id"],
        data["email"],
        data["timeZone"],
        data["defaultScheduleId"],
        data["weekStart"],
        data["timeFormat"],
    ) == (
        user["id"],
        user["email"],
        user["timeZone"],
        cal.world.table("users")[user["id"]]["defaultScheduleId"],
        user["weekStart"],
        user["timeFormat"],
    )


def test_ac003_organization():
    """A member of an organization sees organization {id, isPlatform}."""
    cal = Cal()
    user = cal.user()
    org = cal.org(user, is_platform=True)
    data = cal.call("GET", "/v2/me", key=user).must(200).data
    assert data["organization"]["id"] == org["id"]
    assert data["organization"]["isPlatform"] is True
    assert data["organizationId"] == org["id"]


def test_ac006_bad_zone():
    """A zone that does not exist: 400."""
    cal = Cal()
    cal.call("PATCH", "/v2/me", {"timeZone": "Narnia/Woods"}, key=cal.user()).must(400)


def test_ac007_bad_format():
    """A timeFormat other than 12 and 24: 400."""
    cal = Cal()
    cal.call("PATCH", "/v2/me", {"timeFormat": 100}, key=cal.user()).must(400)


def test_ac009_no_key():
    """Without a credential: 401."""
    cal = Cal()
    cal.call("GET", "/v2/me").must(401)


def test_ac010_update_week():
    """WeekStart and timeFormat can be changed."""
    cal = Cal()
    data = cal.call("PATCH", "/v2/me", {"weekStart": "Monday", "timeFormat": 24}, key=cal.user()).must(200).data
    assert (data["weekStart"], data["timeFormat"]) == ("Monday", 24)


def test_ac012_create_email():
    """The address of a managed user carries the client's id: alice+<client>@gmail.com."""
    cal, client, _ = _client()
    assert (
        cal.call("POST", _path(client), ALICE, client=client).must(201).data["user"]["email"]
        == f"alice+{client['id']}@gmail.com"
    )


def test_ac013_create_username():
    """The username is the address with the client's id as a slug: part before @, domain and ending joined by dashes."""
    cal, client, _ = _client()
    name = cal.call("POST", _path(client), ALICE, client=client).must(201).data["user"]["username"]
    assert name.startswith("alice-")
    assert name.endswith("-gmail-com")


def test_ac016_create_schedule():
    """A managed user begins with one schedule, the default one."""
    cal, client, _ = _client()
    data = cal.call("POST", _path(client), ALICE, client=client).must(201).data
    rows = cal.call("GET", "/v2/schedules", key=data["accessToken"], version=SCHEDULES).must(200).data
    assert [(each["id"], each["isDefault"]) for each in rows] == [(data["user"]["defaultScheduleId"], True)]


def test_ac017_create_event_types():
    """A managed user begins with four event types: 30 and 60 minutes, each also with video."""
    cal, client, _ = _client()
    data = cal.call("POST", _path(client), ALICE, client=client).must(201).data
    rows = cal.call("GET", "/v2/event-types", key=data["accessToken"], version=EVENT_TYPES).must(200).data
    assert len(rows) == 4, [each["slug"] for each in rows]


def test_ac019_create_empty_zone():
    """An empty zone: 400."""
    cal, client, _ = _client()
    cal.call("POST", _path(client), {**ALICE, "timeZone": ""}, client=client).must(400)


def test_ac020_create_bad_format():
    """A timeFormat of 100: 400."""
    cal, client, _ = _client()
    cal.call("POST", _path(client), {**ALICE, "timeFormat": 100}, client=client).must(400)


def test_ac021_create_no_zone():
    """Without a zone it is Europe/London."""
    cal, client, _ = _client()
    assert (
        cal.call("POST", _path(client), {"email": "b@gmail.com", "name": "Bob"}, client=client)
        .must(201)
        .data["user"]["timeZone"]
        == "Europe/London"
    )


def test_ac024_create_no_auth():
    """Without a credential: 401."""
    cal, client, _ = _client()
    cal.call("POST", _path(client), {"email": "bob@gmail.com"}).must(401)


def test_ac025_bad_secret():
    """With a wrong secret: 401."""
    cal, client, _ = _client()
    cal.call("GET", _path(client), client={**client, "secret": "wrong"}).must(401)


def test_ac027_list_offset():
    """Limit and offset page the list."""
    cal, client, _ = _client()
    ids = [
        cal.call("POST", _path(client), {**ALICE, "email": f"{name}@gmail.com"}, client=client)
        .must(201)
        .data["user"]["id"]
        for name in ("alice", "bob", "carl")
    ]
    assert [
        each["id"] for each in cal.call("GET", _path(client) + "?limit=1&offset=1", client=client).must(200).data
    ] == ids[1:2]


def test_ac030_update():
    """Address and locale change; the address gets the client's id again."""
    cal, client, _ = _client()
    made = cal.call("POST", _path(client), ALICE, client=client).must(201).data["user"]
    data = (
        cal.call(
            "PATCH", f"{_path(client)}/{made['id']}", {"email": "ana-prado@gmail.com", "locale": "pt-BR"}, client=client
        )
        .must(200)
        .data
    )
    assert data["email"] == f"ana-prado+{client['id']}@gmail.com"
    assert data["locale"] == "pt-BR"
    assert data["name"] == "Alice Smith"


def test_ac031_update_username():
    """With the address the username changes too."""
    cal, client, _ = _client()
    made = cal.call("POST", _path(client), ALICE, client=client).must(201).data["user"]
    data = (
        cal.call("PATCH", f"{_path(client)}/{made['id']}", {"email": "ana-prado@gmail.com"}, client=client)
        .must(200)
        .data
    )
    assert data["username"].startswith("ana-prado-"), data["username"]


def test_ac033_delete():
    """Deleting: 200; then 404."""
    cal, client, _ = _client()
    made = cal.call("POST", _path(client), ALICE, client=client).must(201).data["user"]
    assert cal.call("DELETE", f"{_path(client)}/{made['id']}", client=client).must(200).data["id"] == made["id"]
    assert cal.call("GET", f"{_path(client)}/{made['id']}", client=client).status in (403, 404)


def test_ac034_by_admin_key():
    """An admin of the client's organization may use an API key without the client's secret."""
    cal, client, admin = _client()
    cal.call("GET", _path(client), key=admin).must(200)


def test_ac035_assigns_team_event_types():
    """A new managed user is a member of the client's organization."""
    cal, client, _admin = _client()
    made = cal.call("POST", _path(client), ALICE, client=client).must(201).data
    assert (
        cal.call("GET", "/v2/me", key=made["accessToken"]).must(200).data["organizationId"] == client["organizationId"]
    )


def test_ac037_refresh_no_secret():
    """Without the secret header: 401."""
    cal, client, _ = _client()
    made = cal.call("POST", _path(client), ALICE, client=client).must(201).data
    cal.call("POST", f"/v2/oauth/{client['id']}/refresh", {"refreshToken": made["refreshToken"]}).must(401)


def test_ac038_refresh_rotates():
    """The old refresh token is spent."""
    cal, client, _ = _client()
    made = cal.call("POST", _path(client), ALICE, client=client).must(201).data
    cal.call("POST", f"/v2/oauth/{client['id']}/refresh", {"refreshToken": made["refreshToken"]}, client=client).must(
        200
    )
    assert cal.call(
        "POST", f"/v2/oauth/{client['id']}/refresh", {"refreshToken": made["refreshToken"]}, client=client
    ).status in (400, 401, 404)


def test_ac040_unknown():
    """An unknown client id: 401."""
    cal, _, _ = _client()
    cal.call("GET", "/v2/provider/nobody").must(401)


def test_ac041_token():
    """A managed user's access token is verified: a bare status."""
    cal, client, _ = _client()
    made = cal.call("POST", _path(client), ALICE, client=client).must(201).data
    assert cal.call("GET", f"/v2/provider/{client['id']}/access-token", key=made["accessToken"]).must(200).body == {
        "status": "success"
    }


def test_ac043_connect():
    """The address to go to for Google and Office 365."""
    cal = Cal()
    user = cal.user()
    for calendar in ("google", "office365"):
        assert (
            cal.call("GET", f"/v2/calendars/{calendar}/connect", key=user).must(200).data["authUrl"].startswith("http")
        )


def test_ac044_connect_no_key():
    """Without a credential: 401."""
    cal = Cal()
    cal.call("GET", "/v2/calendars/office365/connect").must(401)


def test_ac046_check_none():
    """Checking without an account: 400."""
    cal = Cal()
    cal.call("GET", "/v2/calendars/office365/check", key=cal.user()).must(400)


def test_ac047_check():
    """Checking with one: 200 with a bare status."""
    cal = Cal()
    user = cal.user()
    for calendar in ("google", "office365"):
        cal.seed.calendar_account(user, calendar)
        assert cal.call("GET", f"/v2/calendars/{calendar}/check", key=user).must(200).body == {"status": "success"}


def test_ac049_check_unknown():
    """A calendar that is none: 400."""
    cal = Cal()
    cal.call("GET", "/v2/calendars/random-calendar/check", key=cal.user()).must(400)


def test_ac050_save_bad_state():
    """Saving with a state that lacks the origin: 400."""
    cal = Cal()
    cal.call("GET", "/v2/calendars/office365/save", query={"state": "accessToken=abc", "code": "4/0Af"}).must(400)


def test_ac051_feed_save():
    """An ICS feed is saved: 201 with id, userId and type."""
    cal = Cal()
    user = cal.user()
    data = (
        cal.call(
            "POST",
            "/v2/calendars/ics-feed/save",
            {"urls": ["https://cal.com/ics/feed.ics"], "readOnly": False},
            key=user,
        )
        .must(201)
        .data
    )
    assert data["userId"] == user["id"]
    assert data["id"]


def test_ac054_list():
    """ConnectedCalendars and destinationCalendar; an account of each kind is there with its integration type."""
    cal = Cal()
    user = cal.user()
    cal.seed.calendar_account(user, "google", email="g@example.com")
    cal.seed.calendar_account(user, "office365", email="o@example.com")
    data = cal.call("GET", "/v2/calendars", key=user).must(200).data
    assert {each["integration"]["type"] for each in data["connectedCalendars"]} == {
        "google_calendar",
        "office365_calendar",
    }
    assert "destinationCalendar" in data


def _load(row):
    return f"calendarsToLoad[0][credentialId]={row['id']}&calendarsToLoad[0][externalId]=g@example.com"


def test_ac055_busy_no_zone():
    """Busy times without any zone: 400."""
    cal = Cal()
    user = cal.user()
    row = cal.seed.calendar_account(user, "google", email="g@example.com")
    query = f"dateFrom=2024-12-18&dateTo=2024-12-18&{_load(row)}"
    cal.call("GET", "/v2/calendars/busy-times", query=query, key=user).must(400)


def test_ac057_busy_users_zone():
    """LoggedInUsersTz and bare dates: 200 with a list."""
    cal = Cal()
    user = cal.user()
    row = cal.seed.calendar_account(user, "google", email="g@example.com")
    query = f"loggedInUsersTz=Europe/London&dateFrom=2024-12-18&dateTo=2024-12-18&{_load(row)}"
    assert isinstance(cal.call("GET", "/v2/calendars/busy-times", query=query, key=user).must(200).data, list)


def test_ac058_busy_without_dates():
    """Without dateFrom and dateTo: 400, as a server answered, whatever its source says."""
    cal = Cal()
    user = cal.user()
    row = cal.seed.calendar_account(user, "google", email="g@example.com")
    query = f"loggedInUsersTz=Europe/London&{_load(row)}"
    cal.call("GET", "/v2/calendars/busy-times", query=query, key=user).must(400, "dateFrom", "dateTo")


def test_ac060_credentials_apple():
    """Apple's user name and password are taken: 201 with a bare status."""
    cal = Cal()
    assert cal.call(
        "POST",
        "/v2/calendars/apple/credentials",
        {"username": "a@icloud.com", "password": "abcd-efgh-ijkl-mnop"},
        key=cal.user(),
    ).must(201).body == {"status": "success"}


def test_ac061_credentials_other():
    """For another calendar: 400."""
    cal = Cal()
    cal.call(
        "POST", "/v2/calendars/google/credentials", {"username": "a@icloud.com", "password": "abcd"}, key=cal.user()
    ).must(400)


def test_ac063_unselect():
    """And no longer: 200 with the same."""
    cal = Cal()
    user = cal.user()
    row = cal.seed.calendar_account(
        user,
        "apple",
        email="a@icloud.com",
        calendars=[{"external_id": "https://caldav.icloud.com/1/calendars/2/"}],
    )
    body = {
        "integration": "apple_calendar",
        "externalId": "https://caldav.icloud.com/1/calendars/2/",
        "credentialId": row["id"],
    }
    cal.call("POST", "/v2/selected-calendars", body, key=user).must(201)
    data = cal.call("DELETE", "/v2/selected-calendars", query=body, key=user).must(200).data
    assert {k: data[k] for k in body} == body
    assert data["userId"] == user["id"]


def test_ac064_destination():
    """A destination calendar: 200 with credentialId, integration, externalId and userId."""
    cal = Cal()
    user = cal.user()
    row = cal.seed.calendar_account(
        user,
        "apple",
        email="a@icloud.com",
        calendars=[{"external_id": "https://caldav.icloud.com/1/calendars/2/"}],
    )
    body = {"integration": "apple_calendar", "externalId": "https://caldav.icloud.com/1/calendars/2/"}
    data = cal.call("PUT", "/v2/destination-calendars", body, key=user).must(200).data
    assert {k: data[k] for k in body} == body
    assert data["userId"] == user["id"]
    assert data["credentialId"] == row["id"]


def test_ac066_gcal_url():
    """Google's address, 401 without a credential."""
    cal = Cal()
    assert (
        cal.call("GET", "/v2/gcal/oauth/auth-url", key=cal.user(), headers={"origin": "http://localhost:5555"})
        .must(200)
        .data["authUrl"]
    )
    cal.call("GET", "/v2/gcal/oauth/auth-url").must(401)


def test_ac067_gcal_save():
    """Saving redirects with 301 whatever is missing: code, token or origin."""
    cal = Cal()
    for query in (
        {"state": "accessToken=abc&origin=http://localhost:5555"},
        {"state": "origin=http://localhost:5555", "code": "4/0Af"},
        {"state": "accessToken=abc", "code": "4/0Af"},
    ):
        cal.call("GET", "/v2/gcal/oauth/save", query=query).must(301)


def test_ac069_empty():
    """No apps at first: an empty list."""
    cal = Cal()
    assert cal.call("GET", "/v2/conferencing", key=cal.user()).must(200).data == []


def test_ac070_meet_without_calendar():
    """Google Meet without a Google calendar: 400."""
    cal = Cal()
    cal.call("POST", "/v2/conferencing/google-meet/connect", key=cal.user()).must(400)


def test_ac072_default():
    """It can be made the default: 200 with a bare status, and is told as appSlug."""
    cal = Cal()
    user = cal.user()
    cal.seed.calendar_account(user, "google", email="g@example.com")
    cal.call("POST", "/v2/conferencing/google-meet/connect", key=user).must(200)
    assert cal.call("POST", "/v2/conferencing/google-meet/default", key=user).must(200).body == {"status": "success"}
    assert cal.call("GET", "/v2/conferencing/default", key=user).must(200).data["appSlug"] == "google-meet"


def test_ac073_disconnect():
    """Disconnected, it is no longer in the list."""
    cal = Cal()
    user = cal.user()
    cal.seed.calendar_account(user, "google", email="g@example.com")
    cal.call("POST", "/v2/conferencing/google-meet/connect", key=user).must(200)
    cal.call("DELETE", "/v2/conferencing/google-meet/disconnect", key=user).must(200)
    assert cal.call("GET", "/v2/conferencing", key=user).must(200).data == []


def test_ac075_default_not_connected():
    """An app that is not connected can not be the default: 400."""
    cal = Cal()
    cal.call("POST", "/v2/conferencing/zoom/default", key=cal.user()).must(400)


def test_ac076_default_video():
    """Cal Video can always be the default."""
    cal = Cal()
    cal.call("POST", "/v2/conferencing/daily-video/default", key=cal.user()).must(200)


def test_ac078_auth_url_no_return():
    """ReturnTo may be left out: the Origin stands in."""
    cal = Cal()
    cal.call(
        "GET", "/v2/conferencing/zoom/oauth/auth-url", key=cal.user(), headers={"origin": "https://a.example"}
    ).must(200)


def test_ac079_callback_no_state():
    """The callback without a state: 400."""
    cal = Cal()
    cal.call("GET", "/v2/conferencing/zoom/oauth/callback?code=x").must(400)


def test_ac080_no_account():
    """Checking a payment account that is not there: 400 or 404 with the reason."""
    cal = Cal()
    answer = cal.call("GET", "/v2/stripe/check", key=cal.user())
    assert answer.status in (400, 404), answer.status


def test_ac082_connect():
    """The address to go to."""
    cal = Cal()
    assert cal.call("GET", "/v2/stripe/connect", key=cal.user()).must(200).data["authUrl"].startswith("http")


def test_ac083_save_no_state():
    """Saving without a state: 400."""
    cal = Cal()
    cal.call("GET", "/v2/stripe/save?code=x").must(400)


def test_ac084_list():
    """Zones as a list of city, timezone, pop (objects)."""
    cal = Cal()
    data = cal.call("GET", "/v2/timezones", key=cal.user()).must(200).data
    assert isinstance(data, list)
    assert {"city", "timezone"} <= set(data[0])
