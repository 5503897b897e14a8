"""Where webhooks may go, and that none leads back to the mock."""

import asyncio
import socket

import pytest
import toolzz_cal_mock.world.booking_changes
import toolzz_cal_mock.world.booking_moves
import toolzz_cal_mock.world.bookings  # noqa: F401
from toolzz_cal_mock import targets
from toolzz_cal_mock.core import Mock
from toolzz_cal_mock.deliveries import may_send, signature
from toolzz_cal_mock.serving import on_port
from toolzz_cal_mock.targets import Refused, Sender, refusal

from tests.support.stub_inside import NOW
from tests.support.tables import every

# Where it may go


def test_what_must_not_be_sent_is_recorded_with_the_reason(stage):
    """A webhook to another machine is recorded in full, kept back, and named as such; allowing the host sends it."""
    stage.subscribe(url="https://hooks.example.com/cal")
    stage.world.emit("BOOKING_CREATED", stage.booking)
    (delivery,) = stage.deliveries
    assert delivery.state == "refused"
    assert "hooks.example.com is not this machine" in delivery.error
    assert delivery.json()["triggerEvent"] == "BOOKING_CREATED"
    assert not stage.deliveries.due
    assert stage.deliveries.resend(delivery.id).state == "refused"
    stage.deliveries.allowed_hosts.add("hooks.example.com")
    stage.deliveries.resend(delivery.id)
    stage.deliveries.drain_sync(lambda *message: 200)
    assert (delivery.state, delivery.attempts) == ("delivered", 1)


@pytest.mark.parametrize(
    "url",
    [
        "http://127.0.0.1/",
        "http://127.0.0.1:9000/cal?x=1#y",
        "https://127.255.255.254/",
        "http://localhost:8080/hook",
        "http://LOCALHOST/hook",
        "HTTP://127.0.0.1",
        "http://[::1]:9000/",
        "http://[0:0:0:0:0:0:0:1]/",
    ],
)
def test_this_machine_may_be_told(url):
    """Loopback addresses and `localhost` are always possible."""
    assert refusal(url) is None
    assert may_send(url)


REFUSED = [
    "https://hooks.example.com/",
    "http://10.0.0.5/",
    "http://192.168.1.1/",
    "http://128.0.0.1/",
    "http://126.255.255.255/",
    "http://[2001:db8::1]/",
    "http://localtest.example.com/",
    "http://127.0.0.1.example.com/",
    "http://localhost.example.com/",
    "http://mylocalhost/",
]
NEVER = [
    "http://2130706433/",  # 127.0.0.1 as one number
    "http://0177.0.0.1/",  # octal
    "http://127.0.0.01/",
    "http://0x7f.0.0.1/",
    "http://0x7f000001/",
    "http://127.1/",
    "http://127.0.1/",
    "http://127.0.0.1./",
    "http://localhost./",
    "http://0.0.0.0/",
    "http://0/",
    "http://[::]/",
    "http://[::ffff:127.0.0.1]/",
    "http://[::ffff:7f00:1]/",
    "http://[::127.0.0.1]/",
    "http://[::2]/",
    "http://[64:ff9b::7f00:1]/",
    "http://[2002:7f00:1::]/",
    "http://[::1%25lo]/",
    "http://[::1%lo]/",
    "http://[127.0.0.1]/",
    "http://[v1.x]/",
    "http://[::1/",
    "http://169.254.169.254/latest/meta-data/",
    "http://[fe80::1]/",
    "http://224.0.0.1/",
    "http://user@127.0.0.1/",
    "http://user:password@127.0.0.1/",
    "http://127.0.0.1@evil.example.com/",
    "http://evil.example.com@127.0.0.1/",
    "http://@127.0.0.1/",
    "http://127.0.0.1\\@evil.example.com/",
    "http://evil.example.com\\.127.0.0.1/",
    "http://127.0.0.1%2f.evil.example.com/",
    "http://%6cocalhost/",
    "http://\uff11\uff12\uff17.0.0.1/",  # full-width digits
    "http://\u24dbocalhost/",  # a letter in a circle
    "http://127\u30020\u30020\u30021/",  # full stops of Chinese
    "http://127.0.0.1 /",
    " http://127.0.0.1/",
    "http://127.0.0.1/\r\nHost: evil",
    "http://127.0.0.1\t/",
    "http://127.0.0.1:0/",
    "http://127.0.0.1:99999/",
    "http://127.0.0.1:80:81/",
    "http://127.0.0.1:/",
    "http://127.0.0.1:8x/",
    "http:///path",
    "http://",
    "//127.0.0.1/",
    "127.0.0.1",
    "ftp://127.0.0.1/",
    "file:///etc/passwd",
    "gopher://127.0.0.1/",
    "javascript:alert(1)",
    "",
]


