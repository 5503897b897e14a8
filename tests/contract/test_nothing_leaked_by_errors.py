"""Nothing is leaked: every secret has a mark, and no mark shows in what is seen of a failure.

Answers, clients, logs and webhooks are in `test_nothing_leaked_by_answers.py`; the command line, the MCP server and the
mock in `test_nothing_leaked_by_programs.py`.
"""

import json
import logging
import sys
import warnings
from contextlib import suppress
from dataclasses import replace
from datetime import datetime
from functools import partial

import pytest
from toolzz_cal import AsyncClient, Client, RetryPolicy, errors, webhooks
from toolzz_cal.tools import AsyncTools, Tools

from tests.support.client import VARIABLES, Api, Reply, Upstream, example, sensitive_arguments, waited_for
from tests.support.leaks import OURS, Marks, locals_of, of_error, pickled, shown, watched
from tests.support.marked_calls import (
    FAILURES,
    answered,
    asked,
    calls,
    can_fail,
    credentials,
    error_of,
    of_each_form,
    with_secrets,
)
from tests.support.tables import every

# Arguments may hold any sign, credentials those of ASCII: JSON and URLs write these otherwise.
AWKWARD = {"plain": ("", ""), "awkward": ('"\\+&=%;<é\n中', '"\\+&=%;<')}
FAILING = ["bookings.get", "bookings.cancel", "functions.get"]
KINDS = ("sync", "async")
# What a call fails by and what it was decide on different things: four failures are tried with every operation and both
# clients, which differ in how they send, and all failures with one operation of each form, whose secrets are awkward.
WITH_ALL = {"400", "429", "failed", "lost"}


@pytest.fixture(autouse=True)
def _no_environment(monkeypatch):
    for variable in VARIABLES:
        monkeypatch.delenv(variable, raising=False)


# The search itself

SECRET = Marks().secret("a planted secret")


class Careless:
    """A thing whose repr shows a secret."""

    def __init__(self) -> None:
        self.value = SECRET

    def __repr__(self) -> str:
        return f"Careless({self.value})"


def carelessly(link: str) -> Exception:
    """An error that has a secret somewhere."""
    inner, outer = ValueError(SECRET), errors.ToolzzCalError("nothing here")
    match link:
        case "note":
            outer.add_note(SECRET)
        case "attribute":
            outer.operation = SECRET
        case "body":
            outer.body = {"inner": [SECRET]}
        case "cause":
            outer.__cause__ = inner
        case "hidden context":
            outer.__context__, outer.__suppress_context__ = inner, True
    return outer


PLANTED = {
    "repr": lambda: shown("it", Careless()),
    "a part": lambda: [("a text", f"… {SECRET[10:20]} …")],
    "a pickle": lambda: pickled("it", {"key": SECRET}),
    **{link: lambda link=link: of_error("it", carelessly(link)) for link in ("note", "attribute", "body", "cause")},
    "hidden context": lambda: of_error("it", carelessly("hidden context")),
    "message of a log": lambda: logged(lambda log: log.debug("it: %s", SECRET)),
    "argument of a log": lambda: logged(lambda log: log.debug("it %.0s", Careless())),
    "error of a log": lambda: logged(lambda log: log.debug("it", exc_info=ValueError(SECRET))),
    "a warning": lambda: logged(lambda log: warnings.warn(SECRET, stacklevel=2)),
    "the output": lambda: logged(lambda log: print(SECRET, file=sys.stderr)),
    "a variable": lambda: locals_of("it", with_a_variable()),
}


def logged(act):
    """What is seen of an act."""
    with watched() as seen:
        act(logging.getLogger("tests.leaks"))
    return seen.texts()


def with_a_variable() -> Exception:
    """An error in a function that has a secret, in a file that is the client's."""
    names = {}
    exec(compile("def act(secret):\n    raise ValueError(1)\n", OURS / "planted.py", "exec"), names)
    with pytest.raises(ValueError, match="1") as caught:
        names["act"](SECRET)
    return caught.value


