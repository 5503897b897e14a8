"""What versions of the gateway's toolkit take: shapes of arguments, slugs, and what the gateway tells of a tool."""

import json
from datetime import UTC, datetime

import jsonschema
import jsonschema_rs
import pytest
from toolzz_cal import operations
from toolzz_cal_mock import Mock
from toolzz_cal_mock.__main__ import main
from toolzz_cal_mock.messages import Request
from toolzz_cal_mock.shapes import shapes

from tests.support.tables import every

NOON = datetime(2027, 3, 1, 12, tzinfo=UTC)
TOOLS = "/api/v3.1/tools/"
BOOK = "CAL_POST_NEW_BOOKING_REQUEST"
RENAMED = ("CAL_CAL_DELETE_OAUTH_CLIENT_WEBHOOK", "CAL_DELETE_OAUTH_CLIENT_WEBHOOK")
VERSION = "20260721_00"
PERSON = {"name": "Ana Prado", "email": "ana.prado@example.com"}
ZONE = {"timeZone": "America/Sao_Paulo"}
SLOT = {"start": "2027-03-09T14:00:00Z", "eventTypeId": 10482}
SENT = {
    "attendee": {**SLOT, "attendee": {**PERSON, **ZONE}},
    "responses": {**SLOT, **ZONE, "language": "en", "metadata": {}, "responses": PERSON},
    "flat": {**SLOT, **ZONE, **PERSON, "language": "en", "metadata": {}},
}
SHAPES = tuple(SENT)
ACTIONS = [each for each in operations.every() if each.slug is not None]


@pytest.fixture
def mock():
    """A mock whose clock stands."""
    return Mock(now=NOON, running=False)


def tool(mock, slug=BOOK, version=VERSION, method="GET", key="ak_example", prefix=TOOLS):
    """A reply to the question what a tool takes."""
    query = (("version", version),) if version is not None else ()
    return mock.handle(Request(method, prefix + slug, query, {"x-api-key": key} if key else {}))


def execute(mock, arguments, slug=BOOK, version=VERSION):
    """A reply to a call."""
    body = {"arguments": arguments} | ({"version": version} if version is not None else {})
    request = Request("POST", f"{TOOLS}execute/{slug}", (), {"x-api-key": "ak_example"}, json.dumps(body).encode())
    return mock.handle(request)


def message(reply):
    """The words of a refusal."""
    return reply.json()["error"]["message"]


# What is told of a tool


@every("action", ACTIONS, ids=lambda each: each.name)
def test_every_tool_is_told_of(mock, action):
    """Its own example fits what it says it takes, and the answer fits what it says it gives."""
    told = tool(mock, action.slugs[-1]).json()
    jsonschema_rs.meta.validate(told["input_parameters"])
    jsonschema_rs.validate(told["input_parameters"], action.example)
    jsonschema_rs.meta.validate(told["output_parameters"])
    assert (action.slugs[-1], VERSION, action.summary) == (told["slug"], told["version"], told["name"])
    assert told["toolkit"]["slug"] == "cal"
    assert VERSION in told["available_versions"]
    assert not mock.calls(action.name)  # asking is no call


def test_what_a_tool_gives_is_as_told(mock):
    """A true answer fits; references lead somewhere."""
    told = tool(mock).json()["output_parameters"]
    answer = execute(mock, SENT["attendee"]).json()
    assert answer["successful"]
    jsonschema.validate(answer, told)


@pytest.mark.parametrize(("version", "told"), [(VERSION, VERSION), ("latest", VERSION), (None, VERSION)])
def test_latest_is_a_version(mock, version, told):
    """And the one that is meant where none is named; of the older API the oldest."""
    assert tool(mock, version=version).json()["version"] == told
    older = tool(mock, version=version, prefix="/api/v3/tools/").json()["version"]
    assert older == ("00000000_00" if version is None else told)


def test_who_asks_wrongly_is_told(mock):
    """Slug, version, key and method, each with its own status."""
    assert (404, "The tool CAL_NOTHING was not found") == ((lost := tool(mock, "CAL_NOTHING")).status, message(lost))
    assert 400 == tool(mock, version="new").status
    assert 401 == tool(mock, key="").status
    assert 401 == tool(Mock(now=NOON, strict_auth=True), key="ak_unknown_example").status
    refused = tool(mock, method="POST")
    assert (405, "GET") == (refused.status, refused.headers["allow"])
    assert 200 == tool(mock, method="HEAD").status


# Shapes


@pytest.mark.parametrize("sent", SHAPES)
@pytest.mark.parametrize("shape", SHAPES)
def test_a_version_takes_its_own_shape_and_no_other(shape, sent):
    """The one that was chosen is taken and told; of another one what is missing is named."""
    mock = Mock(now=NOON, running=False, shapes={VERSION: shape})
    schema = tool(mock).json()["input_parameters"]
    reply = execute(mock, SENT[sent])
    assert jsonschema.Draft202012Validator(schema).is_valid(SENT[sent]) == (shape == sent)
    if shape == sent:
        assert reply.json()["successful"]
        return
    assert 400 == reply.status
    missing = {"attendee": "attendee", "responses": "responses", "flat": "name"}[shape]
    assert missing in " ".join(reply.json()["error"]["errors"])
    assert not mock.calls("bookings.create", status=200)


