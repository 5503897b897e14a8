"""How the specification is written: one test for each rule, over every file, operation, component or example."""

import re
from collections import Counter
from itertools import pairwise

from jsonschema import Draft202012Validator

from generator.check.rules import EFFECTS, EXTENSIONS
from generator.extensions import gateway
from generator.extensions.cal import KEYS
from generator.extensions.places import KEYS_IN_BINDING
from tests.support import spec
from tests.support.bindings import bindings, first
from tests.support.spec import SPEC, teach
from tests.support.tables import every

OPERATION_FILES = spec.files("operations")
OPERATIONS = sorted(spec.routes())
ACTIONS = sorted(spec.actions())
SCHEMAS = sorted(spec.document()["components"]["schemas"])
# A Path Item with several methods is named after its path parameter.
SEVERAL_METHODS = {
    "operations/calcom_integrations/by_id.yaml": {"calcom_integrations.get", "calcom_integrations.update"}
}
# A hold on a slot is no one's data: ending it loses nothing, and it ends by itself.
DELETES_NOTHING = {"slots.release"}
KEYWORDS = {
    "$ref", "additionalProperties", "allOf", "anyOf", "default", "deprecated", "description", "enum", "example",
    "format", "items", "maximum", "maxItems", "maxLength", "minimum", "minItems", "minLength", "pattern", "properties",
    "readOnly", "required", "title", "type",
}  # fmt: skip
# Formats whose values only a `pattern` beside them can hold together.
UNCHECKED_FORMATS = {"date-time-local"}


# Files


@every("file", OPERATION_FILES)
def test_an_operations_file_has_the_operations_name(file):
    """`operations/bookings/cancel.yaml` holds `bookings.cancel` and nothing else."""
    item = spec.raw(file)
    held = {item[method]["operationId"] for method in spec.METHODS if method in item}
    named = {file.removeprefix("operations/").removesuffix(".yaml").replace("/", ".")}
    right = "operations/bookings/cancel.yaml with `operationId: bookings.cancel`"
    assert SEVERAL_METHODS.get(file, named) == held, teach(f"spec/{file}", f"the file holds {sorted(held)}", right)


def test_the_root_lists_exactly_the_files_that_exist():
    """Every operation file stands under `paths` of the root, once, and the root names no other."""
    listed = [item["$ref"] for item in spec.raw("openapi.yaml")["paths"].values()]
    wrong = sorted(set(OPERATION_FILES) ^ set(listed)) + [file for file, count in Counter(listed).items() if count > 1]
    right = "  /api/v3.1/tools/execute/CAL_CANCEL_BOOKING_VIA_UID:\n    $ref: operations/bookings/cancel.yaml"
    assert not wrong, teach("spec/openapi.yaml", f"files and `paths` differ in {wrong}", right)


def test_the_root_lists_actions_in_the_order_of_their_names():
    """The table of contents can be searched by eye: operations are sorted by file, ToolzzAI's own first."""
    listed = [item["$ref"] for path, item in spec.raw("openapi.yaml")["paths"].items() if path.startswith(spec.EXECUTE)]
    wrong = [f"{late} stands before {early}" for late, early in pairwise(listed) if late > early]
    assert not wrong, teach("spec/openapi.yaml", "; ".join(wrong), "bookings/cancel.yaml before bookings/confirm.yaml")


def test_every_file_is_reached_from_the_root():
    """No file lies about that the document does not use."""
    reached, open_files = {"openapi.yaml"}, ["openapi.yaml"]
    while open_files:
        for target, _ in spec.references(open_files.pop()):
            if target not in reached:
                reached.add(target)
                open_files.append(target)
    present = {path.relative_to(SPEC).as_posix() for path in SPEC.rglob("*") if path.is_file()}
    present = {file for file in present if not file.startswith("journeys/")}  # which refer to the document themselves
    lost = sorted(present - reached - {"README.md", "released.operations.json"})
    assert not lost, teach("spec", f"nothing refers to {lost}", "remove the file, or `$ref: ../schemas/Booking.yaml`")


