"""Schedules: what is stored, which one is the default, and who may touch them."""

import pytest
from toolzz_cal_mock.problems import BadRequest, Forbidden, NotFound
from toolzz_cal_mock.world.base import BEHAVIOURS, Caller
from toolzz_cal_mock.world.schedules import default_of, new_schedule

from tests.support.behaviours import empty_world

WEEK = [{"days": ["Monday", "Tuesday"], "startTime": "10:00", "endTime": "12:30"}]
EXCEPTION = [{"date": "2027-04-21", "startTime": "10:00", "endTime": "12:00"}]


def test_created_schedule_is_read_back(it):
    """What create answers is what get and list show."""
    made = it.ask(
        "schedules.create",
        name="Short week",
        timeZone="America/Sao_Paulo",
        isDefault=False,
        availability=WEEK,
        overrides=EXCEPTION,
    )
    assert (WEEK, EXCEPTION, "America/Sao_Paulo") == (made["availability"], made["overrides"], made["timeZone"])
    assert made == it.ask("schedules.get", scheduleId=made["id"])
    assert [764, made["id"]] == [row["id"] for row in it.ask("schedules.list")]


def test_schedule_without_hours_has_the_working_week(it):
    """Monday to Friday, nine to five, when no hours are sent."""
    made = it.ask("schedules.create", name="Plain", timeZone="UTC", isDefault=False)
    assert [(5, "09:00", "17:00")] == [
        (len(each["days"]), each["startTime"], each["endTime"]) for each in made["availability"]
    ]
    assert [] == made["overrides"]


def test_new_default_displaces_the_present_one(it):
    """One schedule at most is the default, and the profile names it."""
    made = it.ask("schedules.create", name="New", timeZone="UTC", isDefault=True)
    assert made["isDefault"] is True
    assert {764: False, made["id"]: True} == {row["id"]: row["isDefault"] for row in it.ask("schedules.list")}
    assert made["id"] == it.world.table("users")[31790]["defaultScheduleId"]
    assert made == it.ask("schedules.get_default")


def test_schedule_that_is_not_default_changes_no_default(it):
    """The default stays when another schedule is added."""
    it.ask("schedules.create", name="New", timeZone="UTC", isDefault=False)
    assert it.ask("schedules.get_default")["id"] == 764


def test_update_changes_what_is_sent(it):
    """Lists are replaced as a whole, the rest stays; the id may be text."""
    it.ask("schedules.update", scheduleId="764", overrides=EXCEPTION)
    changed = it.ask("schedules.update", scheduleId="764", name="Renamed", availability=WEEK)
    assert ("Renamed", WEEK, EXCEPTION) == (changed["name"], changed["availability"], changed["overrides"])
    assert changed == it.ask("schedules.get", scheduleId=764)


def test_update_can_make_the_default_but_not_unmake_it(it):
    """`isDefault` false changes nothing, true displaces the other."""
    second = it.ask("schedules.create", name="Second", timeZone="UTC", isDefault=False)
    assert it.ask("schedules.update", scheduleId="764", isDefault=False)["isDefault"] is True
    assert it.ask("schedules.update", scheduleId=str(second["id"]), isDefault=True)["isDefault"] is True
    assert it.ask("schedules.get", scheduleId=764)["isDefault"] is False


def test_deleted_schedule_is_gone_and_event_types_fall_back(it):
    """Event types with it lose it, so that their slots come from the default."""
    second = it.ask("schedules.create", name="Second", timeZone="UTC", isDefault=False, availability=WEEK)
    kind = it.kind(scheduleId=second["id"])
    assert it.slots("2027-03-02", "2027-03-02", kind)[0] == "2027-03-02T10:00"
    assert {"status": "success"} == it.ask("schedules.delete", scheduleId=second["id"])
    assert it.world.table("event_types")[kind["id"]]["scheduleId"] is None
    assert it.slots("2027-03-02", "2027-03-02", kind)[0] == "2027-03-02T09:00"
    with pytest.raises(NotFound, match="does not exist"):
        it.ask("schedules.get", scheduleId=second["id"])


def test_without_the_default_there_is_none_until_another_is_chosen(it):
    """As on Cal.com's API the default itself can be deleted; the oldest schedule left then governs slots."""
    it.ask("schedules.create", name="Second", timeZone="UTC", isDefault=False, availability=WEEK)
    it.ask("schedules.delete", scheduleId=764)
    assert it.ask("schedules.get_default") is None
    assert [False] == [row["isDefault"] for row in it.ask("schedules.list")]
    assert it.slots("2027-03-02", "2027-03-02")[0] == "2027-03-02T10:00"


def test_without_any_schedule_there_are_office_hours(it):
    """Cal.com then takes nine to five on weekdays."""
    it.ask("schedules.delete", scheduleId=764)
    found = it.slots("2027-03-02", "2027-03-06")
    assert (found[0], found[-1], len(found)) == ("2027-03-02T09:00", "2027-03-05T16:30", 64)


@pytest.mark.parametrize("operation", ["schedules.get", "schedules.update", "schedules.delete"])
def test_unknown_schedule_is_refused_as_on_cal(it, operation):
    """Reading and changing say 404, deleting says 400."""
    wanted = "9" if operation == "schedules.update" else 9
    with pytest.raises(BadRequest if operation == "schedules.delete" else NotFound, match="ID=9 does not exist"):
        it.ask(operation, scheduleId=wanted)


