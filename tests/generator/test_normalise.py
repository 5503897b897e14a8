"""The document is reduced to what the parser is to read, and the rest is kept beside it."""

import json

import pytest

from generator.check.rules import check
from generator.document.bundle import bundle
from generator.normalise import arguments_name, normalise
from tests.support.generator import CASES, OPENAPI, THING, changed, specification


@pytest.fixture
def normalised(tmp_path):
    """Reduces the small specification with other files in it."""

    def made(files=None):
        document = bundle(specification(tmp_path, files))
        check(document)
        return normalise(document)

    return made


def case(name):
    """Reduces the specification of a case."""
    return normalise(bundle(CASES / name / "spec" / "openapi.yaml"))


def test_an_actions_wrappers_are_taken_off():
    """The parser sees an action's arguments for a body, and the innermost data for an answer."""
    (plan,) = case("typed_result").plans
    assert plan.is_action
    assert ["bookingUid"] == list(plan.arguments["properties"])
    assert {"$ref": "#/components/schemas/Booking"} == plan.answer
    reduced = case("typed_result").reduced
    operation = reduced["paths"]["/execute/CAL_GET_BOOKING"]["post"]
    assert "BookingsGetArguments" == operation["requestBody"]["content"]["application/json"]["schema"]["title"]
    assert ["Booking"] == list(reduced["components"]["schemas"])


def test_texts_do_not_reach_the_parser(normalised):
    """Nothing of a description, an example or an extension is in the reduced document."""
    thing = THING + "  default: {type: string, default: SECRET, example: SECRET, x-source: SECRET, title: SECRET}\n"
    thing += "  description: {type: string, description: SECRET}\ntitle: SECRET\n"
    reduced = normalised({"components/schemas/Thing.yaml": thing}).reduced
    assert "SECRET" not in json.dumps(reduced)
    assert ["name", "default", "description"] == list(reduced["components"]["schemas"]["Thing"]["properties"])


def test_keys_beside_a_reference_do_not_reach_the_parser(normalised):
    """It would drop them, or stumble."""
    answer = "{$ref: components/schemas/Thing.yaml, description: Beside.}"
    text = changed(OPENAPI, "{$ref: components/schemas/Thing.yaml}", answer)
    responses = normalised({"openapi.yaml": text}).reduced["paths"]["/things/{thingId}"]["get"]["responses"]
    assert {"$ref": "#/components/schemas/Thing"} == responses["200"]["content"]["application/json"]["schema"]


def test_schemas_that_no_operation_leads_to_are_left_out(normalised):
    """Errors and wrappers are described, but no model is made of them."""
    (answer,) = [line for line in OPENAPI.splitlines(keepends=True) if '"200"' in line]
    error = answer.replace("200", "404").replace("Thing", "E")
    found = normalised({"openapi.yaml": OPENAPI + error, "components/schemas/E.yaml": THING})
    assert ["Thing"] == list(found.reduced["components"]["schemas"])
    assert {"Thing", "E"} == set(found.schemas)


def test_servers_are_those_of_the_operation_then_of_the_path_then_of_the_root(normalised):
    """The nearest wins; a slash at the end is dropped."""
    assert "https://api.example.com" == normalised().plans[0].server
    text = changed(OPENAPI, "    get:\n", "    servers: [{url: https://path.example.com/v1/}]\n    get:\n")
    assert "https://path.example.com/v1" == normalised({"openapi.yaml": text}).plans[0].server
    text = changed(text, "x-effect: read", "x-effect: read\n      servers: [{url: https://own.example.com}]")
    assert "https://own.example.com" == normalised({"openapi.yaml": text}).plans[0].server


def test_plans_are_in_the_order_of_names(normalised):
    """The order of paths does not matter to what is made."""
    other = OPENAPI.partition("paths:\n")[2].replace("things", "apples").replace("thingId", "appleId")
    assert ["apples.get", "things.get"] == [
        plan.route.name for plan in normalised({"openapi.yaml": OPENAPI + other}).plans
    ]


def test_a_diagnostic_is_placed(normalised):
    """What the parser says of a schema or an operation leads back to its line."""
    found = normalised()
    for told, place in (
        ("Unable to process schema /components/schemas/Thing:", "Thing.yaml:1"),
        ("components.schemas.Thing.other.type", "Thing.yaml:1"),
        ("WARNING parsing GET /things/{thingId} within all_.", "openapi.yaml:7"),
    ):
        assert str(found.where(told)).endswith(f"/{place}")
    assert found.where("Something else") is None


def test_the_name_of_arguments_is_that_of_the_operation():
    """One class name for each operation."""
    assert "OauthClientsUsersForceRefreshArguments" == arguments_name("oauth_clients.users.force_refresh")
