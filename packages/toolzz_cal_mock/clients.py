"""Ready clients in front of a mock in process, which never really wait."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

from toolzz_cal import AsyncClient, Client, RetryPolicy, async_http_client, http_client

from .seed import ACCOUNT, KEY, PROJECT_KEY, TOKEN
from .transport import AsyncMockTransport, MockTransport

if TYPE_CHECKING:
    from .core import Mock

BASE_URL = "https://mock.example"


def client_of(mock: Mock) -> Client:
    """A client whose requests a mock answers, whatever the environment says."""
    http = http_client(transport=MockTransport(mock), trust_env=False)
    client = Client(http_client=http, **_settings())
    _wait_by_the_clock(client, mock)
    return client


def async_client_of(mock: Mock) -> AsyncClient:
    """The same, to be awaited."""
    http = async_http_client(transport=AsyncMockTransport(mock), trust_env=False)
    client = AsyncClient(http_client=http, **_settings())
    _wait_by_the_clock(client, mock)
    return client


def _settings() -> dict[str, Any]:
    return {
        "base_url": BASE_URL,
        "composio_api_key": PROJECT_KEY,
        "cal_api_key": KEY,
        "route": "gateway",
        "toolzz_token": TOKEN,
        "user_id": ACCOUNT,
        "retries": RetryPolicy(base=0),
    }


def _wait_by_the_clock(client: Client | AsyncClient, mock: Mock) -> None:
    """Has a client and its copies move the mock's clock where they would wait before they repeat a call."""

    def move(seconds: float) -> None:
        if seconds:
            mock.clock.advance(timedelta(seconds=seconds))

    client._engine.pool.instead_of_waiting = move
