"""Signatures of webhooks: what is genuine, what is refused, and the key of a delivery."""

import hashlib
import json
import traceback
from datetime import UTC, datetime
from functools import partial

import pytest
from toolzz_cal import errors, webhooks
from toolzz_cal_mock.payloads import body_of
from toolzz_cal_mock.world.base import Event as Happening

from tests.support.processes import fresh
from tests.support.webhooks import FORM, SECRET, delivery, encoded, example, sign


@pytest.fixture
def deliver(toolzz_cal_mock):
    """`delivery` by the test's mock."""
    return partial(delivery, toolzz_cal_mock)


# Signatures


def test_genuine_body():
    """A body with its own signature passes, whichever kind of bytes it is."""
    body = encoded(example("BOOKING_CREATED"))
    for kind in (bytes, bytearray, memoryview):
        assert webhooks.verify(kind(body), sign(body), SECRET) is None


@pytest.mark.parametrize(
    "forge",
    [
        lambda body: (body + b" ", sign(body)),
        lambda body: (json.dumps(json.loads(body), indent=1).encode(), sign(body)),
        lambda body: (body, sign(body, "example-other-secret")),
        lambda body: (body, sign(body)[:-1]),
        lambda body: (body, sign(body).upper()),
        lambda body: (body, f"sha256={sign(body)}"),
        lambda body: (body, "é\ud800" * 32),
        lambda body: (body, ""),
        lambda body: (body, None),
    ],
    ids=["longer body", "JSON anew", "secret", "shorter", "capitals", "prefix", "no hex", "empty", "absent"],
)
def test_forged_bodies(forge):
    """Another body, secret or form of signature is refused, and the error shows neither secret nor right signature."""
    body = encoded(example("BOOKING_CREATED"))
    sent, signature = forge(body)
    with pytest.raises(errors.SignatureMismatch) as caught:
        webhooks.verify(sent, signature, SECRET)
    shown = "".join(traceback.format_exception(caught.value)) + repr(vars(caught.value))
    assert SECRET not in shown
    assert sign(sent) not in shown


def test_unsigned_webhooks_are_refused(deliver):
    """A webhook without a secret proves nothing, whatever secret the receiver has."""
    delivery = deliver("BOOKING_CREATED", secret=None)
    assert delivery.headers["X-Cal-Signature-256"] == "no-secret-provided"
    for secret in (SECRET, "no-secret-provided"):
        with pytest.raises(errors.SignatureMismatch, match="has no secret"):
            webhooks.receive(delivery.body, delivery.headers, secret)


@pytest.mark.parametrize("secret", ["", [], (), ["example", ""], None])
def test_missing_secrets_are_a_wrong_setup(secret):
    """Without a secret nothing is verified, and the error is none that a receiver answers as a forged body."""
    with pytest.raises(errors.ConfigurationError) as caught:
        webhooks.verify(b"{}", sign(b"{}", ""), secret)
    assert not isinstance(caught.value, errors.WebhookError)


def test_secrets_can_be_replaced():
    """While both are passed, what either has signed is genuine."""
    for secret in ("example-new", "example-old"):
        webhooks.verify(b"{}", sign(b"{}", secret), ["example-new", "example-old"])
    with pytest.raises(errors.SignatureMismatch):
        webhooks.verify(b"{}", sign(b"{}", "example-oldest"), ["example-new", "example-old"])


COMPARED = """
import hmac, sys
from toolzz_cal import webhooks
seen, real = [], hmac.compare_digest
hmac.compare_digest = lambda one, two: seen.append(one.decode()) or real(one, two)
webhooks.verify(b"{}", sys.argv[1], ["example-1", "example-2", "example-3"])
print(*seen)
"""


def test_every_secret_is_compared_in_constant_time():
    """All secrets are compared by hmac's own function, also once one fits."""
    one, two, three = (sign(b"{}", f"example-{number}") for number in (1, 2, 3))
    assert fresh(COMPARED, one).split() == [one, two, three]


@pytest.mark.parametrize("name", ["X-Cal-Signature-256", "x-cal-signature-256", "X-CAL-SIGNATURE-256"])
def test_headers_are_found_in_any_case(name):
    """Frameworks write the names of headers differently."""
    body = b"uid=bk"
    headers = {"host": "hooks.example.com", name: sign(body), "CONTENT-TYPE": FORM}
    assert webhooks.receive(body, headers, SECRET).payload == {"uid": "bk"}


def test_receive_verifies_before_it_reads():
    """A body that could not be read is refused for its signature first."""
    with pytest.raises(errors.SignatureMismatch):
        webhooks.receive(b"{", {}, SECRET)
    with pytest.raises(errors.WebhookError, match="no JSON") as caught:
        webhooks.receive(b"{", {"x-cal-signature-256": sign(b"{")}, SECRET)
    assert not isinstance(caught.value, errors.SignatureMismatch)


# Keys of deliveries


def test_delivery_key_is_of_the_event(toolzz_cal_mock):
    """The same event has one key, whoever is told and in whatever version; other events have others."""
    world, row = toolzz_cal_mock.world, toolzz_cal_mock.seed.booking()
    other = toolzz_cal_mock.seed.booking(start=datetime(2027, 3, 5, 15, tzinfo=UTC))
    hook = {"id": "wh", "subscriberUrl": "", "triggers": [], "payloadTemplate": None}

    def key(trigger, row, at, **more):
        return webhooks.parse(encoded(body_of(world, Happening(trigger, at, row, {}), {**hook, **more}))).delivery_key

    noon, later = "2027-03-01T12:00:00.000Z", "2027-03-01T12:00:00.001Z"
    first = key("BOOKING_CREATED", row, noon)
    assert first == key("BOOKING_CREATED", row, noon, version="2026-07-27")
    others = [("BOOKING_PAID", row, noon), ("BOOKING_CREATED", other, noon), ("BOOKING_CREATED", row, later)]
    others += [("BOOKING_NO_SHOW_UPDATED", row, noon), ("MEETING_STARTED", row, noon), ("MEETING_STARTED", other, noon)]
    assert len({first, *(key(*each) for each in others)}) == 7


def test_delivery_key_of_anything_else_is_of_the_body():
    """Where uid or time is missing, only the same bytes have the same key."""
    one, two = (webhooks.parse(body) for body in (b'{"a": 1}', b'{"a":1}'))
    assert one.delivery_key == webhooks.parse(b'{"a": 1}').delivery_key == hashlib.sha256(b'{"a": 1}').hexdigest()
    assert one.delivery_key != two.delivery_key
