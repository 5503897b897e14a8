"""What is an alarm and what is none: documents that people write are less exact than schemas of programs."""

import json
import re

import pytest

from tests.support.contracts import ACTIONS, document, gateway, recorded, request, tools

REF = "#/components/schemas/"
BOOKING = "CAL_POST_NEW_BOOKING_REQUEST"


def body(content, path, method="post"):
    """The body of a request in a document."""
    return content["paths"][path][method]["requestBody"]["content"]["application/json"]["schema"]


def answer(content, path, method="post"):
    """What a request answers in a document."""
    (response,) = content["paths"][path][method]["responses"].values()
    return response["content"]["application/json"]["schema"]


def booking(content):
    return body(content, "/v2/bookings")


def inside_gone(content):
    del booking(content)["properties"]["attendee"]["properties"]["phoneNumber"]


def inside_needed(content):
    booking(content)["properties"]["attendee"]["required"].append("phoneNumber")


def inside_of_optional_needed(content):
    booking(content)["properties"]["metadata"] = {"type": "object", "required": ["link"], "properties": {"link": {}}}


def form_gone(content):
    booking(content)["properties"]["location"] = booking(content)["properties"]["location"]["anyOf"][0]


def with_default(content):
    booking(content)["properties"]["instant"]["default"] = False
    booking(content)["required"].append("instant")


def needed(content):
    booking(content)["required"].append("instant")


def untold_body(content):
    del content["paths"]["/v2/bookings"]["post"]["requestBody"]


def untold_keys(content):
    booking(content)["properties"]["attendee"] = {"type": "object"}


def broken_reference(content):
    booking(content)["properties"]["attendee"] = {"$ref": f"{REF}Nowhere"}


def variants(content):
    schema = booking(content)
    content["components"]["schemas"]["One"] = schema
    other = {
        "type": "object",
        "required": [*schema["required"], "until"],
        "properties": schema["properties"] | {"until": {}},
    }
    content["paths"]["/v2/bookings"]["post"]["requestBody"]["content"]["application/json"]["schema"] = {
        "oneOf": [{"$ref": f"{REF}One"}, other]
    }


def not_encoded(content):
    schema = body(content, "/v2/webhooks")
    schema["properties"]["triggers"] = schema["properties"]["triggers"]["items"]


def other_encoding(content):
    body(content, "/v2/webhooks")["properties"]["triggers"] = {"type": "boolean"}


def pattern(content):
    booking(content)["properties"]["emailVerificationCode"]["pattern"] = "^[0-9]+$"


def lower_maximum(content):
    for parameter in content["paths"]["/v2/bookings"]["get"]["parameters"]:
        if parameter["name"] == "take":
            parameter["schema"]["maximum"] -= 1


def several_versions(content):
    for parameter in content["paths"]["/v2/bookings"]["post"]["parameters"]:
        parameter["description"] = "`2027-01-01` or `2024-08-13`"


def another_version(content):
    for parameter in content["paths"]["/v2/bookings"]["post"]["parameters"]:
        parameter["description"] = "Must be `2027-01-01`"


def own_header(content):
    told = {"name": "x-cal-client-id", "in": "header", "required": True, "schema": {"type": "string"}}
    content["paths"]["/v2/bookings"]["post"]["parameters"].append(told)


def other_header(content):
    told = {"name": "x-tenant", "in": "header", "required": True, "schema": {"type": "string"}}
    content["paths"]["/v2/bookings"]["post"]["parameters"].append(told)


def field_gone(content):
    del content["components"]["schemas"]["Booking"]["properties"]["uid"]


def unsure_field_gone(content):
    del content["components"]["schemas"]["Booking"]["properties"]["rating"]


def untold_answer(content):
    answer(content, "/v2/bookings")["properties"]["data"] = {"type": "object"}


def own_payload(content):
    envelope = {"type": "object", "properties": {"status": {}, "data": {"$ref": f"{REF}Envelope"}}}
    content["components"]["schemas"]["Envelope"] = envelope
    schema = answer(content, "/v2/bookings")
    schema.clear()
    schema["$ref"] = f"{REF}Envelope"


def nullable(content):
    booking(content)["properties"]["instant"]["nullable"] = True


CASES = [
    (inside_gone, "same", "no longer takes `attendee.phoneNumber`"),
    (inside_needed, "breaks", "now requires `attendee.phoneNumber`"),
    (inside_of_optional_needed, "same", "now requires `metadata.link`"),
    (form_gone, "same", "takes `location` only as object"),
    (with_default, "same", None),
    (needed, "breaks", "now requires `instant`"),
    (untold_body, "same", None),
    (untold_keys, "same", None),
    (broken_reference, "same", None),
    (variants, "additive", "also takes `until`"),
    (not_encoded, "same", "takes `triggers` as string instead of array"),
    (other_encoding, "breaks", "takes `triggers` as boolean instead of array"),
    (pattern, "same", "pattern none"),
    (lower_maximum, "breaks", "limits `take` more"),
    (several_versions, "same", None),
    (another_version, "breaks", "speaks version `2027-01-01`"),
    (own_header, "same", None),
    (other_header, "breaks", "now requires `x-tenant`"),
    (field_gone, "breaks", ".uid` is gone"),
    (unsure_field_gone, "same", None),
    (untold_answer, "same", None),
    (own_payload, "same", None),
    (nullable, "additive", "takes null for `instant`"),
]


