"""`toolzz-cal doctor --contract`: what it asks, what it says, and what it ends with."""

import json
import re

import pytest
from toolzz_cal.operations import every
from toolzz_cal_cli.contract.rules import RULES

from tests.support.contracts import ACTIONS, OLDER, VERSION, document, gateway, recorded, tools

BOOKING = "CAL_POST_NEW_BOOKING_REQUEST"
CANCEL = "CAL_CANCEL_BOOKING_VIA_UID"
ANSWERS = "bookingFieldsResponses"
RESPONSES = {
    "type": "object",
    "required": ["start", "eventTypeId", "responses", "timeZone", "language", "metadata"],
    "properties": {
        "start": {"type": "string"},
        "eventTypeId": {"type": "integer"},
        "timeZone": {"type": "string"},
        "language": {"type": "string"},
        "metadata": {"type": "object"},
        "responses": {
            "type": "object",
            "required": ["name", "email"],
            "properties": {"name": {"type": "string"}, "email": {"type": "string"}},
        },
    },
}


@pytest.fixture
def watched(bare, monkeypatch):
    """Runs the command against a gateway with these answers; gives how it ended, and what was asked."""
    monkeypatch.setenv("COMPOSIO_API_KEY", "ak_example")

    def run(answers, *words):
        with gateway(answers) as (address, asked):
            ended = bare("doctor", "--contract", "--retries", "0", "--base-url", address, *words)
        return ended, asked

    return run


@pytest.fixture
def calls(tmp_path):
    """Writes a recording of the mock's with these operations, and gives its path."""

    def write(*names):
        path = tmp_path / "calls.jsonl"
        path.write_text(recorded(*names), "utf-8")
        return str(path)

    return write


def changed(slug, change):
    """All tools, one of them with other arguments."""
    answers = tools()
    change(answers[slug]["input_parameters"])
    return answers


def test_a_booking_that_wants_responses_is_found(watched, calls):
    """Which arguments are gone, which are needed now, and the newest version that takes what is sent."""
    answers = tools()
    answers[BOOKING] = answers[BOOKING] | {"input_parameters": RESPONSES}
    answers[BOOKING, OLDER[0]] = tools()[BOOKING] | {"version": OLDER[0]}
    ended, asked = watched(answers, "--used", calls("bookings.create"))
    assert 1 == ended.code
    assert f"bookings.create ({BOOKING}): breaks, because\n" in ended.out
    for sentence in ("no longer takes `attendee`.", "now requires `responses`."):
        assert f"  `bookings.create` {sentence}\n" in ended.out
    assert f"  toolkit version {OLDER[0]} is the newest that fits\n" in ended.out
    assert [(BOOKING, VERSION), (BOOKING, OLDER[0])] == [each[:2] for each in asked]


def test_a_form_that_the_client_knows_is_no_break(watched, calls):
    """It says what moved, and that the client sends the other form by itself."""
    answers = tools()
    schema = answers[BOOKING]["input_parameters"]
    person = {"type": "object", "required": ["name"], "additionalProperties": True}
    person["properties"] = {key: {"type": "string"} for key in ("name", "email", "phone")}
    texts = {key: {"type": "string"} for key in ("timeZone", "language")}
    kept = {key: schema["properties"][key] for key in schema["properties"] if key not in ("attendee", ANSWERS)}
    schema["properties"] = {**kept, **texts, "responses": person}
    schema["required"] = ["start", "eventTypeId", "responses", "timeZone", "language", "metadata"]
    ended, asked = watched(answers, "--used", calls("bookings.create"))
    assert (0, 1) == (ended.code, len(asked))
    assert f"bookings.create ({BOOKING}): adapts, because the usual request breaks\n" in ended.out
    assert "  `bookings.create` now requires `responses`.\n" in ended.out
    assert "  Where that is refused, the client sends the form `responses` by itself.\n" in ended.out


def test_an_action_under_another_name_is_asked_for_by_it(watched, calls):
    """First by the one that the version is known to have."""
    names = ["CAL_DELETE_OAUTH_CLIENT_WEBHOOK", "CAL_CAL_DELETE_OAUTH_CLIENT_WEBHOOK"]
    for name, verdict, verb in ((names[0], "same", names[:1]), (names[1], "adapts", names)):
        answers = {name: tools()[names[0]] | {"slug": name}}
        ended, asked = watched(answers, "--json", "--used", calls("oauth_clients.webhooks.delete"))
        assert (0, [verdict]) == (ended.code, [each["verdict"] for each in ended.data["contract"]])
        assert verb == [slug for slug, *_ in asked]


