"""docs/permissions.md holds: its snippets run, print what it says, and its tables are those of the specification."""

import re

import pytest

from tests.support.client import example
from workshop.site import mapping

GUIDE = mapping.PERMISSIONS.read_text("utf-8")
SNIPPETS = re.findall(r"```python\n(.*?)```", GUIDE, re.S)
PRINTED = re.compile(r"^ *print\(.*\)  # (.*)$", re.M)


def test_snippets_run_and_print_what_they_say(toolzz_cal_mock, capsys):
    """The snippets run one after the other against the mock, and print what their comments promise."""
    client = toolzz_cal_mock.client
    told = example("calcom_integrations.create").keywords(client.calcom_integrations.create)
    integration = client.calcom_integrations.create(**told)
    names = {"client": client, "integration_id": integration.id}
    exec(compile("\n".join(SNIPPETS), mapping.PERMISSIONS.name, "exec"), names)
    promised = [found for snippet in SNIPPETS for found in PRINTED.findall(snippet)]
    assert len(promised) == 2
    assert promised == capsys.readouterr().out.splitlines()
    assert {day[:7] for day in names["free"]} == {"2027-03"}
    assert [tool.slug for tool in names["tools"]] == list(client.actions.allowed_for(integration))
    toolzz_cal_mock.calls.assert_not_called("bookings.cancel")


def test_tables_are_current():
    """The page is what `make generate` writes, byte for byte."""
    assert mapping.permissions(GUIDE, mapping.facts()) == GUIDE


@pytest.mark.parametrize(
    "change",
    [
        {"event_types.get": {"agent": {"flag": "createBookingEnabled"}}},
        {"slots.available": {"agent": {"flag": "checkAvailabilityEnabled"}}},
        {"bookings.cancel": {"agent": {"flag": "createBookingEnabled"}}},
        {"slots.reserve": {"effect": "destroy"}},
        {"slots.reserve": {"slug": "CAL_RESERVE_SLOT"}},
    ],
    ids=str,
)
def test_tables_follow_the_specification(change):
    """Another flag, time zone, effect or name makes other tables; what stands around them stays."""
    operations = mapping.facts()
    for name, facts in change.items():
        operations[name] = {**operations[name], **facts}
    made = mapping.permissions(GUIDE, operations)
    assert made != GUIDE
    start, end = "<!-- made by", "<!-- end -->"
    assert (made.partition(start)[0], made.partition(end)[2]) == (GUIDE.partition(start)[0], GUIDE.partition(end)[2])


def test_a_page_without_its_marks():
    """A page that lost its marks is not written over."""
    for text in ("# A page\n", GUIDE.replace("<!-- end -->", "")):
        with pytest.raises(ValueError, match="made by"):
            mapping.permissions(text, mapping.facts())
