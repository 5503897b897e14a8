"""Memberships of teams and organizations, and what rests on them."""

import pytest
from toolzz_cal_mock.problems import BadRequest, Conflict, Forbidden, NotFound, Unprocessable
from toolzz_cal_mock.world.access import (
    is_member,
    manages,
    must_belong,
    must_manage,
    organization_of,
    role_in,
    team_in,
)
from toolzz_cal_mock.world.attributes import assign_option, new_attribute, new_option
from toolzz_cal_mock.world.base import BEHAVIOURS, Caller
from toolzz_cal_mock.world.event_type_rows import new_event_type
from toolzz_cal_mock.world.memberships import new_membership
from toolzz_cal_mock.world.teams import new_team

from tests.support.behaviours import ask, people

PLACES = {
    "teams": {"teamId": 8841},
    "organizations": {"orgId": 1205},
    "organizations.teams": {"orgId": 1205, "teamId": 8841},
}


@pytest.fixture
def them():
    return people()


@pytest.fixture(params=PLACES)
def family(request):
    return request.param


def of(them, user, team_id):
    """The id of a user's membership."""
    return next(
        row["id"]
        for row in them.world.table("memberships").values()
        if (row["userId"], row["teamId"]) == (user["id"], team_id)
    )


def team_of(family):
    return PLACES[family].get("teamId", 1205)


# Roles


def test_roles_and_rights(them):
    """Administrators of a team or of the organization above it manage the team, its members do not."""
    expected = {"owner": True, "admin": True, "lead": True, "member": False, "stranger": False}
    assert expected == {who: manages(them.world, getattr(them, who)["id"], 8841) for who in expected}
    assert tuple(role_in(them.world, who["id"], 8841) for who in (them.lead, them.member, them.admin)) == (
        "OWNER",
        "MEMBER",
        None,
    )


def test_pending_member_has_a_role_but_is_no_active_member(them):
    """An invitation carries its role, as on Cal.com, while nobody counts on the invited."""
    new_membership(them.world, them.stranger["id"], 8841, "ADMIN", accepted=False)
    assert role_in(them.world, them.stranger["id"], 8841) == "ADMIN"
    assert not is_member(them.world, them.stranger["id"], 8841)


def test_checks_give_the_team_or_refuse(them):
    """The checks answer with the row, and refuse alike what is unknown and what is not for the caller."""
    assert must_belong(them.world, Caller(them.member["id"]), 8841)["name"] == "Support"
    assert must_manage(them.world, Caller(them.owner["id"]), 8841)["name"] == "Support"
    assert organization_of(them.world, 1205)["name"] == "Example"
    for check, team_id in ((must_manage, 8841), (must_manage, 1), (must_belong, 1)):
        with pytest.raises(Forbidden):
            check(them.world, Caller(them.member["id"]), team_id)
    with pytest.raises(Forbidden):
        organization_of(them.world, 8841)
    with pytest.raises(NotFound):
        team_in(them.world, 1205, 1205)


# Reading


def test_list_shows_people_and_pages(them, family):
    """Each membership comes with its person, in the order of joining, a page at a time."""
    everybody = ask(them.world, them.owner, f"{family}.memberships.list", **PLACES[family])
    page = ask(them.world, them.owner, f"{family}.memberships.list", **PLACES[family], skip=1, take=1)
    assert everybody[1:2] == page
    assert {"teamId": team_of(family)} == {"teamId": {each["teamId"] for each in everybody}.pop()}
    assert {"email", "username", "name", "avatarUrl", "bio"} == set(everybody[0]["user"])


def test_get_reads_one(them, family):
    """A membership is read by its own id."""
    wanted = of(them, them.member, team_of(family))
    answer = ask(them.world, them.admin, f"{family}.memberships.get", **PLACES[family], membershipId=wanted)
    assert (wanted, them.member["id"], "member@example.com") == (
        answer["id"],
        answer["userId"],
        answer["user"]["email"],
    )


@pytest.mark.parametrize("operation", ["list", "get", "create", "update", "delete"])
@pytest.mark.parametrize("who", ["member", "stranger"])
def test_only_managers_may(them, family, operation, who):
    """Ordinary members and strangers neither read nor change memberships."""
    arguments = {
        "list": {},
        "create": {"userId": them.stranger["id"]},
    }.get(operation, {"membershipId": of(them, them.lead, team_of(family))})
    before = {key: dict(row) for key, row in them.world.table("memberships").items()}
    with pytest.raises(Forbidden):
        ask(them.world, getattr(them, who), f"{family}.memberships.{operation}", **PLACES[family], **arguments)
    assert before == them.world.table("memberships")


