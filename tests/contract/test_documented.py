"""The documents' facts against the specification, both ways: nothing is missing, and nothing is added in silence.

What is added to an action is marked with `x-source: cal-api-v2` and listed in spec/README.md.

`documented/toolzz.yaml` and `documented/actions.yaml` hold what the pages say; the `.tsv` files hold which Cal.com
request each action stands for, and where each of its arguments goes.
"""

import csv
import re
from collections import Counter
from functools import cache

import pytest

from generator.document.reading import read_yaml
from tests.support import counts, spec
from tests.support.bindings import bindings, first
from tests.support.spec import DOCUMENTED, teach
from tests.support.tables import every

GATEWAY = "https://backend.composio.dev"
# What the connector's page calls a type, in JSON Schema: type, and type of items.
ARGUMENT_TYPES = {
    "string": ("string", None),
    "integer": ("integer", None),
    "boolean": ("boolean", None),
    "object": ("object", None),
    "object[]": ("array", "object"),
    "string[]": ("array", "string"),
}
# What the ToolzzAI pages call a type: type and format. `String` may have any format but those the pages name.
TOOLZZ_TYPES = {"UUID": ("string", "uuid"), "Str": ("string", None), "URL": ("string", "uri")}
TOOLZZ_PLAIN = {"Boolean": ["boolean"], "Object": ["object"], "Array": ["array"]}
# Keys of the gateway's answer that the page leaves out.
BESIDE_THE_PAGE = {"log_id", "session_info"}
# Keywords that let fewer values through than the type does.
LIMITS = ("minimum", "maximum", "minLength", "maxLength", "minItems", "maxItems", "pattern", "uniqueItems")
CREDENTIALS = {
    "bearer": None,
    "bearer or oauth client": "key-or-client",
    "oauth client": "client",
    "optional bearer": "optional",
    "none": "none",
    "access token": "user-token",
}
TYPED_ANSWERS = 120


@cache
def pages(name):
    """An inventory of a document's facts."""
    return read_yaml(DOCUMENTED / name, DOCUMENTED.relative_to(spec.ROOT) / name)


@cache
def table(name):
    """The rows of a table of facts."""
    with (DOCUMENTED / name).open(encoding="utf-8", newline="") as file:
        return tuple(csv.DictReader(file, delimiter="\t"))


ACTIONS = {facts["operation"]: (slug, facts) for slug, facts in pages("actions.yaml").items()}
TOOLZZ = pages("toolzz.yaml")
ROWS = {row["operation"]: row for row in table("operations.tsv")}


# Which operations there are


def test_the_operations_are_the_documented_ones():
    """Four of the ToolzzAI pages, the actions of the connector's page, and no other but those that are marked."""
    assert (len(TOOLZZ), len(ACTIONS)) == (4, counts.ACTIONS)
    unmarked = {name for name, route in spec.routes().items() if "x-source" not in route.operation}
    differing = sorted({*TOOLZZ, *ACTIONS} ^ unmarked)
    right = "one file in spec/operations for each documented operation, named as in tests/contract/documented"
    assert not differing, teach("spec/operations", f"missing there or here: {differing}", right)


def test_the_operations_beyond_the_documents_are_listed():
    """spec/README.md names each that is marked, with its request; none is an action, whose list is the page's."""
    text = (spec.SPEC / "README.md").read_text("utf-8")
    section = text.partition("## Operations beyond the documents\n")[2].partition("\n## ")[0]
    listed = dict(re.findall(r"^\| `([\w.]+)` \| `([^`]+)` \|", section, re.MULTILINE))
    marked = {name: route for name, route in spec.routes().items() if "x-source" in route.operation}
    held = {name: f"{route.method.upper()} {route.path}" for name, route in marked.items()}
    right = "| `calcom_integrations.list` | `GET /api/v1/calcom/integration/unit/{unitId}` | … |"
    assert held == listed, teach("spec/README.md", f"the table differs from {sorted(held)}", right)
    assert {route.operation["x-source"] for route in marked.values()} == {"inferred"}
    assert not [name for name, route in marked.items() if route.is_action]


