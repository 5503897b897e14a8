"""Teams, on their own and in organizations."""

import pytest
from toolzz_cal_mock.problems import BadRequest, Conflict, Forbidden, NotFound
from toolzz_cal_mock.world.access import role_in
from toolzz_cal_mock.world.attributes import new_attribute
from toolzz_cal_mock.world.base import BEHAVIOURS, Caller
from toolzz_cal_mock.world.event_type_rows import new_event_type
from toolzz_cal_mock.world.lookups import slugify
from toolzz_cal_mock.world.oauth_clients import new_oauth_client
from toolzz_cal_mock.world.organizations import new_organization
from toolzz_cal_mock.world.teams import activate, new_team

from tests.support.behaviours import ask, people


@pytest.fixture
def them():
    return people()


@pytest.mark.parametrize(
    ("text", "expected"), [("Café & Öl  GmbH_2", "cafe-ol-gmbh-2"), ("--", ""), ("Support", "support")]
)
def test_slugs(text, expected):
    """Accents go, and whatever is no letter or digit becomes one hyphen."""
    assert expected == slugify(text)


def test_new_team_has_defaults_and_an_owner(them):
    """A team made from a name alone has Cal.com's defaults, and its maker owns it."""
    team = ask(them.world, them.stranger, "teams.create", name="Night shift")
    assert tuple(
        team.get(name) for name in ("slug", "timeZone", "weekStart", "parentId", "isOrganization", "metadata")
    ) == ("night-shift", "Europe/London", "Sunday", None, False, None)
    assert "metadata" not in team
    assert role_in(them.world, them.stranger["id"], team["id"]) == "OWNER"
    assert team == ask(them.world, them.stranger, "teams.get", teamId=team["id"])
    assert [team] == ask(them.world, them.stranger, "teams.list")


def test_metadata_travels_as_text(them):
    """Text with JSON inside becomes an object; other text is refused."""
    team = ask(them.world, them.owner, "teams.create", name="A", metadata='{"costCentre": "4100"}')
    assert team["metadata"] == {"costCentre": "4100"}
    for wrong in ("costCentre", "[1]", ""):
        with pytest.raises(BadRequest):
            ask(them.world, them.owner, "teams.update", teamId=team["id"], metadata=wrong)


def test_same_name_twice_is_refused(them):
    """The caller cannot be in two teams of one name; somebody else may call a team alike under another slug."""
    ask(them.world, them.owner, "teams.create", name="Sales")
    with pytest.raises(BadRequest):
        ask(them.world, them.owner, "teams.create", name="Sales", slug="sales-2")
    with pytest.raises(Conflict):
        ask(them.world, them.stranger, "teams.create", name="Sales")
    ask(them.world, them.stranger, "teams.create", name="Sales", slug="sales-2")


def test_slugs_are_unique_within_their_organization(them):
    """The slug of a team in an organization is free outside of it."""
    with pytest.raises(Conflict):
        ask(them.world, them.owner, "organizations.teams.create", orgId=1205, name="Support")
    assert ask(them.world, them.stranger, "teams.create", name="Support")["slug"] == "support"


def test_refused_team_leaves_nothing_behind(them):
    """A team that cannot be made is not there afterwards."""
    before = len(them.world.table("teams"))
    for wrong in ({"timeFormat": 13}, {"name": " "}):
        with pytest.raises(BadRequest):
            ask(them.world, them.owner, "teams.create", **{"name": "New", **wrong})
    assert before == len(them.world.table("teams"))


def test_any_text_is_taken_for_a_zone(them):
    """As Cal.com does not look whether there is such a zone."""
    assert ask(them.world, them.owner, "teams.create", name="New", timeZone="Mars")["timeZone"] == "Mars"


@pytest.mark.parametrize("operation", ["teams.create", "organizations.teams.create"])
def test_team_needs_a_name_and_ignores_the_rest(them, operation):
    """A request to Cal.com itself may lack the name; keys of rows in it mean nothing."""
    with pytest.raises(BadRequest):
        BEHAVIOURS[operation](them.world, Caller(31790), {"orgId": 1205})
    strange = {"id": 8841, "owner_id": 1, "organization_id": 7, "accepted": False, "_owner_id": 1, "parentId": 9}
    team = BEHAVIOURS[operation](them.world, Caller(31790), {"orgId": 1205, "name": "New", **strange})
    assert team["id"] != 8841
    assert (1205 if operation.startswith("org") else None) == team["parentId"]


