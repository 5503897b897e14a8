import asyncio
import gc
import json
import os
import subprocess
import sys
import textwrap
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, HTTPServer
from queue import SimpleQueue
from threading import Thread
from types import SimpleNamespace

import httpx
import pytest
from toolzz_cal import AsyncClient, Client, RetryPolicy, _pool
from toolzz_cal_mock.collector import resting
from toolzz_cal_mock.core import Mock
from toolzz_cal_mock.serving import served

from tests.support.hasty import awaited

pytest_plugins = ["pytester"]

ANA = {"name": "Ana Prado", "email": "ana.prado@example.com", "timeZone": "America/Sao_Paulo"}
START = "2027-03-10T14:00:00Z"


def test_client_is_ready(toolzz_cal_mock):
    """Created with one client, read with the other; recorded by operation."""
    booked = toolzz_cal_mock.client.bookings.create(start=START, event_type_id=10482, attendee=ANA)

    async def read():
        return await toolzz_cal_mock.async_client.bookings.get(booking_uid=booked.data.uid)

    found = asyncio.run(read()).data.to_dict()
    assert found.items() <= booked.data.to_dict().items()
    assert found["uid"] == booked.data.uid
    toolzz_cal_mock.calls.assert_called_once("bookings.create", arguments={"eventTypeId": 10482})
    toolzz_cal_mock.calls.assert_order("bookings.create", "bookings.get")
    assert isinstance(toolzz_cal_mock.client, Client)
    assert isinstance(toolzz_cal_mock.async_client, AsyncClient)


@pytest.mark.parametrize("turn", [1, 2])
def test_each_test_begins_anew(toolzz_cal_mock, turn):
    """Rows, clock, faults and recorded requests of one test are gone in the next."""
    mock = toolzz_cal_mock
    assert list(mock.calls) == []
    assert list(mock.faults) == []
    assert mock.clock.now() == datetime(2027, 3, 1, 12, tzinfo=UTC)
    assert mock.clock.running is False
    assert len(mock.client.bookings.list().data) == 2
    mock.client.bookings.create(start=START, event_type_id=10482, attendee=ANA)
    mock.faults.add("latency=1")
    mock.clock.advance(timedelta(days=1))


def test_teams_do_not_get_in_each_others_way(toolzz_cal_mock):
    """Two in one test, each with hosts of its own who take turns or come together."""
    _, turns = toolzz_cal_mock.seed.team(members=3, minimumBookingNotice=0)
    _, together = toolzz_cal_mock.seed.team(members=2, scheduling_type="COLLECTIVE", minimumBookingNotice=0)
    create = toolzz_cal_mock.client.bookings.create
    people = [{**ANA, "email": f"{name}@example.com"} for name in ("ana", "rui", "zoe")]
    alone = [create(start=START, event_type_id=turns["id"], attendee=each).data for each in people]
    assert 3 == len({booking.hosts[0].id for booking in alone})
    both = create(start=START, event_type_id=together["id"], attendee=ANA).data
    assert (1, 2) == (len(both.hosts), len(both.attendees))


def test_toolzz_is_there_too(toolzz_cal_mock):
    """The token is set, so that the integrations answer as well."""
    found = toolzz_cal_mock.client.calcom_integrations.get(integration_id="0b6f9a52-3f0e-4c55-9d13-5a1f6f1d7c20")
    assert found.id == "0b6f9a52-3f0e-4c55-9d13-5a1f6f1d7c20"


def test_clock_decides_what_can_be_booked(toolzz_cal_mock):
    """After the slot has passed, it is refused."""
    from toolzz_cal import ActionFailed

    toolzz_cal_mock.clock.set(datetime(2027, 3, 11, tzinfo=UTC))
    with pytest.raises(ActionFailed):
        toolzz_cal_mock.client.bookings.create(start=START, event_type_id=10482, attendee=ANA)


