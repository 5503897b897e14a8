"""The command `toolzz-cal routes`: the mapping in a terminal."""

import json
import os
import re
import subprocess
import sys
from itertools import takewhile

import pytest
from toolzz_cal_cli.__main__ import main

from tests.support.bindings import bindings, first, notes
from tests.support.client import ROOT, Example, actions, document, example
from tests.support.counts import ACTIONS
from tests.support.direct import dated
from tests.support.tables import every

STATES = ("redirect", "removed", "broken", "composed")
# What must not be needed: the extras, and the HTTP library.
LIGHT = """
import sys

EXTRAS = {"click", "httptools", "httpx", "jmespath", "jsonschema_rs", "orjson", "rich", "tzdata"}
EXTRAS |= {"uvicorn", "uvloop", "yaml"}

class Refusing:
    def find_spec(self, name, path=None, target=None):
        if name.partition(".")[0] in EXTRAS:
            raise ModuleNotFoundError(f"No module named {name!r}", name=name)

sys.meta_path.insert(0, Refusing())
from toolzz_cal_cli.__main__ import main
code = main(["routes", *sys.argv[1:]])
heavy = {"httpx", "asyncio", "attr", "ssl", "toolzz_cal.models", "toolzz_cal.client"} & sys.modules.keys()
assert not heavy, heavy
raise SystemExit(code)
"""


@pytest.fixture
def routes(capsys):
    """Runs the command and gives what it printed; it must end well."""

    def ran(*arguments):
        assert main(["routes", *arguments]) == 0
        printed = capsys.readouterr()
        assert printed.err == ""
        return printed.out

    return ran


def told(each: Example):
    """What the specification says of an action."""
    return document()["paths"][each.path]["post"]


def joined(text):
    """A text without the breaks that the width made."""
    return " ".join(text.split())


def test_table_has_every_action(routes):
    """Without names, the table has the actions below their resources, each with its request."""
    printed = routes()
    assert printed.endswith(f"{ACTIONS} actions. Name one to see its credential, arguments and gaps\n")
    paragraphs = dict(part.split("\n", 1) for part in printed.split("\n\n")[:-1])
    assert {each.name.rpartition(".")[0] for each in actions()} == set(paragraphs)
    assert list(paragraphs) == sorted(paragraphs)
    for each in actions():
        resource, _, name = each.name.rpartition(".")
        method, path = first(told(each))["request"].split()
        lines = paragraphs[resource].splitlines()
        start = next(index for index, line in enumerate(lines) if line.startswith(f"  {name} "))
        more = takewhile(lambda line: line.startswith("   "), lines[start + 1 :])
        *before, path_begins = lines[start].split()
        assert [name, method] == before
        written = "".join([path_begins, *map(joined, more)])
        state, needs = first(told(each)).get("state", ""), first(told(each)).get("needs", [])
        ending = "deprecated" if told(each).get("deprecated") else ""
        more = bindings(told(each))[1:]
        others = "".join(
            f"else {said['request']}{', ' if 'state' in said else ''}{said.get('state', '')}" for said in more
        )
        assert f"{path}{ending}{state}{others}{'needs ' if needs else ''}{', '.join(needs)}" == written


@pytest.mark.parametrize("arguments", [(), tuple(each.name for each in actions())], ids=["table", "details"])
def test_fits_a_terminal(arguments, routes):
    """No line is wider than 80 columns or ends in a blank, and there are no control sequences."""
    printed = routes(*arguments)
    assert max(map(len, printed.splitlines())) <= 80
    assert all(line == line.rstrip() for line in printed.splitlines())
    assert printed.replace("\n", "").isprintable()


@every("each", actions(), ids=str)
def test_details_have_every_fact(each, routes):
    """An action named by itself is told in full: request, header, credential, fields, state and gaps."""
    printed = routes(each.name)
    facts, label = {}, ""
    for line in printed.splitlines()[1:]:
        label = line[2:14].strip() or label
        facts[label] = f"{facts.get(label, '')} {line[14:]}".strip()
    assert printed.splitlines()[0] == each.name
    assert (each.slug, each.effect) == (facts["action"], facts["effect"])
    said = bindings(told(each))
    assert said[0]["request"].replace(" ", "") == facts["request"].replace(" ", "")
    others = "".join(other["request"] for other in said[1:])
    assert others.replace(" ", "") == facts.get("else", "").replace(" ", "")
    assert " ".join(map(dated, said)) == facts["version"]
    assert joined(notes(told(each))) == facts.get("gaps", "")
    states = [other["state"] for other in said if "state" in other]
    assert states == re.findall(r"(\w+):", facts.get("state", ""))
    ends = joined(told(each)["description"]).rpartition("Deprecated:")[2] if told(each).get("deprecated") else ""
    assert ends.strip() == facts.get("deprecated", "")
    assert told(each).get("x-agent", {}).get("flag", "") == facts.get("permission", "").rpartition(" ")[2]
    needs = first(told(each)).get("needs")
    assert (f"{', '.join(needs)}, which the documents do not require" if needs else None) == facts.get("needs")
    assert ("body" in first(told(each))) == ("body" in facts)
    bent = {name for name, schema in each.properties.items() if "x-cal" in schema}
    bent |= {name for other in said for name in other.get("arguments", {})}
    assert all(f"{name}: " in facts.get("argument", "") for name in bent)
    assert bool(bent) == ("argument" in facts)


