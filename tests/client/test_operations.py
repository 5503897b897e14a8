"""`toolzz_cal.operations`: every operation as the specification describes it, for all that run or show them."""

import re

import pytest
from toolzz_cal import errors, operations
from toolzz_cal._nearest import did_you_mean, nearest

from generator.check import rules
from generator.extensions import cal, places
from tests.support.client import PACKAGE, ROOT, Example, document, examples, pageable
from tests.support.counts import ACTIONS
from tests.support.tables import every

EVERY = every("each", examples(), ids=str)


def specified(each: Example):
    """The operation in the specification."""
    return document()["paths"][each.path][each.method.lower()]


def test_every_operation_is_there_once():
    """By their names, in order, and by the slugs of those that are actions."""
    names = [each.name for each in operations.every()]
    assert sorted(each.name for each in examples()) == names
    assert ACTIONS == sum(each.slug is not None for each in operations.every())
    for each in operations.every():
        assert operations.get(each.name) is each
        assert each.slug is None or operations.get(each.slug) is each
        assert each in operations.of_resource(each.resource)


@EVERY
def test_it_says_what_the_specification_says(each: Example):
    """Its words, its request and its effect."""
    told, found = specified(each), operations.get(each.name)
    assert (told["summary"], " ".join(told["description"].split())) == (found.summary, found.description)
    assert (each.method, each.path, each.server) == (found.method, found.path, found.server)
    assert (each.effect, each.slug) == (found.effect, found.slug)
    assert f"{found.resource}.{found.function}" == each.name == found.operation
    assert found.is_deprecated is bool(told.get("deprecated"))
    assert found.status in told["responses"]
    assert (each in pageable()) == found.has_pages
    assert each.arguments == found.example


@EVERY
def test_it_leads_to_what_the_client_runs(each: Example):
    """The constant of the method's module, which says the same."""
    found = operations.get(each.name)
    held = found.run_by()
    assert (held.name, held.slug, held.effect, held.method, held.path) == (
        found.name,
        found.slug,
        found.effect,
        found.method,
        found.path,
    )
    assert (held.flag, held.timezone) == (found.flag, found.timezone)
    if held.cal is None:
        assert ("", None) == (found.cal, found.request)
    else:
        assert str(held.cal) == found.cal == str(found.request)
        assert (held.cal.version, held.cal.credential, held.cal.state) == (
            found.request.sends,
            found.request.credential,
            found.request.state,
        )


@EVERY
def test_it_says_where_each_argument_travels(each: Example):
    """Every argument has one place, and those of a path are in it."""
    found = operations.get(each.name)
    needs = found.request.needs if found.request is not None else ()
    assert set(found.travels) | set(needs) == set(found.schema["properties"])
    assert set(found.travels.values()) <= {"path", "query", "body"}
    path = found.request.path if found.request is not None else found.path
    assert found.in_path == set(re.findall(r"\{(\w+)\}", path))
    if found.request is not None and found.request.method in ("GET", "DELETE"):
        assert "body" not in found.travels.values()


def test_nothing_can_be_changed_in_it():
    """What is given is a copy, and nothing can be set."""
    found = operations.get("bookings.cancel")
    for name in ("arguments", "schema", "answer", "example"):
        getattr(found, name).clear()
        assert getattr(found, name)
    for name in ("name", "slug", "effect", "note"):
        with pytest.raises(AttributeError):
            setattr(found, name, "x")
    with pytest.raises(TypeError):
        found.request.arguments["bookingUid"] = None


@pytest.mark.parametrize(
    ("name", "near"),
    [("bookings.cancle", "bookings.cancel"), ("CAL_CANCEL_BOOKING_VIA_UIDS", "CAL_CANCEL_BOOKING_VIA_UID")],
)
def test_what_is_not_there_is_told_with_the_nearest(name, near):
    """For names and for slugs."""
    with pytest.raises(errors.UnknownAction, match="did you mean") as caught:
        operations.get(name)
    assert near == caught.value.suggestions[0]


@pytest.mark.parametrize(
    ("name", "meant"),
    [
        ("CAL_GET_BOOKING", {"CAL_RETRIEVE_BOOKING_DETAILS_BY_UID", "CAL_FETCH_ALL_BOOKINGS"}),
        ("CAL_CREATE_BOOKING", {"CAL_POST_NEW_BOOKING_REQUEST"}),
        ("CAL_DELETE_BOOKING", {"CAL_CANCEL_BOOKING_VIA_UID"}),
        ("CAL_LIST_EVENT_TYPES_OF_TEAM", {"CAL_RETRIEVE_TEAM_EVENT_TYPES"}),
        ("bookings.delete", {"bookings.cancel"}),
        ("booking.get", {"bookings.get"}),
    ],
)
def test_words_say_more_than_letters(name, meant):
    """What a name means comes before one that is spelt alike."""
    with pytest.raises(errors.UnknownAction) as caught:
        operations.get(name)
    assert meant <= set(caught.value.suggestions)
    assert "WEBHOOK" not in str(caught.value)


def test_resources():
    """Each with all above it; one that is not there is told with the nearest."""
    assert {"bookings", "organizations", "organizations.teams"} <= set(operations.resources())
    assert {"organizations.teams"} == {each.resource for each in operations.of_resource("organizations.teams")}
    with pytest.raises(errors.UnknownAction, match="did you mean bookings"):
        operations.of_resource("booking")


def test_names_that_are_alike():
    """The best first, at most so many; nothing is asked where nothing is near."""
    assert ["take"] == nearest("takes", ["skip", "take"], most=1)
    assert [] == nearest("x", ["skip", "take"])
    assert "" == did_you_mean([])
    assert "; did you mean a, b?" == did_you_mean(["a", "b"])


def test_the_generator_knows_the_same_words():
    """What a specification may say is what the client has words for."""
    assert set(rules.EFFECTS) == set(operations.EFFECTS)
    assert {"key", *cal.CREDENTIALS} == set(operations.CREDENTIALS)
    assert set(cal.STATES) == set(operations.STATES)
    assert {each for kind in places.ENCODINGS.values() for each in kind} == set(operations.ENCODINGS)


def test_likeness_is_judged_in_one_place():
    """Everything in the wheel asks one function what may have been meant."""
    folders = [PACKAGE, *(ROOT / name for name in ("packages",))]
    asking = [path for folder in folders for path in folder.rglob("*.py") if "difflib" in path.read_text("utf-8")]
    assert [PACKAGE / "_nearest.py"] == asking
