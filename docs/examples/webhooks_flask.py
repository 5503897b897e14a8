"""Webhooks of Cal.com in Flask: `flask --app webhooks_flask run`."""

import os

from flask import Flask, Response, request
from toolzz_cal import errors, webhooks
from webhook_inbox import keep, work

SECRET = os.environ["CAL_WEBHOOK_SECRET"]  # what the webhook was made with

app = Flask(__name__)


@app.post("/cal")
def cal() -> Response:
    """Keeps an event, answers, and handles it then."""
    body = request.get_data()
    try:
        event = webhooks.receive(body, request.headers, SECRET)
    except errors.SignatureMismatch:
        return Response(status=401)
    except errors.WebhookError:
        return Response(status=400)
    keep(event, body)
    answer = Response(status=204)
    answer.call_on_close(work)
    return answer
