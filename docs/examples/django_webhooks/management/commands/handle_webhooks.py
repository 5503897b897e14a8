"""Handles what has come: `python manage.py handle_webhooks`, once a minute, say."""

from datetime import UTC, datetime

from django.core.management.base import BaseCommand

from django_webhooks.models import Delivery


class Command(BaseCommand):
    """Handles events that are open, each by one worker at a time."""

    help = "Handles webhooks that have come."

    def handle(self, *_: object, **__: object) -> None:
        """Goes through them."""
        for delivery in Delivery.objects.filter(done=False):
            if delivery.take(datetime.now(UTC)):
                delivery.handle()
