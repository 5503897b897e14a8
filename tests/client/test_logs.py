"""`TOOLZZ_CAL_LOG` shows what the client logs on standard error, for whoever has not set up logging."""

import subprocess
import sys

import pytest

from tests.support.client import KEY

PROGRAM = f"""
import logging, sys
import httpx
from toolzz_cal import Client, RetryPolicy
SET_UP
answers = iter([httpx.Response(503), httpx.Response(200, json={{"data": {{"uid": "bk"}}, "successful": True}})])
http = httpx.Client(transport=httpx.MockTransport(lambda request: next(answers)))
for _ in range(2):
    client = Client(composio_api_key={KEY!r}, http_client=http, retries=RetryPolicy(base=0))
client.bookings.get(booking_uid="bk")
"""


def said(level, set_up=""):
    """What a program says on standard error, and its exit code."""
    environment = {"PYTHONPATH": ":".join(sys.path)}
    if level is not None:
        environment["TOOLZZ_CAL_LOG"] = level
    program = PROGRAM.replace("SET_UP", set_up)
    ran = subprocess.run([sys.executable, "-c", program], env=environment, capture_output=True, text=True, check=False)
    return ran.stderr, ran.returncode


@pytest.mark.parametrize(
    ("level", "lines"),
    [(None, []), ("warning", []), ("info", ["INFO"]), ("DEBUG", ["DEBUG", "INFO", "DEBUG"])],
)
def test_what_is_shown(level, lines):
    """Each line once, however many clients there are, and no secret in it."""
    told, code = said(level)
    assert code == 0, told
    assert [line.split()[3] for line in told.splitlines()] == lines
    assert all(" toolzz_cal " in line for line in told.splitlines())
    assert KEY not in told


def test_a_program_that_shows_it_already_is_not_told_twice():
    """Only the level is set."""
    told, code = said("info", "logging.basicConfig(format='mine %(message)s')")
    assert code == 0
    assert [line.split()[0] for line in told.splitlines()] == ["mine"]


def test_a_level_that_does_not_exist_is_told():
    """With those that do."""
    told, code = said("verbose")
    assert code == 1
    assert "ConfigurationError: TOOLZZ_CAL_LOG must be debug, info, warning or unset, not 'verbose'" in told
