"""Rules of Cal.com's own tests about bookings, each named in its docstring."""

from __future__ import annotations

from datetime import timedelta

from .support import ROME, Cal, one_user, utc

MEET = "https://meet.google.com/abc-def-ghi"


def _listed():
    """One in the past, one to come and a weekly series of three, made a minute apart."""
    cal = Cal()
    owner = cal.user()
    single, weekly = (
        cal.kind(owner),
        cal.kind(owner, recurrence={"interval": 1, "occurrences": 3, "frequency": "weekly"}),
    )
    past = cal.booking(single, utc(2020, 1, 8, 13))
    made = []
    cal.clock.advance(MINUTES)
    single_made = cal.book(single, key=owner, meetingUrl=MEET).must(201).data
    for n in (4, 11, 18):
        cal.clock.advance(MINUTES)
        made.append(
            cal.booking(
                weekly,
                utc(2030, 2, n, 13),
                series="series-1",
                attendee={"name": "Rita Series", "email": "rita.series@example.org", "timeZone": ROME},
            )
        )
    return cal, owner, single, weekly, past, single_made, made


MINUTES = timedelta(minutes=1)


def _list(query, count):
    found = _listed()
    cal, owner = found[0], found[1]
    values = {"single": found[2]["id"], "weekly": found[3]["id"]}
    answer = cal.call("GET", "/v2/bookings?" + query.format(**values), key=owner).must(200)
    assert len(answer.data) == count, f"{len(answer.data)} bookings: {[(b['start'], b['status']) for b in answer.data]}"
    return (*found, answer.data)


def _sorted(query, first, last):
    *_, data = _list("eventTypeId={single}&" + query, 2)
    assert [each["start"][:4] for each in data] == [first, last]


def test_bk053_list_all():
    """Without filters every booking is listed, past and to come."""
    _list("", 5)


def test_bk054_list_take():
    """Take cuts the list."""
    _list("take=3", 3)


def test_bk056_list_take_limits():
    """Take below 1 or above 250 is a 400."""
    cal, owner, _kind = one_user()
    for take in (0, 251):
        cal.call("GET", f"/v2/bookings?take={take}", key=owner).must(400)


def test_bk057_list_take_250():
    """take=250 is allowed."""
    cal, owner, _kind = one_user()
    cal.call("GET", "/v2/bookings?take=250", key=owner).must(200)


def test_bk059_list_past():
    """status=past."""
    _list("status=past", 1)


def test_bk060_list_upcoming_and_past():
    """Two statuses with a comma are both shown."""
    _list("status=upcoming,past", 5)


def test_bk063_list_unknown_status():
    """An unknown status is a 400 that lists the allowed ones."""
    cal, owner, _kind = one_user()
    cal.call("GET", "/v2/bookings?status=whatever", key=owner).must(400)


def test_bk064_list_cancelled():
    """status=cancelled shows cancelled ones only."""
    cal, owner, kind = one_user()
    cal.booking(kind, utc(2030, 1, 8, 13), status="cancelled")
    cal.booking(kind, utc(2030, 1, 8, 15))
    data = cal.call("GET", "/v2/bookings?status=cancelled", key=owner).must(200).data
    assert [each["status"] for each in data] == ["cancelled"]


def test_bk066_list_attendee_email():
    """AttendeeEmail filters."""
    _list("attendeeEmail=rita@example.org", 1)


def test_bk068_list_attendee_name():
    """AttendeeName filters, with blanks in it."""
    _list("attendeeName=Rita%20Series", 3)


def test_bk070_list_event_types():
    """EventTypeIds with a comma filters by several."""
    _list("eventTypeIds={single},{weekly}", 5)


def test_bk071_list_after_start():
    """AfterStart includes a booking that starts just then."""
    _list("afterStart=2030-02-11T13:00:00.000Z", 2)


def test_bk073_list_bad_dates():
    """AfterStart and beforeEnd that are no ISO dates are a 400."""
    cal, owner, _kind = one_user()
    for name in ("afterStart", "beforeEnd"):
        cal.call("GET", f"/v2/bookings?{name}=tomorrow", key=owner).must(400)


def test_bk078_list_sort_start_desc():
    """sortStart=desc gives the latest first."""
    _sorted("sortStart=desc", "2030", "2020")


def test_bk080_list_sort_end_desc():
    """sortEnd=desc."""
    _sorted("sortEnd=desc", "2030", "2020")


def test_bk081_list_sort_end_asc():
    """sortEnd=asc."""
    _sorted("sortEnd=asc", "2020", "2030")


def test_bk083_list_sort_created_asc():
    """sortCreated=asc."""
    _sorted("sortCreated=asc", "2020", "2030")


