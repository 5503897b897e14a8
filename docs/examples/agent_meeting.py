"""An agent's tool that books one meeting for a conversation, also when the agent is started again and thinks anew.

Started again, a model may pick another time. The key then stands for the first one: nothing is sent, and the tool
answers with the meeting that there is.
"""

import os
from typing import Any

from toolzz_cal import Client, errors, journal
from toolzz_cal.models import Booking

EVENT_TYPE = 10482
ATTEMPT = 20.0  # seconds for one attempt of a call
LEASE = 5.0  # seconds beyond them until a process that does not answer is taken for dead

client = Client(journal=journal.open(os.environ["JOURNAL_URL"], lease=LEASE), timeout=ATTEMPT)


def book_meeting(conversation: str, start: str, attendee: dict[str, Any]) -> Booking:
    """Books the meeting of a conversation, or answers with the one that it has.

    Args:
        conversation: Its id, the same whenever the agent is started.
        start: The time that the model has picked, such as `2027-03-09T14:00:00Z`.
        attendee: Whom the meeting is with.

    Returns:
        The meeting; at another time than `start` if one was booked before.

    Raises:
        IdempotencyKeyReused: Another time was asked for before, and nothing tells yet whether it was booked.
        ToolzzCalError: Refused, and the model may pick another time; or to be tried again, as `is_retryable` says.
    """
    choice = 1
    while True:
        try:
            return client.bookings.create(
                start=start,
                event_type_id=EVENT_TYPE,
                attendee=attendee,
                metadata={"conversation": conversation},
                idempotency_key=f"meeting of {conversation}, choice {choice}",
            ).data
        except errors.IdempotencyKeyReused as problem:
            if problem.state == "refused":
                choice += 1  # that time is done with, and the next one has a key of its own
            elif meeting := meeting_of(conversation, attendee):
                return meeting
            else:
                raise


def meeting_of(conversation: str, attendee: dict[str, Any]) -> Booking | None:
    """The meeting that a conversation has, as Cal.com knows it."""
    for each in client.bookings.iterate(attendee_email=attendee["email"], status=["upcoming"]):
        if (each.metadata or {}).get("conversation") == conversation:
            return each
    return None
