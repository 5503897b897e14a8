"""An error comes out of JSON, a queue and a pickle as it went in, whatever it holds and whoever wrote the data."""

import copy
import json
import pickle
from datetime import UTC, datetime
from decimal import Decimal

import httpx
import pytest
from celery import Celery
from celery.backends.base import Backend
from toolzz_cal import Mismatch, errors

from tests.support.client import Api, Reply, Upstream
from tests.support.leaks import Marks
from tests.support.tables import every

CLASSES = [kind for name in errors.__all__ if not issubclass(kind := getattr(errors, name), Warning)]
COMMON = {
    "operation": "bookings.create",
    "method": "POST",
    "url": "https://api.example.com/v2/bookings?take=5",
    "status_code": 503,
    "headers": {"x-request-id": "req-1", "retry-after": "2.5"},
    "request_id": "req-1",
    "retry_after": 2.5,
    "body": {"error": {"message": "no", "code": 7}, "list": [None, 1, 2.5, True, "ä", {}]},
}
OWN = {
    errors.ActionFailed: {"error": "the slot is taken", "log_id": "log_1", "upstream_status": 409},
    errors.IdempotencyKeyReused: {"state": "done"},
    errors.UnknownAction: {"suggestions": ("CAL_A", "CAL_B")},
    errors.OutcomeUnknown: {"absent": True},
    errors.DecodeError: {
        "mismatches": [Mismatch("data.id", {"a": [1]}, "integer"), Mismatch("data.uid", None, "string")]
    },
}
COPIES = {
    "JSON": lambda error: errors.ToolzzCalError.from_dict(json.loads(json.dumps(error.to_dict(), allow_nan=False))),
    "pickle": lambda error: pickle.loads(pickle.dumps(error)),
    "copy": copy.copy,
    "deepcopy": copy.deepcopy,
}
FLAGS = ("is_retryable", "may_have_happened")


def of_celery(error):
    """An error as another process has it from Celery's result backend for JSON."""
    backend = Backend(Celery(set_as_current=False), serializer="json")
    stored = backend.encode(backend.prepare_exception(error))
    return backend.exception_to_python(backend.decode(stored))


COPIES["Celery"] = of_celery


def own(kind):
    """What a class has besides what all have."""
    return next((more for base, more in OWN.items() if issubclass(kind, base)), {})


def filled(kind):
    """An error of a class with all that it can have."""
    return kind("It failed", **COMMON, **own(kind))


def told(error):
    """An error and those behind it, as far as anybody can see."""
    seen = []
    while error is not None:
        seen.append(
            (type(error), vars(error), str(error), repr(error), *(getattr(error, flag, None) for flag in FLAGS))
        )
        error = error.__cause__
    return seen


@every("copied", COPIES.values(), ids=COPIES)
@every("kind", CLASSES, ids=lambda each: each.__name__)
def test_nothing_is_lost(kind, copied):
    """Class, attributes, words and flags, of what is behind it too."""
    error = filled(kind)
    error.__cause__ = filled(errors.ActionFailed)
    error.__cause__.__cause__ = filled(errors.DecodeError)
    twin = copied(error)
    assert told(error) == told(twin)
    assert error.to_dict() == twin.to_dict()
    assert error.args == twin.args


@every("copied", COPIES.values(), ids=COPIES)
@every("kind", CLASSES, ids=lambda each: each.__name__)
def test_an_error_of_a_message_alone(kind, copied):
    """It has nothing more afterwards, and its `args` are the message."""
    error = kind("It failed")
    twin = copied(error)
    assert told(error) == told(twin)
    assert error.args == twin.args == ("It failed",)
    assert error.to_dict() == {"type": kind.__name__, "message": "It failed"}


def test_each_attribute_is_there_once():
    """A name for each, and nothing that says nothing."""
    data = filled(errors.ActionFailed).to_dict()
    assert data == {"type": "ActionFailed", "message": "It failed", **COMMON, **OWN[errors.ActionFailed]}
    assert "retry_after" in errors.RateLimited("", retry_after=0.0).to_dict()


