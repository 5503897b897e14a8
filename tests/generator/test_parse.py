"""What the parser finds is turned into our own types at once, and its diagnostics into errors."""

import pytest

from generator.errors import SpecError
from generator.parse import Property, Type, parse
from tests.support.tables import every

STRING = {"type": "string"}


def parsed(answer, schemas=None, parameters=()):
    """The parser's view of one operation."""
    content = {"application/json": {"schema": answer}}
    operation = {"operationId": "things_get", "tags": ["all"], "parameters": list(parameters)}
    operation["responses"] = {"200": {"description": "-", "content": content}}
    document = {"openapi": "3.1.0", "info": {"title": "a", "version": "1"}, "paths": {"/a": {"get": operation}}}
    return parse({**document, "components": {"schemas": schemas or {}}}, lambda told: None)


def thing(**properties):
    """The properties of a schema, by key."""
    found = parsed({"$ref": "#/components/schemas/Thing"}, {"Thing": {"type": "object", "properties": properties}})
    assert {"things_get": Type("model", name="Thing")} == found.answers
    return {each.key: each for each in found.models["Thing"]}


@every(
    ("schema", "kind"),
    [
        ({"type": "string"}, Type("str")),
        ({"type": "string", "format": "uuid"}, Type("uuid")),
        ({"type": "string", "format": "date-time"}, Type("moment")),
        ({"type": "string", "format": "date"}, Type("day")),
        ({"type": "integer"}, Type("int")),
        ({"type": "number"}, Type("number")),
        ({"type": "boolean"}, Type("bool")),
        ({}, Type("any")),
        ({"type": "object"}, Type("object")),
        ({"type": "object", "additionalProperties": True}, Type("object")),
        ({"type": "object", "additionalProperties": STRING}, Type("map", item=Type("str"))),
        ({"type": "array", "items": STRING}, Type("list", item=Type("str"))),
        ({"type": ["string", "null"]}, Type("str", nullable=True)),
        ({"type": ["string", "integer"]}, Type("any")),
        ({"type": "object", "properties": {"a": STRING}}, Type("model", name="ThingIt")),
    ],
)
def test_every_kind_of_schema_has_a_type(schema, kind):
    """Nothing of the parser's own classes goes further than this module."""
    assert Property("it", "it", kind, required=False) == thing(it=schema)["it"]


def test_properties_keep_the_order_of_the_schema():
    """The parser puts required ones first; models don't."""
    schema = {"type": "object", "required": ["c", "a"], "properties": dict.fromkeys("bcad", STRING)}
    found = parsed({"$ref": "#/components/schemas/Thing"}, {"Thing": schema}).models["Thing"]
    assert [("b", False), ("c", True), ("a", True), ("d", False)] == [(each.key, each.required) for each in found]


@every(
    ("key", "name"),
    [
        ("eventTypeId", "event_type_id"),
        ("class", "class_"),
        ("id", "id"),
        ("1st", "field_1st"),
        ("_private", "field_private"),
        ('quo"te', "quote"),
        ("é", "é"),
        ("ﬁne", "fine"),
        ("!", "field_"),
    ],
)
def test_names_are_identifiers_in_normal_form(key, name):
    """Python compares identifiers in their normal form, and so does what is emitted."""
    assert name == thing(**{key: STRING})[key].name


def test_names_that_collide_are_left_to_be_refused():
    """The parser would rename one of them, and the client would have attributes that nobody expects."""
    assert {"aB": "a_b", "a_b": "a_b"} == {key: each.name for key, each in thing(aB=STRING, a_b=STRING).items()}


def test_arguments_come_from_path_query_and_body_in_this_order():
    """One list for each operation."""
    query = [{"name": name, "in": "query", "schema": STRING} for name in ("b", "a")]
    assert ["b", "a"] == [each.key for each in parsed(STRING, parameters=query).arguments["things_get"]]


@pytest.mark.parametrize("schema", [{"type": "array"}, {"$ref": "#/components/schemas/Nope"}, {"enum": ["a", 1]}])
def test_a_diagnostic_is_an_error_without_addresses(schema):
    """The parser's warnings stop generation; objects that it shows by their address in memory are left out."""
    with pytest.raises(SpecError, match=r"The parser can't read the specification: .*Thing") as raised:
        thing(it=schema)
    assert "0x" not in str(raised.value)
    assert "\n" not in str(raised.value)


def test_a_failure_of_the_parser_is_an_error():
    """Whatever it raises is told as a problem of the specification, with its kind."""
    circle = {"Thing": {"$ref": "#/components/schemas/Thing"}}
    with pytest.raises(SpecError, match="The parser fails with "):
        parsed({"$ref": "#/components/schemas/Thing"}, circle)


def test_a_document_that_is_none_is_an_error():
    """The parser's own validation counts as well."""
    with pytest.raises(SpecError, match="The parser can't read the specification: Failed to parse OpenAPI document"):
        parse({"openapi": "3.1.0"}, lambda told: None)