def booked(shape, **more):
    """What is booked by a shape, without what differs from one mock to the next."""
    mock = Mock(now=NOON, running=False, shapes={VERSION: shape})
    data = execute(mock, {**SENT[shape], **more}).json()["data"]["data"]
    return {name: value for name, value in data.items() if name not in ("id", "uid", "icsUid")}, mock


@pytest.mark.parametrize("shape", SHAPES)
def test_each_shape_books_the_same(shape):
    """The same booking, and the same arguments in the recording: those of the documents."""
    data, mock = booked(shape)
    wanted, _ = booked("attendee")
    wanted["attendees"][0]["language"] = data["attendees"][0]["language"]
    assert wanted == data
    mock.calls.assert_called_once("bookings.create", arguments=SENT["attendee"])


def test_answers_to_questions_stand_beside_the_person():
    """In the shape that has both in one place."""
    mock = Mock(now=NOON, running=False, shapes={VERSION: "responses"})
    arguments = {**SENT["responses"], "responses": {**PERSON, "company": "Acme"}}
    data = execute(mock, arguments).json()["data"]["data"]
    assert data["bookingFieldsResponses"]["company"] == "Acme"
    assert mock.calls.last().arguments["bookingFieldsResponses"] == {"company": "Acme"}


@pytest.mark.parametrize("end", ["2027-03-09T15:00:00Z", "2027-03-09T12:00:00-03:00"])
def test_an_end_is_a_length(end):
    """Counted from the start."""
    data, mock = booked("flat", end=end)
    assert data["duration"] == 60
    assert mock.calls.last().arguments["lengthInMinutes"] == 60
    assert "end" not in mock.calls.last().arguments


@pytest.mark.parametrize("shape", ["responses", "flat"])
def test_a_closed_shape_takes_nothing_else(shape):
    """What it does not know is named."""
    mock = Mock(now=NOON, running=False, shapes={VERSION: shape})
    reply = execute(mock, {**SENT[shape], "colour": "red"})
    assert (400, True) == (reply.status, "colour" in message(reply))


@pytest.mark.parametrize("shape", ["responses", "flat"])
@pytest.mark.parametrize("name", ["language", "metadata", "timeZone", "start", "eventTypeId"])
def test_what_a_shape_lacks_is_named(shape, name):
    """What the documents know a default for, too."""
    mock = Mock(now=NOON, running=False, shapes={VERSION: shape})
    reply = execute(mock, {key: value for key, value in SENT[shape].items() if key != name})
    assert (400, True) == (reply.status, name in message(reply))


def test_the_shape_of_one_version_is_not_that_of_another(mock):
    """The documented one where nothing is said; the newest version is `latest`."""
    mock.settings.shapes = {"20270101_00": "flat"}
    assert execute(mock, SENT["attendee"]).json()["successful"]
    assert execute(mock, SENT["flat"] | {"start": "2027-03-09T15:00:00Z"}, version="20270101_00").json()["successful"]
    assert execute(mock, SENT["flat"] | {"start": "2027-03-09T16:00:00Z"}, version=None).json()["successful"]
    told = tool(mock, version="latest").json()
    assert ("20270101_00", ["20270101_00", VERSION]) == (told["version"], told["available_versions"][:2])


def test_other_actions_have_one_shape(mock):
    """A chosen one is for those that have it."""
    before = tool(mock, "CAL_FETCH_ALL_BOOKINGS").json()
    mock.settings.shapes = {VERSION: "flat"}
    assert before == tool(mock, "CAL_FETCH_ALL_BOOKINGS").json()


@pytest.mark.parametrize(
    "value",
    [[], "flat", {"2026": "flat"}, {"latest": "flat"}, {VERSION: "square"}, {VERSION: None}, {1: "flat"}],
    ids=repr,
)
def test_what_is_no_choice_of_shapes_is_refused(mock, value):
    """And changes nothing."""
    with pytest.raises(ValueError, match="shapes"):
        mock.settings.change({"shapes": value})
    assert mock.settings.shapes == {}


def test_shapes_are_chosen_by_option(capsys):
    """A wrong one is a wrong option."""
    with pytest.raises(SystemExit) as left:
        main(["mock", "--shape", f"{VERSION}=square"])
    assert left.value.code == 2
    told = capsys.readouterr().err
    assert all(name in told for name in ("square", *shapes().names))


# Slugs


@pytest.mark.parametrize(
    ("version", "there"), [("00000000_00", 0), ("20260720_00", 0), (VERSION, 1), ("20270101_00", 1), ("latest", 1)]
)
def test_a_renamed_tool_has_one_name_at_a_time(mock, version, there):
    """The other one is not found, for questions and calls alike."""
    for index, slug in enumerate(RENAMED):
        asked, called = tool(mock, slug, version), execute(mock, {"clientId": "c", "webhookId": "w"}, slug, version)
        if index == there:
            assert (200, 200) == (asked.status, called.status)
            continue
        assert (404, 404) == (asked.status, called.status)
        assert slug in message(called)
    assert len(mock.calls("oauth_clients.webhooks.delete")) == 2