def test_a_form_that_the_client_knows_may_break_as_well(watched, calls):
    """Both are told, and which is sent when."""
    answers = tools()
    answers[BOOKING] = answers[BOOKING] | {"input_parameters": RESPONSES}
    ended, _ = watched(answers, "--json", "--used", calls("bookings.create"))
    (entry,) = ended.data["contract"]
    assert (1, "breaks") == (ended.code, entry["verdict"])
    at = entry["because"].index("Where that is refused, the client sends the form `responses` by itself; of that, too:")
    assert "`bookings.create` no longer takes `attendee`." in entry["because"][:at]
    assert "`bookings.create` now requires `responses.email`." in entry["because"][at:]


def test_only_what_a_program_calls_is_asked_for(watched, calls):
    """Whatever became of the rest."""
    ended, asked = watched(tools(), "--json", "--used", calls("bookings.cancel", "me.get", "bookings.cancel"))
    assert (0, 2) == (ended.code, len(asked))
    assert ["bookings.cancel", "me.get"] == [each["operation"] for each in ended.data["contract"]]
    assert {"counts", "requests", "contract"} == ended.data.keys()
    assert (2, 2) == (ended.data["requests"], ended.data["counts"]["same"])


def test_what_is_new_and_optional_breaks_nothing(watched, calls):
    """It is told as an addition."""
    answers = changed(CANCEL, lambda schema: schema["properties"].update(reasonCode={"type": "string"}))
    ended, _ = watched(answers, "--used", calls("bookings.cancel"))
    assert 0 == ended.code
    assert f"bookings.cancel ({CANCEL}): additive\n  `bookings.cancel` also takes `reasonCode`.\n" in ended.out


def test_a_newer_version_that_fits_is_named(watched, calls):
    """The newest of those that fit, where nothing breaks in the one that is asked for."""
    answers = tools()
    newer = [f"2027010{day}_00" for day in (1, 2, 3)]
    answers[CANCEL]["available_versions"] = [VERSION, *newer]
    for version in newer:
        answers[CANCEL, version] = tools()[CANCEL] | {"version": version}
    answers[CANCEL, newer[2]]["input_parameters"] = {"type": "object", "properties": {}}
    ended, asked = watched(answers, "--json", "--used", calls("bookings.cancel"))
    assert (0, newer[1]) == (ended.code, ended.data["contract"][0]["fits"])
    assert [VERSION, newer[2], newer[1]] == [version for _, version, _ in asked]


def test_never_more_requests_than_operations(watched):
    """However many versions there are to look at, and whatever breaks in all of them."""
    answers = tools()
    for tool in answers.values():
        tool["input_parameters"] = {"type": "object", "required": ["other"], "properties": {"other": {}}}
        tool["available_versions"] = [f"2026{month:02}01_00" for month in range(1, 13)]
    ended, asked = watched(answers, "--json")
    assert 1 == ended.code
    assert len(asked) == ended.data["requests"] == len(every())
    assert not any(slug == "POST" for slug, *_ in asked)
    assert len(ACTIONS) == ended.data["counts"]["breaks"]


def test_another_version_can_be_asked_for(watched, calls):
    """Before calls are moved to it."""
    _, asked = watched(tools(), "--toolkit-version", "latest", "--used", calls("me.get"))
    assert {"latest"} == {version for _, version, _ in asked}


def test_a_repeated_request_counts(bare, monkeypatch, calls):
    """What is busy is asked again, within the same bound; a gateway that refuses for good is told."""
    monkeypatch.setenv("COMPOSIO_API_KEY", "ak_example")
    answers = tools()
    answers[CANCEL] = 503, {"error": {"message": "busy\x1b[31m", "code": 1, "status": 503}}
    with gateway(answers) as (address, asked):
        ended = bare(
            "doctor", "--contract", "--retries", "1", "--base-url", address, "--used", calls("bookings.cancel")
        )
    assert 1 == ended.code
    assert f"bookings.cancel ({CANCEL}): unknown\n" in ended.out
    assert "busy\\u001b[31m" in ended.out
    assert "; 2 requests\n" in ended.out
    assert 2 == len(asked)


def test_never_more_requests_when_each_is_repeated(bare, monkeypatch):
    """A gateway that is busy for everybody is asked as often as there are operations, and no more."""
    monkeypatch.setenv("COMPOSIO_API_KEY", "ak_example")
    answers = dict.fromkeys(tools(), (503, {"error": {"message": "busy", "code": 1, "status": 503}}))
    with gateway(answers) as (address, asked):
        ended = bare("doctor", "--contract", "--json", "--retries", "2", "--base-url", address)
    assert (1, len(every())) == (ended.code, len(asked))
    assert len(ACTIONS) == ended.data["counts"]["unknown"]


