"""Rules of Cal.com's own tests about bookings of teams, each named in its docstring."""

from __future__ import annotations

from .support import Cal, utc


def _team(strict=True):
    cal = Cal(strict=strict)
    boss, one, two, stranger = cal.user("Boss"), cal.user("One"), cal.user("Two"), cal.user("Stranger")
    team = cal.team(boss)
    for user in (one, two):
        cal.join(user, team)
    return cal, boss, one, two, stranger, team


def test_tb001_collective():
    """A collective booking needs every host and has the team's event type; accepted."""
    cal, boss, one, two, _, team = _team()
    kind = cal.team_kind(team, [one["id"], two["id"]], "COLLECTIVE")
    data = cal.book(kind, key=boss).must(201).data
    assert data["status"] == "accepted"
    assert data["eventTypeId"] == kind["id"]
    assert data["hosts"][0]["id"] in (one["id"], two["id"])


def test_tb002_collective_blocks_all():
    """After that none of its hosts can be booked at the time."""
    cal, boss, one, two, _, team = _team()
    kind = cal.team_kind(team, [one["id"], two["id"]], "COLLECTIVE")
    cal.book(kind, key=boss).must(201)
    own = cal.kind(two)
    cal.book(own, key=two).must(400)


def test_tb004_collective_one_organizer():
    """The reply names one organizer in hosts: the booking's user."""
    cal, boss, one, two, _, team = _team()
    kind = cal.team_kind(team, [one["id"], two["id"]], "COLLECTIVE")
    data = cal.book(kind, key=boss).must(201).data
    assert len(data["hosts"]) == 1, [each["id"] for each in data["hosts"]]


def test_tb006_round_robin():
    """A round robin booking has one of its hosts."""
    cal, boss, one, two, _, team = _team()
    kind = cal.team_kind(team, [one["id"], two["id"]], "ROUND_ROBIN")
    data = cal.book(kind, key=boss).must(201).data
    assert len(data["hosts"]) == 1
    assert data["hosts"][0]["id"] in (one["id"], two["id"])


def test_tb007_round_robin_twice():
    """The same time can be booked once per host, then no more."""
    cal, boss, one, two, _, team = _team()
    kind = cal.team_kind(team, [one["id"], two["id"]], "ROUND_ROBIN")
    hosts = {
        cal.book(kind, key=boss, attendee={"email": f"a{n}@x.com"}).must(201).data["hosts"][0]["id"] for n in (1, 2)
    }
    assert hosts == {one["id"], two["id"]}
    cal.book(kind, key=boss, attendee={"email": "a3@x.com"}).must(400, "One of the hosts either already has booking")


def test_tb009_managed_parent():
    """The parent of a managed event type can not be booked: 400."""
    cal, boss, one, two, _, team = _team()
    kind = cal.team_kind(team, [one["id"], two["id"]], "MANAGED")
    cal.book(kind, key=boss).must(400)


def test_tb010_managed_child():
    """The copy of a member can be booked and has that member as host."""
    cal, _boss, one, two, _, team = _team()
    kind = cal.team_kind(team, [one["id"], two["id"]], "MANAGED")
    copy = next(
        row
        for row in cal.world.table("event_types").values()
        if row.get("parentEventTypeId") == kind["id"] and row["ownerId"] == two["id"]
    )
    assert cal.book(copy, key=two).must(201).data["hosts"][0]["id"] == two["id"]


def test_tb012_reassign_no_body():
    """Reassigning needs no body."""
    cal, boss, one, two, _, team = _team()
    kind = cal.team_kind(team, [one["id"], two["id"]], "ROUND_ROBIN")
    row = cal.booking(kind, utc(2050, 1, 7, 13), hosts=[one["id"]])
    cal.call("POST", f"/v2/bookings/{row['uid']}/reassign", key=boss).must(200)


