import asyncio
import json

import pytest
from toolzz_cal_mock import asgi
from toolzz_cal_mock.asgi import CUT, ConnectionCut, create_app
from toolzz_cal_mock.messages import Reply
from toolzz_cal_mock.wire import PEER

from tests.support.stub_inside import Inside, answer

GONE = {"type": "http.disconnect"}


async def rested():
    """Lets every other task go on until each of them waits for good."""
    for _ in range(500):
        await asyncio.sleep(0)


class Connection:
    """One request over ASGI: gives the events of a server and keeps what is sent."""

    def __init__(self, *events, headers=(), method="POST", path="/v2/bookings", cut=True, client=("127.0.0.1", 5)):
        self.scope = {
            "type": "http",
            "method": method,
            "path": path,
            "raw_path": path.encode(),
            "query_string": b"",
            "headers": list(headers),
            "client": client,
        }
        self.events = list(events or [body()])
        self.sent, self.closed, self.taken = [], 0, 0
        if cut:
            self.scope["extensions"] = {CUT: self.close}

    def close(self):
        self.closed += 1
        self.events = [GONE]

    async def receive(self):
        self.taken += 1
        return self.events.pop(0) if self.events else GONE

    async def send(self, event):
        self.sent.append(event)

    def run(self, app):
        asyncio.run(app(self.scope, self.receive, self.send))
        return self

    @property
    def status(self):
        return self.sent[0]["status"]

    @property
    def headers(self):
        return {name.decode(): value.decode("latin-1") for name, value in self.sent[0]["headers"]}

    @property
    def content(self):
        return b"".join(event["body"] for event in self.sent[1:])


def body(content=b"", more=False):
    return {"type": "http.request", "body": content, "more_body": more}


class TestRequests:
    """What the mock gets."""

    def test_a_body_in_parts(self):
        """It arrives whole."""
        inside = Inside()
        Connection(body(b"one ", True), body(b"two ", True), body(b"three")).run(create_app(inside))
        assert inside.seen[0].body == b"one two three"

    @pytest.mark.parametrize("events", [[GONE], [body(b"half", True), GONE]])
    def test_half_a_request_is_none(self, events):
        """A client that hangs up in the middle of its body has not asked for anything."""
        inside = Inside()
        connection = Connection(*events).run(create_app(inside))
        assert (inside.seen, connection.sent) == ([], [])

    @pytest.mark.parametrize(
        ("path", "seen"),
        [("/v2/é", "/v2/é"), ("/%5Fmock/state", "/%5Fmock/state"), ("/v2/a%2Fb%20c", "/v2/a%252Fb%20c")],
    )
    def test_servers_without_a_raw_path(self, path, seen):
        """Not every server gives one. What it gives is decoded, and not decoded again."""
        inside = Inside()
        connection = Connection(path=path)
        del connection.scope["raw_path"]
        connection.run(create_app(inside))
        assert inside.seen[0].path == seen

    @pytest.mark.parametrize("path", ["/", "/_mock", "/_mock/reset", "/%5Fmock/state", "//_mock", "/v2/me"])
    def test_every_request_says_who_asks(self, path):
        """The peer is the server's word; what a client claims is thrown away."""
        inside = Inside()
        claimed = [(PEER.encode(), b"127.0.0.1"), (PEER.upper().encode(), b"127.0.0.1")]
        Connection(path=path, headers=claimed, client=("192.0.2.7", 5)).run(create_app(inside))
        Connection(path=path, headers=claimed, client=None).run(create_app(inside))
        assert ["192.0.2.7", "unknown"] == [each.headers[PEER] for each in inside.seen]


