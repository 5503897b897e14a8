"""Models by example: how they are made, changed, compared, shown and refused."""

from __future__ import annotations

import copy
import inspect
import json
import pickle
from datetime import UTC, date, datetime, timedelta, timezone

import pytest
from toolzz_cal.errors import DecodeError
from toolzz_cal.models import (
    Attendee,
    AttendeeInput,
    AvailableSlots,
    Booking,
    BookingHost,
    CalcomIntegration,
    ScheduleOverride,
    Slot,
    Webhook,
)

from tests.support.models import MODELS, attribute, differences, example, letters, model, plain, properties, schema
from tests.support.tables import every

every_model = every("name", MODELS)
SECRET = "example-secret-1f6c"


@pytest.fixture
def booking():
    """A booking as Cal.com answers it, with a key that no schema has and one that is null."""
    return {
        "id": 904417,
        "uid": "bk4Zr8YqLw2TnVx6",
        "title": "Onboarding call",
        "hosts": [{"id": 31790, "name": "Leo Souza", "username": "leo-souza", "shoeSize": 42}],
        "status": "accepted",
        "start": "2027-03-09T14:00:00.000Z",
        "end": "2027-03-09T11:30:00-03:00",
        "duration": 30,
        "eventType": {"id": 10482, "slug": "onboarding"},
        "absentHost": False,
        "createdAt": "2027-03-02T10:15:00.123456789Z",
        "rating": None,
        "attendees": [{"name": "Ana Prado", "email": "ana.prado@example.com", "timeZone": "UTC", "absent": False}],
        "guests": ["rui.lima@example.com"],
        "seatsLeft": {"morning": [1, 2.0, None]},
    }


def test_a_booking_is_typed(booking):
    """Nested objects are models, timestamps datetimes, lists lists of them."""
    read = Booking.from_dict(booking)
    assert isinstance(read.hosts[0], BookingHost)
    assert isinstance(read.attendees[0], Attendee)
    assert read.event_type.slug == "onboarding"
    assert datetime(2027, 3, 9, 14, tzinfo=UTC) == read.start
    assert timedelta(hours=-3) == read.end.utcoffset()
    assert datetime(2027, 3, 2, 10, 15, 0, 123456, UTC) == read.created_at
    assert read.guests == ["rui.lima@example.com"]
    assert read.mismatches == ()
    assert letters(booking) == letters(read.to_dict())


def test_absent_null_and_unknown(booking):
    """An absent key and a null one are None; unknown keys are in `extra` of the model they belong to."""
    read = Booking.from_dict(booking)
    assert read.rating is None
    assert read.description is None
    assert {"rating"} == read.nulls
    assert read.extra == {"seatsLeft": {"morning": [1, 2.0, None]}}
    assert read.hosts[0].extra == {"shoeSize": 42}


def test_mismatches_say_where(booking):
    """A mismatch names the place in the answer's own names, what came and what was expected; the value stays."""
    booking["attendees"][0]["email"] = 7
    booking["guests"] = ["a@example.com", 8]
    booking["hosts"] = [{"id": "31790", "name": None, "username": "leo-souza"}, "somebody"]
    booking["start"] = "2027-03-09T14:00:00"
    booking["duration"] = 30.0
    booking["absentHost"] = 1
    booking["eventType"] = []
    del booking["uid"]
    read = Booking.from_dict(booking)
    wanted = {
        ("attendees[0].email", 7, "string"),
        ("guests[1]", 8, "string"),
        ("hosts[0].id", "31790", "integer"),
        ("hosts[1]", "somebody", "object"),
        ("start", "2027-03-09T14:00:00", "date-time"),
        ("absentHost", 1, "boolean"),
        ("uid", None, "string"),
    }
    assert wanted == {tuple(each) for each in read.mismatches if each.value != []}
    assert [tuple(each) for each in read.mismatches if each.value == []] == [("eventType", [], "object")]
    assert (read.attendees[0].email, read.hosts[1], read.event_type) == (7, "somebody", [])
    assert read.start == "2027-03-09T14:00:00"
    assert isinstance(read.duration, float)
    assert letters(booking) == letters(read.to_dict())


def test_an_absent_required_key_is_recorded_though_it_may_be_null():
    """A required key is missing when it is absent, also where null would be a fine value for it."""
    complete = {"id": 31790, "name": None, "username": "leo-souza"}
    assert BookingHost.from_dict(complete).mismatches == ()
    del complete["name"]
    assert [tuple(each) for each in BookingHost.from_dict(complete).mismatches] == [("name", None, "string")]


