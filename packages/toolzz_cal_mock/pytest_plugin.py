"""Fixtures for pytest, there as soon as the package is installed.

`toolzz_cal_mock` is a `Mock` in process with ready clients. `toolzz_cal_mock_server` is the same mock on a port, for
clients in other languages. One mock serves the whole session and is reset before each test that asks for it;
`toolzz_cal_mock_factory` makes others, for fixtures of modules and sessions.

A test under `@pytest.mark.scheduling_gym` is run with each scenario of the gym as its argument `scenario`.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from .collector import resting
from .serving import MockServer, served

if TYPE_CHECKING:
    from .core import Mock
    from .factory import MockFactory

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


@pytest.fixture(scope="session")
def toolzz_cal_mock_options() -> dict[str, Any]:
    """Options of each `Mock` of the session; override this fixture to change them."""
    from datetime import UTC, datetime

    return {"now": datetime(2027, 3, 1, 12, tzinfo=UTC), "running": False}


@pytest.fixture(scope="session")
def toolzz_cal_mock_factory(toolzz_cal_mock_options: dict[str, Any]) -> Iterator[MockFactory]:
    """Makes mocks that are independent of each other, for fixtures of a module or a session; call it."""
    with resting():
        from .factory import MockFactory

    with ExitStack() as until:
        yield MockFactory(toolzz_cal_mock_options, until)


@pytest.fixture(scope="session")
def _toolzz_cal_mock_of_session(toolzz_cal_mock_factory: MockFactory) -> Mock:
    try:
        with resting():  # it imports what it is made of
            return toolzz_cal_mock_factory()
    except ModuleNotFoundError as missing:
        pytest.fail(str(missing), pytrace=False)


@pytest.fixture
def toolzz_cal_mock(_toolzz_cal_mock_of_session: Mock) -> Mock:
    """A mock of ToolzzAI, the gateway and Cal.com in process, with ready clients; fresh for this test."""
    _toolzz_cal_mock_of_session.reset()
    return _toolzz_cal_mock_of_session


@pytest.fixture(scope="session")
def _toolzz_cal_mock_url(_toolzz_cal_mock_of_session: Mock) -> Iterator[str]:
    with served(_toolzz_cal_mock_of_session) as url:
        yield url


@pytest.fixture
def toolzz_cal_mock_server(_toolzz_cal_mock_url: str, toolzz_cal_mock: Mock) -> MockServer:
    """The same mock on a port of this machine; fresh for this test."""
    return MockServer(toolzz_cal_mock, _toolzz_cal_mock_url)
