"""What an organization records about its members."""

import pytest
from toolzz_cal_mock.problems import BadRequest, Conflict, Forbidden, NotFound
from toolzz_cal_mock.world.attributes import assign_option, new_attribute, new_option
from toolzz_cal_mock.world.base import BEHAVIOURS, Caller
from toolzz_cal_mock.world.memberships import new_membership
from toolzz_cal_mock.world.organizations import new_organization

from tests.support.behaviours import ask, people

CITIES = [{"value": "Lisbon", "slug": "lisbon"}, {"value": "Porto", "slug": "porto"}]


@pytest.fixture
def them():
    return people()


def office(them, type="SINGLE_SELECT"):
    """An attribute with two options, and these."""
    attribute = new_attribute(them.world, 1205, name="Office", type=type, options=CITIES, id="attr_7f3k2m")
    return attribute, list(them.world.table("attribute_options").values())


def assigned(them, user):
    """The texts of what a user has."""
    answer = ask(them.world, them.member, "organizations.users.attribute_options.list", orgId=1205, userId=user["id"])
    return [option["value"] for option in answer]


def assign(them, user, attribute, who=None, **arguments):
    return ask(
        them.world,
        who or them.admin,
        "organizations.users.attribute_options.assign",
        orgId=1205,
        userId=user["id"],
        attributeId=attribute["id"],
        **arguments,
    )


# Attributes


def test_created_attribute_is_read_by_members(them):
    """An attribute with options is made by an administrator and read by everybody in the organization."""
    arguments = {"name": "Office", "slug": "office", "type": "SINGLE_SELECT", "options": CITIES}
    made = ask(them.world, them.admin, "organizations.attributes.create", orgId=1205, **arguments)
    place = {"orgId": 1205, "attributeId": made["id"]}
    assert (made["teamId"], made["enabled"], made["createdAt"]) == (1205, True, "2027-03-01T12:00:00.000Z")
    assert made == ask(them.world, them.member, "organizations.attributes.get", **place)
    assert [made] == ask(them.world, them.member, "organizations.attributes.list", orgId=1205)
    options = ask(them.world, them.member, "organizations.attributes.options.list", **place)
    assert [{name: each[name] for name in ("value", "slug")} for each in options] == CITIES


def test_text_attributes_keep_no_options(them):
    """Options of a text or number are dropped, as on Cal.com."""
    arguments = {"name": "Desk", "slug": "desk", "type": "NUMBER", "options": CITIES, "enabled": False}
    made = ask(them.world, them.admin, "organizations.attributes.create", orgId=1205, **arguments)
    assert made["enabled"] is False
    assert them.world.table("attribute_options") == {}


def test_slug_is_unique_on_the_server(them):
    """A slug is taken for every organization, and options of one attribute differ in theirs."""
    office(them)
    other = new_organization(them.world, name="Other", owner_id=them.stranger["id"])
    arguments = {"name": "Office", "slug": "office", "type": "TEXT", "options": []}
    with pytest.raises(Conflict):
        ask(them.world, them.stranger, "organizations.attributes.create", orgId=other["id"], **arguments)
    twins = {"name": "City", "slug": "city", "type": "MULTI_SELECT", "options": [CITIES[0], CITIES[0]]}
    with pytest.raises(Conflict):
        ask(them.world, them.owner, "organizations.attributes.create", orgId=1205, **twins)
    assert list(them.world.table("attributes")) == ["attr_7f3k2m"]


def test_ids_of_options_are_for_seeding(them):
    """The constructor takes ids of options; a call cannot choose them."""
    options = [{"value": "Lisbon", "slug": "lisbon", "id": "opt_9x4b1c"}]
    new_attribute(them.world, 1205, name="Office", options=options)
    arguments = {"name": "City", "slug": "city", "type": "MULTI_SELECT", "options": options}
    ask(them.world, them.owner, "organizations.attributes.create", orgId=1205, **arguments)
    first, second = them.world.table("attribute_options")
    assert first == "opt_9x4b1c"
    assert second != first