def test_a_map_of_lists_takes_no_single_object():
    """Slots come as a list for each day; a day that holds something else stays as it came and is recorded."""
    data = {"slots": {"2027-03-09": [{"time": "2027-03-09T14:00:00Z"}, 7], "2027-03-10": {"time": "x"}, "later": None}}
    read = AvailableSlots.from_dict(data)
    assert datetime(2027, 3, 9, 14, tzinfo=UTC) == read.slots["2027-03-09"][0].time
    wanted = [
        ("slots.2027-03-09[1]", 7, "object"),
        ("slots.2027-03-10", {"time": "x"}, "array"),
        ("slots.later", None, "array"),
    ]
    assert wanted == [tuple(each) for each in read.mismatches]
    assert data == read.to_dict()


def test_strict_mode_raises_for_mismatches_alone(booking):
    """Strict mode accepts unknown keys, nulls of keys that may be absent and unknown enum values, and no wrong type."""
    booking["status"] = "on_hold"
    assert Booking.from_dict(booking, strict=True).status == "on_hold"
    booking["id"], booking["attendees"][0]["absent"] = True, "no"
    with pytest.raises(DecodeError, match=r"Booking.*id is no integer.*attendees\[0\]\.absent is no boolean") as caught:
        Booking.from_dict(booking, strict=True)
    assert [each.path for each in caught.value.mismatches] == ["id", "attendees[0].absent"]


def test_strict_mode_raises_for_an_absent_required_key(booking):
    """An object without its required keys is refused in strict mode, like one with keys of the wrong type."""
    del booking["hosts"]
    with pytest.raises(DecodeError, match="hosts is no array"):
        Booking.from_dict(booking, strict=True)


@every("data", [None, [], "{}", 7, True, b"{}", [("id", 1)]])
def test_only_an_object_is_read(data):
    """What is no JSON object is refused in words, by a model with required keys and by one without."""
    for name in ("Booking", "Slot"):
        with pytest.raises(TypeError, match=rf"from_dict\(\) takes a dict, not {type(data).__name__}"):
            model(name).from_dict(data)


@pytest.mark.parametrize(
    "text",
    [
        "2027-03-09T14:00:00Z",
        "2027-03-09T14:00:00.0Z",
        "2027-03-09T14:00:00.000Z",
        "2027-03-09T14:00:00.120+00:00",
        "2027-03-09T14:00:00.123456Z",
        "2027-03-09T14:00:00.123456789Z",
        "2027-03-09T14:00:00-03:00",
        "2027-03-09T19:45:00.5+05:45",
        "2027-03-09T14:00:00-00:00",
    ],
)
def test_cal_timestamps_go_back_as_they_came(booking, text):
    """Digits and zone of a timestamp are kept, although a datetime holds neither all digits nor the zone's spelling."""
    booking["start"] = text
    read = Booking.from_dict(booking, strict=True)
    assert read.start.year == 2027
    assert text == read.to_dict()["start"]


@pytest.mark.parametrize(
    "text", ["2027-03-09", "2027-03-09T14:00:00", "14:00", "", "2027-02-30T14:00:00Z", "soon", 1772200000]
)
def test_what_names_no_moment_is_recorded(booking, text):
    """A date, a time without zone, an impossible day and a number are no date-time."""
    booking["start"] = text
    read = Booking.from_dict(booking)
    assert [("start", text, "date-time")] == [tuple(each) for each in read.mismatches]
    assert text == read.start == read.to_dict()["start"]


def _integration(**changes):
    return {**example(schema("CalcomIntegration")), **changes}


@pytest.mark.parametrize(
    ("text", "micros"), [("2024-10-02 18:15:40.123456", 123456), ("2024-10-02 18:15:40.789", 789000)]
)
def test_toolzz_timestamps_go_back_as_they_came(text, micros):
    """Both forms of the platform, with 6 and 3 digits, are datetimes without a zone and keep their digits."""
    read = CalcomIntegration.from_dict(_integration(createdAt=text, updatedAt=text), strict=True)
    assert datetime(2024, 10, 2, 18, 15, 40, micros) == read.created_at == read.updated_at
    assert (text, text) == (read.to_dict()["createdAt"], read.to_dict()["updatedAt"])


def test_a_changed_toolzz_timestamp_keeps_its_number_of_digits():
    """A new value of a timestamp without zone is written like the one it replaces."""
    read = CalcomIntegration.from_dict(
        _integration(createdAt="2024-10-02 18:15:40.123456", updatedAt="2024-10-02 18:15:40.789")
    )
    read.created_at = read.updated_at = datetime(2027, 3, 9, 14)
    sent = read.to_dict()
    assert sent["createdAt"] == "2027-03-09 14:00:00.000000"
    assert sent["updatedAt"] == "2027-03-09 14:00:00.000"


