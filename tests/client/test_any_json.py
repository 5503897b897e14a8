"""Whatever JSON an upstream answers or a program makes is shown, compared, copied, pickled and masked."""

import copy
import json
import pickle
import sys

import pytest
from toolzz_cal import errors, webhooks
from toolzz_cal._json import alike
from toolzz_cal._redaction import masked
from toolzz_cal.models import Booking, Webhook
from toolzz_cal.results import ActionResult, Mismatch
from toolzz_cal.tools import Tools

from tests.support.client import Api, Reply, Upstream
from tests.support.tables import every

SECRET = "example4711marked"
DEEP = 900


def nested(depth: int = DEEP, inside: object = SECRET) -> object:
    """Lists and objects in turn around a value."""
    value = inside
    for level in range(depth):
        value = [value] if level % 2 else {"a": value}
    return value


def in_itself(kind: type) -> object:
    """A list or an object that holds itself, twice so that a careless walk doubles with each level."""
    value = kind()
    if kind is list:
        value += [value, value]
    else:
        value |= {"a": value, "b": value}
    return value


def wrong(model: Booking, path: str) -> Mismatch:
    """The mismatch at a path."""
    return next(each for each in model.mismatches if each.path == path)


ODD = {
    "deep": nested(),
    "deep beside": {"apiKey": SECRET, "a": nested()},
    "a secret": {"api_key": SECRET},
    "half a character": "\ud800",
    "many digits": int("9" * 600),
    "endless": float("inf"),
    "a number": 7,
    "a list": [],
}
BOOKING = {"status": "success", "data": {"uid": "bk4Zr8YqLw2TnVx6"}}


@every("key", ["log_id", "error", "unknown", "data"])
@every("odd", ODD)
def test_any_value_anywhere_in_an_answer(api, key, odd):
    """The gateway's envelope may hold anything: the result keeps its types, is shown without secrets, and is copied."""
    envelope = {"data": BOOKING, "successful": True, "error": None, "log_id": "log_1", key: ODD[odd]}
    result = api(Upstream(Reply(200, json.dumps(envelope).encode()))).get()
    assert SECRET not in f"{result!r} {result} {result.mismatches!r}"
    assert f"{result!r}".isprintable()
    assert isinstance(result.log_id, str | None)
    assert isinstance(result.error, str | None)
    for twin in (copy.copy(result), copy.deepcopy(result), pickle.loads(pickle.dumps(result))):
        assert isinstance(twin, ActionResult)
        assert alike(result.raw, twin.raw)
        assert repr(result) == repr(twin)


@pytest.mark.parametrize("key", ["log_id", "error"])
def test_odd_text_of_the_envelope_is_recorded(api, key):
    """What is no text, where the gateway has one, is in `raw` and among the mismatches, and strict mode refuses it."""
    envelope = {"data": BOOKING, "successful": True, "error": None, "log_id": "log_1", key: {"apiKey": SECRET}}
    result = api(Upstream(Reply(200, envelope))).get()
    assert getattr(result, key) is None
    assert (key, "string") == (result.mismatches[0].path, result.mismatches[0].expected)
    assert {"apiKey": SECRET} == result.raw[key]
    with pytest.raises(errors.DecodeError, match=f"{key} is no string") as caught:
        api(Upstream(Reply(200, envelope)), strict=True).get()
    assert SECRET not in repr(vars(caught.value))


@every("odd", ODD)
def test_any_value_in_a_failure(api, odd):
    """The same in what reports a failure: typed, masked, printable in UTF-8, copied and pickled."""
    body = {"data": ODD[odd], "successful": False, "error": {"message": "no \ud800"}, "log_id": ODD[odd]}
    with pytest.raises(errors.ActionFailed) as caught:
        api(Upstream(Reply(200, json.dumps(body).encode()))).get()
    error = caught.value
    assert isinstance(error.log_id, str | None)
    assert SECRET not in f"{error!r} {error} {vars(error)!r}"
    f"{error} {error.message} {error.error}".encode()
    for twin in (copy.deepcopy(error), pickle.loads(pickle.dumps(error))):
        assert vars(error) == vars(twin)


@pytest.mark.parametrize("depth", [DEEP, 5_000])
def test_models_of_any_depth(depth):
    """A model is read, written, compared, copied and pickled, though its data is nested deeper than calls may be."""
    one, other = ({"uid": "bk1", "title": nested(depth), "unknown": nested(depth)} for _ in range(2))
    read = Booking.from_dict(one)
    assert alike(one, read.to_dict())
    assert read == Booking.from_dict(other)
    assert read != Booking.from_dict({**other, "title": nested(depth, "another")})
    assert [("title", "string")] == [(each.path, each.expected) for each in read.mismatches if each.value is not None]
    repr(read), repr(read.mismatches)
    for twin in (copy.copy(read), copy.deepcopy(read), pickle.loads(pickle.dumps(read))):
        assert read == twin
        assert read.mismatches == twin.mismatches
        assert repr(read) == repr(twin)
    assert wrong(read, "title") == wrong(Booking.from_dict(other), "title")
    assert wrong(read, "title") != wrong(Booking.from_dict({"title": nested(depth, 1)}), "title")


