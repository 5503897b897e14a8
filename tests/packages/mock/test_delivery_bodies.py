"""What webhooks are sent: bodies, headers, templates, and times that can be read."""

import hashlib
import hmac
from datetime import datetime, timedelta

import pytest
import toolzz_cal_mock.world.booking_changes
import toolzz_cal_mock.world.booking_moves
import toolzz_cal_mock.world.bookings  # noqa: F401
from toolzz_cal_mock.deliveries import signature
from toolzz_cal_mock.templates import content_type, fill
from toolzz_cal_mock.world import booking_rows
from toolzz_cal_mock.world.connections import new_credential
from toolzz_cal_mock.world.event_type_rows import new_event_type

from tests.support.deliveries import ANA, URL, new_booking

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
        "usernameInOrg": stage.them.owner["username"],
        "timeZone": "America/Sao_Paulo",
        "language": {"locale": "en"},
        "timeFormat": "h:mma",
        "utcOffset": -180,
    }
    ana, guest = payload["attendees"]
    assert (ana["firstName"], ana["lastName"], ana["utcOffset"]) == ("", "", -180)
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
    """The labels are those of the form; attendees have phone numbers instead of first and last names."""
    stage.subscribe()
    payload = stage.fire("BOOKING_CANCELLED")["payload"]
    assert payload["responses"]["name"] == {
        "label": "your_name",
        "value": "Ana Maria Prado",
        "isHidden": False,
    }
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
    told = payload["responses"].items()
    values = {name: each["value"] for name, each in told if name not in ("location", "guests") and "value" in each}
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
    assert payload["metadata"]["videoCallUrl"] == "https://meet.example.com/leo"
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
    assert message == "ana.prado@example.com unmarked as no-show, guest@example.com unmarked as no-show"


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
    (delivery,) = stage.deliveries
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
    payload = stage.deliveries[0].json()["payload"]
    assert (payload["title"][:10], len(payload["attendees"])) == ("Onboarding", 2)


# Headers and templates


def test_body_is_signed(stage):
    """The signature is the hex HMAC-SHA256 of the raw body, without a prefix; without a secret it is a fixed text."""
    stage.subscribe(secret="example-secret")
    stage.subscribe(url=f"{URL}/2")
    stage.subscribe(url=f"{URL}/3", secret="")
    stage.world.emit("BOOKING_CREATED", stage.booking)
    signed, *unsigned = stage.deliveries
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
    (delivery,) = stage.deliveries
    at = "2027-03-01T12:00:00.000Z"
    expected = f'{{"event":"BOOKING_CREATED","at":"{at}","who":"Ana Maria Prado, 31790"}}'
    assert delivery.body.decode() == expected
    assert delivery.headers["Content-Type"] == "application/json"
    assert delivery.headers["X-Cal-Signature-256"] == signature("example-secret", delivery.body)


def test_other_template_is_sent_as_a_form(stage):
    """A template that is no JSON is sent as it is filled."""
    stage.subscribe(payloadTemplate="event={{triggerEvent}}&uid={{uid}}&none={{nothing.at.all}}")
    stage.world.emit("BOOKING_CREATED", stage.booking)
    (delivery,) = stage.deliveries
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


# Where it may go


def test_times_in_payloads_are_readable(stage):
    """Whatever the style, each time in a payload can be read and means the same moment."""
    stage.subscribe()
    start = datetime.fromisoformat(stage.booking["start"])
    for trigger in ("BOOKING_CREATED", "BOOKING_CANCELLED", "BOOKING_REJECTED"):
        assert datetime.fromisoformat(stage.fire(trigger)["payload"]["startTime"]) == start
