"""A mock on a port of this machine, in a thread of this process."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from .calls import Calls
    from .clock import Clock
    from .core import Mock
    from .deliveries import Deliveries
    from .faults import Faults
    from .seeding import Seed
    from .settings import Settings

STARTING = 10.0  # seconds


class MockServer:
    """A mock on a port, for clients in other processes and languages.

    Attributes:
        mock: The mock itself.
        url: Where it listens, such as `http://127.0.0.1:51234`.
    """

    def __init__(self, mock: Mock, url: str) -> None:
        self.mock = mock
        self.url = url

    @property
    def environment(self) -> dict[str, str]:
        """Environment variables for a process whose client is to talk to the mock."""
        from .seed import PROJECT_KEY, TOKEN  # only now: it knows the whole world

        return {
            "TOOLZZ_CAL_BASE_URL": self.url,
            "COMPOSIO_API_KEY": PROJECT_KEY,
            "TOOLZZ_ACCESS_TOKEN": TOKEN,
        }

    @property
    def calls(self) -> Calls:
        """As `Mock.calls`."""
        return self.mock.calls

    @property
    def clock(self) -> Clock:
        """As `Mock.clock`."""
        return self.mock.clock

    @property
    def deliveries(self) -> Deliveries:
        """As `Mock.deliveries`."""
        return self.mock.deliveries

    @property
    def faults(self) -> Faults:
        """As `Mock.faults`."""
        return self.mock.faults

    @property
    def seed(self) -> Seed:
        """As `Mock.seed`."""
        return self.mock.seed

    @property
    def settings(self) -> Settings:
        """As `Mock.settings`."""
        return self.mock.settings


@contextmanager
def served(mock: Mock) -> Iterator[str]:
    """Runs a server of a mock in a thread, on a free port, and gives its address."""
    with on_port(mock) as port:
        yield f"http://127.0.0.1:{port}"


@contextmanager
def on_port(mock: Mock) -> Iterator[int]:
    """The same, by its port."""
    from .extra import must_be_installed
    from .server import server_for, socket_for

    must_be_installed("uvicorn")

    ready = threading.Event()
    with socket_for("127.0.0.1", 0) as listener:
        port: int = listener.getsockname()[1]
        server = server_for(mock, ready.set)
        thread = threading.Thread(target=server.run, kwargs={"sockets": [listener]}, daemon=True)
        thread.start()
        try:
            if not ready.wait(STARTING):
                raise RuntimeError(f"The mock's server did not start within {STARTING:g} seconds")
            yield port
        finally:
            server.should_exit = True
            thread.join(STARTING)
