import asyncio
import json
import signal
import sqlite3
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import httpx
import pytest
from toolzz_cal_mock.asgi import create_app
from toolzz_cal_mock.clock import Clock, Dice
from toolzz_cal_mock.core import Mock
from toolzz_cal_mock.deliveries import Deliveries
from toolzz_cal_mock.messages import Reply
from toolzz_cal_mock.store import VERSION, Store, Stored, StoreError
from toolzz_cal_mock.world.base import World

from tests.support.states import again
from tests.support.stub_inside import NOW, Inside, answer, request


@pytest.fixture
def path(tmp_path):
    return tmp_path / "state.db"


def world(now=NOW):
    """A world with two tables."""
    made = World(Clock(now, running=False), Dice(1))
    made.put("users", 31790, {"id": 31790, "name": "Leo Souza"})
    for number in range(3):
        made.put("bookings", f"uid{number}", {"uid": f"uid{number}", "n": number, "at": None})
    return made


def stored(path, change):
    """A world whose change was committed, and whose process then died."""
    made = world()
    store = Store(path, made)
    change(made)
    store.commit()
    store._database.close()
    return made


class TestKeeping:
    """What is in the file is what was in the world."""

    def test_the_first_start_writes_all_there_is(self, path):
        """And says that nothing was restored; the next start restores it."""
        made = world()
        store = Store(path, made)
        assert store.restored is False
        store.close()
        assert made.tables == again(path).tables

    def test_keys_keep_their_types_and_rows_their_order(self, path):
        """A number stays a number; a changed row keeps its place, a deleted and new one goes to the end."""

        def change(made):
            made.put("bookings", "uid0", {"uid": "uid0", "n": 7, "at": {"deep": ["é", 1.5, True]}})
            made.remove("bookings", "uid1")
            made.put("bookings", "uid1", {"uid": "uid1"})
            made.put("users", 31791, {"id": 31791})

        made = stored(path, change)
        found = again(path).tables
        assert made.tables == found
        assert list(found["bookings"]) == ["uid0", "uid2", "uid1"]
        assert list(found["users"]) == [31790, 31791]

    def test_a_row_that_came_and_went_within_a_request(self, path):
        """It leaves nothing."""

        def change(made):
            made.put("bookings", "x", {"uid": "x"})
            made.remove("bookings", "x")
            made.remove("bookings", "uid2")

        stored(path, change)
        assert list(again(path).tables["bookings"]) == ["uid0", "uid1"]

    def test_the_dice_go_on(self, path):
        """Nothing is given twice after a restart."""
        given = []

        def change(made):
            given.extend([made.dice.number("booking"), made.dice.text()])
            made.put("bookings", "new", {"uid": given[1]})

        made = stored(path, change)
        found = again(path)
        assert (made.dice.number("booking"), made.dice.text()) == (found.dice.number("booking"), found.dice.text())

    def test_numbers_go_on_where_nothing_else_was_diced(self, path):
        """A row that is only numbered does not get the number of another after a restart."""
        given = []

        def change(made):
            given.extend(made.dice.number("schedule") for _ in range(3))
            made.put("schedules", given[-1], {"id": given[-1]})

        stored(path, change)
        assert 1004 == again(path).dice.number("schedule")
        assert [1001, 1002, 1003] == given

    def test_the_dice_are_written_in_full_only_when_they_turned_over(self, path):
        """What a text uses up of them is a number; their many words stand by themselves."""
        made = world()
        store = Store(path, made)
        written = []
        store._database.set_trace_callback(written.append)
        for number in range(40):
            made.put("bookings", f"more{number}", {"uid": made.dice.text(length=10)})
            store.commit()
        store._database.close()
        # New dice turn over at first. Each letter takes two of 624 words, so 40 texts of 10 letters use them up once.
        assert 2 == len([each for each in written if "'words'" in each])
        assert 40 == len([each for each in written if "'dice'" in each])
        assert made.dice.text() == again(path).dice.text()

    def test_a_stopped_clock_stands_where_it_stood(self, path):
        """Also when only the clock was moved."""
        found = again_clock(path, lambda clock: clock.advance(timedelta(days=2)))
        assert (found.now(), found.running) == (NOW + timedelta(days=2), False)

    def test_a_running_clock_runs_on_from_there(self, path):
        """From the last write, not from the time of the new start."""

        def change(clock):
            clock.running = True

        found = again_clock(path, change)
        assert found.running is True
        assert NOW <= found.now() < NOW + timedelta(minutes=5)

    def test_a_real_clock_stays_real(self, path):
        """It needs no memory."""
        made = World(Clock(), Dice(1))
        Store(path, made).close()
        found = again(path).clock
        assert found._start is None

    def test_a_reset_is_kept(self, path):
        """Tables put in place of others are written whole, and later changes after them."""
        made = world()
        store = Store(path, made)
        made.put("bookings", "x", {})
        made.tables.clear()
        made.tables["users"] = {7: {"id": 7}}
        store.commit()
        made.put("users", 8, {"id": 8})
        store.commit()
        store._database.close()
        assert again(path).tables == {"users": {7: {"id": 7}, 8: {"id": 8}}}

    def test_without_a_change_nothing_is_written(self, path):
        """Reading costs no write."""
        made = world()
        store = Store(path, made)
        before = store._database.total_changes
        made.dice.text()
        store.commit()
        assert store._database.total_changes == before
        store.close()

    def test_the_file_is_let_go(self, path):
        """After `close` the world is on its own again."""
        made = world()
        store = Store(path, made)
        store.close()
        assert made.changed is None
        made.put("bookings", "later", {})
        assert "later" not in again(path).tables["bookings"]


