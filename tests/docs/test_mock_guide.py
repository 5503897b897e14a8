"""The examples of docs/mock.md hold."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from toolzz_cal import OutcomeUnknown

GUIDE = (Path(__file__).parents[2] / "docs" / "mock.md").read_text("utf-8")


def test_the_example_of_a_test_passes(toolzz_cal_mock):
    """The guide's test runs as it stands there."""
    source = next(each for each in re.findall(r"```python\n(.*?)```", GUIDE, re.S) if "def test_" in each)
    namespace: dict[str, object] = {}
    exec(compile(source, "mock.md", "exec"), namespace)
    namespace["test_a_slot_is_booked_once"](toolzz_cal_mock)


def test_the_fault_that_books_twice_does_not(toolzz_cal_mock):
    """After `drop_after` the client says that the outcome is unknown, and one booking exists."""
    toolzz_cal_mock.faults.add("drop_after", operation="bookings.create", times=1)
    arguments = {
        "start": "2027-03-09T16:00:00Z",
        "event_type_id": 10482,
        "attendee": {"name": "Ana Prado", "email": "ana.prado@example.com", "timeZone": "UTC"},
    }
    with pytest.raises(OutcomeUnknown):
        toolzz_cal_mock.client.bookings.create(**arguments)
    starts = [booking.start.hour for booking in toolzz_cal_mock.client.bookings.iterate(status=["upcoming"])]
    assert 1 == starts.count(16)
    toolzz_cal_mock.calls.assert_called_once("bookings.create")
