"""The recipe for FastAPI books each request once in the background, also if the server is killed meanwhile."""

import sys
from contextlib import contextmanager, suppress

import httpx
import pytest

from tests.support.guarded import until
from tests.support.recipes import SHORTER, booked, booking, email, environment, hold, program, wait_for_call
from tests.support.servers import free_port

SERVED = f"""
import fastapi_bookings as recipe
{SHORTER}
app = recipe.app
"""


def asked(number):
    """What is asked for."""
    arguments = booking(number)
    who = arguments.pop("attendee")
    return {**arguments, "name": who["name"], "email": who["email"], "time_zone": who["timeZone"]}


@pytest.fixture
def start(toolzz_cal_mock_server, tmp_path, redis_url):
    """Starts the recipe's server for the time of a `with` block; gives it, and a client of it."""
    (tmp_path / "served.py").write_text(SERVED, "utf-8")
    given = {"REQUESTS": str(tmp_path / "requests.db"), "JOURNAL_URL": redis_url}
    variables = environment(toolzz_cal_mock_server, tmp_path, **given)

    @contextmanager
    def started():
        port = free_port()
        command = [sys.executable, "-m", "uvicorn", "served:app", "--port", str(port)]
        with program(tmp_path, command, variables) as run, httpx.Client(base_url=f"http://127.0.0.1:{port}") as client:

            def answers():
                assert run.runs, run.said
                with suppress(httpx.TransportError):
                    return client.get("/bookings/none").status_code == 404

            until(answers)
            yield run, client

    return started


def told(client, request):
    """What came of a request, once something has."""
    return until(lambda: client.get(f"/bookings/{request}").raise_for_status().json())


def test_a_request_is_booked_in_the_background(start, toolzz_cal_mock_server):
    """Whoever asks again is told of the same one; of a refusal too."""
    toolzz_cal_mock_server.seed.booking(start=booking(2)["start"])
    with start() as (_, client):
        for _ in range(2):
            assert client.put("/bookings/a", json=asked(1)).status_code == 202
        client.put("/bookings/b", json=asked(2)).raise_for_status()
        first, second = told(client, "a"), told(client, "b")
        assert client.put("/bookings/a", json=asked(3)).status_code == 422
    assert booked(toolzz_cal_mock_server) == {email(1): [first["uid"]]}
    assert second["error"]["type"] == "ActionFailed"
    assert len(toolzz_cal_mock_server.calls("bookings.create")) == 2


def test_a_server_that_is_killed(start, toolzz_cal_mock_server):
    """It had booked; the next one finds the booking, without being asked."""
    hold(toolzz_cal_mock_server)
    with start() as (run, client):
        assert client.put("/bookings/a", json=asked(1)).status_code == 202
        wait_for_call(toolzz_cal_mock_server, run)
        assert client.get("/bookings/a").json() is None
        run.kill()
    with start() as (_, client):
        first = told(client, "a")
    assert booked(toolzz_cal_mock_server) == {email(1): [first["uid"]]}
    assert len(toolzz_cal_mock_server.calls("bookings.create")) == 1
