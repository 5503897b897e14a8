"""What is told in words of our own is told whole; what an upstream wrote is masked; reasons are told at any depth."""

import ast
import json
from functools import cache
from pathlib import Path

import pytest
import toolzz_cal
from toolzz_cal import Client, errors, webhooks
from toolzz_cal._redaction import masked_text
from toolzz_cal.tools import Tools

from tests.support.client import VARIABLES, Api, Reply, Upstream
from tests.support.tables import every

PACKAGE = Path(toolzz_cal.__file__).parent
OWN = (
    errors.ArgumentError,
    errors.CallInProgress,
    errors.ClientClosed,
    errors.ConfigurationError,
    errors.NotPermitted,
    errors.WebhookError,
)
# What may stand in a message where a name or a value is put in.
NAMES = ("secret", "api_key", "client_secret: x", "token", "password=", "start", "5")


@cache
def _literals() -> list[tuple[str, str, list[ast.expr]]]:
    """Every text of the package that is no docstring, with its place and its parts."""
    found = []
    for path in sorted(PACKAGE.rglob("*.py")):
        tree = ast.parse(path.read_text())
        inside = {id(part) for node in ast.walk(tree) if isinstance(node, ast.JoinedStr) for part in node.values}
        alone = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
        for node in ast.walk(tree):
            where = f"{path.name}:{getattr(node, 'lineno', 0)}"
            if isinstance(node, ast.JoinedStr):
                found.append((where, ast.unparse(node), node.values))
            elif isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in inside | alone:
                found.append((where, node.value, [node]))
    return found


def filled(parts: list[ast.expr], name: str) -> str:
    """A text with a name in every gap."""
    return "".join(str(each.value) if isinstance(each, ast.Constant) else name for each in parts)


def test_the_literals_are_found():
    """There are some hundreds, among them the message of a client without credentials."""
    texts = [text for _, text, _ in _literals()]
    assert len(texts) > 300
    assert any("pass composio_api_key= or cal_api_key=" in text for text in texts)


@every("kind", OWN, ids=lambda each: each.__name__)
def test_no_word_of_ours_is_masked(kind):
    """Every text of the package comes through an error of the classes that say our own words, whatever is put in."""
    eaten = [
        f"{where}: {kind(text).message}"
        for where, _, parts in _literals()
        for name in (NAMES if len(parts) > 1 else NAMES[:1])  # a text alone has no gap
        if not filled(parts, "").startswith("Bearer ")  # a header's value
        if (text := filled(parts, name)) and "***" not in text and "***" in kind(text).message
    ]
    assert not eaten


QUOTING = {kind for kind in vars(errors).values() if isinstance(kind, type) and issubclass(kind, errors.ToolzzCalError)}
QUOTING -= {kind for kind in QUOTING if issubclass(kind, OWN)}


@every("kind", sorted(QUOTING, key=lambda each: each.__name__), ids=lambda each: each.__name__)
def test_what_an_upstream_wrote_is_masked(kind):
    """The other classes may repeat it, and mask what follows the name of a secret."""
    assert kind("The api_key=example1 is wrong").message == "The api_key=*** is wrong"


def test_words_between_what_was_quoted_stay():
    """No text that stands in a message beside an upstream's own is changed by its mask."""
    calls = ast.parse((PACKAGE / "_calls.py").read_text())
    texts = [node.value for node in ast.walk(calls) if isinstance(node, ast.Constant) and isinstance(node.value, str)]
    assert [] == [text for text in texts if "_" not in text and text != masked_text(text)]


ADVICE = {
    "no credential": lambda: Client().me.get(),
    "no key of the gateway": lambda: Client(route="gateway").me.get(),
    "no key of Cal.com": lambda: Client(route="direct").me.get(),
    "no secret of a client": lambda: Client(route="direct").oauth_clients.users.list(client_id="c"),
    "no token": lambda: Client().functions.get(function_id="f"),
    "another secret": lambda: webhooks.verify(b"{}", "0" * 64, "example-secret"),
    "a secret that is no JSON": lambda: Client(cal_api_key="example").webhooks.create(
        active=True, triggers="BOOKING_CREATED", subscriber_url="https://x.example.com", secret=object()
    ),
    "a key in an extra argument": lambda: Client(cal_api_key="example").me.get(extra_arguments={"apiKey": object()}),
}