def again_clock(path, change):
    stored(path, lambda made: change(made.clock))
    return again(path).clock


def as_version_1(path):
    """Makes a state file one of the first version: all that is known of the dice in one place."""
    database = sqlite3.connect(path)
    facts = {name: json.loads(value) for name, value in database.execute("SELECT name, value FROM facts")}
    numbers, form, used, gauss = facts["dice"]
    dice = [numbers, [form, [*facts["words"], used], gauss]]
    database.execute("UPDATE facts SET value = ? WHERE name = 'dice'", (json.dumps(dice),))
    database.execute("DELETE FROM facts WHERE name = 'words'")
    database.execute("PRAGMA user_version = 1")
    database.commit()
    database.close()


class TestOlderVersion:
    """A file that the first version wrote is read, and goes on in the present form."""

    def test_it_is_read(self, path):
        """Rows and dice; the next start finds a file of this version."""
        made = stored(path, lambda made: made.put("bookings", "new", {"uid": made.dice.text()}))
        as_version_1(path)
        assert made.tables == again(path).tables
        database = sqlite3.connect(path)
        assert VERSION == database.execute("PRAGMA user_version").fetchone()[0]
        database.close()
        found = again(path)
        assert made.tables == found.tables
        assert (made.dice.number("booking"), made.dice.text()) == (found.dice.number("booking"), found.dice.text())

    @pytest.mark.parametrize("damage", ["UPDATE facts SET value = '[]' WHERE name = 'dice'", "DELETE FROM facts"])
    def test_a_damaged_one_stays_as_it_is(self, path, damage):
        """It is not taken for one of this version."""
        Store(path, world()).close()
        as_version_1(path)
        database = sqlite3.connect(path)
        database.executescript(damage)
        database.close()
        before = path.read_bytes()
        with pytest.raises(StoreError, match="is damaged"):
            Store(path, world())
        assert before == path.read_bytes()