@every("url", REFUSED + NEVER)
def test_nothing_else_is_told(url):
    """Other machines, and every disguise of an address, are refused with a reason."""
    assert refusal(url)
    assert not may_send(url)


@pytest.mark.parametrize("url", REFUSED)
def test_hosts_can_be_allowed_by_name(url):
    """An allowed host is possible, in any case and also for one port only."""
    host = targets.urlsplit(url).hostname
    assert may_send(url, [host.upper()])
    assert not may_send(url, [f"{host}:9999"])
    assert may_send(url.replace(".com/", ".com:9999/"), [f"{host}:9999"]) == ("example.com" in url)


@every("url", NEVER)
def test_disguises_cannot_be_allowed(url):
    """What is written oddly stays refused, whatever is allowed."""
    allowed = ["2130706433", "127.1", "0.0.0.0", "0", "169.254.169.254", "::", "evil.example.com", "127.0.0.1", "[::1]"]
    allowed += ["localhost.", "127.0.0.1.", "%6cocalhost", "127.0.0.1%2f.evil.example.com"]
    assert not may_send(url, allowed)


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost"])
def test_sender_delivers_over_http(stage, receiver, host):
    """The receiver gets path, query, headers and the very bytes that were signed."""
    stage.subscribe(url=f"http://{host}:{receiver.server_port}/200?who=leo", secret="example-secret")
    stage.world.emit("BOOKING_CREATED", stage.booking)
    (delivery,) = stage.deliveries.drain_sync()
    assert (delivery.state, delivery.error) == ("delivered", None)
    ((path, headers, body),) = receiver.seen
    assert path == "/200?who=leo"
    assert headers["X-Cal-Signature-256"] == signature("example-secret", body)
    assert headers["Host"] == f"{host}:{receiver.server_port}"
    assert body == delivery.body


def test_sender_in_the_event_loop(stage, receiver):
    """The server drains without blocking."""
    stage.subscribe(url=f"http://127.0.0.1:{receiver.server_port}/")
    stage.world.emit("BOOKING_CREATED", stage.booking)
    (delivery,) = asyncio.run(stage.deliveries.drain())
    assert delivery.state == "delivered"
    assert receiver.seen[0][0] == "/"


def test_redirects_are_not_followed(receiver):
    """A receiver on this machine cannot send the mock elsewhere."""
    assert Sender()(f"http://127.0.0.1:{receiver.server_port}/307", {}, b"{}") == 307
    assert len(receiver.seen) == 1


def test_sender_checks_for_itself(receiver):
    """Whoever uses the sender directly is bound by the same rule."""
    with pytest.raises(Refused):
        Sender()(f"http://2130706433:{receiver.server_port}/200", {}, b"{}")
    assert receiver.seen == []


@pytest.mark.parametrize(
    ("host", "addresses"),
    [
        ("localhost", ["10.0.0.5"]),
        ("localhost", ["127.0.0.1", "10.0.0.5"]),
        ("hooks.example.com", ["169.254.169.254"]),
        ("hooks.example.com", ["::ffff:169.254.169.254"]),
        ("hooks.example.com", ["93.184.216.34", "0.0.0.0"]),
        ("hooks.example.com", []),
    ],
)
def test_names_that_resolve_elsewhere_are_refused(host, addresses):
    """A name counts as what it resolves to: `localhost` must be this machine, and no name a metadata service."""
    sender = Sender(["hooks.example.com"], resolve=lambda name, port: addresses)
    with pytest.raises(Refused):
        sender(f"http://{host}/", {}, b"{}")


