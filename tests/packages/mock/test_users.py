"""Accounts and the operations on the caller's own profile and on the users of an organization."""

import pytest
from toolzz_cal_mock.problems import BadRequest, Conflict, Forbidden, NotFound, Unauthorized
from toolzz_cal_mock.specification import specification
from toolzz_cal_mock.world.base import BEHAVIOURS, Caller
from toolzz_cal_mock.world.schedules import new_schedule
from toolzz_cal_mock.world.users import LOCALES, new_user, user, user_by_email, user_by_key

from tests.support.behaviours import ask, ask_anything, empty_world, people


@pytest.fixture
def them():
    return people()


# Making accounts


def test_username_comes_from_the_address_and_stays_unique():
    """Without a username the address gives one, with a number once it is taken."""
    world = empty_world()
    first = new_user(world, name="Leo", email="leo.souza@example.com")
    second = new_user(world, name="Leo", email="Leo_Souza@mail.example.com")
    assert (first["username"], second["username"]) == ("leo-souza", "leo-souza-2")


def test_addresses_are_unique_in_any_case(them):
    """The same address in capitals is the same address."""
    with pytest.raises(Conflict):
        new_user(them.world, name="Other", email="LEO.SOUZA@example.com")


def test_same_username_is_possible_in_another_organization(them):
    """A username is taken only within one organization, or outside of all."""
    inside = new_user(them.world, name="A", email="a@example.com", username="same", organization_id=1205)
    outside = new_user(them.world, name="B", email="b@example.com", username="same")
    assert inside["username"] == outside["username"]
    with pytest.raises(Conflict):
        new_user(them.world, name="C", email="c@example.com", username="same", organization_id=1205)


def test_refused_account_leaves_nothing_behind(them):
    """An account that cannot be made is not there afterwards."""
    before = len(them.world.table("users"))
    with pytest.raises(BadRequest):
        new_user(them.world, name="X", email="x@example.com", time_zone="Mars/Olympus")
    assert before == len(them.world.table("users"))


def test_users_are_found_by_id_key_and_address(them):
    """The three ways to a user lead to the same row, and an unknown one to nobody."""
    assert them.owner is user(them.world, 31790)
    assert them.owner is user_by_key(them.world, "cal_example")
    assert them.owner is user_by_email(them.world, "LEO.souza@example.com")
    assert user_by_key(them.world, "cal_other_example") is None
    with pytest.raises(NotFound):
        user(them.world, 1)


def test_lookups_notice_rows_written_past_them(them):
    """A row that somebody put into the table directly is found as well."""
    assert user_by_key(them.world, "cal_direct_example") is None
    them.world.put("users", 7, {**them.stranger, "id": 7, "email": "d@example.com", "_key": "cal_direct_example"})
    assert user_by_key(them.world, "cal_direct_example")["id"] == 7


def test_locales_are_those_of_the_specification():
    """The languages that a profile can have are exactly those that the specification lists."""
    listed = specification().operations["me.update"].arguments["properties"]["locale"]["enum"]
    assert sorted(listed) == sorted(LOCALES)


# me


def test_profile_names_the_organization(them):
    """The profile of a member tells which organization it is in."""
    assert ask(them.world, them.owner, "me.get") == {
        "id": 31790,
        "username": "leo-souza",
        "email": "leo.souza@example.com",
        "name": "Leo Souza",
        "avatarUrl": None,
        "bio": None,
        "timeFormat": 12,
        "defaultScheduleId": None,
        "weekStart": "Sunday",
        "timeZone": "Europe/London",
        "organizationId": 1205,
        "organization": {"id": 1205, "isPlatform": False},
    }


def test_profile_outside_of_organizations(them):
    """Outside of an organization its key is absent and its id null."""
    answer = ask(them.world, them.stranger, "me.get")
    assert answer["organizationId"] is None
    assert "organization" not in answer


def test_organization_ids_are_text(them):
    """The list holds the organization as text, or nothing."""
    assert ask(them.world, them.member, "me.organization_ids") == ["1205"]
    assert ask(them.world, them.stranger, "me.organization_ids") == []


def test_unknown_caller_is_unauthorized(them):
    """A credential of a user who is gone is worth nothing."""
    with pytest.raises(Unauthorized):
        ask(them.world, 1, "me.get")


