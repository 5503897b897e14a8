"""What goes wrong becomes a typed exception that says what happened, whatever the upstream answered."""

import copy
import inspect
import json
import pickle
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime

import httpx
import pytest
from toolzz_cal import OutcomeUnknown, errors

from tests.support.client import KEY, Api, Reply, Upstream, document, done
from tests.support.tables import every

CLASSES = [kind for name in errors.__all__ if not issubclass(kind := getattr(errors, name), Warning)]
BY_STATUS = {
    400: errors.BadRequest,
    401: errors.AuthenticationFailed,
    403: errors.PermissionDenied,
    404: errors.NotFound,
    409: errors.Conflict,
    410: errors.Gone,
    422: errors.Unprocessable,
    429: errors.RateLimited,
    498: errors.AuthenticationFailed,  # Cal.com's own, for an access token that ran out
    500: errors.ServerError,
    501: errors.ServerError,
    502: errors.ServerError,
    503: errors.ServerError,
    504: errors.ServerError,
    524: errors.ServerError,
    599: errors.ServerError,
    402: errors.StatusError,
    405: errors.StatusError,
    408: errors.StatusError,
    418: errors.StatusError,
    451: errors.StatusError,
}
PROBLEM = {
    "error": {
        "message": "No connected account found",
        "code": 1803,
        "slug": "connected_account_not_found",
        "status": 404,
        "request_id": "req_example_77b0",
        "suggested_fix": "Connect an account first",
        "errors": ["user_id"],
    }
}
BODIES = {
    "html": (b"<html><body><h1>Bad gateway</h1></body></html>", "<html><body><h1>Bad gateway</h1></body></html>"),
    "empty": (b"", ""),
    "blank": (b" \n", " \n"),
    "truncated": (b'{"error": {"mess', '{"error": {"mess'),
    "list": (b'["no"]', ["no"]),
    "null": (b"null", None),
    "number": (b"7", 7),
    "string": (b'"no"', "no"),
    "error is a list": (b'{"error": ["no"]}', {"error": ["no"]}),
    "error is null": (b'{"error": null}', {"error": None}),
    "message is a number": (b'{"error": {"message": 7}}', {"error": {"message": 7}}),
    "message is empty": (b'{"error": {"message": ""}}', {"error": {"message": ""}}),
    "not UTF-8": (b"\xff\xfe", "\ufffd\ufffd"),
    "NaN": (b'{"error": {"message": ""}, "n": 1e999}', {"error": {"message": ""}, "n": float("inf")}),
}


def drawn() -> dict[str, str]:
    """Each class and its parent, as the tree in the module's docstring has them."""
    parents: dict[str, str] = {}
    open_at: dict[int, str] = {}
    for line in inspect.getdoc(errors).splitlines():
        name = line.lstrip(" │├└─").partition(" ")[0]
        if name not in errors.__all__ or not line.startswith("    "):
            continue
        column = line.index(name)
        if lower := [at for at in open_at if at < column]:
            parents[name] = open_at[max(lower)]
        open_at = {at: held for at, held in open_at.items() if at < column} | {column: name}
    return parents


def test_tree_is_as_drawn():
    """The tree in the docstring has every class, under its parent."""
    actual = {
        kind.__name__: next(base.__name__ for base in kind.__bases__ if base.__name__ in errors.__all__)
        for kind in CLASSES
        if kind is not errors.ToolzzCalError
    }
    assert actual == drawn()


def test_drawn_builtin_bases_are_true():
    """Where the tree says that a class is also a builtin one, it is."""
    pairs = {
        errors.ConfigurationError: ValueError,
        errors.ArgumentError: ValueError,
        errors.ClientClosed: RuntimeError,
        errors.RequestTimeout: TimeoutError,
    }
    text = inspect.getdoc(errors)
    for kind, builtin in pairs.items():
        assert issubclass(kind, builtin)
        line = next(line for line in text.splitlines() if f"─ {kind.__name__} " in line)
        assert f"(also a {builtin.__name__})" in line


def test_everything_in_the_module_is_exported():
    """No exception class of the module is missing in its list."""
    own = {name for name, value in vars(errors).items() if isinstance(value, type) and issubclass(value, Exception)}
    assert own == set(errors.__all__)


@every(("status", "kind_of_error"), BY_STATUS.items())
def test_status_has_its_class(status, kind_of_error, api):
    """Each status raises the class of its family, which knows the status."""
    with pytest.raises(errors.StatusError) as caught:
        api(Upstream(Reply(status, PROBLEM)), retries=0).get()
    assert kind_of_error is type(caught.value)
    assert status == caught.value.status_code


