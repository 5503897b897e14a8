"""Takes requests for bookings."""

import json

from django.db import transaction
from django.http import HttpRequest, JsonResponse
from django.views.decorators.http import require_POST

from .models import BookingRequest


@require_POST
@transaction.atomic
def ask(request: HttpRequest) -> JsonResponse:
    """Keeps a request, and books it once nothing can take the row back any more."""
    body = json.loads(request.body)
    asked = BookingRequest(
        start=body["start"],
        event_type_id=body["event_type_id"],
        attendee=body["attendee"],
    )
    asked.full_clean()
    asked.save(force_insert=True)
    transaction.on_commit(asked.book)
    return JsonResponse({"request": str(asked.id)}, status=202)
