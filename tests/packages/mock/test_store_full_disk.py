"""A state file on a full disk: what was not kept was not confirmed."""

import sys
from contextlib import suppress
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from toolzz_cal_mock.core import Mock
from toolzz_cal_mock.server import listener_for
from toolzz_cal_mock.store import Store, Stored, StoreError
from toolzz_cal_mock.tape import Tape
from toolzz_cal_mock.world.base import copied

from tests.support.states import again
from tests.support.stub_inside import NOW, action, request


@pytest.fixture
def path(tmp_path):
    return tmp_path / "state.db"


class Broken(Store):
    """A store that fails at every commit while `broken`."""

    broken, commits = False, 0

    def commit(self):
        """Counts, and fails if it is to."""
        self.commits += 1
        if self.broken:
            raise StoreError(f"{self._path} can't be used: no space left")
        super().commit()


HEADERS = {"authorization": "Bearer cal_example", "cal_api_version": "2024-06-11"}
SCHEDULES = "/v2/schedules"
FULL = Path("/dev/full")


def schedule(name="Evenings"):
    """A request that makes one."""
    return request("POST", SCHEDULES, {"name": name, "timeZone": "Europe/Lisbon", "isDefault": False}, **HEADERS)


class TestFullDisk:
    """What goes on and what does not when nothing can be stored."""

    @pytest.fixture
    def mock(self, path):
        made = Mock(now=NOW, running=False)
        stored = Stored(made, Broken(path, made.world))
        yield stored
        stored.store._database.close()  # without a last commit, which may be refused

    def names(self, mock):
        return [each["name"] for each in mock.handle(request(path=SCHEDULES, **HEADERS)).json()["data"]]

    def test_only_writes_are_refused(self, mock, capsys):
        """Reads by each door and the page go on, and one line tells of it however often it is tried."""
        before = self.names(mock)
        mock.store.broken = True
        for _ in range(3):
            assert mock.handle(schedule()).status == 507
            assert mock.handle(action("CAL_POST_NEW_BOOKING_REQUEST")).status == 507
            assert mock.handle(action("CAL_FETCH_ALL_BOOKINGS")).json()["successful"] is True
            assert before == self.names(mock)
            for path in ("/", "/_mock", "/_mock/state", "/_mock/requests", "/favicon.ico"):
                assert mock.handle(request(path=path)).status in (200, 204)
            assert mock.handle(request("POST", "/_mock/clock", {"advance": 1})).status == 200
        assert 1 == capsys.readouterr().err.count("error: ")

    def test_a_refused_write_does_not_appear_later(self, mock, path):
        """Neither in what is read, nor in the file, nor as a webhook; what came before and after is whole."""
        mock.mock.seed.webhook("http://127.0.0.1:9/", ["BOOKING_CANCELLED", "BOOKING_CREATED"])
        assert mock.handle(schedule("before")).status == 201
        told = len(mock.deliveries)
        state = copied({name: dict(table) for name, table in mock.mock.world.tables.items() if table})
        uid = next(row["uid"] for row in mock.mock.world.table("bookings").values() if row["status"] == "accepted")
        for write in (schedule("refused"), action("CAL_CANCEL_BOOKING_VIA_UID", bookingUid=uid)) * 2:
            mock.store.broken = True
            assert [507, 507] == [mock.handle(write).status for _ in range(2)]
            assert state == {name: dict(table) for name, table in mock.mock.world.tables.items() if table}
            assert (told, []) == (len(mock.deliveries), mock.deliveries.pending)
            mock.store.broken = False
            assert "refused" not in self.names(mock)
        assert mock.handle(schedule("after")).status == 201
        assert ["before", "after"] == self.names(mock)[-2:]
        mock.store.close()
        assert ["before", "after"] == [row["name"] for row in again(path).tables["schedules"].values()][-2:]

    def test_after_the_first_refusal_nothing_is_tried_before_there_is_room(self, mock):
        """A write that would be refused is not even begun, so that there is nothing to undo."""
        mock.store.broken = True
        mock.handle(schedule())
        seen = len(mock.mock.calls)
        assert mock.handle(schedule()).status == 507
        assert seen == len(mock.mock.calls)

    def test_what_the_time_brings_is_kept(self, mock, path):
        """A read during which a meeting begins is answered; the delivery of it is in the file once there is room."""
        mock.mock.seed.webhook("http://127.0.0.1:9/", "MEETING_STARTED")
        booking = mock.mock.seed.booking(mock.mock.seed.event_type(minimumBookingNotice=0))
        self.names(mock)
        mock.store.broken = True
        mock.mock.clock.set(datetime.fromisoformat(booking["start"]) + timedelta(seconds=1))
        self.names(mock)
        assert mock.handle(schedule()).status == 507
        assert ["MEETING_STARTED"] == [each.trigger for each in mock.deliveries.pending]
        mock.store.broken = False
        assert mock.handle(schedule()).status == 201
        mock.store._database.close()
        assert ["MEETING_STARTED"] == [row["trigger"] for row in again(path).tables["deliveries"].values()]

    def test_what_became_of_a_delivery_is_not_undone(self, mock):
        """One that has arrived is not sent again, although the file does not know of it yet."""
        mock.mock.seed.webhook("http://127.0.0.1:9/", "BOOKING_CREATED")
        mock.mock.world.emit("BOOKING_CREATED", mock.mock.seed.booking(mock.mock.seed.event_type()))
        self.names(mock)
        mock.store.broken = True
        done = mock.deliveries.drain_sync(lambda *_: 200)
        assert mock.handle(schedule()).status == 507
        assert {"delivered"} == {each.state for each in done}
        assert not mock.deliveries.due
        assert done == list(mock.deliveries)

    def test_a_reset_at_the_page_goes_on(self, mock, path):
        """It is in the file once there is room."""
        mock.handle(schedule("gone"))
        mock.store.broken = True
        assert mock.handle(request("POST", "/_mock/reset")).status == 200
        assert "gone" not in self.names(mock)
        mock.store.broken = False
        self.names(mock)
        mock.store._database.close()
        assert "gone" not in [row["name"] for row in again(path).tables["schedules"].values()]

    def test_an_error_output_on_the_same_disk(self, mock, monkeypatch):
        """Nobody can be told, and all else is as ever."""
        nowhere = FULL.open("w", encoding="utf-8", buffering=1)
        monkeypatch.setattr(sys, "stderr", nowhere)
        mock.store.broken = True
        assert mock.handle(schedule()).status == 507
        assert self.names(mock)
        monkeypatch.undo()
        with suppress(OSError):
            nowhere.close()

    def test_a_tape_on_the_same_disk(self, tmp_path, capsys):
        """Recording stops with a word, and its end is quiet."""
        tape = Tape(tmp_path / "tape.jsonl")
        tape._file.close()
        tape._file = FULL.open("w", encoding="utf-8")
        mock = Mock(now=NOW, running=False)
        mock.calls.listener = listener_for(tape, None)
        for _ in range(2):
            assert mock.handle(request(path=SCHEDULES, **HEADERS)).status == 200
        tape.close()
        assert "warning: recording stopped: No space left on device\n" == capsys.readouterr().err
