"""Webhooks that fire: who is told, what is sent, where it may go, and what is recorded."""

import asyncio
import hashlib
import hmac
import json
import socket
import threading
from contextlib import asynccontextmanager
from datetime import datetime, timedelta
from http.client import HTTPException
from http.server import BaseHTTPRequestHandler, HTTPServer

import pytest
import toolzz_cal_mock.world.booking_changes
import toolzz_cal_mock.world.booking_moves
import toolzz_cal_mock.world.bookings  # noqa: F401
from toolzz_cal_mock import targets
from toolzz_cal_mock.core import Mock
from toolzz_cal_mock.deliveries import Deliveries, may_send, signature
from toolzz_cal_mock.problems import NotFound
from toolzz_cal_mock.pytest_plugin import on_port
from toolzz_cal_mock.targets import Refused, Sender, refusal
from toolzz_cal_mock.templates import content_type, fill
from toolzz_cal_mock.world import booking_rows
from toolzz_cal_mock.world.base import BEHAVIOURS, Caller
from toolzz_cal_mock.world.connections import new_credential
from toolzz_cal_mock.world.event_type_rows import new_event_type
from toolzz_cal_mock.world.meetings import due
from toolzz_cal_mock.world.oauth_clients import new_oauth_client
from toolzz_cal_mock.world.schedules import new_schedule
from toolzz_cal_mock.world.users import new_user
from toolzz_cal_mock.world.webhooks import TRIGGERS, new_webhook

from tests.support import loops
from tests.support.behaviours import people
from tests.support.outside import NOW

URL = "http://127.0.0.1:9000/cal"


ANA = {
    "name": "Ana Maria Prado",
    "email": "ana.prado@example.com",
    "timeZone": "America/Sao_Paulo",
    "language": "pt-BR",
}


def new_booking(world, event_type, host, uid="bk4Zr8YqLw2TnVx6", after=timedelta(hours=1), id=77, **fields):
    """A booking of 30 minutes with Ana and a guest, in Cal Video."""
    return booking_rows.new_booking(
        world,
        event_type,
        world.now() + after,
        ANA,
        id=id,
        uid=uid,
        hosts=[host["id"]],
        guests=["guest@example.com"],
        metadata={"order": "7"},
        responses={"company": "Example Ltd", "notes": "Bring the plan"},
        **fields,
    )


class Stage:
    """People, an event type of the owner with a booking, and the deliveries of their world."""

    def __init__(self):
        them = people()
        self.them, self.world = them, them.world
        self.deliveries = Deliveries(self.world)
        them.owner["timeZone"] = "America/Sao_Paulo"
        fields = [{"slug": "company", "type": "text", "label": "Company"}]
        self.event_type = new_event_type(self.world, 31790, id=10482, slug="onboarding", bookingFields=fields)
        self.booking = new_booking(self.world, self.event_type, them.owner)

    def subscribe(self, *triggers, owner=("userId", 31790), url=URL, **fields):
        """A webhook; of the owner unless said otherwise."""
        return new_webhook(self.world, url, triggers or TRIGGERS, owner=owner, **fields)

    def fire(self, trigger, row=None, **more):
        """Emits an event and gives the body of its only delivery."""
        before = len(self.deliveries.recorded)
        self.world.emit(trigger, row or self.booking, **more)
        (delivery,) = self.deliveries.recorded[before:]
        return delivery.json()


@pytest.fixture
def stage():
    return Stage()


# What is sent


def test_new_booking_is_told_in_full(stage):
    """The envelope, and in it the calendar event with people, answers, labels and the state in capitals."""
    stage.subscribe()
    body = stage.fire("BOOKING_CREATED")
    assert list(body) == ["triggerEvent", "createdAt", "payload"]
    assert body["createdAt"] == "2027-03-01T12:00:00.000Z"
    payload = body["payload"]
    expected = {
        "type": "onboarding",
        "title": "Onboarding call between Leo Souza and Ana Maria Prado",
        "description": "Bring the plan",
        "startTime": "2027-03-01T13:00:00Z",
        "endTime": "2027-03-01T13:30:00Z",
        "location": "integrations:daily",
        "uid": "bk4Zr8YqLw2TnVx6",
        "bookingId": 77,
        "eventTypeId": 10482,
        "eventTitle": "Onboarding call",
        "length": 30,
        "price": 0,
        "currency": "usd",
        "status": "ACCEPTED",
        "requiresConfirmation": False,
        "userFieldsResponses": {"company": {"label": "Company", "value": "Example Ltd", "isHidden": False}},
    }
    assert expected.items() <= payload.items()
    assert payload["organizer"] == {
        "id": 31790,
        "name": "Leo Souza",
        "email": "leo.souza@example.com",
        "username": stage.them.owner["username"],
        "timeZone": "America/Sao_Paulo",
        "language": {"locale": "en"},
        "timeFormat": "h:mma",
        "utcOffset": -180,
    }
    ana, guest = payload["attendees"]
    assert (ana["firstName"], ana["lastName"], ana["utcOffset"]) == ("Ana", "Maria Prado", -180)
    assert ana["language"] == {"locale": "pt-BR"}
    assert (guest["email"], guest["name"]) == ("guest@example.com", "")
    labels = {name: each["label"] for name, each in payload["responses"].items()}
    assert {"name": "your_name", "email": "email_address", "guests": "additional_guests"}.items() <= labels.items()
    assert payload["responses"]["name"]["value"] == "Ana Maria Prado"
    assert payload["videoCallData"]["url"] == payload["metadata"]["videoCallUrl"]
    assert payload["metadata"]["order"] == "7"
    assert "_" not in {key[0] for key in payload}


def test_rescheduled_booking_names_the_earlier_one(stage):
    """A booking that replaces another says which, and when that was to be."""
    stage.subscribe()
    later = {"id": 78, "rescheduledFromUid": stage.booking["uid"], "after": timedelta(days=1, hours=1)}
    new = new_booking(stage.world, stage.event_type, stage.them.owner, "bkNew", **later)
    payload = stage.fire("BOOKING_RESCHEDULED", new)["payload"]
    assert (payload["rescheduleId"], payload["rescheduleUid"]) == (77, stage.booking["uid"])
    assert payload["rescheduleStartTime"] == "2027-03-01T13:00:00Z"
    assert payload["rescheduleEndTime"] == "2027-03-01T13:30:00Z"
    assert (payload["uid"], payload["startTime"], payload["status"]) == ("bkNew", "2027-03-02T13:00:00Z", "ACCEPTED")


