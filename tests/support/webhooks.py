"""Webhooks of Cal.com as the specification shows and the mock sends them."""

import copy
import hashlib
import hmac
import json

from toolzz_cal_mock.seed import USER

from tests.support.client import document

SECRET = "example-webhook-secret"
JSON, FORM = "application/json", "application/x-www-form-urlencoded"
BODIES = {
    trigger: document()["components"]["requestBodies"][item["post"]["requestBody"]["$ref"].rsplit("/", 1)[-1]]
    for trigger, item in document()["webhooks"].items()
}
# What the mock's events are about, when it is no booking.
ANSWERS = {"Company size": {"value": ["Up to 50"], "response": [{"id": "a", "label": "Up to 50"}]}}
INTAKE = {"formId": "form-example", "formName": "Intake", "teamId": None, "responses": ANSWERS, "userId": USER}
ROWS = {
    "FORM_SUBMITTED": INTAKE,
    "FORM_SUBMITTED_NO_EVENT": INTAKE,
    "OOO_CREATED": {"id": 118, "uuid": "example", "notes": None, "reasonId": 5, "userId": USER, "toUser": None},
}


def sign(body, secret=SECRET):
    """A signature as Cal.com makes it."""
    return hmac.new(secret.encode(), body, hashlib.sha256).hexdigest()


def example(trigger):
    """A copy of the specification's example, for this trigger."""
    return copy.deepcopy(BODIES[trigger]["content"][JSON]["example"]) | {"triggerEvent": trigger}


def encoded(value):
    """JSON as bytes."""
    return json.dumps(value, ensure_ascii=False).encode()


def delivery(mock, trigger, **fields):
    """Lets the mock fire a trigger at a webhook and gives the delivery: headers, and bytes as they are sent."""
    webhook = mock.seed.webhook("http://127.0.0.1:9/cal", trigger, **{"secret": SECRET, **fields})
    mock.world.emit(trigger, ROWS.get(trigger) or mock.seed.booking())
    (made,) = mock.deliveries.of(webhook_id=webhook["id"])
    return made
