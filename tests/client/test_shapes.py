"""Booking through the gateway in whatever form its version of the action wants; nobody's code changes for it."""

import asyncio
import json
import threading

import httpx
import pytest
from toolzz_cal import OutcomeUnknown, RetryPolicy, errors
from toolzz_cal.tools import Tools

from tests.support.client import AT_ONCE, KEY, Reply, async_client, done, sync_client
from tests.support.shapes import FORMS, GIVEN, REFUSALS, SHAPED, TOOL, Gateway, booked, failed
from tests.support.tables import every

VERSIONS = ("20250801_00", "20260721_00", "latest")


@pytest.fixture
def book(api):
    """Books in front of a gateway, and answers with the result."""

    def made(gateway, client=None, **more):
        return (client or api(gateway)).call("bookings.create", **{**GIVEN, **more})

    return made


@every("refusal", REFUSALS)
@every("version", VERSIONS)
@every("form", FORMS)
def test_booking_succeeds_whatever_form_is_wanted(form, version, refusal, book, api):
    """One refused booking and one question at the most, then the form is known; the result is the same for all."""
    gateway = Gateway(form, refusal)
    client = api(gateway, toolkit_version=version)
    first, second = book(gateway, client), book(gateway, client)
    assert (booked(form), booked(form)) == (first.raw, second.raw)
    assert gateway.booked == [SHAPED[form], SHAPED[form]]
    further = [] if form == "attendee" else ["POST", "GET"]
    assert [*further, "POST", "POST"] == [each.method for each in gateway.requests]
    assert {version} == gateway.versions


@every("refusal", REFUSALS)
@every("schema", [Reply(404, {}), Reply(500, b"no"), Reply(200, {"slug": "X"}), Reply(200, b"[")])
@every("form", ["responses", "flat"])
def test_without_a_schema_the_names_in_the_refusal_decide(form, schema, refusal, book, api):
    """Whatever the question is answered with, the call goes on, and the form is remembered."""
    gateway = Gateway(form, refusal, schema=schema)
    client = api(gateway)
    book(gateway, client)
    book(gateway, client)
    assert gateway.booked == [SHAPED[form], SHAPED[form]]
    assert ["POST", "GET", "POST", "POST"] == [each.method for each in gateway.requests]


@every("problem", [httpx.ConnectError("no"), httpx.ReadTimeout("late"), ValueError("odd")])
def test_a_question_that_fails_is_not_repeated(problem, book):
    """No answer is as good as none; a read of the client's own is not worth waiting for."""
    gateway = Gateway("responses", schema=problem)
    book(gateway)
    assert [SHAPED["responses"]] == gateway.booked
    assert ["POST", "GET", "POST"] == [each.method for each in gateway.requests]


def test_the_question_is_the_tools_own_address(book):
    """Same root and same credential, no body; the version is the one that the call has."""
    gateway = Gateway("flat")
    book(gateway)
    asked = gateway.requests[1]
    root = "https://backend.composio.dev/api/v3.1/tools"
    assert f"{root}/{TOOL}?version=20260721_00" == str(asked.url)
    assert (KEY, b"") == (asked.headers["x-api-key"], asked.content)
    assert "content-type" not in asked.headers


def test_copies_share_what_was_found_out_and_other_versions_do_not(api):
    """It is remembered for an address and a version; another version may take something else."""
    gateway = Gateway("responses")
    client = api(gateway)
    client.call("bookings.create", **GIVEN)
    for options, further in (({"user_id": "user-1"}, 0), ({"toolkit_version": "20990101_00"}, 2)):
        before = len(gateway.requests)
        copy = api(gateway)
        copy.client = client.client.with_options(**options)
        copy.call("bookings.create", **GIVEN)
        assert 1 + further == len(gateway.requests) - before, options
    rows = [each for each in client.client.upstream if each.operation == "bookings.create" and TOOL in each.request]
    assert [("20260721_00", True), ("20990101_00", True)] == [(each.version, each.is_known) for each in rows]
    assert {f"{TOOL} responses"} == {each.request for each in rows}


def test_upstream_shows_what_would_be_sent_first(api):
    """Before anything is known it is the documented form, and for a renamed action the slug of the version."""
    for version, slug in (
        ("20250801_00", "CAL_CAL_DELETE_OAUTH_CLIENT_WEBHOOK"),
        ("latest", "CAL_DELETE_OAUTH_CLIENT_WEBHOOK"),
    ):
        client = api(Gateway("flat"), toolkit_version=version).client
        rows = {each.request: each for each in client.upstream if each.request.startswith("CAL_")}
        assert {f"{TOOL} attendee", slug} == rows.keys()
        assert {(version, False)} == {(each.version, each.is_known) for each in rows.values()}


# What is sent


