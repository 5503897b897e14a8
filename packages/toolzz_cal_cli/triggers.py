"""`toolzz-cal trigger` and the events that webhooks tell of."""

from __future__ import annotations

import json
import sys
import time
from functools import cache
from typing import Any

import click
from click.shell_completion import CompletionItem
from toolzz_cal import operations
from toolzz_cal._nearest import did_you_mean, nearest

from . import connecting
from .failures import Exit, Refusal
from .mock_control import MockControl
from .output import json_text
from .text import note, safe_line

_LOOKS, _PAUSE = 100, 0.1  # how often, and after how many seconds, it is asked what became of a delivery


@cache
def names() -> list[str]:
    """The names of all events, in the order of the specification."""
    return list(operations.events())


class EventType(click.Choice[str]):
    """An event, in capitals or not; shells complete it."""

    def __init__(self) -> None:
        super().__init__(names(), case_sensitive=False)

    def shell_complete(self, ctx: click.Context, param: click.Parameter, incomplete: str) -> list[CompletionItem]:
        """Names as they are spelt, however they were begun."""
        return [CompletionItem(name) for name in names() if name.startswith(incomplete.upper())]

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """The event as it is spelt; fails with the nearest names where there is none."""
        name = str(value).upper()
        if name not in names():
            meant = did_you_mean(nearest(name, names())) or f"; there are {', '.join(names())}"
            self.fail(f"no event is called {str(value)[:60]!r}{meant}", param, ctx)
        return name

    def get_metavar(self, param: click.Parameter, ctx: click.Context) -> str:
        """Short, as there are too many to list in a usage."""
        return "EVENT"


def command() -> click.Command:
    """The command."""

    @click.command(name="trigger", short_help="Have the mock send webhooks an event.")
    @click.argument("event", type=EventType())
    @click.option(
        "--override", "overrides", multiple=True, metavar="KEY=VALUE", help="Say this in the payload instead."
    )
    @click.option("--json", "as_json", is_flag=True, help="Write the deliveries, with headers and bodies.")
    @click.pass_context
    def trigger(context: click.Context, /, event: str, overrides: tuple[str, ...], *, as_json: bool, **_: Any) -> int:
        """Have the mock send EVENT to every webhook that subscribes to it, `toolzz-cal listen` included.

        The payload is about the mock's latest booking, or an example where there is none to tell of. A KEY is a path in
        it, such as `title` or `attendees.0.email`; a VALUE is JSON, or else text. Nothing happens to the booking.

        Exit code 1: there were webhooks, and none could be told.
        """
        asked = {"event": event, "overrides": dict(_override(each) for each in overrides)}
        with MockControl.of(connecting.connection(context), "trigger") as mock:
            made = mock.ask("POST", "trigger", asked)["deliveries"]
            ended = _ended(mock, made)
        if as_json:
            print(json_text(ended, sys.stdout, indent=2))
        for each in ended if not as_json else ():
            outcome = each["error"] or each["status"] or "not answered yet"
            print(safe_line(f"{each['id']}  {event}  {each['url']}  {outcome}"))
        if not made:
            note(f"no webhook subscribes to {event}; `toolzz-cal listen --forward-to URL` makes one that does")
        is_delivered = any(each["state"] == "delivered" for each in ended)
        return Exit.DONE if is_delivered or not ended else Exit.FAILED

    trigger.params += connecting.connection_options()
    return trigger


def _override(text: str) -> tuple[str, Any]:
    key, sign, value = text.partition("=")
    if not key or not sign:
        raise Refusal(f"--override {text[:60]!r} must be KEY=VALUE")
    try:
        return key, json.loads(value)
    except (ValueError, RecursionError):
        return key, value


def _ended(mock: MockControl, made: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """What became of deliveries, which the mock sends after it has answered."""
    ids = {each["id"] for each in made}
    found = made
    for _ in range(_LOOKS):
        if not any(each["state"] == "pending" for each in found):
            break
        time.sleep(_PAUSE)
        shown = mock.ask("GET", "deliveries?take=500")["deliveries"]
        found = [each for each in reversed(shown) if each["id"] in ids]
    return found