def test_the_tables_speak_of_the_same_actions():
    """The inventory and the tables of facts name the same operations, slugs and arguments, each once."""
    assert sorted(ACTIONS) == sorted(ROWS) == sorted(row["operation"] for row in table("cal_requests.tsv"))
    assert {name: slug for name, (slug, _) in ACTIONS.items()} == {n: row["action"] for n, row in ROWS.items()}
    documented = [(name, each) for name, (_, facts) in sorted(ACTIONS.items()) for each in facts["arguments"]]
    assert documented == [(row["operation"], row["argument"]) for row in table("placement.tsv")]
    assert len(table("operations.tsv")) == len({row["action"] for row in table("operations.tsv")}) == counts.ACTIONS


# Actions, as the gateway serves them


@every("name", ACTIONS)
def test_an_action_is_served_under_its_slug(name):
    """The gateway's address of an action ends in the documented slug."""
    slug, _ = ACTIONS[name]
    route = spec.routes()[name]
    found = (route.method, _server(route), route.path)
    expected = ("post", GATEWAY, f"{spec.EXECUTE}{slug}")
    assert expected == found, teach(route.operation.where(), f"{name} is {found}", f"{spec.EXECUTE}{slug}")


@every("name", ACTIONS)
def test_the_arguments_are_the_documented_ones(name):
    """Names and order of the arguments are the page's; what else Cal.com reads stands behind them and is marked."""
    _, facts = ACTIONS[name]
    route = spec.routes()[name]
    held = spec.arguments(route).get("properties") or {}
    expected, found = list(facts["arguments"]), list(held)
    while len(found) > len(expected) and held[found[-1]].get("x-source") == "cal-api-v2":
        found.pop()
    differing = sorted(set(expected) ^ set(found)) or "the order"
    wrong = f"the arguments of {name} differ in {differing}"
    assert expected == found, teach(route.operation.where("requestBody"), wrong, ", ".join(expected))


@every("name", ACTIONS)
def test_the_required_arguments_are_the_documented_ones(name):
    """What the page marks as obligatory is required, nothing else is."""
    _, facts = ACTIONS[name]
    route = spec.routes()[name]
    expected = [each for each, fact in facts["arguments"].items() if fact.get("required")]
    found = list(spec.arguments(route).get("required") or ())
    right = f"required: [{', '.join(expected)}]" if expected else "no `required`"
    assert expected == found, teach(route.operation.where("requestBody"), f"required is {found}", right)


@every("name", ACTIONS)
def test_the_arguments_have_the_documented_types(name):
    """Each argument has the page's type, and so do the items of a list."""
    _, facts = ACTIONS[name]
    held = spec.arguments(spec.routes()[name]).get("properties") or {}
    for each, fact in facts["arguments"].items():
        schema = spec.follow(held[each])
        items = schema.get("items")
        # Of several forms, the first one is the page's unless all have one type.
        kind = schema.get("type") or spec.follow(schema["anyOf"][0]).get("type")
        found = (kind, items and spec.follow(items).get("type"))
        right = f"{each}: {{type: {ARGUMENT_TYPES[fact['type']][0]}}}   # documented as {fact['type']}"
        assert ARGUMENT_TYPES[fact["type"]] == found, teach(held.where(each), f"{each} of {name} is {found}", right)


@every("name", ACTIONS)
def test_the_arguments_have_the_documented_values(name):
    """An enum starts with the values that the page shows and has as many more as it says, beside forms of no page."""
    _, facts = ACTIONS[name]
    held = spec.arguments(spec.routes()[name]).get("properties") or {}
    for each, fact in facts["arguments"].items():
        if "enum" in fact:
            schema = spec.follow(held[each])
            found = spec.follow(schema.get("anyOf", [schema])[0]).get("enum") or []
            shown, hidden = list(fact["enum"]), fact.get("enum_hidden", 0)
            wrong = f"{each} of {name} has {len(found)} values, {found[: len(shown)]} first"
            right = f"enum: {shown}" + (f" and {hidden} more" if hidden else "")
            assert shown == found[: len(shown)], teach(held.where(each), wrong, right)
            assert len(shown) + hidden == len(found), teach(held.where(each), wrong, right)


