"""Tools, given what models, people and upstreams should not give but do."""

import asyncio
import json

import pytest
from toolzz_cal import errors
from toolzz_cal.tools import AsyncTools, Tools
from toolzz_cal_mock.seed import BOOKING

from tests.support import vendors
from tests.support.client import Upstream, done, sync_client

LABEL = "Ü" * 80
ODD = "A\nb\u202e\u200b"
CALL = {"id": 7, "title": "Call", "lengthInMinutes": 30}
ANA = {"name": "Ana Prado", "email": "ana.prado@example.com", "time_zone": "America/Sao_Paulo"}
AT_THREE = {"start": "2027-03-09T15:00:00-03:00", **ANA}


def asked(number, kind="text", **more):
    """Questions that have to be answered, whose keys, labels and choices are long."""
    return [{"type": kind, "slug": f"q{n}{'x' * 40}", "label": LABEL, "required": True, **more} for n in range(number)]


CHOICES = [f"Choice {number}" for number in range(20)]
# Event types of which much could be told.
LARGE = {
    "twelve questions": {"bookingFields": asked(12)},
    "twelve choices": {"bookingFields": asked(12, "select", options=CHOICES)},
    "twelve lists": {"bookingFields": asked(12, "multiselect", options=CHOICES)},
    "three hundred questions": {"bookingFields": asked(300)},
    "a thousand lengths": {"lengthInMinutesOptions": list(range(1, 1001))},
    "a hundred places": {"locations": [{"type": "integration", "integration": f"app-{n}"} for n in range(100)]},
    "a title": {"title": "\N{GRINNING FACE}" * 200},
    "a rhythm": {"recurrence": {"interval": 2, "occurrences": 4, "frequency": f"{'x' * 5000}"}},
    "a price": {"price": 1e300, "currency": ODD},
}


def over(upstream):
    """Tools in front of an upstream."""
    return Tools(sync_client(upstream))


@pytest.mark.parametrize("kind", LARGE)
def test_definitions_are_small_whatever_an_event_type_holds(kind):
    """In every form, escaped or not; by the vendors' rules, and without what does not show."""
    tools = over(Upstream())
    made_for_it = tools.for_event_type({**CALL, **LARGE[kind]})
    assert ("find_times", "book", "move", "cancel") == made_for_it.names
    for vendor, strict in (("openai-chat", True), ("openai", False), ("anthropic", True), ("mcp", False)):
        defined = made_for_it.definitions(vendor, strict=strict)
        assert len(json.dumps(defined)) <= 4096, (vendor, strict)
        assert json.dumps(defined, ensure_ascii=False).isprintable()
        for each in defined if strict else ():
            inner = each.get("function", each)
            schema = inner.get("parameters") or inner["input_schema"]
            assert [] == vendors.breaches(vendor.partition("-")[0], schema)
            assert len(inner["description"]) <= 1024


def test_a_form_that_is_not_shown_is_asked_for_all_the_same():
    """What is missing is told; what is answered is sent."""
    upstream = Upstream(done({"status": "success", "data": {"uid": "abc"}}))
    tools = over(upstream)
    book = tools.for_event_type({**CALL, **LARGE["three hundred questions"]})
    assert "properties" not in book.tool("book").arguments()["properties"]["answers"]
    missing = book.run("book", {**AT_THREE, "answers": {}})
    assert "`answers.q0" in missing.text
    assert "is missing" in missing.text
    answers = {each["slug"]: "yes" for each in LARGE["three hundred questions"]["bookingFields"]}
    assert not book.run("book", {**AT_THREE, "answers": json.dumps(answers)}).is_error
    assert answers == upstream.arguments[0]["bookingFieldsResponses"]


