"""The state machine for bookings."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from hypothesis import strategies as st
from hypothesis.stateful import precondition, rule
from toolzz_cal_mock.seed import EVENT_TYPE

from tests.support.model import Model

MONDAY = datetime.fromisoformat("2027-04-05T14:00:00+00:00")


class Bookings(Model):
    """Books, moves, cancels and lists."""

    def begin_with_more(self) -> None:
        """Bookings that were there before stay as they are."""
        self.mine: list[str] = []

    @rule(days=st.integers(0, 4), hour=st.integers(0, 4), guest=st.sampled_from(["ana.prado", "rui.lima"]))
    def book(self, days: int, hour: int, guest: str) -> None:
        """A booking is listed from then on; a time that is taken is refused."""
        start = MONDAY + timedelta(days=days, hours=hour)
        attendee = {"name": "Ana Prado", "email": f"{guest}@example.com", "timeZone": "America/Sao_Paulo"}
        told = start.isoformat().replace("+00:00", "Z")
        done, item = self.ask("bookings.create", start=told, attendee=attendee, eventTypeId=EVENT_TYPE)
        taken = any(
            each["status"] == "accepted" and datetime.fromisoformat(each["start"]) == start
            for each in self.bookings.values()
        )
        assert done is not taken, f"bookings.create at {told}, which is {'taken' if taken else 'free'}"
        if done:
            assert datetime.fromisoformat(item["start"]) == start
            assert item["attendees"][0]["email"] == attendee["email"]
            self.bookings[item["uid"]] = self.answer("bookings.get", bookingUid=item["uid"])
            self.mine.append(item["uid"])

    @precondition(lambda self: self.mine)
    @rule(data=st.data())
    def cancel(self, data: st.DataObject) -> None:
        """It moves from the ones to come to the cancelled ones."""
        uid = self.mine.pop(data.draw(st.integers(0, len(self.mine) - 1)))
        self.answer("bookings.cancel", bookingUid=uid, cancellationReason="Ill")
        self.bookings[uid] = self.answer("bookings.get", bookingUid=uid)
        assert self.bookings[uid]["status"] == "cancelled", "bookings.cancel: the status stays"

    @precondition(lambda self: self.mine)
    @rule(data=st.data(), days=st.integers(0, 4), hour=st.integers(5, 6))
    def reschedule(self, data: st.DataObject, days: int, hour: int) -> None:
        """Another booking takes its place."""
        uid = data.draw(st.sampled_from(self.mine))
        start = (MONDAY + timedelta(days=days, hours=hour)).isoformat().replace("+00:00", "Z")
        done, item = self.ask("bookings.reschedule", bookingUid=uid, start=start)
        if done:
            self.mine.remove(uid)
            self.mine.append(item["uid"])
            for each in (uid, item["uid"]):
                self.bookings[each] = self.answer("bookings.get", bookingUid=each)
            assert self.bookings[uid]["status"] == "cancelled", "bookings.reschedule: the old one stays"

    @rule(
        by=st.sampled_from(["sortStart", "sortEnd"]),
        order=st.sampled_from(["asc", "desc"]),
        guest=st.sampled_from([None, "ana.prado@example.com", "rui.lima@example.com"]),
        after=st.sampled_from([None, *(MONDAY + timedelta(days=days) for days in range(5))]),
        skip=st.integers(0, 3),
        take=st.integers(1, 20),
    )
    def choose(self, by: str, order: str, guest: str | None, after: datetime | None, skip: int, take: int) -> None:
        """Filters, order and page of the bookings to come are kept, all at once."""
        given: dict[str, Any] = {by: order, "skip": skip, "take": take, "status": ["upcoming"]}
        given |= {"attendeeEmail": guest} if guest else {}
        given |= {"afterStart": after.isoformat().replace("+00:00", "Z")} if after else {}
        key = by.removeprefix("sort").lower()
        wanted = [
            item
            for item in self.bookings.values()
            if item["status"] in ("accepted", "pending")
            and (guest is None or guest in [each["email"] for each in item["attendees"]])
            and (after is None or datetime.fromisoformat(item["start"]) >= after)
        ]
        wanted.sort(key=lambda item: item[key], reverse=order == "desc")
        found = list(self.booked(**given))
        assert found == [item["uid"] for item in wanted][skip : skip + take], f"bookings.list: {sorted(given)}"