def test_details_are_all_there(api):
    """An error carries message, operation, method, address, status, headers, request id, delay and body."""
    reply = Reply(404, PROBLEM, {"X-Request-ID": "req-header-1", "Retry-After": "3", "Set-Cookie": "s=example-cookie"})
    with pytest.raises(errors.NotFound) as caught:
        api(Upstream(reply), base_url="https://mock.example.com/below").get()
    error = caught.value
    assert error.message == "No connected account found. Connect an account first"
    assert error.operation == "bookings.get"
    assert error.method == "POST"
    assert error.url == ("https://mock.example.com/below/api/v3.1/tools/execute/CAL_RETRIEVE_BOOKING_DETAILS_BY_UID")
    assert error.status_code == 404
    assert error.headers["x-request-id"] == "req-header-1"
    assert error.headers["set-cookie"] == "***"
    assert error.request_id == "req-header-1"
    assert error.retry_after == 3.0
    assert error.body == PROBLEM
    assert str(error) == (
        f"bookings.get: No connected account found. Connect an account first (request req-header-1) [POST {error.url}]"
    )
    assert repr(error) == f"NotFound({str(error)!r})"


def test_details_of_the_toolzz_api(api):
    """An error of the ToolzzAI API carries the same details, its method and address among them."""
    reply = Reply(400, {"statusCode": 400, "message": ["title is empty", "unitId is no UUID"], "error": "Bad Request"})
    with pytest.raises(errors.BadRequest) as caught:
        api(Upstream(reply)).call("functions.get", function_id="7c1e4d90-6b2a-4d8f-a3c5-9e0f1b2d3c4a")
    error = caught.value
    assert error.message == "title is empty; unitId is no UUID"
    assert (error.operation, error.method) == ("functions.get", "GET")
    assert error.url == "https://chat.api.toolzz.com.br/api/v1/functions/7c1e4d90-6b2a-4d8f-a3c5-9e0f1b2d3c4a"


@pytest.mark.parametrize("name", ["GatewayError", "GatewayRateLimited"])
def test_documented_error_bodies(name, api):
    """The message of each documented error body is the exception's message."""
    body = document()["components"]["responses"][name]["content"]["application/json"]["example"]
    with pytest.raises(errors.StatusError) as caught:
        api(Upstream(Reply(429, body)), retries=0).get()
    assert caught.value.message.startswith(body.get("error", body)["message"])


@every(("sent", "kept"), BODIES.values(), ids=BODIES)
@every("status", [400, 500])
def test_malformed_body_hides_nothing(status, sent, kept, api):
    """Whatever the body of an error is, the class of its status is raised, with the body as far as it can be read."""
    with pytest.raises(BY_STATUS[status]) as caught:
        api(Upstream(Reply(status, sent, {"x-request-id": "req-1"})), retries=0).get()
    assert f"The upstream answered {status}" == caught.value.message
    assert kept == caught.value.body
    assert caught.value.request_id == "req-1"


@every(
    "body",
    [
        b"x" * 5_000_000,
        json.dumps({"error": {"message": "a-" * 500_000}}).encode(),
        json.dumps({"error": {"message": "no", "errors": ["token-" * 1000] * 300}}).encode(),
        b"[" * 900 + b"]" * 900,
        b'{"a":' * 900 + b"1" + b"}" * 900,
        b"[" * 200_000,
    ],
    ids=["text", "one long word", "wide", "deep list", "deep object", "endless"],
)
def test_huge_body_hides_nothing(body, api):
    """A body that is long or deep still gives the class of its status, with a message and a text of bounded length."""
    with pytest.raises(errors.ServerError) as caught:
        api(Upstream(Reply(500, body)), retries=0).get()
    assert len(str(caught.value)) < 2000
    pickle.dumps(caught.value)


@every(
    ("header", "body", "expected"),
    [
        ({"x-request-id": "req-h"}, PROBLEM, "req-h"),
        ({}, PROBLEM, "req_example_77b0"),
        ({}, {"error": {"message": "no"}, "log_id": "log_example_1"}, "log_example_1"),
        ({}, {"error": "no", "log_id": "log_example_1"}, "log_example_1"),
        ({}, {"error": {"message": "no", "request_id": 7}}, None),
        ({}, {"message": "no"}, None),
    ],
)
def test_request_id(header, body, expected, api):
    """The request id comes from the header, else from the body."""
    with pytest.raises(errors.StatusError) as caught:
        api(Upstream(Reply(404, body, header)), retries=0).get()
    assert expected == caught.value.request_id