def test_bk084_list_sort_bad():
    """A sort direction other than asc and desc is a 400."""
    cal, owner, _kind = one_user()
    cal.call("GET", "/v2/bookings?sortStart=up", key=owner).must(400)


def test_bk087_reschedule():
    """Rescheduling answers 201 with the new booking: from-uid, reason, who, times; the rest as before."""
    cal, owner, kind = one_user()
    old = cal.book(kind, "2040-02-09T10:00:00.000Z", key=owner, meetingUrl=MEET).must(201).data
    body = {"start": "2040-02-09T12:00:00.000Z", "reschedulingReason": "Venus", "rescheduledBy": "r@api.com"}
    new = cal.call("POST", f"/v2/bookings/{old['uid']}/reschedule", body, key=owner).must(201).data
    assert new["reschedulingReason"] == "Venus"
    assert new["rescheduledFromUid"] == old["uid"]
    assert new["rescheduledByEmail"] == "r@api.com"
    assert new["start"] == body["start"]
    assert new["end"] == "2040-02-09T13:00:00.000Z"
    assert new["uid"] != old["uid"]
    for name in ("status", "duration", "eventTypeId", "location", "absentHost", "metadata"):
        assert new[name] == old[name], name
    assert new["attendees"][0] == old["attendees"][0]


def test_bk089_reschedule_new_one_read():
    """The new booking read back tells from-uid, who, the reason and is accepted."""
    cal, owner, kind = one_user()
    old = cal.book(kind, "2040-02-09T10:00:00.000Z", key=owner).must(201).data
    body = {"start": "2040-02-09T12:00:00.000Z", "reschedulingReason": "Venus", "rescheduledBy": "r@api.com"}
    new = cal.call("POST", f"/v2/bookings/{old['uid']}/reschedule", body, key=owner).must(201).data
    got = cal.call("GET", f"/v2/bookings/{new['uid']}", key=owner).must(200).data
    assert (got["rescheduledFromUid"], got["rescheduledByEmail"], got["reschedulingReason"], got["status"]) == (
        old["uid"],
        "r@api.com",
        "Venus",
        "accepted",
    )


def test_bk091_reschedule_bad_by():
    """A rescheduledBy that is no address is a 400."""
    cal, owner, kind = one_user()
    old = cal.book(kind, "2040-02-09T10:00:00.000Z", key=owner).must(201).data
    cal.call(
        "POST",
        f"/v2/bookings/{old['uid']}/reschedule",
        {"start": "2040-02-09T12:00:00.000Z", "rescheduledBy": "x"},
        key=owner,
    ).must(400)


def test_bk092_reschedule_unknown_key():
    """An unknown key in the body is a 400."""
    cal, owner, kind = one_user()
    old = cal.book(kind, "2040-02-09T10:00:00.000Z", key=owner).must(201).data
    cal.call(
        "POST", f"/v2/bookings/{old['uid']}/reschedule", {"start": "2040-02-09T12:00:00.000Z", "surprise": 1}, key=owner
    ).must(400)


def test_bk093_reschedule_cancelled():
    """A cancelled booking can not be rescheduled: 400 with its uid."""
    cal, owner, kind = one_user()
    row = cal.booking(kind, utc(2050, 1, 10, 13), status="cancelled")
    cal.call("POST", f"/v2/bookings/{row['uid']}/reschedule", {"start": "2040-01-09T14:00:00.000Z"}, key=owner).must(
        400, f"Can't reschedule booking with uid={row['uid']} because it has been cancelled"
    )


def test_bk095_reschedule_unknown():
    """An unknown uid is a 404."""
    cal, owner, _kind = one_user()
    cal.call("POST", "/v2/bookings/nope/reschedule", {"start": "2040-02-09T12:00:00.000Z"}, key=owner).must(404)


def test_bk096_reschedule_taken():
    """To a time that is taken is a 400."""
    cal, owner, kind = one_user()
    old = cal.book(kind, "2040-02-09T10:00:00.000Z", key=owner).must(201).data
    cal.book(kind, "2040-02-09T12:00:00.000Z", key=owner).must(201)
    cal.call("POST", f"/v2/bookings/{old['uid']}/reschedule", {"start": "2040-02-09T12:00:00.000Z"}, key=owner).must(
        400, "already has booking"
    )


def test_bk098_reschedule_public():
    """The uid alone is enough to reschedule."""
    cal, _owner, kind = one_user(strict=False)
    old = cal.book(kind, "2040-02-09T10:00:00.000Z").must(201).data
    cal.call("POST", f"/v2/bookings/{old['uid']}/reschedule", {"start": "2040-02-09T12:00:00.000Z"}).must(201)


