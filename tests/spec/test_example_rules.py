"""Rules for the examples of the specification, and for what in it is secret."""

import re

from generator.runtime._redaction import is_secret
from tests.support import spec
from tests.support.spec import teach
from tests.support.tables import every

OPERATIONS = sorted(spec.routes())
EXAMPLES = sorted(spec.examples())
# Names whose values open something; wherever one stands, it is marked.
SECRETS = {
    "accessToken", "apiKey", "api_key", "authUrl", "calApiKey", "clientSecret", "code", "custom_auth_params",
    "custom_connection_data", "googleToken", "key", "password", "refreshToken", "secret", "secretKey", "state",
    "token", "val",
}  # fmt: skip
# Places where such a name stands for something harmless.
HARMLESS = {
    "spec/components/schemas/Function.yaml code": "a technical code of the platform, documented as no credential",
    "spec/components/schemas/GatewayProblemDetail.yaml code": "the number of an error",
    "spec/components/schemas/DelegationError.yaml code": "the kind of an error",
}
# Marked names too general to be secret everywhere: the models hide them, and the key around them is hidden by name.
GENERIC = {
    "url": "an address; only those that carry a code or a state are secret",
    "parameters": "inside custom_auth_params, which is hidden as a whole",
    "body": "inside custom_auth_params, which is hidden as a whole",
    "value": "inside custom_auth_params, which is hidden as a whole",
}
DATE = re.compile(r"\b(?:19|20)\d\d-\d\d-\d\d(?![\d-])")
HOST = re.compile(r"(?:://|(?<=\w)@)([A-Za-z0-9.-]+)")
MASKED = re.compile(r"\w*\*{4,}")


# Examples


@every("name", OPERATIONS)
def test_an_operation_shows_an_example(name):
    """Every body and every parameter has an example, and so has every successful answer."""
    route = spec.routes()[name]
    media = spec.request(route)
    parameters = [*(route.item.get("parameters") or ()), *(route.operation.get("parameters") or ())]
    bare = [str(each.where()) for each in parameters if "example" not in each]
    bare += [str(media.where())] if media is not None and "example" not in media else []
    assert media is not None or parameters, teach(route.operation.where(), "nothing to show", "a body or a parameter")
    response = spec.follow(route.operation["responses"]["200"])
    bare += [str(response.where())] if "example" not in response["content"]["application/json"] else []
    right = "example:\n  arguments:\n    bookingUid: bk4Zr8YqLw2TnVx6"
    assert not bare, teach(bare, f"{name} has no example there", right)


@every("name", EXAMPLES)
def test_an_example_is_valid(name):
    """JSON Schema, formats included, finds nothing wrong with an example; so it has all required keys."""
    example = spec.examples()[name]
    found = spec.problems(example.value, *example.pointer)
    assert not found, teach(example.where, "; ".join(found), "example:\n  arguments: {orgId: 1205}   # orgId: integer")


@every("name", EXAMPLES)
def test_an_example_uses_declared_keys_only(name):
    """A misspelt key in an example, which an open object lets pass, is noticed."""
    example = spec.examples()[name]
    found = spec.undeclared(example.schema, example.value)
    right = "arguments: {bookingUid: bk4Zr8YqLw2TnVx6}   # not bookingUID"
    assert not found, teach(example.where, f"{found} are not in the schema", right)


@every("name", EXAMPLES)
def test_an_example_lies_in_the_future(name):
    """Dates are in 2027, so that an example can be tried."""
    example = spec.examples()[name]
    texts = [(path, value) for path, value in spec.leaves(example.value) if isinstance(value, str)]
    texts += [(path, key) for path, key in _keys(example.value)]
    past = [f"{path}: {text}" for path, text in texts for found in DATE.findall(text) if not found.startswith("2027")]
    assert not past, teach(example.where, "; ".join(past), 'start: "2027-03-09T14:00:00Z"')


def _keys(value, path="$"):
    if isinstance(value, dict):
        for key, inner in value.items():
            yield path, key
            yield from _keys(inner, f"{path}.{key}")
    elif isinstance(value, list):
        for item in value:
            yield from _keys(item, path)


@every("name", EXAMPLES)
def test_an_example_names_reserved_hosts_only(name):
    """Addresses and links lead to example.com, which belongs to nobody."""
    example = spec.examples()[name]
    hosts = {host for _, value in spec.leaves(example.value) if isinstance(value, str) for host in HOST.findall(value)}
    foreign = sorted(host for host in hosts if host != "example.com" and not host.endswith(".example.com"))
    assert not foreign, teach(example.where, f"foreign hosts {foreign}", "email: ana.prado@example.com")


def test_texts_name_reserved_hosts_only():
    """No description, default or pattern leads to a host of somebody else."""
    foreign = []
    for node, names in spec.nodes():
        for key in ("description", "summary", "note", "default"):
            told = node.get(key)
            hosts = HOST.findall(told) if not names and isinstance(told, str) else ()
            foreign += [f"{node.where(key)}: {host}" for host in hosts if not host.endswith("example.com")]
    assert not foreign, teach(foreign, "foreign hosts", "description: Address such as `https://hooks.example.com/cal`.")


@every("name", EXAMPLES)
def test_a_secret_in_an_example_says_so(name):
    """A secret contains the word `example`, or is masked as an upstream masks it; none looks real."""
    example = spec.examples()[name]
    real = [
        f"{path}: {value}"
        for path, value in spec.sensitive(example.schema, example.value)
        if isinstance(value, str) and "example" not in value and not MASKED.fullmatch(value)
    ]
    assert not real, teach(example.where, "; ".join(real), "secret: example-webhook-secret")


# Secrets


def test_every_name_known_to_be_secret_is_marked():
    """Wherever a secret's name stands in the specification, it is marked `x-sensitive`."""
    bare = [
        each.where
        for each in spec.properties()
        if each.name in SECRETS and each.get("x-sensitive") is not True and f"{each.file} {each.name}" not in HARMLESS
    ]
    assert not bare, teach(bare, "a secret that would be printed", "apiKey: {type: string, x-sensitive: true, …}")


def test_every_excused_name_exists():
    """An excuse for a name that is gone, or marked after all, would hide the next mistake."""
    there = {f"{each.file} {each.name}" for each in spec.properties() if each.get("x-sensitive") is not True}
    marked = {each.name for each in spec.properties() if each.get("x-sensitive") is True}
    idle = sorted(set(HARMLESS) - there) + sorted(set(GENERIC) - marked)
    assert not idle, teach("tests/spec/test_rules.py", f"HARMLESS and GENERIC excuse {idle}", "remove the entry")


def test_every_marked_name_is_masked_in_logs():
    """The client's list of secret names covers what the specification marks."""
    marked = {each.name: each.where for each in spec.properties() if each.get("x-sensitive") is True}
    printed = {name: where for name, where in marked.items() if name not in GENERIC and not is_secret(name)}
    right = 'add the name, in lower case and without "_", to _NAMES in generator/runtime/_redaction.py'
    assert not printed, teach(printed, "marked in the specification, printed by the client", right)