def test_tb013_reassign_to():
    """Reassigning to a host by id answers 200 with that host."""
    cal, boss, one, two, _, team = _team()
    kind = cal.team_kind(team, [one["id"], two["id"]], "ROUND_ROBIN")
    row = cal.booking(kind, utc(2050, 1, 7, 13), hosts=[one["id"]])
    data = (
        cal.call("POST", f"/v2/bookings/{row['uid']}/reassign/{two['id']}", {"reason": "ill"}, key=boss).must(200).data
    )
    assert data["reassignedTo"]["id"] == two["id"]
    assert cal.call("GET", f"/v2/bookings/{row['uid']}", key=boss).data["hosts"][0]["id"] == two["id"]


def test_tb014_reassign_to_no_body():
    """Reassigning to somebody needs no body either."""
    cal, boss, one, two, _, team = _team()
    kind = cal.team_kind(team, [one["id"], two["id"]], "ROUND_ROBIN")
    row = cal.booking(kind, utc(2050, 1, 7, 13), hosts=[one["id"]])
    cal.call("POST", f"/v2/bookings/{row['uid']}/reassign/{two['id']}", key=boss).must(200)


def test_tb015_reassign_to_no_reason():
    """The reason is optional."""
    cal, boss, one, two, _, team = _team()
    kind = cal.team_kind(team, [one["id"], two["id"]], "ROUND_ROBIN")
    row = cal.booking(kind, utc(2050, 1, 7, 13), hosts=[one["id"]])
    cal.call("POST", f"/v2/bookings/{row['uid']}/reassign/{two['id']}", {}, key=boss).must(200)


def test_tb017_reassign_stranger():
    """Who is neither owner nor admin of the event type is forbidden to reassign: 403."""
    cal, _boss, one, two, stranger, team = _team()
    kind = cal.team_kind(team, [one["id"], two["id"]], "ROUND_ROBIN")
    row = cal.booking(kind, utc(2050, 1, 7, 13), hosts=[one["id"]])
    assert cal.call("POST", f"/v2/bookings/{row['uid']}/reassign", {}, key=stranger).status in (403, 404)


def test_tb018_reassign_unknown_user():
    """An unknown user to reassign to is a 404."""
    cal, boss, one, two, _, team = _team()
    kind = cal.team_kind(team, [one["id"], two["id"]], "ROUND_ROBIN")
    row = cal.booking(kind, utc(2050, 1, 7, 13), hosts=[one["id"]])
    cal.call("POST", f"/v2/bookings/{row['uid']}/reassign/999999", {}, key=boss).must(404)


def test_tb020_list_team():
    """TeamId filters the list to bookings of that team."""
    cal, boss, one, two, _, team = _team()
    kind = cal.team_kind(team, [one["id"], two["id"]], "COLLECTIVE")
    cal.booking(kind, utc(2030, 1, 8, 13))
    own = cal.kind(boss)
    cal.booking(own, utc(2030, 1, 9, 13))
    data = cal.call("GET", f"/v2/bookings?teamId={team['id']}", key=boss).must(200).data
    assert [each["eventTypeId"] for each in data] == [kind["id"]]


def test_tb021_list_teams():
    """TeamsIds with a comma."""
    cal, boss, one, _two, _, team = _team()
    other = cal.team(boss)
    kinds = [cal.team_kind(team, [one["id"]], "COLLECTIVE"), cal.team_kind(other, [boss["id"]], "COLLECTIVE")]
    for kind in kinds:
        cal.booking(kind, utc(2030, 1, 8, 13))
    data = cal.call("GET", f"/v2/bookings?teamsIds={team['id']},{other['id']}", key=boss).must(200).data
    assert {each["eventTypeId"] for each in data} == {kind["id"] for kind in kinds}


def test_tb023_host_sees_it():
    """A host sees the team booking in the own list."""
    cal, _boss, one, two, _, team = _team()
    kind = cal.team_kind(team, [one["id"], two["id"]], "ROUND_ROBIN")
    row = cal.booking(kind, utc(2030, 1, 8, 13), hosts=[two["id"]])
    assert [each["uid"] for each in cal.call("GET", "/v2/bookings", key=two).must(200).data] == [row["uid"]]
