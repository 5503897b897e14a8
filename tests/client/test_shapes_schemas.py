"""The schema of a tool is others' text: whatever it is, it decides between forms that are known, and nothing more."""

import json
from functools import partial

import pytest
from hypothesis import given
from hypothesis import strategies as st
from toolzz_cal import errors
from toolzz_cal._refusals import has_no_tool, refused_arguments
from toolzz_cal._shapes import form_of, misfit, translated

from tests.support.client import Reply
from tests.support.shapes import GIVEN, REFUSALS, SHAPED, TOOL, Gateway, booked
from tests.support.tables import every

MOST = 3000  # members and levels that are ever kept of a schema


def nested(levels):
    """A schema in a schema, so deep."""
    schema = {}
    for _ in range(levels):
        schema = {"properties": {"responses": schema}, "required": ["responses"]}
    return schema


def size(form):
    """How many members a form has, inside others too."""
    return 0 if form is None else sum(1 + size(inner) for inner in form.members.values())


LOOP = {"$ref": "#/$defs/a"}
CONTROL = "a\x1b[2Jb\r\nHost: evil.example\x00"
HOSTILE = {
    "many members": {"properties": {f"m{number}": {} for number in range(50_000)}},
    "many required": {"properties": {"a": {}}, "required": [f"m{number}" for number in range(50_000)]},
    "wide and deep": {"properties": {f"m{number}": nested(4) for number in range(5_000)}},
    "deep": nested(300),
    "loop": {"properties": {"a": LOOP}, **LOOP, "$defs": {"a": LOOP}},
    "two loops": {
        "properties": {"a": LOOP, "b": {}},
        "$defs": {"a": {"$ref": "#/$defs/b"}, "b": LOOP},
        "required": ["a"],
    },
    "itself": {"properties": {"a": {"$ref": "#/"}, "b": {"$ref": "#"}}, "allOf": [{"$ref": "#/"}]},
    "grows": {"$ref": "#/$defs/a", "$defs": {"a": {"properties": dict.fromkeys("abcdefgh", LOOP)}}},
    "elsewhere": {"properties": {"a": {"$ref": "http://evil.example/schema"}}, "required": ["a"]},
    "no path": {"properties": {"a": {"$ref": "#/$defs/x/y/z"}, "b": {"$ref": 7}}, "required": ["b", 7, None]},
    "control": {"properties": {CONTROL: {}}, "required": [CONTROL]},
    "long name": {"properties": {"n" * 100_000: {}}, "required": ["n" * 100_000]},
    "odd types": {"properties": [1], "required": "all", "additionalProperties": 7, "allOf": {"a": 1}, "anyOf": [7]},
    "odd members": {"properties": {"a": 1, "b": None, "c": [], "d": True}, "required": {"a": 1}},
    "secret": {"properties": {"sk-example-secret-name": {}}, "required": ["sk-example-secret-name"]},
    "half a letter": {"properties": {"\ud800": {}}, "required": ["\ud800"]},
}


@every("name", HOSTILE)
def test_little_of_a_schema_is_kept(name):
    """A bounded number of members and levels, and names of a bounded length."""
    form = form_of(HOSTILE[name])
    assert size(form) <= MOST
    if form is not None:
        assert all(len(each) <= 200 for each in (*form.members, *form.required))
        assert len(form.required) <= MOST
        misfit(form, {**SHAPED["responses"], "a": {"a": {"a": {}}}})


def test_a_schema_may_be_deeper_than_calls_may_be():
    """Not more than a few of its levels are looked at."""
    assert size(form_of(nested(100_000))) < 10


@every("schema", [None, 7, "text", [], {}, {"type": "object"}, {"properties": {}}, True])
def test_what_tells_of_no_members_is_no_schema(schema):
    """It decides nothing."""
    assert form_of(schema) is None


@every("name", HOSTILE)
def test_a_hostile_schema_does_no_harm(name, api):
    """At most one further booking, sent to nobody else; a message that can be shown; no secret of others in it."""
    gateway = Gateway("responses", schema=Reply(200, {"slug": TOOL, "input_parameters": HOSTILE[name]}))
    told = ""
    try:
        api(gateway).call("bookings.create", **GIVEN)
    except errors.BadRequest as problem:
        told = str(problem)
    assert len(told) < 2000
    assert told.isprintable(), told
    assert "secret-name" not in told
    assert len(gateway.booked) <= 1
    assert ["POST", "GET", "POST"][: len(gateway.requests)] == [each.method for each in gateway.requests]
    assert {"backend.composio.dev"} == {each.url.host for each in gateway.requests}


