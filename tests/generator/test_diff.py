"""Every single change between two documents is told as what it is, and one way of writing is as good as another."""

import json
import re
import unicodedata
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openapi_python_client.strings import PythonIdentifier

from generator.check.rules import operations
from generator.diff.documents import compare
from generator.diff.load import Document, load
from generator.diff.names import snake
from generator.diff.table import RULES
from generator.errors import SpecError
from tests.generator.diff.answers import ANSWERS
from tests.generator.diff.arguments import ARGUMENTS
from tests.generator.diff.base import GONE, JSON, base, changes, edited
from tests.generator.diff.operations import OPERATIONS
from tests.generator.diff.rewritings import REWRITINGS, reordered
from tests.generator.diff.sending import SENDING
from tests.support.generator import CASES, ROOT
from tests.support.spec import properties

EVERY = [*ARGUMENTS, *SENDING, *ANSWERS, *OPERATIONS]


def only(old, new):
    """The one change between two documents."""
    found = changes(old, new)
    assert 1 == len(found), [each.consequence for each in found]
    return found[0].level, found[0].side, found[0].consequence


@pytest.mark.parametrize("case", EVERY, ids=lambda case: case.name)
def test_a_change_is_classed_and_its_consequence_told(case):
    """One change is found, of the right level and side, in words that name the method and the argument."""
    assert (case.there.level, case.there.side, case.there.text) == only(base(), edited(*case.edits))


@pytest.mark.parametrize("case", EVERY, ids=lambda case: case.name)
def test_taking_a_change_back_is_a_change_too(case):
    """What was safe may break when it is taken back, and the other way round."""
    assert (case.back.level, case.back.side, case.back.text) == only(edited(*case.edits), base())


@pytest.mark.parametrize("name", REWRITINGS)
def test_another_way_of_writing_is_no_change(name):
    """References, unions, orders and places that mean the same give no change, in either direction."""
    assert () == changes(base(), REWRITINGS[name])
    assert () == changes(REWRITINGS[name], base())


def test_the_rewritings_are_rewritings():
    """Each differs from the base and from the others, or it would show nothing."""
    written = [json.dumps(each) for each in (base(), *REWRITINGS.values())]
    assert len(set(written)) == len(written)


def test_a_schema_of_both_directions_is_judged_in_each():
    """What a request must have, an answer always has; the names are those of either side."""
    found = changes(base(), edited("attendee required", ["name", "timeZone"]))
    assert [
        ("breaking", "request", "`bookings.create` now requires `attendee.timeZone`."),
        ("safe", "answer", "`Attendee.time_zone` is always there in what `bookings.create` answers."),
    ] == [(each.level, each.side, each.consequence) for each in found]


def test_a_field_of_a_closed_request_goes():
    """It is refused from then on; in an answer it is missed."""
    found = changes(base(), edited("attendee properties timeZone", GONE))
    assert [
        ("breaking", "answer", "`Attendee.time_zone` is gone from what `bookings.create` answers."),
        ("breaking", "request", "`bookings.create` no longer takes `attendee.timeZone`."),
    ] == [(each.level, each.side, each.consequence) for each in found]


def test_an_argument_in_the_path_is_renamed():
    """Only Python sees the name; a name that becomes the same argument is no change."""

    def called(name):
        document = base()
        item = document["paths"].pop("/integrations/{integrationId}")
        item["get"]["parameters"][0]["name"] = name
        document["paths"][f"/integrations/{{{name}}}"] = item
        return document

    assert ("breaking", "request", "`integrations.get` takes `key` instead of `integration_id`.") == only(
        base(), called("key")
    )
    assert () == changes(base(), called("integration_id"))


@pytest.mark.parametrize(("method", "path"), [("patch", "/execute/CREATE"), ("post", "/run/CREATE")])
def test_a_request_that_is_sent_otherwise_breaks_released_clients(method, path):
    """The method keeps its name, so it is found again in its new place."""
    document = base()
    document["paths"][path] = {method: document["paths"].pop("/execute/CREATE")["post"]}
    told = f"`bookings.create` is now sent to `{method.upper()} {path}`."
    assert ("breaking", "operation", told) == only(base(), document)


@pytest.mark.parametrize(
    ("scheme", "needed"),
    [
        ({"type": "apiKey", "in": "query", "name": "x-api-key"}, "breaking"),
        ({"type": "apiKey", "in": "header", "name": "x-key"}, "breaking"),
        ({"type": "http", "scheme": "Bearer"}, "breaking"),
        ({"type": "apiKey", "in": "header", "name": "x-api-key", "description": "A key."}, None),
    ],
)
def test_a_credential_is_what_it_is_and_not_how_it_is_called(scheme, needed):
    """Another header under the same name is another credential, and told once for all operations."""
    found = changes(base(), edited("root components securitySchemes key", scheme))
    assert (["breaking", "safe"] if needed else []) == [each.level for each in found]
    assert all(4 == len(each.operations) for each in found)


