"""A Cal.com server that has some requests and refuses the others in the words of Cal.com's router."""

from __future__ import annotations

import re
import threading
from collections.abc import Callable
from typing import Any

import httpx

from tests.support.client import MOST, Reply

SLOTS = "GET /v2/slots", "GET /v2/slots/available"
RESERVE = "POST /v2/slots/reservations", "POST /v2/slots/reserve"
RELEASE = "DELETE /v2/slots/reservations/slotA", "DELETE /v2/slots/selected-slot"
NEW, OLD = zip(SLOTS, RESERVE, RELEASE, strict=True)
UID = "slotA"
TIMES = "2027-03-09T14:00:00Z", "2027-03-09T14:30:00Z"
ANSWERS: dict[str, Any] = {
    SLOTS[0]: {"data": {"2027-03-09": [{"start": TIMES[0]}]}, "status": "success"},
    SLOTS[1]: {"data": {"slots": {"2027-03-09": [{"time": TIMES[0]}]}}, "status": "success"},
    RESERVE[0]: {"status": "success", "data": {"reservationUid": UID, "slotDuration": 30}},
    RESERVE[1]: {"status": "success", "data": UID},
    RELEASE[0]: {"status": "success"},
    RELEASE[1]: {"status": "success"},
}
# How Cal.com calls each of the three actions of slots, and what with.
CALLS: dict[str, dict[str, Any]] = {
    "slots.available": {"event_type_id": 7, "start_time": TIMES[0], "end_time": TIMES[1]},
    "slots.reserve": {"event_type_id": 7, "slot_utc_start_date": TIMES[0], "slot_utc_end_date": TIMES[1]},
    "slots.release": {"uid": UID},
}


def line(request: httpx.Request) -> str:
    """Method and path of a request."""
    return f"{request.method} {request.url.path}"


def refusal(request: httpx.Request) -> Reply:
    """What Cal.com's router answers to a request, or a version of one, that it does not know."""
    path = request.url.raw_path.decode()
    message = f"Cannot {request.method} {path}"
    error = {"code": "NotFoundException", "message": message, "details": {"message": message, "statusCode": 404}}
    return Reply(404, {"status": "error", "path": path, "error": error})


class Server:
    """Answers the requests of `has`, which may change; keeps the lines of all that came."""

    def __init__(self, *has: str, refused: Callable[[httpx.Request], Reply] = refusal, **answers: Any) -> None:
        self.has, self.refused = set(has), refused
        self.answers = {**ANSWERS, **answers}
        self.requests: list[httpx.Request] = []
        self._lock = threading.Lock()

    @property
    def lines(self) -> list[str]:
        """Method and path of every request."""
        return [line(request) for request in self.requests]

    def __call__(self, request: httpx.Request) -> httpx.Response:
        with self._lock:
            self.requests.append(request)
        assert len(self.requests) <= MOST, "the client asks for ever"
        if line(request) not in self.has:
            return self.refused(request).made()
        answer = self.answers[line(request)]
        if isinstance(answer, list):  # one after another
            answer = answer.pop(0)
        if isinstance(answer, Exception):
            raise answer
        return (answer if isinstance(answer, Reply) else Reply(200, answer)).made()


def shortened(text: str) -> str:
    """A message without the query of the address that it quotes."""
    return re.sub(r"\?\S*?(?=\.?(\s|$))", "", text)
