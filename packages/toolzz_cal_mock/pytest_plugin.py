"""Fixtures for pytest, there as soon as the package is installed.

`toolzz_cal_mock` is a mock in process with a ready client. `toolzz_cal_mock_server` is the same mock on a port, for
clients in other languages. One mock serves the whole session and is reset before each test that asks for it.

A test under `@pytest.mark.scheduling_gym` is run with each scenario of the gym as its argument `scenario`.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from .threads import on_port as on_port
from .threads import served as served

if TYPE_CHECKING:
    from toolzz_cal import AsyncClient, Client

    from .clock import Clock
    from .core import Mock
    from .deliveries import Deliveries
    from .faults import Faults
    from .recording import Recording
    from .seeding import Seeding
    from .settings import Settings

BASE_URL = "https://mock.example"
_GYM = """\
scheduling_gym(*only, tags=(), folder=None): run the test with each scenario of the gym as its argument `scenario`, or \
with those of these names, those that have one of these tags, those of a folder of your own."""


def pytest_configure(config: pytest.Config) -> None:
    """Makes the gym's mark known."""
    config.addinivalue_line("markers", _GYM)


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """Runs a test with the gym's mark once for each scenario."""
    mark = metafunc.definition.get_closest_marker("scheduling_gym")
    if mark is None:
        return
    from .gym import ScenarioError, scenarios, select

    folder = mark.kwargs.get("folder")
    try:
        chosen = select(scenarios(Path(folder) if folder is not None else None), mark.args, mark.kwargs.get("tags", ()))
    except ScenarioError as problem:
        raise pytest.UsageError(f"{metafunc.definition.nodeid}: {problem}") from None
    metafunc.parametrize("scenario", chosen, ids=[each.name for each in chosen])


class MockedUpstreams:
    """A mock, and what a test needs to use it."""

    def __init__(self, mock: Mock) -> None:
        self.mock = mock

    @property
    def clock(self) -> Clock:
        """The mock's clock: `set` and `advance` it."""
        return self.mock.clock

    @property
    def faults(self) -> Faults:
        """Faults on demand: `add` some."""
        return self.mock.faults

    @property
    def calls(self) -> Recording:
        """The recorded requests: `calls("bookings.create")`, `calls.assert_called_once("bookings.create")`."""
        return self.mock.recording

    @property
    def settings(self) -> Settings:
        """What can be changed while it runs: `generation`, `shapes`, `access_token_minutes`."""
        return self.mock.settings

    @property
    def seed(self) -> Seeding:
        """Helpers that fill the state."""
        return self.mock.seed

    @property
    def deliveries(self) -> Deliveries:
        """What webhooks were told."""
        return self.mock.deliveries


class InProcess(MockedUpstreams):
    """The mock without a port: its clients end in it directly."""

    @cached_property
    def client(self) -> Client:
        """A client whose requests the mock answers. It repeats without waiting.

        It goes by the gateway; `client.with_options(route="direct")` goes to Cal.com.
        """
        import httpx
        from toolzz_cal import Client

        from .transport import MockTransport

        return Client(http_client=httpx.Client(transport=MockTransport(self.mock), trust_env=False), **_settings())

    @cached_property
    def async_client(self) -> AsyncClient:
        """The same, to be awaited."""
        import httpx
        from toolzz_cal import AsyncClient

        from .transport import AsyncMockTransport

        http = httpx.AsyncClient(transport=AsyncMockTransport(self.mock), trust_env=False)
        return AsyncClient(http_client=http, **_settings())


def _settings() -> dict[str, Any]:
    """What both clients are told, whatever the environment says."""
    from toolzz_cal import RetryPolicy

    from .seed import ACCOUNT, KEY, PROJECT_KEY, TOKEN

    return {
        "base_url": BASE_URL,
        "composio_api_key": PROJECT_KEY,
        "cal_api_key": KEY,
        "route": "gateway",
        "toolzz_token": TOKEN,
        "user_id": ACCOUNT,
        "retries": RetryPolicy(base=0),
    }


class OnPort(MockedUpstreams):
    """The mock on a port.

    Attributes:
        url: Where it listens, such as `http://127.0.0.1:51234`.
    """

    def __init__(self, mock: Mock, url: str) -> None:
        super().__init__(mock)
        self.url = url

    @property
    def environment(self) -> dict[str, str]:
        """Environment variables for a process whose client is to talk to the mock."""
        from .seed import PROJECT_KEY, TOKEN

        return {
            "TOOLZZ_CAL_BASE_URL": self.url,
            "COMPOSIO_API_KEY": PROJECT_KEY,
            "TOOLZZ_ACCESS_TOKEN": TOKEN,
        }


@pytest.fixture(scope="session")
def toolzz_cal_mock_options() -> dict[str, Any]:
    """Options of the session's `Mock`; override this fixture to change them."""
    from datetime import UTC, datetime

    return {"now": datetime(2027, 3, 1, 12, tzinfo=UTC), "running": False}


@pytest.fixture(scope="session")
def _toolzz_cal_mock_of_session(toolzz_cal_mock_options: dict[str, Any]) -> Mock:
    from .core import Mock

    try:
        return Mock(**toolzz_cal_mock_options)
    except ModuleNotFoundError as missing:
        pytest.fail(str(missing), pytrace=False)


@pytest.fixture
def _toolzz_cal_mock_reset(_toolzz_cal_mock_of_session: Mock) -> Mock:
    _toolzz_cal_mock_of_session.reset()
    return _toolzz_cal_mock_of_session


@pytest.fixture
def toolzz_cal_mock(_toolzz_cal_mock_reset: Mock) -> InProcess:
    """A mock of ToolzzAI, the gateway and Cal.com in process, with a ready client; fresh for this test."""
    return InProcess(_toolzz_cal_mock_reset)


@pytest.fixture(scope="session")
def _toolzz_cal_mock_url(_toolzz_cal_mock_of_session: Mock) -> Iterator[str]:
    with served(_toolzz_cal_mock_of_session) as url:
        yield url


@pytest.fixture
def toolzz_cal_mock_server(_toolzz_cal_mock_url: str, _toolzz_cal_mock_reset: Mock) -> OnPort:
    """The same mock on a port of this machine; fresh for this test."""
    return OnPort(_toolzz_cal_mock_reset, _toolzz_cal_mock_url)