def test_unknown_attribute_is_null(them):
    """Reading an unknown id is no error; changing or deleting it is."""
    place = {"orgId": 1205, "attributeId": "attr_none"}
    assert ask(them.world, them.member, "organizations.attributes.get", **place) is None
    assert ask(them.world, them.member, "organizations.attributes.options.list", **place) == []
    for operation in ("update", "delete"):
        with pytest.raises(NotFound):
            ask(them.world, them.admin, f"organizations.attributes.{operation}", **place)


def test_attributes_of_another_organization_stay_hidden(them):
    """What belongs to one organization cannot be seen or touched through another."""
    attribute, options = office(them)
    other = new_organization(them.world, name="Other", owner_id=them.stranger["id"])
    place = {"orgId": other["id"], "attributeId": attribute["id"]}
    assert ask(them.world, them.stranger, "organizations.attributes.get", **place) is None
    assert ask(them.world, them.stranger, "organizations.attributes.options.list", **place) == []
    assert ask(them.world, them.stranger, "organizations.attributes.list", orgId=other["id"]) == []
    for operation, refusal in (("update", NotFound), ("delete", NotFound)):
        with pytest.raises(refusal):
            ask(them.world, them.stranger, f"organizations.attributes.{operation}", **place)
        option = {**place, "optionId": options[0]["id"]}
        with pytest.raises(refusal):
            ask(them.world, them.stranger, f"organizations.attributes.options.{operation}", **option)
    with pytest.raises(BadRequest):
        ask(them.world, them.stranger, "organizations.attributes.options.create", **place, value="A", slug="a")


def test_lists_are_paged(them):
    """Attributes come a page at a time."""
    for name in ("A", "B", "C"):
        new_attribute(them.world, 1205, name=name)
    page = ask(them.world, them.member, "organizations.attributes.list", orgId=1205, skip=1, take=1)
    assert [each["name"] for each in page] == ["B"]


def test_update_keeps_what_is_not_sent(them):
    """A new type leaves name, slug and assignments alone."""
    attribute, options = office(them)
    assign_option(them.world, 1205, them.lead["id"], options[0]["id"])
    place = {"orgId": 1205, "attributeId": attribute["id"]}
    answer = ask(them.world, them.admin, "organizations.attributes.update", **place, type="TEXT", slug="office")
    assert (answer["name"], answer["slug"], answer["type"]) == ("Office", "office", "TEXT")
    assert assigned(them, them.lead) == ["Lisbon"]
    new_attribute(them.world, 1205, name="Desk")
    with pytest.raises(Conflict):
        ask(them.world, them.admin, "organizations.attributes.update", **place, slug="desk")


def test_delete_takes_options_and_assignments_along(them):
    """Nothing is left of a deleted attribute, and nothing else is touched."""
    attribute, options = office(them)
    desk = new_option(them.world, new_attribute(them.world, 1205, name="Desk")["id"], value="4")
    for option in (options[0], desk):
        assign_option(them.world, 1205, them.lead["id"], option["id"])
    place = {"orgId": 1205, "attributeId": attribute["id"]}
    before = ask(them.world, them.lead, "organizations.attributes.get", **place)
    assert before == ask(them.world, them.admin, "organizations.attributes.delete", **place)
    assert [desk["id"]] == list(them.world.table("attribute_options"))
    assert assigned(them, them.lead) == ["4"]


