"""How all tests are run: hypothesis the same way each time, and the client from the tree or from a wheel."""

from __future__ import annotations

import gc
import logging
import os
import sys
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from tests.support.independence import Shared, fingerprints
from tests.support.servers import postgresql_server, redis_server
from tests.support.wheel import put_first

# jsonschema would take it for the formats of internationalized addresses, which no schema here has. It makes grammars
# while it is imported, which takes seconds.
sys.modules.setdefault("rfc3987_syntax", None)

# Tests talk to servers of their own, so HTTP clients need to know no certificate of anybody else: reading the usual
# ones takes 30 ms for each client. This folder has none.
os.environ.pop("SSL_CERT_FILE", None)
os.environ["SSL_CERT_DIR"] = str(Path(__file__).parent)

# Examples are drawn the same way in every run and any order of the tests. HYPOTHESIS_PROFILE=thorough draws many more.
_COMMON = {"deadline": None, "database": None, "suppress_health_check": [HealthCheck.too_slow]}
settings.register_profile("quick", derandomize=True, max_examples=20, **_COMMON)
settings.register_profile("thorough", max_examples=1000, **_COMMON)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "quick"))

# TOOLZZ_CAL_FROM_WHEEL=1 builds the wheel and tests what is in it; the path of a wheel tests that one.
_FROM_WHEEL = os.environ.get("TOOLZZ_CAL_FROM_WHEEL", "")
_TESTED = put_first(_FROM_WHEEL) if _FROM_WHEEL else None

# While tests are collected nearly nothing becomes garbage, and looking for it takes seconds.
gc.disable()


def pytest_report_header():
    """Says which client is tested."""
    source = "the wheel" if _TESTED else "the tree"
    return f"toolzz_cal from {source}, hypothesis profile {settings.get_current_profile_name()}"


def _order(config):
    """The option that puts the tests in the same order again; pytest-randomly has chosen its seed."""
    seed = config.getoption("randomly_seed", None)
    return f"order of the tests: --randomly-seed={seed}" if isinstance(seed, int) else "order of the tests: as written"


def pytest_sessionstart(session):
    """Says the order in a quiet run too, which has no header, so that one that is stopped can be repeated."""
    reporter = session.config.pluginmanager.get_plugin("terminalreporter")
    if reporter is not None and session.config.get_verbosity() < 0:
        reporter.write_line(_order(session.config))


def pytest_terminal_summary(terminalreporter, config):
    """Says it again where failures are read."""
    terminalreporter.write_line(_order(config))


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_auto_num_workers():
    """Two more than there are processors, as some tests wait for processes to end, but no more than eight."""
    return min((os.cpu_count() or 1) + 2, 8)


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config, log):
    """A worker that has done its tests takes some of another's."""
    from xdist.scheduler import WorkStealingScheduling

    return WorkStealingScheduling(config, log)


def pytest_collection_finish():
    """What was made until now stays to the end: no search for garbage has to look at it again."""
    gc.freeze()
    gc.enable()


@pytest.fixture(autouse=True)
def _nothing_told():
    """Each test begins as a process does that no upstream has told of its end yet."""
    yield
    if (notices := sys.modules.get("toolzz_cal._notices")) is not None:
        for each in (notices._told, notices._heard, notices.KEPT):
            each.clear()


@pytest.fixture(autouse=True)
def _logs_as_they_are():
    """The MCP server decides for its own process what is logged and where; here other tests read what is logged."""
    names = ("", "httpx", "httpx2", "uvicorn.access", "toolzz_cal", "toolzz_cal_mcp")
    logs = [logging.getLogger(name) for name in names]
    before = [(each.level, each.handlers[:]) for each in logs]
    yield
    for each, (level, handlers) in zip(logs, before, strict=True):
        each.setLevel(level)
        each.handlers[:] = [handler for handler in each.handlers if handler in handlers]


@pytest.fixture(scope="session")
def _shared():
    """The data in `tests.support`, which all modules share."""
    shared = Shared()
    yield shared
    shared.look()


@pytest.fixture(scope="module", autouse=True)
def _shared_data_stays(request, _shared):
    """What the tests of a module share is the same after them: who wants it otherwise changes a copy."""
    gc.collect(1)
    gc.freeze()  # the modules that were imported meanwhile
    before = fingerprints(request.module)
    yield
    after = fingerprints(request.module)
    changed = [name for name, told in before.items() if after.get(name) != told]
    assert not changed, f"Changed while its tests ran: {', '.join(changed)}; change a copy"
    _shared.used_by(request.module.__name__)


# Real servers, one of a kind for all tests of a process. A test that is to stop one makes its own.


@pytest.fixture(scope="session")
def shared_redis():
    with redis_server() as server:
        yield server


@pytest.fixture(scope="session")
def shared_postgresql():
    with postgresql_server() as server:
        yield server


@pytest.fixture
def redis_url(shared_redis):
    """The address of a Redis in which there is nothing."""
    with shared_redis.client() as client:
        client.flushall()
    return shared_redis.url


@pytest.fixture
def postgresql_url(shared_postgresql):
    """The address of a database of PostgreSQL in which there is nothing."""
    with shared_postgresql.database() as address:
        yield address