@every("planted", PLANTED)
def test_the_search_finds(planted):
    """A secret that has been planted is found, wherever the tests here look for one."""
    marks = Marks()
    marks.secret("a planted secret")
    assert marks.leaks(PLANTED[planted]())
    assert not Marks().leaks(PLANTED[planted]())


def test_every_secret_of_the_specification_is_tried():
    """The calls below give each sensitive argument, and some answers hold what they call sensitive."""
    names = {key for each in with_secrets() for key in sensitive_arguments(each)}
    assert {"apiKey", "calApiKey", "secret", "refreshToken", "code", "state", "password"} == names
    marks = Marks()
    answers = " ".join(str(answered(call, marks).body) for each in with_secrets() for call in asked(each, marks))
    places = {place.rpartition(".")[2] for place in marks.within(answers)}
    assert {"googleToken", "apiKey", "accessToken", "refreshToken", "secret", "key", "authUrl", "url"} <= places


# Errors


@every("awkward", AWKWARD)
@every("failure", FAILURES)
def test_errors(failure, awkward):
    """However a call fails and whatever its upstream quotes: no error, event of a retry or log shows a secret."""
    marks, leaks = Marks(*AWKWARD[awkward]), []
    others = [] if awkward == "plain" else of_each_form(marks)
    for call in (calls(marks) if failure in WITH_ALL else others) + calls(marks, *FAILING):
        for kind in KINDS if failure in WITH_ALL and awkward == "plain" else KINDS[:1]:
            if not can_fail(call, failure):
                continue
            upstream, events = Upstream(partial(FAILURES[failure], call)), []
            with watched() as seen:
                error = error_of(call, kind, upstream, marks, retries=RetryPolicy(1, base=0, on_retry=events.append))
            sent = "".join(f"{each.headers.raw} {each.url} {each.content!r}" for each in upstream.requests)
            assert marks.within(sent) or call.each.name == "bookings.get"  # where no key is needed
            places = [*of_error("the error", error), *seen.texts()]
            for event in events:
                places += [*shown("an event", event), *of_error("the error of an event", event.error)]
            leaks += [f"{call}, {kind}: {leak}" for leak in marks.leaks(places)]
    assert not leaks


@pytest.mark.parametrize("failure", ["400", "429", "lost"])
def test_failed_tools(failure):
    """What a model is told of a failed call shows no secret, nor does the result around it."""
    marks, leaks = Marks(), []
    for call in calls(marks) + calls(marks, *FAILING):
        arguments = {**call.each.in_path, **call.each.arguments}
        for kind, tools in (("sync", Tools), ("async", AsyncTools)):
            upstream = Upstream(partial(FAILURES[failure], call))
            client = Api(kind, upstream, **credentials(marks), route=call.route).client
            result = waited_for(tools(client).run(call.each.name, arguments))
            assert result.is_error
            places = [*shown("the result", result), ("the text", result.text), ("the data", f"{result.structured}")]
            leaks += [f"{call}, {kind}: {leak}" for leak in marks.leaks([*places, *of_error("it", result.error)])]
    assert not leaks


# What goes wrong without an upstream's help: arguments of the call, and what is wrong with them.
WRONG = {
    "no zone": {"extra_arguments": {"start": datetime(2027, 3, 1)}},
    "no JSON": {"extra_arguments": {"value": object()}},
    "half a character": {"extra_arguments": {"value": "\ud800"}},
    "a loop": {"extra_arguments": {"value": (loop := [])}},
    "not a number": {"extra_arguments": {"value": float("nan")}},
    "a timeout": {"timeout": -1},
}
loop.append(loop)


@every("wrong", WRONG)
def test_refused_arguments(wrong):
    """The error for an argument that can't be sent shows no other argument and no credential."""
    marks, leaks = Marks(), []
    for call in calls(marks):
        given = {**WRONG[wrong]}
        if "extra_arguments" in given:
            given["extra_arguments"] = {**call.extra, **given["extra_arguments"]}
        with pytest.raises(errors.ArgumentError) as caught:
            Api("sync", Upstream(), **credentials(marks), route=call.route).run(call.each, **given)
        leaks += [f"{call}: {leak}" for leak in marks.leaks(of_error("the error", caught.value))]
    assert not leaks