@pytest.mark.parametrize(
    ("operation", "arguments"),
    [
        ("organizations.attributes.create", {"name": "A", "slug": "a", "type": "TEXT", "options": []}),
        ("organizations.attributes.update", {"attributeId": "attr_7f3k2m"}),
        ("organizations.attributes.delete", {"attributeId": "attr_7f3k2m"}),
        ("organizations.attributes.options.create", {"attributeId": "attr_7f3k2m", "value": "A", "slug": "a"}),
        ("organizations.attributes.options.update", {"attributeId": "attr_7f3k2m", "optionId": "opt"}),
        ("organizations.attributes.options.delete", {"attributeId": "attr_7f3k2m", "optionId": "opt"}),
        ("organizations.users.attribute_options.assign", {"attributeId": "attr_7f3k2m", "userId": 31790}),
        ("organizations.users.attribute_options.unassign", {"attributeOptionId": "opt", "userId": 31790}),
    ],
)
def test_changes_are_for_administrators(them, operation, arguments):
    """Members and strangers change nothing."""
    office(them)
    for who in (them.lead, them.stranger):
        with pytest.raises(Forbidden):
            ask(them.world, who, operation, orgId=1205, **arguments)
    assert list(them.world.table("attributes")) == ["attr_7f3k2m"]


@pytest.mark.parametrize(
    ("operation", "arguments"),
    [
        ("organizations.attributes.list", {}),
        ("organizations.attributes.get", {"attributeId": "attr_7f3k2m"}),
        ("organizations.attributes.options.list", {"attributeId": "attr_7f3k2m"}),
        ("organizations.users.attribute_options.list", {"userId": 31790}),
    ],
)
def test_strangers_read_nothing(them, operation, arguments):
    """Reading takes a membership in the organization."""
    office(them)
    with pytest.raises(Forbidden):
        ask(them.world, them.stranger, operation, orgId=1205, **arguments)


@pytest.mark.parametrize(
    ("operation", "arguments"),
    [
        ("organizations.attributes.create", {}),
        ("organizations.attributes.create", {"name": "A", "slug": "a", "type": "TEXT", "options": [{"value": "B"}]}),
        ("organizations.attributes.options.create", {"attributeId": "attr_7f3k2m"}),
        ("organizations.users.attribute_options.assign", {"userId": 31790}),
    ],
)
def test_what_is_missing_is_a_bad_request(them, operation, arguments):
    """A request to Cal.com itself may lack what the action demands."""
    office(them)
    with pytest.raises(BadRequest):
        BEHAVIOURS[operation](them.world, Caller(31790), {"orgId": 1205, **arguments})


# Options


def test_options_come_change_and_go(them):
    """An option is added, renamed for those who have it, and removed from them."""
    attribute, _ = office(them)
    place = {"orgId": 1205, "attributeId": attribute["id"]}
    made = ask(them.world, them.admin, "organizations.attributes.options.create", **place, value="Faro", slug="faro")
    assign(them, them.lead, attribute, attributeOptionId=made["id"])
    place["optionId"] = made["id"]
    changed = ask(them.world, them.admin, "organizations.attributes.options.update", **place, value="Faro city")
    assert (changed["value"], changed["slug"]) == ("Faro city", "faro")
    assert assigned(them, them.lead) == ["Faro city"]
    assert changed == ask(them.world, them.admin, "organizations.attributes.options.delete", **place)
    assert assigned(them, them.lead) == []
    with pytest.raises(NotFound):
        ask(them.world, them.admin, "organizations.attributes.options.delete", **place)


def test_option_slugs_may_be_shared(them):
    """Nothing keeps two options of an attribute apart but their ids."""
    attribute, options = office(them)
    place = {"orgId": 1205, "attributeId": attribute["id"]}
    ask(them.world, them.admin, "organizations.attributes.options.create", **place, value="L", slug="lisbon")
    arguments = {**place, "optionId": options[1]["id"], "slug": "lisbon"}
    ask(them.world, them.admin, "organizations.attributes.options.update", **arguments)
    found = ask(them.world, them.admin, "organizations.attributes.options.list", **place)
    assert [each["slug"] for each in found] == ["lisbon", "lisbon", "lisbon"]


def test_option_of_another_attribute_is_not_found(them):
    """An option is reached only through its own attribute."""
    _, options = office(them)
    other = new_attribute(them.world, 1205, name="Desk")
    place = {"orgId": 1205, "attributeId": other["id"], "optionId": options[0]["id"]}
    for operation in ("update", "delete"):
        with pytest.raises(NotFound):
            ask(them.world, them.admin, f"organizations.attributes.options.{operation}", **place)


