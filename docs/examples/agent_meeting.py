"""An agent's tool that books one meeting for a conversation, also when the agent is started again and thinks anew.

Started again, a model may pick another time. The key then stands for the first one: nothing is sent, and the tool
answers with the meeting that there is.
"""

import os
from itertools import count
from typing import Any

from toolzz_cal import Client, IdempotencyKeyReused, journal
from toolzz_cal.models import Booking

EVENT_TYPE = 10482
LEASE = 5.0  # seconds beyond an attempt until a process that does not answer is taken for dead

client = Client(journal=journal.open(os.environ["JOURNAL_URL"], lease=LEASE), timeout=20)


def book_meeting(conversation: str, start: str, attendee: dict[str, Any]) -> Booking:
    """Books the meeting of a conversation, or answers with the one that it has.

    Args:
        conversation: Its id, the same whenever the agent is started.
        start: The time that the model has picked, such as `2027-03-09T14:00:00Z`.
        attendee: Whom the meeting is with.

    Returns:
        The meeting; at another time than `start` if one was booked before.

    Raises:
        IdempotencyKeyReused: Another time was asked for before, and nobody can tell yet whether it was booked.
        ToolzzCalError: The time was refused, and the model may pick another; or try again later, see `is_retryable`.
    """
    for choice in count(1):  # a time that was refused is done with, and the next one has a key of its own
        try:
            return client.bookings.create(
                start=start,
                event_type_id=EVENT_TYPE,
                attendee=attendee,
                idempotency_key=f"meeting of {conversation}, choice {choice}",
            ).data
        except IdempotencyKeyReused as problem:
            if problem.state == "refused":
                continue
            if (meeting := booked_with(attendee)) is None:
                raise
            return meeting
    raise AssertionError("unreachable")


def booked_with(attendee: dict[str, Any]) -> Booking | None:
    """The meeting that somebody has, as Cal.com knows it."""
    found = client.bookings.list(attendee_email=attendee["email"], status=["upcoming"]).data
    return next((each for each in found if each.event_type_id == EVENT_TYPE), None)