def test_name_is_resolved_once_and_the_checked_address_is_used(receiver):
    """The connection goes to the address that was checked, whatever the name says a moment later."""
    answers = [["127.0.0.1"], ["10.0.0.5"]]
    sender = Sender(["hooks.example.com"], resolve=lambda name, port: answers.pop(0))
    assert sender(f"http://hooks.example.com:{receiver.server_port}/200", {}, b"{}") == 200
    assert len(answers) == 1
    assert receiver.seen[0][1]["Host"] == f"hooks.example.com:{receiver.server_port}"


def test_receiver_that_says_nothing_is_given_up():
    """A receiver that never answers costs the time limit, no more, and one that is not there nothing."""
    with socket.create_server(("127.0.0.1", 0)) as silent:
        url = f"http://127.0.0.1:{silent.getsockname()[1]}/"
        with pytest.raises(TimeoutError):
            Sender(timeout=0.05)(url, {}, b"{}")
    with pytest.raises(OSError, match="refused"):
        Sender()(url, {}, b"{}")


# Not to the mock itself


@pytest.fixture
def served():
    """A mock on a port, which tenants can reach."""
    mock = Mock(now=NOW, running=False)
    with on_port(mock) as port:
        yield mock, port


@pytest.mark.parametrize("host", ["localhost", "LOCALHOST", "127.0.0.1", "127.8.8.8", "[::1]", "[0:0::1]"])
@pytest.mark.parametrize("path", ["/_mock/reset", "/%5Fmock/reset", "/v2/bookings"])
def test_the_mock_itself_is_told_nothing(served, host, path):
    """Under no address of this machine: it is kept back as soon as it is known."""
    mock, port = served
    mock.deliveries.clear()
    webhook = mock.seed.webhook(f"http://{host}:{port}{path}", "BOOKING_CREATED")
    mock.world.emit("BOOKING_CREATED", mock.seed.booking(mock.seed.event_type()))
    (delivery,) = mock.deliveries.of(webhook_id=webhook["id"])
    assert (delivery.state, delivery.error[-15:]) == ("refused", "the mock itself")
    assert delivery not in mock.deliveries.pending


def test_no_name_leads_to_the_mock_itself(receiver):
    """What a name stands for is seen when it is sent to; the same address on another port is fine."""
    own = socket.create_server(("127.0.0.1", 0))
    port = own.getsockname()[1]
    with own:
        for address in ("127.0.0.1", "127.9.9.9"):
            sender = Sender(["hooks.example.com"], resolve=lambda *_, it=address: [it], own_ports=[port])
            with pytest.raises(Refused, match="the mock itself"):
                sender(f"http://hooks.example.com:{port}/", {}, b"{}")
        own.settimeout(0)
        with pytest.raises(BlockingIOError):
            own.accept()
    sender = Sender(["hooks.example.com"], resolve=lambda *_: ["127.0.0.1"], own_ports=[port])
    assert 200 == sender(f"http://hooks.example.com:{receiver.server_port}/200", {}, b"{}")


def test_an_own_address_is_known_and_others_are_not():
    """Only what can be listened on is this machine's."""
    assert targets._is_of_this_machine("127.0.0.1")
    assert targets._is_of_this_machine("::1")
    assert not targets._is_of_this_machine("192.0.2.7")


@pytest.mark.parametrize("path", ["/_mock/reset", "/_mock/faults", "/%5Fmock/reset", "/"])
def test_a_webhook_that_arrives_on_a_detour_has_no_rights(served, path):
    """Through a proxy, or from another mock on this machine: what it is stands in its headers."""
    mock, port = served
    before = mock.seed.webhook("http://127.0.0.1:9/", "BOOKING_PAID")["id"]
    headers = {"X-Cal-Signature-256": "no-secret-provided"}
    assert 403 == Sender()(f"http://127.0.0.1:{port}{path}", headers, b'{"fault":"status=503"}')
    assert before in mock.world.table("webhooks")
    assert 0 == len(mock.faults)


def test_a_webhook_books_nothing_in_the_mock(served):
    """At the doors as well, where each booking would cause the next."""
    mock, port = served
    count = len(mock.world.table("bookings"))
    headers = {"X-Cal-Signature-256": "no-secret-provided", "cal-api-version": "2024-08-13"}
    assert 403 == Sender()(f"http://127.0.0.1:{port}/v2/bookings", headers, b"{}")
    assert count == len(mock.world.table("bookings"))