class TestRefusing:
    """Files that can't be used are refused with one clear line."""

    def refused(self, path):
        made = world()
        with pytest.raises(StoreError) as caught:
            Store(path, made)
        assert "\n" not in str(caught.value)
        assert str(path) in str(caught.value)
        assert len(made.tables["bookings"]) == 3
        return str(caught.value)

    def test_another_kind_of_file(self, path):
        """It is left as it is."""
        path.write_bytes(b"something else\n" * 300)
        assert "is no state file of this mock" in self.refused(path)
        assert path.read_bytes() == b"something else\n" * 300

    def test_another_programs_database(self, path):
        """With tables of its own, or with its mark alone."""
        database = sqlite3.connect(path)
        database.execute("CREATE TABLE songs (id)")
        database.commit()
        assert "the database of another program" in self.refused(path)
        database.execute("DROP TABLE songs")
        database.execute("PRAGMA application_id = 7")
        database.commit()
        database.close()
        assert "the database of another program" in self.refused(path)

    def test_another_version(self, path):
        """It says what to do."""
        Store(path, world()).close()
        database = sqlite3.connect(path)
        database.execute("PRAGMA user_version = 3")
        database.close()
        assert "another version of the mock; delete it" in self.refused(path)

    @pytest.mark.parametrize("share", [0.3, 0.6, 0.95])
    def test_a_damaged_file(self, path, share):
        """Bytes that changed on the disk are found before anything is answered."""
        made = world()
        for number in range(500):
            made.put("bookings", f"more{number}", {"text": "x" * 100})
        Store(path, made).close()
        content = bytearray(path.read_bytes())
        place = int(len(content) * share)
        content[place : place + 4096] = b"\xaa" * 4096
        path.write_bytes(content)
        assert "is damaged" in self.refused(path) or "can't be used" in self.refused(path)

    @pytest.mark.parametrize(
        "change",
        ["UPDATE rows SET row = '{'", "UPDATE rows SET key = 'x'", "DELETE FROM facts WHERE name = 'clock'",
         "UPDATE facts SET value = '[]' WHERE name = 'dice'", "UPDATE facts SET value = '{\"now\":5}'"],
    )  # fmt: skip
    def test_a_file_that_somebody_changed(self, path, change):
        """What can't be read is damage."""
        Store(path, world()).close()
        database = sqlite3.connect(path)
        database.execute(change + (" WHERE name = 'users'" if "rows" in change else ""))
        database.commit()
        database.close()
        assert "is damaged" in self.refused(path)

    @pytest.mark.parametrize(
        "change",
        [
            "DELETE FROM facts",
            "DELETE FROM facts WHERE name = 'dice'",
            "DELETE FROM facts WHERE name = 'words'",
            "PRAGMA user_version = 1",
            "INSERT INTO facts VALUES ('more', '1')",
            "DELETE FROM facts WHERE name = 'dice'; DELETE FROM rows",
            "DROP TABLE facts",
            "DROP TABLE rows",
            "DROP INDEX places",
            "ALTER TABLE rows ADD COLUMN more",
            "CREATE TABLE songs (id)",
        ],
    )
    def test_a_state_that_is_not_whole(self, path, change):
        """Rows whose facts are gone, or other tables than ours, are damage, and stay as they are."""
        Store(path, world()).close()
        database = sqlite3.connect(path)
        database.executescript(change)
        database.close()
        self.refused_untouched(path, "is damaged: ")

    @pytest.mark.parametrize(
        ("change", "told"),
        [
            ("PRAGMA user_version = 3", "another version of the mock; delete it"),
            ("PRAGMA user_version = 0", "another version of the mock; delete it"),
            ("PRAGMA application_id = 0", "the database of another program"),
            ("PRAGMA application_id = 7", "the database of another program"),
        ],
    )
    def test_a_state_with_other_marks(self, path, change, told):
        """Not even the kind of its journal is changed before it is known whose it is."""
        Store(path, world()).close()
        database = sqlite3.connect(path)
        database.executescript(f"{change}; PRAGMA journal_mode = DELETE")
        database.close()
        self.refused_untouched(path, told)

    @pytest.mark.parametrize(
        "made", ["CREATE TABLE songs (id)", "CREATE VIEW v AS SELECT 1", "PRAGMA user_version = 1"]
    )
    def test_another_programs_database_is_left_as_it_is(self, path, made):
        """Whatever it holds, and if it is a number alone."""
        database = sqlite3.connect(path)
        database.executescript(made)
        database.close()
        self.refused_untouched(path, "the database of another program")

    @pytest.mark.parametrize("content", [b"x", b"\n", b"\0", b"{}", b"SQLite format 4\0", b"\0" * 511, b"\0" * 4096])
    def test_a_short_file_is_not_an_empty_one(self, path, content):
        """A single byte of somebody's is not written over."""
        path.write_bytes(content)
        self.refused_untouched(path, "is no state file of this mock")

    def refused_untouched(self, path, told):
        before = path.read_bytes()
        assert told in self.refused(path)
        assert before == path.read_bytes()

    def test_an_empty_file_is_ours(self, path):
        """As one that is not there, and as one whose maker ended before its first state was in it."""
        path.touch()
        Store(path, world()).close()
        database = sqlite3.connect(path)
        database.executescript("DELETE FROM facts; DELETE FROM rows")
        database.close()
        store = Store(path, world())
        assert store.restored is False
        store.close()
        assert world().tables == again(path).tables

    def test_a_file_in_use(self, path):
        """Two mocks would overwrite each other's state."""
        store = Store(path, world())
        assert "is in use by another mock" in self.refused(path)
        store.close()
        Store(path, world()).close()

    def test_a_folder_that_is_not_there(self, path):
        """The reason is SQLite's."""
        assert "can't be used: unable to open database file" in self.refused(path.parent / "no" / "state.db")


