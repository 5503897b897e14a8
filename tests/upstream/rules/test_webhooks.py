"""Rules of Cal.com's own tests about webhooks, each named in its docstring."""

from __future__ import annotations

from .support import Cal, org_with_team

HOOK = {
    "subscriberUrl": "https://example.com",
    "triggers": ["BOOKING_CREATED", "BOOKING_RESCHEDULED", "BOOKING_CANCELLED"],
    "active": True,
    "payloadTemplate": "string",
}


def _same(data, **more):
    want = {**HOOK, **more}
    assert {name: data.get(name) for name in want} == want
    assert isinstance(data["id"], str)


def _of_kind():
    cal = Cal()
    user, other = cal.user(), cal.user()
    return cal, user, other, cal.kind(user), cal.kind(other)


def _org():
    o = org_with_team()
    return o["cal"], o["admin"], o["org"], o["one"], o["outsider"]


def _client():
    cal = Cal()
    admin = cal.user("Admin")
    org = cal.org(admin, is_platform=True)
    other_admin = cal.user("Other")
    other_org = cal.org(other_admin, is_platform=True)
    return cal, cal.seed.platform_client(org), cal.seed.platform_client(other_org), admin


def test_wh001_create():
    """A user's webhook is answered 201 with url, triggers, active, template, userId and an id that is text."""
    cal = Cal()
    user = cal.user()
    _same(cal.call("POST", "/v2/webhooks", HOOK, key=user).must(201).data, userId=user["id"])


def test_wh002_twice():
    """The same subscriberUrl for the same user again is a 409."""
    cal = Cal()
    user = cal.user()
    cal.call("POST", "/v2/webhooks", HOOK, key=user).must(201)
    cal.call("POST", "/v2/webhooks", HOOK, key=user).must(409)


def test_wh004_patch():
    """Active can be changed alone; the rest stays."""
    cal = Cal()
    user = cal.user()
    made = cal.call("POST", "/v2/webhooks", HOOK, key=user).must(201).data
    data = cal.call("PATCH", f"/v2/webhooks/{made['id']}", {"active": False}, key=user).must(200).data
    _same(data, active=False, userId=user["id"])


def test_wh005_get():
    """Reading shows what was made and changed."""
    cal = Cal()
    user = cal.user()
    made = cal.call("POST", "/v2/webhooks", HOOK, key=user).must(201).data
    cal.call("PATCH", f"/v2/webhooks/{made['id']}", {"active": False}, key=user).must(200)
    _same(cal.call("GET", f"/v2/webhooks/{made['id']}", key=user).must(200).data, active=False, userId=user["id"])


def test_wh007_get_foreign():
    """A webhook of somebody else is a 403."""
    cal = Cal()
    made = cal.call("POST", "/v2/webhooks", HOOK, key=cal.user()).must(201).data
    cal.call("GET", f"/v2/webhooks/{made['id']}", key=cal.user()).must(403)


def test_wh008_list():
    """The list holds the caller's own only."""
    cal = Cal()
    one, two = cal.user(), cal.user()
    for user in (one, two):
        cal.call("POST", "/v2/webhooks", HOOK, key=user).must(201)
    assert [each["userId"] for each in cal.call("GET", "/v2/webhooks", key=one).must(200).data] == [one["id"]]


def test_wh010_delete():
    """Deleting answers 200 with the webhook as it was."""
    cal = Cal()
    user = cal.user()
    made = cal.call("POST", "/v2/webhooks", HOOK, key=user).must(201).data
    _same(cal.call("DELETE", f"/v2/webhooks/{made['id']}", key=user).must(200).data, userId=user["id"])
    cal.call("GET", f"/v2/webhooks/{made['id']}", key=user).must(404)


def test_wh011_delete_unknown():
    """Deleting one that does not exist is a 404."""
    cal = Cal()
    cal.call("DELETE", "/v2/webhooks/12993", key=cal.user()).must(404)


def test_wh013_missing():
    """Without active, subscriberUrl or triggers: 400."""
    cal = Cal()
    user = cal.user()
    for name in ("active", "subscriberUrl", "triggers"):
        cal.call("POST", "/v2/webhooks", {k: v for k, v in HOOK.items() if k != name}, key=user).must(400)


