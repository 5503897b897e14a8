"""What the upstreams call deprecated is marked in every place where operations are, and nothing else is."""

import asyncio
import json
import re
import subprocess
import sys
from operator import attrgetter
from types import SimpleNamespace

import click
import pytest
from toolzz_cal import AsyncClient, Client, operations
from toolzz_cal.errors import NotPermitted
from toolzz_cal.tools import AsyncTools, Tools
from toolzz_cal_cli.application import ResourceGroup
from toolzz_cal_cli.routes import main as routes
from toolzz_cal_mcp.server import create_server
from toolzz_cal_mcp.settings import Settings

from tests.support import spec
from tests.support.client import ROOT, examples
from tests.support.document import document
from tests.support.tables import every
from tests.support.typechecking import mypy
from workshop.site.mapping import page as mapping
from workshop.site.reference import pages, source

# What Cal.com's document says it will remove, and what is left of its platform, by the beginning of the request.
OF_CAL = ("/v2/oauth-clients/", "/v2/oauth/", "/v2/provider/")
# What the gateway has flagged; of one it has changed the name since.
OF_GATEWAY = {
    "CAL_CREATE_OAUTH_CLIENT_USER", "CAL_CREATE_OAUTH_CLIENT_WEBHOOK_CONFIGURATION", "CAL_DELETE_OAUTH_CLIENT_USER",
    "CAL_CAL_DELETE_OAUTH_CLIENT_WEBHOOK", "CAL_DELETE_ORGANIZATION_ATTRIBUTE_OPTION",
    "CAL_FORCE_REFRESH_USER_OAUTH_CLIENT", "CAL_REFRESH_OAUTH_TOKEN_FOR_CLIENT_ID",
    "CAL_RETRIEVE_OAUTH_CLIENT_WEBHOOK_BY_ID",
}  # fmt: skip
EVERY = [each.name for each in operations.every()]
REASONS = {
    name: " ".join(route.operation["description"].split()).rpartition("Deprecated: ")[2]
    for name, route in spec.routes().items()
    if route.operation.get("deprecated")
}
OPERATIONS = every("name", EVERY)


def test_the_specification_has_what_the_upstreams_say():
    """Every operation of Cal.com's platform, and every action that the gateway has flagged; 15 in all."""
    said = {
        each.name
        for each in operations.every()
        if each.slug in OF_GATEWAY or (each.request is not None and each.request.path.startswith(OF_CAL))
    }
    assert said == set(REASONS)
    assert len(said) == 15


@OPERATIONS
def test_a_reason_is_given_for_what_is_deprecated(name):
    """A description ends with the reason, and only where the operation is deprecated."""
    told = spec.routes()[name].operation["description"]
    assert (name in REASONS) == ("Deprecated: " in told)
    assert name not in REASONS or 20 < len(REASONS[name]) <= 110, "a line of code has to hold it"


def test_the_document_in_one_piece():
    """The bundle, which the HTTP reference and other tools read, has the flag."""
    flagged = {
        operation["operationId"]
        for item in document()["paths"].values()
        for operation in item.values()
        if isinstance(operation, dict) and operation.get("deprecated")
    }
    assert flagged == set(REASONS)


@OPERATIONS
def test_facts_and_view(name):
    """`operations.json`, `toolzz_cal.operations` and `actions.describe` say whether, and why."""
    described = operations.get(name)
    assert described.facts.get("deprecated", False) is (name in REASONS)
    assert described.is_deprecated is (name in REASONS)
    assert described.deprecated == REASONS.get(name)
    if described.slug is not None:
        with Client(composio_api_key="ak_example") as client:
            assert client.actions.describe(described.slug).deprecated == REASONS.get(name)