# Assignments


@pytest.mark.parametrize(
    ("type", "expected"), [("SINGLE_SELECT", ["4", "Porto"]), ("MULTI_SELECT", ["4", "Lisbon", "Porto"])]
)
def test_select_types_differ_in_how_many_options_one_can_have(them, type, expected):
    """A second option replaces the first where there can be only one; other attributes are left alone."""
    attribute, options = office(them, type)
    desk = new_option(them.world, new_attribute(them.world, 1205, name="Desk")["id"], value="4")
    assign_option(them.world, 1205, them.lead["id"], desk["id"])
    for option in options:
        answer = assign(them, them.lead, attribute, attributeOptionId=option["id"])
    membership = next(row for row in them.world.table("memberships").values() if row["id"] == answer["memberId"])
    assert (them.lead["id"], 1205) == (membership["userId"], membership["teamId"])
    assert expected == assigned(them, them.lead)
    assert assigned(them, them.owner) == []


@pytest.mark.parametrize(("type", "values"), [("TEXT", ("window", "door")), ("NUMBER", ("4", "5"))])
def test_values_become_options(them, type, values):
    """A value makes an option of its own; the latest one counts, and the attribute lists them all."""
    attribute = new_attribute(them.world, 1205, name="Desk", type=type)
    for value in values:
        assign(them, them.lead, attribute, value=value)
    assert [values[1]] == assigned(them, them.lead)
    place = {"orgId": 1205, "attributeId": attribute["id"]}
    options = ask(them.world, them.lead, "organizations.attributes.options.list", **place)
    assert list(values) == [each["value"] for each in options]


def test_assignment_is_checked(them):
    """Values for selects, nothing at all, unknown options and attributes, people outside: each has its refusal."""
    attribute, options = office(them)
    other = new_attribute(them.world, 1205, name="Desk", options=[{"value": "A", "slug": "a"}])
    foreign = next(row for row in them.world.table("attribute_options").values() if row["attributeId"] == other["id"])
    known = {"attributeOptionId": options[0]["id"]}
    cases = [
        (them.lead, attribute, {"value": "Lisbon"}, BadRequest),
        (them.lead, attribute, {}, BadRequest),
        (them.lead, attribute, {"attributeOptionId": "opt_none"}, NotFound),
        (them.lead, attribute, {"attributeOptionId": foreign["id"]}, NotFound),
        (them.lead, {"id": "attr_none"}, known, NotFound),
        (them.stranger, attribute, known, NotFound),
    ]
    new_membership(them.world, them.stranger["id"], 1205, accepted=False)
    for user, where, arguments, refusal in cases:
        with pytest.raises(refusal):
            assign(them, user, where, **arguments)
    assert them.world.table("attribute_assignments") == {}


def test_same_option_twice_is_a_conflict(them):
    """Nobody has an option twice."""
    attribute, options = office(them)
    assign(them, them.lead, attribute, attributeOptionId=options[0]["id"])
    with pytest.raises(Conflict):
        assign(them, them.lead, attribute, attributeOptionId=options[0]["id"])
    assert assigned(them, them.lead) == ["Lisbon"]


def test_unassigned_option_stays(them):
    """What is taken away can be assigned again, and taken away only once."""
    attribute, options = office(them)
    given = assign(them, them.lead, attribute, attributeOptionId=options[0]["id"])
    place = {"orgId": 1205, "userId": them.lead["id"], "attributeOptionId": options[0]["id"]}
    assert given == ask(them.world, them.admin, "organizations.users.attribute_options.unassign", **place)
    assert assigned(them, them.lead) == []
    for user_id in (them.lead["id"], them.stranger["id"]):
        arguments = {**place, "userId": user_id}
        with pytest.raises(NotFound):
            ask(them.world, them.admin, "organizations.users.attribute_options.unassign", **arguments)
    assign(them, them.lead, attribute, attributeOptionId=options[0]["id"])