def test_choices_are_told_without_what_does_not_show_and_sent_as_they_are():
    """Options are text or objects with a value; anything else is none. Keys never stand for two questions."""
    upstream = Upstream(done({"status": "success", "data": {"uid": "abc"}}))
    tools = over(upstream)
    fields = [
        {"type": "select", "slug": "size", "required": True, "options": [ODD, 5, {"value": "Large", "slug": "l"}]},
        {"type": "multiselect", "slug": "topics", "required": True, "options": [ODD, "Price"]},
        {"type": "text", "slug": "question_4", "required": True},
        {"type": "text", "slug": "não", "required": True},
        {"type": "select", "slug": "any", "required": True, "options": 5},
        {"type": "text", "slug": "any", "required": True},
    ]
    book = tools.for_event_type({**CALL, "bookingFields": fields})
    answers = book.tool("book").arguments()["properties"]["answers"]["properties"]
    assert ["size", "topics", "question_4", "question_4_", "any"] == list(answers)
    assert ["A b", "Large"] == answers["size"]["enum"]
    given = {"size": "A b", "topics": ["Price", "A b"], "question_4": "a", "question_4_": "b", "any": "c"}
    result = book.run("book", {**AT_THREE, "answers": given})
    assert not result.is_error, result.text
    wanted = {"size": ODD, "topics": ["Price", ODD], "question_4": "a", "não": "b", "any": "c"}
    assert wanted == upstream.arguments[0]["bookingFieldsResponses"]


@pytest.mark.parametrize("read", [None, {}, [], "x", [None], {"eventType": "x"}])
@pytest.mark.parametrize("seats", [{}, {"seats": {"seatsPerTimeSlot": 3}}])
def test_nothing_is_changed_that_could_not_be_read(read, seats):
    """Whatever stands in the place of a booking: it is none of this event type."""
    upstream = Upstream(done({"status": "success", "data": read}))
    tools = over(upstream)
    guest = {"email": "ana.prado@example.com"} if seats else {}
    result = tools.for_event_type({**CALL, **seats}).run("cancel", {"booking": "abc", "reason": "Ill", **guest})
    assert isinstance(result.error, errors.ArgumentError), result.text
    assert 1 == upstream.count


def test_guests_that_are_none_have_no_seat():
    """What stands in a list of guests need not be one."""
    read = {"eventType": {"id": 7}, "attendees": ["x", None, {"email": None}]}
    tools = over(Upstream(done({"status": "success", "data": read})))
    seats = tools.for_event_type({**CALL, "seats": {"seatsPerTimeSlot": 3}})
    result = seats.run("cancel", {"booking": "abc", "reason": "Ill", "email": "ana.prado@example.com"})
    assert "nobody who has a seat" in result.text


def test_an_address_is_asked_for_unless_the_form_hides_it():
    """A form that does not speak of it leaves it as it is."""
    tools = over(Upstream())
    spoken = {"type": "text", "slug": "topic", "required": True}
    phone = {"type": "phone", "slug": "attendeePhoneNumber", "required": True}
    hidden = {"type": "email", "slug": "email", "required": False, "hidden": True}
    for fields, needed in (([spoken], {"email"}), ([phone], {"phone"}), ([spoken, hidden], {"phone"})):
        schema = tools.for_event_type({**CALL, "bookingFields": fields}).tool("book").arguments()
        assert needed == {"email", "phone"} & set(schema["required"])


def test_days_and_zones_at_the_edge_are_refused_before_anything_is_sent():
    """Years that no calendar has, and a zone that was left empty."""
    upstream = Upstream()
    tools = over(upstream)
    find = tools.for_event_type(CALL)
    for first, last, zone in (
        ("9999-12-31", "9999-12-31", "UTC"),
        ("0001-01-01", "0001-01-02", "UTC"),
        ("2027-03-09", "2027-03-09", ""),
        ("2027-03-09", "2027-03-09", " "),
    ):
        result = find.run("find_times", {"first_day": first, "last_day": last, "time_zone": zone})
        assert isinstance(result.error, errors.ArgumentError), result.text
    assert 0 == upstream.count


def test_a_person_is_asked_about_a_time_at_the_end_of_all_calendars(toolzz_cal_mock):
    """The question is asked, and the upstream decides."""
    sentences = []
    tools = Tools(toolzz_cal_mock.client, approve=sentences.append, ask_before=("write",))
    event_type = toolzz_cal_mock.seed.event_type(title="Call")
    result = tools.for_event_type(event_type["id"]).run("book", {**AT_THREE, "start": "9999-12-31T23:59:59Z"})
    assert isinstance(result.error, errors.Declined), result.text
    assert sentences[0].startswith("Create a booking 'Call'")