@pytest.mark.parametrize("operation", ["get", "update", "delete"])
def test_membership_of_another_team_is_not_found(them, family, operation):
    """The id of a membership elsewhere is as good as none."""
    elsewhere = of(them, them.lead, 1205 if family != "organizations" else 8841)
    for membership_id in (elsewhere, 1):
        with pytest.raises(NotFound):
            ask(
                them.world,
                them.owner,
                f"{family}.memberships.{operation}",
                **PLACES[family],
                membershipId=membership_id,
            )


def test_leaders_of_a_team_manage_it_through_the_organization(them):
    """The owner of a team reaches its memberships by way of the organization, but not those of a sibling."""
    sibling = new_team(them.world, name="Sales", owner_id=them.admin["id"], organization_id=1205)
    ask(them.world, them.lead, "organizations.teams.memberships.list", orgId=1205, teamId=8841)
    with pytest.raises(Forbidden):
        ask(them.world, them.lead, "organizations.teams.memberships.list", orgId=1205, teamId=sibling["id"])


def test_team_outside_of_the_organization_is_not_found(them):
    """A team that stands alone is not found in an organization, even by somebody who owns both."""
    alone = new_team(them.world, name="Alone", owner_id=31790)
    with pytest.raises(NotFound):
        ask(them.world, them.owner, "organizations.teams.memberships.list", orgId=1205, teamId=alone["id"])


# Joining


def test_defaults_of_a_new_membership(them):
    """Somebody added without further words is a pending ordinary member."""
    answer = ask(them.world, them.lead, "teams.memberships.create", teamId=8841, userId=them.stranger["id"])
    assert (answer["role"], answer["accepted"], answer["disableImpersonation"]) == ("MEMBER", False, False)


def test_wishes_for_a_new_membership(them, family):
    """Role and state can be chosen at once."""
    answer = ask(
        them.world,
        them.owner,
        f"{family}.memberships.create",
        **PLACES[family],
        userId=(them.stranger if family != "organizations.teams" else them.admin)["id"],
        role="ADMIN",
        accepted=True,
        disableImpersonation=True,
    )
    assert (answer["role"], answer["accepted"], answer["disableImpersonation"]) == ("ADMIN", True, True)


@pytest.mark.parametrize("family", ["teams", "organizations.teams"])
def test_second_membership_is_a_conflict(them, family):
    """Nobody is in a team twice."""
    with pytest.raises(Conflict):
        ask(them.world, them.lead, f"{family}.memberships.create", **PLACES[family], userId=them.member["id"])


def test_second_membership_in_an_organization_overwrites(them):
    """As on recent servers the membership is overwritten, with the defaults for what is not sent."""
    before = of(them, them.admin, 1205)
    answer = ask(them.world, them.owner, "organizations.memberships.create", orgId=1205, userId=them.admin["id"])
    assert (before, "MEMBER", False) == (answer["id"], answer["role"], answer["accepted"])


def test_unknown_user_cannot_join(them):
    """A user who does not exist is refused."""
    for arguments in ({"userId": 1}, {}):
        with pytest.raises(BadRequest):
            BEHAVIOURS["teams.memberships.create"](them.world, Caller(31790), {"teamId": 8841, **arguments})


def test_team_of_an_organization_takes_only_its_people(them):
    """Who is not in the organization cannot join its team by way of it."""
    with pytest.raises(Unprocessable):
        ask(
            them.world,
            them.owner,
            "organizations.teams.memberships.create",
            orgId=1205,
            teamId=8841,
            userId=them.stranger["id"],
        )


def test_organization_appears_in_the_profile_once_accepted(them):
    """The profile names the organization from acceptance until the end of the membership."""

    def organization():
        return ask(them.world, them.stranger, "me.get")["organizationId"]

    joined = ask(them.world, them.owner, "organizations.memberships.create", orgId=1205, userId=them.stranger["id"])
    place = {"orgId": 1205, "membershipId": joined["id"]}
    assert organization() is None
    ask(them.world, them.owner, "organizations.memberships.update", **place, accepted=True)
    assert organization() == 1205
    ask(them.world, them.owner, "organizations.memberships.update", **place, accepted=False)
    assert organization() is None


