"""A mock on a port, served by a thread of this process."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from .core import Mock


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
            if not ready.wait(10):
                raise RuntimeError("The mock's server did not start within 10 seconds")
            yield port
        finally:
            server.should_exit = True
            thread.join(10)