def test_every_shared_field_is_used():
    """`fields.yaml` holds no type that nothing refers to."""
    used = {
        pointer.strip("/").split("/")[0]
        for file in spec.files()
        for target, pointer in spec.references(file)
        if target == "components/fields.yaml"
    }
    fields = spec.raw("components/fields.yaml")
    idle = [str(fields.where(name)) for name in fields if name not in used]
    right = "`$ref: ../../components/fields.yaml#/skip` somewhere, or no entry"
    assert not idle, teach("spec/components/fields.yaml", f"unused entries at {idle}", right)


@every("file", spec.files())
def test_text_is_laid_out_alike(file):
    """Lines have at most 120 columns, no tabs and no trailing spaces, and end in a line feed."""
    text = (SPEC / file).read_bytes().decode()
    wrong = ["the last line has no line feed"] if not text.endswith("\n") or text.endswith("\n\n") else []
    for number, line in enumerate(text.split("\n"), 1):
        wrong += [f"line {number} has {len(line)} columns"] if len(line) > 120 else []
        wrong += [f"line {number} has a tab or a carriage return"] if "\t" in line or "\r" in line else []
        wrong += [f"line {number} ends in a space"] if line != line.rstrip(" ") else []
    right = "description: >-\n  A long sentence goes on\n  in the next line."
    assert not wrong, teach(f"spec/{file}", "; ".join(wrong), right)


@every("file", spec.files())
def test_nothing_is_left_open(file):
    """No file has a note to finish something."""
    text = (SPEC / file).read_text("utf-8")
    found = re.findall(r"TODO|FIXME|XXX|# facts", text)
    assert not found, teach(f"spec/{file}", f"{found} is left", "description: Uid of the booking to cancel.")


# Operations


@every("name", OPERATIONS)
def test_a_summary_is_a_short_command(name):
    """A summary has at most 60 characters, begins with a capital and has no full stop."""
    operation = spec.routes()[name].operation
    summary = operation.get("summary", "")
    fits = re.fullmatch(r"[A-Z][^\n]{2,59}", summary) and not summary.endswith(".")
    wrong = f"the summary {summary!r} has {len(summary)} characters, or a full stop, or no capital"
    assert fits, teach(operation.where("summary"), wrong, "summary: Cancel a booking")


def test_no_two_summaries_are_the_same():
    """A list of summaries tells operations apart."""
    count = Counter(route.operation.get("summary") for route in spec.routes().values())
    twice = [summary for summary, times in count.items() if times > 1]
    assert not twice, teach("spec/operations", f"used more than once: {twice}", "summary: List the teams of the caller")


@every("name", OPERATIONS)
def test_an_operation_says_more_than_its_summary(name):
    """An operation has a description of one to four sentences that does not repeat the summary."""
    operation = spec.routes()[name].operation
    told = operation.get("description", "")
    sentences = len(re.findall(r"[.](?:\s|$)", told))
    right = "description: Frees the time and notifies host and attendees; there is no way back."
    repeats = told.rstrip(".").lower() == operation["summary"].lower()
    fits = 1 <= sentences <= 4 and not repeats
    assert fits, teach(operation.where("description"), f"it says {told!r}", right)


@every("name", OPERATIONS)
def test_an_operation_has_the_tag_of_its_resource(name):
    """`tags` is the first part of the operation's name."""
    operation = spec.routes()[name].operation
    first = name.split(".")[0]
    wrong = f"{name} has the tags {operation.get('tags')}"
    assert [first] == operation.get("tags"), teach(operation.where("tags"), wrong, f"tags: [{first}]")


def test_the_root_describes_each_tag_once():
    """The tags of the root are those in use, in the order of the alphabet."""
    tags = [tag["name"] for tag in spec.document()["tags"]]
    used = sorted({route.operation["tags"][0] for route in spec.routes().values()})
    right = "tags:\n  - name: bookings\n    description: Meetings that attendees have booked."
    assert used == tags, teach("spec/openapi.yaml", f"tags differ in {set(used) ^ set(tags)} or in order", right)