@every(
    "answer",
    [
        Reply(200, b'{"input_parameters":' + b'{"properties":' * 100_000),
        Reply(200, b"[" * 100_000),
        Reply(200, b'{"input_parameters":{"properties":{"a":{}},"x":"' + b"x" * 2**20 + b'"}}'),
        Reply(302, b"", {"location": "https://evil.example/schema"}),
        Reply(401, {"error": {"message": "no"}}),
        Reply(200, {"input_parameters": "https://evil.example/schema"}),
        Reply(200, [{"input_parameters": {"properties": {"attendee": {}}}}]),
    ],
    ids=["deep", "brackets", "too large", "redirect", "refused", "an address", "a list"],
)
def test_an_answer_that_holds_no_schema(answer, api):
    """The names in the refusal decide then; nobody else is asked, and not more is read than a schema may have."""
    gateway = Gateway("responses", schema=answer)
    api(gateway).call("bookings.create", **GIVEN)
    assert [SHAPED["responses"]] == gateway.booked
    assert ["POST", "GET", "POST"] == [each.method for each in gateway.requests]
    assert {"backend.composio.dev"} == {each.url.host for each in gateway.requests}


PERSON = {"type": "object", "required": ["name"], "properties": {"name": {}, "email": {}}}
ALIKE = {
    "plain": {"properties": {"responses": PERSON, "start": {}}, "required": ["responses"]},
    "a reference": {
        "properties": {"responses": {"$ref": "#/$defs/p"}},
        "required": ["responses"],
        "$defs": {"p": PERSON},
    },
    "all of": {"allOf": [{"properties": {"responses": {"allOf": [PERSON]}}}, {"required": ["responses"]}]},
    "or null": {"properties": {"responses": {"anyOf": [PERSON, {"type": "null"}]}}, "required": ["responses"]},
    "one of": {"oneOf": [{"type": "null"}, {"properties": {"responses": PERSON}, "required": ["responses"]}]},
}


@every("name", ALIKE)
def test_schemas_are_read_however_they_are_written(name):
    """References, joined parts and objects that may be null say the same as the plain form."""
    form = form_of(ALIKE[name])
    assert misfit(form, {"responses": {"name": "Ana", "x": 1}, "y": 1}).fits
    assert ("responses",) == misfit(form, {"attendee": {}}).missing
    assert ("responses.name",) == misfit(form, {"responses": {"email": "a"}}).missing


def test_a_closed_object_takes_no_other_members():
    """Inside another object as well; an open one may, which counts against a form that has a rival."""
    closed = {"properties": {"a": {"properties": {"b": {}}, "additionalProperties": False}, "c": {}}}
    assert (("a.x",), ("y",)) == misfit(form_of(closed), {"a": {"b": 1, "x": 1}, "y": 1})[1:]
    assert not misfit(form_of(closed), {"a": {"x": 1}}).fits
    assert misfit(form_of(closed), {"c": {"x": 1}, "y": 1}).fits


def test_of_forms_that_fit_the_nearest_is_sent(api):
    """An open schema without required members takes anything; what it speaks of tells the form."""
    for form in ("responses", "flat"):
        schema = {"properties": {name: {} for name in SHAPED[form]}}
        gateway = Gateway(form, schema=Reply(200, {"input_parameters": schema}))
        api(gateway).call("bookings.create", **GIVEN)
        assert [SHAPED[form]] == gateway.booked


def test_a_form_that_fits_as_well_is_not_left(api):
    """Of an open schema that takes all forms, the one that was sent is as good as another: the refusal is final."""
    schema = {"properties": {name: {} for name in SHAPED["attendee"]}}
    gateway = Gateway("responses", schema=Reply(200, {"input_parameters": schema}))
    with pytest.raises(errors.BadRequest):
        api(gateway).call("bookings.create", **GIVEN)
    assert ["POST", "GET"] == [each.method for each in gateway.requests]


@every("refusal", ["errors", "of python", "of zod", "of ajv", "of cal"])
def test_what_is_not_known_is_read_however_it_is_worded(refusal):
    """The names are those of the refusal, and of nothing else that it quotes."""
    reply = REFUSALS[refusal]([], ["attendee"])
    error = errors.BadRequest("no", status_code=400, body=reply.body)
    if reply.status == 200:
        error = errors.ActionFailed("no", body=reply.body)
    assert (set(), {"attendee"}) == refused_arguments(error, {"attendee", "responses", "start"})


def test_the_schema_is_asked_for_once_of_a_pinned_version(api):
    """A version does not change, so its schema decides later refusals too; that of `latest` is asked for again."""
    for version, questions in (("20260721_00", 1), ("latest", 3)):
        gateway = Gateway("flat")
        client = api(gateway, toolkit_version=version)
        for _ in range(3):
            with pytest.raises(errors.BadRequest):
                client.call("bookings.create", **{**GIVEN, "length_in_minutes": None})
        assert questions == len([each for each in gateway.requests if each.method == "GET"])