class TestReplying:
    """A reply leaves only when its changes are stored."""

    def test_after_the_commit(self, path):
        """Another process sees the change as soon as there is a reply."""
        inside = Inside()
        mock = mock_of(inside, path)
        mock.handle(request("PUT", "/rows/a", b"1"))
        mock.store._database.close()
        assert list(again(path).tables["rows"]) == ["a"]

    def test_a_reset_through_the_mock(self, path):
        """The file follows."""
        inside = Inside()
        mock = mock_of(inside, path)
        mock.handle(request("PUT", "/rows/a", b"1"))
        inside.reset()
        mock.handle(request())
        mock.store._database.close()
        assert "rows" not in again(path).tables

    def test_a_change_that_can_not_be_stored(self, path, capsys):
        """It is not confirmed: 507, and a line on the error output. Once there is room again, it is not there."""
        inside = Inside(answer({"fine": True}))
        mock = mock_of(inside, path)
        full(mock.store)
        reply = mock.handle(request("PUT", "/rows/a", b"x" * 20_000))
        assert (reply.status, reply.json()["error"]["status"]) == (507, 507)
        assert "can't be used: database or disk is full" in capsys.readouterr().err
        assert "rows" not in inside.world.tables
        roomy(mock.store)
        assert mock.handle(request("PUT", "/rows/b", b"1")).status == 200
        mock.store._database.close()
        assert list(again(path).tables["rows"]) == ["b"]