@pytest.mark.parametrize(
    ("trigger", "status", "more", "added"),
    [
        ("BOOKING_REQUESTED", "PENDING", {}, {}),
        (
            "BOOKING_CANCELLED",
            "CANCELLED",
            {},
            {"cancellationReason": "Ill", "cancelledBy": "ana.prado@example.com", "requestReschedule": False},
        ),
        ("BOOKING_REJECTED", "REJECTED", {}, {"rejectionReason": "Full"}),
        ("BOOKING_PAID", "ACCEPTED", {"paymentId": 500}, {"paymentId": 500}),
        ("BOOKING_PAYMENT_INITIATED", "ACCEPTED", {}, {"paymentId": 77}),
    ],
)
def test_other_triggers_of_bookings_add_their_own(stage, trigger, status, more, added):
    """Each trigger has its state, whatever the row says, and its further keys."""
    stage.subscribe()
    row = {**stage.booking, "cancellationReason": "Ill", "cancelledByEmail": "ana.prado@example.com"}
    payload = stage.fire(trigger, {**row, "_rejection_reason": "Full"}, **more)["payload"]
    assert {"status": status, **added}.items() <= payload.items()


def test_cancelled_and_rejected_answers_are_labelled_plainly(stage):
    """These two have the names of fields as labels, and phone numbers instead of first and last names."""
    stage.subscribe()
    payload = stage.fire("BOOKING_CANCELLED")["payload"]
    assert payload["responses"]["name"] == {"label": "name", "value": "Ana Maria Prado"}
    assert payload["attendees"][0]["phoneNumber"] is None
    assert payload["startTime"] == "2027-03-01T13:00:00+00:00"
    assert payload["destinationCalendar"] == []


def test_destination_calendar_is_told(stage):
    """The calendar that receives the organizer's bookings is part of the event."""
    stage.subscribe()
    new_credential(stage.world, 31790, "google", 512, email="desk@example.com")
    (calendar,) = stage.fire("BOOKING_CREATED")["payload"]["destinationCalendar"]
    assert (calendar["externalId"], calendar["credentialId"]) == ("desk@example.com", 512)


def test_seats_tell_of_one_attendee_only(stage):
    """With a seat, only who sits there is told, with answers and values of their own."""
    stage.subscribe()
    ana = stage.booking["attendees"][0]
    rui = {**ana, "name": "Rui", "email": "rui@example.com", "seatUid": "b"}
    own = {"bookingFieldsResponses": {"company": "Rui Ltd"}, "metadata": {"order": "8"}}
    row = {**stage.booking, "attendees": [{**ana, "seatUid": "a"}, {**rui, **own}], "metadata": {}}
    del row["bookingFieldsResponses"], row["guests"]
    payload = stage.fire("BOOKING_CREATED", row, seatUid="b")["payload"]
    assert [each["email"] for each in payload["attendees"]] == ["rui@example.com"]
    values = {name: each["value"] for name, each in payload["responses"].items() if name != "location"}
    assert values == {"name": "Rui", "email": "rui@example.com", "company": "Rui Ltd"}
    assert payload["metadata"]["order"] == "8"


def test_team_is_told_with_its_other_hosts(stage):
    """A booking with several hosts names the team and everybody besides the organizer."""
    lead, member = stage.them.lead, stage.them.member
    event_type = new_event_type(
        stage.world, None, 8841, hosts=[lead["id"], member["id"]], scheduling_type="COLLECTIVE", slug="all"
    )
    start = stage.world.now() + timedelta(hours=2)
    row = booking_rows.new_booking(stage.world, event_type, start, ANA, hosts=[lead["id"], member["id"]])
    stage.subscribe(owner=("teamId", 8841))
    payload = stage.fire("BOOKING_CREATED", row)["payload"]
    assert payload["organizer"]["id"] == lead["id"]
    assert (payload["team"]["id"], [each["id"] for each in payload["team"]["members"]]) == (8841, [member["id"]])


def test_only_video_calls_have_a_call(stage):
    """A link given as a place is no call of an app, and a call that waits for confirmation has no link yet."""
    stage.subscribe()
    link = {"type": "link", "link": "https://meet.example.com/leo", "public": True}
    event_type = new_event_type(stage.world, 31790, slug="link", locations=[link])
    row = new_booking(stage.world, event_type, stage.them.owner, "bkLink", id=78)
    payload = stage.fire("BOOKING_CREATED", row)["payload"]
    assert payload["location"] == "https://meet.example.com/leo"
    assert "videoCallData" not in payload
    assert "videoCallUrl" not in payload["metadata"]
    waiting = new_booking(stage.world, stage.event_type, stage.them.owner, "bkWaits", id=79, status="pending")
    assert "videoCallUrl" not in stage.fire("BOOKING_REQUESTED", waiting)["payload"]["metadata"]


def test_absence_is_told_in_a_sentence(stage):
    """Who was marked absent, by event or by row."""
    stage.subscribe()
    marked = [{"email": "ana.prado@example.com", "noShow": True}]
    body = stage.fire("BOOKING_NO_SHOW_UPDATED", attendees=marked)
    assert body["payload"] == {
        "message": "ana.prado@example.com marked as no-show",
        "attendees": marked,
        "bookingUid": "bk4Zr8YqLw2TnVx6",
        "bookingId": 77,
    }
    message = stage.fire("BOOKING_NO_SHOW_UPDATED")["payload"]["message"]
    assert message == "ana.prado@example.com unmarked as no-show"


@pytest.mark.parametrize("trigger", ["MEETING_STARTED", "MEETING_ENDED"])
def test_meetings_are_told_flat(stage, trigger):
    """The booking stands next to the trigger, without an envelope and whatever the template."""
    stage.subscribe(payloadTemplate="{{title}}")
    body = stage.fire(trigger)
    assert "payload" not in body
    expected = {
        "triggerEvent": trigger,
        "id": 77,
        "uid": "bk4Zr8YqLw2TnVx6",
        "status": "ACCEPTED",
        "startTime": "2027-03-01T13:00:00.000Z",
        "endTime": "2027-03-01T13:30:00.000Z",
        "userId": 31790,
        "userPrimaryEmail": "leo.souza@example.com",
        "eventTypeId": 10482,
        "noShowHost": False,
        "payment": [],
        "references": [],
    }
    assert expected.items() <= body.items()
    assert [each["noShow"] for each in body["attendees"]] == [False, False]
    assert body["user"]["username"] == stage.them.owner["username"]


def test_recordings_carry_their_links(stage):
    """One trigger has a link, the other has links by format."""
    stage.subscribe()
    link = "https://app.example.com/recording"
    assert stage.fire("RECORDING_READY", downloadLink=link)["payload"]["downloadLink"] == link
    links = stage.fire("RECORDING_TRANSCRIPTION_GENERATED")["payload"]["downloadLinks"]
    assert {each["format"] for each in links["transcription"]} == {"json", "srt", "txt", "vtt"}
    assert "recording" in links


