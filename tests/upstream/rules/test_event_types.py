"""Rules of Cal.com's own tests about schedules and event types, each named in its docstring."""

from __future__ import annotations

from .support import EVENT_TYPES, SCHEDULES, Cal, one_user, org_with_team

V = EVENT_TYPES


def _get(cal, path, key=None, **more):
    return cal.call("GET", path, key=key, version=V, **more)


S = SCHEDULES

NEW = {"name": "work", "timeZone": "Europe/Rome", "isDefault": True}


def test_es001_get():
    """The owner reads an event type with ownerId and one user, the owner."""
    cal, owner, kind = one_user(lengthInMinutesOptions=[30, 60, 90])
    data = _get(cal, f"/v2/event-types/{kind['id']}", owner).must(200).data
    assert data["id"] == kind["id"]
    assert data["title"] == kind["title"]
    assert data["lengthInMinutes"] == 60
    assert data["lengthInMinutesOptions"] == [30, 60, 90]
    assert data["ownerId"] == owner["id"]
    assert [each["id"] for each in data["users"]] == [owner["id"]]


def test_es002_get_unknown():
    """One that does not exist: 404."""
    cal, owner, _kind = one_user()
    _get(cal, "/v2/event-types/999999", owner).must(404)


def test_es004_get_foreign():
    """Of somebody else: 403."""
    cal, _owner, kind = one_user()
    answer = _get(cal, f"/v2/event-types/{kind['id']}", cal.user())
    assert answer.status in (403, 404), answer.status


def test_es005_get_booking_url():
    """BookingUrl ends in username and slug."""
    cal, owner, kind = one_user()
    assert (
        _get(cal, f"/v2/event-types/{kind['id']}", owner)
        .data["bookingUrl"]
        .endswith(f"/{owner['username']}/{kind['slug']}")
    )


def test_es007_list_username_owner():
    """By the own username hidden ones are listed too."""
    cal, owner, kind = one_user()
    hidden = cal.kind(owner, hidden=True)
    assert {
        each["id"] for each in _get(cal, f"/v2/event-types?username={owner['username']}", owner).must(200).data
    } == {kind["id"], hidden["id"]}


def test_es010_list_slug():
    """Username and eventSlug give that one."""
    cal, owner, kind = one_user()
    cal.kind(owner)
    data = _get(cal, f"/v2/event-types?username={owner['username']}&eventSlug={kind['slug']}", owner).must(200).data
    assert [each["id"] for each in data] == [kind["id"]]


def test_es014_list_username_unknown():
    """A username that is not there: an empty list, no 404."""
    cal, owner, _kind = one_user(strict=False)
    assert _get(cal, "/v2/event-types?username=nobody-like-this", owner).must(200).data == []


def test_es015_list_nothing():
    """Neither username nor credential: an empty list."""
    cal, _owner, _kind = one_user(strict=False)
    data = _get(cal, "/v2/event-types").must(200).data
    assert data == [], len(data)


def test_es018_list_org():
    """Username with orgSlug or orgId finds the organization's user."""
    o = org_with_team()
    cal = o["cal"]
    kinds = [cal.kind(o["one"]) for _ in range(3)]
    for more in (f"orgSlug={o['org']['slug']}", f"orgId={o['org']['id']}"):
        data = _get(cal, f"/v2/event-types?username={o['one']['username']}&{more}", o["one"]).must(200).data
        assert [each["id"] for each in data] == [each["id"] for each in kinds], more


def test_es019_list_org_slug():
    """username, orgSlug and eventSlug."""
    o = org_with_team()
    cal = o["cal"]
    kinds = [cal.kind(o["one"]) for _ in range(2)]
    data = (
        _get(
            cal,
            f"/v2/event-types?username={o['one']['username']}&orgSlug={o['org']['slug']}&eventSlug={kinds[1]['slug']}",
            o["one"],
        )
        .must(200)
        .data
    )
    assert [each["id"] for each in data] == [kinds[1]["id"]]


def test_es022_default_fields():
    """Without own booking fields the built-in ones are told."""
    cal, owner, kind = one_user()
    data = _get(cal, f"/v2/event-types/{kind['id']}", owner).must(200).data["bookingFields"]
    slugs = [each["slug"] for each in data]
    want = ["name", "email", "location", "title", "notes", "guests", "rescheduleReason"]
    assert [slug for slug in slugs if slug != "attendeePhoneNumber"] == want, slugs


def test_es023_default_fields_flags():
    """Built-in fields carry isDefault, type and required."""
    cal, owner, kind = one_user()
    data = {
        each["slug"]: each for each in _get(cal, f"/v2/event-types/{kind['id']}", owner).must(200).data["bookingFields"]
    }
    assert all(each["isDefault"] for each in data.values())
    assert data["name"]["required"]
    assert data["email"]["required"]
    assert data["name"]["type"] == "name"
    assert data["email"]["type"] == "email"
    assert data["rescheduleReason"]["type"] == "textarea"


def test_es024_delete():
    """Deleting: 200 with id, lengthInMinutes, title and slug."""
    cal, owner, kind = one_user()
    data = cal.call("DELETE", f"/v2/event-types/{kind['id']}", key=owner, version=V).must(200).data
    assert data == {"id": kind["id"], "lengthInMinutes": 60, "title": kind["title"], "slug": kind["slug"]}


