"""Event types of users and of teams: settings, hosts, who sees them, and what goes with them."""

import pytest
from toolzz_cal_mock.problems import BadRequest, Forbidden, NotFound
from toolzz_cal_mock.world.base import BEHAVIOURS, Caller
from toolzz_cal_mock.world.conferencing import new_conferencing
from toolzz_cal_mock.world.connections import new_credential
from toolzz_cal_mock.world.event_types import new_event_type
from toolzz_cal_mock.world.memberships import new_membership
from toolzz_cal_mock.world.webhooks import new_webhook

QUESTION = {"type": "text", "slug": "company", "label": "Company", "required": True}
MINIMAL = {
    "teamId": 8841,
    "slug": "intro",
    "title": "Intro",
    "hosts": [{"userId": 31791}],
    "lengthInMinutes": 30,
    "lengthInMinutesOptions": ["15", "30"],
    "schedulingType": "roundRobin",
}


def create(them, **changes):
    return them.ask("teams.event_types.create", **(MINIMAL | changes))


def made_of(them, **changes):
    """As `create`, of what the specification does not allow."""
    return BEHAVIOURS["teams.event_types.create"](them.world, Caller(31790), MINIMAL | changes)


def listed(them, made):
    """The event type as lists show it: with more of its team."""
    names = ("id", "slug", "name", "bannerUrl", "logoUrl", "weekStart", "brandColor", "darkBrandColor", "theme")
    team = them.world.table("teams")[made["teamId"]]
    return made | {"team": {name: team[name] for name in names}}


# Of a user


@pytest.mark.parametrize("whose", [{}, {"username": "leo-souza"}])
def test_event_types_are_sorted_by_age(them, whose):
    """Either way, and by nothing else than their numbers, whoever asks for whose."""
    for slug in ("zebra", "alpha"):
        new_event_type(them.world, owner_id=31790, slug=slug)
    ids = [row["id"] for row in them.ask("event_types.list", **whose, sortCreatedAt="asc")]
    assert len(ids) > 2
    assert ids == sorted(ids)
    assert ids[::-1] == [row["id"] for row in them.ask("event_types.list", **whose, sortCreatedAt="desc")]


def test_event_type_shows_its_owner(it):
    """Settings, questions and owner, by a number that may be text."""
    row = it.ask("event_types.get", eventTypeId="10482")
    assert (row["lengthInMinutes"], row["ownerId"], row["users"][0]["username"]) == (30, 31790, "leo-souza")
    assert ["name", "email", "location", "title", "notes", "guests", "rescheduleReason"] == [
        field["slug"] for field in row["bookingFields"]
    ]
    assert row["bookingUrl"] == "https://book.example.com/leo-souza/onboarding"
    assert not {"hosts", "teamId", "schedulingType"} & set(row)


def test_event_types_of_others_are_as_good_as_missing(them):
    """Neither another user's nor a team's is found here, but by who manages the team or them."""
    with pytest.raises(NotFound, match="Event type with id 10482 not found"):
        them.ask("event_types.get", them.mia, eventTypeId="10482")
    shared = them.shared()["id"]
    with pytest.raises(NotFound):
        them.ask("event_types.get", them.mia, eventTypeId=str(shared))
    ours = them.ask("event_types.get", eventTypeId=str(shared))
    assert ours == them.ask("teams.event_types.get", teamId=8841, eventTypeId=shared)
    with pytest.raises(BadRequest, match="eventTypeId must be an integer"):
        them.ask("event_types.get", eventTypeId="first")


def test_event_types_are_listed_by_user_and_slug(them):
    """All of a user, the one with a slug, nothing for an unknown name, and the caller's own without a name."""
    other = them.kind(slug="other")
    ids = [10482, other["id"]]
    assert ids == [row["id"] for row in them.ask("event_types.list", them.mia, username="leo-souza")]
    assert [other["id"]] == [row["id"] for row in them.ask("event_types.list", username="leo-souza", eventSlug="other")]
    assert them.ask("event_types.list", username="leo-souza", eventSlug="missing") == []
    assert them.ask("event_types.list", username="nobody") == []
    assert ids == [row["id"] for row in them.ask("event_types.list")]
    assert them.ask("event_types.list", them.mia) == []


