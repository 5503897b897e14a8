"""Printers and serialisers that walk over fields, instead of asking for a repr, meet masks too."""

import pprint
import re
from contextlib import contextmanager

import attrs
import pytest
from rich.pretty import pretty_repr
from toolzz_cal import models
from toolzz_cal.results import ActionResult, Response
from toolzz_cal.tools import ToolResult

from tests.client.test_secrets import sensitive_fields
from tests.support.client import Api, Reply, Upstream
from tests.support.tables import every

SECRET = "example4711marked"
FIELDS = every(("name", "key"), sensitive_fields())


def walked(thing: object) -> object:
    """A thing as a log's serialiser walks it: the fields of attrs classes, items, and a repr where there are none."""
    if isinstance(thing, str | int | float | None):
        return thing
    if isinstance(thing, dict):
        return {key: walked(item) for key, item in thing.items()}
    if isinstance(thing, list | tuple):
        return [walked(item) for item in thing]
    if hasattr(type(thing), "__attrs_attrs__"):
        return {each.name: walked(getattr(thing, each.name)) for each in type(thing).__attrs_attrs__}
    return repr(thing)


WALKERS = {
    "rich": pretty_repr,
    "pprint": pprint.pformat,
    "attrs.asdict": lambda thing: repr(attrs.asdict(thing)),
    "attrs.astuple": lambda thing: repr(attrs.astuple(thing)),
    "a log": lambda thing: repr(walked(thing)),
}


@every("walker", WALKERS)
@FIELDS
def test_models_show_masks(name, key, walker):
    """Every model with a secret: neither the attribute, nor a key without one, nor what was received shows it."""
    model = getattr(models, name)
    for value in (SECRET, {"inner": SECRET}, [SECRET]):
        made = model.from_dict({"unknown": {"token": SECRET}, key: value})
        text = WALKERS[walker](made)
        assert SECRET not in text
        assert "***" in text


@pytest.mark.parametrize("walker", [name for name in WALKERS if "attrs" not in name])
def test_what_holds_models_shows_masks(walker):
    """Results, lists, mismatches, responses and what a tool gives, too."""
    body = {"data": {"status": "success", "data": {"id": "wh1", "secret": [SECRET]}}, "successful": True}
    result = Api("sync", Upstream(Reply(200, body))).call("webhooks.get", webhook_id="wh1")
    assert isinstance(result, ActionResult)
    assert isinstance(result.response, Response)
    given = ToolResult("text", {}, result.data)
    for thing in (result, [result.data], {"a": result}, result.mismatches, result.response, given):
        assert SECRET not in WALKERS[walker](thing)
    assert len(result.mismatches) > 0


def test_all_of_a_model_is_shown():
    """Beside masks there is everything that a repr shows."""
    made = models.Webhook.from_dict({"id": "wh1", "secret": SECRET, "subscriberUrl": "https://example.com/x"})
    assert "Webhook(id='wh1', subscriber_url='https://example.com/x', secret='***')" in (repr(made), pretty_repr(made))
    assert attrs.asdict(made) == {"_shown": {"id": "wh1", "subscriber_url": "https://example.com/x", "secret": "***"}}


def test_long_models_are_trees():
    """Printers that write an attribute a line do so for models, in lists and in each other."""
    made = models.Booking.from_dict({"uid": "bk1", "title": "t" * 80, "hosts": [{"id": 1, "name": "n" * 80}]})
    for text in (pprint.pformat([made], sort_dicts=False), pretty_repr([made])):
        lines = text.splitlines()
        assert any(re.fullmatch(r" *title='t{80}',", line) for line in lines), text
        assert any(re.fullmatch(r" *name='n{80}'[)\]}]*,?", line) for line in lines), text


def test_ipython_prints_trees():
    """IPython's printer is told an attribute at a time, and nothing of a model that it is inside of."""

    class Printer:
        def __init__(self):
            self.written = []

        @contextmanager
        def group(self, indent, start, end):
            self.written.append(f"{start}{indent}")
            yield
            self.written.append(end)

        def text(self, text):
            self.written.append(text)

        def breakable(self):
            self.written.append("|")

        def pretty(self, value):
            self.written.append(repr(value))

    made = models.Webhook.from_dict({"id": "wh1", "secret": SECRET, "payloadTemplate": ""})
    printer = Printer()
    made._repr_pretty_(printer, False)
    made._repr_pretty_(printer, True)
    told = "Webhook(8id='wh1',|payload_template='',|secret='***')Webhook(8)"
    assert sorted(told) == sorted("".join(printer.written))
    assert "secret='***'" in "".join(printer.written)
