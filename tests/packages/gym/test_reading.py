"""What can't be a scenario is refused with its line, what is wrong, and what to write instead."""

import pytest
from toolzz_cal_mock.gym import ScenarioError, scenarios

from tests.packages.gym.sample import TEXT, checked, parsed

# What is replaced in the sample by what, the line that is named, and what the message says.
WRONG = [
    ("title: A sample.", "titel: A sample.", 1, "there is no key 'titel' here; did you mean title?"),
    ("title: A sample.\n", "", 1, "'title' is missing; write `title: …`"),
    ("[booking]", "[bookings]", 2, "there is no tag 'bookings'; did you mean booking?"),
    ("[booking]", "booking", 2, "this must be a list; write `- …`"),
    ("T12:00:00Z\npeople", "T12:00:00\npeople", 3, "names no zone; write Z or an offset"),
    ("2027-03-01T", "2027-02-30T", 3, "is no date and time (day is out of range for month); write a day that exists"),
    ("America/Sao_Paulo", "America/San_Paulo", 5, "there is no time zone 'America/San_Paulo'; write an IANA name"),
    ("{name: Leo Souza, zone", "{zone", 5, "'name' is missing"),
    ("zone: America/Sao_Paulo}", "zone: UTC, hours: 17-9}", 5, "are no hours; write them as 09:00-17:00"),
    ("zone: America/Sao_Paulo}", "zone: UTC, hours: '17:00-09:00'}", 5, "end before they begin"),
    ("owner: leo", "owner: lea", 7, "there is no person 'lea'; did you mean leo?"),
    (", owner: leo", "", 7, "an event type is a person's or a team's; write `owner` or `team`"),
    ("minutes: 30", "minutes: half", 7, "'half' is no whole number from 1 to 1440"),
    ("event_type: call", "event_type: demo", 10, "there is no event type 'demo'; there are call"),
    ("ana.prado@example.com}\n", "ana.prado}\n", 12, "is no email address"),
    (", email: ana.prado@example.com}\n", "}\n", 12, "a guest needs an `email` or a `phone`"),
    ("turns:\n", "turns:\n  - 5\n", 14, "this must be an object; write `key: value`"),
    ("wish: look", "wish: lok", 15, "there is no wish 'lok'; did you mean look?"),
    ("{wish: look,", "{", 15, "'wish' is missing"),
    ("booking: {guest", "booking: {start: 2027-03-09T14:00:00Z, guest", 15, "write it without a zone"),
    ("booking: {guest", "day: [2027-03-09 12:00, 2027-03-09 11:00], booking: {guest", 15, "the earlier time first"),
    ("unchanged: everything", "unchanged: all", 17, "there is no choice 'all'; there are everything, others"),
    ("unchanged: everything", "unchanged: [anna]", 17, "there is no booking 'anna'; did you mean ana?"),
    ("unchanged: everything", "told: {outcome: okay}", 17, "there is no outcome 'okay'"),
    ("unchanged: everything", "never_called: [bookings.remove]", 17, "there is no operation 'bookings.remove'"),
    ("unchanged: everything", "never_called: [booking.*]", 17, "no operation is called 'booking.*'"),
    ("unchanged: everything", "bookings: [{where: {guest: a@example.com}}]", 17, "either `exactly` or `at_least`"),
    ("unchanged: everything", "bookings: [{exactly: 1, where: {host: bob}}]", 17, "there is no person 'bob'"),
    ("  unchanged: everything", "  {}", 17, "nothing is checked"),
    ("turns:", "faults: [statsu=503]\nturns:", 13, "'statsu' is no fault and no setting (perhaps status)"),
    ("turns:", "people: {}\nturns:", 13, "this key is there twice; keep one"),
    ("turns:", "teams: &x {}\nlimits: *x\nturns:", 13, "aliases are not taken; write it out"),
    ("now: 2027", "now: [2027", 4, "this is no YAML"),
]
# Checks that exclude one another, the line, and what the message says.
CONTRADICTIONS = [
    ("cancelled: [ana]\nmoved: {ana: 2027-03-10T14:00:00Z}", 18, "ana can't be cancelled and moved; keep one"),
    ("cancelled: [ana]\nunchanged: everything", 17, "everything is to stay unchanged"),
    ("moved: {ana: 2027-03-09T14:00:00Z}", 17, "ana is at that time from the beginning"),
    ("changed: [ana]\nunchanged: [ana]", 18, "ana can't be changed and unchanged"),
    ("unchanged: everything\nbookings: [{exactly: 2}]", 18, "there are 1 of these at the beginning"),
    ("bookings: [{exactly: 1}, {exactly: 2}]", 17, "there can't be exactly 1 and exactly 2 of the same"),
    (
        "called: [bookings.list]\nnever_called: [bookings.*]",
        17,
        "this needs bookings.list, which `never_called` forbids",
    ),
    ("cancelled: [ana]\nnever_called: [bookings.cancel]", 17, "this needs bookings.cancel"),
    ("moved: {ana: 2027-03-10T14:00:00Z}\nnever_called: [bookings.reschedule]", 17, "this needs bookings.reschedule"),
    ("bookings: [{exactly: 2}]\nnever_called: [bookings.create]", 17, "this needs bookings.create"),
    ("told: {says: [yes], never_says: [yes]}", 17, "'yes' is both said and never said"),
]


@pytest.mark.parametrize(("old", "new", "line", "told"), WRONG, ids=[each[1][:40] for each in WRONG])
def test_what_can_not_be_is_refused_where_it_stands(old, new, line, told):
    """Unknown keys and names, zones and days that do not exist, ids of nothing, and what is no YAML."""
    assert old in TEXT
    with pytest.raises(ScenarioError) as caught:
        parsed(TEXT.replace(old, new, 1))
    where, _, what = str(caught.value).partition(": ")
    assert (f"sample.yaml:{line}", True) == (where, told in what), str(caught.value)


@pytest.mark.parametrize(("checks", "line", "told"), CONTRADICTIONS)
def test_checks_that_exclude_one_another_are_refused(checks, line, told):
    """What can't be true at once, or not without a call that is forbidden."""
    with pytest.raises(ScenarioError) as caught:
        checked(checks)
    assert str(caught.value).startswith(f"sample.yaml:{line}: "), str(caught.value)
    assert told in str(caught.value)


def test_more_calls_can_not_be_needed_than_are_allowed():
    """Calls that have to be made fit into the limit."""
    with pytest.raises(ScenarioError, match="these need more calls than the limit of 1"):
        checked("called: [bookings.list, slots.available]", more="limits: {calls: 1}\n")


def test_a_folder_is_read_by_name_and_an_empty_one_refused(tmp_path):
    """Only files that end in .yaml are scenarios; bytes that are no text are told as such."""
    with pytest.raises(ScenarioError, match="holds no scenario"):
        scenarios(tmp_path)
    for name in ("b.yaml", "a.yaml", "c.txt"):
        (tmp_path / name).write_text(TEXT)
    assert ["a", "b"] == [each.name for each in scenarios(tmp_path)]
    (tmp_path / "d.yaml").write_bytes(b"\xff\xfe\xfa")
    with pytest.raises(ScenarioError, match=r"d\.yaml:1: this can't be read"):
        scenarios(tmp_path)
    (tmp_path / "d.yaml").write_text("x: " + "[" * 100 + "]" * 100)
    with pytest.raises(ScenarioError, match=r"d\.yaml:1: this is nested too deeply"):
        scenarios(tmp_path)