def test_organization_narrows_the_users(them):
    """By number or by slug; a user outside is not found in it."""
    for inside in ({"orgId": 1205}, {"orgSlug": "example"}):
        assert len(them.ask("event_types.list", username="leo-souza", **inside)) == 1
    for outside in ({"orgId": 1}, {"orgSlug": "other"}):
        assert them.ask("event_types.list", username="leo-souza", **outside) == []


def test_lists_leave_hidden_questions_out(them):
    """A list shows the form as guests see it; the owner finds all of it in the event type itself."""
    hidden = {**QUESTION, "hidden": True}
    made = them.kind(slug="other", bookingFields=[hidden])
    search = {"username": "leo-souza", "eventSlug": "other"}
    slugs = [
        [field["slug"] for field in them.ask("event_types.list", who, **search)[0]["bookingFields"]]
        for who in (them.leo, them.mia)
    ]
    usual = ["name", "email", "location", "notes", "guests", "rescheduleReason"]
    assert [[slug for slug in found if slug not in usual] for found in slugs] == [[], []]
    mine = them.ask("event_types.get", eventTypeId=str(made["id"]))
    assert "company" in [field["slug"] for field in mine["bookingFields"]]


def test_several_users_share_a_dynamic_event_type(them):
    """One entry for the group, with those users that exist."""
    found = BEHAVIOURS["event_types.list"](them.world, Caller(31790), {"usernames": "leo-souza,mia-reis,nobody"})
    assert [(0, ["leo-souza", "mia-reis"])] == [
        (row["id"], [user["username"] for user in row["users"]]) for row in found
    ]


def test_deleted_event_type_takes_its_webhooks_along(it):
    """Its webhooks and slots are gone; webhooks of others stay."""
    new_webhook(it.world, "https://hooks.example.com/a", "BOOKING_CREATED", owner=("eventTypeId", 10482))
    stays = new_webhook(it.world, "https://hooks.example.com/b", "BOOKING_CREATED", owner=("userId", 31790))
    answer = it.ask("event_types.delete", eventTypeId=10482)
    assert answer == {"id": 10482, "lengthInMinutes": 30, "slug": "onboarding", "title": "Onboarding call"}
    assert list(it.world.table("webhooks")) == [stays["id"]]
    assert it.ask("event_types.list") == []
    with pytest.raises(NotFound, match="ID=10482 does not exist"):
        it.ask("event_types.delete", eventTypeId=10482)


def test_bookings_of_a_deleted_event_type_stay(it):
    """They are valid, occupy their time, and have no event type."""
    row = it.book("2027-03-02T10:00")
    other = it.kind()
    it.ask("event_types.delete", eventTypeId=10482)
    shown = it.ask("bookings.get", bookingUid=row["uid"])
    assert (shown["status"], shown["eventType"], shown["eventTypeId"]) == ("accepted", None, None)
    assert "2027-03-02T10:00" not in it.slots("2027-03-02", "2027-03-02", other)
    assert [row["uid"]] == [each["uid"] for each in it.ask("bookings.list")["data"]]


def test_only_the_owner_deletes(them):
    """Somebody else's event type is forbidden and stays."""
    with pytest.raises(Forbidden, match="does not own event type with ID=10482"):
        them.ask("event_types.delete", them.mia, eventTypeId=10482)
    assert 10482 in them.world.table("event_types")


def test_event_type_belongs_to_a_user_or_to_a_team(it):
    """The constructor wants one of both."""
    with pytest.raises(ValueError, match="either"):
        new_event_type(it.world)
    with pytest.raises(ValueError, match="either"):
        new_event_type(it.world, 31790, 8841)


# Of a team