class TestTogether:
    """A server stores what comes within one turn of its loop at once, and confirms nothing before."""

    def mock(self, path, store=Store):
        inside = Inside()
        inside.deliveries = Deliveries(inside.world)
        return Stored(inside, store(path, inside.world))

    def test_one_commit_for_all_that_came(self, path):
        """Nobody has an answer before it, and all have one after it."""
        mock = self.mock(path, Counting)

        async def run():
            waiting = [mock.handle_with_others(request("PUT", f"/rows/{number}", b"1")) for number in range(8)]
            mock.store.look = lambda: [each.done() for each in waiting]
            return await asyncio.gather(*waiting)

        replies = asyncio.run(run())
        assert [[False] * 8] == mock.store.seen
        assert [200] * 8 == [each.status for each in replies]
        mock.store._database.close()
        assert [str(number) for number in range(8)] == list(again(path).tables["rows"])

    def test_what_comes_later_is_another_turn(self, path):
        """It does not wait for more than came together."""
        mock = self.mock(path, Counting)

        async def run():
            for number in range(3):
                await mock.handle_with_others(request("PUT", f"/rows/{number}", b"1"))

        asyncio.run(run())
        assert 3 == len(mock.store.seen)
        mock.store.close()

    def test_a_read_sees_only_what_is_stored(self, path):
        """What was written before it in the same turn is stored, and confirmed, first."""
        mock = self.mock(path, Counting)

        async def run():
            waiting = mock.handle_with_others(request("PUT", "/rows/a", b"1"))
            assert not waiting.done()
            reply = mock.handle_with_others(request())
            assert waiting.done()
            return reply

        assert 200 == asyncio.run(run()).status
        mock.store._database.close()
        assert ["a"] == list(again(path).tables["rows"])

    def test_what_can_not_be_stored_is_refused_to_all(self, path, capsys):
        """Each with 507, none of it is there, and once there is room writes go on."""
        mock = self.mock(path)
        full(mock.store)

        async def run(*names):
            return [
                each if isinstance(each, Reply) else await each
                for each in [mock.handle_with_others(request("PUT", f"/rows/{name}", b"x" * 20_000)) for name in names]
            ]

        assert [507, 507, 507] == [each.status for each in asyncio.run(run("a", "b", "c"))]
        assert "rows" not in mock.mock.world.tables
        assert [507, 507] == [each.status for each in asyncio.run(run("a", "b"))]
        assert 1 == capsys.readouterr().err.count("can't be used")
        roomy(mock.store)
        assert [200, 200] == [each.status for each in asyncio.run(run("d", "e"))]
        mock.store._database.close()
        assert ["d", "e"] == list(again(path).tables["rows"])

    def test_one_whose_client_is_gone_keeps_nobody_waiting(self, path):
        """It is stored with the others all the same."""
        mock = self.mock(path)

        async def run():
            gone, other = [mock.handle_with_others(request("PUT", f"/rows/{name}", b"1")) for name in "ab"]
            gone.cancel()
            return await other

        assert 200 == asyncio.run(run()).status
        mock.store._database.close()
        assert ["a", "b"] == list(again(path).tables["rows"])

    def test_the_application_waits_for_it(self, path):
        """The answer leaves only when its change is stored."""
        mock = self.mock(path, Counting)
        sent = []
        mock.store.look = lambda: list(sent)

        async def receive():
            return {"type": "http.request", "body": b"1"}

        async def send(message):
            sent.append(message["type"])

        scope = {"type": "http", "method": "PUT", "path": "/rows/a", "query_string": b"", "headers": []}
        asyncio.run(create_app(mock)(scope, receive, send))
        assert [[]] == mock.store.seen
        assert ["http.response.start", "http.response.body"] == sent
        mock.store.close()


class Counting(Store):
    """A store that looks at something at each commit."""

    def __init__(self, path, world):
        self.seen, self.look = [], lambda: None
        super().__init__(path, world)

    def commit(self):
        """Looks, then commits."""
        self.seen.append(self.look())
        super().commit()


def full(store):
    """Lets the file not grow any more, as on a disk that is full."""
    pages = store._database.execute("PRAGMA page_count").fetchone()[0]
    store._database.execute(f"PRAGMA max_page_count = {pages}")


def roomy(store):
    """Lets it grow again."""
    store._database.execute("PRAGMA max_page_count = 100000")


def mock_of(inside, path):
    inside.deliveries = Deliveries(inside.world)
    return Stored(inside, Store(path, inside.world))


