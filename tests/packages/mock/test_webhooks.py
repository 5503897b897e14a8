"""Webhooks of users, event types, organizations and OAuth clients."""

import json

import pytest
from toolzz_cal_mock.problems import BadRequest, Conflict, Forbidden, NotFound
from toolzz_cal_mock.specification import specification
from toolzz_cal_mock.world.base import BEHAVIOURS, Caller
from toolzz_cal_mock.world.event_type_rows import new_event_type
from toolzz_cal_mock.world.oauth_clients import new_oauth_client
from toolzz_cal_mock.world.webhooks import TAKEN, TRIGGERS, new_webhook

from tests.support.behaviours import ask, people

URL = "http://127.0.0.1:9000/cal"
NEW = {"active": True, "triggers": "BOOKING_CREATED", "subscriberUrl": URL}


class Family:
    """Webhooks of one kind of owner: the arguments that name it, who may, and who may not."""

    def __init__(self, name):
        them = people()
        self.world, self.name, self.outsider = them.world, name, them.stranger
        event_type = new_event_type(them.world, them.lead["id"], id=10482)
        new_oauth_client(them.world, 1205, id="client_example_4821")
        callers = {
            "webhooks": (them.lead, {}, ("userId", them.lead["id"])),
            "event_types.webhooks": (them.lead, {"eventTypeId": event_type["id"]}, ("eventTypeId", 10482)),
            "organizations.webhooks": (them.admin, {"orgId": 1205}, ("teamId", 1205)),
            "oauth_clients.webhooks": (
                them.member,
                {"clientId": "client_example_4821"},
                ("oAuthClientId", "client_example_4821"),
            ),
        }
        self.insider, self.place, self.owner = callers[name]

    def ask(self, verb, *, caller=None, **arguments):
        """What an operation of the family answers."""
        return ask(self.world, caller or self.insider, f"{self.name}.{verb}", **self.place, **arguments)


FAMILIES = ("webhooks", "event_types.webhooks", "organizations.webhooks", "oauth_clients.webhooks")


@pytest.fixture(params=FAMILIES)
def family(request):
    return Family(request.param)


def test_webhook_lives_and_dies(family):
    """What is made can be read, listed, changed and deleted, and then is gone."""
    extra = {"secret": "example-webhook-secret", "payloadTemplate": '{"title": "{{title}}"}'}
    made = family.ask("create", **NEW, **extra)
    key, value = family.owner
    assert made[key] == value
    assert {**NEW, **extra, "triggers": ["BOOKING_CREATED"]}.items() <= made.items()
    assert made.items() <= family.ask("get", webhookId=made["id"]).items()
    assert family.ask("list") == [made]
    changed = family.ask("update", webhookId=made["id"], active=False, triggers="BOOKING_CANCELLED")
    assert changed == {**made, "active": False, "triggers": ["BOOKING_CANCELLED"]}
    assert family.ask("list") == [changed]
    assert family.ask("delete", webhookId=made["id"]) == changed
    assert family.ask("list") == []
    with pytest.raises((NotFound, Forbidden)):
        family.ask("get", webhookId=made["id"])


def test_address_is_taken_once_per_owner(family):
    """An owner has one webhook per address, also after a change; another owner may have the same."""
    first = family.ask("create", **NEW)
    with pytest.raises(Conflict):
        family.ask("create", **NEW)
    second = family.ask("create", **{**NEW, "subscriberUrl": "https://hooks.example.com/cal"})
    with pytest.raises(Conflict):
        family.ask("update", webhookId=second["id"], subscriberUrl=URL)
    assert family.ask("update", webhookId=first["id"], subscriberUrl=URL) == first
    assert second.items() <= family.ask("get", webhookId=second["id"]).items()
    new_webhook(family.world, URL, "BOOKING_CREATED", owner=("userId", 31790))
    family.ask("delete", webhookId=first["id"])
    family.ask("create", **NEW)


def test_lists_have_pages(family):
    """`skip` and `take` cut a page out of the webhooks, oldest first."""
    ids = [family.ask("create", **{**NEW, "subscriberUrl": f"{URL}/{each}"})["id"] for each in range(4)]
    assert [each["id"] for each in family.ask("list", skip=1, take=2)] == ids[1:3]
    assert family.ask("list", skip=9) == []


def test_outsiders_are_kept_out(family):
    """Who is neither owner nor manager can do nothing with the webhooks."""
    made = family.ask("create", **NEW)
    for verb, arguments in (
        ("get", {"webhookId": made["id"]}),
        ("update", {"webhookId": made["id"], "active": False}),
        ("delete", {"webhookId": made["id"]}),
    ):
        with pytest.raises(Forbidden):
            family.ask(verb, caller=family.outsider, **arguments)
    if family.place:
        for verb, arguments in (("create", {**NEW, "subscriberUrl": f"{URL}/2"}), ("list", {})):
            with pytest.raises(Forbidden):
                family.ask(verb, caller=family.outsider, **arguments)
    else:
        assert family.ask("list", caller=family.outsider) == []
    assert family.ask("list") == [made]


def test_webhooks_of_another_owner_are_out_of_reach(family):
    """A webhook is found under its own owner only, whoever asks."""
    other = "eventTypeId" if family.name != "event_types.webhooks" else "userId"
    new_webhook(family.world, URL, "BOOKING_CREATED", "wh_3c8d5e", owner=(other, 10482))
    for verb in ("get", "update", "delete"):
        with pytest.raises((Forbidden, BadRequest)):
            family.ask(verb, webhookId="wh_3c8d5e")
    assert "wh_3c8d5e" in family.world.table("webhooks")