def test_wh014_bad_trigger():
    """An unknown trigger is a 400."""
    cal = Cal()
    cal.call("POST", "/v2/webhooks", {**HOOK, "triggers": ["NOPE"]}, key=cal.user()).must(400)


def test_wh016_null_optional():
    """Secret and payloadTemplate may be null."""
    cal = Cal()
    cal.call("POST", "/v2/webhooks", {**HOOK, "secret": None, "payloadTemplate": None}, key=cal.user()).must(201)


def test_wh017_no_key():
    """Webhooks need a credential."""
    cal = Cal()
    cal.call("GET", "/v2/webhooks").must(401)


def test_wh018_kind_create():
    """An event type's webhook is answered 201 with eventTypeId."""
    cal, user, _other, kind, _ = _of_kind()
    _same(
        cal.call("POST", f"/v2/event-types/{kind['id']}/webhooks", HOOK, key=user).must(201).data,
        eventTypeId=kind["id"],
    )


def test_wh020_kind_twice():
    """The same url at the same event type is a 409."""
    cal, user, _other, kind, _ = _of_kind()
    cal.call("POST", f"/v2/event-types/{kind['id']}/webhooks", HOOK, key=user).must(201)
    cal.call("POST", f"/v2/event-types/{kind['id']}/webhooks", HOOK, key=user).must(409)


def test_wh021_kind_foreign():
    """At somebody else's event type: 403."""
    cal, user, _other, _kind, foreign = _of_kind()
    cal.call("POST", f"/v2/event-types/{foreign['id']}/webhooks", HOOK, key=user).must(403)


def test_wh023_kind_patch_foreign():
    """Changing one of somebody else's event type: 403."""
    cal, user, other, _kind, foreign = _of_kind()
    made = cal.call("POST", f"/v2/event-types/{foreign['id']}/webhooks", HOOK, key=other).must(201).data
    cal.call("PATCH", f"/v2/event-types/{foreign['id']}/webhooks/{made['id']}", {"active": False}, key=user).must(403)


def test_wh024_kind_get():
    """Reading an event type's webhook."""
    cal, user, _other, kind, _ = _of_kind()
    made = cal.call("POST", f"/v2/event-types/{kind['id']}/webhooks", HOOK, key=user).must(201).data
    _same(
        cal.call("GET", f"/v2/event-types/{kind['id']}/webhooks/{made['id']}", key=user).must(200).data,
        eventTypeId=kind["id"],
    )


def test_wh026_kind_get_foreign():
    """One of somebody else's event type: 403."""
    cal, user, other, _kind, foreign = _of_kind()
    made = cal.call("POST", f"/v2/event-types/{foreign['id']}/webhooks", HOOK, key=other).must(201).data
    cal.call("GET", f"/v2/event-types/{foreign['id']}/webhooks/{made['id']}", key=user).must(403)


def test_wh027_kind_get_without_kind():
    """A webhook that belongs to no event type, under one's own event type: 400."""
    cal, user, _other, kind, _foreign = _of_kind()
    made = cal.call("POST", "/v2/webhooks", HOOK, key=user).must(201).data
    cal.call("GET", f"/v2/event-types/{kind['id']}/webhooks/{made['id']}", key=user).must(400)


def test_wh029_kind_list():
    """The list holds those of the event type only."""
    cal, user, _other, kind, _ = _of_kind()
    second = cal.kind(user)
    for each in (kind, second):
        cal.call("POST", f"/v2/event-types/{each['id']}/webhooks", HOOK, key=user).must(201)
    data = cal.call("GET", f"/v2/event-types/{kind['id']}/webhooks", key=user).must(200).data
    assert [each["eventTypeId"] for each in data] == [kind["id"]]


def test_wh030_kind_delete():
    """Deleting one answers the webhook."""
    cal, user, _other, kind, _ = _of_kind()
    made = cal.call("POST", f"/v2/event-types/{kind['id']}/webhooks", HOOK, key=user).must(201).data
    _same(
        cal.call("DELETE", f"/v2/event-types/{kind['id']}/webhooks/{made['id']}", key=user).must(200).data,
        eventTypeId=kind["id"],
    )


def test_wh032_kind_delete_unknown():
    """Deleting one that does not exist: 404."""
    cal, user, _other, kind, _ = _of_kind()
    cal.call("DELETE", f"/v2/event-types/{kind['id']}/webhooks/1234453", key=user).must(404)