def test_team_event_type_is_created_read_listed_and_deleted(them):
    """What create answers is what get shows, and a list with more of the team, until it is deleted."""
    made = create(them)
    place = {"teamId": 8841, "eventTypeId": made["id"]}
    assert (made["schedulingType"], made["lengthInMinutesOptions"]) == ("roundRobin", [15, 30])
    assert made["hosts"] == [
        {
            "userId": 31791,
            "name": "Mia Reis",
            "username": "mia-reis",
            "mandatory": False,
            "priority": "medium",
            "avatarUrl": None,
        }
    ]
    assert (made["team"], made["ownerId"], made["bookingUrl"]) == ({"id": 8841}, None, "")
    assert made["locations"] == [{"type": "integration", "integration": "cal-video"}]
    assert made == them.ask("teams.event_types.get", **place)
    assert [listed(them, made)] == them.ask("teams.event_types.list", them.outsider, teamId=8841)
    assert {"id": made["id"], "title": "Intro"} == them.ask("teams.event_types.delete", **place)
    assert them.ask("teams.event_types.list", teamId=8841) == []
    with pytest.raises(NotFound):
        them.ask("teams.event_types.get", **place)
    with pytest.raises(NotFound):
        them.ask("teams.event_types.delete", **place)


def test_organization_manages_the_event_types_of_its_teams(them):
    """The same below an organization, and all teams at once in pages."""
    made = them.ask("organizations.teams.event_types.create", orgId=1205, **MINIMAL)
    second = create(them, slug="second")
    place = {"orgId": 1205, "teamId": 8841}
    assert made == them.ask("organizations.teams.event_types.get", **place, eventTypeId=made["id"])
    both = [listed(them, made), listed(them, second)]
    assert both == them.ask("organizations.teams.event_types.list", **place)
    assert both[1:] == them.ask("organizations.teams.event_types.list", **place, eventSlug="second")
    assert both == them.ask("organizations.event_types.list", orgId=1205)
    assert both[1:] == them.ask("organizations.event_types.list", orgId=1205, skip=1, take=1)


def test_event_types_of_a_team_are_found_by_slug(them):
    """An unknown slug, or a team without any, brings an empty list."""
    made = create(them)
    assert [listed(them, made)] == them.ask("teams.event_types.list", teamId=8841, eventSlug="intro")
    assert them.ask("teams.event_types.list", teamId=8841, eventSlug="missing") == []
    assert them.ask("teams.event_types.list", teamId=1) == []


@pytest.mark.parametrize("operation", ["create", "get", "delete"])
def test_members_and_strangers_may_not_manage(them, operation):
    """Only administrators and owners."""
    made = create(them, slug="first")
    arguments = MINIMAL if operation == "create" else {"teamId": 8841, "eventTypeId": made["id"]}
    for who in (them.mia, them.outsider):
        with pytest.raises(Forbidden):
            them.ask(f"teams.event_types.{operation}", who, **arguments)
    with pytest.raises(Forbidden):
        them.ask("organizations.event_types.list", them.mia, orgId=1205)


def test_event_type_is_found_in_its_own_team_only(them):
    """Not by the number of another team, and a user's own not at all."""
    with pytest.raises(NotFound):
        them.ask("teams.event_types.get", teamId=8841, eventTypeId=10482)
    with pytest.raises(NotFound):
        them.ask("teams.event_types.delete", teamId=8841, eventTypeId=10482)


@pytest.mark.parametrize("kind", [None, "sometimes", ""])
def test_scheduling_type_is_needed(them, kind):
    """The action cannot say it and fails without; Cal.com names the values."""
    with pytest.raises(BadRequest, match="collective, roundRobin, managed") as refusal:
        made_of(them, schedulingType=kind)
    assert refusal.value.details["errors"][0]["property"] == "schedulingType"


@pytest.mark.parametrize(
    ("said", "told"), [("collective", "collective"), ("roundRobin", "roundRobin"), ("COLLECTIVE", "collective")]
)
def test_scheduling_type_is_said_in_either_spelling(them, said, told):
    """Replies have one of them; only of hosts who take turns they tell how much weight each has."""
    made = made_of(them, schedulingType=said)
    assert (made["schedulingType"], "priority" in made["hosts"][0]) == (told, told == "roundRobin")