@every("name", OPERATIONS)
def test_an_operation_states_its_effect(name):
    """Whether a call may be repeated is never left to a guess."""
    operation = spec.routes()[name].operation
    wrong = f"x-effect is {operation.get('x-effect')!r}"
    assert operation.get("x-effect") in EFFECTS, teach(operation.where("x-effect"), wrong, "x-effect: read")


@every("name", ACTIONS)
def test_only_plain_reading_is_a_read(name):
    """A request other than GET writes, and so does a GET that receives an authorization code."""
    operation = spec.routes()[name].operation
    reads = first(operation)["request"].startswith("GET ") and first(operation).get("state") != "redirect"
    wrong = f"{first(operation)['request']} has x-effect {operation['x-effect']!r}"
    right = "x-effect: write\nx-cal:\n  request: GET /v2/calendars/{calendar}/save\n  state: redirect"
    assert reads == (operation["x-effect"] == "read"), teach(operation.where("x-effect"), wrong, right)


@every("name", ACTIONS)
def test_a_redirect_is_a_callback(name):
    """What is called with `code` and `state` is the target of a redirect, and answers one."""
    route = spec.routes()[name]
    called_back = {"code", "state"} <= set(spec.arguments(route).get("properties") or {})
    answers = str(route.item["post"]["responses"]["200"]["$ref"]).endswith("/Redirect")
    state = first(route.operation).get("state") == "redirect"
    right = 'x-cal:\n  state: redirect\n…\n"200": {$ref: ../../components/responses/Redirect.yaml}'
    wrong = f"code and state: {called_back}; state redirect: {state}; answer Redirect: {answers}"
    assert called_back == state == answers, teach(route.operation.where(), wrong, right)


@every("name", ACTIONS)
def test_a_delete_destroys(name):
    """An action that Cal.com carries out as DELETE is never run unasked."""
    operation = spec.routes()[name].operation
    if first(operation)["request"].startswith("DELETE "):
        expected = "write" if name in DELETES_NOTHING else "destroy"
        wrong = f"{first(operation)['request']} has x-effect {operation['x-effect']!r}"
        assert expected == operation["x-effect"], teach(operation.where("x-effect"), wrong, f"x-effect: {expected}")


@every("name", ACTIONS)
def test_an_action_names_the_request_it_stands_for(name):
    """`request` is a method and a path of Cal.com's API, whose parameters are arguments or known to be missing."""
    route = spec.routes()[name]
    request = first(route.operation)["request"]
    right = "x-cal:\n  request: POST /v2/bookings/{bookingUid}/cancel"
    where = route.operation.where("x-cal")
    assert re.fullmatch(r"(GET|POST|PUT|PATCH|DELETE) /v2(/[a-z0-9-]+|/\{\w+\})+", request), teach(
        where, f"request is {request!r}", right
    )
    known = {*(spec.arguments(route).get("properties") or {}), *first(route.operation).get("needs", ())}
    missing = set(re.findall(r"\{(\w+)\}", request)) - known
    assert not missing, teach(where, f"{sorted(missing)} is no argument of {name}", right)


@every("name", ACTIONS)
def test_an_action_has_its_slug_in_the_path(name):
    """The path of an action ends in its slug, is called with POST and has no parameters."""
    route = spec.routes()[name]
    right = "  /api/v3.1/tools/execute/CAL_CANCEL_BOOKING_VIA_UID:"
    fits = re.fullmatch(re.escape(spec.EXECUTE) + r"CAL(_[A-Z0-9]+)+", route.path) and route.method == "post"
    assert fits, teach(route.operation.where(), f"{route.method} {route.path}", right)