def test_wh033_kind_delete_foreign():
    """Deleting one of somebody else's event type: 403."""
    cal, user, other, _kind, foreign = _of_kind()
    made = cal.call("POST", f"/v2/event-types/{foreign['id']}/webhooks", HOOK, key=other).must(201).data
    cal.call("DELETE", f"/v2/event-types/{foreign['id']}/webhooks/{made['id']}", key=user).must(403)


def test_wh035_org_twice():
    """The same url again: 409."""
    cal, admin, org, *_ = _org()
    cal.call("POST", f"/v2/organizations/{org['id']}/webhooks", HOOK, key=admin).must(201)
    cal.call("POST", f"/v2/organizations/{org['id']}/webhooks", HOOK, key=admin).must(409)


def test_wh036_org_patch_and_get():
    """Changing active and reading it back."""
    cal, admin, org, *_ = _org()
    made = cal.call("POST", f"/v2/organizations/{org['id']}/webhooks", HOOK, key=admin).must(201).data
    cal.call("PATCH", f"/v2/organizations/{org['id']}/webhooks/{made['id']}", {"active": False}, key=admin).must(200)
    _same(
        cal.call("GET", f"/v2/organizations/{org['id']}/webhooks/{made['id']}", key=admin).must(200).data,
        active=False,
        teamId=org["id"],
    )


def test_wh038_org_get_foreign():
    """One of somebody else: 403."""
    cal, admin, org, _one, outsider = _org()
    made = cal.call("POST", "/v2/webhooks", HOOK, key=outsider).must(201).data
    cal.call("GET", f"/v2/organizations/{org['id']}/webhooks/{made['id']}", key=admin).must(403)


def test_wh039_org_list():
    """The list holds the organization's only."""
    cal, admin, org, *_ = _org()
    cal.call("POST", f"/v2/organizations/{org['id']}/webhooks", HOOK, key=admin).must(201)
    cal.call("POST", "/v2/webhooks", HOOK, key=admin).must(201)
    assert [
        each["teamId"] for each in cal.call("GET", f"/v2/organizations/{org['id']}/webhooks", key=admin).must(200).data
    ] == [org["id"]]


def test_wh041_org_delete_unknown():
    """Deleting one that does not exist: 403."""
    cal, admin, org, *_ = _org()
    cal.call("DELETE", f"/v2/organizations/{org['id']}/webhooks/12993", key=admin).must(403)


def test_wh042_org_member():
    """A plain member may not: 403."""
    cal, _admin, org, one, _ = _org()
    cal.call("POST", f"/v2/organizations/{org['id']}/webhooks", HOOK, key=one).must(403)


def test_wh044_client_patch_and_get():
    """Changing and reading it."""
    cal, client, *_ = _client()
    made = cal.call("POST", f"/v2/oauth-clients/{client['id']}/webhooks", HOOK, client=client).must(201).data
    cal.call("PATCH", f"/v2/oauth-clients/{client['id']}/webhooks/{made['id']}", {"active": False}, client=client).must(
        200
    )
    _same(
        cal.call("GET", f"/v2/oauth-clients/{client['id']}/webhooks/{made['id']}", client=client).must(200).data,
        active=False,
        oAuthClientId=client["id"],
    )


def test_wh045_client_unknown():
    """One that does not exist: 404."""
    cal, client, *_ = _client()
    cal.call("GET", f"/v2/oauth-clients/{client['id']}/webhooks/90284", client=client).must(404)
    cal.call("DELETE", f"/v2/oauth-clients/{client['id']}/webhooks/1234453", client=client).must(404)


def test_wh048_client_foreign():
    """The webhooks of a client of another organization are refused: 401 or 403."""
    cal, _, other, admin = _client()
    answer = cal.call("GET", f"/v2/oauth-clients/{other['id']}/webhooks", key=admin)
    assert answer.status in (401, 403), answer.text[:200]


def test_wh049_client_delete():
    """Deleting answers the webhook."""
    cal, client, *_ = _client()
    made = cal.call("POST", f"/v2/oauth-clients/{client['id']}/webhooks", HOOK, client=client).must(201).data
    _same(
        cal.call("DELETE", f"/v2/oauth-clients/{client['id']}/webhooks/{made['id']}", client=client).must(200).data,
        oAuthClientId=client["id"],
    )