def test_creator_can_stay_pending(them):
    """Without auto-accept the creator's membership is pending, and still an owner's."""
    team = ask(them.world, them.owner, "organizations.teams.create", orgId=1205, name="New", autoAcceptCreator=False)
    memberships = ask(them.world, them.owner, "teams.memberships.list", teamId=team["id"])
    assert [(each["role"], each["accepted"]) for each in memberships] == [("OWNER", False)]


def test_paid_teams_are_pending_first(them):
    """Where teams cost money there is a link to pay and a team that nobody is in, until it is paid."""
    them.world.indexes["paid_teams"] = True
    answer = ask(them.world, them.stranger, "teams.create", name="Paid")
    pending = answer["pendingTeam"]
    assert {"message", "paymentLink", "pendingTeam"} == set(answer)
    assert pending["slug"] is None
    assert str(pending["id"]) in answer["paymentLink"]
    assert ask(them.world, them.stranger, "teams.list") == []
    with pytest.raises(Forbidden):
        ask(them.world, them.stranger, "teams.get", teamId=pending["id"])
    activate(them.world, pending["id"])
    assert ask(them.world, them.stranger, "teams.get", teamId=pending["id"])["slug"] == "paid"
    activate(them.world, pending["id"])


def test_list_holds_every_team_of_the_caller(them):
    """Teams and the organization are listed, teams of others are not."""
    new_team(them.world, name="Other", owner_id=them.owner["id"])
    assert [each["id"] for each in ask(them.world, them.member, "teams.list")] == [1205, 8841]
    assert ask(them.world, them.stranger, "teams.list") == []


@pytest.mark.parametrize(("who", "allowed"), [("member", True), ("admin", True), ("stranger", False)])
def test_members_and_organization_managers_read(them, who, allowed):
    """A team is for its members and for those who manage the organization."""
    for operation, place in (("teams.get", {}), ("organizations.teams.get", {"orgId": 1205})):
        if allowed:
            assert ask(them.world, getattr(them, who), operation, teamId=8841, **place)["name"] == "Support"
        else:
            with pytest.raises(Forbidden):
                ask(them.world, getattr(them, who), operation, teamId=8841, **place)


def test_unknown_team(them):
    """Alone it is forbidden, as Cal.com asks for the role first; for managers of the organization it is not found."""
    with pytest.raises(Forbidden):
        ask(them.world, them.owner, "teams.get", teamId=1)
    with pytest.raises(NotFound):
        ask(them.world, them.owner, "organizations.teams.get", orgId=1205, teamId=1)
    with pytest.raises(Forbidden):
        ask(them.world, them.member, "organizations.teams.get", orgId=1205, teamId=1)


@pytest.mark.parametrize("operation", ["teams.update", "teams.delete"])
def test_members_do_not_change_their_team(them, operation):
    """Changing a team takes an administrator or owner of it or of the organization."""
    for who in (them.member, them.stranger):
        with pytest.raises(Forbidden):
            ask(them.world, who, operation, teamId=8841)
    for who in (them.admin, them.lead):
        ask(them.world, who, "teams.update", teamId=8841, bio="Help")


@pytest.mark.parametrize("operation", ["create", "list", "update", "delete"])
def test_teams_of_an_organization_are_for_its_administrators(them, operation):
    """Even the owner of a team needs a role in the organization here."""
    arguments = {"create": {"name": "New"}, "list": {}}.get(operation, {"teamId": 8841})
    for who in (them.lead, them.member, them.stranger):
        with pytest.raises(Forbidden):
            ask(them.world, who, f"organizations.teams.{operation}", orgId=1205, **arguments)
    ask(them.world, them.admin, f"organizations.teams.{operation}", orgId=1205, **arguments)