def test_bk099_reschedule_keeps_length():
    """A booking of a chosen length keeps it when rescheduled."""
    cal, owner, kind = one_user(length=15, lengthInMinutesOptions=[15, 30, 60])
    old = cal.book(kind, "2030-01-09T10:00:00.000Z", key=owner, lengthInMinutes=30).must(201).data
    new = (
        cal.call("POST", f"/v2/bookings/{old['uid']}/reschedule", {"start": "2030-01-09T12:00:00.000Z"}, key=owner)
        .must(201)
        .data
    )
    assert new["duration"] == 30
    assert new["end"] == "2030-01-09T12:30:00.000Z"
    assert new["rescheduledFromUid"] == old["uid"]


def test_bk101_reschedule_accepted_by_owner():
    """With confirmation needed, a reschedule by the owner is accepted at once."""
    cal, owner, kind = one_user(confirmationPolicy={"type": "always", "blockUnconfirmedBookingsInBooker": False})
    row = cal.booking(kind, utc(2030, 1, 8, 13))
    body = {"start": "2030-01-09T12:00:00.000Z", "rescheduledBy": owner["email"]}
    assert (
        cal.call("POST", f"/v2/bookings/{row['uid']}/reschedule", body, key=owner).must(201).data["status"]
        == "accepted"
    )


def test_bk102_reschedule_owner_key_accepts():
    """With confirmation needed and no rescheduledBy, the owner's own key makes it accepted."""
    cal, owner, kind = one_user(confirmationPolicy={"type": "always", "blockUnconfirmedBookingsInBooker": False})
    row = cal.booking(kind, utc(2030, 1, 8, 13))
    answer = cal.call(
        "POST", f"/v2/bookings/{row['uid']}/reschedule", {"start": "2030-01-09T12:00:00.000Z"}, key=owner
    ).must(201)
    assert answer.data["status"] == "accepted", answer.data["status"]


def test_bk104_cancel_frees_slot():
    """After a cancellation the slot can be booked again."""
    cal, owner, kind = one_user()
    made = cal.book(kind, key=owner).must(201).data
    cal.call("POST", f"/v2/bookings/{made['uid']}/cancel", {"cancellationReason": "x"}, key=owner).must(200)
    cal.book(kind, key=owner).must(201)


def test_bk105_cancel_twice():
    """A cancelled booking can not be cancelled again: 400."""
    cal, owner, kind = one_user()
    row = cal.booking(kind, utc(2050, 1, 10, 13), status="cancelled")
    cal.call("POST", f"/v2/bookings/{row['uid']}/cancel", {"cancellationReason": "x"}, key=owner).must(400, "cancelled")


def test_bk108_list_attendee_email_part():
    """AttendeeEmail is any text: one that is no address is no error, only finds nothing."""
    cal, owner, kind = one_user()
    cal.booking(kind, utc(2030, 1, 8, 13))
    assert cal.call("GET", "/v2/bookings?attendeeEmail=oldie", key=owner).must(200).data == []


def test_bk111_cancel_unknown():
    """An unknown uid is a 404."""
    cal, owner, _kind = one_user()
    cal.call("POST", "/v2/bookings/nope/cancel", {"cancellationReason": "x"}, key=owner).must(404)


def test_bk112_cancel_unknown_key():
    """An unknown key in the body is a 400."""
    cal, owner, kind = one_user()
    made = cal.book(kind, key=owner).must(201).data
    cal.call("POST", f"/v2/bookings/{made['uid']}/cancel", {"reason": "x"}, key=owner).must(400)


def test_bk113_cancel_host_needs_reason():
    """The host has to give a cancellationReason: 400 "Cancellation reason is required"."""
    cal, owner, kind = one_user()
    made = cal.book(kind, key=owner).must(201).data
    cal.call("POST", f"/v2/bookings/{made['uid']}/cancel", {}, key=owner).must(400, "Cancellation reason is required")


def test_bk114_confirm():
    """Confirming a pending booking answers 200, accepted."""
    cal, owner, kind = one_user()
    row = cal.booking(kind, utc(2050, 1, 7, 13), status="pending")
    assert cal.call("POST", f"/v2/bookings/{row['uid']}/confirm", {}, key=owner).must(200).data["status"] == "accepted"


def test_bk117_decline_without_body():
    """Declining needs no body: 200, rejected."""
    cal, owner, kind = one_user()
    row = cal.booking(kind, utc(2050, 1, 7, 10), status="pending")
    assert cal.call("POST", f"/v2/bookings/{row['uid']}/decline", key=owner).must(200).data["status"] == "rejected"


def test_bk118_decline_with_reason():
    """Declining with a reason answers 200, rejected."""
    cal, owner, kind = one_user()
    row = cal.booking(kind, utc(2050, 1, 7, 10), status="pending")
    data = cal.call("POST", f"/v2/bookings/{row['uid']}/decline", {"reason": "busy"}, key=owner).must(200).data
    assert data["status"] == "rejected"