@pytest.mark.parametrize("kind", ["sync", "async"])
@pytest.mark.parametrize("retry_after", [None, 30])
def test_the_clock_moves_instead_of_waiting(toolzz_cal_mock, monkeypatch, kind, retry_after):
    """Also for as long as a refusal asks to be waited for, and in copies with a policy of their own: nobody sleeps."""
    waits = []
    monkeypatch.setattr(_pool, "time", SimpleNamespace(sleep=waits.append))
    begun = toolzz_cal_mock.clock.now()
    told = []
    client = toolzz_cal_mock.client if kind == "sync" else toolzz_cal_mock.async_client
    for each in (client, client.with_options(retries=RetryPolicy(3, on_retry=lambda event: told.append(event.delay)))):
        toolzz_cal_mock.faults.add("status", status=429, times=2, retry_after=retry_after)
        result = each.bookings.list()
        assert (result if kind == "sync" else awaited(result, waits)).successful
    assert [each.status for each in toolzz_cal_mock.calls("bookings.list")] == [429, 429, 200] * 2
    assert waits == []
    passed = (toolzz_cal_mock.clock.now() - begun).total_seconds()
    assert told[0] > 0
    assert passed == pytest.approx((retry_after or 1) * 2 + sum(told))


def test_the_ready_clients_are_as_the_package_makes_its_own(toolzz_cal_mock):
    """An attempt has as long as it would have elsewhere: a slow answer is one, and not the end of it."""
    begun = toolzz_cal_mock.clock.now()
    toolzz_cal_mock.faults.add("latency=30; times=2")
    assert toolzz_cal_mock.client.bookings.list().successful
    assert asyncio.run(toolzz_cal_mock.async_client.bookings.list()).successful
    assert timedelta(seconds=60) == toolzz_cal_mock.clock.now() - begun
    assert [200, 200] == [each.status for each in toolzz_cal_mock.calls("bookings.list")]


def test_environment_of_the_developer_does_not_matter(toolzz_cal_mock, monkeypatch):
    """Keys, addresses and proxies that are set elsewhere lead nowhere."""
    monkeypatch.setenv("CAL_API_KEY", "cal_other_example")
    monkeypatch.setenv("TOOLZZ_CAL_BASE_URL", "http://127.0.0.1:9")
    monkeypatch.setenv("HTTP_PROXY", "http://127.0.0.1:9")
    assert toolzz_cal_mock.client.bookings.list().successful
    assert toolzz_cal_mock.calls.last().request.headers["x-api-key"] == "ak_example"


def test_server_is_the_same_mock_on_a_port(toolzz_cal_mock_server, toolzz_cal_mock):
    """What is made over HTTP is there in process, and one reset serves both."""
    server = toolzz_cal_mock_server
    headers = {"authorization": "Bearer cal_example", "cal-api-version": "2024-06-11"}
    body = {"name": "Evenings", "timeZone": "UTC", "isDefault": False}
    made = httpx.post(f"{server.url}/v2/schedules", json=body, headers=headers, trust_env=False).json()["data"]
    assert made["id"] in [each.id for each in toolzz_cal_mock.client.schedules.list().data]
    assert list(server.calls) == list(toolzz_cal_mock.calls)
    assert len(server.calls) == 2


def test_server_for_a_client_in_another_process(toolzz_cal_mock_server):
    """The environment is all it needs."""
    code = "from toolzz_cal import Client; print(Client(user_id='u').bookings.list().data[0].uid)"
    environment = {**toolzz_cal_mock_server.environment, "PYTHONPATH": ":".join(sys.path)}
    done = subprocess.run([sys.executable, "-c", code], env=environment, capture_output=True, text=True, check=False)
    assert (done.stdout, done.stderr) == ("bk4Zr8YqLw2TnVx6\n", "")
    toolzz_cal_mock_server.calls.assert_called_once("bookings.list")


class Receiver(BaseHTTPRequestHandler):
    """Takes one delivery."""

    def do_POST(self):
        body = json.loads(self.rfile.read(int(self.headers["content-length"])))
        self.server.came.put((self.path, self.headers["x-cal-signature-256"], body))
        self.send_response(204)
        self.end_headers()

    def log_message(self, *_):
        """Says nothing."""