def test_a_walk_over_pages_asks_too(toolzz_cal_mock):
    """Once for all of them; after a no nothing is read."""
    for answer, is_error, kind in ((True, False, Tools), (False, True, Tools), (True, False, AsyncTools)):
        sentences = []

        def approve(sentence, answer=answer, sentences=sentences):
            sentences.append(sentence)
            return answer

        client = toolzz_cal_mock.client if kind is Tools else toolzz_cal_mock.async_client
        tools = kind(client, approve=approve, ask_before=("read",))
        result = tools.run_all("bookings_list", {"take": 1})
        result = result if kind is Tools else asyncio.run(result)
        assert (1, is_error) == (len(sentences), result.is_error)


@pytest.mark.parametrize(
    "options",
    [{"approve": True}, {"approve": "yes"}, {"ask_before": None}, {"ask_before": [["destroy"]]}, {"ask_before": 5}],
)
def test_whom_to_ask_and_when_is_known_at_once(toolzz_cal_mock, options):
    """What can't be asked, and no collection of effects, is refused when tools are made."""
    with pytest.raises(errors.ArgumentError):
        Tools(toolzz_cal_mock.client, **options)


@pytest.mark.filterwarnings("error")
def test_a_callable_whose_answer_is_awaited_is_a_no_and_leaves_nothing_behind(toolzz_cal_mock):
    """No warning of Python's, such as for a coroutine that nobody awaited."""

    class Asks:
        async def __call__(self, sentence):
            return True

    result = Tools(toolzz_cal_mock.client, approve=Asks()).run("bookings_cancel", {"bookingUid": BOOKING})
    assert "could not be asked (TypeError)" in result.text


def test_odd_json_is_refused():
    """A key that is there twice, what is no number of JSON, keys that do not show; and names that are no text."""
    upstream = Upstream()
    run = over(upstream).run
    for name, arguments in (
        ("bookings_list", '{"take": 5, "take": 500}'),
        ("bookings_list", '{"take": NaN}'),
        ("bookings_create", {"metadata": '{"room": "1", "room": "2"}'}),
        ("bookings_create", {"metadata": {"a\x00b": "1"}}),
        ("bookings_create", {"metadata": {"\ud800": "1"}}),
        ("bookings_create", {"metadata": {"x" * 3000: "1"}}),
        (None, {}),
        (5, {}),
    ):
        text = run(name, arguments).text
        assert any(each in text for each in ("no JSON", "no key", "must be an object", "must be text")), text
    assert 0 == upstream.count


@pytest.mark.parametrize(
    ("given", "told"),
    [
        ("2027-03-09 15:00 São Paulo", "names no zone, and none is guessed"),
        (
            "2027-03-09T15:00:00[America/Sao_Paulo]",
            "if it is the time in America/New_York, send 2027-03-09T15:00:00-05",
        ),
        ("2027-03-09T15:00:00-03:00[America/Sao_Paulo]", "must be written as 2027-03-09T15:00:00-03:00"),
        ("2027-03-09T15:00-03:00", "must be written as 2027-03-09T15:00:00-03:00"),
        ("2027-03-09 15:00z", "must be written as 2027-03-09T15:00:00Z"),
        ("2027-03-14T02:30", "in America/New_York clocks skip that time"),
        ("2027-11-07T01:30", "send 2027-11-07T01:30:00-04:00 or 2027-11-07T01:30:00-05:00"),
        ("2027-03-09 3:00pm", "or 2027-03-09T14:00:00-05:00 for 14:00 in America/New_York"),
        ("2027-03-09 03:00 PM", "or 2027-03-09T14:00:00-05:00 for 14:00 in America/New_York"),
        ("tomorrow", "or 2027-03-09T14:00:00-05:00 for 14:00 in America/New_York"),
        ("2027-03-09", "or 2027-03-09T14:00:00-05:00 for 14:00 in America/New_York"),
        ("2027-02-30T10:00", "must be a moment with its zone"),
    ],
)
def test_a_time_in_another_spelling_is_refused_with_what_to_send(given, told):
    """Nothing is guessed, not even which of two hours that a clock shows twice is meant."""
    upstream = Upstream()
    guest = {"name": "Ana Prado", "email": "ana.prado@example.com", "timeZone": "America/New_York"}
    text = over(upstream).run("bookings_create", {"eventTypeId": 7, "start": given, "attendee": guest}).text
    assert told in text
    assert 0 == upstream.count
