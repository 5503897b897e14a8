"""The recorded bookings that are decoded, and that a call answers."""

import json

import pytest
from toolzz_cal.models import Booking

from workshop.benchmarks import holding, recorded


@pytest.fixture(scope="module")
def thousand():
    return recorded.bookings(1000)


def test_recorded_bookings_are_of_every_kind(thousand):
    """Seated and moved ones, cancelled ones, several attendees, nulls, answers; and all can be given back."""
    assert {0, 1, 2, 3} <= {len(each["attendees"]) for each in thousand}
    assert {"accepted", "cancelled", "pending", "rejected"} <= {each["status"] for each in thousand}
    assert {"seatUid", "rescheduledFromUid", "recurringBookingUid", "guests"} <= {
        key for each in thousand for key in each
    }
    assert any(each["rating"] is None for each in thousand)
    read = [Booking.from_dict(each) for each in thousand]
    assert json.dumps(thousand) == json.dumps([each.to_dict() for each in read])


def test_recorded_bookings_are_taken_evenly(thousand):
    """Each of them for a large answer, different ones for a small answer."""
    assert len(recorded.distinct()) == len({json.dumps(each) for each in thousand})
    assert 10 == len({each["createdAt"] for each in recorded.bookings(10)})


def test_models_hold_what_came_once(thousand):
    """They take some memory beside the dicts that they were read from, but hold no second copy of these."""
    assert 1 < holding.ratio(thousand) <= 1.3
