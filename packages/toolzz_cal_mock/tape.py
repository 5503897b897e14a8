"""A file of exchanges: written while the mock runs, played back later. Secrets are masked before they are written."""

from __future__ import annotations

import base64
import binascii
import json
import re
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any
from urllib.parse import parse_qsl

from toolzz_cal._redaction import MASK, is_secret, masked_text

from .calls import Call, Calls, shown
from .doors.browsers import open_to_pages, preflight
from .masking import shown_json, shown_text
from .messages import Reply, Request
from .page import handle as page
from .wire import PEER

if TYPE_CHECKING:
    from .core import Mock

HEAD = {"toolzz_cal_recording": 1}


class TapeError(Exception):
    """A file of exchanges can't be written or read; the message says why."""


class Tape:
    """Writes exchanges to a file, one JSON object a line, each at once."""

    def __init__(self, path: Path) -> None:
        try:
            # Never over an older recording: it may be the only one.
            self._file: IO[str] = path.open("x", encoding="utf-8", newline="\n")
        except FileExistsError:
            raise TapeError(f"{path} exists; delete it or choose another file") from None
        except OSError as problem:
            raise TapeError(f"{path} can't be written: {problem.strerror}") from None
        self._line(HEAD)

    def write(self, exchange: Call) -> None:
        """Adds an exchange."""
        request, reply = exchange.request, exchange.reply
        self._line(
            {
                "operation": exchange.operation,
                "at": exchange.at.isoformat(),
                "request": {
                    "method": request.method,
                    "path": masked_text(request.path),
                    "query": _query(request.query),
                    "headers": _headers(request.headers),
                    **_body(request.body),
                },
                "reply": {
                    "status": reply.status,
                    "headers": _headers(reply.headers),
                    **_body(reply.body),
                    **({"drop": reply.drop} if reply.drop else {}),
                },
            }
        )

    def close(self) -> None:
        """Ends the file. What could not be written when it was due is given up: that was told then."""
        with suppress(OSError):
            self._file.close()

    def _line(self, value: object) -> None:
        self._file.write(json.dumps(value, separators=(",", ":")) + "\n")
        self._file.flush()


class Replay:
    """Answers with what a file holds, by method, path, query and body.

    The same request is answered in the order of the file. After the last answer a read gets that one again; a write
    is refused, as it would not have been answered so a second time.
    """

    def __init__(self, path: Path, mock: Mock | None = None) -> None:
        """Reads the file.

        Args:
            path: What a `Tape` wrote.
            mock: Shows the page and keeps the exchanges; without one there is no page.

        Raises:
            TapeError: It can't be read.
        """
        self._path, self._mock = path, mock
        self.calls = mock.calls if mock is not None else Calls()
        self._known: dict[str, list[dict[str, Any]]] = {}
        self._played: dict[str, int] = {}
        for number, line in enumerate(_lines(path), 1):
            try:
                exchange = json.loads(line)
                if number == 1:
                    if exchange != HEAD:
                        raise ValueError
                    continue
                request = exchange["request"]
                content = _content(request)
                query = tuple((str(name), str(value)) for name, value in request["query"])
                key = _key(request["method"], request["path"], query, content)
                _reply(exchange)
            except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
                raise TapeError(f"{path} is no recording of this mock, as its line {number} shows") from None
            self._known.setdefault(key, []).append(exchange)

    def handle(self, request: Request) -> Reply:
        """The recorded reply, or one that says what is missing."""
        if self._mock is not None and (shown := page(self._mock, request)) is not None:
            return shown
        if (allowed := preflight(request)) is not None:
            return allowed
        path = masked_text(request.path)
        key = _key(request.method, path, request.query, request.body)
        known = self._known.get(key)
        if known is None:
            operation, reply = None, _missing(self._unknown(request.method, path, key))
        else:
            count = self._played.get(key, 0)
            self._played[key] = count + 1
            operation = known[0].get("operation")
            if count < len(known) or _reads(request.method, operation):
                reply = _reply(known[min(count, len(known) - 1)])
            else:
                reply = _missing(f"{self._path.name} holds {len(known)} answers to this request, and this is one more")
        self.calls.add(request, reply, operation, datetime.now(UTC))
        return open_to_pages(request.path, reply)

    def _unknown(self, method: str, path: str, key: str) -> str:
        text = f"{self._path.name} holds no answer to {method} {path}"
        same = [each for each in self._known if each.split(" ", 2)[:2] == [method, path]]
        if not same:
            return text
        mine = key.split(" ", 2)[2]
        return f"{text} with {shown(json.loads(mine))}; it does with {shown(json.loads(same[0].split(' ', 2)[2]))}"