def test_a_secret_among_the_arguments_is_masked_in_the_end(api):
    """An error after a second booking shows what any error shows."""
    gateway = Gateway("responses")
    refusals = iter(
        [gateway.refused(SHAPED["attendee"]), Reply(400, {"error": {"message": "hidden-example is wrong"}})]
    )
    gateway.execute = lambda _: next(refusals)
    with pytest.raises(errors.BadRequest) as caught:
        api(gateway).call("bookings.create", **GIVEN, extra_arguments={"metadata": {"token": "hidden-example"}})
    assert 2 == len([each for each in gateway.requests if each.method == "POST"])
    assert "hidden-example" not in f"{caught.value} {caught.value.body}"


NAMES = (
    "attendee",
    "responses",
    "missing",
    "required",
    "properties",
    "$ref",
    "allOf",
    "message",
    "error",
    "path",
    "msg",
)
JSONS = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text() | st.sampled_from(("#/", "#/properties/a", "[{", *NAMES)),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.sampled_from(NAMES) | st.text(), inner, max_size=4),
    max_leaves=15,
)


@given(schema=JSONS, arguments=st.dictionaries(st.sampled_from(NAMES), JSONS, max_size=4))
def test_any_schema_is_read(schema, arguments):
    """Whatever it is, it tells of members or it does not."""
    form = form_of(schema)
    if form is not None:
        assert misfit(form, arguments).fits in (True, False)


@given(body=JSONS, status=st.sampled_from((400, 404, 410, 422)))
def test_any_refusal_is_read(body, status):
    """Whatever it says, it names arguments that are known, or none."""
    error = errors.BadRequest("no", status_code=status, body=body)
    refused = refused_arguments(error, {"attendee", "responses"})
    assert refused is None or {"attendee", "responses"} >= refused.missing | refused.unknown
    assert has_no_tool(errors.NotFound("no", status_code=status, body=body), "CAL_EXAMPLE") in (True, False)


# Translation


MOVES = {"a.b": "c.d", "a.e": "f", "g": "c", "h": {"as": "i", "encode": "moment", "since": "start"}}
BINDING = {"shape": "x", "arguments": MOVES, "defaults": {"f": "en", "k.l": {}}}
into = partial(translated, BINDING)


@every(
    ("given", "shaped"),
    [
        ({}, {}),
        ({"z": 1, "c": {"d": 2}}, {"z": 1, "c": {"d": 2}}),
        ({"a": {"b": 1}}, {"c": {"d": 1}, "f": "en", "k": {"l": {}}}),
        ({"a": {"b": 1, "x": 2}}, {"a": {"x": 2}, "c": {"d": 1}, "f": "en", "k": {"l": {}}}),
        ({"a": {"e": None}}, {"f": "en", "k": {"l": {}}}),
        ({"a": {"e": "pt"}, "k": {"l": {"m": 1}}}, {"f": "pt", "k": {"l": {"m": 1}}}),
        ({"a": {"b": 1}, "g": {"d": 2, "y": 3}, "f": 0}, {"c": {"d": 1, "y": 3}, "f": 0, "k": {"l": {}}}),
        ({"a": {"b": 1}, "c": {"d": 9}, "f": 0}, {"c": {"d": 9}, "f": 0, "k": {"l": {}}}),
        ({"a": "text"}, {"a": "text"}),
        ({"a": {"b": 1}, "c": "text", "f": 0}, {"a": {"b": 1}, "c": "text", "f": 0, "k": {"l": {}}}),
        ({"h": 60, "start": "2027-03-09T23:30:00-03:00", "f": 0},
         {"start": "2027-03-09T23:30:00-03:00", "i": "2027-03-10T03:30:00Z", "f": 0, "k": {"l": {}}}),
        ({"h": 60}, {"h": 60}),
        ({"h": "60", "start": "2027-03-09T23:30:00Z"}, {"h": "60", "start": "2027-03-09T23:30:00Z"}),
        ({"h": 10**12, "start": "2027-03-09T23:30:00Z"}, {"h": 10**12, "start": "2027-03-09T23:30:00Z"}),
        ({"h": 60, "start": 7}, {"h": 60, "start": 7}),
    ],
)  # fmt: skip
def test_translation(given, shaped):
    """What is not named stays, what is there wins, and defaults come with what is moved; nothing given is changed."""
    before = json.dumps(given)
    assert shaped == into(given)
    assert before == json.dumps(given)


def test_a_booking_is_the_same_in_each_form():
    """The forms of the specification are those of the tests."""
    from toolzz_cal import operations

    bindings = operations.get("bookings.create").facts["gateway"]
    assert SHAPED == {each["shape"]: translated(each, SHAPED["attendee"]) for each in bindings}
    assert booked("flat")["successful"]