@every("name", ACTIONS)
def test_an_action_wraps_its_arguments(name):
    """The body of every action is the gateway's request with required, typed `arguments`."""
    route = spec.routes()[name]
    schema = spec.request(route)["schema"]
    right = (
        "allOf:\n  - $ref: ../../components/schemas/ExecuteRequest.yaml\n"
        "  - type: object\n    required: [arguments]\n    properties: {arguments: {type: object, …}}"
    )
    first, second = schema.get("allOf", (None, None))
    fits = (
        first == {"$ref": "#/components/schemas/ExecuteRequest"}
        and second["required"] == list(second["properties"]) == ["arguments"]
        and spec.arguments(route).get("type") == "object"
    )
    assert fits, teach(schema.where(), f"the body of {name} is built in another way", right)


@every("name", OPERATIONS)
def test_failures_are_answered_alike(name):
    """Every operation refers to the shared descriptions of what its upstream answers when it fails."""
    route = spec.routes()[name]
    answers = dict(route.operation["responses"])
    answers.pop("200", None)
    error = "GatewayError" if name in spec.actions() else "ToolzzError"
    expected = {"4XX": error, "5XX": error} | ({"429": "GatewayRateLimited"} if name in spec.actions() else {})
    found = {status: str(answer.get("$ref", "")).rsplit("/", 1)[-1] for status, answer in answers.items()}
    right = '"4XX": {$ref: ../../components/responses/GatewayError.yaml}'
    assert expected == found, teach(route.operation.where("responses"), f"failures are {found}", right)


@every("name", ACTIONS)
def test_what_the_direct_route_needs_is_not_documented(name):
    """`needs` names what the documents do not require, fixed members of `body` what they do not list."""
    route = spec.routes()[name]
    schema, request = spec.arguments(route), first(route.operation)
    documented = {each for each, held in (schema.get("properties") or {}).items() if "x-source" not in held}
    wrong = {*request.get("needs", ())} & {*schema.get("required", ())}
    wrong |= {*request.get("body", ())} & documented
    right = "x-cal:\n  needs: [start]   # and no required argument `start`"
    assert not wrong, teach(route.operation.where(), f"{sorted(wrong)} is documented", right)


@every("name", ACTIONS)
def test_what_cannot_work_as_it_is_says_why(name):
    """An action whose `x-cal` has `needs` or `state` has a note for the reader who picks a route."""
    operation = spec.routes()[name].operation
    if "needs" in first(operation) or "state" in first(operation):
        right = "x-cal:\n  note: The action has no argument for `start`, so Cal.com refuses it on the gateway."
        assert first(operation).get("note"), teach(operation.where(), f"{name} has no note", right)


# Arguments, properties and schemas


@every("name", OPERATIONS)
def test_every_argument_is_described_where_it_is_used(name):
    """An argument's description stands beside its type, as it depends on the operation."""
    route = spec.routes()[name]
    held = spec.arguments(route).get("properties") or {}
    bare = [str(held.where(each)) for each, schema in held.items() if not schema.get("description")]
    right = "orgId:\n  type: integer\n  description: Number of the organization to look in."
    assert not bare, teach(bare, f"arguments of {name} without a description", right)


def test_every_property_is_described():
    """Each property and parameter has a description, beside its reference or behind it."""
    bare = sorted({each.where for each in spec.properties() if not each.has("description") and _declares(each)})
    right = "start: {type: string, format: date-time, description: When the booking begins.}"
    assert not bare, teach(bare, "properties without a description", right)


def _declares(each):
    """Whether a property is a value of the upstreams: `arguments` and parameters' schemas only wrap others."""
    return each.name != "arguments" and not ("in" in each.owner and each.owner.get("description"))


@every("name", SCHEMAS)
def test_a_schema_has_the_name_of_its_file(name):
    """`title` is the name under which the client's model is found."""
    schema = spec.document()["components"]["schemas"][name]
    assert name == schema.get("title"), teach(
        schema.where("title"), f"title is {schema.get('title')!r}", f"title: {name}"
    )