def _lines(path: Path) -> list[str]:
    try:
        lines = path.read_text("utf-8").splitlines()
    except OSError as problem:
        raise TapeError(f"{path} can't be read: {problem.strerror}") from None
    except UnicodeDecodeError:
        raise TapeError(f"{path} is no recording of this mock: it is no text") from None
    if not lines:
        raise TapeError(f"{path} is empty")
    return lines


def _reads(method: str, operation: str | None) -> bool:
    from .specification import specification

    facts = specification().operations.get(operation or "")
    return method in ("GET", "HEAD") or (facts is not None and facts.effect == "read")


def _reply(exchange: dict[str, Any]) -> Reply:
    kept = exchange["reply"]
    headers = {str(name): str(value) for name, value in kept["headers"].items()}
    length = headers.pop("content-length", None)
    content = _content(kept)
    if length is not None and kept.get("drop") is None and length.isdecimal() and int(length) > len(content):
        headers["content-length"] = length  # the body was cut short on purpose, and is again
    return Reply(int(kept["status"]), content, headers, kept.get("drop"))


def _missing(message: str) -> Reply:
    # 501 is repeated by no client, and the message stands where every upstream's readers look for it.
    error = {"message": message, "code": 501, "status": 501, "slug": "not_recorded"}
    body = json.dumps({"status": "error", "message": message, "error": error}, ensure_ascii=False)
    return Reply(501, body.encode(), {"content-type": "application/json; charset=utf-8"})


def _key(method: str, path: str, query: tuple[tuple[str, str], ...], body: bytes) -> str:
    """What makes requests the same: secrets and the order of keys do not count."""
    kept = _body(body)
    asked: dict[str, Any] = {"query": sorted(_query(query))} if query else {}
    asked |= {"body": kept["json"]} if "json" in kept else kept
    return f"{method} {path.replace(' ', '%20')} {json.dumps(asked, sort_keys=True)}"


def _query(query: tuple[tuple[str, str], ...]) -> list[list[str]]:
    return [[name, MASK if is_secret(name) else shown_text(value)] for name, value in query]


def _headers(headers: Any) -> dict[str, str]:
    return {name: MASK if is_secret(name) else shown_text(value) for name, value in headers.items() if name != PEER}


def _body(body: bytes) -> dict[str, Any]:
    if not body:
        return {}
    try:
        return {"json": shown_json(body)}
    except (ValueError, RecursionError):
        pass
    try:
        text = body.decode()
    except UnicodeDecodeError:
        return {"base64": base64.b64encode(body).decode()}
    if "=" in text and not re.search(r"[{<\s]", text) and (form := parse_qsl(text, keep_blank_values=True)):
        return {"text": "&".join(f"{name}={value}" for name, value in _query(tuple(form)))}
    return {"text": shown_text(text)}


def _content(kept: dict[str, Any]) -> bytes:
    if "json" in kept:
        return json.dumps(kept["json"], separators=(",", ":")).encode()
    if "base64" in kept:
        try:
            return base64.b64decode(kept["base64"], validate=True)
        except binascii.Error:
            raise ValueError("no base64") from None
    return str(kept.get("text", "")).encode()
