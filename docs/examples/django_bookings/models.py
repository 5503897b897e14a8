"""Requests for bookings.

A row is written with the rest of a transaction; the call comes after it.
"""

from functools import cache
from uuid import uuid4

from django.conf import settings
from django.db import models
from toolzz_cal import Client, ToolzzCalError, journal

ATTEMPT = 20.0  # seconds for one attempt of a call
LEASE = 5.0  # seconds beyond them until a process without an answer counts as dead


@cache
def client() -> Client:
    """The client of this process."""
    calls = journal.open(settings.BOOKINGS_JOURNAL, lease=LEASE)
    return Client(journal=calls, timeout=ATTEMPT)


class BookingRequest(models.Model):
    """A booking that somebody asked for. It is open until it has a uid or an error."""

    # The key: no database that was put back gives it again.
    id = models.UUIDField(primary_key=True, default=uuid4)
    event_type_id = models.PositiveIntegerField()
    start = models.DateTimeField()
    attendee = models.JSONField()
    uid = models.CharField(max_length=64, blank=True)
    error = models.JSONField(null=True, blank=True)

    def book(self) -> None:
        """Books it.

        What can be tried again, or may have happened, leaves it open for
        `book_requests`.
        """
        try:
            made = client().bookings.create(
                start=self.start,
                event_type_id=self.event_type_id,
                attendee=self.attendee,
                idempotency_key=f"booking request {self.id}",
            )
        except ToolzzCalError as error:
            if error.is_retryable or error.may_have_happened:
                return
            self.error = error.to_dict()
        else:
            self.uid = made.data.uid
        self.save(update_fields=["uid", "error"])