@OPERATIONS
@every("kind", [Client, AsyncClient])
def test_methods(name, kind):
    """The mark of PEP 702, and a paragraph of the docstring; a walk over pages is marked as its list is."""
    resource, _, method = name.rpartition(".")
    owner = type(attrgetter(resource)(kind()))
    walk = method.replace("list", "iterate", 1) if method.startswith("list") else f"iterate_{method}"
    for each in (method, walk):
        if hasattr(owner, each):
            found = getattr(owner, each)
            assert getattr(found, "__deprecated__", None) == REASONS.get(name)
            paragraphs = [" ".join(part.split()) for part in (found.__doc__ or "").split("\n\n")]
            assert [part for part in paragraphs if part.startswith("Deprecated: ")] == (
                [f"Deprecated: {REASONS[name]}"] if name in REASONS else []
            )


@OPERATIONS
def test_command_line(name):
    """The help of a command, the list that it stands in, and its route."""
    *path, last = name.replace("_", "-").split(".")
    group = ResourceGroup("")
    context = click.Context(group, info_name="toolzz-cal", max_content_width=500, terminal_width=500)
    for part in path:
        group = group.get_command(context, part)
    command = group.get_command(context, last)
    assert ("DEPRECATED" in command.get_help(context)) == (name in REASONS)
    assert REASONS.get(name, "") in " ".join(command.get_help(context).split())
    (line,) = re.findall(rf"^  {last} .*$", group.get_help(context), re.M)
    assert ("DEPRECATED" in line) == (name in REASONS)


def test_routes(capsys):
    """`toolzz-cal routes` says why of one, and marks it among all."""
    assert routes(["--json"]) == 0
    told = {each["operation"]: each["deprecated"] for each in json.loads(capsys.readouterr().out)}
    assert {name: why for name, why in told.items() if why} == REASONS
    assert routes([]) == 0
    assert capsys.readouterr().out.split().count("deprecated") == len(REASONS)


def test_pages():
    """The page of its resource, the lists on it and on the first one, and the mapping."""
    made = pages(source())
    sections = re.split(r"^## `", "\n".join(made.values()), flags=re.M)
    marked = {part.partition("`")[0] for part in sections if "Deprecated: " in part}
    assert marked == set(REASONS)
    assert "\n".join(made.values()).count("*(deprecated)*") == 2 * len(REASONS)
    remarks = mapping({each.name: each.facts for each in operations.every()})
    assert remarks.count("**Deprecated**: ") == len(REASONS)
    (line,) = re.findall(r"^- \*\*deprecated\*\*: (.*)$", remarks, re.M)
    assert set(re.findall(r"`([\w.]+)`", line)) == set(REASONS)


# Tools


@pytest.mark.parametrize("kind", [Tools, AsyncTools])
def test_tools_leave_it_out_unless_it_is_named(kind):
    """Neither everything nor a resource has it among its tools; its name, its tool's and its slug have."""
    client = Client(composio_api_key="ak_example") if kind is Tools else AsyncClient(composio_api_key="ak_example")
    rest = set(EVERY) - set(REASONS)
    resources = {name.partition(".")[0] for name in EVERY}
    for tools in (kind(client), kind(client, resources=resources), kind(client, effects=operations.EFFECTS)):
        assert {each.operation for each in tools} == rest
    for name in REASONS:
        for given in (name, name.replace(".", "_"), operations.get(name).slug):
            (tool,) = kind(client, names=[given])
            assert tool.operation == name
            assert f"Deprecated: {REASONS[name]}" in tool.description
        with pytest.raises(NotPermitted, match="it is deprecated, and only its name selects it"):
            kind(client).tool(name)