def test_settings_are_kept(them):
    """Everything that can be sent comes back."""
    sent = {
        "description": "A first call",
        "slotInterval": 15,
        "minimumBookingNotice": 60,
        "beforeEventBuffer": 5,
        "afterEventBuffer": 10,
        "offsetStart": 5,
        "scheduleId": 764,
        "locations": [{"type": "address", "address": "Example Street 12", "public": True}],
        "bookingLimitsCount": {"day": 2, "week": 5},
        "bookingLimitsDuration": {"day": 60, "year": 600},
        "bookingWindow": {"type": "businessDays", "value": 30, "rolling": True},
        "confirmationPolicy": {
            "type": "time",
            "noticeThreshold": {"unit": "hours", "count": 2},
            "blockUnconfirmedBookingsInBooker": True,
        },
        "recurrence": {"interval": 1, "occurrences": 4, "frequency": "weekly"},
        "disableGuests": True,
        "onlyShowFirstAvailableSlot": True,
        "hideCalendarNotes": True,
        "customName": "Call with {Scheduler}",
        "successRedirectUrl": "https://www.example.com/thanks",
        "bookerLayouts": {"defaultLayout": "week", "enabledLayouts": ["week", "month"]},
    }
    made = create(
        them,
        **sent,
        color__lightThemeHex="#8ecae6",
        color__darkThemeHex="#0b2545",
        destinationCalendar__integration="google_calendar",
        destinationCalendar__externalId="desk@example.com",
        bookingFields=[
            QUESTION,
            {"type": "email", "label": "Yours", "required": True},
            {"slug": "notes", "label": "Notes"},
        ],
    )
    sent["recurrence"]["disabled"] = False
    assert sent == {name: made[name] for name in sent}
    assert made["color"] == {"lightThemeHex": "#8ecae6", "darkThemeHex": "#0b2545"}
    assert made["destinationCalendar"] == {"integration": "google_calendar", "externalId": "desk@example.com"}
    slugs = [field["slug"] for field in made["bookingFields"]]
    assert (slugs[:2], slugs[-1]) == (["name", "email"], "rescheduleReason")
    assert {"notes", "company"} <= set(slugs)
    assert (made["bookingFields"][1]["label"], made["bookingFields"][1]["isDefault"]) == ("Yours", True)


