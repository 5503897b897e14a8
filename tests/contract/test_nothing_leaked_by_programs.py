"""Nothing is leaked around the client: by the command line, the MCP server, the mock, its page and its files.

Cassettes of vcrpy are in `tests/packages/mock/test_cassettes.py`.
"""

import asyncio
import json
import os
from contextlib import suppress
from dataclasses import replace
from functools import partial
from types import SimpleNamespace

import httpx
import mcp_types as types
import pytest
from mcp import Client as Session
from mcp.client.stdio import stdio_client
from toolzz_cal import Client, errors
from toolzz_cal._config import ENVIRONMENT
from toolzz_cal_mcp import Settings, create_server
from toolzz_cal_mock.server import print_line
from toolzz_cal_mock.store import Store
from toolzz_cal_mock.tape import Tape
from toolzz_cal_mock.transport import MockTransport

from tests.support.client import Api
from tests.support.command_line import cleared, runner
from tests.support.leaks import Marks, shown, watched
from tests.support.marked_calls import FAILURES, Asked, answered, calls, can_fail, credentials, loopback
from tests.support.mcp import by_stdio
from tests.support.mock import still_mock

SHOWING = ("webhooks.get", "stripe.connect", "oauth_clients.refresh_token", "functions.get")
DESTROYED = ("bookings.cancel", "webhooks.delete")
OFFERED = Settings(allow="destroy", toolsets=(*SHOWING, *DESTROYED, "webhooks.create", "calendars.save"))


@pytest.fixture(scope="module")
def port():
    """An upstream on a port; `answer` is how it answers."""
    held = SimpleNamespace(answer=None)
    with loopback(lambda request: held.answer(request)) as held.url:
        yield held


# The command line


@pytest.fixture
def run(monkeypatch, capsys, tmp_path, port):
    """Runs the command with marked credentials, in front of the upstream on a port; gives its outputs."""
    cleared(monkeypatch, tmp_path / "config")
    command = runner(monkeypatch, capsys)

    def ran(call: Asked, marks: Marks, *words: str, stdin: str = ""):
        for name, value in {**credentials(marks), "base_url": port.url}.items():
            monkeypatch.setenv(ENVIRONMENT[name], value)
        monkeypatch.setenv("TOOLZZ_CAL_ROUTE", call.route)
        return command(*words, stdin=stdin)

    return ran


def words_of(call: Asked, *more: str) -> list[str]:
    """The command of a call, its arguments as JSON."""
    given = json.dumps({**call.each.in_path, **call.each.arguments})
    extra = ["--extra-arguments", json.dumps(call.extra)] if call.extra else []
    return [*call.each.name.replace("_", "-").split("."), "--arguments", given, *extra, "--retries", "0", *more]


def seen_in(ended, name: str):
    """What a command has written."""
    return [(f"the output of {name}", ended.out), (f"the errors of {name}", ended.err)]


VIEWS = [[], ["--json"], ["--table"], ["--yaml"], ["--text"], ["--query", "@"], ["--query", "[@]", "--yaml"]]


@pytest.mark.parametrize("view", VIEWS, ids=" ".join)
def test_output_of_commands(view, run, port):
    """In every format an answer is shown without its secrets; `--show-secrets` shows them."""
    marks, leaks, revealed = Marks(), [], 0
    for call in calls(marks, *SHOWING, "webhooks.create"):
        port.answer = lambda request, call=call: answered(call, marks)
        with watched() as seen:
            ended = run(call, marks, *words_of(call, "--yes", *view))
        assert ended.code == 0, ended.err
        leaks += [f"{call}: {leak}" for leak in marks.leaks([*seen_in(ended, "it"), *seen.texts()])]
        revealed += bool(marks.within(run(call, marks, *words_of(call, "--yes", *view, "--show-secrets")).out))
    assert not leaks
    assert revealed > 5 or view == ["--table"]


@pytest.mark.parametrize("how", ["--dry-run", "--help", "400", "401 of the gateway", "text", "failed inside", "lost"])
def test_other_output_of_commands(how, run, port):
    """No request that would be sent, no help and no error of an upstream that quotes a request shows a secret."""
    marks, leaks, shows = Marks(), [], how.startswith("--")
    for call in calls(marks) if shows else calls(marks, "webhooks.create", "calcom_integrations.create"):
        if not shows and not can_fail(call, how):
            continue
        port.answer = partial(FAILURES.get(how, FAILURES["400"]), call)
        ended = run(call, marks, *words_of(call, *([how] if shows else [])))
        assert (ended.code == 0) == shows
        leaks += [f"{call}: {leak}" for leak in marks.leaks(seen_in(ended, how))]
    assert not leaks


MISTAKES = [
    ["--arguments", '{{"secret": "{}"'],
    ["--arguments", '{{"secrett": "{}"}}'],
    ["--arguments", '{{"secret": ["{}"]}}'],
    ["--arguments", '{{"active": true, "secret": {{"a": "{}"}}}}'],
    ["--arguments", '["{}"]'],
    ["--secret", "{}", "--active", "--subscriber-url", "no address"],
    ["--secret", "{}", "--no-such-option"],
    ["--secret", "{}\0"],
    ["--secret={}", "--arguments", '{{"triggers": 5}}'],
    ["--extra-arguments", '{{"token": "{}", "token": 1}}'],
    ["--base-url", "https://user:{}@x.example.com"],
    ["--base-url", "{}@"],
    ["--dry-run", "--base-url", "https://x.example.com/?access_token={}"],
]


