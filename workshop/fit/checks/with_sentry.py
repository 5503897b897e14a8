"""Sentry."""

import json

import sentry_sdk
from claims import SECRET, claim, hides, options, serving, tell
from sentry_sdk.transport import Transport
from toolzz_cal import Client, errors

SENT = []


class Kept(Transport):
    """Keeps what would be sent."""

    def capture_envelope(self, envelope):
        SENT.append(b"".join(item.payload.get_bytes() for item in envelope.items).decode())


sentry_sdk.init("http://key@127.0.0.1:9/1", transport=Kept, traces_sample_rate=1.0, include_local_variables=True)


def captured(call):
    SENT.clear()
    with serving([404]) as url, Client(**options(url)) as client:
        try:
            call(client)
        except errors.ToolzzCalError as error:
            sentry_sdk.capture_exception(error)
    sentry_sdk.flush()
    text = "".join(SENT)
    if "exception" not in text:
        raise AssertionError("nothing was captured")
    return text


@claim("no event shows a credential of the client")
def key():
    hides(captured(lambda client: client.bookings.get(booking_uid="bk1")))


@claim("no event shows a secret among the arguments")
def argument():
    text = captured(
        lambda client: client.webhooks.create(
            subscriber_url="https://example.com/x", triggers=["BOOKING_CREATED"], active=True, secret=SECRET + "x"
        )
    )
    # The frame of this program, which has the secret in its code, is no frame of the client's.
    events = [json.loads(each) for each in SENT if each.startswith("{") and "exception" in each]
    frames = [
        frame
        for event in events
        for value in event["exception"]["values"]
        for frame in value["stacktrace"]["frames"]
        if "toolzz_cal" in frame.get("module", "")
    ]
    hides(json.dumps([frame.get("vars") for frame in frames]) if frames else text)


tell()