def test_strict_mode():
    """The error of strict mode shows neither what differs, if that is secret, nor what the upstream quotes there."""
    marks, leaks, found = Marks(), [], []
    for call in calls(marks):
        for kind in KINDS:

            def odd(request, call=call):
                reply = answered(call, marks)
                if not isinstance(reply.body, dict):
                    return reply
                body = json.loads(json.dumps(reply.body))
                inner = body
                while isinstance(inner.get("data"), dict):
                    inner = inner["data"]
                words = [*request.headers.values(), *call.secrets]
                inner |= {key: words for key in inner if key not in ("status", "url")}
                return replace(reply, body=body)

            with suppress(pytest.fail.Exception):  # a redirect differs from no schema
                error = error_of(call, kind, Upstream(odd), marks, strict=True)
                found.append(error)
                leaks += [f"{call}, {kind}: {leak}" for leak in marks.leaks(of_error("the error", error))]
    assert sum(isinstance(error, errors.DecodeError) for error in found) > 20
    assert not leaks


def test_pages_that_repeat():
    """The error for a list that never ends shows no credential that its pages quote."""
    marks = Marks()

    def page(request):
        row = {"uid": "bk4Zr8YqLw2TnVx6", "title": " ".join(request.headers.values())}
        return Reply(200, {"successful": True, "error": None, "data": {"status": "success", "data": [row]}})

    api = Api("sync", Upstream(page), **credentials(marks), route="gateway")
    with pytest.raises(errors.PaginationError) as caught:
        api.call("bookings.iterate", take=1)
    assert not marks.leaks(of_error("the error", caught.value))


def test_reconciliation():
    """What `reconcile=True` tells of a look that failed shows no secret."""
    marks, leaks = Marks(), []
    for call in calls(marks, "webhooks.create"):
        empty = {"status": "success", "data": []}
        none = Reply(200, empty if call.route == "direct" else {"successful": True, "error": None, "data": empty})
        for kind in KINDS:
            lost, refused = (partial(FAILURES[how], call) for how in ("lost", "400"))
            api = Api(kind, Upstream(none, lost, refused), **credentials(marks), route=call.route)
            with pytest.raises(errors.OutcomeUnknown, match="and that failed") as caught:
                api.run(call.each, reconcile=True)
            leaks += [f"{call}, {kind}: {leak}" for leak in marks.leaks(of_error("the error", caught.value))]
    assert not leaks


@every("failure", [*FAILURES, "nothing said", "refused"])
def test_variables_of_the_client(failure):
    """Where error reports show variables of functions, those of the client show no credential and no argument."""
    answer = FAILURES.get(failure, lambda *_: Reply(503))
    more = {"value": "\ud800"} if failure == "refused" else {}
    marks, leaks = Marks(), []
    for call in (calls(marks) if failure in WITH_ALL else of_each_form(marks)) + calls(marks, *FAILING):
        for kind in KINDS:
            if not can_fail(call, failure):
                continue
            hidden = {"apiToken": marks.secret("an extra argument"), **more} if call.each.slug else more
            given = replace(call, extra={**call.extra, **hidden})
            error = error_of(given, kind, Upstream(partial(answer, call)), marks, retries=0)
            leaks += [f"{call}, {kind}: {leak}" for leak in marks.leaks(locals_of("it", error))]
    assert not leaks