@every("name", ACTIONS)
def test_nothing_narrows_an_argument_in_silence(name):
    """Limits, values and forms that the page does not state are marked with their source, as are arguments."""
    _, facts = ACTIONS[name]
    held = spec.arguments(spec.routes()[name]).get("properties") or {}
    for each, schema in held.items():
        node = {**spec.follow(schema), **schema}
        added = [key for key in (*LIMITS, "anyOf") if key in node]
        added += ["the argument"] if each not in facts["arguments"] else []
        values = node.get("enum") or spec.follow(node.get("items") or {}).get("enum")
        added += ["enum"] if values and "enum" not in facts["arguments"].get(each, {}) else []
        expected = "cal-api-v2" if added else None
        wrong = f"{each} of {name} adds {added}, x-source is {schema.get('x-source')!r}"
        right = f"{each}: {{type: integer, minimum: 0, x-source: cal-api-v2, …}}"
        assert expected == schema.get("x-source"), teach(held.where(each), wrong, right)


@every("name", ACTIONS)
def test_the_answer_is_the_documented_one(name):
    """`data`, `error` and `successful` have the page's types and required marks; only the gateway adds to them."""
    _, facts = ACTIONS[name]
    route = spec.routes()[name]
    schema = spec.answer(route)
    where = route.operation.where("responses")
    assert set(facts["answer"]) == set(schema["properties"]) - BESIDE_THE_PAGE, teach(
        where, "keys differ", "data, error"
    )
    required = {key for key, fact in facts["answer"].items() if fact.get("required")}
    right = f"required: [{', '.join(sorted(required))}]"
    assert required == set(schema["required"]), teach(where, f"required is {schema['required']}", right)
    for key, fact in facts["answer"].items():
        node = spec.follow(schema["properties"][key])
        documented, item = ARGUMENT_TYPES[fact["type"]]
        found = [kind for kind in spec.types(node) if not (key == "error" and kind == "null")]
        assert [documented] == found, teach(where, f"{key} of {name} is {found}", f"{key}: {{type: {documented}}}")
        assert item == (node["items"]["type"] if item else None), teach(where, f"items of {key}", f"items: {item}")


def test_what_the_page_leaves_out_is_marked():
    """Keys of the gateway that stand on no page say where they come from."""
    schemas = spec.document()["components"]["schemas"]
    assert schemas["ExecuteRequest"]["x-source"] == "inferred"
    for key in BESIDE_THE_PAGE:
        each = schemas["ActionAnswer"]["properties"][key]
        assert each.get("x-source") == "inferred", teach(each.where(), f"{key} is on no page", "x-source: inferred")


def test_a_response_without_documents_is_marked():
    """A schema that is not on the pages says where its shape comes from."""
    schemas = spec.document()["components"]["schemas"]
    documented = {"CalcomIntegration", "CalcomIntegrationCreate", "CalcomIntegrationUpdate", "Function", "FunctionIcon"}
    documented |= {"GoogleCalendarPlugin", "GoogleUser", "ToolzzTimestamp", "ActionAnswer"}
    documented |= {name for name, schema in schemas.items() if "enum" in schema}
    bare = sorted(name for name, schema in schemas.items() if "x-source" not in schema and name not in documented)
    assert not bare, teach("spec/components/schemas", f"{bare} stand on no page", "x-source: cal-api-v2")


def test_most_answers_have_a_type():
    """At least 120 of the actions answer something whose keys are known."""
    open_answers = sorted(name for name, route in spec.actions().items() if not _is_typed(spec.payload(route)))
    typed = len(spec.actions()) - len(open_answers)
    right = "data: {$ref: ../schemas/Booking.yaml}"
    assert typed >= TYPED_ANSWERS, teach("spec/components/responses", f"{typed} typed; open: {open_answers}", right)


def _is_typed(schema):
    """Whether a schema tells what a value holds: text, a list of what is typed, or an object with keys."""
    node = spec.merged(schema)
    if "anyOf" in node:
        return all(_is_typed(each) for each in node["anyOf"] if spec.types(each) != ["null"])
    kinds = spec.types(node)
    if "array" in kinds:
        return "items" in node and _is_typed(node["items"])
    if "object" in kinds:
        values = node.get("additionalProperties")
        return bool(node.get("properties")) or (isinstance(values, dict) and _is_typed(values))
    return bool(kinds)


