"""The ToolzzAI API: Cal.com integrations and Google Calendar functions."""

import json
import re
from datetime import timedelta

import pytest
from toolzz_cal_mock.problems import BadRequest, NotFound
from toolzz_cal_mock.specification import specification
from toolzz_cal_mock.world.base import BEHAVIOURS, Caller
from toolzz_cal_mock.world.integrations import KEYS, example_function, example_integration, new_function

from tests.support.behaviours import people

EXAMPLE = specification().operations["calcom_integrations.create"].example


@pytest.fixture
def them():
    return people()


def ask(world, caller, operation, **arguments):
    """What an operation answers, which is its whole reply and fits the specification."""
    answer = BEHAVIOURS[operation](world, Caller(caller["id"]), arguments)
    assert specification().answer_errors(specification().operations[operation], answer) == []
    return answer


def test_integration_is_read_as_it_was_made(them):
    """All sixteen keys, what was sent among them, and the key masked whatever it was."""
    made = ask(them.world, them.owner, "calcom_integrations.create", **EXAMPLE)
    assert set(KEYS) == set(made)
    assert len(made) == 16
    assert {**EXAMPLE, "apiKey": "cal_****************"}.items() <= made.items()
    assert made["isTokenMasked"] is True
    assert made == ask(them.world, them.owner, "calcom_integrations.get", integrationId=made["id"])
    assert EXAMPLE["apiKey"] not in json.dumps(made)
    other = ask(them.world, them.owner, "calcom_integrations.create", **{**EXAMPLE, "apiKey": "example-other"})
    assert made["apiKey"] == other["apiKey"]
    assert made["id"] != other["id"]


def test_update_replaces_all_but_the_key(them):
    """Everything writable changes; the key and the time of making stay, the time of change moves on."""
    made = ask(them.world, them.owner, "calcom_integrations.create", **EXAMPLE)
    them.world.clock.advance(timedelta(hours=1))
    changes = {name: value for name, value in EXAMPLE.items() if name != "apiKey"}
    changes |= {"title": "Night desk", "createBookingEnabled": False}
    updated = ask(
        them.world,
        them.owner,
        "calcom_integrations.update",
        integrationId=made["id"],
        **changes,
        apiKey="cal_new_example",
    )
    assert {**made, **changes, "updatedAt": "2027-03-01 13:00:00.000"} == updated
    assert updated == ask(them.world, them.owner, "calcom_integrations.get", integrationId=made["id"])
    assert EXAMPLE["apiKey"] == them.world.table("integrations")[made["id"]]["_apiKey"]


def test_times_have_six_and_three_digits(them):
    """ToolzzAI writes the time of making with six digits of a second and the time of change with three."""
    them.world.clock.advance(timedelta(microseconds=1234))
    made = ask(them.world, them.owner, "calcom_integrations.create", **EXAMPLE)
    assert (made["createdAt"], made["updatedAt"]) == ("2027-03-01 12:00:00.001234", "2027-03-01 12:00:00.001")


def test_masked_key_is_no_key(them):
    """A key that was read back cannot be stored."""
    with pytest.raises(BadRequest):
        ask(them.world, them.owner, "calcom_integrations.create", **{**EXAMPLE, "apiKey": "cal_****************"})


def test_a_list_has_the_integrations_of_its_unit(them):
    """As they are read one by one, in the order of their making; nobody else's, and none of another unit."""
    other = "6e3d8f95-02bc-4a4f-9b71-3fad5c802b46"
    first, second = (ask(them.world, them.owner, "calcom_integrations.create", **EXAMPLE) for _ in range(2))
    ask(them.world, them.owner, "calcom_integrations.create", **{**EXAMPLE, "unitId": other})
    ask(them.world, them.lead, "calcom_integrations.create", **EXAMPLE)
    for unit in (EXAMPLE["unitId"], EXAMPLE["unitId"].upper()):
        assert {"data": [first, second]} == ask(them.world, them.owner, "calcom_integrations.list", unitId=unit)
    ask(them.world, them.owner, "calcom_integrations.update", integrationId=first["id"], **{**EXAMPLE, "unitId": other})
    assert {"data": [second]} == ask(them.world, them.owner, "calcom_integrations.list", unitId=EXAMPLE["unitId"])
    for unit in ("unknown", "", "1" * 5000):
        assert {"data": []} == ask(them.world, them.owner, "calcom_integrations.list", unitId=unit)


@pytest.mark.parametrize("operation", ["calcom_integrations.get", "calcom_integrations.update", "functions.get"])
def test_unknown_and_foreign_ids_are_not_found(them, operation):
    """What is not there, and what belongs to somebody else, cannot be told apart."""
    integration, function = example_integration(them.world, 31790), example_function(them.world, 31790)
    name = "functionId" if operation == "functions.get" else "integrationId"
    own = function["id"] if operation == "functions.get" else integration["id"]
    for caller, id in ((them.owner, "unknown"), (them.owner, "1" * 5000), (them.lead, own)):
        with pytest.raises(NotFound):
            ask(them.world, caller, operation, **{name: id}, **EXAMPLE)


def test_examples_are_those_of_the_specification(them):
    """The seed's ids are the ones that readers know from the documentation; ids are read in any case."""
    example_integration(them.world, 31790)
    id = "0B6F9A52-3F0E-4C55-9D13-5A1F6F1D7C20"
    assert id.lower() == ask(them.world, them.owner, "calcom_integrations.get", integrationId=id)["id"]
    example_function(them.world, 31790)
    shown = ask(them.world, them.owner, "functions.get", functionId="7c1e4d90-6b2a-4d8f-a3c5-9e0f1b2d3c4a")
    assert "example" in shown["googleCalendarPlugin"][0]["googleToken"]
    assert shown["iconFileId"] == shown["pluginIcon"]["id"]
    assert len(shown) == 17


def test_new_functions_have_ids_of_their_own(them):
    """Two functions share nothing, and every id is a UUID."""
    first, second = new_function(them.world, 31790), new_function(them.world, 31790, name="Other")
    ids = re.findall(
        r"[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}", json.dumps([first, second])
    )
    assert first["id"] != second["id"]
    assert len(set(ids)) - 1 >= 6