def test_update_keeps_what_is_not_sent(them):
    """Settings that are not sent stay; those for limits are kept out of the answer."""
    ask(them.world, them.lead, "teams.update", teamId=8841, brandColor="#1a73e8", isPrivate=True)
    answer = ask(
        them.world,
        them.admin,
        "organizations.teams.update",
        orgId=1205,
        teamId=8841,
        slug="help",
        isPrivate=False,
        bookingLimits='{"PER_DAY": 5}',
        parentId=7,
    )
    assert tuple(answer[name] for name in ("brandColor", "isPrivate", "slug", "parentId")) == (
        "#1a73e8",
        False,
        "help",
        1205,
    )
    assert them.world.table("teams")[8841]["_booking_limits"] == {"PER_DAY": 5}
    assert answer == ask(them.world, them.member, "teams.get", teamId=8841)


@pytest.mark.parametrize("limits", ['{"PER_HOUR": 5}', '{"PER_DAY": "5"}', '{"PER_DAY": 0}', "5"])
def test_limits_are_checked(them, limits):
    """Limits that mean nothing are refused."""
    with pytest.raises(BadRequest):
        ask(them.world, them.lead, "teams.update", teamId=8841, bookingLimits=limits)


def test_own_slug_can_be_sent_again(them):
    """A team does not collide with itself, but with its siblings."""
    new_team(them.world, name="Sales", owner_id=31790, organization_id=1205)
    ask(them.world, them.owner, "teams.update", teamId=8841, slug="support")
    with pytest.raises(Conflict):
        ask(them.world, them.owner, "teams.update", teamId=8841, slug="sales")


def test_lists_of_an_organization(them):
    """Administrators page through all teams, everybody through the own ones."""
    sales = new_team(them.world, name="Sales", owner_id=31790, organization_id=1205)["id"]
    new_team(them.world, name="Alone", owner_id=31790)

    def ids(who, operation, **arguments):
        return [
            each["id"] for each in ask(them.world, who, f"organizations.teams.{operation}", orgId=1205, **arguments)
        ]

    assert [8841, sales] == ids(them.owner, "list")
    assert [sales] == ids(them.owner, "list", skip=1, take=1)
    assert [sales] == ids(them.owner, "list_mine")
    assert ids(them.member, "list_mine") == [8841]
    assert ids(them.member, "list_mine", skip=1) == []
    with pytest.raises(Forbidden):
        ids(them.stranger, "list_mine")


def test_deleting_a_team_takes_everything_along(them):
    """Memberships, event types and webhooks of the team are gone; its people stay in the organization."""
    world = them.world
    gone = new_event_type(world, team_id=8841)
    kept = new_event_type(world, owner_id=them.lead["id"])
    for key, row in (("a", {"teamId": 8841}), ("b", {"eventTypeId": gone["id"]}), ("c", {"eventTypeId": kept["id"]})):
        world.put("webhooks", key, {"id": key, "triggers": [], **row})
    before = ask(world, them.lead, "teams.get", teamId=8841)
    assert before == ask(world, them.lead, "teams.delete", teamId=8841)
    assert {1205} == {row["teamId"] for row in world.table("memberships").values()}
    assert [kept["id"]] == list(world.table("event_types"))
    assert list(world.table("webhooks")) == ["c"]
    assert role_in(world, them.lead["id"], 1205) == "MEMBER"


def test_organization_is_a_team_as_well(them):
    """Its name changes in both places, and its end is the end of all that is in it, except for the people."""
    world = them.world
    new_attribute(world, 1205, name="Office", options=[{"value": "Lisbon", "slug": "lisbon"}])
    new_oauth_client(world, 1205)
    other = new_organization(world, name="Other", owner_id=them.stranger["id"])
    assert ask(world, them.owner, "teams.update", teamId=1205, name="Renamed")["isOrganization"]
    assert world.table("organizations")[1205]["name"] == "Renamed"
    ask(world, them.owner, "teams.delete", teamId=1205)
    assert [other["id"]] == list(world.table("teams")) == list(world.table("organizations"))
    for table in ("attributes", "attribute_options", "oauth_clients"):
        assert world.table(table) == {}
    assert ask(world, them.member, "me.get")["organizationId"] is None