# Actions, as Cal.com serves them


@every("name", ROWS)
def test_the_cal_request_is_the_recorded_one(name):
    """Request, version and credential in `x-cal` are those of the tables, of one of the bindings where are several."""
    operation = spec.routes()[name].operation
    row = next(row for row in table("cal_requests.tsv") if row["operation"] == name)
    version = None if row["cal_api_version"] == "-" else row["cal_api_version"]
    expected = (ROWS[name]["cal_api_v2"], version, CREDENTIALS[row["auth"]])
    found = [tuple(each.get(key) for key in ("request", "version", "credential")) for each in bindings(operation)]
    right = "\n".join(
        f"{key}: {value}" for key, value in zip(("request", "version", "credential"), expected, strict=True) if value
    )
    assert expected in found, teach(operation.where("x-cal"), f"{name} is {found}", right)


@every("name", ROWS)
def test_each_argument_goes_where_cal_reads_it(name):
    """Template, method and `as` together put every argument into its recorded place."""
    operation = spec.routes()[name].operation
    held = spec.arguments(spec.routes()[name]).get("properties") or {}
    expected = {row["argument"]: row["sent_in"] for row in table("placement.tsv") if row["operation"] == name}
    (recorded,) = (each for each in bindings(operation) if each["request"] == ROWS[name]["cal_api_v2"])
    method, path = recorded["request"].split(" ")
    elsewhere = "query" if method in ("GET", "DELETE") else "body"
    in_path = re.findall(r"\{(\w+)\}", path)
    documented = {key: each for key, each in held.items() if key in ACTIONS[name][1]["arguments"]}
    found = {
        key: each.get("x-cal", {}).get("as", "path" if key in in_path else elsewhere)
        for key, each in documented.items()
    }
    differing = {
        key: (expected.get(key), found.get(key)) for key in {*expected, *found} if expected.get(key) != found.get(key)
    }
    right = 'x-cal: {as: "query:calendarsToLoad[0][externalId]"}'
    assert not differing, teach(operation.where("x-cal"), f"(recorded, described): {differing}", right)


def test_placement_is_told_only_where_the_rule_does_not_say_it():
    """`as` stands where an argument leaves its default place, and nowhere else."""
    told = {each.name for each in spec.properties() if "as" in each.schema.get("x-cal", {})}
    recorded = {row["argument"] for row in table("placement.tsv") if ":" in row["sent_in"]}
    assert recorded == told


def test_what_is_beyond_the_documents_is_listed():
    """spec/README.md names each argument that the page does not list, or does not require though Cal.com does."""
    text = (spec.SPEC / "README.md").read_text("utf-8")
    section = text.partition("## Arguments beyond the documents\n")[2].partition("\n## ")[0]
    listed = {
        (cells[0].strip(" `"), each)
        for line in section.splitlines()
        if line.startswith("| `")
        for cells in [line.strip("|").split("|")]
        for each in re.findall(r"`(\w+)`", cells[1])
    }
    held = {
        (name, each)
        for name, (_, facts) in ACTIONS.items()
        for each in spec.arguments(spec.routes()[name]).get("properties") or {}
        if each not in facts["arguments"]
    }
    needed = {
        (name, each) for name, route in spec.actions().items() for each in first(route.operation).get("needs", ())
    }
    right = "| `bookings.cancel` | `cancellationReason`, … | … |"
    assert listed == held | needed, teach("spec/README.md", f"listed or held alone: {listed ^ (held | needed)}", right)


def test_what_is_beyond_the_documents_is_optional():
    """No argument that the page does not list is required: what the page allows can be called."""
    for name, (_, facts) in ACTIONS.items():
        schema = spec.arguments(spec.routes()[name])
        wrong = set(schema.get("required") or ()) - set(facts["arguments"])
        assert not wrong, teach(schema.where(), f"{sorted(wrong)} of {name} is required", "leave it out of `required`")


