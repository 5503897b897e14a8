"""Every test here runs without the environment's credentials, and most with both clients."""

import pytest

from tests.support.client import VARIABLES, Api
from tests.support.direct import DIRECT
from tests.support.journals import KINDS, address_of, opened


@pytest.fixture(autouse=True)
def _no_environment(monkeypatch):
    for variable in VARIABLES:
        monkeypatch.delenv(variable, raising=False)


@pytest.fixture(params=["sync", "async"])
def kind(request):
    """Which of the two clients."""
    return request.param


@pytest.fixture
def api(kind):
    """Makes an `Api` of this kind in front of an upstream."""

    def made(upstream, **options):
        return Api(kind, upstream, **options)

    return made


@pytest.fixture
def direct(api):
    """Makes an `Api` with a Cal.com key in front of an upstream."""

    def made(upstream, **options):
        return api(upstream, **{**DIRECT, **options})

    return made


@pytest.fixture(params=KINDS)
def journal_address(request):
    """The address of an empty journal, in each of the stores."""
    return address_of(request.param, request)


@pytest.fixture
def store(journal_address):
    """The store of an empty journal, in each of the kinds."""
    with opened(journal_address) as journal:
        yield journal._store()