def test_a_changed_timestamp_is_written_in_utc(booking):
    """A new moment is written in UTC with Z; the same moment in another zone is a new value too."""
    read = Booking.from_dict(booking)
    read.start = datetime(2027, 3, 10, 9, 30, tzinfo=timezone(timedelta(hours=-3)))
    read.end = read.end.astimezone(UTC)
    sent = read.to_dict()
    assert sent["start"] == "2027-03-10T12:30:00Z"
    assert sent["end"] == "2027-03-09T14:30:00Z"
    assert booking["createdAt"] == sent["createdAt"]


def test_a_date_is_a_date():
    """A date goes in and out as text of ten characters."""
    read = ScheduleOverride.from_dict({"date": "2027-12-24", "startTime": "09:00", "endTime": "12:00"}, strict=True)
    assert date(2027, 12, 24) == read.date
    read.date = date(2027, 12, 31)
    assert read.to_dict()["date"] == "2027-12-31"


def test_changes_show_in_what_is_sent(booking):
    """Changed attributes, also of nested models and lists, are sent; None takes a key away; the rest stays."""
    read = Booking.from_dict(booking)
    read.title = "Another title"
    read.guests = None
    read.description = "Now with one"
    read.attendees[0].email = "ana@example.com"
    read.attendees.append(Attendee.from_dict({"name": "Leo Souza", "vip": True}))
    wanted = {**booking, "title": "Another title", "description": "Now with one"}
    del wanted["guests"]
    wanted["attendees"] = [{**booking["attendees"][0], "email": "ana@example.com"}, {"name": "Leo Souza", "vip": True}]
    assert letters(wanted) == letters(read.to_dict())
    assert wanted["rating"] is None


def test_a_null_can_be_given_a_value_and_taken_back(booking):
    """A key that came as null is sent with the value it is given, and as null again once that is None again."""
    read = Booking.from_dict(booking)
    read.rating = 5
    assert read.to_dict()["rating"] == 5
    read.rating = None
    assert letters(booking) == letters(read.to_dict())


def test_what_is_sent_is_a_new_object(booking):
    """Changing the result of `to_dict` does not change the model."""
    read = Booking.from_dict(booking)
    sent = read.to_dict()
    sent["title"] = "Changed"
    sent["hosts"].clear()
    sent["guests"].append("x")
    sent["eventType"]["slug"] = "changed"
    assert letters(booking) == letters(read.to_dict())


def test_deep_data_is_kept(booking):
    """Data of any shape stays, however deep it is nested."""
    deep: object = "bottom"
    for _ in range(150):
        deep = {"down": [deep]}
    booking["metadata"] = booking["unknown"] = deep
    read = Booking.from_dict(json.loads(json.dumps(booking)))
    assert letters(booking) == letters(read.to_dict())
    assert read.mismatches == ()


@every_model
def test_constructors_take_keywords_only(name):
    """Every argument of a constructor is a keyword with a key's attribute name; only those not always there default."""
    parameters = inspect.signature(model(name)).parameters
    assert [attribute(name, key) for key in properties(name)] == list(parameters)
    assert {inspect.Parameter.KEYWORD_ONLY} == {each.kind for each in parameters.values()}
    for key, node in properties(name).items():
        is_there = key in schema(name).get("required", []) or node.get("x-usual", False)
        optional = not is_there or plain(node)[2] or not plain(node)[1]
        assert optional == (parameters[attribute(name, key)].default is None), key
    with pytest.raises(TypeError):
        model(name)("positional")


def test_a_subclass_is_made_as_its_model():
    """A class of a user's own that is derived from a model has its constructor, and its reader."""

    class Guest(AttendeeInput):
        """Somebody."""

    assert inspect.signature(AttendeeInput).parameters == inspect.signature(Guest).parameters
    given = {"name": "Ana Prado", "timeZone": "UTC"}
    assert given == Guest(name="Ana Prado", time_zone="UTC").to_dict() == Guest.from_dict(given).to_dict()


@every_model
def test_a_constructed_model_equals_a_read_one(name):
    """A model made from attributes is the same JSON object as the one they were read from."""
    read = model(name).from_dict(example(schema(name)))
    made = model(name)(**{attribute(name, key): getattr(read, attribute(name, key)) for key in properties(name)})
    assert letters(read.to_dict()) == letters(made.to_dict())
    assert read == made
    assert (frozenset(), {}, ()) == (made.nulls, made.extra, made.mismatches)


def test_a_constructed_model_leaves_out_what_is_none():
    """What is not given is not sent; what must be given is asked for by name."""
    made = AttendeeInput(name="Ana Prado", email="ana.prado@example.com", time_zone="America/Sao_Paulo")
    assert made.to_dict() == {"name": "Ana Prado", "email": "ana.prado@example.com", "timeZone": "America/Sao_Paulo"}
    with pytest.raises(TypeError, match=r"AttendeeInput\(\) lacks the arguments name, time_zone"):
        AttendeeInput(email="ana.prado@example.com")


