"""What a caller gives becomes exactly the JSON that the upstream expects, or is refused before anything is sent."""

import enum
from collections import OrderedDict, deque
from datetime import UTC, date, datetime, time, timedelta, timezone
from decimal import Decimal
from types import MappingProxyType
from uuid import UUID
from zoneinfo import ZoneInfo

import pytest
from toolzz_cal import errors, models

from tests.support.client import Api, Reply, Upstream, done, example
from tests.support.tables import every

CREATE = {"start": "2027-03-09T14:00:00Z", "attendee": {"name": "Ana Prado"}, "event_type_id": 10482}
SENT = {"start": "2027-03-09T14:00:00Z", "attendee": {"name": "Ana Prado"}, "eventTypeId": 10482}
INTEGRATION = example("calcom_integrations.update")
UNIT = "5d2c7e84-91ab-4f3e-8a60-2e9c4b7f1a35"


class Colour(enum.Enum):
    """An enum of strings."""

    RED = "red"


class Level(enum.IntEnum):
    """An enum of numbers."""

    HIGH = 3


class Word(enum.StrEnum):
    """An enum whose members are strings."""

    YES = "yes"


class Text(str):
    """A string of a class of its own."""

    __slots__ = ()


def attendee(name):
    """A model with this name in it."""
    return models.AttendeeInput(name=name, email="ana.prado@example.com", time_zone="America/Sao_Paulo")


def sent(api, **arguments):
    """The JSON that the arguments of a booking become."""
    upstream = Upstream()
    api(upstream).call("bookings.create", **{**CREATE, **arguments})
    return upstream.arguments[0]


def refused(api, kind_of_error=errors.ArgumentError, **arguments):
    """The message with which the arguments of a booking are refused, before anything is sent."""
    upstream = Upstream()
    with pytest.raises(errors.ArgumentError) as caught:
        api(upstream).call("bookings.create", **{**CREATE, **arguments})
    assert upstream.count == 0
    assert (kind_of_error, "bookings.create") == (type(caught.value), caught.value.operation)
    return caught.value.message


def test_none_is_not_sent(api):
    """An argument that is None is left out; what is empty, 0 or false is sent."""
    assert SENT == sent(api, guests=None, location=None, metadata=None, length_in_minutes=None)
    given = {"guests": [], "metadata": {}, "length_in_minutes": 0}
    assert {**SENT, "guests": [], "metadata": {}, "lengthInMinutes": 0} == sent(api, **given)
    upstream = Upstream()
    api(upstream).call("organizations.attributes.update", org_id=1, attribute_id="a", name="", enabled=False)
    assert upstream.arguments == [{"orgId": 1, "attributeId": "a", "name": "", "enabled": False}]


def test_none_inside_a_value_is_null(api):
    """None inside a list or object is null."""
    assert {"a": None, "b": [None]} == sent(api, metadata={"a": None, "b": [None]})["metadata"]


def test_extra_arguments_are_merged(api):
    """`extra_arguments` stand beside the typed ones and win over them; None in them is null."""
    extra = {"eventTypeId": 7, "instant": True, "guests": None, "from": datetime(2027, 3, 9, 14, tzinfo=UTC)}
    expected = {**SENT, "eventTypeId": 7, "instant": True, "guests": None, "from": "2027-03-09T14:00:00Z"}
    assert expected == sent(api, guests=["ana.prado@example.com"], extra_arguments=extra)
    assert set(extra) == {"eventTypeId", "instant", "guests", "from"}


def test_extra_arguments_carry_what_the_documents_lack(api):
    """Rescheduling, which the documents give no new start, can say it."""
    upstream = Upstream()
    client = api(upstream)
    client.call("bookings.reschedule", booking_uid="bk", extra_arguments={"start": "2027-03-09T14:00:00Z"})
    client.call("actions.execute", "CAL_RESCHEDULE_BOOKING_BY_UID", {"bookingUid": "bk", "start": None})
    assert upstream.arguments == [
        {"bookingUid": "bk", "start": "2027-03-09T14:00:00Z"},
        {"bookingUid": "bk", "start": None},
    ]


