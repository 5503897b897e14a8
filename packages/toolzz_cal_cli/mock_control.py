"""What the command line asks of a mock server besides calls: its own routes under `/_mock`."""

from __future__ import annotations

from types import TracebackType
from typing import TYPE_CHECKING, Any, Self
from urllib.parse import urlsplit

from toolzz_cal import http_client
from toolzz_cal._addresses import is_loopback
from toolzz_cal._json import is_object
from toolzz_cal._redaction import masked_url

from .failures import Exit, Refusal
from .session import Connection

if TYPE_CHECKING:
    import httpx

_PATIENCE = 10.0  # seconds


class MockControl:
    """A mock server on this machine.

    Args:
        root: Its address.
        command: The command that needs it.
    """

    def __init__(self, root: str, command: str) -> None:
        self.root = root.rstrip("/")
        self._command = command
        self._http = http_client(trust_env=False)

    @classmethod
    def of(cls, connection: Connection, command: str) -> MockControl:
        """The mock that a connection leads to. Raises a `Refusal` for anything else."""
        options = {**connection.source().options, **connection.options}
        root = options.get("base_url")
        host = (urlsplit(str(root)).hostname or "") if root else ""
        if not root or not is_loopback(host):
            raise Refusal(_elsewhere(command, str(root) if root else ""), Exit.SETUP)
        return cls(str(root), command)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._http.close()

    def ask(self, method: str, path: str, body: Any = None) -> dict[str, Any]:
        """What the mock answers. Raises a `Refusal` if it refuses, or if nothing like a mock answers."""
        where = masked_url(self.root)
        try:
            answer = self._http.request(method, f"{self.root}/_mock/{path}", json=body, timeout=_PATIENCE)
        except Exception as problem:  # noqa: BLE001 - the HTTP library's, whatever it is
            failed = str(problem) or type(problem).__name__
            what = f"no mock answers at {where}: {failed}; start one with `toolzz-cal mock`"
            raise Refusal(what, Exit.UNREACHABLE) from None
        told = _read(answer)
        if answer.status_code == 404 or not is_object(told):
            raise Refusal(
                f"what answers at {where} is no mock of this version: {_elsewhere(self._command, '')}", Exit.SETUP
            )
        if answer.status_code != 200:
            raise Refusal(str(told.get("message", "the mock refused")), Exit.USAGE)
        return told


def _read(answer: httpx.Response) -> Any:
    """What was answered, as JSON data; None if it is none."""
    try:
        return answer.json()
    except ValueError:
        return None


def _elsewhere(command: str, root: str) -> str:
    """Why a command works with a mock only, and what to do with the real Cal.com."""
    told = f" ({masked_url(root)} is not this machine)" if root else ""
    if command == "trigger":
        cure = "Cal.com sends events of what really happens: make a booking instead"
    else:
        cure = (
            "Cal.com can't reach this machine: open a tunnel to your program, and make a webhook with the tunnel's "
            "public address: toolzz-cal webhooks create --subscriber-url https://… --triggers BOOKING_CREATED"
        )
    start = "start `toolzz-cal mock`, and name it with --base-url http://127.0.0.1:8787 or TOOLZZ_CAL_BASE_URL"
    return f"`{command}` works with the mock server only{told}: {start}. For the real one: {cure}"
