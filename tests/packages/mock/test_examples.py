"""The examples of the specification, as somebody copies them from the documentation, against the demo data."""

from __future__ import annotations

import pytest
from toolzz_cal_mock.specification import specification

from tests.support.mock import PREPARE, by_cal, by_gateway, by_toolzz, still_mock

OPERATIONS = specification().operations
# The examples that can't succeed, and what is answered instead.
REFUSED = {
    # The meeting is still to come.
    "bookings.mark_absent": "can only be marked as absent after their scheduled start time",
    # It would have to be assigned first, and then it could not be assigned.
    "organizations.users.attribute_options.unassign": "Attribute does not belong to this user",
}


@pytest.fixture(scope="module")
def shared():
    """One mock for the module."""
    return still_mock()


@pytest.mark.parametrize("name", sorted(OPERATIONS))
def test_the_example_succeeds(shared, name):
    """As it stands, unless it is named above with its reason."""
    shared.reset()
    operation = OPERATIONS[name]
    if operation.slug:
        body = shared.handle(by_gateway(operation, operation.example)).json()
        assert REFUSED.get(name, "") in (body["error"] or "")
        assert body["successful"] is (name not in REFUSED), body["error"]
    else:
        assert 200 == shared.handle(by_toolzz(operation)).status


@pytest.mark.parametrize("name", sorted(name for name, each in OPERATIONS.items() if each.request))
def test_the_direct_request_succeeds_with_its_status(shared, name):
    """With the status that the specification gives it, unless Cal.com refuses it or answers otherwise."""
    shared.reset()
    operation = OPERATIONS[name]
    reply = shared.handle(by_cal(operation, operation.example))
    request = operation.requests[-1]
    if request.state == "redirect":
        assert 301 == reply.status
    elif request.state == "removed":
        assert 404 == reply.status
    elif request.state == "broken":
        assert 400 == reply.status
    elif name not in REFUSED:
        assert request.status == reply.status, reply.json()


# What newer requests need that the example lacks.
NEWER = {
    "google_calendar.save_credentials": OPERATIONS["calendars.save"].example,
    "stripe.check_team": {"orgId": 1205},
}


@pytest.mark.parametrize("name", sorted(name for name, each in OPERATIONS.items() if len(each.requests) > 1))
def test_newer_requests_succeed_as_well(shared, name):
    """Each with its own status, and none of them for the oldest only."""
    operation = OPERATIONS[name]
    for number, request in enumerate(operation.requests[:-1]):
        shared.reset()
        arguments = {**operation.example, **NEWER.get(name, {})}
        reply = shared.handle(by_cal(operation, arguments, number))
        assert (301 if request.state == "redirect" else request.status) == reply.status, reply.body
        assert len(shared.calls(name)) == 1


def test_a_request_ends_with_its_last_version():
    """Under a later version the path leads nowhere; under earlier ones and without the header it is served."""
    bounded = [each for each in OPERATIONS.values() if each.requests and each.requests[-1].until]
    assert {"slots.available", "slots.release", "slots.reserve"} == {each.name for each in bounded}
    for operation in bounded:
        for headers, is_there in (
            ({}, True),
            ({"cal-api-version": "2024-08-13"}, True),
            (
                {"cal-api-version": "2024-09-04"},
                False,
            ),
        ):
            reply = still_mock().handle(by_cal(operation, operation.example, **headers))
            assert is_there == (reply.status == operation.requests[-1].status), (operation.name, headers)


def test_only_those_are_prepared():
    """The other tests of every operation change no example that succeeds by itself."""
    assert REFUSED.keys() == PREPARE.keys()