class TestMock:
    """The real mock."""

    def test_what_was_made_is_found_after_a_restart(self, path):
        """Over the doors: rows, their order and what is looked up by an index."""
        first = Mock(now=NOW, running=False)
        mock = Stored(first, Store(path, first.world))
        body = {"name": "Evenings", "timeZone": "Europe/Lisbon", "isDefault": False}
        headers = {"authorization": "Bearer cal_example", "cal_api_version": "2024-06-11"}
        made = mock.handle(request("POST", "/v2/schedules", body, **headers)).json()["data"]
        before = first.handle(request(path="/v2/schedules", **headers)).json()
        mock.store._database.close()
        second = Mock(seed_data="empty")
        with_state = Stored(second, Store(path, second.world))
        assert made in before["data"]
        assert before == with_state.handle(request(path="/v2/schedules", **headers)).json()
        assert second.clock.now() == NOW
        with_state.store.close()


class TestDeliveries:
    """What webhooks were told is state as well."""

    def booked(self, path):
        """A stored mock in which two webhooks have been told of a booking: one is delivered, one waits."""
        mock = Mock(now=NOW, running=False, seed_data="empty")
        stored = Stored(mock, Store(path, mock.world))
        mock.seed.webhook("http://127.0.0.1:9/one", "BOOKING_CREATED", secret="example-secret")
        mock.seed.webhook("http://127.0.0.1:9/two", "BOOKING_CANCELLED")
        kind = mock.seed.event_type(minimumBookingNotice=0)
        row = mock.seed.booking(kind)
        mock.world.emit("BOOKING_CREATED", row)
        assert [200] == [each.status for each in mock.deliveries.drain_sync(lambda *_: 200)]
        mock.world.emit("BOOKING_CANCELLED", row)
        stored.handle(request())
        stored.store._database.close()
        return mock.deliveries

    def restarted(self, path):
        mock = Mock(now=NOW, running=False, seed_data="empty")
        return Stored(mock, Store(path, mock.world))

    def test_they_survive_a_restart(self, path):
        """With id, headers, body and what became of them; numbers go on."""
        before = [each.row() for each in self.booked(path)]
        stored = self.restarted(path)
        found = stored.mock.deliveries
        assert before == [each.row() for each in found]
        assert ["delivered", "pending"] == [each.state for each in found]
        stored.mock.world.emit("BOOKING_CREATED", next(iter(stored.mock.world.table("bookings").values())))
        assert ["delivery_1", "delivery_2", "delivery_3"] == [each.id for each in found]
        stored.store.close()

    def test_what_waited_is_sent_and_what_arrived_can_be_sent_again(self, path):
        """The same bytes under the same signature, and the next start knows of it."""
        first = self.booked(path)[0]
        stored = self.restarted(path)
        sent = []
        stored.mock.deliveries.resend("delivery_1")
        stored.mock.deliveries.drain_sync(lambda url, headers, body: sent.append((url, headers, body)) or 204)
        assert ["http://127.0.0.1:9/two", "http://127.0.0.1:9/one"] == [url for url, _, _ in sent]
        assert (first.headers, first.body) == sent[1][1:]
        stored.store._database.close()  # as if it were killed: what became of them is stored by then
        again = self.restarted(path)
        assert [("delivered", 2), ("delivered", 1)] == [(each.state, each.attempts) for each in again.mock.deliveries]
        assert not again.mock.deliveries.due
        again.store.close()

    def test_an_address_that_is_not_allowed_any_more_is_kept_back(self, path):
        """Who starts the mock decides where it sends, not the file."""
        mock = Mock(now=NOW, running=False, seed_data="empty", allowed_hosts=("hooks.example.com",))
        stored = Stored(mock, Store(path, mock.world))
        mock.seed.webhook("http://hooks.example.com/", "BOOKING_CREATED")
        mock.world.emit("BOOKING_CREATED", mock.seed.booking(mock.seed.event_type()))
        stored.store.close()
        again = self.restarted(path)
        assert [True] == [each.refused for each in again.mock.deliveries]
        assert not again.mock.deliveries.due
        again.store.close()

    def test_a_reset_forgets_them(self, path):
        """In the file as well."""
        self.booked(path)
        stored = self.restarted(path)
        stored.mock.reset()
        stored.handle(request())
        stored.store.close()
        again = self.restarted(path)
        assert [] == list(again.mock.deliveries)
        again.store.close()

    def test_no_more_are_kept_than_remembered(self, path):
        """The oldest go from the file, too."""
        mock = Mock(now=NOW, running=False, seed_data="empty")
        mock.deliveries = Deliveries(mock.world, kept=2)
        stored = Stored(mock, Store(path, mock.world))
        mock.seed.webhook("http://127.0.0.1:9/", "BOOKING_CREATED")
        row = mock.seed.booking(mock.seed.event_type())
        for _ in range(4):
            mock.world.emit("BOOKING_CREATED", row)
        stored.store.close()
        assert ["delivery_3", "delivery_4"] == list(again(path).tables["deliveries"])