def test_a_scope_more_tightens():
    """A credential with fewer scopes is refused from then on."""
    flows = {"type": "oauth2", "flows": {}}
    old = edited("root components securitySchemes key", flows, "root security", [{"key": ["read"]}])
    new = edited("root components securitySchemes key", flows, "root security", [{"key": ["read", "write"]}])
    assert ["security-tightened"] == [each.kind for each in changes(old, new)]
    assert ["security-loosened"] == [each.kind for each in changes(new, old)]


def test_a_model_of_another_name_breaks_imports():
    """`models.Booking` is a name that programs import; nothing else changed, recursion included."""
    text = json.dumps(base()).replace("/Booking", "/Meeting").replace('"Booking"', '"Meeting"')
    assert ("breaking", "answer", "`models.Booking` is now `models.Meeting`.") == only(base(), json.loads(text))


def test_a_text_of_another_name_is_no_change():
    """There is no class for it."""
    old, new = (
        edited(
            f"root components schemas {name}", {"type": "string"},
            "booking properties meetingUrl", {"$ref": f"#/components/schemas/{name}"},
        )
        for name in ("Url", "Address_")
    )  # fmt: skip
    assert () == changes(old, new)


def test_circles_that_never_meet_come_to_an_end():
    """The same recursion, whose references stand at even depths on one side and at odd ones on the other."""

    def holding(schema):
        return {"type": "object", "properties": {"next": schema}}

    recursive = ("root components schemas Loop", holding(holding({"$ref": "#/components/schemas/Loop"})))
    even = edited(*recursive, "answer properties names", {"$ref": "#/components/schemas/Loop"})
    odd = edited(*recursive, "answer properties names", holding({"$ref": "#/components/schemas/Loop"}))
    assert () == changes(even, odd)
    assert () == changes(odd, even)


def test_variants_are_told_apart_by_their_mark():
    """One goes and another comes, however alike they are but for the value that marks them."""

    def variants(*marks):
        each = [{"type": "object", "properties": {"type": {"const": mark}, "url": {}}} for mark in marks]
        return edited("arguments properties place", {"oneOf": each})

    found = changes(variants("call", "video"), variants("video", "walk"))
    assert ["variant-removed", "variant-added"] == [each.kind for each in found]


def test_an_object_that_gets_fields_is_read_as_a_model():
    """A dict becomes a model, which has attributes instead of keys."""
    old = edited("answer properties names", {"type": "object"})
    new = edited("answer properties names", {"type": "object", "properties": {"first": {}}})
    told = "`names`, in what `integrations.list` answers, is read as `a model` instead of `dict`."
    assert ("breaking", "answer", told) == only(old, new)


def test_becoming_an_action_changes_what_is_answered():
    """Actions answer a result around the model."""
    found = changes(edited("create x-cal", GONE), base())
    assert "became-action" in {each.kind for each in found}
    assert "no-action" in {each.kind for each in changes(base(), edited("create x-cal", GONE))}


@pytest.mark.parametrize("holder", ["root webhooks", "create callbacks"])
def test_what_the_server_calls_is_judged_the_other_way_round(holder):
    """The body of a webhook comes to us: a field less breaks, a field more does not."""

    def calling(properties):
        body = {"content": {JSON: {"schema": {"type": "object", "properties": properties}}}}
        item = {"post": {"requestBody": body, "responses": {"200": {"description": "Fine."}}}}
        return edited(holder, {"done": item if holder == "root webhooks" else {"{$request.body#/url}": item}})

    fewer, more = calling({"id": {}}), calling({"id": {}, "at": {}})
    assert ("safe", "answer") == only(fewer, more)[:2]
    assert ("breaking", "answer") == only(more, fewer)[:2]
    name = holder.removeprefix("root ")
    assert ("breaking", "operation") == only(fewer, edited(holder, {}))[:2], name
    assert ("safe", "operation") == only(edited(holder, {}), fewer)[:2], name