@every("copied", COPIES.values(), ids=COPIES)
def test_a_cause_of_somebody_else(copied, kind):
    """Its name and words stay, and what it means for a repetition; JSON does not make its class again."""

    def answer(request):
        raise httpx.ReadTimeout("too slow", request=request)

    with pytest.raises(errors.RequestTimeout) as caught:
        Api(kind, answer, retries=0).get()
    twin = copied(caught.value)
    assert twin.is_retryable
    assert str(twin.__cause__) == "ReadTimeout: too slow"
    assert twin.__cause__.kind.startswith("httpx.")
    again = copied(twin)
    assert again.to_dict() == twin.to_dict() == caught.value.to_dict()


@every("copied", COPIES.values(), ids=COPIES)
def test_a_mistake_in_a_hook(copied, kind):
    """A read that a mistake of the program's own ended is not worth repeating, in another process either."""

    def answer(request):
        raise KeyError("name")

    with pytest.raises(errors.TransportError) as caught:
        Api(kind, answer, retries=0).get()
    for error in (caught.value, copied(caught.value)):
        assert not error.is_retryable
        assert not error.may_have_happened


@every("copied", COPIES.values(), ids=COPIES)
def test_an_unknown_outcome_of_a_call(copied, kind):
    """What was raised of a write says the same after a queue: do not send it again."""
    upstream = Upstream(Reply(502, {"error": {"message": "bad gateway"}}))
    with pytest.raises(errors.OutcomeUnknown) as caught:
        Api(kind, upstream).cancel()
    twin = copied(caught.value)
    assert told(caught.value) == told(twin)
    assert (twin.is_retryable, twin.may_have_happened) == (False, True)
    assert isinstance(twin.__cause__, errors.ServerError)


def test_words_that_a_program_adds():
    """A message that is given by `args` is the error's, and a note stays with it."""
    error = filled(errors.NotFound)
    error.args = (f"{error.args[0]} in line 7", *error.args[1:])
    error.add_note("of the first file")
    twin = COPIES["JSON"](error)
    assert (twin.message, twin.__notes__, twin.body) == ("It failed in line 7", ["of the first file"], COMMON["body"])


def test_raise_from():
    """What an error is raised from is part of its data."""
    try:
        try:
            raise ValueError("no number")
        except ValueError as problem:
            raise errors.ArgumentError("It can't be sent") from problem
    except errors.ArgumentError as raised:
        data = raised.to_dict()
    assert data["cause"] == {
        "type": "builtins.ValueError",
        "message": "no number",
        "bases": ["ValueError", "Exception"],
    }


class Ours(errors.NotFound):
    """A class that a program has made of one of ours."""


def test_a_class_of_a_program():
    """It is told as ours that it descends from; a queue and a pickle know its own."""
    error = Ours("gone", status_code=404)
    assert type(COPIES["JSON"](error)) is errors.NotFound
    assert type(COPIES["pickle"](error)) is type(of_celery(error)) is Ours


class Odd:
    """A thing that JSON does not know."""


def test_values_that_json_does_not_know():
    """They are told in words, so that any writer takes them; what comes of it is the same again."""
    inside = []
    inside.append(inside)
    error = errors.BadRequest("no", retry_after=float("inf"))
    error.body = {
        "nan": float("nan"),
        "ends": [float("inf"), float("-inf")],
        "half": "\ud800",
        7: b"bytes",
        "moment": datetime(2027, 3, 9, tzinfo=UTC),
        "price": Decimal("1.5"),
        "tuple": (1, {2}),
        "odd": Odd(),
        "inside": inside,
        "large": 10**2000,
        "password": ("example-secret",),
    }
    data = error.to_dict()
    json.dumps(data, allow_nan=False, ensure_ascii=False).encode("utf-8")
    assert data["body"] | {"inside": None} == {
        "nan": "NaN",
        "ends": ["Infinity", "-Infinity"],
        "half": "\\ud800",
        "7": "a value of type bytes",
        "moment": "2027-03-09T00:00:00+00:00",
        "price": "a value of type Decimal",
        "tuple": [1, [2]],
        "odd": "a value of type Odd",
        "inside": None,
        "large": "a number of 6,644 bits",
        "password": "***",
    }
    assert "retry_after" not in data
    assert COPIES["JSON"](error).to_dict() == data


