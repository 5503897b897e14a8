"""Receivers that are slow or say nothing keep nobody waiting."""

import asyncio
import json
import threading
from contextlib import asynccontextmanager
from http.client import HTTPException

import pytest
import toolzz_cal_mock.world.booking_changes
import toolzz_cal_mock.world.booking_moves
import toolzz_cal_mock.world.bookings  # noqa: F401
from toolzz_cal_mock.targets import Sender

from tests.support import loops


class Dripping:
    """A receiver that begins to answer, a byte each second as long as somebody listens, and never ends."""

    def __init__(self, beginning=b"", seconds=1):
        self.beginning, self.seconds, self.dripped, self.came = beginning, seconds, 0, 0

    async def __call__(self, reader, writer):
        self.came += 1
        writer.write(self.beginning)
        try:
            while True:
                writer.write(b"1")
                await writer.drain()
                self.dripped += 1
                asyncio.get_running_loop().passed += self.seconds
                await asyncio.sleep(0)
        except ConnectionError:
            pass
        finally:
            writer.close()


@asynccontextmanager
async def listening(receiver):
    """A receiver on a port, and its address."""
    async with await asyncio.start_server(receiver, "127.0.0.1", 0) as server:
        yield f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}/"


BEGINNINGS = [b"", b"HTTP/1.1 200 OK\r\nx-header: ", b"HTTP/1.1 103 Early\r\n\r\nHTTP/1.1 "]


@pytest.mark.parametrize("beginning", BEGINNINGS, ids=["status line", "headers", "informational"])
def test_the_time_limit_is_for_the_whole_answer(beginning):
    """Every byte came in time, but not the answer."""
    receiver = Dripping(beginning)

    async def run():
        with pytest.raises(TimeoutError, match="no answer within"):
            async with listening(receiver) as url:
                await Sender().post(url, {}, b"{}")

    loops.run(run)
    assert receiver.dripped >= 5


def test_a_body_is_not_waited_for():
    """The status and the headers say all there is to know."""
    receiver = Dripping(b"HTTP/1.1 200 OK\r\ncontent-length: 1000000\r\n\r\n", seconds=0)

    async def run():
        async with listening(receiver) as url:
            return await Sender().post(url, {}, b"{}")

    assert 200 == loops.run(run)


def test_one_slow_receiver_delays_nobody_else(stage):
    """Everybody else has been told when the slow one has not; and the end waits for none."""
    urls = [f"http://127.0.0.1:9/{number}" for number in range(40)]
    for url in urls:
        stage.subscribe(url=url)
    stage.world.emit("BOOKING_CREATED", stage.booking)
    stage.world.emit("BOOKING_PAID", stage.booking)
    told, at_once, most = [], 0, 0

    async def run():
        everybody_else = asyncio.Event()

        async def send(url, headers, body):
            nonlocal at_once, most
            at_once += 1
            most = max(most, at_once)
            if url == urls[0]:
                await asyncio.Event().wait()
            await asyncio.sleep(0)
            at_once -= 1
            told.append((url, json.loads(body)["triggerEvent"]))
            if len(told) == 2 * len(urls) - 2:
                everybody_else.set()
            return 200

        draining = asyncio.create_task(stage.deliveries.drain(send))
        await everybody_else.wait()
        draining.cancel()
        await asyncio.gather(draining, return_exceptions=True)

    asyncio.run(run())
    assert 16 == most
    for url in urls[1:]:
        assert ["BOOKING_CREATED", "BOOKING_PAID"] == [trigger for each, trigger in told if each == url]
    assert "BOOKING_PAID" in [each.trigger for each in stage.deliveries.pending]


def test_a_receiver_is_told_one_thing_after_the_other(stage):
    """By whoever drains: what waits for it is not due before it has answered."""
    stage.subscribe()
    stage.world.emit("BOOKING_CREATED", stage.booking)
    stage.world.emit("BOOKING_PAID", stage.booking)

    async def run():
        asked, answered = asyncio.Event(), asyncio.Event()

        async def send(url, headers, body):
            asked.set()
            await answered.wait()
            return 200

        first = asyncio.create_task(stage.deliveries.drain(send))
        await asked.wait()
        assert not stage.deliveries.due
        assert [] == await stage.deliveries.drain(send)
        answered.set()
        return await first

    assert ["BOOKING_CREATED", "BOOKING_PAID"] == [each.trigger for each in asyncio.run(run())]


def test_a_name_that_is_looked_up_for_ever_keeps_nobody_waiting():
    """The time limit holds for it, too, and so does the end of the loop."""
    asked, over = threading.Event(), threading.Event()

    def resolve(host, port):
        asked.set()
        over.wait()
        return []

    with pytest.raises(TimeoutError):
        Sender(["hooks.example.com"], timeout=0.05, resolve=resolve)("http://hooks.example.com/", {}, b"{}")
    asked.wait()
    over.set()


NO_ANSWERS = [
    b"",
    b"SSH-2.0-OpenSSH\r\n",
    b"HTTP/1.1 20\r\n\r\n",
    b"HTTP/1.1 099 x\r\n\r\n",
    b"H" * 100_000,
    b"HTTP/1.1 100 C\r\n\r\n",
]


@pytest.mark.parametrize("answer", NO_ANSWERS, ids=range(len(NO_ANSWERS)))
def test_what_is_no_answer_is_none(answer):
    """It is told as such, whatever a receiver says."""

    async def run():
        async def receive(reader, writer):
            await reader.readuntil(b"{}")
            writer.write(answer)
            writer.close()

        async with listening(receive) as url:
            with pytest.raises((HTTPException, ConnectionError)):
                await Sender().post(url, {}, b"{}")

    asyncio.run(run())