def test_missing_hosts_and_guests_are_told_with_the_webhook(stage):
    """Cal Video's findings name the booking, the webhook and who is missing."""
    made = stage.subscribe(time=10, timeUnit="MINUTE")
    hosts = stage.fire("AFTER_HOSTS_CAL_VIDEO_NO_SHOW")["payload"]
    assert (hosts["hostEmail"], hosts["bookingUid"]) == ("leo.souza@example.com", "bk4Zr8YqLw2TnVx6")
    assert (hosts["webhook"]["id"], hosts["webhook"]["time"]) == (made["id"], 10)
    guests = stage.fire("AFTER_GUESTS_CAL_VIDEO_NO_SHOW")["payload"]
    assert guests["guests"][0]["email"] == "ana.prado@example.com"
    assert "hostEmail" not in guests


def test_instant_meetings_forms_and_absences_have_shapes_of_their_own(stage):
    """These payloads are no calendar events."""
    stage.subscribe()
    instant = stage.fire("INSTANT_MEETING")["payload"]
    assert {
        "triggerEvent": "INSTANT_MEETING",
        "uid": "bk4Zr8YqLw2TnVx6",
        "eventTypeId": 10482,
    }.items() <= instant.items()
    assert instant["responses"]["name"] == "Ana Maria Prado"
    answers = {"Size": {"value": "12", "response": "12"}, "triggerEvent": {"value": "x", "response": "x"}}
    form = {"formId": "f", "formName": "Intake", "teamId": None, "responses": answers, "userId": 31790, "_x": 1}
    body = stage.fire("FORM_SUBMITTED", form)
    assert body["Size"] == "12"
    assert body["triggerEvent"] == "FORM_SUBMITTED"
    assert body["payload"] == {"formId": "f", "formName": "Intake", "teamId": None, "responses": answers}
    later = stage.fire("FORM_SUBMITTED_NO_EVENT", form, responseId=100)
    assert "Size" not in later
    assert later["payload"]["responseId"] == 100
    absence = stage.fire("OOO_CREATED", {"id": 100, "reasonId": 5, "userId": 31790, "_x": 1})
    assert absence["payload"] == {"oooEntry": {"id": 100, "reasonId": 5, "userId": 31790}}


def test_later_version_sends_calendar_files(stage):
    """The newer version adds calendar entries; names in them cannot break lines."""
    stage.subscribe(version="2026-07-27")
    row = {**stage.booking, "title": "Call\r\nATTACH:x"}
    payload = stage.fire("BOOKING_CANCELLED", row)["payload"]
    assert "METHOD:CANCEL" in payload["attendeeIcsContent"]
    assert "SUMMARY:Call ATTACH x" in payload["organizerIcsContent"].split("\n")
    assert "DTSTART:20270301T130000Z" in payload["organizerIcsContent"].split("\n")
    (delivery,) = stage.deliveries.recorded
    assert delivery.headers["x-cal-webhook-version"] == "2026-07-27"


def test_event_type_may_be_gone(stage):
    """A booking whose event type was deleted is told all the same."""
    stage.subscribe()
    stage.world.remove("event_types", 10482)
    payload = stage.fire("BOOKING_CANCELLED")["payload"]
    assert payload["eventTypeId"] == 10482
    assert stage.fire("MEETING_ENDED")["eventTypeId"] == 10482


def test_body_is_what_it_was_when_it_happened(stage):
    """Later changes of the booking do not change what waits to be sent."""
    stage.subscribe()
    stage.world.emit("BOOKING_CREATED", stage.booking)
    stage.world.put("bookings", stage.booking["uid"], {**stage.booking, "title": "Other"})
    stage.booking["attendees"].clear()
    payload = stage.deliveries.recorded[0].json()["payload"]
    assert (payload["title"][:10], len(payload["attendees"])) == ("Onboarding", 2)


# Headers and templates


def test_body_is_signed(stage):
    """The signature is the hex HMAC-SHA256 of the raw body, without a prefix; without a secret it is a fixed text."""
    stage.subscribe(secret="example-secret")
    stage.subscribe(url=f"{URL}/2")
    stage.subscribe(url=f"{URL}/3", secret="")
    stage.world.emit("BOOKING_CREATED", stage.booking)
    signed, *unsigned = stage.deliveries.recorded
    expected = hmac.new(b"example-secret", signed.body, hashlib.sha256).hexdigest()
    assert signed.headers == {
        "Content-Type": "application/json",
        "X-Cal-Signature-256": expected,
        "x-cal-webhook-version": "2021-10-20",
    }
    assert [each.headers["X-Cal-Signature-256"] for each in unsigned] == ["no-secret-provided"] * 2


def test_signature_is_the_known_one():
    """Checked against a value computed with another program."""
    assert signature("key", b"The quick brown fox jumps over the lazy dog") == (
        "f7bc83f430538424b13298e6aa6fb143ef4d59a14946175997479dbc2d1a3cd8"
    )


def test_template_that_is_json_stays_json(stage):
    """Values go into the template; what comes out is written as JSON."""
    template = '{ "event": "{{triggerEvent}}", "at": "{{createdAt}}", "who": "{{attendees.0.name}}, {{organizer.id}}"}'
    stage.subscribe(payloadTemplate=template, secret="example-secret")
    stage.world.emit("BOOKING_CREATED", stage.booking)
    (delivery,) = stage.deliveries.recorded
    at = "2027-03-01T12:00:00.000Z"
    expected = f'{{"event":"BOOKING_CREATED","at":"{at}","who":"Ana Maria Prado, 31790"}}'
    assert delivery.body.decode() == expected
    assert delivery.headers["Content-Type"] == "application/json"
    assert delivery.headers["X-Cal-Signature-256"] == signature("example-secret", delivery.body)


def test_other_template_is_sent_as_a_form(stage):
    """A template that is no JSON is sent as it is filled."""
    stage.subscribe(payloadTemplate="event={{triggerEvent}}&uid={{uid}}&none={{nothing.at.all}}")
    stage.world.emit("BOOKING_CREATED", stage.booking)
    (delivery,) = stage.deliveries.recorded
    assert delivery.body == b"event=BOOKING_CREATED&uid=bk4Zr8YqLw2TnVx6&none="
    assert delivery.headers["Content-Type"] == "application/x-www-form-urlencoded"


@pytest.mark.parametrize(
    ("template", "filled"),
    [
        ("{{a}}|{{ a }}|{{b.c}}|{{l.0}}|{{l.1.x}}|{{l.9}}|{{l}}", "1|1|2|x|3||x,[object Object]"),
        ("{{yes}}|{{no}}|{{null}}|{{zero}}|{{b}}", "true|false||0|[object Object]"),
        ("{{html}}", '&lt;b&gt; &amp; "&#x27;&#x60;&#x3D;'),
        ("{{{html}}}|{{&html}}", "<b> & \"'`=|<b> & \"'`="),
        ("{{this.a}}|{{b/c}}|{{b.[c]}}", "1|2|2"),
        ("{{#if a}}x{{/if}}|{{> part}}|{{}}|{{a", "x|||{{a"),
        ("{{__class__}}{{a.__class__}}{{l.append}}{{l.-1}}", ""),
    ],
)
def test_templates_fill_as_handlebars_does(template, filled):
    """Paths, lists, escapes and values of all kinds; attributes of Python objects are out of reach."""
    values = {"a": 1, "b": {"c": 2}, "l": ["x", {"x": 3}], "yes": True, "no": False, "null": None, "zero": 0}
    assert fill(template, {**values, "html": "<b> & \"'`="}) == filled