def test_active_member_becomes_host_where_the_whole_team_is(them):
    """A new host comes with acceptance, in event types for everybody and in no others."""
    for_all = new_event_type(them.world, team_id=8841, hosts=[them.lead["id"]], assignAllTeamMembers=True)
    for_some = new_event_type(them.world, team_id=8841, hosts=[them.lead["id"]], slug="some")

    def hosts(event_type):
        return [host["userId"] for host in them.world.table("event_types")[event_type["id"]]["hosts"]]

    joined = ask(them.world, them.lead, "teams.memberships.create", teamId=8841, userId=them.stranger["id"])
    assert [them.lead["id"]] == hosts(for_all)
    ask(them.world, them.lead, "teams.memberships.update", teamId=8841, membershipId=joined["id"], accepted=True)
    assert [them.lead["id"], them.stranger["id"]] == hosts(for_all)
    assert [them.lead["id"]] == hosts(for_some)
    ask(them.world, them.lead, "teams.memberships.delete", teamId=8841, membershipId=joined["id"])
    assert [them.lead["id"]] == hosts(for_all)


# Changing and leaving


def test_update_keeps_what_is_not_sent(them, family):
    """Only what is sent changes."""
    place = {**PLACES[family], "membershipId": of(them, them.member, team_of(family))}
    ask(them.world, them.owner, f"{family}.memberships.update", **place, disableImpersonation=True)
    answer = ask(them.world, them.owner, f"{family}.memberships.update", **place, role="ADMIN", userId=1, teamId_=1)
    assert (them.member["id"], "ADMIN", True, True) == (
        answer["userId"],
        answer["role"],
        answer["accepted"],
        answer["disableImpersonation"],
    )
    assert answer == ask(them.world, them.owner, f"{family}.memberships.get", **place)


def test_delete_answers_what_was_removed(them, family):
    """The answer is the membership as it was, and a second time there is none."""
    place = {**PLACES[family], "membershipId": of(them, them.member, team_of(family))}
    before = ask(them.world, them.owner, f"{family}.memberships.get", **place)
    assert before == ask(them.world, them.owner, f"{family}.memberships.delete", **place)
    with pytest.raises(NotFound):
        ask(them.world, them.owner, f"{family}.memberships.delete", **place)
    assert them.member["id"] in them.world.table("users")


def test_leaving_the_organization_ends_what_rests_on_it(them):
    """With the membership go those in the teams below and the attributes, but not those in other teams."""
    world, member = them.world, them.member["id"]
    alone = new_team(world, name="Alone", owner_id=member)
    option = new_option(world, new_attribute(world, 1205, name="Office")["id"], value="Lisbon")
    assign_option(world, 1205, member, option["id"])
    assign_option(world, 1205, them.lead["id"], option["id"])
    ask(world, them.admin, "organizations.memberships.delete", orgId=1205, membershipId=of(them, them.member, 1205))
    assert [alone["id"]] == [row["teamId"] for row in world.table("memberships").values() if row["userId"] == member]
    assert [them.lead["id"]] == [row["_user_id"] for row in world.table("attribute_assignments").values()]
    assert ask(world, member, "me.get")["organizationId"] is None


def test_leaving_a_team_keeps_the_organization(them):
    """The end of a membership in a team leaves the one in the organization alone."""
    place = {"orgId": 1205, "teamId": 8841, "membershipId": of(them, them.member, 8841)}
    ask(them.world, them.lead, "organizations.teams.memberships.delete", **place)
    assert role_in(them.world, them.member["id"], 1205) == "MEMBER"
    assert role_in(them.world, them.member["id"], 8841) is None


def test_leaving_a_team_takes_copies_of_managed_event_types(them):
    """What a managed event type made for a member goes with the membership."""
    managed = new_event_type(
        them.world, team_id=8841, hosts=[them.lead["id"], them.member["id"]], scheduling_type="MANAGED"
    )
    ask(them.world, them.lead, "teams.memberships.delete", teamId=8841, membershipId=of(them, them.member, 8841))
    copies = [row for row in them.world.table("event_types").values() if row.get("parentEventTypeId") == managed["id"]]
    assert [them.lead["id"]] == [copy["ownerId"] for copy in copies]