# What the changes concern: the others stay as they are, which `test_planted.py` looks at.
CONCERNED = [name for name in ACTIONS if name.startswith(("bookings.", "webhooks."))]


@pytest.fixture
def used(tmp_path):
    """The option by which the command looks at what is concerned only."""
    path = tmp_path / "calls.jsonl"
    path.write_text(recorded(*CONCERNED), "utf-8")
    return "--used", str(path)


@pytest.mark.parametrize(("change", "verdict", "told"), CASES, ids=[change.__name__ for change, *_ in CASES])
def test_a_document(change, verdict, told, bare, tmp_path, used):
    """One change gives one verdict for all whom it concerns; what may or may not matter is told as a doubt."""
    content = document()
    before = json.dumps(content)
    change(content)
    assert before != json.dumps(content)
    path = tmp_path / "openapi.json"
    path.write_text(json.dumps(content), "utf-8")
    ended = bare("doctor", "--openapi", str(path), *used, "--json")
    assert len(CONCERNED) == len(ended.data["contract"])
    met = [each for each in ended.data["contract"] if each["verdict"] != "same" or each["doubts"]]
    if verdict != "same" or told:
        assert {verdict} == {each["verdict"] for each in met}
    sentences = [sentence for each in met for sentence in (*each["because"], *each["doubts"])]
    assert all(told in sentence for sentence in sentences) if told else sentences == []
    assert bool(told) == bool(met)
    assert (1 if verdict == "breaks" else 0) == ended.code


@pytest.mark.parametrize("change", [inside_gone, pattern, inside_of_optional_needed])
def test_a_gateway_is_exact(change, bare, monkeypatch, used):
    """The same changes in a schema that calls are held against break them."""
    answers = tools()
    schema = answers[BOOKING]["input_parameters"]
    change(
        {"paths": {"/v2/bookings": {"post": {"requestBody": {"content": {"application/json": {"schema": schema}}}}}}}
    )
    monkeypatch.setenv("COMPOSIO_API_KEY", "ak_example")
    with gateway(answers) as (address, _):
        ended = bare("doctor", "--contract", *used, "--json", "--base-url", address)
    assert ["bookings.create"] == [each["operation"] for each in ended.data["contract"] if each["verdict"] == "breaks"]
    assert len(CONCERNED) == len(ended.data["contract"])


def without_first(content, name):
    """Takes the first direct request of an action away, and puts the next one there, which it gives."""
    facts = ACTIONS[name]
    other = facts["cal"]["others"][0]
    item = content["paths"].pop(re.sub(r"\{(\w+)\}", r"{\1_}", facts["cal"]["path"]))
    content["paths"][other["path"]] = {other["method"].lower(): request(facts, other)}
    return item, content["paths"][other["path"]]


def test_where_a_request_is_gone_the_next_one_counts(bare, tmp_path):
    """As the client then sends it by itself."""
    content = document()
    without_first(content, "slots.release")
    entry, code = looked_at("slots.release", content, bare, tmp_path)
    instead = "Where that is refused, the client sends `DELETE /v2/slots/selected-slot` by itself."
    assert (0, "adapts", instead) == (code, entry["verdict"], entry["because"][-1])


def test_where_a_request_is_there_the_next_one_does_not_count(bare, tmp_path):
    """The client does not send it then, however well it fits."""
    content = document()
    item, _ = without_first(content, "slots.release")
    item["delete"]["parameters"].append({"name": "tenantId", "in": "query", "required": True, "schema": {}})
    content["paths"]["/v2/slots/reservations/{uid}"] = item
    entry, code = looked_at("slots.release", content, bare, tmp_path)
    assert (1, "breaks", ["`slots.release` now requires `tenantId`."]) == (code, entry["verdict"], entry["because"])


def test_where_the_next_one_breaks_as_well_both_are_told(bare, tmp_path):
    """What is gone, and what the client's next request lacks."""
    content = document()
    _, item = without_first(content, "slots.release")
    item["delete"]["parameters"].append({"name": "tenantId", "in": "query", "required": True, "schema": {}})
    entry, code = looked_at("slots.release", content, bare, tmp_path)
    assert (1, "breaks") == (code, entry["verdict"])
    assert "The document has no `DELETE /v2/slots/reservations/{uid}`." == entry["because"][0]
    assert "`slots.release` now requires `tenantId`." == entry["because"][-1]


def looked_at(name, content, bare, folder):
    """What is said of an operation, and the exit code."""
    path = folder / "openapi.json"
    path.write_text(json.dumps(content), "utf-8")
    ended = bare("doctor", "--openapi", str(path), "--json")
    (entry,) = [each for each in ended.data["contract"] if each["operation"] == name]
    return entry, ended.code