def test_value_that_breaks_the_json_sends_false():
    """Cal.com escapes nothing for JSON: a quotation mark in a value ruins the body, which then is `false`."""
    assert fill('{"title": "{{title}}"}', {"title": 'a "b"'}) == "false"
    assert fill('{"title": "{{title}}"}', {"title": "é"}) == '{"title":"é"}'


@pytest.mark.parametrize(
    ("template", "json"),
    [(None, True), ("", True), ("{}", True), ('{"a":1}', True), ("0", False), ("NaN", False), ("[" * 100_000, False)],
)
def test_content_type_follows_the_template(template, json):
    """Without a template, and with one that is JSON to JavaScript, the body is JSON; else a form."""
    assert content_type(template) == ("application/json" if json else "application/x-www-form-urlencoded")


# Who is told


def told(stage, trigger="BOOKING_CREATED", row=None):
    """The webhooks that an event reaches."""
    before = len(stage.deliveries.recorded)
    stage.world.emit(trigger, row or stage.booking)
    return {each.webhook_id for each in stage.deliveries.recorded[before:]}


def test_only_active_webhooks_of_the_trigger_are_told(stage):
    """A paused webhook and one for other events hear nothing."""
    stage.subscribe("BOOKING_CREATED", "BOOKING_PAID", id="yes")
    stage.subscribe("BOOKING_CREATED", id="paused", url=f"{URL}/2", active=False)
    stage.subscribe("BOOKING_CANCELLED", id="other", url=f"{URL}/3")
    assert told(stage) == {"yes"}


def test_bookings_of_a_user_concern_user_event_type_organization_and_client(stage):
    """Everybody above the booking is told, nobody beside it."""
    client = new_oauth_client(stage.world, 1205, id="client_example_4821")
    host = new_user(
        stage.world, name="Managed", email="m@example.com", managed_by=client["id"], organization_id=1205, id=500
    )
    event_type = new_event_type(stage.world, 500, id=600, slug="managed")
    row = new_booking(stage.world, event_type, host, "bkManaged")
    for id, owner in (
        ("user", ("userId", 500)),
        ("event type", ("eventTypeId", 600)),
        ("organization", ("teamId", 1205)),
        ("client", ("oAuthClientId", "client_example_4821")),
        ("other user", ("userId", 31790)),
        ("other event type", ("eventTypeId", 10482)),
        ("team", ("teamId", 8841)),
        ("other client", ("oAuthClientId", "other")),
    ):
        stage.subscribe("BOOKING_CREATED", id=id, owner=owner)
    assert told(stage, row=row) == {"user", "event type", "organization", "client"}


def test_bookings_of_a_team_concern_team_and_organization(stage):
    """Webhooks of the host do not fire for events of a team; those of the team and what is above it do."""
    lead = stage.them.lead
    event_type = new_event_type(stage.world, None, 8841, id=700, hosts=[lead["id"]])
    row = new_booking(stage.world, event_type, lead, "bkTeam")
    for id, owner in (
        ("team", ("teamId", 8841)),
        ("organization", ("teamId", 1205)),
        ("event type", ("eventTypeId", 700)),
        ("host", ("userId", lead["id"])),
    ):
        stage.subscribe("BOOKING_CREATED", id=id, owner=owner)
    assert told(stage, row=row) == {"team", "organization", "event type"}


def test_copies_of_a_managed_event_type_concern_user_and_team(stage):
    """A copy belongs to its user and to the team that manages it, and hears through the original too."""
    lead = stage.them.lead
    original = new_event_type(stage.world, None, 8841, id=700, slug="managed")
    copy = new_event_type(stage.world, lead["id"], id=701, slug="copy", parentEventTypeId=original["id"])
    row = new_booking(stage.world, copy, lead, "bkCopy")
    for id, owner in (
        ("team", ("teamId", 8841)),
        ("original", ("eventTypeId", 700)),
        ("copy", ("eventTypeId", 701)),
        ("user", ("userId", lead["id"])),
    ):
        stage.subscribe("BOOKING_CREATED", id=id, owner=owner)
    assert told(stage, row=row) == {"team", "original", "copy", "user"}


def test_operations_on_bookings_are_told(stage):
    """What people do to bookings through the operations reaches the webhook, with the reasons they gave."""
    stage.subscribe("BOOKING_CREATED", "BOOKING_RESCHEDULED", "BOOKING_CANCELLED")
    schedule = new_schedule(stage.world, 31790)
    stage.world.put("event_types", 10482, {**stage.event_type, "scheduleId": schedule["id"], "bookingFields": []})
    arguments = {"start": "2027-03-09T14:00:00Z", "eventTypeId": 10482, "attendee": ANA}
    made = BEHAVIOURS["bookings.create"](stage.world, Caller(31790), arguments)
    moved = BEHAVIOURS["bookings.reschedule"](
        stage.world, Caller(31790), {"bookingUid": made["uid"], "start": "2027-03-10T14:00:00Z"}
    )
    reason = {"bookingUid": moved["uid"], "cancellationReason": "Ill"}
    BEHAVIOURS["bookings.cancel"](stage.world, Caller(31790), reason)
    created, rescheduled, cancelled = (each.json()["payload"] for each in stage.deliveries.recorded)
    assert created["uid"] == rescheduled["rescheduleUid"] == made["uid"]
    assert rescheduled["rescheduleStartTime"] == "2027-03-09T14:00:00Z"
    assert rescheduled["uid"] == cancelled["uid"] == moved["uid"]
    assert (cancelled["cancellationReason"], cancelled["cancelledBy"]) == ("Ill", "leo.souza@example.com")


# Beginning and end of meetings


def test_meetings_begin_and_end_when_the_clock_passes_them(stage):
    """Each moment is told once, in order, and a second look tells nothing new."""
    stage.subscribe("MEETING_STARTED", "MEETING_ENDED")

    def after(minutes):
        stage.world.clock.advance(timedelta(minutes=minutes))
        before = len(stage.deliveries.recorded)
        due(stage.world)
        return [each.trigger for each in stage.deliveries.recorded[before:]]

    assert after(59) == []
    assert after(1) == ["MEETING_STARTED"]
    assert after(0) == []
    assert after(30) == ["MEETING_ENDED"]
    assert after(10_000) == []


