"""docs/permissions.md holds: its snippets run, print what it says, and its tables are those of the specification."""

import re

import pytest

from workshop.site import mapping

GUIDE = mapping.PERMISSIONS.read_text("utf-8")
SNIPPETS = re.findall(r"```python\n(.*?)```", GUIDE, re.S)


def test_snippets_do_what_they_say(environment, toolzz_cal_mock_server):
    """Run one after the other against the mock, they read and offer what the integration permits, and cancel nothing."""
    names = {}
    for snippet in SNIPPETS:
        exec(compile(snippet, mapping.PERMISSIONS.name, "exec"), names)
    assert {day[:7] for day in names["free"].data.slots} == {"2027-03"}
    client = names["client"]
    assert [tool.slug for tool in names["tools"]] == list(client.actions.allowed_for(names["integration"]))
    toolzz_cal_mock_server.calls.assert_not_called("bookings.cancel")
    client.close()


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
