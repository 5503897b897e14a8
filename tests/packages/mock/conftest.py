"""What several tests of the mock start from; and, for `workshop/site/coverage.py`, counting what they exercise."""

from __future__ import annotations

import json
import os
import threading
from http.server import HTTPServer
from pathlib import Path

import pytest
from toolzz_cal_mock.core import Mock

from tests.support.deliveries import Receiver, Stage
from tests.support.scheduling import desk, team

VARIABLE = "TOOLZZ_CAL_MOCK_COVERAGE"
SEEN: set[tuple[str, str, int, bool, str, str]] = set()


@pytest.fixture
def it():
    """A user with an event type to be booked."""
    return desk()


@pytest.fixture
def them():
    """A team with an event type to be booked."""
    return team()


@pytest.fixture
def stage():
    """A world with a booking, and the deliveries that its events make."""
    return Stage()


@pytest.fixture
def receiver():
    """A receiver of webhooks on a port; `seen` is what came."""
    with HTTPServer(("127.0.0.1", 0), Receiver) as server:
        server.seen = []
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        yield server
        server.shutdown()
        thread.join()


def pytest_configure(config):
    """Listens to every mock, if asked to."""
    if os.environ.get(VARIABLE):
        Mock.witness = _saw


def _saw(operation, door, reply, fault):
    test = os.environ.get("PYTEST_CURRENT_TEST", "").split(" ")[0].split("[")[0]
    failed = door == "gateway" and b'"successful":false' in reply.body
    if operation is not None:
        SEEN.add((operation, door, reply.status, failed, fault, test))


def pytest_sessionfinish(session):
    """Writes down what was seen."""
    if path := os.environ.get(VARIABLE):
        Path(path).write_text(json.dumps(sorted(SEEN)), "utf-8")