@pytest.mark.parametrize("mistake", MISTAKES, ids=lambda words: " ".join(words).replace("\0", "NUL"))
def test_mistakes_on_the_command_line(mistake, run, port):
    """A command that is refused does not repeat the secret that stands in it."""
    marks = Marks()
    call = calls(marks, "webhooks.create")[0]
    port.answer = None
    ended = run(call, marks, "webhooks", "create", *(each.format(marks.secret("the command")) for each in mistake))
    assert ended.code in (2, 3)
    assert ended.err
    assert not marks.leaks(seen_in(ended, "it"))


def test_batches(run, port, tmp_path):
    """No line, error, dry run or journal of a batch holds a secret, unless that is asked for."""
    marks = Marks()
    both = calls(marks, "webhooks.create")
    path, journal = tmp_path / "lines.jsonl", tmp_path / "journal"
    path.write_text(json.dumps({"operation": "webhooks.create", "arguments": both[0].each.arguments}), "utf-8")
    runs = [("answered", []), ("400", []), ("400", ["--dry-run"]), ("answered", ["--show-secrets"])]
    for number, (how, more) in enumerate(runs):
        port.answer = partial(FAILURES.get(how, lambda call, request: answered(call, marks)), both[0])
        kept = journal.with_suffix(f".{number}")
        ended = run(both[0], marks, "batch", str(path), "--journal", str(kept), *more)
        assert ended.code == (1 if how == "400" and not more else 0)
        written = kept.read_bytes().decode("latin-1") if kept.exists() else ""
        leaks = marks.leaks([*seen_in(ended, "it"), ("the journal", written)])
        assert bool(leaks) == ("--show-secrets" in more), leaks
        assert not {leak.secret for leak in leaks} & credentials(marks).keys()
        assert not kept.exists() or kept.stat().st_mode & 0o077 == 0


@pytest.mark.parametrize("words", [["doctor"], ["doctor", "--json"], ["routes"], ["--help"]])
@pytest.mark.parametrize("failure", ["answered", "400", "lost"])
def test_commands_about_the_set_up(words, failure, run, port):
    """What is configured is told without its values, also where an upstream quotes them."""
    marks = Marks()
    call = calls(marks, "me.get")[1]
    port.answer = partial(FAILURES.get(failure, lambda call, request: answered(call, marks)), call)
    ended = run(call, marks, *words, *(["--retries", "0"] if words[0] == "doctor" else []))
    assert ended.out
    assert not marks.leaks(seen_in(ended, "it"))


# The MCP server


@pytest.mark.parametrize("failure", ["answered", "400", "lost"])
@pytest.mark.parametrize("mode", ["2026-07-28", "legacy"])
def test_messages_of_mcp(mode, failure):
    """No message to a client shows a secret: lists, answers, errors, previews, questions to the user, logs."""
    marks, messages, upstream = Marks(), [], SimpleNamespace(answer=None)
    marks.secret("a planted argument")

    async def user(context, question):
        messages.append(("a question", question.model_dump_json()))
        return types.ElicitResult(action="accept", content={"confirm": True})

    async def note(message):
        messages.append(("a notification", repr(message)))

    async def talk(route: str, settings: Settings):
        client = Api("async", lambda request: upstream.answer(request).made(), **credentials(marks), route=route).client
        options = {"mode": mode, "elicitation_callback": user, "logging_callback": note}
        async with Session(create_server(client, settings), **options) as session:
            messages.append(("the list", (await session.list_tools()).model_dump_json()))
            for call in calls(marks, *SHOWING, *DESTROYED, "webhooks.create", "calendars.save"):
                if call.route == route:
                    fail = FAILURES.get(failure, lambda call, request: answered(call, marks))
                    upstream.answer = partial(answer_or_raise, partial(fail, call))
                    for tool, given in asked_by(call):
                        result = await session.call_tool(tool, given)
                        messages.append((f"the answer of {tool}", result.model_dump_json()))

    with watched() as seen:
        for route in ("gateway", "direct"):
            for settings in (OFFERED, replace(OFFERED, dry_run=True)):
                asyncio.run(talk(route, settings))
    assert any(name == "a question" for name, _ in messages)
    assert sum("***" in text for _, text in messages) > 10
    assert {"toolzz_cal_mcp"} <= {name.partition(".")[0] for name in seen.loggers}
    assert not marks.leaks([*messages, *seen.texts()])


def asked_by(call: Asked):
    """The ways in which a model may ask for a call, right and wrong."""
    name, arguments = call.each.name.replace(".", "_"), {**call.each.in_path, **call.each.arguments, **call.extra}
    wrong = {**arguments, "tokn": [SECRET], "secret": {"a": SECRET}}
    yield name, arguments
    yield "run_operation", {"operation": call.each.name, "arguments": arguments}
    yield name, wrong
    yield "run_operation", {"operation": call.each.name, "arguments": json.dumps(wrong)}