def test_causes_have_an_end():
    """A chain is told as far as is sensible, also one that leads back to itself."""
    first = last = errors.ToolzzCalError("0")
    for number in range(1, 500):
        last.__cause__ = errors.ToolzzCalError(str(number))
        last = last.__cause__
    last.__cause__ = first
    for copied in COPIES.values():
        assert [each[1]["message"] for each in told(copied(first))] == [str(number) for number in range(9)]


MARKS = Marks()
SECRET = MARKS.secret("what somebody wrote")
PLANTED = {
    "message": f"refused Bearer {SECRET}",
    "url": f"https://user:{SECRET}@api.example.com/x?api_key={SECRET}",
    "headers": {"authorization": SECRET},
    "body": {"a": [{"apiKey": SECRET}]},
    "error": f"token={SECRET}",
    "notes": [f"password: {SECRET}"],
    "mismatches": [{"path": "data.secret", "value": SECRET, "expected": "string"}],
    "cause": {
        "type": "httpx.ReadTimeout",
        "message": f"Bearer {SECRET}",
        "cause": {"type": "NotFound", "message": "no", "body": {"password": SECRET}},
    },
}


@every("kind", CLASSES, ids=lambda each: each.__name__)
def test_secrets_are_masked_on_the_way_in(kind):
    """Data that somebody else wrote bring no secret in."""
    error = errors.ToolzzCalError.from_dict({"type": kind.__name__, **PLANTED})
    for data in (error.to_dict(), error.args, told(error)):
        assert SECRET not in repr(data)
    assert not MARKS.within(repr(error.to_dict()))


HOSTILE = {
    "no object": ["NotFound"],
    "nothing": None,
    "empty": {},
    "no message": {"type": "NotFound"},
    "message is a number": {"type": "NotFound", "message": 7},
    "type is a list": {"type": [], "message": "no"},
    "type is an object": {"type": {"a": 1}, "message": "no"},
    "status is a text": {"type": "NotFound", "message": "no", "status_code": "404"},
    "status is a truth": {"type": "NotFound", "message": "no", "status_code": True},
    "endless delay": {"type": "RateLimited", "message": "no", "retry_after": float("inf")},
    "no delay": {"type": "RateLimited", "message": "no", "retry_after": float("nan")},
    "url is a number": {"type": "NotFound", "message": "no", "url": 7},
    "headers are a list": {"type": "NotFound", "message": "no", "headers": [["a", "b"]]},
    "a header is a number": {"type": "NotFound", "message": "no", "headers": {"a": 7}},
    "mismatches are texts": {"type": "DecodeError", "message": "no", "mismatches": ["a"]},
    "a mismatch lacks": {"type": "DecodeError", "message": "no", "mismatches": [{"path": "a"}]},
    "suggestions are a text": {"type": "UnknownAction", "message": "no", "suggestions": "CAL_A"},
    "absent is a text": {"type": "OutcomeUnknown", "message": "no", "absent": "yes"},
    "the cause's status": {"type": "NotFound", "message": "no", "cause": {"type": "NotFound", "message": 7}},
}


@every("data", HOSTILE.values(), ids=HOSTILE)
def test_data_that_no_error_is_made_of(data):
    """They are refused as an argument that can't be taken."""
    with pytest.raises(errors.ArgumentError, match="error can't be"):
        errors.ToolzzCalError.from_dict(data)


@every("name", ["Nothing", "", "Warning", "InsecureAddress", "os.system", "__import__", "Any", "masked"])
def test_names_that_are_no_class_of_ours(name):
    """They make an error of the base class, and never anything else."""
    error = errors.ToolzzCalError.from_dict(
        {"type": name, "message": "no", "status_code": 418, "__class__": "x", "f": 1}
    )
    assert type(error) is errors.ToolzzCalError
    assert vars(error) == vars(errors.ToolzzCalError("no", status_code=418))


def test_data_without_end():
    """Deep and self-containing data make an error whose data have an end."""
    body, cause = [], {"type": "NotFound", "message": "no"}
    body.append(body)
    cause["cause"] = cause
    deep = []
    for _ in range(100_000):
        deep = [deep]
    for value in (body, deep):
        error = errors.ToolzzCalError.from_dict({"type": "NotFound", "message": "no", "body": value, "cause": cause})
        assert len(json.dumps(error.to_dict())) < 5_000
