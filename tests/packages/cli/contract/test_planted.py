"""Changes that are planted in what upstreams say are found, and nothing else is: 50 at the gateway, 50 at Cal.com."""

import json
import random
import re

import pytest
from toolzz_cal.operations import every

from tests.support.contracts import ACTIONS, VERSION, document, gateway, pydantic, slug_of, tools

SEEDS = (7, 11)
OF_EACH = 5


def names(schema, fits=lambda _: True):
    """The keys of an object whose schemas fit."""
    return [key for key, inner in schema.get("properties", {}).items() if fits(inner)]


def optional(schema, fits=lambda _: True):
    return [key for key in names(schema, fits) if key not in schema.get("required", [])]


def has_keys(schema):
    return bool(schema.get("items", schema).get("properties"))


def gone(schema, pick):
    name = pick(names(schema))
    del schema["properties"][name]
    schema["required"] = [each for each in schema.get("required", []) if each != name]
    return name


def renamed(schema, pick):
    name = pick(names(schema))
    other = f"{name}Value"
    schema["properties"] = {other if key == name else key: inner for key, inner in schema["properties"].items()}
    schema["required"] = [other if key == name else key for key in schema.get("required", [])]
    return name


def needed(schema, pick):
    schema.setdefault("properties", {})["tenantId"] = {"type": "string"}
    schema.setdefault("required", []).append("tenantId")
    return "tenantId"


def demanded(schema, pick):
    name = pick(optional(schema))
    schema.setdefault("required", []).append(name)
    return name


TURNED = {"string": "integer", "integer": "boolean", "boolean": "array", "array": "string", "number": "boolean"}


def is_plain(schema):
    return schema.get("type") in TURNED


def turned(schema, pick):
    name = pick(names(schema, is_plain))
    schema["properties"][name] = {"type": TURNED[schema["properties"][name]["type"]]}
    return name


def narrowed(schema, pick):
    name = pick(names(schema, lambda inner: inner.get("type") == "string" and "enum" not in inner))
    schema["properties"][name] |= {"enum": ["one", "two"]}
    return name


def dropped(schema, pick):
    name = pick(names(schema, lambda inner: len(inner.get("enum", ())) > 1))
    del schema["properties"][name]["enum"][0]
    return name


def inner_gone(schema, pick):
    name = pick(names(schema, has_keys))
    inner = schema["properties"][name]
    steps = f"{name}[]" if "items" in inner else name
    return f"{steps}.{gone(inner.get('items', inner), pick)}"


# Those first for which there are few places.
KINDS = {
    "gone inside": inner_gone,
    "a value less": dropped,
    "gone": gone,
    "renamed": renamed,
    "new and required": needed,
    "required": demanded,
    "another type": turned,
    "a type that is narrower": narrowed,
}


def plant(operations, schema_of, kinds, chance):
    """Changes the schemas of operations, each of another one; gives what was changed by its operation."""
    planted = {}
    for kind, change in kinds.items():
        left = [name for name in operations if name not in planted]
        chance.shuffle(left)
        made = 0
        for name in left:
            try:
                planted[name] = kind, change(schema_of(name), chance.choice)
            except IndexError:  # there is nothing to change
                continue
            made += 1
            if made == OF_EACH:
                break
        assert made == OF_EACH, kind
    return planted


def found(told, planted):
    """The planted changes that were found, and the unchanged operations that were said to break."""
    broken = {each["operation"]: each for each in told["contract"] if each["verdict"] == "breaks"}
    right = {
        name
        for name, (_, place) in planted.items()
        if name in broken and (place is None or any(f"`{place}`" in each for each in broken[name]["because"]))
    }
    return right, broken.keys() - planted.keys()


@pytest.mark.parametrize(("form", "seed"), list(zip(["plain", "pydantic"], SEEDS, strict=True)))
def test_changes_at_the_gateway_are_found(seed, form, bare, monkeypatch):
    """At least 48 of 50, with the argument's name; at most one alarm for 91 unchanged actions."""
    answers = tools()
    by_name = {name: answers[slug_of(facts)] for name, facts in ACTIONS.items()}
    planted = plant(list(ACTIONS), lambda name: by_name[name]["input_parameters"], KINDS, random.Random(seed))
    rest = [name for name in ACTIONS if name not in planted]
    for name in rest[:OF_EACH]:
        answers.pop(slug_of(ACTIONS[name]))
        planted[name] = "no tool", None
    for name in rest[OF_EACH : 2 * OF_EACH]:
        answers[slug_of(ACTIONS[name])] = 410, {"error": {"message": "This tool is gone", "code": 1, "status": 410}}
        planted[name] = "gone for good", None
    if form == "pydantic":
        for tool in answers.values():
            if isinstance(tool, dict):
                tool["input_parameters"] = pydantic(tool["input_parameters"])
    monkeypatch.setenv("COMPOSIO_API_KEY", "ak_example")
    with gateway(answers) as (address, asked):
        ended = bare("doctor", "--contract", "--json", "--base-url", address)
    assert 1 == ended.code
    assert 50 == len(planted)
    right, alarms = found(ended.data, planted)
    assert len(right) >= 48, {name: planted[name] for name in planted.keys() - right}
    assert len(alarms) <= 1, alarms
    assert len(asked) <= len(every())
    assert {"ak_example"} == {key for *_, key in asked}


