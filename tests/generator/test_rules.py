"""What a specification may say; each rule's message is in test_errors.py."""

import pytest

from generator.check.rules import EXTENSIONS, check, class_name, operations, parameters
from generator.check.structure import METHODS
from generator.document.bundle import bundle
from generator.errors import SpecError
from tests.support.generator import OPENAPI, ROOT, changed, specification


@pytest.fixture
def document(tmp_path):
    """Bundles the small specification with its root file changed."""
    return lambda text=OPENAPI, **files: bundle(specification(tmp_path, {"openapi.yaml": text, **files}))


def test_the_projects_specification_keeps_the_rules():
    """No rule is stricter than what the client was made from."""
    check(bundle(ROOT / "spec" / "openapi.yaml"))


def test_operations_come_in_the_order_of_the_document(document):
    """Path by path, and within a path as OpenAPI lists methods."""
    more = "  /a:\n    delete: {operationId: a.delete}\n    get: {operationId: a.get}\n"
    assert ["things.get", "a.get", "a.delete"] == [route.name for route in operations(document(OPENAPI + more))]


def test_an_operations_own_parameters_win_over_its_paths(document):
    """A parameter of the path may be described again; others are added."""
    shared = "    parameters:\n      - {name: thingId, in: path, required: true, schema: {type: integer}}\n"
    shared += "      - {name: page, in: query, schema: {type: integer}}\n"
    made = document(changed(OPENAPI, "    get:\n", f"{shared}    get:\n"))
    (route,) = operations(made)
    assert {"thingId": "string", "page": "integer"} == {
        each["name"]: each["schema"]["type"] for each in parameters(made, route)
    }


def test_the_first_problem_is_the_one_told(document):
    """From the top: structure first, in the order of the files."""
    text = changed(OPENAPI, "x-effect: read", "x-effect: 1\n      x-second: 2")
    with pytest.raises(SpecError, match=r":9: The extension 'x-second' is unknown"):
        check(document(text))


@pytest.mark.parametrize("name", sorted(EXTENSIONS))
def test_every_extension_may_stand_beside_a_schemas_keys(name, document):
    """What an extension means is its readers' affair; that it is known is a rule."""
    value = {"x-sensitive": "true", "x-usual": "true", "x-effect": "read"}.get(name, "GET /a")
    thing = f"type: object\nproperties: {{a: {{type: string, {name}: {value}}}}}\n"
    check(document(**{"components/schemas/Thing.yaml": thing}))


@pytest.mark.parametrize("part", ["closed", "get_all", "v2", "list", "iterate", "print", "id"])
def test_useful_names_are_not_taken(part, document):
    """Words that only resemble what the client has are fine, builtins among them."""
    check(document(changed(OPENAPI, "things.get", f"things.{part}")))


@pytest.mark.parametrize("method", METHODS)
def test_every_method_is_supported(method, document):
    """Of the methods of HTTP, those that upstreams use."""
    check(document(changed(OPENAPI, "    get:\n", f"    {method}:\n")))


@pytest.mark.parametrize("status", ["200", "201", "2XX"])
def test_any_success_will_do(status, document):
    """An upstream may answer 201; errors beside it don't count."""
    check(document(changed(OPENAPI, '        "200"', f"        '404': {{description: None.}}\n        '{status}'")))


def test_a_class_is_called_after_its_resource():
    """Each word begins with a capital."""
    assert "OauthClientsUsers" == class_name("oauth_clients_users")