def test_es026_delete_unknown():
    """One that is not there: 404."""
    cal, owner, _kind = one_user()
    cal.call("DELETE", "/v2/event-types/999999", key=owner, version=V).must(404)


def test_es027_wrong_version():
    """With another known version the route is not this one: no 200 of this shape for 2024-08-13."""
    cal, owner, kind = one_user()
    cal.call("GET", f"/v2/event-types/{kind['id']}", key=owner, version="2024-08-13").must(404)


def test_es031_default():
    """The default schedule."""
    cal = Cal()
    user = cal.user(schedule=False)
    made = cal.call("POST", "/v2/schedules", NEW, key=user, version=S).must(201).data
    assert cal.call("GET", "/v2/schedules/default", key=user, version=S).must(200).data == made


def test_es032_no_default():
    """Without a default schedule data is null."""
    cal = Cal()
    user = cal.user(schedule=False)
    assert cal.call("GET", "/v2/schedules/default", key=user, version=S).must(200).body == {
        "status": "success",
        "data": None,
    }


def test_es034_update_name():
    """The name alone."""
    cal = Cal()
    user = cal.user(schedule=False)
    made = cal.call("POST", "/v2/schedules", NEW, key=user, version=S).must(201).data
    data = cal.call("PATCH", f"/v2/schedules/{made['id']}", {"name": "updated"}, key=user, version=S).must(200).data
    assert data == {**made, "name": "updated"}


def test_es035_overrides():
    """Overrides can be added."""
    cal = Cal()
    user = cal.user(schedule=False)
    made = cal.call("POST", "/v2/schedules", NEW, key=user, version=S).must(201).data
    overrides = [{"date": "2026-05-05", "startTime": "10:00", "endTime": "12:00"}]
    data = (
        cal.call("PATCH", f"/v2/schedules/{made['id']}", {"overrides": overrides}, key=user, version=S).must(200).data
    )
    assert data == {**made, "overrides": overrides}


def test_es037_delete():
    """Deleting: 200 with a bare status."""
    cal = Cal()
    user = cal.user(schedule=False)
    made = cal.call("POST", "/v2/schedules", NEW, key=user, version=S).must(201).data
    assert cal.call("DELETE", f"/v2/schedules/{made['id']}", key=user, version=S).must(200).body == {
        "status": "success"
    }


def test_es038_foreign():
    """Somebody else's to read, change or delete: 403."""
    cal = Cal()
    one, two = cal.user(schedule=False), cal.user()
    made = cal.call("POST", "/v2/schedules", NEW, key=one, version=S).must(201).data
    path = f"/v2/schedules/{made['id']}"
    cal.call("GET", path, key=two, version=S).must(403)
    cal.call("PATCH", path, {"name": "x"}, key=two, version=S).must(403)
    cal.call("DELETE", path, key=two, version=S).must(403)


def test_es040_delete_unknown():
    """Deleting one that is not there: 400."""
    cal = Cal()
    cal.call("DELETE", "/v2/schedules/999999", key=cal.user(), version=S).must(400)


def test_es041_missing():
    """name, timeZone and isDefault are needed."""
    cal = Cal()
    user = cal.user()
    for name in NEW:
        cal.call("POST", "/v2/schedules", {k: v for k, v in NEW.items() if k != name}, key=user, version=S).must(400)


def test_es043_bad_time():
    """A time not HH:MM: 400."""
    cal = Cal()
    cal.call(
        "POST",
        "/v2/schedules",
        {**NEW, "availability": [{"days": ["Monday"], "startTime": "9", "endTime": "17:00"}]},
        key=cal.user(),
        version=S,
    ).must(400)


def test_es044_bad_day():
    """A weekday that is none: 400."""
    cal = Cal()
    cal.call(
        "POST",
        "/v2/schedules",
        {**NEW, "availability": [{"days": ["Funday"], "startTime": "09:00", "endTime": "17:00"}]},
        key=cal.user(),
        version=S,
    ).must(400)


def test_es046_default_moves():
    """A new default takes the place of the old one."""
    cal = Cal()
    user = cal.user()
    made = cal.call("POST", "/v2/schedules", NEW, key=user, version=S).must(201).data
    rows = cal.call("GET", "/v2/schedules", key=user, version=S).must(200).data
    assert [each["id"] for each in rows if each["isDefault"]] == [made["id"]]


def test_es047_update_default():
    """isDefault=true by a change."""
    cal = Cal()
    user = cal.user()
    made = cal.call("POST", "/v2/schedules", {**NEW, "isDefault": False}, key=user, version=S).must(201).data
    assert made["isDefault"] is False
    assert (
        cal.call("PATCH", f"/v2/schedules/{made['id']}", {"isDefault": True}, key=user, version=S)
        .must(200)
        .data["isDefault"]
        is True
    )


def test_es049_minutes():
    """Times keep their minutes, with zeros in front."""
    cal = Cal()
    hours = [{"days": ["Monday", "Sunday"], "startTime": "08:05", "endTime": "12:45"}]
    assert (
        cal.call("POST", "/v2/schedules", {**NEW, "availability": hours}, key=cal.user(), version=S)
        .must(201)
        .data["availability"]
        == hours
    )


def test_es050_no_key():
    """Schedules need a credential."""
    cal = Cal()
    cal.call("GET", "/v2/schedules", version=S).must(401)