CONNECTIONS = 8
SHARE = {"authorization": "Bearer cal_example", "cal-api-version": "2024-06-11"}


def started(path):
    """A server in a process of its own, with a state file; and its address."""
    command = [sys.executable, "-m", "toolzz_cal_mock", "mock", "--port", "0", "--state", str(path)]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
    while "TOOLZZ_CAL_BASE_URL=" not in (line := process.stdout.readline()):
        assert line
    return process, line.strip().partition("=")[2]


def written_until_killed(process, url, kills_at):
    """What was confirmed on several connections to a server that is killed while it is written to."""
    confirmed = []

    def write(worker):
        with httpx.Client(base_url=url, headers=SHARE, trust_env=False, timeout=60) as client:
            for number in range(kills_at):
                body = {"name": f"{worker}/{number}", "timeZone": "UTC", "isDefault": False}
                try:
                    reply = client.post("/v2/schedules", json=body)
                except httpx.TransportError:
                    return
                assert reply.status_code == 201
                confirmed.append(reply.json()["data"])
                if len(confirmed) == kills_at:
                    process.send_signal(signal.SIGKILL)

    # Nobody reads the lines it prints; they fit into the pipe.
    with ThreadPoolExecutor(CONNECTIONS) as pool:
        list(pool.map(write, range(CONNECTIONS)))
    assert process.wait(300) == -signal.SIGKILL
    process.stdout.close()
    return confirmed


def test_a_killed_process_loses_no_confirmed_write(path):
    """Kill -9 in the middle of writes on eight connections, time and again: all that was confirmed is there, once."""
    confirmed = []
    for kills_at in (1, 30, 200):
        process, url = started(path)
        with httpx.Client(base_url=url, headers=SHARE, trust_env=False, timeout=60) as client:
            found = {each["id"]: each["name"] for each in client.get("/v2/schedules").json()["data"]}
        assert [] == [each for each in confirmed if each["name"] != found.get(each["id"])]
        more = written_until_killed(process, url, kills_at)
        assert len(more) >= kills_at
        confirmed += more
    mock = Mock()
    store = Store(path, mock.world)
    assert store.restored
    rows = mock.world.table("schedules")
    assert [] == [each for each in confirmed if each["name"] != rows.get(each["id"], {}).get("name")]
    assert len(confirmed) == len({each["id"] for each in confirmed})
    store.close()


def test_a_log_that_was_torn_loses_its_end_alone(path):
    """A machine that loses power may leave half a commit: all before it is there, and the file can be used."""
    made = world()
    store = Store(path, made)
    for number in range(3):
        made.put("rows", number, {"n": number})
        store.commit()
    log, whole = path.with_name(path.name + "-wal").read_bytes(), path.read_bytes()
    store._database.close()
    path.write_bytes(whole)
    path.with_name(path.name + "-wal").write_bytes(log[:-100])
    found = again(path).tables["rows"]
    assert [0, 1] == list(found)