def test_mcp_leaves_it_out_unless_it_is_named():
    """Of an MCP server with everything allowed it is no tool, is not found and not run, unless a toolset is it."""

    async def listed(*toolsets):
        client = AsyncClient(composio_api_key="ak_example")
        settings = Settings(allow="destroy", toolsets=toolsets)
        server = create_server(client, settings)
        answer = await server.get_request_handler("tools/list").handler(SimpleNamespace(), None)
        return {each.name for each in answer.tools}, {each.operation for each in settings.tools(client)}

    names = {name.replace(".", "_") for name in REASONS}
    for toolsets in (("all",), ("agent",), ("oauth_clients", "provider", "organizations")):
        tools, runnable = asyncio.run(listed(*toolsets))
        assert tools.isdisjoint(names)
        assert runnable == set(EVERY) - set(REASONS)
    for name in REASONS:
        tools, runnable = asyncio.run(listed("agent", name))
        assert tools & names == {name.replace(".", "_")}
        assert runnable == set(EVERY) - set(REASONS) | {name}


# Type checkers


@pytest.fixture(scope="module")
def uses(tmp_path_factory):
    """A program that uses every method of both clients, one a line, and the lines that use a deprecated one."""
    folder = tmp_path_factory.mktemp("uses")
    lines = ["from toolzz_cal import AsyncClient, Client", "one, two = Client(), AsyncClient()"]
    lines += [f"print({client}.{name})" for client in ("one", "two") for name in EVERY]
    (folder / "uses.py").write_text("\n".join(lines) + "\n", "utf-8")
    places = {
        number: name for number, line in enumerate(lines, 1) for name in REASONS if re.search(rf"\.{name}\)$", line)
    }
    assert len(places) == 2 * len(REASONS)
    return folder, places


def said(command, folder):
    """What a type checker prints of that program."""
    ran = subprocess.run(
        [sys.executable, "-m", *command], cwd=folder, capture_output=True, text=True, check=False, timeout=600
    )
    return ran.stdout


def test_mypy_sees_it(uses):
    """With the code `deprecated` it reports each such line with the reason, and nothing besides."""
    folder, places = uses
    path = f"[mypy]\nstrict = True\nmypy_path = {ROOT / 'generated_client'}\n"
    (folder / "mypy.ini").write_text(f"{path}[mypy-uses]\nenable_error_code = deprecated\n", "utf-8")
    told = mypy("--no-error-summary", "uses.py", cwd=folder).stdout
    found = re.findall(r"^uses\.py:(\d+): error: .* is deprecated: (.*)  \[deprecated\]$", told, re.M)
    assert {int(number): reason for number, reason in found} == {
        number: REASONS[name] for number, name in places.items()
    }
    assert told.count("\n") == len(places)


def test_pyright_sees_it(uses):
    """In strict mode it reports each such line, and nothing besides."""
    folder, places = uses
    settings = {"include": ["uses.py"], "extraPaths": [str(ROOT / "generated_client")], "typeCheckingMode": "strict"}
    (folder / "pyrightconfig.json").write_text(json.dumps(settings), "utf-8")
    told = json.loads(said(["pyright", "--outputjson", "--pythonpath", sys.executable], folder))
    found = {each["range"]["start"]["line"] + 1: each["message"] for each in told["generalDiagnostics"]}
    assert {each["rule"] for each in told["generalDiagnostics"]} == {"reportDeprecated"}
    assert found.keys() == places.keys()
    assert all(REASONS[name] in found[number] for number, name in places.items())


def test_nothing_warns_at_run_time():
    """What still works floods nobody with warnings: neither importing nor calling it says anything."""
    program = "\n".join(
        [
            "import httpx, warnings",
            "warnings.simplefilter('error')",
            "from toolzz_cal import Client",
            "answer = {'successful': True, 'error': None, 'data': {'status': 'success', 'data': {}}}",
            "http = httpx.Client(transport=httpx.MockTransport(lambda request: httpx.Response(200, json=answer)))",
            "Client(composio_api_key='ak_example', http_client=http).provider.get(client_id='client_example_4821')",
        ]
    )
    environment = {"PYTHONPATH": str(ROOT / "generated_client")}
    ran = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=False, timeout=300, env=environment
    )
    assert (ran.returncode, ran.stderr) == (0, "")


def test_every_example_is_an_operation_here():
    """The tests above go over everything that the specification has."""
    assert EVERY == [each.name for each in examples()]