def test_credentials_are_told_apart(routes):
    """Each kind of credential has words of its own, and so has each encoding."""
    names = ("me.get", "teams.list", "organizations.teams.list", "oauth_clients.users.list", "stripe.save")
    names += ("bookings.get", "provider.verify_access_token")
    seen = {}
    for name in names:
        line = next(line for line in routes(name).splitlines() if line.startswith("  credential"))
        seen.setdefault(line[14:], []).append(name)
    assert sorted(map(len, seen.values())) == [1, 1, 1, 1, 1, 2]
    assert "usernameList: `usernameList[]` for each value" in routes("slots.available")
    assert "status: one value with commas" in routes("bookings.list")
    assert "triggers: a list of one" in routes("webhooks.create")
    assert "color__darkThemeHex: `color.darkThemeHex` in the body" in routes("teams.event_types.create")


def test_names_of_all_kinds(routes):
    """A method, an action in any case, or both, give details in order and once; a resource gives its table."""
    slug = example("bookings.get").slug
    assert routes("bookings.get") == routes(slug) == routes(slug.lower()) == routes("bookings.get", slug)
    both = routes("teams.get", "bookings.get")
    assert both == f"{routes('bookings.get')}\n{routes('teams.get')}"
    first = min(each.name for each in actions() if each.name.startswith("bookings.")).partition(".")[2]
    assert routes("bookings").startswith(f"bookings\n  {first} ")
    assert routes("bookings.get", "timezones").endswith(
        "\n\n2 actions. Name one to see its credential, arguments and gaps\n"
    )
    below = [line for line in routes("organizations.teams").splitlines() if line and line[0].islower()]
    assert below == sorted(
        {name for each in actions() if (name := each.name.rpartition(".")[0]).startswith("organizations.teams")}
    )


@pytest.mark.parametrize("state", STATES)
def test_states(state, routes):
    """`--state` leaves those of one state, in the table and as data."""
    wanted = sorted(each.name for each in actions() if state in [said.get("state") for said in bindings(told(each))])
    assert wanted
    assert wanted == [each["operation"] for each in json.loads(routes("--json", "--state", state))]
    assert routes("--state", state).count(state) >= len(wanted)
    assert routes("timezones", "--state", state) == "0 actions\n"


def test_json(routes):
    """As data there is every fact, also where a program would otherwise have to know what is meant by default."""
    found = {each["operation"]: each for each in json.loads(routes("--json"))}
    assert len(found) == ACTIONS
    for each in actions():
        method, path = first(told(each))["request"].split()
        data = found[each.name]
        assert (each.slug, each.effect, method, path) == (data["slug"], data["effect"], data["method"], data["path"])
        assert first(told(each)).get("credential", "key") == data["credential"]
        assert first(told(each)).get("body") == data["body"]
        assert first(told(each)).get("needs", []) == data["needs"]
        assert set(each.properties) == set(data["arguments"]) | set(data["without"])
        assert [said["request"].split() for said in bindings(told(each))[1:]] == [
            [other["method"], other["path"]] for other in data.get("others", [])
        ]
    assert [found["bookings.get"]] == json.loads(routes("--json", "bookings.get"))
    assert [] == json.loads(routes("--json", "timezones", "--state", "broken"))


@pytest.mark.parametrize(
    ("name", "hint"),
    [
        ("bookings.cancle", "did you mean bookings.cancel"),
        ("CAL_CANCEL_BOOKING", "did you mean CAL_CANCEL_BOOKING_VIA_UID"),
        ("cancel", "did you mean bookings.cancel?"),
        ("boooking", "did you mean bookings"),
        ("xyzzy", "`toolzz-cal routes` lists them"),
        ("", "`toolzz-cal routes` lists them"),
        ("\x1b[31m", "`toolzz-cal routes` lists them"),
        ("functions", "functions belongs to the ToolzzAI API"),
        ("calcom_integrations.get", "calcom_integrations.get belongs to the ToolzzAI API"),
    ],
)
@pytest.mark.parametrize("more", [[], ["bookings.get"], ["--json"]], ids=str)
def test_unknown_names(name, hint, more, capsys):
    """A name that does not exist ends with exit code 2 and the nearest ones, and prints nothing else."""
    assert main(["routes", *more, name]) == 2
    printed = capsys.readouterr()
    assert printed.out == ""
    assert hint in printed.err
    assert printed.err.startswith("error: ")
    assert printed.err.rstrip("\n").isprintable()


def test_unknown_state(capsys):
    """A state that does not exist is refused with those there are."""
    with pytest.raises(SystemExit) as ended:
        main(["routes", "--state", "gone"])
    assert ended.value.code == 2
    printed = capsys.readouterr().err
    assert all(state in printed for state in STATES)


def run(*arguments, **more):
    """A process with the client and the mock of the tree."""
    folders = [str(ROOT / "generated_client"), str(ROOT / "packages")]
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(folders)}
    return subprocess.run([sys.executable, *arguments], env=environment, timeout=300, check=False, **more)


def test_needs_no_extra():
    """It runs where neither the mock's extra nor the HTTP library is installed, and loads nothing heavy."""
    ran = run("-c", LIGHT, "bookings.cancel", capture_output=True, text=True)
    assert (ran.stderr, ran.returncode) == ("", 0)
    assert ran.stdout.startswith("bookings.cancel\n")


@pytest.mark.parametrize("arguments", [[], ["--json"], ["bookings.get"]], ids=str)
def test_a_reader_that_leaves(arguments):
    """Where nobody reads what is printed, as behind `| head`, it ends quietly."""
    reads, writes = os.pipe()
    os.close(reads)
    try:
        ran = run("-m", "toolzz_cal_cli", "routes", *arguments, stdout=writes, stderr=subprocess.PIPE)
    finally:
        os.close(writes)
    assert (ran.stderr, ran.returncode) == (b"", 0)