def schema_of_body(paths, name):
    """The body of an operation's request, or an empty object."""
    operation = operation_of(paths, name)
    body = operation.get("requestBody")
    return body["content"]["application/json"]["schema"] if body else {}


def operation_of(paths, name):
    cal = ACTIONS[name]["cal"]
    return paths[re.sub(r"\{(\w+)\}", r"{\1_}", cal["path"])][cal["method"].lower()]


@pytest.mark.parametrize("seed", SEEDS)
def test_changes_in_a_document_of_cal_are_found(seed, bare, tmp_path):
    """At least 48 of 50 in bodies, queries, routes and versions; at most one alarm for the rest."""
    content = document()
    chance = random.Random(seed)
    shared = ("me.get", "me.organization_ids")  # one request for two operations
    actions = [name for name in ACTIONS if name not in shared]
    kinds = {key: change for key, change in KINDS.items() if "inside" not in key and "narrower" not in key}
    with_body = [name for name in actions if len(schema_of_body(content["paths"], name).get("properties", {})) > 1]
    planted = plant(with_body, lambda name: schema_of_body(content["paths"], name), kinds, chance)
    rest = [name for name in actions if name not in planted]
    chance.shuffle(rest)
    for name in rest[:OF_EACH]:
        cal = ACTIONS[name]["cal"]
        del content["paths"][re.sub(r"\{(\w+)\}", r"{\1_}", cal["path"])][cal["method"].lower()]
        planted[name] = "no route", None
    rest = rest[OF_EACH:]
    versions = [name for name in rest if "version" in ACTIONS[name]["cal"]][: OF_EACH - 1]
    for name in versions:
        for parameter in operation_of(content["paths"], name)["parameters"]:
            parameter["description"] = parameter.get("description", "").replace("2024", "2027")
        planted[name] = "another version", None
    asking = [name for name in rest if name not in planted and queries(content, name)]
    for name, change in zip(asking, (less, more, turned_query, less, more, turned_query), strict=False):
        planted[name] = "the query", change(operation_of(content["paths"], name)["parameters"], queries(content, name))
    answering = [name for name in rest if name not in planted and model_of(content, name)][:OF_EACH]
    for name in answering:
        planted[name] = "the answer", f"data.{answer_less(content, name)}"
    path = tmp_path / "openapi.json"
    path.write_text(json.dumps(content), "utf-8")
    ended = bare("doctor", "--openapi", str(path), "--json")
    right, alarms = found(ended.data, planted)
    assert 1 == ended.code
    assert 50 == len(planted)
    assert len(right) >= 48, {name: planted[name] for name in planted.keys() - right}
    assert len(alarms) <= 1, {each["operation"]: each for each in ended.data["contract"] if each["operation"] in alarms}


def replies(content, name):
    (response,) = operation_of(content["paths"], name)["responses"].values()
    return response["content"]["application/json"]["schema"].get("properties", {})


def model_of(content, name):
    """What an operation answers, if that is one model."""
    reference = replies(content, name).get("data", {}).get("$ref", "")
    return content["components"]["schemas"].get(reference.rpartition("/")[2], {}).get("properties")


def answer_less(content, name):
    """Takes the first field away from what one operation answers."""
    first, *others = (properties := model_of(content, name))
    kept = {key: properties[key] for key in others}
    replies(content, name)["data"] = {"type": "object", "properties": kept}
    return first


def queries(content, name):
    return [each["name"] for each in operation_of(content["paths"], name)["parameters"] if each["in"] == "query"]


def less(parameters, among):
    parameters[:] = [each for each in parameters if each["name"] != among[0]]
    return among[0].partition("[")[0]


def more(parameters, among):
    parameters.append({"name": "tenantId", "in": "query", "required": True, "schema": {"type": "string"}})
    return "tenantId"


def turned_query(parameters, among):
    for each in parameters:
        if each["name"] == among[0]:
            each["schema"] = {"type": "boolean" if each["schema"].get("type") != "boolean" else "integer"}
    return among[0].partition("[")[0]


@pytest.mark.parametrize("form", [dict, pydantic])
def test_a_gateway_that_has_not_moved_gives_no_alarm(form, bare, monkeypatch):
    """Not one; titles, definitions and null for what may be left out are no change that breaks."""
    answers = tools()
    for tool in answers.values():
        tool["input_parameters"] = form(tool["input_parameters"])
    monkeypatch.setenv("COMPOSIO_API_KEY", "ak_example")
    with gateway(answers) as (address, asked):
        ended = bare("doctor", "--contract", "--json", "--base-url", address)
    assert 0 == ended.code, [each for each in ended.data["contract"] if each["verdict"] == "breaks"]
    assert [(slug_of(facts), VERSION) for facts in ACTIONS.values()] == [each[:2] for each in asked]
    assert {"same"} == {each["verdict"] for each in ended.data["contract"]} or form is pydantic


def test_a_document_that_has_not_moved_gives_no_alarm(bare, tmp_path):
    """Not one, whatever the names in paths."""
    path = tmp_path / "openapi.json"
    path.write_text(json.dumps(document()), "utf-8")
    ended = bare("doctor", "--openapi", str(path), "--json")
    counts = {"same": len(ACTIONS), "additive": 0, "adapts": 0, "breaks": 0, "unknown": 0}
    assert (0, counts) == (ended.code, ended.data["counts"])