def test_meetings_that_passed_between_two_looks_are_told(stage):
    """A booking made and passed by the clock before anybody looked is told, across bookings in order of time."""
    stage.subscribe("MEETING_STARTED", "MEETING_ENDED")
    new_booking(stage.world, stage.event_type, stage.them.owner, "bkNext", after=timedelta(minutes=90), id=78)
    stage.world.clock.advance(timedelta(days=3))
    due(stage.world)
    seen = [(each.trigger, each.json()["id"]) for each in stage.deliveries.recorded]
    assert seen == [("MEETING_STARTED", 77), ("MEETING_ENDED", 77), ("MEETING_STARTED", 78), ("MEETING_ENDED", 78)]


@pytest.mark.parametrize("status", ["cancelled", "rejected", "pending"])
def test_only_bookings_that_stand_take_place(stage, status):
    """What was cancelled, declined or never confirmed neither begins nor ends."""
    stage.subscribe("MEETING_STARTED", "MEETING_ENDED")
    due(stage.world)
    stage.world.put("bookings", stage.booking["uid"], {**stage.booking, "status": status})
    stage.world.clock.advance(timedelta(days=1))
    due(stage.world)
    assert stage.deliveries.recorded == []


def test_past_of_the_mock_is_not_told(stage):
    """A meeting that was over when the mock started is old news, one under way still ends."""
    stage.subscribe("MEETING_STARTED", "MEETING_ENDED")
    stage.world.remove("bookings", stage.booking["uid"])
    for id, after in ((1, -60), (2, -10)):
        new_booking(stage.world, stage.event_type, stage.them.owner, f"bk{id}", timedelta(minutes=after), id=id)
    stage.world.clock.advance(timedelta(days=1))
    due(stage.world)
    assert [(each.trigger, each.json()["id"]) for each in stage.deliveries.recorded] == [("MEETING_ENDED", 2)]


def test_clock_that_goes_back_lets_meetings_take_place_again(stage):
    """Another run through the same time tells the same meetings."""
    stage.subscribe("MEETING_STARTED")
    start = stage.world.now()
    for _ in range(2):
        stage.world.clock.advance(timedelta(days=1))
        due(stage.world)
        stage.world.clock.set(start)
        due(stage.world)
    assert [each.trigger for each in stage.deliveries.recorded] == ["MEETING_STARTED"] * 2


def test_looking_costs_nothing_when_nothing_is_new(stage):
    """A look at ten thousand bookings reads none of them again."""

    class Counting(dict):
        reads = 0

        def __reversed__(self):
            for key in super().__reversed__():
                Counting.reads += 1
                yield key

    rows = Counting({f"bk{each}": {**stage.booking, "uid": f"bk{each}"} for each in range(10_000)})
    stage.world.tables["bookings"] = rows
    due(stage.world)
    due(stage.world)
    stage.world.put("bookings", "bkNew", {**stage.booking, "uid": "bkNew"})
    due(stage.world)
    assert Counting.reads <= 10_000 + 3


# Sending and recording


def test_deliveries_wait_until_they_are_sent(stage):
    """Nothing is sent while an event is heard; a drain sends what waits, in order, and records how it went."""
    stage.subscribe()
    stage.world.emit("BOOKING_CREATED", stage.booking)
    stage.world.emit("BOOKING_CANCELLED", stage.booking)
    assert [each.state for each in stage.deliveries.pending] == ["pending", "pending"]
    assert stage.deliveries.due
    sent = []

    def send(url, headers, body):
        sent.append((url, headers["Content-Type"], json.loads(body)["triggerEvent"]))
        return 204

    done = stage.deliveries.drain_sync(send)
    assert sent == [(URL, "application/json", trigger) for trigger in ("BOOKING_CREATED", "BOOKING_CANCELLED")]
    assert done == stage.deliveries.recorded
    assert [(each.state, each.status, each.attempts, each.error) for each in done] == [("delivered", 204, 1, None)] * 2
    assert not stage.deliveries.due
    assert stage.deliveries.drain_sync(send) == []
    assert [each.id for each in done] == ["delivery_1", "delivery_2"]
    assert stage.deliveries.of("BOOKING_CANCELLED") == done[1:]


@pytest.mark.parametrize("kind", ["function", "coroutine function", "object"])
def test_drain_takes_senders_of_all_kinds(stage, kind):
    """A plain function runs in a thread, a coroutine function in the loop."""
    stage.subscribe()
    stage.world.emit("BOOKING_CREATED", stage.booking)
    threads = []

    def plain(url, headers, body):
        threads.append(threading.current_thread())
        return 200

    async def coroutine(url, headers, body):
        threads.append(threading.current_thread())
        return 200

    class Object:
        async def __call__(self, url, headers, body):
            return await coroutine(url, headers, body)

    send = {"function": plain, "coroutine function": coroutine, "object": Object()}[kind]
    (delivery,) = asyncio.run(stage.deliveries.drain(send))
    assert delivery.state == "delivered"
    assert (threads[0] is threading.main_thread()) == (kind != "function")


@pytest.mark.parametrize(
    ("outcome", "status", "error"),
    [
        (500, 500, "HTTP 500"),
        (302, 302, "HTTP 302, not followed"),
        (ConnectionRefusedError("nobody listens"), None, "nobody listens"),
        (TimeoutError(), None, "TimeoutError"),
        (RuntimeError("odd"), None, "odd"),
    ],
)
def test_failures_are_recorded_and_stop_nothing(stage, outcome, status, error):
    """A receiver that fails does not keep the next delivery from being sent."""
    stage.subscribe()
    stage.world.emit("BOOKING_CREATED", stage.booking)
    stage.world.emit("BOOKING_PAID", stage.booking)
    outcomes = [outcome, 200]

    def send(url, headers, body):
        now = outcomes.pop(0)
        if isinstance(now, Exception):
            raise now
        return now

    failed, fine = stage.deliveries.drain_sync(send)
    assert (failed.state, failed.status, failed.error) == ("failed", status, error)
    assert fine.state == "delivered"


def test_assertion_in_a_receiver_is_heard(stage):
    """A test may assert in its receiver: that is no failure of the delivery."""
    stage.subscribe()
    stage.world.emit("BOOKING_CREATED", stage.booking)

    def send(url, headers, body):
        raise AssertionError("wrong body")

    with pytest.raises(AssertionError, match="wrong body"):
        stage.deliveries.drain_sync(send)


def test_what_happens_during_a_drain_waits_for_the_next(stage):
    """A receiver that causes events does not keep a drain going for ever."""
    stage.subscribe()
    stage.world.emit("BOOKING_CREATED", stage.booking)

    def send(url, headers, body):
        stage.world.emit("BOOKING_PAID", stage.booking)
        return 200

    assert [each.trigger for each in stage.deliveries.drain_sync(send)] == ["BOOKING_CREATED"]
    assert [each.trigger for each in stage.deliveries.pending] == ["BOOKING_PAID"]