@every("name", SCHEMAS)
def test_a_schema_has_a_type_and_a_description(name):
    """Every schema says what it is."""
    schema = spec.document()["components"]["schemas"][name]
    fits = schema.get("description") and schema.get("type") in ("object", "string")
    right = "title: Schedule\ntype: object\ndescription: The weekly hours in which somebody can be booked."
    assert fits, teach(schema.where(), "the schema lacks a type or a description", right)


@every("name", SCHEMAS)
def test_a_schema_holds_no_schema_of_its_own(name):
    """A nested object has a file and a name; what has neither would get a name that nobody chose."""
    held = spec.document()["components"]["schemas"][name].get("properties") or {}
    inner = [
        str(held.where(key))
        for key, schema in held.items()
        for each in (schema, schema.get("items") or {})
        if "properties" in each or "allOf" in each
    ]
    right = "host: {$ref: BookingHost.yaml, description: Who leads the meeting.}"
    assert not inner, teach(inner, f"{name} holds an object without a name", right)


def test_every_description_is_a_sentence():
    """Descriptions begin with a capital or a backtick, end in a full stop and have no double spaces."""
    wrong = []
    for node, names in spec.nodes():
        for key in ("description", "note"):
            told = node.get(key)
            if not names and isinstance(told, str) and not re.fullmatch(r"[A-Z`](?!.*  ).*\.", told.strip(), re.DOTALL):
                wrong.append(f"{node.where(key)}: {told!r}")
    right = "description: Number of the organization to look in."
    assert not wrong, teach("spec", "no sentences:\n  " + "\n  ".join(wrong), right)


def test_every_response_is_described():
    """Each response component tells what it means for the caller."""
    responses = spec.document()["components"]["responses"]
    bare = [name for name in responses if not responses[name].get("description")]
    assert not bare, teach("spec/components/responses", f"{bare} are bare", "description: The action ran; …")


def test_schemas_use_known_keywords():
    """A misspelt keyword would be ignored by every reader without a word."""
    wrong = []
    for node, names in spec.nodes():
        if not names and _is_schema(node):
            wrong += [f"{node.where(key)}: {key}" for key in node if key not in KEYWORDS and not key.startswith("x-")]
    assert not wrong, teach(wrong, "unknown keywords", "required: [id]   # not requried")


def _is_schema(node):
    """Whether a mapping of the document is a schema, told by keys that nothing else has."""
    is_parameter = "in" in node and "name" in node
    is_security = node.get("type") in ("apiKey", "http", "oauth2", "openIdConnect")
    return not is_parameter and not is_security and bool({"type", "properties", "items", "allOf", "anyOf"} & set(node))


@every("name", SCHEMAS)
def test_a_schema_is_valid_json_schema(name):
    """JSON Schema's own schema accepts every component."""
    schema = spec.document()["components"]["schemas"][name]
    errors = [
        f"{e.json_path}: {e.message}"
        for e in Draft202012Validator(Draft202012Validator.META_SCHEMA).iter_errors(schema)
    ]
    assert not errors, teach(schema.where(), "; ".join(errors), "type: string")


def test_what_is_required_is_declared():
    """`required` names properties that stand beside it, each once."""
    wrong = []
    for node, names in spec.nodes():
        if not names and isinstance(node.get("required"), list):
            lost = [key for key in node["required"] if key not in (node.get("properties") or {})]
            wrong += [f"{node.where('required')}: {lost or 'twice'}"] if lost or _repeats(node["required"]) else []
    assert not wrong, teach(wrong, "required keys that are not declared", "required: [id]\nproperties: {id: …}")


def test_no_value_of_an_enum_stands_twice():
    """An enum is a list of different values of its type."""
    wrong = [
        f"{node.where('enum')}: {node['enum']}"
        for node, names in spec.nodes()
        if not names and "enum" in node and (not node["enum"] or _repeats(node["enum"]))
    ]
    assert not wrong, teach(wrong, "empty enums or repeated values", "enum: [asc, desc]")