def test_extra_arguments_of_the_toolzz_api(api):
    """They go into the body of a ToolzzAI call, and into the query of one that has no body."""
    upstream = Upstream(Reply(200, INTEGRATION.answer))
    client = api(upstream)
    client.run(INTEGRATION, extra_arguments={"isActive": False, "title": None})
    assert upstream.bodies == [{**INTEGRATION.arguments, "isActive": False, "title": None}]
    extra = {"a b": "c&d", "deep": True, "n": None, "ids": [1, 2], "at": datetime(2027, 3, 9, tzinfo=UTC)}
    client.call("calcom_integrations.get", integration_id="i", extra_arguments=extra)
    assert upstream.requests[1].content == b""
    assert str(upstream.requests[1].url).partition("?")[2] == (
        "a+b=c%26d&deep=true&ids=1&ids=2&at=2027-03-09T00%3A00%3A00Z"
    )


@every(
    ("moment", "expected"),
    [
        (datetime(2027, 3, 9, 14, tzinfo=UTC), "2027-03-09T14:00:00Z"),
        (datetime(2027, 3, 9, 14, 5, 6, 789000, tzinfo=UTC), "2027-03-09T14:05:06.789000Z"),
        (datetime(2027, 3, 9, 11, tzinfo=timezone(timedelta(hours=-3))), "2027-03-09T14:00:00Z"),
        (datetime(2027, 3, 9, 11, tzinfo=ZoneInfo("America/Sao_Paulo")), "2027-03-09T14:00:00Z"),
        (datetime(2027, 3, 9, 23, 45, tzinfo=timezone(timedelta(hours=-5, minutes=-30))), "2027-03-10T05:15:00Z"),
    ],
)
def test_moments_are_sent_in_utc(moment, expected, api):
    """A datetime with a zone is sent as ISO 8601 in UTC with Z, wherever it stands."""
    assert expected == sent(api, start=moment)["start"]
    assert {"a": [expected]} == sent(api, metadata={"a": [moment]})["metadata"]
    assert expected == sent(api, extra_arguments={"start": moment})["start"]


def test_moment_as_text_is_sent_as_it_is(api):
    """A moment that is a text already stays to the letter, if it has a zone."""
    for text in ("2027-03-09T14:00:00.000Z", "2027-03-09T14:00:00z", "2027-03-09 14:00-03:00", "20270309T140000+0530"):
        assert text == sent(api, start=text)["start"]


NAIVE = datetime(2027, 3, 9, 14)


@every(
    ("arguments", "place"),
    [
        ({"start": NAIVE}, "start"),
        ({"metadata": {"from": NAIVE}}, "metadata.from"),
        ({"metadata": {"days": [{"from": NAIVE}]}}, "metadata.days[0].from"),
        ({"guests": [NAIVE]}, "guests[0]"),
        ({"extra_arguments": {"end": NAIVE}}, "end"),
        ({"attendee": attendee(NAIVE)}, "attendee.name"),
        ({"location": models.BookingLocation(type_="address", address=[NAIVE])}, "location.address[0]"),
    ],
)
def test_moment_without_a_zone_is_refused(arguments, place, api):
    """A datetime without a zone is refused, named after where it stands, with the cure."""
    message = refused(api, errors.NaiveDatetime, **arguments)
    assert message.startswith(f"{place}: the datetime 2027-03-09T14:00:00 has no zone; give it one")


def test_dates(api):
    """A date is sent as a date."""
    assert {"day": "2027-03-09"} == sent(api, metadata={"day": date(2027, 3, 9)})["metadata"]


def test_models_as_arguments(api):
    """A model is sent as its JSON object; a mapping with the same content is the same request."""
    person = attendee("Ana Prado")
    plain = {"name": "Ana Prado", "email": "ana.prado@example.com", "timeZone": "America/Sao_Paulo"}
    assert plain == sent(api, attendee=person)["attendee"] == sent(api, attendee=plain)["attendee"]
    assert {"who": [plain]} == sent(api, metadata={"who": (person,)})["metadata"]


def test_models_keep_what_they_were_read_from(api):
    """A model that came from an answer is sent with its unknown keys and nulls."""
    data = {"name": "Ana Prado", "later": {"x": 1}, "email": None}
    assert data == sent(api, attendee=models.AttendeeInput.from_dict(dict(data)))["attendee"]