class TestLimit:
    """Bodies that are too large."""

    @pytest.mark.parametrize(
        ("events", "headers"),
        [
            ([body(bytes(1001))], []),
            ([body(bytes(600), True), body(bytes(600), True), body(bytes(600))], []),
            ([body(b"")], [(b"content-length", b"1001")]),
        ],
    )
    def test_is_refused(self, events, headers):
        """By its header or by what has come, with JSON, and the mock never sees it."""
        inside = Inside()
        connection = Connection(*events, headers=headers).run(create_app(inside))
        assert (connection.status, inside.seen) == (413, [])
        assert json.loads(connection.content)["message"] == "The body has over 1000 bytes"
        assert connection.headers["connection"] == "close"

    def test_is_thrown_away_while_it_comes(self, monkeypatch):
        """What is over the limit is not kept, and after some more not even read."""
        monkeypatch.setattr(asgi, "DISCARDED", 5000)
        connection = Connection(*[body(bytes(1000), True)] * 50).run(create_app(Inside()))
        assert connection.status == 413
        assert connection.taken <= 8

    def test_a_client_that_stalls_is_not_waited_for(self, monkeypatch):
        """The answer comes after a moment."""
        monkeypatch.setattr(asgi, "DISCARDING", 0.01)

        class Stalled(Connection):
            async def receive(self):
                return await asyncio.sleep(30)

        connection = Stalled(headers=[(b"content-length", b"99999")]).run(create_app(Inside()))
        assert connection.status == 413

    def test_a_body_that_has_ended_is_not_waited_for(self):
        """When the last part was one too many, the answer comes at once."""
        connection = Connection(body(bytes(600), True), body(bytes(600))).run(create_app(Inside()))
        assert (connection.status, connection.taken) == (413, 2)

    def test_a_client_that_asks_first_need_not_send(self):
        """With Expect: 100-continue the body is not even read."""
        headers = [(b"content-length", b"99999"), (b"expect", b"100-continue")]
        connection = Connection(headers=headers).run(create_app(Inside()))
        assert (connection.status, connection.taken) == (413, 0)

    def test_exactly_the_limit_is_allowed(self):
        """The limit itself is within."""
        inside = Inside()
        Connection(body(bytes(1000)), headers=[(b"content-length", b"1000")]).run(create_app(inside))
        assert len(inside.seen[0].body) == 1000


class TestReplies:
    """What the server gets."""

    def test_a_reply(self):
        """Status, headers with the length, body."""
        connection = Connection().run(create_app(Inside(answer({"a": 1}, 201))))
        assert (connection.status, json.loads(connection.content)) == (201, {"a": 1})
        assert connection.headers == {"content-type": "application/json", "content-length": "8"}

    def test_no_length_where_there_is_no_body(self):
        """204 and 304 have none."""
        assert Connection().run(create_app(Inside(Reply(204)))).headers == {}

    def test_a_header_can_not_be_split(self):
        """A value that came from outside, such as an address to redirect to, can't add headers."""
        reply = Reply(301, b"", {"location": "https://example.com/\r\nset-cookie: a=b\u2028é"})
        assert (
            Connection().run(create_app(Inside(reply))).headers["location"] == "https://example.com/??set-cookie: a=b?é"
        )

    def test_a_delay_is_waited_for(self):
        """The answer comes later; other requests are answered meanwhile."""
        app = create_app(Inside(answer({}, delay=0.02)))
        slow, quick = Connection(), Connection()

        async def both():
            first = asyncio.create_task(app(slow.scope, slow.receive, slow.send))
            await asyncio.sleep(0)
            app.mock.reply = answer({})
            await app(quick.scope, quick.receive, quick.send)
            was = list(slow.sent)
            await first
            return was

        assert asyncio.run(both()) == []
        assert (slow.status, quick.status) == (200, 200)

    @pytest.mark.parametrize("drop", ["before", "after"])
    def test_a_dropped_connection(self, drop):
        """It is closed, nothing is sent, and the request was seen by the mock, which decides what drop means."""
        inside = Inside(Reply(200, b"{}", drop=drop))
        connection = Connection().run(create_app(inside))
        assert (connection.closed, connection.sent, len(inside.seen)) == (1, [], 1)

    def test_a_body_cut_short(self):
        """What there is is sent under the length of the whole, and then the connection is closed."""
        connection = Connection().run(create_app(Inside(Reply(200, b"half", {"content-length": "8"}))))
        assert (connection.content, connection.headers["content-length"]) == (b"half", "8")
        assert connection.sent[-1]["more_body"] is True
        assert connection.closed == 1

    def test_servers_that_can_not_cut(self):
        """They are made to by an exception."""
        with pytest.raises(ConnectionCut):
            Connection(cut=False).run(create_app(Inside(Reply(200, drop="after"))))