def test_update_changes_only_what_is_sent(them):
    """What is not sent stays as it was."""
    ask(them.world, them.owner, "me.update", timeFormat=24, weekStart="Monday")
    answer = ask(them.world, them.owner, "me.update", timeZone="America/Sao_Paulo")
    assert (answer["timeFormat"], answer["weekStart"], answer["timeZone"]) == (24, "Monday", "America/Sao_Paulo")
    shown = ask(them.world, them.owner, "me.get")
    assert answer == {name: value for name, value in shown.items() if name != "organization"}


def test_update_leaves_schedules_where_they_are(them):
    """A new time zone of a user counts in none of their schedules."""
    default = new_schedule(them.world, 31790, id=764)
    ask(them.world, them.owner, "me.update", timeZone="America/Sao_Paulo")
    assert them.world.table("schedules")[default["id"]]["timeZone"] == "Europe/London"


def test_update_can_choose_the_default_schedule(them):
    """Another default schedule takes the mark from the one before."""
    new_schedule(them.world, 31790, id=764)
    new_schedule(them.world, 31790, id=765)
    assert ask(them.world, them.owner, "me.update", defaultScheduleId=765)["defaultScheduleId"] == 765
    schedules = them.world.table("schedules")
    assert [schedules[key]["isDefault"] for key in (764, 765)] == [False, True]


@pytest.mark.parametrize(
    ("change", "refusal"),
    [
        ({"timeZone": "Mars/Olympus"}, BadRequest),
        ({"timeZone": "../../etc/passwd"}, BadRequest),
        ({"timeFormat": 13}, BadRequest),
        ({"metadata": "text"}, BadRequest),
    ],
)
def test_impossible_update_changes_nothing(them, change, refusal):
    """One impossible wish leaves the others unfulfilled, too."""
    with pytest.raises(refusal):
        ask(them.world, them.owner, "me.update", name="Somebody", **change)
    assert user(them.world, 31790)["name"] == "Leo Souza"


def test_new_address_waits_to_be_verified(them):
    """Cal.com keeps the old one until the new one is; the mock sends no letters, so it stays."""
    ask(them.world, them.owner, "me.update", email="leo@example.com")
    assert user_by_email(them.world, "leo.souza@example.com")["id"] == 31790
    assert user_by_email(them.world, "leo@example.com") is None


# organizations.users


def test_users_of_an_organization_have_profiles(them):
    """Each user comes with the profile in the organization asked for."""
    answer = ask(them.world, them.admin, "organizations.users.list", orgId=1205)
    assert [each["username"] for each in answer] == ["leo-souza", "admin-example", "lead-example", "member-example"]
    assert {name: value for name, value in answer[0]["profile"].items() if name != "id"} == {
        "organizationId": 1205,
        "userId": 31790,
        "username": "leo-souza",
    }
    assert not any(name.startswith("_") for each in answer for name in each)


def test_users_are_paged_and_filtered(them):
    """Pages and addresses narrow the list; an address outside of the organization finds nobody."""

    def names(**arguments):
        return [
            each["name"] for each in ask(them.world, them.admin, "organizations.users.list", orgId=1205, **arguments)
        ]

    assert names(skip=1, take=2) == ["Admin", "Lead"]
    wanted = ["member@example.com", "ANA.PRADO@example.com", "Leo.Souza@example.com", "leo.souza@example.com"]
    assert names(emails=wanted) == ["Leo Souza", "Member"]
    assert names(emails=wanted, skip=1) == ["Member"]


@pytest.mark.parametrize("operation", ["list", "create", "update", "delete"])
@pytest.mark.parametrize("who", ["member", "stranger"])
def test_users_of_an_organization_are_for_administrators(them, operation, who):
    """Members and strangers are turned away."""
    arguments = {"create": {"email": "new@example.com"}, "list": {}}.get(operation, {"userId": them.lead["id"]})
    with pytest.raises(Forbidden):
        ask(them.world, getattr(them, who), f"organizations.users.{operation}", orgId=1205, **arguments)
    assert them.lead["id"] in them.world.table("users")


def test_unknown_organization_is_forbidden(them):
    """As on Cal.com, an organization that does not exist is answered with 403."""
    with pytest.raises(Forbidden):
        ask(them.world, them.owner, "organizations.users.list", orgId=1)


def test_user_is_created_in_the_organization(them):
    """A new user is an accepted member with the role and settings asked for."""
    answer = ask(
        them.world,
        them.admin,
        "organizations.users.create",
        orgId=1205,
        email="new.person@example.com",
        timeFormat=24,
        hideBranding=True,
        organizationRole="ADMIN",
    )
    assert (answer["username"], answer["timeFormat"], answer["hideBranding"]) == ("new-person-example", 24, True)
    assert (answer["locale"], answer["emailVerified"], answer["verified"]) == (None, None, True)
    assert ask(them.world, answer, "me.get")["organizationId"] == 1205
    assert answer in ask(them.world, answer, "organizations.users.list", orgId=1205)