def test_deliveries_can_be_sent_again(stage):
    """The same message goes out once more, with the same id and signature; attempts count on."""
    stage.subscribe(secret="example-secret")
    stage.world.emit("BOOKING_CREATED", stage.booking)
    answers, bodies = [503, 200], []

    def send(url, headers, body):
        bodies.append((headers["X-Cal-Signature-256"], body))
        return answers.pop(0)

    (delivery,) = stage.deliveries.drain_sync(send)
    assert delivery.state == "failed"
    again = stage.deliveries.resend(delivery.id)
    assert stage.deliveries.resend(delivery.id) is again is delivery
    assert (delivery.state, stage.deliveries.pending) == ("pending", [delivery])
    stage.deliveries.drain_sync(send)
    assert (delivery.state, delivery.status, delivery.attempts, delivery.error) == ("delivered", 200, 2, None)
    assert bodies[0] == bodies[1]
    assert len(stage.deliveries.recorded) == 1
    with pytest.raises(NotFound):
        stage.deliveries.resend("delivery_9")


def test_clearing_forgets_everything(stage):
    """After a reset nothing waits, nothing is recorded, and numbers start anew."""
    stage.subscribe()
    stage.world.emit("BOOKING_CREATED", stage.booking)
    stage.deliveries.clear()
    assert (stage.deliveries.recorded, stage.deliveries.pending) == ([], [])
    stage.world.emit("BOOKING_CREATED", stage.booking)
    assert stage.deliveries.recorded[0].id == "delivery_1"


def test_memory_of_deliveries_is_limited(stage):
    """The oldest are forgotten, also while they wait."""
    deliveries = Deliveries(stage.world, kept=3)
    stage.subscribe()
    for _ in range(5):
        stage.world.emit("BOOKING_CREATED", stage.booking)
    assert [each.id for each in deliveries.recorded] == ["delivery_3", "delivery_4", "delivery_5"]
    assert deliveries.pending == deliveries.recorded
    deliveries.drain_sync(lambda *message: 200)
    stage.world.emit("BOOKING_PAID", stage.booking)
    assert [each.state for each in deliveries.recorded] == ["delivered", "delivered", "pending"]


# Where it may go


def test_what_must_not_be_sent_is_recorded_with_the_reason(stage):
    """A webhook to another machine is recorded in full, kept back, and named as such; allowing the host sends it."""
    stage.subscribe(url="https://hooks.example.com/cal")
    stage.world.emit("BOOKING_CREATED", stage.booking)
    (delivery,) = stage.deliveries.recorded
    assert delivery.state == "refused"
    assert "hooks.example.com is not this machine" in delivery.error
    assert delivery.json()["triggerEvent"] == "BOOKING_CREATED"
    assert not stage.deliveries.due
    assert stage.deliveries.resend(delivery.id).state == "refused"
    stage.deliveries.allowed_hosts.add("hooks.example.com")
    stage.deliveries.resend(delivery.id)
    stage.deliveries.drain_sync(lambda *message: 200)
    assert (delivery.state, delivery.attempts) == ("delivered", 1)


@pytest.mark.parametrize(
    "url",
    [
        "http://127.0.0.1/",
        "http://127.0.0.1:9000/cal?x=1#y",
        "https://127.255.255.254/",
        "http://localhost:8080/hook",
        "http://LOCALHOST/hook",
        "HTTP://127.0.0.1",
        "http://[::1]:9000/",
        "http://[0:0:0:0:0:0:0:1]/",
    ],
)
def test_this_machine_may_be_told(url):
    """Loopback addresses and `localhost` are always possible."""
    assert refusal(url) is None
    assert may_send(url)


REFUSED = [
    "https://hooks.example.com/",
    "http://10.0.0.5/",
    "http://192.168.1.1/",
    "http://128.0.0.1/",
    "http://126.255.255.255/",
    "http://[2001:db8::1]/",
    "http://localtest.example.com/",
    "http://127.0.0.1.example.com/",
    "http://localhost.example.com/",
    "http://mylocalhost/",
]
NEVER = [
    "http://2130706433/",  # 127.0.0.1 as one number
    "http://0177.0.0.1/",  # octal
    "http://127.0.0.01/",
    "http://0x7f.0.0.1/",
    "http://0x7f000001/",
    "http://127.1/",
    "http://127.0.1/",
    "http://127.0.0.1./",
    "http://localhost./",
    "http://0.0.0.0/",
    "http://0/",
    "http://[::]/",
    "http://[::ffff:127.0.0.1]/",
    "http://[::ffff:7f00:1]/",
    "http://[::127.0.0.1]/",
    "http://[::2]/",
    "http://[64:ff9b::7f00:1]/",
    "http://[2002:7f00:1::]/",
    "http://[::1%25lo]/",
    "http://[::1%lo]/",
    "http://[127.0.0.1]/",
    "http://[v1.x]/",
    "http://[::1/",
    "http://169.254.169.254/latest/meta-data/",
    "http://[fe80::1]/",
    "http://224.0.0.1/",
    "http://user@127.0.0.1/",
    "http://user:password@127.0.0.1/",
    "http://127.0.0.1@evil.example.com/",
    "http://evil.example.com@127.0.0.1/",
    "http://@127.0.0.1/",
    "http://127.0.0.1\\@evil.example.com/",
    "http://evil.example.com\\.127.0.0.1/",
    "http://127.0.0.1%2f.evil.example.com/",
    "http://%6cocalhost/",
    "http://\uff11\uff12\uff17.0.0.1/",  # full-width digits
    "http://\u24dbocalhost/",  # a letter in a circle
    "http://127\u30020\u30020\u30021/",  # full stops of Chinese
    "http://127.0.0.1 /",
    " http://127.0.0.1/",
    "http://127.0.0.1/\r\nHost: evil",
    "http://127.0.0.1\t/",
    "http://127.0.0.1:0/",
    "http://127.0.0.1:99999/",
    "http://127.0.0.1:80:81/",
    "http://127.0.0.1:/",
    "http://127.0.0.1:8x/",
    "http:///path",
    "http://",
    "//127.0.0.1/",
    "127.0.0.1",
    "ftp://127.0.0.1/",
    "file:///etc/passwd",
    "gopher://127.0.0.1/",
    "javascript:alert(1)",
    "",
]


@pytest.mark.parametrize("url", REFUSED + NEVER)
def test_nothing_else_is_told(url):
    """Other machines, and every disguise of an address, are refused with a reason."""
    assert refusal(url)
    assert not may_send(url)


@pytest.mark.parametrize("url", REFUSED)
def test_hosts_can_be_allowed_by_name(url):
    """An allowed host is possible, in any case and also for one port only."""
    host = targets.urlsplit(url).hostname
    assert may_send(url, [host.upper()])
    assert not may_send(url, [f"{host}:9999"])
    assert may_send(url.replace(".com/", ".com:9999/"), [f"{host}:9999"]) == ("example.com" in url)