def test_arguments_of_actions_are_translated_too(api):
    """`actions.execute` takes documented arguments; those that have the gateway's own form pass as they are."""
    gateway = Gateway("responses")
    client = api(gateway)
    client.call("actions.execute", TOOL, SHAPED["attendee"])
    client.call("actions.execute", TOOL, SHAPED["responses"])
    assert gateway.booked == [SHAPED["responses"], SHAPED["responses"]]


def test_arguments_in_the_gateways_own_form_are_not_touched(api):
    """Without anything that a form wants elsewhere nothing is added, and a refusal of it is final."""
    gateway = Gateway("responses")
    client = api(gateway)
    client.call("actions.execute", TOOL, SHAPED["responses"])
    assert gateway.booked == [SHAPED["responses"]]
    lacking = {name: value for name, value in SHAPED["responses"].items() if name != "language"}
    with pytest.raises(errors.BadRequest, match="language"):
        client.call("actions.execute", TOOL, lacking)
    assert lacking == json.loads(gateway.requests[-2].content)["arguments"]
    assert ["POST", "POST", "GET"] == [each.method for each in gateway.requests]


def test_what_is_counted_from_is_not_taken_from_arguments_in_the_gateways_own_form(api):
    """A length alone does not make arguments documented ones, though a form that is known counts an end from it."""
    gateway = Gateway("flat", is_closed=False)
    client = api(gateway)
    client.call("bookings.create", **GIVEN)
    given = {**SHAPED["flat"], "lengthInMinutes": 45}
    client.call("actions.execute", TOOL, given)
    assert gateway.booked == [SHAPED["flat"], given]


def test_extra_arguments_with_documented_names_travel_as_arguments_do(book):
    """Other names pass as they are, and win over what is translated."""
    gateway = Gateway("responses", is_closed=False)
    more = {"bookingFieldsResponses": {"company": "Example", "name": "Other"}, "responses": {"title": "Talk"}, "x": 1}
    book(gateway, extra_arguments={**more, "language": "pt"})
    (sent,) = gateway.booked
    assert {"title": "Talk", "name": "Ana Prado", "email": "ana.prado@example.com", "company": "Example"} == sent[
        "responses"
    ]
    assert ("pt", 1) == (sent["language"], sent["x"])
    assert "bookingFieldsResponses" not in sent


def test_all_of_an_attendee_is_sent(book):
    """Phone number and language have their places, and what a form has no place for stays where it is."""
    attendee = {**GIVEN["attendee"], "phoneNumber": "+5511955550123", "language": "pt-BR", "seat": 7}
    for form, place in (("responses", "responses"), ("flat", None)):
        gateway = Gateway(form, is_closed=False)
        book(gateway, attendee=attendee)
        (sent,) = gateway.booked
        assert "+5511955550123" == (sent[place] if place else sent)["phone"]
        assert ("pt-BR", {"seat": 7}) == (sent["language"], sent["attendee"])


# Ends


def test_the_end_is_counted_from_the_length(book):
    """In the zone of UTC, whatever zone the start is written in."""
    gateway = Gateway("flat")
    book(gateway, start="2027-03-09T11:00:00-03:00", length_in_minutes=90)
    assert "2027-03-09T15:30:00Z" == gateway.booked[0]["end"]


def test_an_end_that_is_not_needed_is_left_out(book):
    """Without a length there is none, which is all right where the tool asks for none."""
    gateway = Gateway("flat", needs_end=False)
    book(gateway, length_in_minutes=None)
    assert "end" not in gateway.booked[0]


@pytest.mark.parametrize("schema", [None, Reply(404, {})])
def test_an_end_that_is_needed_and_unknown_is_told(schema, book, api):
    """The error says what it is counted from; with that given the booking succeeds, at once where the form is known."""
    gateway = Gateway("flat", schema=schema)
    client = api(gateway)
    for _ in range(2):
        with pytest.raises(errors.BadRequest) as caught:
            book(gateway, client, length_in_minutes=None)
        assert "`end` is counted from `lengthInMinutes`: give that" in caught.value.message
        assert not gateway.booked
    book(gateway, client)
    assert gateway.booked == [SHAPED["flat"]]
    with pytest.raises(errors.BadRequest, match="`end` is counted from `lengthInMinutes`"):
        book(gateway, client, length_in_minutes=None)
    book(gateway, client)
    assert gateway.booked == [SHAPED["flat"], SHAPED["flat"]]
    asked = [each for each in gateway.requests if each.method == "GET"]
    assert schema is not None or len(asked) == 1


# Errors