@pytest.mark.parametrize("operation", ["schedules.get", "schedules.update", "schedules.delete"])
def test_schedules_of_others_are_refused(them, operation):
    """Somebody else's schedule is forbidden, and stays."""
    wanted = "764" if operation == "schedules.update" else 764
    with pytest.raises(Forbidden, match="does not own schedule with ID=764"):
        them.ask(operation, them.mia, scheduleId=wanted)
    assert them.ask("schedules.get", scheduleId=764)["name"] == "Support"
    assert 764 not in [row["id"] for row in them.ask("schedules.list", them.mia)]


@pytest.mark.parametrize("zone", ["Mars/Base", "", "../etc", "America"])
def test_zone_must_exist(it, zone):
    """An unknown zone is refused with the name of the argument."""
    with pytest.raises(BadRequest, match="timeZone") as refusal:
        it.ask("schedules.create", name="Odd", timeZone=zone, isDefault=False)
    assert refusal.value.details["errors"][0]["property"] == "timeZone"


@pytest.mark.parametrize("missing", ["name", "timeZone", "isDefault"])
def test_missing_arguments_of_a_direct_request_are_refused(it, missing):
    """A request to Cal.com itself may lack what the action requires."""
    arguments = {"name": "Plain", "timeZone": "UTC", "isDefault": False}
    del arguments[missing]
    with pytest.raises(BadRequest, match=f"{missing} should not be empty"):
        BEHAVIOURS["schedules.create"](it.world, Caller(31790), arguments)


def test_first_schedule_of_a_user_is_the_default(it):
    """The constructor makes the first one the default and no later one."""
    assert it.schedule["isDefault"] is True
    assert new_schedule(it.world, 31790)["isDefault"] is False


def test_schedule_of_nobody_in_particular():
    """A schedule can stand before its owner does."""
    world = empty_world()
    row = new_schedule(world, 5)
    assert (row["isDefault"], row["timeZone"]) == (True, "Europe/London")
    assert row == default_of(world, 5)


# In an organization


def test_administrators_manage_schedules_of_users(them):
    """Create, read, change, list and delete for somebody else in the organization."""
    place = {"orgId": 1205, "userId": 31791}
    made = them.ask("organizations.users.schedules.create", **place, name="Late", timeZone="UTC", isDefault=True)
    place_of_one = {**place, "scheduleId": made["id"]}
    assert made["ownerId"] == 31791
    assert made == them.ask("organizations.users.schedules.get", **place_of_one)
    changed = them.ask("organizations.users.schedules.update", **place_of_one, name="Later")
    assert changed["name"] == "Later"
    assert [False, True] == [row["isDefault"] for row in them.ask("organizations.users.schedules.list", **place)]
    assert changed == them.ask("schedules.get_default", them.mia)
    assert them.ask("organizations.users.schedules.delete", **place_of_one) == {"status": "success"}
    assert len(them.ask("organizations.users.schedules.list", **place)) == 1


def test_organization_lists_the_schedules_of_all_users_in_pages(them):
    """Pages count schedules, not users."""
    assert [31790, 31791, 31792] == [row["ownerId"] for row in them.ask("organizations.schedules.list", orgId=1205)]
    second = them.ask("organizations.schedules.list", orgId=1205, skip=1, take=1)
    assert [31791] == [row["ownerId"] for row in second]


def test_team_shows_the_schedules_of_its_members(them):
    """Those of one member, for whoever manages the team."""
    place = {"orgId": 1205, "teamId": 8841}
    rows = them.ask("organizations.teams.users.schedules.list", **place, userId=31792)
    assert [31792] == [row["ownerId"] for row in rows]
    with pytest.raises(Forbidden):
        them.ask("organizations.teams.users.schedules.list", them.mia, **place, userId=31792)
    with pytest.raises(Forbidden, match="not part of the team"):
        them.ask("organizations.teams.users.schedules.list", **place, userId=31799)


@pytest.mark.parametrize("who", ["mia", "outsider"])
def test_others_may_not_manage_schedules_of_users(them, who):
    """Neither members nor strangers."""
    with pytest.raises(Forbidden):
        them.ask("organizations.users.schedules.list", getattr(them, who), orgId=1205, userId=31792)
    with pytest.raises(Forbidden):
        them.ask("organizations.schedules.list", getattr(them, who), orgId=1205)


def test_user_must_be_in_the_organization_and_own_the_schedule(them):
    """Strangers are out of reach, and so is a schedule under another user's name."""
    with pytest.raises(Forbidden, match="not part of the organization"):
        them.ask("organizations.users.schedules.list", orgId=1205, userId=31799)
    with pytest.raises(Forbidden, match="does not own"):
        them.ask("organizations.users.schedules.get", orgId=1205, userId=31791, scheduleId=764)


def test_zones_are_listed_by_city(it):
    """Cities with the zone that holds there, each city once."""
    cities = {row["city"]: row["timezone"] for row in it.ask("timezones.list")}
    assert ("America/Sao_Paulo", "Europe/Lisbon") == (cities["Sao Paulo"], cities["Lisbon"])
    assert len(cities) == len(it.ask("timezones.list")) > 300