def test_what_is_switched_off_says_so(them):
    """Window, seats and policy are `{disabled: true}`; a recurrence is null, and limits are not told."""
    off = {"disabled": True}
    names, limits = ("bookingWindow", "seats", "confirmationPolicy"), ("bookingLimitsCount", "bookingLimitsDuration")
    switched_off = dict.fromkeys((*names, *limits, "recurrence"), off)
    for made in (create(them, slug="a"), create(them, slug="b", **switched_off)):
        assert dict.fromkeys(names, off) == {name: made[name] for name in names}
        assert made["recurrence"] is None
        assert not set(limits) & set(made)


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        ({"title": ""}, "title should not be empty"),
        ({"lengthInMinutes": 0}, "lengthInMinutes must not be less than 1"),
        ({"lengthInMinutesOptions": ["15", "45"]}, "must include the provided lengthInMinutes"),
        ({"lengthInMinutesOptions": ["30", "30"]}, "elements must be unique"),
        ({"lengthInMinutesOptions": ["half"]}, "must be an integer"),
        ({"slotInterval": 0}, "slotInterval must not be less than 1"),
        ({"beforeEventBuffer": -5}, "beforeEventBuffer must not be less than 0"),
        ({"afterEventBuffer": 10**7}, "afterEventBuffer must not be greater"),
        ({"bookingLimitsCount": {"day": 5, "week": 2}}, "shorter period"),
        ({"bookingLimitsCount": {}}, "at least one of"),
        ({"bookingWindow": {"type": "range", "value": ["2027-03-01"]}}, "first and the last date"),
        ({"bookingWindow": {"type": "range", "value": 3}}, "first and the last date"),
        ({"bookingWindow": {"type": "calendarDays"}}, "bookingWindow.value should not be empty"),
        ({"bookingWindow": {"type": "calendarDays", "value": 10**6}}, "must not be greater"),
        ({"confirmationPolicy": {"type": "time"}}, "noticeThreshold.unit should not be empty"),
        ({"seats": {"seatsPerTimeSlot": 2}}, "seats.showAttendeeInfo should not be empty"),
        ({"recurrence": {"interval": 1, "frequency": "weekly"}}, "recurrence.occurrences should not be empty"),
        ({"recurrence": {"interval": 1, "occurrences": 10**6, "frequency": "weekly"}}, "must not be greater"),
        ({"locations": [{"type": "address"}]}, "locations.address should not be empty"),
        ({"locations": [{"type": "unknown"}]}, "unknown location"),
        ({"bookingFields": [{"type": "text", "slug": "x"}]}, "bookingFields.label should not be empty"),
        ({"bookingFields": [{**QUESTION, "type": "select"}]}, "bookingFields.options should not be empty"),
        ({"bookingFields": [{"type": "email", "required": False}]}, "must be required and visible"),
        ({"bookerLayouts": {"defaultLayout": "year", "enabledLayouts": ["month"]}}, "must name layouts of"),
        ({"bookerLayouts": "month"}, "bookerLayouts must be an object"),
        ({"color__lightThemeHex": "#8ecae6"}, "color.darkThemeHex should not be empty"),
        ({"color__lightThemeHex": "blue", "color__darkThemeHex": "#000"}, "hexadecimal color"),
        (
            {
                "seats": {"seatsPerTimeSlot": 2, "showAttendeeInfo": True, "showAvailabilityCount": True},
                "confirmationPolicy": {"type": "always"},
            },
            "requiresConfirmation is true",
        ),
        (
            {
                "seats": {"seatsPerTimeSlot": 2, "showAttendeeInfo": True, "showAvailabilityCount": True},
                "locations": [{"type": "attendeePhone"}, {"type": "attendeeDefined"}],
            },
            "more than one location",
        ),
    ],
)
def test_settings_that_cannot_be_are_refused(them, wrong, words):
    """And nothing is made of them."""
    before = len(them.world.table("event_types"))
    with pytest.raises(BadRequest, match=words):
        made_of(them, **wrong)
    assert before == len(them.world.table("event_types"))


def test_schedule_of_an_event_type_must_exist(them):
    """404 for an unknown one."""
    with pytest.raises(NotFound, match="Schedule with ID=9"):
        create(them, scheduleId=9)


def test_slug_is_unique_in_a_team(them):
    """A second one of the same slug is refused, elsewhere it is free."""
    create(them, slug="onboarding")
    with pytest.raises(BadRequest, match="slug already exists"):
        create(them, slug="onboarding")


def test_hosts_must_be_members(them):
    """A stranger cannot be a host."""
    with pytest.raises(NotFound, match="Invalid hosts: 31799 are not members of team with id 8841"):
        create(them, hosts=[{"userId": 31799}, {"userId": 31790}])


def test_all_members_can_be_hosts_later_ones_included(them):
    """Whoever joins the team is a host as well."""
    made = create(them, hosts=[], assignAllTeamMembers=True)
    assert [31790, 31791, 31792] == [host["userId"] for host in made["hosts"]]
    new_membership(them.world, 31799, 8841)
    again = them.ask("teams.event_types.get", teamId=8841, eventTypeId=made["id"])
    assert [31790, 31791, 31792, 31799] == [host["userId"] for host in again["hosts"]]


def test_all_members_cannot_be_hosts_while_one_has_not_joined(them):
    """That is refused, but the event type is there afterwards, as on Cal.com."""
    new_membership(them.world, them.outsider["id"], 8841, accepted=False)
    with pytest.raises(Forbidden):
        create(them, assignAllTeamMembers=True)
    (found,) = them.ask("teams.event_types.list", teamId=8841)
    assert (found["slug"], found["hosts"]) == ("intro", [])