def test_nested_models(api):
    """Models inside models, and whatever they hold, are sent as JSON."""
    upstream = Upstream()
    override = models.ScheduleOverride(date=date(2027, 3, 9), start_time="09:00", end_time="12:00")
    available = models.ScheduleAvailability(days=["Monday"], start_time="09:00", end_time="17:00")
    api(upstream).call(
        "schedules.create",
        name="Office",
        time_zone="America/Sao_Paulo",
        is_default=True,
        availability=[available],
        overrides=(override,),
    )
    assert upstream.arguments == [
        {
            "name": "Office",
            "timeZone": "America/Sao_Paulo",
            "isDefault": True,
            "availability": [{"days": ["Monday"], "startTime": "09:00", "endTime": "17:00"}],
            "overrides": [{"date": "2027-03-09", "startTime": "09:00", "endTime": "12:00"}],
        }
    ]


def test_model_with_odd_content(api):
    """What a model's open attribute holds is converted like any other value."""
    odd = {"id": UUID(UNIT), "tags": {"one"}, "level": Level.HIGH, "at": datetime(2027, 3, 9, tzinfo=UTC)}
    expected = {"id": UNIT, "tags": ["one"], "level": 3, "at": "2027-03-09T00:00:00Z"}
    assert expected == sent(api, location=models.BookingLocation(type_="address", address=odd))["location"]["address"]


@every(
    ("value", "expected"),
    [
        (UUID(UNIT), UNIT),
        (Colour.RED, "red"),
        (Level.HIGH, 3),
        (Word.YES, "yes"),
        (Text("t"), "t"),
        ((1, "b"), [1, "b"]),
        (deque([1]), [1]),
        ({1}, [1]),
        (frozenset({"a"}), ["a"]),
        (range(3), [0, 1, 2]),
        ({"a": 1}.keys(), ["a"]),
        (MappingProxyType({"a": 1}), {"a": 1}),
        (OrderedDict(a=OrderedDict(b=1)), {"a": {"b": 1}}),
        ({Word.YES: 1}, {"yes": 1}),
        (1.5, 1.5),
        (-0.0, -0.0),
        (10**30, 10**30),
        (True, True),
        ("Ação ☕ \u2028 \x00 \"'", "Ação ☕ \u2028 \x00 \"'"),
    ],
    ids=repr,
)
def test_values(value, expected, api):
    """Values of other classes become the JSON that they mean, at the top and inside."""
    got = sent(api, metadata={"v": value, "l": [value]})["metadata"]
    assert {"v": expected, "l": [expected]} == got
    assert type(expected) is type(got["v"])
    assert expected == sent(api, extra_arguments={"x": value})["x"]


@every(
    ("value", "reason"),
    [
        (float("nan"), "nan has no JSON form"),
        (float("inf"), "inf has no JSON form"),
        (-float("inf"), "-inf has no JSON form"),
        (b"x", "a value of type bytes has no JSON form"),
        (bytearray(b"x"), "a value of type bytearray has no JSON form"),
        (object(), "a value of type object has no JSON form"),
        (Decimal("1.5"), "a value of type Decimal has no JSON form"),
        (time(9), "a value of type time has no JSON form"),
        (timedelta(1), "a value of type timedelta has no JSON form"),
        (1j, "a value of type complex has no JSON form"),
        (len, "a value of type builtin_function_or_method has no JSON form"),
        ((each for each in "ab"), "a value of type generator has no JSON form"),
    ],
    ids=lambda each: type(each).__name__,
)
def test_values_without_a_json_form(value, reason, api):
    """What has no JSON form is refused, named after where it stands, before anything is sent."""
    assert f"length_in_minutes: {reason}".replace("length_in_minutes", "lengthInMinutes") == refused(
        api, length_in_minutes=value
    )
    assert f"metadata.a[0]: {reason}" == refused(api, metadata={"a": [value]})
    assert f"x: {reason}" == refused(api, extra_arguments={"x": value})
    assert f"attendee.name: {reason}" == refused(api, attendee=attendee(value))


def test_keys_that_are_no_strings(api):
    """An object with a key that is no string is refused instead of being changed."""
    assert refused(api, metadata={1: "a"}) == "metadata.1: a key must be a string"
    assert refused(api, metadata={"a": {None: 1}}) == "metadata.a.None: a key must be a string"
    assert refused(api, extra_arguments={("a",): 1}) == "a value of type tuple: a key must be a string"


def test_values_that_cannot_be_sent_at_all(api):
    """Half characters, endless nesting and impossible moments are refused, not passed on as some other error."""
    endless: list = []
    endless.append(endless)
    for value in ("\ud800", endless, datetime.max.replace(tzinfo=timezone(timedelta(hours=-3)))):
        assert refused(api, metadata={"a": value}).startswith("An argument can't be sent: ")