def _repeats(values):
    return len(values) != len(set(values))


def test_every_format_is_checked():
    """A format is one that the examples are checked against, or has a pattern beside it."""
    wrong = [
        f"{node.where('format')}: {node['format']}"
        for node, names in spec.nodes()
        if not names
        and "format" in node
        and node["format"] not in spec.FORMATS.checkers
        and not (node["format"] in UNCHECKED_FORMATS and "pattern" in node)
    ]
    assert not wrong, teach(wrong, "formats that nothing checks", "format: date-time")


def test_enums_shown_in_part_are_complete():
    """The values that the documents fold away are there: 18 webhook triggers, 42 locales."""
    schemas = spec.document()["components"]["schemas"]
    right = "triggers: {$ref: ../../components/fields.yaml#/triggers}"
    assert len(schemas["WebhookTrigger"]["enum"]) == 18, teach(schemas["WebhookTrigger"].where("enum"), "not 18", right)
    assert len(schemas["Locale"]["enum"]) == 42, teach(schemas["Locale"].where("enum"), "not 42", right)
    for each in spec.properties():
        if each.has("enum") and each.name in ("triggers", "locale"):
            expected = schemas["WebhookTrigger" if each.name == "triggers" else "Locale"]["enum"]
            assert expected == each.get("enum"), teach(each.where, f"{each.name} has values of its own", right)


# Extensions


def test_every_extension_is_listed():
    """A misspelt extension is noticed, as is one that no reader knows."""
    unknown = [
        str(node.where(key))
        for node, names in spec.nodes()
        for key in node
        if not names and key.startswith("x-") and key not in EXTENSIONS
    ]
    right = "x-source: inferred   # or a new row in spec/README.md and in generator/check/rules.py"
    assert not unknown, teach(unknown, "extensions that are not listed", right)


def test_every_listed_extension_is_used():
    """The list holds no extension that the specification has given up."""
    used = {key for node, names in spec.nodes() if not names for key in node}
    idle = sorted(set(EXTENSIONS) - used)
    assert not idle, teach("generator/check/rules.py", f"EXTENSIONS lists {idle}, used nowhere", "remove the entry")


def test_the_readme_lists_the_extensions():
    """The table of spec/README.md has a row for every extension, with the reader that `EXTENSIONS` names."""
    table = {name: read_by for name, (_, _, read_by) in _extension_table().items()}
    right = "| `x-effect` | whether a call may be repeated | `read`, `write`, `destroy` | retries, agent tools |"
    assert table == EXTENSIONS, teach("spec/README.md", "the table of extensions differs from EXTENSIONS", right)


def test_the_readme_lists_the_values_of_extensions():
    """Where an extension has few values, the README names exactly those that are used, and a default besides."""
    table = _extension_table()
    used = {name: set() for name in EXTENSIONS}
    for node, names in spec.nodes():
        for key in () if names else used.keys() & node.keys():
            used[key].add(str(node[key]).lower() if isinstance(node[key], bool) else str(node[key]))
    for name in ("x-effect", "x-sensitive", "x-source"):
        values = table[name][1].partition("absent:")[0]
        told = set(re.findall(r"`([^`]+)`", values))
        right = f"| `{name}` | … | {', '.join(f'`{value}`' for value in sorted(used[name]))} | {EXTENSIONS[name]} |"
        assert used[name] == told, teach("spec/README.md", f"values of {name} differ: {used[name] ^ told}", right)


