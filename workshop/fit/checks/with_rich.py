"""rich."""

from claims import SECRET, claim, hides, same, tell
from rich.pretty import pretty_repr
from toolzz_cal import models


@claim("models are trees, secrets masked")
def tree():
    url = "https://example.com/" + "x" * 80
    webhook = models.Webhook.from_dict({"id": "wh1", "secret": SECRET, "subscriberUrl": url, "token": SECRET})
    text = pretty_repr(webhook)
    hides(text)
    same(len(text.splitlines()) > 3, True)


tell()