def test_apps_and_calendars_must_be_connected(them):
    """A video app, or the address of a calendar, that the caller has not connected."""
    with pytest.raises(BadRequest, match="zoom not connected"):
        create(them, locations=[{"type": "integration", "integration": "zoom"}])
    with pytest.raises(BadRequest, match="primary calendar"):
        create(them, useDestinationCalendarEmail=True)
    new_conferencing(them.world, 31790, "zoom")
    new_credential(them.world, 31790, "google")
    create(them, locations=[{"type": "integration", "integration": "zoom"}], useDestinationCalendarEmail=True)


def test_managed_event_type_is_copied_to_each_host(them):
    """Each has one of their own, told with the original, and gone when it goes."""
    wishes = MINIMAL | {"schedulingType": "managed", "hosts": [{"userId": 31791}, {"userId": 31792}]}
    made, *copies = BEHAVIOURS["teams.event_types.create"](them.world, Caller(31790), wishes)
    assert (made["schedulingType"], made["metadata"]) == (
        "managed",
        {**copies[0]["metadata"], "managedEventConfig": {}},
    )
    assert [(each["ownerId"], each["parentEventTypeId"], each["hosts"]) for each in copies] == [
        (31791, made["id"], []),
        (31792, made["id"], []),
    ]
    assert all((each["schedulingType"], each["team"]) == (None, {"id": None}) for each in copies)
    (copy,) = them.ask("event_types.list", them.mia)
    assert (copy["slug"], copy["ownerId"]) == ("intro", 31791)
    found = them.ask("event_types.get", them.mia, eventTypeId=str(copy["id"]))
    assert (found["id"], found["slug"], found["title"]) == (copy["id"], copy["slug"], copy["title"])
    assert [made["id"]] == [row["id"] for row in them.ask("teams.event_types.list", teamId=8841)]
    them.ask("teams.event_types.delete", teamId=8841, eventTypeId=made["id"])
    assert them.ask("event_types.list", them.mia) == []


# Phone calls

CALL = {
    "teamId": 8841,
    "calApiKey": "cal_example",
    "numberToCall": "+15555550123",
    "yourPhoneNumber": "+15555550199",
    "templateType": "CHECK_IN_APPOINTMENT",
    "guestName": "Ana Prado",
}


def test_phone_call_is_started_and_its_settings_kept(them):
    """Below the organization; the key is not kept."""
    made = create(them)
    answer = them.ask("organizations.teams.event_types.create_phone_call", orgId=1205, eventTypeId=made["id"], **CALL)
    stored = them.world.table("event_types")[made["id"]]
    assert answer["callId"] == stored["_calls"][0]["callId"]
    assert "cal_example" not in str(stored)
    assert made == them.ask("teams.event_types.get", teamId=8841, eventTypeId=made["id"])


def test_phone_call_of_a_team_misses_the_organization(them):
    """Cal.com's route has no place for the organization and answers 400, unless it is sent besides."""
    made = create(them)
    with pytest.raises(BadRequest, match="numeric string is expected"):
        them.ask("teams.event_types.create_phone_call", eventTypeId=made["id"], **CALL)
    assert them.ask("teams.event_types.create_phone_call", eventTypeId=made["id"], orgId=1205, **CALL)["callId"]


def test_phone_call_needs_numbers_that_can_be_called(them):
    """E.164, both of them."""
    made = create(them)
    with pytest.raises(BadRequest, match="numberToCall must be a phone number"):
        them.ask(
            "organizations.teams.event_types.create_phone_call",
            orgId=1205,
            eventTypeId=made["id"],
            **CALL | {"numberToCall": "later"},
        )


def test_missing_arguments_of_a_direct_request_are_refused(them):
    """A request to Cal.com itself may lack what only the action requires."""
    for name in ("slug", "title", "lengthInMinutes"):
        arguments = {key: value for key, value in MINIMAL.items() if key != name}
        with pytest.raises(BadRequest, match=f"{name} should not be empty"):
            BEHAVIOURS["teams.event_types.create"](them.world, Caller(31790), arguments)
    without_options = {key: value for key, value in MINIMAL.items() if key not in ("lengthInMinutesOptions", "hosts")}
    assert BEHAVIOURS["teams.event_types.create"](them.world, Caller(31790), without_options)["hosts"] == []
