"""Rules of Cal.com's own tests about attributes of organizations, each named in its docstring."""

from __future__ import annotations

from .support import org_with_team


def _o():
    return org_with_team()


def _a(o):
    return f"/v2/organizations/{o['org']['id']}/attributes"


TEXT = {"name": "department", "slug": "department", "type": "TEXT", "options": [], "enabled": True}


def _option(o, attribute, value, slug):
    return (
        o["cal"]
        .call("POST", f"{_a(o)}/{attribute['id']}/options", {"value": value, "slug": slug}, key=o["admin"])
        .must(201)
        .data
    )


def test_og050_attribute_create():
    """An attribute is answered 201 with type, slug and enabled."""
    o = _o()
    data = o["cal"].call("POST", _a(o), TEXT, key=o["admin"]).must(201).data
    assert (data["type"], data["slug"], data["enabled"]) == ("TEXT", "department", True)
    assert data["id"]


def test_og052_attribute_update():
    """The name can be changed alone."""
    o = _o()
    made = o["cal"].call("POST", _a(o), TEXT, key=o["admin"]).must(201).data
    assert (
        o["cal"].call("PATCH", f"{_a(o)}/{made['id']}", {"name": "marketing"}, key=o["admin"]).must(200).data["name"]
        == "marketing"
    )


def test_og053_attribute_delete():
    """Deleting answers 200 with data."""
    o = _o()
    made = o["cal"].call("POST", _a(o), TEXT, key=o["admin"]).must(201).data
    assert o["cal"].call("DELETE", f"{_a(o)}/{made['id']}", key=o["admin"]).must(200).data


def test_og055_attribute_member_delete():
    """A plain member may not delete: 403."""
    o = _o()
    row = o["cal"].seed.attribute(o["org"], "x", type="TEXT")
    o["cal"].call("DELETE", f"{_a(o)}/{row['id']}", key=o["one"]).must(403)


def test_og056_option_create():
    """An option of a TEXT attribute is answered 201 with value and slug."""
    o = _o()
    attribute = o["cal"].seed.attribute(o["org"], "A", type="TEXT")
    data = _option(o, attribute, "option1", "option1-x")
    assert (data["value"], data["slug"]) == ("option1", "option1-x")
    assert data["id"]


def test_og058_option_update():
    """The value can be changed alone."""
    o = _o()
    attribute = o["cal"].seed.attribute(o["org"], "A", type="TEXT")
    made = _option(o, attribute, "option1", "option1-x")
    data = (
        o["cal"]
        .call("PATCH", f"{_a(o)}/{attribute['id']}/options/{made['id']}", {"value": "updated"}, key=o["admin"])
        .must(200)
        .data
    )
    assert data["value"] == "updated"


def test_og059_option_assign():
    """Assigning an option to a user answers 201 with data."""
    o = _o()
    attribute = o["cal"].seed.attribute(o["org"], "A", type="TEXT")
    made = _option(o, attribute, "option1", "option1-x")
    body = {"attributeId": attribute["id"], "attributeOptionId": made["id"]}
    assert o["cal"].call("POST", f"{_a(o)}/options/{o['one']['id']}", body, key=o["admin"]).must(201).data


def test_og061_option_unassign():
    """Unassigning answers 200 with data, and the option is gone from the user."""
    o = _o()
    attribute = o["cal"].seed.attribute(o["org"], "A", type="TEXT")
    made = _option(o, attribute, "option1", "option1-x")
    path = f"{_a(o)}/options/{o['one']['id']}"
    o["cal"].call("POST", path, {"attributeId": attribute["id"], "attributeOptionId": made["id"]}, key=o["admin"]).must(
        201
    )
    assert o["cal"].call("DELETE", f"{path}/{made['id']}", key=o["admin"]).must(200).data
    assert o["cal"].call("GET", path, key=o["admin"]).must(200).data == []


def test_og062_option_delete():
    """Deleting an option answers 200 with data."""
    o = _o()
    attribute = o["cal"].seed.attribute(o["org"], "A", type="TEXT")
    made = _option(o, attribute, "option1", "option1-x")
    assert o["cal"].call("DELETE", f"{_a(o)}/{attribute['id']}/options/{made['id']}", key=o["admin"]).must(200).data
