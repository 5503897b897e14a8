"""Receives webhooks of Cal.com."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST
from toolzz_cal import errors, webhooks

from .models import Delivery


@csrf_exempt  # the signature proves who sends it
@require_POST
def cal(request: HttpRequest) -> HttpResponse:
    """Keeps an event and answers; `handle_webhooks` does the rest."""
    body = request.body
    try:
        event = webhooks.receive(body, request.headers, settings.CAL_WEBHOOK_SECRET)
    except errors.SignatureMismatch:
        return HttpResponse(status=401)
    except errors.WebhookError:
        return HttpResponse(status=400)
    Delivery.objects.get_or_create(key=event.delivery_key, defaults={"body": body})
    return HttpResponse(status=204)