@pytest.mark.parametrize("url", NEVER)
def test_disguises_cannot_be_allowed(url):
    """What is written oddly stays refused, whatever is allowed."""
    allowed = ["2130706433", "127.1", "0.0.0.0", "0", "169.254.169.254", "::", "evil.example.com", "127.0.0.1", "[::1]"]
    allowed += ["localhost.", "127.0.0.1.", "%6cocalhost", "127.0.0.1%2f.evil.example.com"]
    assert not may_send(url, allowed)


class Receiver(BaseHTTPRequestHandler):
    """Answers what the path says and keeps what came."""

    def do_POST(self):
        body = self.rfile.read(int(self.headers["Content-Length"]))
        self.server.seen.append((self.path, dict(self.headers), body))
        status = int(self.path.rpartition("/")[2].partition("?")[0] or 200)
        self.send_response(status)
        if 300 <= status < 400:
            self.send_header("Location", f"http://127.0.0.1:{self.server.server_port}/200")
        self.send_header("Content-Length", "2")
        self.end_headers()
        self.wfile.write(b"ok")

    def log_message(self, *args):
        pass


@pytest.fixture
def receiver():
    with HTTPServer(("127.0.0.1", 0), Receiver) as server:
        server.seen = []
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        yield server
        server.shutdown()
        thread.join()


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost"])
def test_sender_delivers_over_http(stage, receiver, host):
    """The receiver gets path, query, headers and the very bytes that were signed."""
    stage.subscribe(url=f"http://{host}:{receiver.server_port}/200?who=leo", secret="example-secret")
    stage.world.emit("BOOKING_CREATED", stage.booking)
    (delivery,) = stage.deliveries.drain_sync()
    assert (delivery.state, delivery.error) == ("delivered", None)
    ((path, headers, body),) = receiver.seen
    assert path == "/200?who=leo"
    assert headers["X-Cal-Signature-256"] == signature("example-secret", body)
    assert headers["Host"] == f"{host}:{receiver.server_port}"
    assert body == delivery.body


def test_sender_in_the_event_loop(stage, receiver):
    """The server drains without blocking."""
    stage.subscribe(url=f"http://127.0.0.1:{receiver.server_port}/")
    stage.world.emit("BOOKING_CREATED", stage.booking)
    (delivery,) = asyncio.run(stage.deliveries.drain())
    assert delivery.state == "delivered"
    assert receiver.seen[0][0] == "/"


def test_redirects_are_not_followed(receiver):
    """A receiver on this machine cannot send the mock elsewhere."""
    assert Sender()(f"http://127.0.0.1:{receiver.server_port}/307", {}, b"{}") == 307
    assert len(receiver.seen) == 1


def test_sender_checks_for_itself(receiver):
    """Whoever uses the sender directly is bound by the same rule."""
    with pytest.raises(Refused):
        Sender()(f"http://2130706433:{receiver.server_port}/200", {}, b"{}")
    assert receiver.seen == []


@pytest.mark.parametrize(
    ("host", "addresses"),
    [
        ("localhost", ["10.0.0.5"]),
        ("localhost", ["127.0.0.1", "10.0.0.5"]),
        ("hooks.example.com", ["169.254.169.254"]),
        ("hooks.example.com", ["::ffff:169.254.169.254"]),
        ("hooks.example.com", ["93.184.216.34", "0.0.0.0"]),
        ("hooks.example.com", []),
    ],
)
def test_names_that_resolve_elsewhere_are_refused(host, addresses):
    """A name counts as what it resolves to: `localhost` must be this machine, and no name a metadata service."""
    sender = Sender(["hooks.example.com"], resolve=lambda name, port: addresses)
    with pytest.raises(Refused):
        sender(f"http://{host}/", {}, b"{}")


def test_name_is_resolved_once_and_the_checked_address_is_used(receiver):
    """The connection goes to the address that was checked, whatever the name says a moment later."""
    answers = [["127.0.0.1"], ["10.0.0.5"]]
    sender = Sender(["hooks.example.com"], resolve=lambda name, port: answers.pop(0))
    assert sender(f"http://hooks.example.com:{receiver.server_port}/200", {}, b"{}") == 200
    assert len(answers) == 1
    assert receiver.seen[0][1]["Host"] == f"hooks.example.com:{receiver.server_port}"


def test_receiver_that_says_nothing_is_given_up():
    """A receiver that never answers costs the time limit, no more, and one that is not there nothing."""
    with socket.create_server(("127.0.0.1", 0)) as silent:
        url = f"http://127.0.0.1:{silent.getsockname()[1]}/"
        with pytest.raises(TimeoutError):
            Sender(timeout=0.05)(url, {}, b"{}")
    with pytest.raises(OSError, match="refused"):
        Sender()(url, {}, b"{}")


def test_times_in_payloads_are_readable(stage):
    """Whatever the style, each time in a payload can be read and means the same moment."""
    stage.subscribe()
    start = datetime.fromisoformat(stage.booking["start"])
    for trigger in ("BOOKING_CREATED", "BOOKING_CANCELLED", "BOOKING_REJECTED"):
        assert datetime.fromisoformat(stage.fire(trigger)["payload"]["startTime"]) == start


# Not to the mock itself


@pytest.fixture
def served():
    """A mock on a port, which tenants can reach."""
    mock = Mock(now=NOW, running=False)
    with on_port(mock) as port:
        yield mock, port


@pytest.mark.parametrize("host", ["localhost", "LOCALHOST", "127.0.0.1", "127.8.8.8", "[::1]", "[0:0::1]"])
@pytest.mark.parametrize("path", ["/_mock/reset", "/%5Fmock/reset", "/v2/bookings"])
def test_the_mock_itself_is_told_nothing(served, host, path):
    """Under no address of this machine: it is kept back as soon as it is known."""
    mock, port = served
    mock.deliveries.clear()
    webhook = mock.seed.webhook(f"http://{host}:{port}{path}", "BOOKING_CREATED")
    mock.world.emit("BOOKING_CREATED", mock.seed.booking(mock.seed.event_type()))
    (delivery,) = mock.deliveries.of(webhook_id=webhook["id"])
    assert (delivery.state, delivery.error[-15:]) == ("refused", "the mock itself")
    assert delivery not in mock.deliveries.pending


def test_no_name_leads_to_the_mock_itself(receiver):
    """What a name stands for is seen when it is sent to; the same address on another port is fine."""
    own = socket.create_server(("127.0.0.1", 0))
    port = own.getsockname()[1]
    with own:
        for address in ("127.0.0.1", "127.9.9.9"):
            sender = Sender(["hooks.example.com"], resolve=lambda *_, it=address: [it], own_ports=[port])
            with pytest.raises(Refused, match="the mock itself"):
                sender(f"http://hooks.example.com:{port}/", {}, b"{}")
        own.settimeout(0)
        with pytest.raises(BlockingIOError):
            own.accept()
    sender = Sender(["hooks.example.com"], resolve=lambda *_: ["127.0.0.1"], own_ports=[port])
    assert 200 == sender(f"http://hooks.example.com:{receiver.server_port}/200", {}, b"{}")