class Deliveries:
    """Counts how many were sent; `left` deliveries wait, and `stuck` receivers never answer."""

    def __init__(self, left=2, stuck=0):
        self.left, self.stuck, self.sent, self.begun, self.given_up = left, stuck, 0, 0, 0

    @property
    def due(self):
        return self.left > 0

    async def send_next(self, taken):
        self.left -= 1
        self.begun += 1
        is_stuck = self.begun <= self.stuck
        taken()
        if is_stuck:
            try:
                await asyncio.Event().wait()
            finally:
                self.given_up += 1
        await asyncio.sleep(0)
        self.sent += 1


class TestDeliveries:
    """Webhooks that are due after an answer."""

    @pytest.mark.parametrize("reply", [answer({}), Reply(200, drop="after")])
    def test_are_sent_after_the_answer(self, reply):
        """Beside it, until none is left; also when the answer never arrives."""
        inside, events = Inside(reply), []
        inside.deliveries = Deliveries()
        app = create_app(inside)

        async def run():
            connection = Connection()
            await app(connection.scope, connection.receive, connection.send)
            events.append(inside.deliveries.sent)
            await rested()
            events.append(inside.deliveries.sent)

        asyncio.run(run())
        assert events == [0, 2]

    @pytest.mark.parametrize(("stuck", "sent"), [(1, 39), (15, 25), (16, 0)])
    def test_receivers_that_never_answer_hold_up_nobody_else(self, stuck, sent):
        """All others are told meanwhile, as long as there is a place left of sixteen."""
        inside = Inside()
        inside.deliveries = Deliveries(40, stuck)
        app = create_app(inside)

        async def run():
            connection = Connection()
            await app(connection.scope, connection.receive, connection.send)
            await rested()
            assert (inside.deliveries.sent, inside.deliveries.begun) == (sent, sent + stuck)

        asyncio.run(run())

    def test_nothing_is_due(self):
        """No task is made."""
        inside = Inside()
        inside.deliveries = Deliveries(0)
        Connection().run(create_app(inside))
        assert inside.deliveries.begun == 0

    def test_the_end_does_not_wait_for_a_receiver(self):
        """A shutdown gives up what is on its way."""
        inside = Inside()
        inside.deliveries = Deliveries(20, stuck=20)
        app = create_app(inside)
        sent = []

        async def run():
            connection = Connection()
            await app(connection.scope, connection.receive, connection.send)
            events = [{"type": "lifespan.startup"}, {"type": "lifespan.shutdown"}]

            async def receive():
                await rested()
                return events.pop(0)

            async def send(event):
                sent.append(event["type"])

            await app({"type": "lifespan"}, receive, send)

        asyncio.run(run())
        assert sent == ["lifespan.startup.complete", "lifespan.shutdown.complete"]
        assert inside.deliveries.given_up == inside.deliveries.begun == 16


def test_websockets_are_refused():
    """Nothing here speaks them."""
    connection = Connection({"type": "websocket.connect"})
    connection.scope["type"] = "websocket"
    assert connection.run(create_app(Inside())).sent == [{"type": "websocket.close", "code": 1000}]


def test_options_are_for_a_new_mock():
    """They can't change one that is given."""
    with pytest.raises(TypeError, match="options are for a new mock"):
        create_app(Inside(), seed=1)