def test_every_trigger_argument_becomes_a_list():
    """The page types `triggers` as one string; Cal.com reads a list, so the direct route has to wrap it."""
    encoded = {
        name
        for name, route in spec.actions().items()
        for each, schema in (spec.arguments(route).get("properties") or {}).items()
        if each == "triggers" and schema.get("x-cal", {}).get("encode") == "list"
    }
    assert {name for name, (_, facts) in ACTIONS.items() if "triggers" in facts["arguments"]} == encoded


# The ToolzzAI pages


@pytest.mark.parametrize("name", TOOLZZ)
def test_a_toolzz_endpoint_has_the_documented_address(name):
    """Method, host and path are those of the endpoint's own page."""
    facts, route = TOOLZZ[name], spec.routes()[name]
    expected = (facts["method"], f"https://{facts['host']}", facts["path"])
    found = (route.method.upper(), _server(route), route.path)
    right = f"servers:\n  - url: https://{facts['host']}"
    assert expected == found, teach(route.operation.where("servers"), f"{name} is {found}", right)


@pytest.mark.parametrize("name", TOOLZZ)
def test_a_toolzz_endpoint_takes_the_documented_credential(name):
    """The page's one header is the access token, as a bearer token."""
    facts, operation = TOOLZZ[name], spec.routes()[name].operation
    assert list(facts["headers"]) == ["Authorization"]
    (needed,) = operation["security"]
    schemes = [spec.document()["components"]["securitySchemes"][scheme] for scheme in needed]
    found = [(each["type"], each["scheme"]) for each in schemes]
    assert found == [("http", "bearer")], teach(
        operation.where("security"), f"{found}", "security: [{toolzzToken: []}]"
    )


@pytest.mark.parametrize("name", TOOLZZ)
def test_a_toolzz_path_takes_the_documented_parameters(name):
    """Path parameters have the page's names and types: a String on one page is a UUID on another."""
    facts, route = TOOLZZ[name], spec.routes()[name]
    assert list(facts["path_parameters"]) == list(route.parameters)
    for each, fact in facts["path_parameters"].items():
        parameter = route.parameters[each]
        assert ("path", fact["required"]) == (parameter["in"], parameter["required"])
        _assert_type(parameter["schema"], fact, parameter.where("schema"), each)


@pytest.mark.parametrize("name", TOOLZZ)
def test_a_toolzz_body_has_the_documented_keys(name):
    """Names, order, types and required marks of the body are the page's; keys of answers only are not in it."""
    facts, route = TOOLZZ[name], spec.routes()[name]
    schema = spec.arguments(route)
    held = schema.get("properties") or {}
    where = route.operation.where("requestBody")
    assert list(facts["body"]) == list(held), teach(
        where, f"the body of {name} is {list(held)}", str(list(facts["body"]))
    )
    required = [key for key, fact in facts["body"].items() if fact["required"]]
    assert required == list(schema.get("required") or ()), teach(where, "required differs", f"required: {required}")
    for key, fact in facts["body"].items():
        _assert_type(held[key], fact, held.where(key), key)


@pytest.mark.parametrize("name", TOOLZZ)
def test_a_toolzz_answer_has_the_documented_keys(name):
    """Names and types are the page's, nested ones included; what its table calls required is, what may be null may."""
    facts, route = TOOLZZ[name], spec.routes()[name]
    found = _flat(spec.answer(route))
    documented = {key.replace("[]", ""): fact for key, fact in facts["answer"].items()}
    where = route.operation.where("responses")
    differing = sorted(set(documented) ^ set(found))
    assert not differing, teach(where, f"the answer of {name} differs in {differing}", ", ".join(documented))
    for key, fact in documented.items():
        schema, is_required = found[key]
        _assert_type(schema, fact, where, key)
        if fact["required"] is not None:
            assert fact["required"] == is_required, teach(
                where, f"{key}: required is {is_required}", f"required: {fact['required']}"
            )


def test_the_answers_keys_stand_in_the_order_of_the_first_pages():
    """Where pages agree on the order of keys, the models have it; the update's page has an order of its own."""
    for name in ("calcom_integrations.get", "calcom_integrations.create", "functions.get"):
        expected = [key.removesuffix("[]") for key in TOOLZZ[name]["answer"] if "." not in key]
        assert expected == list(spec.answer(spec.routes()[name])["properties"]), name
    assert sorted(TOOLZZ["calcom_integrations.update"]["answer"]) == sorted(TOOLZZ["calcom_integrations.get"]["answer"])


