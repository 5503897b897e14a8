"""IPython."""

from claims import SECRET, claim, hides, options, same, serving, tell
from IPython.core.completer import provisionalcompleter
from IPython.core.interactiveshell import InteractiveShell
from IPython.lib.pretty import pretty
from toolzz_cal import models


@claim("models are trees, secrets masked")
def tree():
    url = "https://example.com/" + "x" * 80
    text = pretty(models.Webhook.from_dict({"id": "wh1", "secret": SECRET, "subscriberUrl": url, "token": SECRET}))
    hides(text)
    same(len(text.splitlines()) > 2, True)


@claim("names are completed, and calls awaited")
def shell():
    shell = InteractiveShell.instance()
    shell.run_cell("from toolzz_cal import AsyncClient, Client\nc = Client()").raise_error()
    # As its terminal and its notebooks ask: `shell.complete` leaves out what jedi finds.
    with provisionalcompleter():
        same([each.text for each in shell.Completer.completions("c.booki", 7)], ["bookings"])
    with serving() as url:
        shell.user_ns["given"] = options(url)
        call = "(await AsyncClient(**given).bookings.get(booking_uid='bk1')).data.uid"
        done = shell.run_cell(call)
        done.raise_error()
        same(done.result, "bk1")


tell()
