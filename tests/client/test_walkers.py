"""Printers and serialisers that walk over fields, instead of asking for a repr, meet masks too."""

import pprint

import attrs
import pytest
from rich.pretty import pretty_repr
from toolzz_cal import models
from toolzz_cal.results import ActionResult, Response
from toolzz_cal.tools import ToolResult

from tests.client.test_secrets import sensitive_fields
from tests.support.client import Api, Reply, Upstream

SECRET = "example4711marked"
FIELDS = pytest.mark.parametrize(("name", "key"), sensitive_fields())


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


@pytest.mark.parametrize("walker", WALKERS)
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


def test_no_copy_loses_what_is_unknown():
    """`attrs.evolve`, which would make a model anew without its unknown keys, is refused."""
    made = models.Webhook.from_dict({"id": "wh1", "unknown": 1})
    with pytest.raises(TypeError, match="shown"):
        attrs.evolve(made, id="wh2")