REFUSED = {"error": {"message": "Invalid API key", "code": 10401, "status": 401}}


@pytest.mark.parametrize(
    ("answer", "code", "told"),
    [
        ((401, REFUSED), 1, "Invalid API key"),
        ((404, "<html>"), 1, "did not tell"),
        ((200, {"slug": "ANOTHER", "input_parameters": {}}), 1, "does not tell the arguments"),
        ((200, []), 1, "does not tell the arguments"),
        ((200, b"{"), 1, "no JSON"),
        ((302, {}), 1, "redirects are not followed"),
    ],
)
def test_what_is_no_answer_proves_nothing(watched, calls, answer, code, told):
    """It is unknown then, or the command ends; nothing is said to fit."""
    ended, _ = watched({CANCEL: answer}, "--used", calls("bookings.cancel"))
    assert code == ended.code
    assert told in ended.out + ended.err
    assert ": same" not in ended.out
    assert "ak_example" not in ended.out + ended.err


DEEP = {"type": "string"}
for _ in range(200):
    DEEP = {"type": "object", "properties": {"a": DEEP}}
CIRCLE = {"type": "object", "properties": {"bookingUid": {"$ref": "#/$defs/A"}}, "$defs": {"A": {"$ref": "#/$defs/A"}}}


@pytest.mark.parametrize(
    ("schema", "told"),
    [
        ({"properties": {"bookingUid": {"$ref": "file:///etc/hostname"}}}, "neither files nor addresses are followed"),
        ({"$ref": "http://127.0.0.1:1/schema.json"}, "neither files nor addresses are followed"),
        (CIRCLE, "References form a circle"),
        (DEEP, "nested too deeply"),
    ],
)
def test_a_hostile_schema_is_unknown(watched, calls, schema, told):
    """Nothing of it is followed, and nothing is said to fit."""
    answers = tools()
    answers[CANCEL]["input_parameters"] = schema
    ended, asked = watched(answers, "--used", calls("bookings.cancel"))
    assert (1, 1) == (ended.code, len(asked))
    assert f"bookings.cancel ({CANCEL}): unknown\n" in ended.out
    assert told in ended.out


def test_nobody_to_ask(bare):
    """Without a key or a document there is nothing to look at."""
    ended = bare("doctor", "--contract")
    assert (3, "") == (ended.code, ended.out)
    assert "COMPOSIO_API_KEY" in ended.err


def test_a_gateway_that_is_not_there(bare, monkeypatch):
    """As with any call."""
    monkeypatch.setenv("COMPOSIO_API_KEY", "ak_example")
    ended = bare("doctor", "--contract", "--base-url", "http://127.0.0.1:1", "--retries", "0")
    assert 6 == ended.code


@pytest.mark.parametrize(
    "words", [("--used", "x"), ("--toolkit-version", "latest"), ("--contract", "--offline")], ids=" ".join
)
def test_options_that_do_not_go_together(bare, words):
    """They are refused before anything is asked."""
    assert 2 == bare("doctor", *words).code


def test_both_upstreams_at_once(watched, calls, tmp_path):
    """A line for each route, and one exit code."""
    path = tmp_path / "openapi.json"
    content = document()
    del content["paths"]["/v2/me"]
    path.write_text(json.dumps(content), "utf-8")
    ended, asked = watched(tools(), "--openapi", str(path), "--used", calls("me.get"))
    assert (1, 1) == (ended.code, len(asked))
    assert "me.get (CAL_RETRIEVE_MY_INFORMATION): same\n" in ended.out
    assert "me.get (GET /v2/me): breaks, because\n  The document has no `GET /v2/me`.\n" in ended.out


def test_every_sentence_of_a_request_can_be_reached():
    """What breaks calls is judged by the rules of the comparison, which has one for each kind that is named."""
    from toolzz_cal_cli.contract import judging

    kinds = {kind for kind, _ in RULES}
    named = {*judging._NO_CALLS, *judging._DOUBTED, *(kind for kind, _ in judging._GROWN)}
    assert named <= kinds


def test_help_tells_the_exit_codes(bare):
    """Those of the watch beside those of the credentials."""
    told = re.sub(r"\s+", " ", bare("doctor", "--help").out)
    assert "--contract" in told
    assert "0: same, only additions, or the client adapts by itself; 1: a call breaks" in told
