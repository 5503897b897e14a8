"""An agent's tool that books one meeting for a conversation, started once or often.

Started again, a model may pick another time. The key then stands for the first one:
nothing is sent, and the tool answers with the meeting that there is.
"""

import os

from toolzz_cal import Client, errors, journal
from toolzz_cal.models import AttendeeInputDict, Booking

EVENT_TYPE = 10482
ATTEMPT = 20.0  # seconds for one attempt of a call
LEASE = 5.0  # seconds beyond them until a process without an answer counts as dead

calls = journal.open(os.environ["JOURNAL_URL"], lease=LEASE)
client = Client(journal=calls, timeout=ATTEMPT)


def book_meeting(conversation: str, start: str, attendee: AttendeeInputDict) -> Booking:
    """Books the meeting of a conversation, or answers with the one that it has.

    Args:
        conversation: Its id, the same whenever the agent is started.
        start: The time that the model has picked, such as `2027-03-09T14:00:00Z`.
        attendee: Whom the meeting is with.

    Returns:
        The meeting; at another time than `start` if one was booked before.

    Raises:
        IdempotencyKeyReused: Another time was asked for before, and nothing tells yet
            whether it was booked.
        ToolzzCalError: Refused, and the model may pick another time; or to be tried
            again, as `is_retryable` says.
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
                choice += 1  # that time is done with, the next one has its own key
            elif meeting := meeting_of(conversation, attendee):
                return meeting
            else:
                raise


def meeting_of(conversation: str, attendee: AttendeeInputDict) -> Booking | None:
    """The meeting that a conversation has, as Cal.com knows it."""
    email = attendee["email"]
    for each in client.bookings.iterate(attendee_email=email, status=["upcoming"]):
        if (each.metadata or {}).get("conversation") == conversation:
            return each
    return None