def test_where_no_form_fits_the_error_tells_what_is_wanted(book):
    """The refusal is raised as it was, with what the tool takes and what to do; nothing is sent in a guess."""
    wanted = {"type": "object", "required": ["slot_id", "guest"], "properties": {"slot_id": {}, "guest": {}}}
    gateway = Gateway("responses", schema=Reply(200, {"input_parameters": wanted}))
    with pytest.raises(errors.BadRequest) as caught:
        book(gateway)
    told = caught.value.message
    assert "In toolkit 20260721_00 the gateway takes 'guest', 'slot_id' here" in told
    assert "Set another `toolkit_version`, or give what it takes in `extra_arguments`" in told
    assert ["POST", "GET"] == [each.method for each in gateway.requests]
    assert (400, "bookings.create", "POST") == (caught.value.status_code, caught.value.operation, caught.value.method)


def test_a_second_refusal_is_final(book):
    """One further booking is sent, not one for each form."""
    gateway = Gateway("responses", schema=Reply(200, {"input_parameters": Gateway("flat").schema_of_tool}))
    with pytest.raises(errors.BadRequest, match="extra_arguments"):
        book(gateway)
    assert ["POST", "GET", "POST"] == [each.method for each in gateway.requests]


def test_a_refusal_for_another_reason_is_raised_as_it_is(book):
    """Where the schema has no fault with the arguments, they are not what was refused."""
    refused = Reply(400, {"error": {"message": "Invalid request data provided: 'attendee' is missing a calendar"}})
    gateway = Gateway("attendee")
    gateway.execute = lambda _: refused
    with pytest.raises(errors.BadRequest) as caught:
        book(gateway)
    assert "Invalid request data provided: 'attendee' is missing a calendar" == caught.value.message
    assert ["POST", "GET"] == [each.method for each in gateway.requests]


NOT_PROVEN = [
    Reply(400, b"<p>Following fields are missing: 'responses'</p>"),
    Reply(500, {"error": {"message": "Following fields are missing: {'responses'}"}}),
    Reply(409, {"error": {"message": "Following fields are missing: {'responses'}"}}),
    Reply(400, {"error": {"message": "Invalid request data provided"}}),
    Reply(400, {"error": {"message": "504 Gateway Timeout. Following fields are missing: {'responses'}"}}),
    failed("Following fields are missing: {'responses'}"),
    failed("Response validation: missing {'responses'}"),
    failed("1 validation error for BookingResponse\nresponses\n  Field required"),
    failed("Invalid request data provided\n- Following fields are missing: {'responses'}", status_code=500),
    failed("The slot is taken"),
    failed("1 validation error for BookingResponse\nresponses\n  Field required, invalid input"),
    httpx.ReadTimeout("Following fields are missing: {'responses'}"),
]  # fmt: skip


@every("answer", NOT_PROVEN, ids=str)
def test_what_proves_nothing_is_not_followed_by_another_booking(answer, book):
    """Only a refusal of arguments, before anything was sent, is; neither is anybody asked."""
    gateway = Gateway("responses")
    gateway.execute = lambda _: answer
    with pytest.raises(errors.ToolzzCalError) as caught:
        book(gateway)
    assert ["POST"] == [each.method for each in gateway.requests]
    assert "extra_arguments" not in caught.value.message


@every(
    "told",
    [
        "Invalid request data provided - Following fields are missing: {'responses'}",
        "Input validation error: 'responses' is a required property",
        "Missing required parameters: responses",
        "Unknown argument 'attendee'",
        '{"error": "invalid_arguments", "details": [{"path": ["responses"], "message": "Required"}]}',
    ],
)
def test_a_failed_action_may_prove_that_its_arguments_were_refused(told, api):
    """An envelope that speaks of the request's arguments is as good as a refusal by status."""
    gateway = Gateway("responses")
    answers = iter([failed(told), done()])
    gateway.execute = lambda _: next(answers)
    api(gateway).call("bookings.create", **GIVEN)
    assert ["POST", "GET", "POST"] == [each.method for each in gateway.requests]


def test_a_form_that_was_taken_is_known_though_the_action_fails(api):
    """A booking that fails for another matter tells the form as well as one that succeeds."""
    gateway = Gateway("responses")
    answers = iter([gateway.refused(SHAPED["attendee"]), failed("400: the slot is taken"), done()])
    gateway.execute = lambda _: next(answers)
    client = api(gateway)
    with pytest.raises(errors.ActionFailed, match="the slot is taken"):
        client.call("bookings.create", **GIVEN)
    client.call("bookings.create", **GIVEN)
    assert ["POST", "GET", "POST", "POST"] == [each.method for each in gateway.requests]
    assert SHAPED["responses"] == json.loads(gateway.requests[-1].content)["arguments"]


def test_arguments_that_tell_of_no_form_are_not_remembered(api):
    """What a gateway takes in its own form says nothing of the documented one."""
    client = api(Gateway("responses"))
    client.call("actions.execute", TOOL, SHAPED["responses"])
    assert not any(each.is_known for each in client.client.upstream)


