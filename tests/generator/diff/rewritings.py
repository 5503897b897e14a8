"""Other ways to write the base, none of which changes what it means."""

from tests.generator.diff.base import GONE, JSON, base, edited

REF = "#/components/schemas/"


def reordered(node):
    """Every mapping with its keys the other way round."""
    if isinstance(node, dict):
        return {key: reordered(node[key]) for key in reversed(node)}
    return [reordered(each) for each in node] if isinstance(node, list) else node


def _without_wrapping():
    """The branches of `allOf` written as one object."""
    document = base()
    media = document["paths"]["/execute/CREATE"]["post"]["requestBody"]["content"][JSON]
    _, own = media["schema"]["allOf"]
    own["properties"] |= document["components"]["schemas"]["Execute"]["properties"]
    media["schema"] = own
    return document


def _with_components():
    """A parameter, a body and an answer behind references."""
    document = base()
    listed = document["paths"]["/integrations"]["get"]
    created = document["paths"]["/integrations"]["post"]
    document["components"]["parameters"] = {"Take": listed["parameters"][0]}
    document["components"]["requestBodies"] = {"Made": created["requestBody"]}
    document["components"]["responses"]["All"] = listed["responses"]["200"]
    listed["parameters"][0] = {"$ref": "#/components/parameters/Take"}
    created["requestBody"] = {"$ref": "#/components/requestBodies/Made"}
    listed["responses"]["200"] = {"$ref": "#/components/responses/All"}
    return document


def _with_parameters_of_the_path():
    """Arguments and servers that all operations of a path share."""
    document = base()
    item = document["paths"]["/integrations/{integrationId}"]
    item["parameters"] = item["get"].pop("parameters")
    for each in document["paths"].values():
        each["servers"] = document["servers"]
    del document["servers"]
    return document


def _with_security_of_its_own():
    """What the document asks for, written at each operation, with the scheme called otherwise."""
    document = base()
    document["components"]["securitySchemes"]["renamed"] = document["components"]["securitySchemes"].pop("key")
    for item in document["paths"].values():
        for operation in item.values():
            operation["security"] = [{"renamed": []}]
    del document["security"]
    return document


def _with_the_path_in_the_server():
    """A part of the path that stands in the server."""
    document = base()
    document["servers"] = [{"url": "https://api.example.com/execute"}]
    for name in ("CREATE", "LIST"):
        document["paths"][f"/{name}"] = document["paths"].pop(f"/execute/{name}")
    for path in ("/integrations", "/integrations/{integrationId}"):
        document["paths"][path]["servers"] = [{"url": "https://api.example.com/"}]
    return document


REWRITINGS = {
    "the order of keys": reordered(base()),
    "allOf written out": _without_wrapping(),
    "parameters, bodies and answers behind references": _with_components(),
    "parameters and servers of the path": _with_parameters_of_the_path(),
    "security of its own, under another name": _with_security_of_its_own(),
    "a part of the path in the server": _with_the_path_in_the_server(),
    "null as a variant": edited(
        "schemas Minutes",
        {"type": "integer", "minimum": 5, "multipleOf": 5},
        "arguments properties lengthInMinutes",
        {"anyOf": [{"$ref": f"{REF}Minutes"}, {"type": "null"}], "default": 30},
    ),
    "null first": edited("booking properties attendee", {"anyOf": [{"type": "null"}, {"$ref": f"{REF}Attendee"}]}),
    "a schema behind a reference": edited(
        "schemas Title",
        {"type": "string", "maxLength": 80, "minLength": 1},
        "arguments properties title",
        {"$ref": f"{REF}Title"},
        "schemas Url",
        {"type": "string", "maxLength": 200},
        "booking properties meetingUrl",
        {"$ref": f"{REF}Url"},
    ),
    "a schema behind a reference in allOf": edited(
        "arguments properties attendee", {"allOf": [{"$ref": f"{REF}Attendee"}], "description": "Who books."}
    ),
    "limits beside a reference": edited(
        "schemas Text",
        {"type": "string"},
        "arguments properties title",
        {"$ref": f"{REF}Text", "maxLength": 80, "minLength": 1},
        "booking properties meetingUrl",
        {"$ref": f"{REF}Text", "maxLength": 200},
    ),
    "a model joined from two parts": edited(
        "schemas Integration",
        {
            "allOf": [
                {"type": "object", "required": ["id"], "properties": {"id": {"type": "string", "readOnly": True}}},
                {"type": "object", "properties": {"unitId": {"type": "string"}}},
            ]
        },
    ),
    "an enum in another order, without its type": edited(
        "arguments properties kind", {"enum": ["video", "visit", "call"]}
    ),
    "defaults of keywords": edited(
        "integration additionalProperties",
        True,
        "integration properties title minLength",
        0,
        "arguments properties guests uniqueItems",
        False,
        "booking properties series minItems",
        0,
        "list parameters 0 required",
        False,
        "list deprecated",
        False,
        "booking properties id deprecated",
        False,
        "booking properties id x-sensitive",
        False,
    ),
    "a whole number's bound": edited(
        "arguments properties lengthInMinutes",
        {"type": ["null", "integer"], "exclusiveMinimum": 4, "multipleOf": 5.0, "default": 30.0},
    ),
    "parameters in another order": edited(
        "list parameters", list(reversed(base()["paths"]["/integrations"]["get"]["parameters"]))
    ),
    "an error told one by one": edited(
        "list responses 400",
        {"$ref": "#/components/responses/Error"},
        "list responses 404",
        {"$ref": "#/components/responses/Error"},
    ),
    "components that nothing uses": edited(
        "schemas Unused",
        {"type": "object"},
        "root components securitySchemes other",
        GONE,
    ),
    "the version": edited("root info version", "0.5.0"),
}