def test_the_readme_lists_what_x_cal_says():
    """Every key of `x-cal` has a row, and where it has few values the README names exactly those that are used."""
    text = (SPEC / "README.md").read_text("utf-8")
    table = dict(re.findall(r"^\| `(\w+)` \| [^|]+ \| ([^|]+) \|$", text.partition("## What `x-cal` says")[2], re.M))
    right = "| `credential` | what the request is signed with | `client`, `none`; absent: an API key |"
    assert [*KEYS, *KEYS_IN_BINDING] == list(table), teach("spec/README.md", "the table differs from KEYS", right)
    used = {key: set() for key in table}
    for node, names in spec.nodes():
        for said in () if names else bindings(node):
            for each in (said, *said.get("arguments", {}).values()):
                for key, value in each.items():
                    used[key].add(str(value).lower() if isinstance(value, bool) else str(value))
    idle = sorted(key for key, values in used.items() if not values)
    assert not idle, teach("generator/extensions/cal.py", f"{idle} are used nowhere", "remove the key")
    for key in ("credential", "public", "state", "encode"):
        told = set(re.findall(r"`([^`]+)`", table[key].partition("absent:")[0]))
        assert used[key] == told, teach("spec/README.md", f"values of {key} differ: {used[key] ^ told}", right)


def test_the_readme_lists_what_x_gateway_says():
    """Every key of `x-gateway` has a row, and is used somewhere in the specification."""
    text = (SPEC / "README.md").read_text("utf-8")
    text = text.partition("## What `x-gateway` says")[2].partition("\n## ")[0]
    table = re.findall(r"^\| `(\w+)` \| [^|]+ \| [^|]+ \|$", text, re.M)
    right = "| `since` | the first toolkit version that is known to have this binding | a version in quotes |"
    assert [*gateway.KEYS, "encode"] == table, teach("spec/README.md", "the table differs from KEYS", right)
    bindings = [each for node, names in spec.nodes() if not names for each in node.get("x-gateway", ())]
    moves = [to for each in bindings for to in each.get("arguments", {}).values() if isinstance(to, dict)]
    idle = sorted({*gateway.KEYS, *gateway.KEYS_OF_ARGUMENTS}.difference(*bindings, *moves))
    assert not idle, teach("generator/extensions/gateway.py", f"{idle} are used nowhere", "remove the key")


def test_a_shared_field_says_more_than_its_type():
    """`type: integer` is shorter in place than a path that leads to it."""
    fields = spec.raw("components/fields.yaml")
    bare = [str(fields.where(name)) for name, field in fields.items() if set(field) == {"type"}]
    assert not bare, teach(bare, "a field that is only a type", "orgId: {type: integer, description: Which one.}")


def test_there_are_few_extensions():
    """What belongs together is said in one place."""
    assert len(EXTENSIONS) <= 9


def _extension_table():
    text = (SPEC / "README.md").read_text("utf-8")
    _, _, after = text.partition("| name | says | values | read by |\n")
    rows = {}
    for line in after.splitlines()[1:]:
        if not line.startswith("|"):
            break
        name, says, values, read_by = (cell.strip() for cell in line.strip("|").split("|"))
        rows[name.strip("`")] = (says, values, read_by)
    return rows


def test_the_readme_counts_the_contradictions():
    """The README lists the 19 discrepancies of the ToolzzAI pages, numbered, each with how it is served."""
    text = (SPEC / "README.md").read_text("utf-8")
    rows = re.findall(r"^\| (T\d+) \| ([^|]+) \| ([^|]+) \|$", text, re.MULTILINE)
    right = "| T3 | The unit is `unitId` in one family and `unityId` in the other | Both spellings are kept |"
    assert [f"T{n}" for n in range(1, 20)] == [row[0] for row in rows], teach("spec/README.md", f"{rows}", right)


def test_the_readme_names_what_exists():
    """Operations and files that the README names are in the specification."""
    text = (SPEC / "README.md").read_text("utf-8")
    named = set(re.findall(r"`([a-z_]+(?:\.[a-z_]+)+)`", text))
    files = {name for name in named if name.endswith((".json", ".yaml", ".md", ".py"))}
    lost = sorted(name for name in named - files if name not in spec.routes())
    lost += [
        file for file in re.findall(r"`((?:operations|components)/[\w/]+\.yaml)`", text) if file not in spec.files()
    ]
    assert not lost, teach("spec/README.md", f"{lost} do not exist", "`bookings.cancel`")
