"""structlog."""

import structlog
from claims import SECRET, claim, hides, same, tell
from toolzz_cal import models


@claim("models are masked in JSON and on the console")
def masked():
    webhook = models.Webhook.from_dict({"id": "wh1", "secret": SECRET})
    for render in (structlog.processors.JSONRenderer(), structlog.dev.ConsoleRenderer(colors=False)):
        text = render(None, "info", {"event": "made", "webhook": webhook})
        hides(text)
        same("wh1" in text, True)


tell()