def test_unknown_attributes_are_refused(booking):
    """A misspelt attribute is an error, in the constructor, when it is set and when it is read."""
    read = Booking.from_dict(booking)
    with pytest.raises(TypeError, match="titel"):
        AttendeeInput(titel="x", name="Ana Prado", email="ana.prado@example.com", time_zone="UTC")
    with pytest.raises(AttributeError, match="titel"):
        read.titel = "x"
    with pytest.raises(AttributeError, match=r"'Booking'.*'titel'"):
        _ = read.titel


def test_models_compare_by_content(booking):
    """Models of one class are equal when they stand for the same object, and equal nothing else; they have no hash."""
    read = Booking.from_dict(booking)
    assert read == Booking.from_dict(copy.deepcopy(booking))
    assert read != Booking.from_dict({**booking, "unknown": 1})
    assert read != Booking.from_dict({**booking, "rating": 1})
    assert read != booking
    assert Slot.from_dict({}) != Webhook.from_dict({})
    with pytest.raises(TypeError, match="unhashable"):
        hash(read)


@pytest.mark.parametrize("protocol", range(2, pickle.HIGHEST_PROTOCOL + 1))
def test_models_can_be_pickled(booking, protocol):
    """Every protocol of pickle that supports slots keeps all of a model, mismatches included."""
    booking["id"] = "904417"
    read = Booking.from_dict(booking)
    twin = pickle.loads(pickle.dumps(read, protocol))
    assert read == twin
    assert read.mismatches == twin.mismatches
    assert letters(booking) == letters(twin.to_dict())
    twin.hosts[0].name = "Somebody else"
    assert read.hosts[0].name == "Leo Souza"


def test_a_shallow_copy_is_equal(booking):
    """`copy.copy` gives a second model over the same parts."""
    read = Booking.from_dict(booking)
    twin = copy.copy(read)
    twin.title = "Another"
    assert (read.title, twin.title) == ("Onboarding call", "Another")
    assert read.hosts is twin.hosts


def _sensitive():
    for name in MODELS:
        for key, node in properties(name).items():
            if node.get("x-sensitive") or plain(node)[0].get("x-sensitive"):
                yield name, key


@every(("name", "key"), list(_sensitive()))
def test_repr_masks_what_is_sensitive(name, key):
    """The value of a key that the specification calls sensitive is not shown, whatever its type, nor inside another."""
    for value in (SECRET, {"inner": SECRET}, [SECRET]):
        read = model(name).from_dict({**example(schema(name)), key: value})
        assert f"{attribute(name, key)}='***'" in repr(read)
        assert SECRET not in repr(read)
        assert SECRET not in repr([read]) + str(read) + repr(read.mismatches)
        if read.mismatches:
            with pytest.raises(DecodeError) as caught:
                model(name).from_dict({**example(schema(name)), key: value}, strict=True)
            assert SECRET not in str(caught.value) + repr(caught.value) + repr(caught.value.mismatches)


def test_some_models_are_sensitive():
    """The specification names sensitive keys, so the test above has something to mask."""
    assert {("Webhook", "secret"), ("CalcomIntegration", "apiKey"), ("ManagedUserTokens", "accessToken")} <= set(
        _sensitive()
    )


def test_repr_masks_secrets_in_open_objects(booking):
    """Values under secret names inside open objects are masked, and texts that look like a credential."""
    booking["metadata"] = {"apiKey": SECRET, "note": f"Authorization: Bearer {SECRET}"}
    booking["unknownToken"] = SECRET
    shown = repr(Booking.from_dict(booking))
    assert SECRET not in shown
    assert "'apiKey': '***'" in shown


def test_repr_shows_what_is_there(booking):
    """A repr reads like a constructor with what the answer has, and leaves out what is None."""
    shown = repr(Booking.from_dict(booking))
    assert shown.startswith("Booking(id=904417, uid='bk4Zr8YqLw2TnVx6', title='Onboarding call', hosts=[BookingHost(")
    assert "rating" not in shown
    assert "description" not in shown


def test_a_mismatch_shows_types_and_no_value(booking):
    """The repr of a mismatch names path, expectation and the type that came, not the value."""
    (found,) = Webhook.from_dict({**example(schema("Webhook")), "secret": [SECRET]}).mismatches
    assert repr(found) == "Mismatch(secret: expected string, got list)"


def test_the_examples_fit_their_schemas():
    """The complete example of every model has no difference, so that other tests start from clean data."""
    assert [found for name in MODELS for found in differences(schema(name), example(schema(name)))] == []