def test_an_own_address_is_known_and_others_are_not():
    """Only what can be listened on is this machine's."""
    assert targets._is_of_this_machine("127.0.0.1")
    assert targets._is_of_this_machine("::1")
    assert not targets._is_of_this_machine("192.0.2.7")


@pytest.mark.parametrize("path", ["/_mock/reset", "/_mock/faults", "/%5Fmock/reset", "/"])
def test_a_webhook_that_arrives_on_a_detour_has_no_rights(served, path):
    """Through a proxy, or from another mock on this machine: what it is stands in its headers."""
    mock, port = served
    before = mock.seed.webhook("http://127.0.0.1:9/", "BOOKING_PAID")["id"]
    headers = {"X-Cal-Signature-256": "no-secret-provided"}
    assert 403 == Sender()(f"http://127.0.0.1:{port}{path}", headers, b'{"fault":"status=503"}')
    assert before in mock.world.table("webhooks")
    assert 0 == len(mock.faults)


def test_a_webhook_books_nothing_in_the_mock(served):
    """At the doors as well, where each booking would cause the next."""
    mock, port = served
    count = len(mock.world.table("bookings"))
    headers = {"X-Cal-Signature-256": "no-secret-provided", "cal-api-version": "2024-08-13"}
    assert 403 == Sender()(f"http://127.0.0.1:{port}/v2/bookings", headers, b"{}")
    assert count == len(mock.world.table("bookings"))


# Slow receivers


class Dripping:
    """A receiver that begins to answer, a byte each second as long as somebody listens, and never ends."""

    def __init__(self, beginning=b"", seconds=1):
        self.beginning, self.seconds, self.dripped, self.came = beginning, seconds, 0, 0

    async def __call__(self, reader, writer):
        self.came += 1
        writer.write(self.beginning)
        try:
            while True:
                writer.write(b"1")
                await writer.drain()
                self.dripped += 1
                asyncio.get_running_loop().passed += self.seconds
                await asyncio.sleep(0)
        except ConnectionError:
            pass
        finally:
            writer.close()


@asynccontextmanager
async def listening(receiver):
    """A receiver on a port, and its address."""
    async with await asyncio.start_server(receiver, "127.0.0.1", 0) as server:
        yield f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}/"


BEGINNINGS = [b"", b"HTTP/1.1 200 OK\r\nx-header: ", b"HTTP/1.1 103 Early\r\n\r\nHTTP/1.1 "]


@pytest.mark.parametrize("beginning", BEGINNINGS, ids=["status line", "headers", "informational"])
def test_the_time_limit_is_for_the_whole_answer(beginning):
    """Every byte came in time, but not the answer."""
    receiver = Dripping(beginning)

    async def run():
        with pytest.raises(TimeoutError, match="no answer within"):
            async with listening(receiver) as url:
                await Sender().post(url, {}, b"{}")

    loops.run(run)
    assert receiver.dripped >= 5


def test_a_body_is_not_waited_for():
    """The status and the headers say all there is to know."""
    receiver = Dripping(b"HTTP/1.1 200 OK\r\ncontent-length: 1000000\r\n\r\n", seconds=0)

    async def run():
        async with listening(receiver) as url:
            return await Sender().post(url, {}, b"{}")

    assert 200 == loops.run(run)


def test_one_slow_receiver_delays_nobody_else(stage):
    """Everybody else has been told when the slow one has not; and the end waits for none."""
    urls = [f"http://127.0.0.1:9/{number}" for number in range(40)]
    for url in urls:
        stage.subscribe(url=url)
    stage.world.emit("BOOKING_CREATED", stage.booking)
    stage.world.emit("BOOKING_PAID", stage.booking)
    told, at_once, most = [], 0, 0

    async def run():
        everybody_else = asyncio.Event()

        async def send(url, headers, body):
            nonlocal at_once, most
            at_once += 1
            most = max(most, at_once)
            if url == urls[0]:
                await asyncio.Event().wait()
            await asyncio.sleep(0)
            at_once -= 1
            told.append((url, json.loads(body)["triggerEvent"]))
            if len(told) == 2 * len(urls) - 2:
                everybody_else.set()
            return 200

        draining = asyncio.create_task(stage.deliveries.drain(send))
        await everybody_else.wait()
        draining.cancel()
        await asyncio.gather(draining, return_exceptions=True)

    asyncio.run(run())
    assert 16 == most
    for url in urls[1:]:
        assert ["BOOKING_CREATED", "BOOKING_PAID"] == [trigger for each, trigger in told if each == url]
    assert "BOOKING_PAID" in [each.trigger for each in stage.deliveries.pending]


def test_a_receiver_is_told_one_thing_after_the_other(stage):
    """By whoever drains: what waits for it is not due before it has answered."""
    stage.subscribe()
    stage.world.emit("BOOKING_CREATED", stage.booking)
    stage.world.emit("BOOKING_PAID", stage.booking)

    async def run():
        asked, answered = asyncio.Event(), asyncio.Event()

        async def send(url, headers, body):
            asked.set()
            await answered.wait()
            return 200

        first = asyncio.create_task(stage.deliveries.drain(send))
        await asked.wait()
        assert not stage.deliveries.due
        assert [] == await stage.deliveries.drain(send)
        answered.set()
        return await first

    assert ["BOOKING_CREATED", "BOOKING_PAID"] == [each.trigger for each in asyncio.run(run())]


def test_a_name_that_is_looked_up_for_ever_keeps_nobody_waiting():
    """The time limit holds for it, too, and so does the end of the loop."""
    asked, over = threading.Event(), threading.Event()

    def resolve(host, port):
        asked.set()
        over.wait()
        return []

    with pytest.raises(TimeoutError):
        Sender(["hooks.example.com"], timeout=0.05, resolve=resolve)("http://hooks.example.com/", {}, b"{}")
    asked.wait()
    over.set()


NO_ANSWERS = [
    b"",
    b"SSH-2.0-OpenSSH\r\n",
    b"HTTP/1.1 20\r\n\r\n",
    b"HTTP/1.1 099 x\r\n\r\n",
    b"H" * 100_000,
    b"HTTP/1.1 100 C\r\n\r\n",
]


@pytest.mark.parametrize("answer", NO_ANSWERS, ids=range(len(NO_ANSWERS)))
def test_what_is_no_answer_is_none(answer):
    """It is told as such, whatever a receiver says."""

    async def run():
        async def receive(reader, writer):
            await reader.readuntil(b"{}")
            writer.write(answer)
            writer.close()

        async with listening(receive) as url:
            with pytest.raises((HTTPException, ConnectionError)):
                await Sender().post(url, {}, b"{}")

    asyncio.run(run())
