"""What a program of this folder is made of: claims, each a function, and a server on this machine to call."""

from __future__ import annotations

import json
import os
import threading
import traceback
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

BOOKING = {
    "id": 1, "uid": "bk1", "title": "Call", "status": "accepted", "start": "2027-03-09T14:00:00Z",
    "end": "2027-03-09T14:30:00Z", "duration": 30, "hosts": [], "attendees": [], "absentHost": False,
    "createdAt": "2027-03-01T09:00:00Z", "unknownKey": {"kept": None},
}  # fmt: skip
ANSWER = {"successful": True, "error": None, "data": {"status": "success", "data": BOOKING}, "log_id": "log1"}
SECRET = "example4711marked"
_CLAIMS: list[tuple[str, Callable[[], object]]] = []


def claim(what: str) -> Callable[[Callable[[], object]], Callable[[], object]]:
    """Has `tell` run a function that fails unless this holds."""

    def taken(function: Callable[[], object]) -> Callable[[], object]:
        _CLAIMS.append((what, function))
        return function

    return taken


def tell() -> None:
    """Runs every claim and writes what was seen, one JSON object a line."""
    for what, function in _CLAIMS:
        seen: dict[str, Any] = {"claim": what, "holds": True}
        try:
            function()
        except BaseException as problem:
            if os.environ.get("FIT_TRACEBACKS"):
                traceback.print_exc()
            lines = str(problem).strip().splitlines() or [""]
            seen = {"claim": what, "holds": False, "seen": f"{type(problem).__name__}: {lines[0]}"[:200]}
        print("fit: " + json.dumps(seen), flush=True)


@contextmanager
def serving(answers: list[int] | None = None) -> Iterator[str]:
    """A server that answers every request with a booking; first with these statuses, one a request."""
    left = list(answers or ())

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def _answer(self) -> None:
            self.rfile.read(int(self.headers.get("content-length", 0)))
            status = left.pop(0) if left else 200
            body = json.dumps(ANSWER if status == 200 else {"error": {"message": "later"}}).encode()
            self.send_response(status)
            self.send_header("content-type", "application/json")
            self.send_header("content-length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        do_GET = do_POST = do_PATCH = do_DELETE = _answer

        def log_message(self, *_: Any) -> None:
            """Nothing: what is written is claims."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_address[1]}"
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def options(base_url: str) -> dict[str, Any]:
    """What a client needs to call that server."""
    return {"base_url": base_url, "composio_api_key": SECRET, "user_id": "user-example"}


def same(one: object, other: object) -> None:
    """Fails unless both are equal."""
    if one != other:
        raise AssertionError(f"{one!r} is not {other!r}")


def hides(text: str) -> None:
    """Fails if a secret is shown."""
    if SECRET in text:
        raise AssertionError("a secret is shown")