def test_bk119_confirm_needs_key():
    """Confirming needs a credential."""
    cal, _owner, kind = one_user()
    row = cal.booking(kind, utc(2050, 1, 7, 13), status="pending")
    cal.call("POST", f"/v2/bookings/{row['uid']}/confirm", {}).must(401)


def test_bk121_absent_host():
    """Marking the host absent answers 200 with absentHost=true and the rest as before."""
    cal, owner, kind = one_user()
    row = cal.booking(kind, utc(2027, 2, 1, 13))
    data = cal.call("POST", f"/v2/bookings/{row['uid']}/mark-absent", {"host": True}, key=owner).must(200).data
    assert data["absentHost"] is True
    assert data["uid"] == row["uid"]
    assert data["attendees"][0]["absent"] is False
    assert data["status"] == "accepted"


def test_bk122_absent_attendee():
    """Marking an attendee absent shows it at the attendee, not at the host."""
    cal, owner, kind = one_user()
    row = cal.booking(kind, utc(2027, 2, 1, 13))
    body = {"attendees": [{"email": "oldie@gmail.com", "absent": True}]}
    data = cal.call("POST", f"/v2/bookings/{row['uid']}/mark-absent", body, key=owner).must(200).data
    assert data["attendees"][0]["absent"] is True
    assert data["absentHost"] is False


def test_bk124_absent_needs_key():
    """Marking absences needs a credential."""
    cal, _owner, kind = one_user()
    row = cal.booking(kind, utc(2027, 2, 1, 13))
    cal.call("POST", f"/v2/bookings/{row['uid']}/mark-absent", {"host": True}).must(401)


def test_bk125_absent_no_attendees():
    """An empty list of attendees is a 400."""
    cal, owner, kind = one_user()
    row = cal.booking(kind, utc(2027, 2, 1, 13))
    cal.call("POST", f"/v2/bookings/{row['uid']}/mark-absent", {"attendees": []}, key=owner).must(400)


def test_bk156_list_admin_sees_members():
    """A team's owner sees the members' personal bookings too."""
    cal = Cal()
    boss, one = cal.user("Boss"), cal.user("One")
    team = cal.team(boss)
    cal.join(one, team)
    row = cal.booking(cal.kind(one), utc(2030, 1, 8, 13))
    assert [each["uid"] for each in cal.call("GET", "/v2/bookings", key=boss).must(200).data] == [row["uid"]]


def test_bk157_list_foreign():
    """Nobody sees the bookings of strangers."""
    cal, _owner, kind = one_user()
    cal.booking(kind, utc(2030, 1, 8, 13))
    assert cal.call("GET", "/v2/bookings", key=cal.user()).must(200).data == []


def test_bk160_reschedule_pending_nobody():
    """With confirmation needed, a reschedule without credentials and without rescheduledBy is pending."""
    cal, _owner, kind = one_user(
        strict=False, confirmationPolicy={"type": "always", "blockUnconfirmedBookingsInBooker": False}
    )
    row = cal.booking(kind, utc(2030, 1, 8, 13))
    assert (
        cal.call("POST", f"/v2/bookings/{row['uid']}/reschedule", {"start": "2030-01-09T12:00:00.000Z"})
        .must(201)
        .data["status"]
        == "pending"
    )


def test_bk161_reschedule_from_pending():
    """A booking that waits can be rescheduled."""
    cal, owner, kind = one_user(confirmationPolicy={"type": "always", "blockUnconfirmedBookingsInBooker": False})
    made = cal.book(kind, key=owner).must(201).data
    body = {"start": "2030-01-09T12:00:00.000Z", "rescheduledBy": owner["email"]}
    assert (
        cal.call("POST", f"/v2/bookings/{made['uid']}/reschedule", body, key=owner).must(201).data["status"]
        == "accepted"
    )


def test_bk163_confirm_twice():
    """Confirming an accepted booking is a 400."""
    cal, owner, kind = one_user()
    row = cal.booking(kind, utc(2050, 1, 7, 13))
    cal.call("POST", f"/v2/bookings/{row['uid']}/confirm", {}, key=owner).must(400)


def test_bk164_confirm_unknown():
    """Confirming one that is not there is a 404."""
    cal, owner, _kind = one_user()
    cal.call("POST", "/v2/bookings/nope/confirm", {}, key=owner).must(404)


def test_bk171_list_attendee_guest():
    """AttendeeEmail finds bookings by their guests too, who are attendees."""
    cal, owner, kind = one_user()
    cal.book(kind, key=owner, guests=["bob@gmail.com"]).must(201)
    assert len(cal.call("GET", "/v2/bookings?attendeeEmail=bob@gmail.com", key=owner).must(200).data) == 1