@every(
    ("value", "expected"),
    [
        ("7", 7.0),
        (" 7.5 ", 7.5),
        ("0", 0.0),
        ("-1", None),
        ("soon", None),
        ("", None),
        ("nan", None),
        ("inf", None),
        ("1e999", None),
        ("Wed, 21 Oct 2015 07:28:00 GMT", 0.0),
        ("Wed, 99 Oct 2015 07:28:00 GMT", None),
        ("Wed, 21 Oct 2015", None),
    ],
)
def test_retry_after(value, expected, api):
    """Retry-After in seconds or as a date is a number of seconds; what makes no sense is None."""
    with pytest.raises(errors.RateLimited) as caught:
        api(Upstream(Reply(429, {"message": "no"}, {"Retry-After": value})), retries=0).get()
    assert expected == caught.value.retry_after


@every("zone", ["GMT", "-0000", "+0300"])
def test_retry_after_as_a_date(zone, api):
    """A date to come is the number of seconds until then, whatever its zone."""
    date = format_datetime(datetime.now(UTC) + timedelta(hours=1)).replace("+0000", zone)
    if zone == "+0300":
        date = format_datetime((datetime.now(UTC) + timedelta(hours=4)).replace(tzinfo=None)).replace("-0000", zone)
    with pytest.raises(errors.RateLimited) as caught:
        api(Upstream(Reply(429, {}, {"Retry-After": date})), retries=0).get()
    assert caught.value.retry_after == pytest.approx(3600, abs=60)


FAILED = {
    "no reason": ({"data": {}, "error": None, "successful": False}, "The action failed without saying why"),
    "gateway": ({"data": {}, "error": "Slot is taken", "successful": False, "log_id": "log_1"}, "Slot is taken"),
    "gateway, object": ({"data": None, "error": {"message": "Slot is taken"}, "successful": False}, "Slot is taken"),
    "successful is no boolean": ({"data": {}, "error": None, "successful": "no"}, "without saying why"),
    "Cal.com": (
        {
            "data": {"status": "error", "error": {"code": "BadRequestException", "message": "Slot is taken"}},
            "error": None,
            "successful": True,
        },
        "Slot is taken",
    ),
    "Cal.com, both": (
        {"data": {"status": "error", "error": {"message": "Slot is taken"}}, "error": "", "successful": False},
        "Slot is taken",
    ),
    "Cal.com, no reason": (
        {"data": {"status": "error"}, "error": None, "successful": True},
        "Cal.com reports an error",
    ),
}


@every(("body", "message"), FAILED.values(), ids=FAILED)
def test_failed_action(body, message, api):
    """A failed action raises `ActionFailed` with the upstream's reason, also when just Cal.com's own reply says so."""
    upstream = Upstream(Reply(200, body, {"x-request-id": "req-1"}))
    for call in (api(upstream).cancel, api(upstream).get):
        with pytest.raises(errors.ActionFailed, match=message) as caught:
            call()
        error = caught.value
        assert error.error == error.message
        assert (error.status_code, error.request_id) == (200, "req-1")
        assert body.get("log_id") == error.log_id
        assert body == error.body
        assert error.url
    assert upstream.count == 2  # what failed is not repeated


@every("body", [b"", b"<html>", b"null", b"[]", b"7", b'{"data": {}}', b'{"successful": tr'])
def test_answer_that_cannot_be_read(body, api):
    """An answer that is no envelope is a `DecodeError` that knows the status."""
    with pytest.raises(errors.DecodeError) as caught:
        api(Upstream(Reply(201, body)), retries=0).get()
    assert (caught.value.status_code, caught.value.mismatches) == (201, ())


def test_toolzz_answer_that_is_no_object(api):
    """A ToolzzAI answer that is no object is a `DecodeError`, not a model without content."""
    for body in ([], None, "no", 7):
        with pytest.raises(errors.DecodeError, match="no JSON object") as caught:
            api(Upstream(Reply(200, body)), retries=0).call("functions.get", function_id="f")
        assert body == caught.value.body


@every("status", [301, 302, 303, 304, 307, 308])
def test_redirects_are_not_followed(status, kind):
    """A redirect is an error and no second request, even with an HTTP client that would follow it.

    Only 303 leaves open whether a write happened.
    """
    for name in ("get", "cancel"):
        upstream = Upstream(Reply(status, b"", {"location": "https://elsewhere.example.com/"}), done())
        http = {"sync": httpx.Client, "async": httpx.AsyncClient}[kind]
        follows = http(transport=httpx.MockTransport(upstream), follow_redirects=True)
        expected = errors.OutcomeUnknown if (name, status) == ("cancel", 303) else errors.StatusError
        with pytest.raises(expected, match="redirect") as caught:
            getattr(Api(kind, upstream, http_client=follows), name)()
        assert caught.value.headers["location"] == "https://elsewhere.example.com/"
        assert upstream.count == 1


