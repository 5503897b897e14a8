"""What a mock with a state file answers is in the file before, and found again however its process ended."""

import asyncio
import signal
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor

import httpx
import pytest
from toolzz_cal_mock.asgi import create_app
from toolzz_cal_mock.core import Mock
from toolzz_cal_mock.deliveries import Deliveries
from toolzz_cal_mock.messages import Reply
from toolzz_cal_mock.store import Store, Stored

from tests.support.states import again
from tests.support.stub_inside import NOW, Inside, answer, request


@pytest.fixture
def path(tmp_path):
    return tmp_path / "state.db"


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