@every(
    ("message", "form"),
    [
        ("Unknown fields: 'attendee', 'lengthInMinutes'", "flat"),
        ("Unknown field 'attendee'", "responses"),
        ("attendee is not a valid parameter", "responses"),
        ("Unsupported parameter: attendee", "responses"),
        ("Missing required parameters: name, email", "flat"),
        ("arguments.responses: Field required", "responses"),
        ("Unknown fields: 'attendee', 'timeZone', 'end'", None),
        ("Missing field 'start'", None),
        ("Missing fields: 'responses', 'end'", None),
        ("Missing field 'end'", "flat"),
    ],
)
def test_names_alone_decide_what_they_prove(message, form, api):
    """A form is sent that has all that lacks and nothing that is not known; if there is none, nothing is."""
    gateway = Gateway("attendee", schema=Reply(404, {"input_parameters": {"properties": {"attendee": {}}}}))
    answers = iter([Reply(400, {"error": {"message": message}}), done()])
    gateway.execute = lambda _: next(answers)
    client = api(gateway)
    if form is None:
        with pytest.raises(errors.BadRequest):
            client.call("bookings.create", **GIVEN)
        assert ["POST", "GET"] == [each.method for each in gateway.requests]
    else:
        client.call("bookings.create", **GIVEN)
        assert SHAPED[form] == json.loads(gateway.requests[-1].content)["arguments"]


def test_what_became_of_the_second_booking_is_told_as_ever(book):
    """If its answer is lost, it may have happened, and nothing is sent once more."""
    gateway = Gateway("responses")
    answers = iter([gateway.refused(SHAPED["attendee"]), httpx.ReadTimeout("late")])
    gateway.execute = lambda _: next(answers)
    with pytest.raises(OutcomeUnknown):
        book(gateway)
    assert ["POST", "GET", "POST"] == [each.method for each in gateway.requests]


def test_no_further_request_is_sent_after_the_deadline(api, monkeypatch):
    """The deadline of the call holds for all that stands in for it."""
    gateway = Gateway("responses")
    client = api(gateway, retries=RetryPolicy(2, base=0, deadline=30))
    real = gateway.execute

    def late(arguments):
        monkeypatch.setattr("toolzz_cal._calls.Call.left", lambda _: -1.0)
        return real(arguments)

    gateway.execute = late
    with pytest.raises(errors.BadRequest, match="Following fields are missing"):
        client.call("bookings.create", **GIVEN)
    assert ["POST"] == [each.method for each in gateway.requests]


# Whoever calls


def test_a_tool_books_in_any_form():
    """What a model gives is in the documented form."""
    gateway = Gateway("flat")
    tools = Tools(sync_client(gateway), names=["bookings.create"])
    answer = tools.run("bookings_create", SHAPED["attendee"])
    assert not answer.is_error, answer.text
    assert gateway.booked == [SHAPED["flat"]]


def test_what_a_booking_made_is_found_in_any_form(api):
    """`reconcile` looks for the documented arguments after a second booking whose answer is lost."""
    gateway = Gateway("responses")
    made = {"createdAt": "2099-01-01T00:00:00.000Z", "attendees": [GIVEN["attendee"]]}
    found = {**booked("responses")["data"]["data"], **made, "start": GIVEN["start"], "eventTypeId": 10482}
    lost = iter([httpx.ReadTimeout("late")])
    real = gateway.execute

    def execute(arguments):
        if "responses" in arguments:
            raise next(lost)
        return real(arguments) if "attendee" in arguments else done({"status": "success", "data": [found]})

    gateway.execute = execute
    result = api(gateway).call("bookings.create", **GIVEN, reconcile=True)
    assert (found["uid"], True) == (result.data.uid, result.reconciled)
    assert 2 == len([each for each in gateway.requests if TOOL in str(each.url) and each.method == "POST"])


def test_threads_each_book_once():
    """Threads that find out the same thing at once book once each, and agree."""
    count = 8
    gateway = Gateway("responses")
    together, real = threading.Barrier(count), gateway.execute

    def execute(arguments):
        if "attendee" in arguments:
            together.wait(300)
        return real(arguments)

    gateway.execute = execute
    client = sync_client(gateway)
    threads = [threading.Thread(target=client.bookings.create, kwargs=GIVEN) for _ in range(count)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(300)
    assert [SHAPED["responses"]] * count == gateway.booked
    client.bookings.create(**GIVEN)
    assert count + 1 == len(gateway.booked)
    assert gateway.requests[-2].method == "POST"


def test_tasks_each_book_once():
    """Tasks of one loop likewise."""
    gateway = Gateway("flat")

    async def all_of_them():
        client = async_client(gateway, retries=AT_ONCE)
        await asyncio.gather(*(client.bookings.create(**GIVEN) for _ in range(5)))
        await client.bookings.create(**GIVEN)

    asyncio.run(all_of_them())
    assert [SHAPED["flat"]] * 6 == gateway.booked