def test_strict_mode_says_where(api):
    """In strict mode an answer that differs is a `DecodeError` with every difference and the details of the call."""
    body = {"data": {"id": "1", "uid": 2}, "error": None, "successful": True, "log_id": "log_1"}
    for call in (api(Upstream(Reply(200, body)), strict=True).get, api(Upstream(Reply(200, body)), strict=True).cancel):
        with pytest.raises(errors.DecodeError, match=r"data\.id is no integer, data\.uid is no string") as caught:
            call()
        error = caught.value
        assert (error.mismatches[0].path, error.mismatches[0].value) == ("data.id", "1")
        assert (error.status_code, error.request_id, error.method, error.body) == (200, "log_1", "POST", body)
        assert error.url
        assert error.operation


def filled(kind: type) -> errors.ToolzzCalError:
    """An error of a class with all that it can have."""
    details = {
        "operation": "bookings.get",
        "method": "POST",
        "url": "https://user:example-pass@api.example.com/x?api_key=example-secret&take=5",
        "status_code": 418,
        "headers": {"x-api-key": "example-secret", "x-request-id": "req-1"},
        "request_id": "req-1",
        "retry_after": 2.5,
        "body": {"apiKey": "example-secret", "list": [{"password": "example-secret"}], "title": "t"},
    }
    more = {
        errors.ActionFailed: {"error": "token=example-secret", "log_id": "log_1"},
        errors.UnknownAction: {"suggestions": ["CAL_A"]},
        errors.DecodeError: {"mismatches": ()},
    }
    error = kind("Bearer example-secret was refused", **details, **more.get(kind, {}))
    error.add_note("a note")
    return error


@every("kind_of_error", CLASSES, ids=lambda each: each.__name__)
@every("copied", [copy.copy, copy.deepcopy, lambda each: pickle.loads(pickle.dumps(each))])
def test_copies_are_equal(kind_of_error, copied):
    """A pickled or copied error is of the same class and has everything that the first has."""
    error = filled(kind_of_error)
    twin = copied(error)
    assert type(error) is type(twin)
    assert vars(error) == vars(twin)
    assert (error.args, str(error), repr(error)) == (twin.args, str(twin), repr(twin))
    assert twin.__notes__ == ["a note"]


@every("kind_of_error", CLASSES, ids=lambda each: each.__name__)
def test_secrets_are_masked_before_they_are_kept(kind_of_error):
    """No error holds a credential that was in the message, address, headers or body it was made from."""
    error = filled(kind_of_error)
    assert "example-secret" not in str(vars(error)) + str(error) + repr(error) + str(error.args)
    assert "example-pass" not in str(vars(error))
    assert error.body["title"] == "t"
    assert error.url.endswith("take=5")


def test_plain_message_is_enough():
    """Every class can be made from a message alone, and then shows just that."""
    for kind_of_error in CLASSES:
        error = kind_of_error("Something happened")
        assert str(error) == "Something happened"
        assert (error.status_code, error.url, error.body, dict(error.headers)) == (None, None, None, {})


def test_code_of_an_error_stays_visible(api):
    """`code` beside a message is the error's number or word, not a secret."""
    body = {"error": {"message": "no", "code": "BadRequestException"}, "code": "example-secret-code"}
    with pytest.raises(errors.BadRequest) as caught:
        api(Upstream(Reply(400, body))).get()
    assert caught.value.body == {"error": {"message": "no", "code": "BadRequestException"}, "code": "***"}


def test_outcome_unknown_is_no_status_error():
    """Catching the errors of a status must not swallow that a write may have happened."""
    assert not issubclass(OutcomeUnknown, errors.StatusError | errors.TransportError | errors.DecodeError)


def test_credential_in_the_upstreams_words_is_masked(api):
    """A credential is masked even where an upstream quotes it without any sign of what it is."""
    body = {"error": {"message": f"No project for {KEY[3:]}", "errors": [f"saw {KEY}"]}}
    with pytest.raises(errors.AuthenticationFailed) as caught:
        api(Upstream(Reply(401, body, {"x-echo": KEY})), composio_api_key=KEY).get()
    assert KEY not in str(vars(caught.value))