def test_variables_of_actions_by_slug():
    """The same of `actions.execute`, and of an answer that strict mode refuses."""
    marks, leaks = Marks(), []
    told = {"apiKey": marks.secret("an argument"), "inner": {"password": marks.secret("an argument in another")}}
    data = {"status": "success", "data": {"uid": 5, "secret": marks.secret("the answer")}}
    body = {"successful": True, "data": data, "log_id": {"token": marks.secret("the envelope")}}
    for kind in KINDS:
        for answer, options in ((Reply(400, {}), {}), (Reply(200, body), {"strict": True})):
            api = Api(kind, Upstream(answer), **credentials(marks), route="gateway", **options)
            with pytest.raises(errors.ToolzzCalError) as caught:
                api.call("actions.execute", "CAL_POST_WEBHOOK_EVENT", told)
            leaks += marks.leaks([*locals_of("it", caught.value), *of_error("it", caught.value)])
    assert not leaks


def test_variables_of_a_look_that_failed():
    """The same while `reconcile=True` reads what is there, which may hold secrets of other things."""
    marks, leaks = Marks(), []
    for call in calls(marks, "webhooks.create"):
        row = {"id": "1", "subscriberUrl": call.each.arguments["subscriberUrl"], "secret": marks.secret("another's")}
        data = {"status": "success", "data": [row] * 100}
        page = Reply(200, data if call.route == "direct" else {"successful": True, "data": data})
        for kind in KINDS:
            api = Api(kind, Upstream(page, Reply(400, {})), **credentials(marks), route=call.route, retries=0)
            with pytest.raises(errors.ToolzzCalError) as caught:
                api.run(call.each, reconcile=True)
            leaks += [f"{call}, {kind}: {leak}" for leak in marks.leaks(locals_of("it", caught.value))]
    assert not leaks


REFUSED = {
    "a signature": lambda secret: webhooks.receive(b"{}", {"X-Cal-Signature-256": "0" * 64}, secret),
    "no signature": lambda secret: webhooks.receive(b"{}", {}, [secret, secret]),
    "a secret among others": lambda secret: webhooks.verify(b"{}", "0" * 64, [secret, ""]),
    "a secret that is no text": lambda secret: webhooks.receive(b"{}", {}, [secret, 5]),
    "a credential": lambda secret: Client(cal_api_key=f"{secret}\n"),
    "a credential of an async client": lambda secret: AsyncClient(toolzz_token=f"{secret}\n"),
    "another option": lambda secret: Client(cal_api_key=secret, timeout=-1),
    "an unknown option": lambda secret: Client(cal_api_key=secret, api_key=secret),
    "both routes": lambda secret: Client(cal_api_key=secret, composio_api_key=secret),
    "an option of a copy": lambda secret: Client(cal_api_key=secret).with_options(timeout=-1, toolzz_token=secret),
    "a tool's arguments": lambda secret: raised(Tools(Client(cal_api_key=secret)), {"secret": secret}),
}


def raised(tools, arguments):
    """Raises the error of a tool."""
    raise tools.run("webhooks_create", arguments).error


@every("refused", REFUSED)
def test_variables_where_something_is_refused(refused):
    """The same of whatever else takes a secret and refuses something."""
    marks = Marks()
    with pytest.raises((errors.ToolzzCalError, TypeError)) as caught:
        REFUSED[refused](marks.secret("the secret"))
    assert not marks.leaks([*locals_of("it", caught.value), *of_error("it", caught.value)])


MISSING = {
    "functions.get": ("toolzz_token", "gateway"),
    "bookings.list": ("composio_api_key", "gateway"),
    "me.get": ("cal_api_key", "direct"),
    "oauth_clients.users.list": ("cal_client_secret", "direct"),
}


@pytest.mark.parametrize("name", MISSING)
def test_missing_credentials(name):
    """The error for one credential shows no other, not even with the variables of the client's functions."""
    marks = Marks()
    missing, route = MISSING[name]
    others = {**credentials(marks), missing: None}
    if name == "me.get":
        others["cal_client_id"] = None
    if name == "oauth_clients.users.list":
        others["cal_api_key"] = None  # it would do as well
    with pytest.raises(errors.MissingCredential) as caught:
        Api("sync", Upstream(), **others, route=route).run(example(name))
    assert not marks.leaks([*of_error("the error", caught.value), *locals_of("it", caught.value)])