def test_webhook_is_not_found_under_another_event_type():
    """Both event types may be the caller's: the webhook has one."""
    family = Family("event_types.webhooks")
    other = new_event_type(family.world, family.insider["id"], slug="other")
    new_webhook(family.world, URL, "BOOKING_CREATED", "wh_3c8d5e", owner=("eventTypeId", other["id"]))
    with pytest.raises(Forbidden):
        family.ask("get", webhookId="wh_3c8d5e")


def test_what_is_sent_is_checked(family):
    """Unknown triggers and missing values are refused, and nothing is stored; of an address only that it is text."""
    wrong = (
        {"triggers": "BOOKING_MADE"},
        {"triggers": ["BOOKING_CREATED", {"a": 1}]},
        {"triggers": 7},
        {"subscriberUrl": None},
        {"subscriberUrl": 5},
        {"triggers": None},
        {"active": None},
        {"version": "2020-01-01"},
    )
    behave = BEHAVIOURS[f"{family.name}.create"]
    for each in wrong:
        with pytest.raises(BadRequest):
            behave(family.world, Caller(family.insider["id"]), {**family.place, **NEW, **each})
    assert family.ask("list") == []


def test_triggers_are_one_or_a_list():
    """The gateway names one trigger as text, Cal.com takes a list; a trigger that comes twice counts once."""
    them = people()
    create = BEHAVIOURS["webhooks.create"]
    made = create(them.world, Caller(31790), {**NEW, "triggers": ["MEETING_ENDED", "BOOKING_CREATED", "MEETING_ENDED"]})
    assert made["triggers"] == ["MEETING_ENDED", "BOOKING_CREATED"]


def test_triggers_are_those_of_the_specification():
    """The mock knows every trigger that the documents name, and the two that the recorded servers know besides."""
    arguments = specification().operations["webhooks.create"].arguments
    documented, *open_forms = arguments["properties"]["triggers"]["anyOf"]
    assert [documented["enum"], [form["type"] for form in open_forms]] == [list(TRIGGERS), ["string", "array"]]
    assert TAKEN[len(TRIGGERS) :] == ("DELEGATION_CREDENTIAL_ERROR", "WRONG_ASSIGNMENT_REPORT")
    create, them = BEHAVIOURS["webhooks.create"], people()
    for number, trigger in enumerate((*TAKEN, list(TAKEN))):
        new = {**NEW, "triggers": trigger, "version": "2021-10-20", "subscriberUrl": f"https://example.com/{number}"}
        made = create(them.world, Caller(31790), new)
        assert made["triggers"] == (trigger if isinstance(trigger, list) else [trigger])
    with pytest.raises(BadRequest):
        create(them.world, Caller(31790), {**NEW, "triggers": "BOOKING_CREATD"})


def test_empty_secret_turns_signing_off():
    """A secret can be taken away by an empty one; leaving it out keeps it."""
    them = people()
    made = ask(them.world, them.owner, "webhooks.create", **NEW, secret="example-secret")
    kept = ask(them.world, them.owner, "webhooks.update", webhookId=made["id"], active=False)
    assert kept["secret"] == "example-secret"
    off = ask(them.world, them.owner, "webhooks.update", webhookId=made["id"], secret="")
    assert off["secret"] == ""


def test_all_webhooks_of_an_event_type_go_at_once():
    """The answer counts them; those of other owners stay."""
    family = Family("event_types.webhooks")
    for each in range(3):
        family.ask("create", **{**NEW, "subscriberUrl": f"{URL}/{each}"})
    new_webhook(family.world, URL, "BOOKING_CREATED", "wh_other", owner=("userId", 10482))
    with pytest.raises(Forbidden):
        family.ask("delete_all", caller=family.outsider)
    assert family.ask("delete_all") == "3 webhooks deleted"
    assert family.ask("delete_all") == "0 webhooks deleted"
    assert list(family.world.table("webhooks")) == ["wh_other"]


def test_event_types_of_a_team_belong_to_its_managers():
    """Who manages a team may watch its event types; a plain member may not."""
    them = people()
    event_type = new_event_type(them.world, None, 8841, hosts=[them.member["id"]])
    place = {"eventTypeId": event_type["id"]}
    ask(them.world, them.lead, "event_types.webhooks.create", **NEW, **place)
    ask(them.world, them.admin, "event_types.webhooks.list", **place)
    with pytest.raises(Forbidden):
        ask(them.world, them.member, "event_types.webhooks.list", **place)
    with pytest.raises(NotFound):
        ask(them.world, them.lead, "event_types.webhooks.list", eventTypeId=1)


def test_clients_act_for_themselves_and_their_organization():
    """An OAuth client needs no user for its own webhooks and those of its organization; a foreign one is refused."""
    them = people()
    new_oauth_client(them.world, 1205, id="client_example_4821")
    client = Caller(them.stranger["id"], "client_example_4821")
    place = {"clientId": "client_example_4821"}
    made = BEHAVIOURS["oauth_clients.webhooks.create"](them.world, client, {**NEW, **place})
    assert made["oAuthClientId"] == "client_example_4821"
    BEHAVIOURS["organizations.webhooks.create"](them.world, client, {**NEW, "orgId": "1205"})
    with pytest.raises(NotFound):
        BEHAVIOURS["oauth_clients.webhooks.list"](them.world, client, {"clientId": "client_example_other"})
    with pytest.raises(Forbidden):
        BEHAVIOURS["organizations.webhooks.list"](them.world, client, {"orgId": 99})


def test_rows_hold_nothing_private(family):
    """An answer is a copy: changing it changes nothing."""
    made = family.ask("create", **NEW)
    made["triggers"].append("BOOKING_PAID")
    assert family.ask("get", webhookId=made["id"])["triggers"] == ["BOOKING_CREATED"]
    json.dumps(family.world.tables["webhooks"])