def test_keys_that_no_page_lets_write_are_read_only():
    """What is in the answers and in neither body is `readOnly`, and what is in a body is not."""
    integration = spec.document()["components"]["schemas"]["CalcomIntegration"]["properties"]
    written = {key for facts in TOOLZZ.values() for key in facts["body"]}
    for key, schema in integration.items():
        right = f"{key}: {{readOnly: true, …}}" if key not in written else f"{key} without readOnly"
        assert (key not in written) == schema.get("readOnly", False), teach(integration.where(key), key, right)


def test_an_update_cannot_carry_a_key():
    """The page of the update has no `apiKey`, so a masked one cannot be sent back by mistake."""
    update = spec.arguments(spec.routes()["calcom_integrations.update"])["properties"]
    create = spec.arguments(spec.routes()["calcom_integrations.create"])["properties"]
    assert {"apiKey"} == set(create) - set(update)


@every(
    ("stamp", "fits"),
    [
        ("2027-02-02 13:45:07.318204", True),
        ("2027-02-02 13:45:07.318", True),
        ("2027-02-02 13:45:07", True),
        ("2027-02-02T13:45:07.318Z", False),
        ("2027-02-02 13:45:07.3182045", False),
        ("2027-02-02", False),
    ],
)
def test_both_precisions_of_a_timestamp_fit(stamp, fits):
    """The pages show six digits of a second for one key and three for another, with a space and without a zone."""
    assert fits == (not spec.problems(stamp, "components", "schemas", "ToolzzTimestamp"))


@pytest.mark.parametrize("left_out", ["botId", "defaultEventTypeId", "defaultEventTypeSlug"])
def test_absent_and_null_are_both_answers(left_out):
    """The tables call three keys optional, the samples show them as null: either is valid."""
    answer = dict(spec.examples()["CalcomIntegration answer"].value)
    pointer = ("components", "schemas", "CalcomIntegration")
    assert spec.problems({**answer, left_out: None}, *pointer) == []
    del answer[left_out]
    assert spec.problems(answer, *pointer) == []


def _server(route):
    servers = route.operation.get("servers") or route.item.get("servers") or spec.document()["servers"]
    assert len(servers) == 1
    return servers[0]["url"]


def _flat(schema, prefix=""):
    """The keys of an answer as the pages write them, `pluginIcon.id`, each with its schema and required mark."""
    found = {}
    for key, each in (schema.get("properties") or {}).items():
        found[prefix + key] = (each, key in (schema.get("required") or ()))
        node = spec.merged(each)
        found |= _flat(spec.merged(node.get("items") or node), f"{prefix}{key}.")
    return found


def _assert_type(schema, fact, where, key):
    """A value is typed as its page says, be it `String`, `UUID`, `Null/UUID` or `Null/Number`."""
    node = {**spec.follow(schema), **schema}
    *null, kind = fact["type"].split("/")
    nullable, form = "null" in spec.types(schema), node.get("format")
    assert (null == ["Null"], null == ["Null"]) == (nullable, fact.get("nullable", False)), teach(
        where, f"{key} nullable: {nullable}", f'{key}: {{type: [string, "null"]}}   # {fact["type"]}'
    )
    found = [each for each in spec.types(schema) if each != "null"]
    if kind == "String":
        fits = found == ["string"] and form not in ("uuid", "uri")
    elif kind == "Number":
        fits = found in (["integer"], ["number"])
    elif kind in TOOLZZ_TYPES:
        fits = (*found, form) == TOOLZZ_TYPES[kind]
    else:
        fits = found == TOOLZZ_PLAIN[kind]
    assert fits, teach(where, f"{key} is {found} with the format {form}", f"{key} as {fact['type']}")


def test_types_that_pages_disagree_on_are_kept_per_operation():
    """`integrationId` is a String for reading and a UUID for updating; both are served as their page says."""
    routes = spec.routes()
    formats = Counter(
        routes[name].parameters["integrationId"]["schema"].get("format")
        for name in ("calcom_integrations.get", "calcom_integrations.update")
    )
    assert formats == {None: 1, "uuid": 1}