def test_the_same_change_of_many_operations_is_told_once():
    """A shared argument that goes names its operations."""
    header = {"name": "X-Team", "in": "header", "schema": {"type": "string"}}
    old = base()
    for item in old["paths"].values():
        for operation in item.values():
            operation.setdefault("parameters", []).append(header)
    found = changes(old, base())
    assert ["`bookings.create`, `integrations.list` and 2 more no longer take `x_team`."] == [
        each.consequence for each in found
    ]
    assert ("bookings.create", "integrations.list", "integrations.create", "integrations.get") == found[0].operations


def test_a_document_of_version_3_0_is_read_by_its_own_rules():
    """`nullable` and excluded bounds mean the same as their successors, and nothing counts beside a reference."""
    new = edited("list parameters 0 schema", {"type": "integer", "exclusiveMaximum": 100})
    old = edited(
        "root openapi", "3.0.3",
        "arguments properties lengthInMinutes",
        {"type": "integer", "nullable": True, "minimum": 5, "multipleOf": 5, "default": 30},
        "list parameters 0 schema", {"type": "integer", "maximum": 100, "exclusiveMaximum": True},
        "answer properties nextPage", {"type": "string", "nullable": True},
        "booking properties rating", {"type": "integer", "nullable": True},
        "arguments properties attendee",
        {"allOf": [{"$ref": "#/components/schemas/Attendee"}], "description": "Who books."},
        "booking properties attendee", {"allOf": [{"$ref": "#/components/schemas/Attendee"}], "nullable": True},
        "root components schemas Address properties type", {"enum": ["address"]},
        "root components schemas Link properties type", {"enum": ["link"]},
    )  # fmt: skip
    assert () == changes(old, new)
    old["components"]["schemas"]["Booking"]["properties"]["series"]["items"]["type"] = "string"
    assert () == changes(old, new)


def test_every_rule_is_used():
    """No rule is left over for a kind that nothing finds."""
    sources = "".join(
        path.read_text("utf-8") for path in (ROOT / "generator" / "diff").glob("*.py") if path.name != "table.py"
    )
    named = set(re.findall(r'"([a-z]+(?:-[a-z]+)*)"', sources))
    named |= {f"limit-{how}" for how in ("tightened", "loosened", "changed")}
    named |= {f"direct-credential-{how}" for how in ("tightened", "loosened")}
    named |= {"body-added", "body-added-required"}
    assert [] == sorted({kind for kind, _ in RULES} - named)


SPECS = {"ours": ROOT / "spec" / "openapi.yaml"} | {
    folder.name: folder / "spec" / "openapi.yaml" for folder in sorted(CASES.iterdir()) if (folder / "spec").is_dir()
}


@pytest.mark.parametrize("name", SPECS)
def test_a_document_does_not_differ_from_itself(name):
    """Read twice, and written with its keys the other way round, it is the same."""
    first, second = load(SPECS[name]), load(SPECS[name])
    assert () == compare(first, second).changes
    turned = Document(Path("turned.json"), reordered(json.loads(json.dumps(second.content))))
    assert () == compare(first, turned).changes


def test_our_operations_are_all_compared():
    """Against a document without operations, each of them is told as new."""
    ours = load(SPECS["ours"])
    empty = Document(Path("empty.json"), {"openapi": "3.1.0", "info": ours.content["info"], "paths": {}})
    found = compare(empty, ours).changes
    assert len(list(operations(ours.content))) == sum(each.kind == "operation-added" for each in found)


@settings(max_examples=150, deadline=None)
@given(st.data())
def test_any_change_anywhere_gives_a_report_or_one_message(data):
    """A document of a wrong form ends in a message with a cure, never in a traceback."""
    document = base()
    node, key = document, None
    while isinstance(node, (dict, list)) and node:
        key = data.draw(st.sampled_from(list(node) if isinstance(node, dict) else range(len(node))))
        holder, node = node, node[key]
        if data.draw(st.booleans()) and key not in ("openapi",):
            break
    holder[key] = data.draw(st.sampled_from([None, True, 7, "text", [], {}, [[]], {"$ref": "#/nowhere"}, {"a": 1}]))
    try:
        compare(Document(Path("old.json"), base()), Document(Path("new.json"), document))
        compare(Document(Path("new.json"), document), Document(Path("old.json"), base()))
    except SpecError as problem:
        message = str(problem)
    else:
        message = ""
    assert "\n" not in message


@pytest.mark.parametrize(
    "key",
    [*sorted({each.name for each in properties()}), "class", "1st", "_id", "a b", "HTTPServer", "naïve", "x.y", "ﬁn"],
)
def test_arguments_are_called_as_the_generator_calls_them(key):
    """The parser's own rule, without the parser."""
    assert unicodedata.normalize("NFKC", PythonIdentifier(key, "field_")) == snake(key)
