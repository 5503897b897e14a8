"""How webhooks are described: every trigger, in a file of its own, with a body that has an example."""

from collections import Counter

from tests.support import spec
from tests.support.spec import JSON, SPEC, teach
from tests.support.tables import every

WEBHOOKS = spec.document()["webhooks"]
FILES = spec.files("webhooks")
BODIES = spec.document()["components"]["requestBodies"]


def test_the_root_lists_exactly_the_webhooks_that_exist():
    """Every file of `webhooks/` stands in the root, once, under the trigger that it is named after."""
    listed = {trigger: item["$ref"] for trigger, item in spec.raw("openapi.yaml")["webhooks"].items()}
    wrong = sorted(set(FILES) ^ set(listed.values()))
    wrong += [file for file, count in Counter(listed.values()).items() if count > 1]
    wrong += [trigger for trigger, file in listed.items() if file != f"webhooks/{trigger.lower()}.yaml"]
    right = "webhooks:\n  BOOKING_CREATED:\n    $ref: webhooks/booking_created.yaml"
    assert not wrong, teach("spec/openapi.yaml", f"files and `webhooks` differ in {wrong}", right)


def test_every_documented_trigger_is_described():
    """The 18 triggers that a webhook can subscribe to are described; any other says that no document lists it."""
    documented = set(spec.document()["components"]["schemas"]["WebhookTrigger"]["enum"])
    marked = {trigger for trigger, item in WEBHOOKS.items() if item["post"].get("x-source") == "cal-api-v2"}
    right = "x-source: cal-api-v2   # below `post`, when WebhookTrigger.yaml lacks the trigger"
    assert documented | marked == set(WEBHOOKS), teach("spec/webhooks", f"{documented - set(WEBHOOKS)} lack", right)
    assert documented.isdisjoint(marked), teach("spec/webhooks", f"{documented & marked} are documented", right)


@every("trigger", sorted(WEBHOOKS))
def test_a_webhook_is_told_in_full(trigger):
    """Each is named after its trigger, and has a short summary of its own, a description and the signature's header."""
    operation = WEBHOOKS[trigger]["post"]
    headers = {spec.follow(each)["name"] for each in operation["parameters"]}
    summaries = [item["post"]["summary"] for item in WEBHOOKS.values()]
    fits = (
        operation["operationId"] == trigger
        and summaries.count(operation["summary"]) == 1
        and len(operation["summary"]) <= 60
        and not operation["summary"].endswith(".")
        and operation["description"].strip() != operation["summary"]
        and "X-Cal-Signature-256" in headers
        and operation["security"] == []
        and list(operation["responses"]) == ["2XX"]
    )
    right = (SPEC / "webhooks" / "booking_created.yaml").read_text("utf-8")
    assert fits, teach(operation.where(), f"{trigger} is described in another way", right)


@every("name", sorted(BODIES))
def test_a_body_is_an_envelope_or_names_its_trigger(name):
    """The example names a trigger that has this body, and the payload is a schema with a name."""
    media = BODIES[name]["content"][JSON]
    properties = spec.merged(media["schema"])["properties"]
    payload = properties.get("payload", media["schema"])
    users = {
        trigger for trigger, item in WEBHOOKS.items() if item["post"]["requestBody"]["$ref"].rsplit("/", 1)[-1] == name
    }
    right = "schema:\n  allOf:\n    - $ref: ../schemas/WebhookEvent.yaml\n    - type: object\n      …"
    fits = "$ref" in payload and media["example"]["triggerEvent"] in users
    assert fits, teach(media.where(), f"the body, which {sorted(users)} have, is built in another way", right)
