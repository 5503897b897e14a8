"""An inbox for webhooks: each event is a row once, and is handled after the answer."""

import logging
from datetime import UTC, datetime, timedelta

from django.db import models
from toolzz_cal import webhooks

NEVER = datetime(1970, 1, 1, tzinfo=UTC)
PATIENCE = timedelta(minutes=5)  # until what did not end is tried again

log = logging.getLogger("webhooks")


class Delivery(models.Model):
    """An event that came."""

    key = models.CharField(max_length=64, primary_key=True)
    body = models.BinaryField()
    taken = models.DateTimeField(default=NEVER)
    done = models.BooleanField(default=False)

    def take(self, now: datetime) -> bool:
        """Whether it is ours to handle: of several workers one gets it."""
        same = Delivery.objects.filter(pk=self.pk, done=False)
        return bool(same.filter(taken__lt=now - PATIENCE).update(taken=now))

    def handle(self) -> None:
        """What is to be done for it."""
        match webhooks.parse(bytes(self.body)):
            case webhooks.BookingCreated(booking):
                log.info("%s begins at %s", booking.title, booking.start_time)
            case webhooks.BookingCancelled(booking):
                log.info("%s is cancelled", booking.title)
            case event:
                log.info("nothing to do for %s", event.trigger)
        self.done = True
        self.save(update_fields=["done"])
