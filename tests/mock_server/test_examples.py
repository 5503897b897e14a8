"""The examples of the specification, as somebody copies them from the documentation, against the demo data."""

from __future__ import annotations

import pytest
from toolzz_cal_mock.specification import specification

from tests.support.mock import PREPARE, by_gateway, by_toolzz, still_mock

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
        body = shared.handle(by_gateway(operation, operation.example["arguments"])).json()
        assert REFUSED.get(name, "") in (body["error"] or "")
        assert body["successful"] is (name not in REFUSED), body["error"]
    else:
        assert 200 == shared.handle(by_toolzz(operation)).status


def test_only_those_are_prepared():
    """The other tests of every operation change no example that succeeds by itself."""
    assert REFUSED.keys() == PREPARE.keys()
