"""The receivers of docs/examples, each behind the test client of its framework: what is genuine is handled once."""

import importlib
import logging
from types import ModuleType

import pytest
from toolzz_cal_mock.deliveries import signature

from tests.support.recipes import EXAMPLES

SECRET = "example-webhook-secret"
BOOKING = "bkHq7WmN3xTdRs5v"
CANCELLED = "Onboarding call between Leo Souza and Ana Prado is cancelled"
FRAMEWORKS = ("fastapi", "flask", "django")


class OfFastApi:
    """The receiver of FastAPI, and of what its framework brings along."""

    def __init__(self):
        from fastapi.testclient import TestClient

        self.client = TestClient(importlib.import_module("webhooks_fastapi").app)

    def post(self, headers, body):
        return self.client.post("/cal", headers=headers, content=body).status_code

    def handle_what_is_open(self):
        """It has, behind its answer."""


class OfFlask:
    def __init__(self):
        self.client = importlib.import_module("webhooks_flask").app.test_client()

    def post(self, headers, body):
        with self.client.post("/cal", headers=headers, data=body) as answer:
            return answer.status_code

    def handle_what_is_open(self):
        """It has, behind its answer."""


class OfDjango:
    def __init__(self):
        from django.core.management import call_command
        from django.test import Client

        self.call = call_command
        self.client = Client()
        self.call("migrate", run_syncdb=True, verbosity=0)
        importlib.import_module("django_webhooks.models").Delivery.objects.all().delete()

    def post(self, headers, body):
        kind = headers["Content-Type"]
        return self.client.post("/cal", body, content_type=kind, headers=headers).status_code

    def handle_what_is_open(self):
        self.call("handle_webhooks")


KINDS = dict(zip(FRAMEWORKS, (OfFastApi, OfFlask, OfDjango), strict=True))


@pytest.fixture(scope="module", autouse=True)
def recipes():
    """The folder of the programs, and a site of Django that has theirs."""
    from django.conf import settings

    with pytest.MonkeyPatch.context() as patch:
        patch.syspath_prepend(str(EXAMPLES))
        patch.setenv("CAL_WEBHOOK_SECRET", SECRET)
        if not settings.configured:  # a worker may come back to this module, and Django takes settings once a process
            configured()
        yield


def configured():
    """Makes the site."""
    import django
    from django.conf import settings

    urls = ModuleType("recipe_urls")
    settings.configure(
        SECRET_KEY="example",
        INSTALLED_APPS=["django_webhooks"],
        DATABASES={"default": {"ENGINE": "django.db.backends.sqlite3", "NAME": ":memory:"}},
        DEFAULT_AUTO_FIELD="django.db.models.BigAutoField",
        ROOT_URLCONF=urls,
        ALLOWED_HOSTS=["testserver"],
        LOGGING_CONFIG=None,
        USE_TZ=True,
        CAL_WEBHOOK_SECRET=SECRET,
    )
    django.setup()
    from django.urls import path

    urls.urlpatterns = [path("cal", importlib.import_module("django_webhooks.views").cal)]


@pytest.fixture(params=FRAMEWORKS)
def receiver(request, tmp_path, monkeypatch):
    """A receiver with an empty inbox."""
    monkeypatch.setenv("INBOX", str(tmp_path / "inbox.db"))
    return KINDS[request.param]()


@pytest.fixture
def delivery(toolzz_cal_mock):
    """What Cal.com tells of a booking that was cancelled, signed."""
    toolzz_cal_mock.seed.webhook("http://127.0.0.1:8000/cal", "BOOKING_CANCELLED", secret=SECRET)
    toolzz_cal_mock.client.bookings.cancel(booking_uid=BOOKING, cancellation_reason="The host is ill")
    (made,) = toolzz_cal_mock.deliveries.drain_sync(lambda *_: 204)
    return made


@pytest.fixture
def handled(caplog):
    """What was done for events so far."""
    caplog.set_level(logging.INFO, "webhooks")
    return lambda: [record.message for record in caplog.records if record.name == "webhooks"]


def test_what_is_delivered_twice_is_handled_once(receiver, delivery, handled):
    """And answered alike."""
    for _ in range(2):
        assert 204 == receiver.post(delivery.headers, delivery.body)
        receiver.handle_what_is_open()
    assert [CANCELLED] == handled()


@pytest.mark.parametrize("secret", ["another-secret", None])
def test_what_is_not_genuine_is_refused(receiver, delivery, handled, secret):
    """Whether signed by somebody else or by nobody."""
    headers = {**delivery.headers, "X-Cal-Signature-256": signature(secret, delivery.body)}
    assert 401 == receiver.post(headers, delivery.body)
    receiver.handle_what_is_open()
    assert [] == handled()


def test_what_is_genuine_and_can_not_be_read(receiver, delivery, handled):
    """Is refused as such, once its signature is right."""
    headers = {**delivery.headers, "X-Cal-Signature-256": signature(SECRET, b"{")}
    assert 400 == receiver.post(headers, b"{")
    receiver.handle_what_is_open()
    assert [] == handled()