def test_server_delivers_webhooks(toolzz_cal_mock_server, toolzz_cal_mock):
    """After an answer, to a receiver on this machine, without anybody asking for it."""
    with HTTPServer(("127.0.0.1", 0), Receiver) as receiver, httpx.Client(trust_env=False) as http:
        receiver.came = SimpleQueue()
        Thread(target=receiver.handle_request, daemon=True).start()
        url = f"http://127.0.0.1:{receiver.server_port}/hooks"
        hook = {"active": True, "triggers": "BOOKING_CREATED", "subscriber_url": url}
        toolzz_cal_mock.client.webhooks.create(**hook, extra_arguments={"secret": "example-secret"})
        options = {"composio_api_key": "ak_example", "user_id": "user-example", "http_client": http}
        client = Client(base_url=toolzz_cal_mock_server.url, **options)
        booked = client.bookings.create(start=START, event_type_id=10482, attendee=ANA)
        path, signature, body = receiver.came.get(timeout=300)
    assert (path, len(signature)) == ("/hooks", 64)
    assert body["payload"]["uid"] == booked.data.uid


def test_without_the_extra_the_fixture_says_what_to_install(pytester):
    """At once and in one line, not at the first call."""
    pytester.makeconftest("import sys; sys.modules['jsonschema_rs'] = None")
    pytester.makepyfile("def test_it(toolzz_cal_mock):\n    raise RuntimeError('reached')")
    done = pytester.runpytest_subprocess("-p", "no:cacheprovider")
    done.assert_outcomes(errors=1)
    done.stdout.fnmatch_lines(
        ["the mock needs the package jsonschema_rs; install it with pip install 'toolzz-cal[[]mock]'"]
    )
    assert "Traceback" not in done.stdout.str()
    assert "reached" not in done.stdout.str()


def test_served_ends_its_thread():
    """After the block nothing listens any more."""
    with served(Mock()) as url:
        headers = {"authorization": "Bearer cal_example"}
        assert httpx.get(f"{url}/v2/me", headers=headers, trust_env=False).status_code == 200
    with pytest.raises(httpx.ConnectError):
        httpx.get(url, trust_env=False)


def test_options_can_be_overridden(pytester):
    """A project's own conftest decides how the mock is made; a failing assertion points at the test."""
    pytester.makeconftest(
        """
        import pytest

        @pytest.fixture(scope="session")
        def toolzz_cal_mock_options():
            return {"seed_data": "empty"}
        """
    )
    pytester.makepyfile(
        """
        def test_empty(toolzz_cal_mock):
            assert toolzz_cal_mock.client.bookings.list().data == []
            assert toolzz_cal_mock.clock.running

        def test_that_fails(toolzz_cal_mock):
            toolzz_cal_mock.calls.assert_called_once("bookings.create")
        """
    )
    plugin = [] if installed() else ["-p", "toolzz_cal_mock.pytest_plugin"]
    done = pytester.runpytest_inprocess(*plugin)
    done.assert_outcomes(passed=1, failed=1)
    said = "E *AssertionError: Expected bookings.create to be called once; it was called never; nothing was"
    done.stdout.fnmatch_lines([said])
    assert "calls.py" not in done.stdout.str()


def installed():
    """Whether the plugin is found by itself."""
    from importlib.metadata import entry_points

    return any(each.name == "toolzz_cal_mock" for each in entry_points(group="pytest11"))


UNNEEDED = ("asyncio", "anyio", "uvicorn", "sqlite3")


def test_a_first_call_imports_nothing_that_it_does_not_need():
    """Neither an event loop, nor a server, nor a state file; these take longer than the mock itself."""
    code = f"""
        import sys
        from toolzz_cal_mock.core import Mock
        mock = Mock()
        without = [each for each in ("httpx", "attrs") if each in sys.modules]
        mock.client.webhooks.list()
        print(without, [each for each in {UNNEEDED} if each in sys.modules])
        from toolzz_cal_mock.doors.routes import routes
        print(routes.cache_info().currsize)
        mock.client.with_options(route="direct").webhooks.list()
        print(routes.cache_info().currsize)
    """
    command = [sys.executable, "-c", textwrap.dedent(code)]
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    assert ("[] []\n0\n1\n", "") == (done.stdout, done.stderr)


def _fails_while_it_rests():
    assert not gc.isenabled()
    raise ModuleNotFoundError


@pytest.mark.parametrize("was_on", [True, False])
def test_the_collector_rests_only_while_the_mock_is_made(was_on):
    """Also when that fails; and one that was off before stays so."""
    before = gc.isenabled()
    (gc.enable if was_on else gc.disable)()
    try:
        with pytest.raises(ModuleNotFoundError), resting():
            _fails_while_it_rests()
        assert was_on == gc.isenabled()
    finally:
        (gc.enable if before else gc.disable)()
