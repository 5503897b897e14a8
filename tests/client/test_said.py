"""What an operation is about, in words: what a person reads before something is done."""

from __future__ import annotations

from datetime import UTC
from zoneinfo import ZoneInfo

import pytest
from toolzz_cal import operations
from toolzz_cal._said import describe_for_people, moment, reading_for

ZONE = ZoneInfo("America/Sao_Paulo")
PEOPLE = [{"name": "Ana Prado"}, {"name": "Leo Souza"}, {"email": "rui@example.com"}, {"name": "Eva"}]
BOOKING = {
    "uid": "bkA", "title": "Intro call", "start": "2027-03-09T18:00:00.000Z", "end": "2027-03-09T18:30:00.000Z",
    "recurringBookingUid": "series", "attendees": PEOPLE[:1],
}  # fmt: skip
NIGHT = {**BOOKING, "start": "2027-03-10T02:30:00Z", "end": "2027-03-10T03:30:00Z"}
HOOKS = [{"id": each, "eventTypeId": 5, "subscriberUrl": f"https://{each}.example.com"} for each in ("one", "two")]
USERS = [{"id": 7, "name": "Leo Souza"}, {"id": 8, "name": "Ana Prado"}]
WHEN = "on Tue 9 Mar 2027, 15:00\N{EN DASH}15:30 (America/Sao_Paulo)"

SAID = [
    ("bookings.cancel", {"bookingUid": "bkA"}, BOOKING, f"Cancel 'Intro call' {WHEN} with Ana Prado"),
    ("bookings.cancel", {"bookingUid": "bkA"}, None, "Cancel the booking bkA"),
    (
        "bookings.cancel", {"bookingUid": "bkA", "cancelSubsequentBookings": True, "cancellationReason": "Ill"},
        {**BOOKING, "attendees": PEOPLE},
        (f"Cancel 'Intro call' {WHEN} with Ana Prado, Leo Souza, rui@example.com and 1 more; "
        "cancel subsequent bookings: yes; cancellation reason: 'Ill'"),
    ),
    (
        "bookings.cancel", {"bookingUid": "series"}, [BOOKING, {**BOOKING, "uid": "bkB"}],
        f"Cancel 'Intro call' {WHEN}, the first of 2, with Ana Prado",
    ),
    (
        "bookings.cancel", {"bookingUid": "bkA"}, NIGHT,
        ("Cancel 'Intro call' on Tue 9 Mar 2027, 23:30 \N{EN DASH} Wed 10 Mar 2027, 00:30 (America/Sao_Paulo) "
        "with Ana Prado"),
    ),
    (
        "bookings.reschedule", {"bookingUid": "bkA", "start": "2027-03-10T18:00:00Z"}, BOOKING,
        f"Reschedule 'Intro call' {WHEN} with Ana Prado to Wed 10 Mar 2027, 15:00 (America/Sao_Paulo)",
    ),
    (
        "bookings.reassign_to", {"bookingUid": "bkA", "userId": 7}, None,
        "Hand a booking to a chosen host: booking bkA (user 7)",
    ),
    (
        "bookings.create",
        {"start": "2027-03-09T18:00:00Z", "eventTypeId": 5, "attendee": PEOPLE[0], "guests": ["rui@example.com"]}, None,
        ("Create a booking on Tue 9 Mar 2027, 15:00 (America/Sao_Paulo) with Ana Prado; event type id: 5; "
        "guests: 'rui@example.com'"),
    ),
    (
        "event_types.delete", {"eventTypeId": 5}, {"id": 5, "title": "Intro"},
        "Delete the event type 'Intro' (event type 5)",
    ),
    (
        "event_types.webhooks.delete", {"eventTypeId": 5, "webhookId": "one"}, HOOKS[0],
        "Delete the webhook 'https://one.example.com' (event type 5, webhook one)",
    ),
    (
        "event_types.webhooks.delete_all", {"eventTypeId": 5}, HOOKS,
        ("Delete all webhooks of an event type: webhook 'https://one.example.com' and 'https://two.example.com' "
        "(event type 5)"),
    ),
    (
        "organizations.users.delete", {"orgId": 1, "userId": 8}, USERS,
        "Delete the user 'Ana Prado' (organization 1, user 8)",
    ),
    ("organizations.users.delete", {"orgId": 1, "userId": 9}, USERS, "Delete the user 9 (organization 1)"),
    (
        "teams.memberships.delete", {"teamId": 1, "membershipId": 2}, {"id": 2, "user": {"name": "Ana Prado"}},
        "Delete the membership 'Ana Prado' (team 1, membership 2)",
    ),
    ("event_types.webhooks.create", {"eventTypeId": 5, "subscriberUrl": "https://a.example.com"}, None,
     "Create a webhook 'https://a.example.com' (event type 5)"),
    ("me.update", {"weekStart": "Monday"}, {"id": 7, "name": "Leo Souza"},
     "Update your own profile 'Leo Souza'; week start: 'Monday'"),
    ("oauth_clients.refresh_token", {"clientId": "c1", "refreshToken": "example-token"}, None,
     "Refresh the tokens of a managed user: platform client c1; refresh token: '***'"),
]  # fmt: skip


@pytest.mark.parametrize(("name", "arguments", "found", "said"), SAID)
def test_what_is_said(name, arguments, found, said):
    """Title, time in the reader's zone and people, as far as they are known; what changes; and else the ids."""
    assert describe_for_people(operations.get(name), arguments, found, zone=ZONE) == said


def test_text_of_others_stays_in_its_quotes():
    """A title can't end its quotation, break the line, steer a screen, hide anything or fill the page."""
    title = "Lunch' with Bob?\x1b[2J\n\u202eYes\u200b/no" + "x" * 5_000
    said = describe_for_people(operations.get("bookings.cancel"), {"bookingUid": "bkA"}, {"title": title}, zone=UTC)
    assert said.isprintable()
    assert len(said) < 150
    assert said.count("'") == 2


@pytest.mark.parametrize("text", ["2027-03-09", "2027-03-09T18:00:00", "0001-01-01T00:00:00Z", "9999-12-31T23:59:00Z"])
def test_what_is_no_moment(text):
    """A day, a time without an offset, and what other zones have no time for."""
    assert moment(text) is None


def test_what_is_read_first():
    """It reads, by no more than what the operation is called with; nothing is read for what makes or reads."""
    for each in operations.every():
        arguments = dict.fromkeys(each.identifiers, "x")
        reading = reading_for(each, arguments)
        if reading is not None:
            assert reading.operation.effect == "read"
            assert reading.operation.resource == each.resource
            assert reading.arguments.items() <= arguments.items()
        assert reading is None or (each.effect != "read" and each.function != "create")
    names = {
        each.name: reading.operation.name
        if (reading := reading_for(each, dict.fromkeys(each.identifiers, "x")))
        else ""
        for each in operations.every()
        if each.effect == "destroy"
    }
    assert names["bookings.cancel"] == "bookings.get"
    assert names["event_types.webhooks.delete_all"] == "event_types.webhooks.list"
    assert names["organizations.users.delete"] == "organizations.users.list"
    # Of chosen calendars there is no list.
    assert [name for name, read in names.items() if not read] == ["selected_calendars.remove"]


def test_identifiers_stand_in_the_order_of_the_address():
    """What an operation can't do without in its address, and no more."""
    assert operations.get("event_types.webhooks.delete").identifiers == ("eventTypeId", "webhookId")
    assert operations.get("stripe.check_team").identifiers == ("teamId",)
    assert operations.get("calcom_integrations.get").identifiers == ("integrationId",)
    assert operations.get("bookings.create").identifiers == ()