@every(
    ("value", "segment"),
    [
        ("a/b", "a%2Fb"),
        ("../admin", "..%2Fadmin"),
        ("a?b=c", "a%3Fb%3Dc"),
        ("a#b", "a%23b"),
        ("50%", "50%25"),
        ("%2e%2e", "%252e%252e"),
        ("%2F", "%252F"),
        ("a b", "a%20b"),
        ("a\\b", "a%5Cb"),
        ("a;b&c", "a%3Bb%26c"),
        ("a\r\nx: y", "a%0D%0Ax%3A%20y"),
        ("ação☕", "a%C3%A7%C3%A3o%E2%98%95"),
        ("{integrationId}", "%7BintegrationId%7D"),
        ("...", "..."),
        (UUID(UNIT), UNIT),
        (Word.YES, "yes"),
        (12, "12"),
    ],
    ids=repr,
)
def test_path_arguments_stay_one_segment(value, segment, api):
    """A path argument is encoded so that it stays one segment of the path."""
    upstream = Upstream(Reply(200, INTEGRATION.answer))
    for base in ("https://mock.example.com", "https://mock.example.com/below"):
        client = api(upstream, base_url=base)
        client.call("calcom_integrations.get", integration_id=value)
        assert f"{base}/api/v1/calcom/integration/{segment}" == str(upstream.requests[-1].url)


@every("value", ["", ".", "..", None, True, 1.5, ["a"], {"a": 1}, b"a", NAIVE, "\ud800"], ids=repr)
def test_path_arguments_that_are_none(value, api):
    """A path argument that would lead elsewhere, or is no text at all, is refused."""
    upstream = Upstream(Reply(200, INTEGRATION.answer))
    with pytest.raises(errors.ArgumentError) as caught:
        api(upstream).call("calcom_integrations.get", integration_id=value)
    assert (0, "calcom_integrations.get") == (upstream.count, caught.value.operation)


@every("name", ["bookings.get", "calcom_integrations.get", "bookings.iterate"])
def test_nothing_is_positional(name, api):
    """A positional argument is refused by Python itself."""
    with pytest.raises(TypeError, match="positional argument"):
        api(Upstream()).call(name, "bk")


def test_missing_and_unknown_arguments(api):
    """A missing or misspelt argument is refused by Python itself."""
    with pytest.raises(TypeError, match="booking_uid"):
        api(Upstream()).call("bookings.get")
    with pytest.raises(TypeError, match="bookingUid"):
        api(Upstream()).call("bookings.get", bookingUid="bk")


def test_arguments_are_not_changed(api):
    """What the caller gives stays as it was."""
    person, metadata, extra = {"name": "Ana Prado"}, {"a": [datetime(2027, 3, 9, tzinfo=UTC)]}, {"x": {"y": (1,)}}
    sent(api, attendee=person, metadata=metadata, extra_arguments=extra)
    assert (person, metadata, extra) == (
        {"name": "Ana Prado"},
        {"a": [datetime(2027, 3, 9, tzinfo=UTC)]},
        {"x": {"y": (1,)}},
    )


def test_body_is_compact_utf8(api):
    """The body is UTF-8 without blanks, so that its length is what is counted."""
    upstream = Upstream()
    api(upstream).call("bookings.get", booking_uid="ação")
    version = upstream.bodies[0]["version"]
    expected = f'{{"arguments":{{"bookingUid":"ação"}},"user_id":"user-example","version":"{version}"}}'
    assert expected.encode() == upstream.requests[0].content


def test_execute_takes_the_wires_names(api):
    """By slug, arguments have the upstream's names and are converted like a method's."""
    upstream = Upstream(done([]))
    arguments = {"afterStart": datetime(2027, 3, 9, tzinfo=UTC), "take": 5, "teamId": None}
    api(upstream).call("actions.execute", "CAL_FETCH_ALL_BOOKINGS", arguments)
    api(upstream).call("actions.execute", "CAL_FETCH_ALL_BOOKINGS")
    assert upstream.arguments == [{"afterStart": "2027-03-09T00:00:00Z", "take": 5, "teamId": None}, {}]
    with pytest.raises(errors.NaiveDatetime, match="afterStart: the datetime"):
        Api("sync", upstream).call("actions.execute", "CAL_FETCH_ALL_BOOKINGS", {"afterStart": NAIVE})