def test_user_can_be_created_without_accepting(them):
    """With `autoAccept` false the membership is pending and the profile without organization."""
    answer = ask(
        them.world, them.admin, "organizations.users.create", orgId=1205, email="new@example.com", autoAccept=False
    )
    assert ask(them.world, answer, "me.get")["organizationId"] is None
    memberships = ask(them.world, them.admin, "organizations.memberships.list", orgId=1205)
    assert [each["accepted"] for each in memberships if each["userId"] == answer["id"]] == [False]


@pytest.mark.parametrize(
    "arguments", [{"email": "member@example.com"}, {"email": "new@example.com", "username": "leo-souza"}]
)
def test_taken_address_or_username_is_a_conflict(them, arguments):
    """An address or username that the organization has is refused."""
    with pytest.raises(Conflict):
        ask(them.world, them.admin, "organizations.users.create", orgId=1205, **arguments)


def test_user_needs_an_address(them):
    """A request to Cal.com itself may lack the address, and is refused."""
    with pytest.raises(BadRequest):
        BEHAVIOURS["organizations.users.create"](them.world, Caller(31790), {"orgId": 1205})


def test_update_takes_what_the_action_does_not_list(them):
    """Keys that Cal.com reads beyond the action are obeyed, the rest is ignored."""
    answer = ask(
        them.world,
        them.admin,
        "organizations.users.update",
        orgId=1205,
        userId=them.member["id"],
        username="other",
        timeFormat=24,
        theme="dark",
        organizationId=7,
        _key="cal_stolen_example",
    )
    assert (answer["username"], answer["timeFormat"], answer["theme"]) == ("other", 24, "dark")
    assert (user(them.world, answer["id"])["organizationId"], user(them.world, answer["id"])["_key"]) == (1205, None)


@pytest.mark.parametrize(
    "change",
    [
        {"locale": "xx"},
        {"locale": []},
        {"weekday": "Monday"},
        {"hideBranding": "yes"},
        {"username": ""},
        {"username": 5},
        {"email": "nothing"},
        {"defaultScheduleId": [1]},
        {"timeFormat": True},
        {"timeZone": 5},
    ],
)
def test_update_checks_what_nobody_checked_before(them, change):
    """Extra keys did not pass the specification, so they are checked here."""
    with pytest.raises(BadRequest):
        ask_anything(
            them.world, them.admin, "organizations.users.update", orgId=1205, userId=them.member["id"], **change
        )


def test_users_of_others_are_out_of_reach(them):
    """Somebody who is not in the organization cannot be changed or deleted through it."""
    for operation in ("organizations.users.update", "organizations.users.delete"):
        with pytest.raises(Forbidden):
            ask(them.world, them.owner, operation, orgId=1205, userId=them.stranger["id"])
    assert them.stranger["id"] in them.world.table("users")


def test_deleting_a_user_takes_everything_along(them):
    """Memberships, schedules, event types and webhooks of a deleted user are gone, those of others are not."""
    world, lead, member = them.world, them.lead["id"], them.member["id"]
    new_schedule(world, lead)
    kept = new_schedule(world, member)
    for key, owner in ((1, lead), (2, member)):
        world.put("event_types", key, {"id": key, "ownerId": owner})
    world.put(
        "event_types", 3, {"id": 3, "teamId": 8841, "ownerId": None, "hosts": [{"userId": lead}, {"userId": member}]}
    )
    for key, row in (("a", {"userId": lead}), ("b", {"eventTypeId": 1}), ("c", {"eventTypeId": 2})):
        world.put("webhooks", key, {"id": key, "triggers": [], **row})
    world.put("conferencing", f"{lead}:zoom", {"id": 1})
    world.put("conferencing", f"{lead}1:zoom", {"id": 2})
    ask(world, them.admin, "organizations.users.delete", orgId=1205, userId=lead)
    assert lead not in world.table("users")
    assert user_by_email(world, "lead@example.com") is None
    assert lead not in {row["userId"] for row in world.table("memberships").values()}
    assert [kept["id"]] == list(world.table("schedules"))
    assert list(world.table("event_types")) == [2, 3]
    assert [{"userId": member}] == world.table("event_types")[3]["hosts"]
    assert list(world.table("webhooks")) == ["c"]
    assert [f"{lead}1:zoom"] == list(world.table("conferencing"))
