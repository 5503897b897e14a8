"""Books what is still open: `python manage.py book_requests`, once a minute, say."""

from django.core.management.base import BaseCommand

from django_bookings.models import BookingRequest


class Command(BaseCommand):
    """Takes up what a killed process has left, and what had to be tried again."""

    help = "Books requests that are still open."

    def handle(self, *_: object, **__: object) -> None:
        """Goes through them, the oldest first."""
        is_open = BookingRequest.objects.filter(uid="", error__isnull=True)
        for request in is_open.order_by("start"):
            request.book()