def answer_or_raise(answer, request):
    """An answer; raises what is none."""
    found = answer(request)
    if isinstance(found, Exception):
        raise found
    return found


SECRET = Marks().secret("a planted argument")


def test_mcp_by_stdio(port, tmp_path):
    """A server process says nothing secret, neither to its client nor on stderr, however much it logs."""
    marks = Marks()
    call = calls(marks, "webhooks.create")[0]
    given = {ENVIRONMENT[name]: value for name, value in {**credentials(marks), "base_url": port.url}.items()}
    started = by_stdio(None, "--allow", "write", "--toolsets", "webhooks", "--route", "gateway", "--verbose")
    log, told = tmp_path / "stderr", []

    async def talk():
        with log.open("w", encoding="utf-8") as stderr:
            where = stdio_client(started.model_copy(update={"env": {**started.env, **given}}), errlog=stderr)
            async with Session(where) as session:
                for answer in (answered(call, marks), None):
                    port.answer = lambda request, answer=answer: answer or FAILURES["400"](call, request)
                    told.append(await session.call_tool("webhooks_create", call.each.arguments))

    asyncio.run(talk())
    assert [result.is_error for result in told] == [False, True]
    written = log.read_text("utf-8")
    assert "webhooks_create" in written
    assert not marks.leaks(
        [*((f"answer {i}", each.model_dump_json()) for i, each in enumerate(told)), ("stderr", written)]
    )


# The mock


@pytest.fixture
def visited(tmp_path, capsys):
    """A mock that has been asked with marked secrets by every route, with a file of exchanges, and its marks."""
    marks, mock = Marks(), still_mock()
    tape = Tape(tmp_path / "tape.jsonl")
    mock.calls.listener = lambda exchange: (tape.write(exchange), print_line(exchange))
    with httpx.Client(transport=MockTransport(mock), trust_env=False) as http:
        for call in [*calls(marks), *calls(marks, "webhooks.list", "calcom_integrations.get")]:
            client = Client(http_client=http, base_url="http://127.0.0.1", route=call.route, **credentials(marks))
            api = SimpleNamespace(client=client, method=partial(Api.method, SimpleNamespace(client=client)))
            with suppress(errors.StatusError, errors.ActionFailed, errors.OutcomeUnknown):
                Api.run(api, call.each, extra_arguments=call.extra)
    tape.close()
    return SimpleNamespace(
        mock=mock, marks=marks, tape=(tmp_path / "tape.jsonl").read_text("utf-8"), printed=capsys.readouterr().out
    )


def test_what_the_mock_keeps_and_shows(visited):
    """Its recorded requests, their assertions, its page, its lines and its file of exchanges show no secret."""
    mock, marks = visited.mock, visited.marks
    assert marks.within("".join(f"{each.request.headers}{each.request.body!r}" for each in mock.calls))
    places = [("the file", visited.tape), ("the lines", visited.printed)]
    for each in mock.calls:
        places += [*shown("an exchange", each), *shown("a request", each.request), *shown("a reply", each.reply)]
    places += shown("the recording", mock.calls)
    for named, arguments in ((calls(marks, "webhooks.create")[0].each.arguments, {}), ({}, {"secret": SECRET})):
        with pytest.raises(AssertionError) as caught:
            mock.calls.assert_called_once("webhooks.create", arguments={**named, **arguments, "active": "no"})
        places.append(("an assertion", str(caught.value)))
    with httpx.Client(transport=MockTransport(mock), base_url="http://127.0.0.1", trust_env=False) as page:
        tables = [each["name"] for each in page.get("/_mock/state").json()["tables"]]
        paths = ["/", "/_mock", "/_mock/requests?take=200", "/_mock/deliveries?take=200", "/_mock/faults"]
        for path in [*paths, *(f"/_mock/state?table={name}&take=200" for name in tables)]:
            answer = page.get(path)
            assert answer.status_code == 200, path
            places.append((path, answer.text))
    assert len(mock.calls) > 20
    assert not marks.leaks(places)


@pytest.mark.skipif(os.name != "posix", reason="there are no such modes elsewhere")
def test_the_state_file_is_its_owners(tmp_path):
    """A state file holds the secrets of webhooks, so nobody else can read it; of callers it holds no credential."""
    marks, mock, path = Marks(), still_mock(), tmp_path / "state"
    store = Store(path, mock.world)
    with httpx.Client(transport=MockTransport(mock), trust_env=False) as http:
        client = Client(http_client=http, base_url="http://127.0.0.1", route="direct", **credentials(marks))
        secret = marks.secret("the webhook's secret")
        client.webhooks.create(
            active=True, subscriber_url="https://hooks.example.com", triggers="BOOKING_PAID", secret=secret
        )
    store.commit()
    files = list(tmp_path.iterdir())
    assert marks.within("".join(each.read_bytes().decode("latin-1") for each in files)) == {"the webhook's secret"}
    assert not any(each.stat().st_mode & 0o077 for each in files)
    store.close()