@pytest.mark.parametrize("advice", ADVICE)
def test_advice_is_whole(advice, monkeypatch):
    """What a new user reads first, in the client and from a tool, has no mask in it."""
    for variable in VARIABLES:
        monkeypatch.delenv(variable, raising=False)
    with pytest.raises(errors.ToolzzCalError) as caught:
        ADVICE[advice]()
    assert "***" not in str(caught.value)
    told = Tools(Client(cal_api_key="example")).failed(caught.value)
    assert "***" not in told.text
    assert json.dumps(caught.value.message, ensure_ascii=False) in told.text


# Reasons of a 400

TOLD = "startTime must be a valid time in format HH:MM"


def leaf(name: str, **constraints: str) -> dict:
    return {"target": {}, "value": "9:00", "property": name, "children": [], "constraints": constraints}


def inside(name: str, *children: dict, **more: object) -> dict:
    return {"target": [], "value": {}, "property": name, "children": list(children), **more}


def body(*found: object) -> dict:
    error = {"code": "BadRequestException", "message": "Bad Request Exception", "details": {"errors": list(found)}}
    return {"status": "error", "timestamp": "2027-03-01T12:00:00.000Z", "path": "/v2/schedules", "error": error}


def deep(depth: int) -> dict:
    found = leaf("x", a="x is wrong")
    for _ in range(depth):
        found = inside("a", found)
    return found


FOUND = {
    "one level": (body(leaf("name", a="name must be a string")), ["name must be a string"]),
    "two levels": (body(inside("attendee", leaf("email", a="email is bad"))), ["email is bad (attendee.email)"]),
    "a list": (
        body(inside("availability", inside("0", leaf("startTime", a=TOLD)), inside("12", leaf("endTime", a="!no")))),
        [f"{TOLD} (availability[0].startTime)", "!no (availability[12].endTime)"],
    ),
    "on the way": (
        body(inside("a", leaf("b", x="b is bad"), constraints={"y": "a is bad"}), leaf("c", z="c is bad")),
        ["a is bad", "b is bad (a.b)", "c is bad"],
    ),
    "each once": (body(leaf("a", x="a is bad", y="a is bad"), leaf("a", x="a is bad")), ["a is bad"]),
    "of other types": (
        body(
            None,
            5,
            "text",
            {"children": 7, "constraints": []},
            inside("a", {"constraints": {"b": 5}}),
            leaf("c", d="c!"),
        ),
        ["c!"],
    ),
    "very deep": (body(deep(250)), [f"x is wrong ({'.'.join('a' * 250)}.x)"]),
}


@every("route", ["gateway", "direct"])
@every("found", FOUND)
def test_reasons_at_any_depth_are_told(found, route):
    """Every constraint that was broken is in the message once, with the path of its field, in client and tools."""
    told, expected = FOUND[found]
    answer = Reply(400, told)
    if route == "gateway":
        answer = Reply(200, {"successful": False, "error": "Bad Request Exception", "data": told, "log_id": "log_1"})
    keys = {"composio_api_key": "ak_example", "cal_api_key": "cal_example_key", "route": route}
    client = Api("sync", Upstream(lambda _: answer), **keys, retries=0).client
    with pytest.raises((errors.BadRequest, errors.ActionFailed)) as caught:
        client.schedules.create(name="Work", time_zone="UTC", is_default=False)
    assert ". ".join(["Bad Request Exception", *expected]) == caught.value.message
    shown = Tools(client).run("schedules_create", {"name": "Work", "timeZone": "UTC", "isDefault": False}).text
    assert all(each in shown for each in expected)


def test_reasons_are_bounded():
    """Of a thousand reasons some are told, and none of what is endlessly deep takes long to find."""
    many = body(*(leaf(f"f{number}", a=f"f{number} is bad") for number in range(5_000)))
    problem = Reply(400, many)
    with pytest.raises(errors.BadRequest) as caught:
        Api("sync", Upstream(problem), cal_api_key="cal_example_key", route="direct").get()
    assert 5 < caught.value.message.count("is bad") <= 20


def test_reasons_hide_secrets():
    """What a reason quotes of the call's own secrets is masked."""
    told = body(inside("webhook", leaf("secret", a="secret example4711marked is too short")))
    with pytest.raises(errors.BadRequest) as caught:
        Api("sync", Upstream(Reply(400, told)), cal_api_key="cal_example_key", route="direct").call(
            "webhooks.create",
            active=True,
            triggers=[],
            subscriber_url="https://x.example.com",
            secret="example4711marked",
        )
    assert caught.value.message == "Bad Request Exception. secret *** is too short (webhook.secret)"
