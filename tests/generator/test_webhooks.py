"""Webhooks in a specification: what is made of them, and what is refused."""

import pytest

from generator.check.rules import check
from generator.document.bundle import bundle
from generator.errors import SpecError
from generator.webhooks import webhooks
from tests.support.generator import CASES, OPENAPI, changed, generate, specification

WEBHOOKS = """\
webhooks:
  LAMP_LIT:
    post:
      requestBody:
        content:
          application/json:
            schema:
              type: object
              properties: {triggerEvent: {type: string}, payload: {$ref: components/schemas/Thing.yaml}}
"""
BODY = WEBHOOKS.partition("    post:\n")[2]
WRONG = {
    "a name in small letters": ("LAMP_LIT", "lamp_lit", "'lamp_lit' is no trigger. Write capitals"),
    "a name of the module": ("LAMP_LIT", "UNTYPED_EVENT", "The event UntypedEvent is taken"),
    "another method": ("post", "get", "'get' is not supported in a webhook"),
    "no method": (f"    post:\n{BODY}", "    summary: A lamp.\n", "A webhook has no 'post'"),
    "no body": (BODY, "      summary: A lamp.\n", "The webhook LAMP_LIT has no body in application/json"),
    "a form": ("application/json", "text/plain", "The webhook LAMP_LIT has no body in application/json"),
    "no trigger in the body": ("triggerEvent", "trigger", "The body of LAMP_LIT has no 'triggerEvent'"),
    "a list as payload": ("$ref: components/schemas/Thing.yaml", "type: array", "The payload of LAMP_LIT is no object"),
    "a payload without a name": (
        "$ref: components/schemas/Thing.yaml",
        "type: object, properties: {a: {type: string}}",
        "The payload of LAMP_LIT is no object with a name",
    ),
    "classes alike": ("webhooks:\n", f"webhooks:\n  LAMP_L_IT:\n    post:\n{BODY}", None),
    "the same class": (
        "  LAMP_LIT:\n",
        f"  LAMP_2A:\n    post:\n{BODY}  LAMP2_A:\n    post:\n{BODY}  LAMP_LIT:\n",
        None,
    ),
    "one class for two": (
        "  LAMP_LIT:\n",
        f"  A1_1:\n    post:\n{BODY}  A_11:\n    post:\n{BODY}  A11:\n    post:\n{BODY}  LAMP_LIT:\n",
        "The triggers A1_1 and A_11 would share the class A11",
    ),
}


@pytest.fixture
def document(tmp_path):
    """Bundles the small specification with these webhooks."""
    return lambda text=WEBHOOKS: bundle(specification(tmp_path, {"openapi.yaml": OPENAPI + text}))


@pytest.mark.parametrize("name", WRONG)
def test_webhooks_that_no_event_can_be_made_of(name, document):
    """Each is refused with its place; what only resembles them passes."""
    old, new, told = WRONG[name]
    made = document(changed(WEBHOOKS, old, new))
    if told is None:
        check(made)
        return
    with pytest.raises(SpecError) as caught:
        check(made)
    assert told in str(caught.value)
    assert "openapi.yaml:" in str(caught.value)


def test_a_webhook_knows_its_payload(document):
    """In an envelope the payload is below `payload`; a flat one is the body."""
    (enveloped,) = webhooks(document())
    assert ("LampLit", "Thing", False) == (enveloped.name, enveloped.model, enveloped.is_flat)
    free, broken, counted = webhooks(bundle(CASES / "webhooks" / "spec" / "openapi.yaml"))
    assert [("Lamp", False), ("BrokenLamp", True), ("", False)] == [
        (each.model, each.is_flat) for each in (free, broken, counted)
    ]


def test_without_webhooks_there_is_no_module(tmp_path):
    """A specification without webhooks gives a client without them; their runtime is copied nevertheless."""
    assert 0 == generate(specification(tmp_path / "spec"), tmp_path / "client")
    assert not (tmp_path / "client" / "webhooks.py").exists()
    assert "webhooks" not in (tmp_path / "client" / "__init__.py").read_text("utf-8")


def test_models_that_only_webhooks_have_are_emitted(tmp_path):
    """A schema that no operation leads to becomes a model, with those below it."""
    assert 0 == generate(specification(tmp_path / "spec", {"openapi.yaml": OPENAPI + WEBHOOKS}), tmp_path / "one")
    assert 0 == generate(CASES / "webhooks" / "spec" / "openapi.yaml", tmp_path / "two")
    assert {"__init__.py", "lamp.py", "broken_lamp.py"} == {path.name for path in (tmp_path / "two/models").iterdir()}