def test_a_deep_copy_is_independent_and_keeps_what_is_shared():
    """A deep copy shares no list with the first; what stands in two places is one thing in the copy too."""
    shared = {"a": [1]}
    read = Booking.from_dict({"title": shared, "description": shared})
    for first, second in (copy.deepcopy([read, read]), pickle.loads(pickle.dumps([read, read]))):
        assert first is second
        assert first.title is first.description
        first.title["a"].append(2)
        assert shared == {"a": [1]}
    memo: dict = {}
    assert copy.deepcopy(shared, memo) is copy.deepcopy(read, memo).title


@pytest.mark.parametrize("kind", [list, dict])
def test_data_that_contains_itself_is_refused(kind):
    """Writing or comparing it is a ValueError; where it is shown it is cut; a copy contains itself too."""
    value = in_itself(kind)
    read = Booking.from_dict({"uid": value})
    for act in (
        read.to_dict,
        lambda: read == Booking.from_dict({"uid": in_itself(kind)}),
        lambda: wrong(read, "uid") == wrong(Booking.from_dict({"uid": in_itself(kind)}), "uid"),
    ):
        with pytest.raises(ValueError, match="contains itself"):
            act()
    assert "***" in repr(read)
    repr(masked(value))
    for twin in (copy.deepcopy(read), pickle.loads(pickle.dumps(read))):
        inner = twin.uid[0] if kind is list else twin.uid["a"]
        assert inner is twin.uid


def test_models_that_contain_themselves_are_refused():
    """The same where models hold each other by hand."""
    read = Webhook.from_dict({"id": "wh1"})
    read.triggers = [read]
    for act in (read.to_dict, lambda: read.mismatches, lambda: read == copy.copy(read)):
        with pytest.raises(ValueError, match="contains itself"):
            act()
    assert repr(read) == "Webhook(id='wh1', triggers=[...])"
    for twin in (copy.deepcopy(read), pickle.loads(pickle.dumps(read))):
        assert twin.triggers[0] is twin


def test_endless_numbers_are_shown():
    """A number of more digits than Python writes is shown by its length."""
    read = Booking.from_dict({"id": 10**5_000, "uid": [10**5_000]})
    assert "a number of 16,610 bits" in repr(read)
    assert 10**5_000 == read.to_dict()["id"] == copy.deepcopy(read).id
    error = errors.StatusError("no", body={"id": 10**5_000})
    assert "a number of 16,610 bits" in repr(vars(error))
    before = sys.get_int_max_str_digits()
    sys.set_int_max_str_digits(640)
    try:
        repr(Booking.from_dict({"id": 10**650}))
    finally:
        sys.set_int_max_str_digits(before)


def test_pages_of_any_depth_are_compared(api):
    """A page that repeats the one before it is noticed, however deeply it is nested."""
    page = Reply(200, json.dumps({"successful": True, "data": {"status": "success", "data": [nested()]}}).encode())
    with pytest.raises(errors.PaginationError):
        api(Upstream(page, page)).call("bookings.iterate", take=1)


@every("odd", ODD)
def test_tools_show_any_answer(odd):
    """A tool's result is JSON text without secrets, and so is its repr."""
    reply = {"status": "success", "data": [{"uid": ODD[odd]}], "pagination": {"apiKey": SECRET, "a": ODD[odd]}}
    client = Api("sync", Upstream(Reply(200, json.dumps({"successful": True, "data": reply}).encode()))).client
    told = Tools(client).run("bookings_list", {})
    assert not told.is_error
    assert SECRET not in f"{told.text} {told!r}"
    json.loads(told.text)
    for twin in (copy.copy(told), copy.deepcopy(told), pickle.loads(pickle.dumps(told))):
        assert told == twin


@every("odd", ODD)
def test_webhooks_of_any_data(odd):
    """An event is shown, copied and pickled whatever it tells."""
    told = {"triggerEvent": "BOOKING_CREATED", "createdAt": "2027-03-09T14:00:00Z", "payload": {"uid": ODD[odd]}}
    event = webhooks.parse(json.dumps(told).encode())
    assert SECRET not in repr(event)
    for twin in (copy.copy(event), copy.deepcopy(event), pickle.loads(pickle.dumps(event))):
        assert type(event) is type(twin)
        assert alike(event.to_dict(), twin.to_dict())
        assert event.delivery_key == twin.delivery_key


@every(
    ("one", "other", "expected"),
    [
        ([1, {"a": None}], [1, {"a": None}], True),
        ([1], [True], True),
        ([1], [2], False),
        ([1], [1, 1], False),
        ({"a": 1}, {"b": 1}, False),
        ({"a": 1, "b": 2}, {"b": 2, "a": 1}, True),
        ([], {}, False),
    ],
)
def test_equality_is_that_of_python(one, other, expected):
    """At any depth two values are equal as `==` has it."""
    assert expected == (one == other) == alike(one, other)
    assert expected == alike(nested(5_000, one), nested(5_000, other))


def test_a_copied_model_is_of_its_class():
    """A program's own class of a model, with attributes of its own, survives."""
    made = _Mine.from_dict({"id": "wh1", "secret": SECRET})
    made.note = [made]
    for twin in (copy.deepcopy(made), pickle.loads(pickle.dumps(made))):
        assert type(twin) is _Mine
        assert twin.note[0] is twin
        assert twin.secret == SECRET


class _Mine(Webhook):
    note: object
