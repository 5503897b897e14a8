"""Recordings by vcrpy and pytest-recording that hold no secret, and can be played back all the same.

`without_secrets()` gives vcrpy's settings; `Masking` has the two hooks for those with settings of their own. Nothing
of vcrpy is imported here: requests and responses are taken as its hooks get them.
"""

from __future__ import annotations

import json
import logging
import zlib
from collections.abc import Iterable, Mapping, MutableMapping, Sequence
from typing import Any, Protocol, TypeVar
from urllib.parse import parse_qsl, urlsplit

from toolzz_cal._json import is_array, is_object
from toolzz_cal._redaction import MASK, is_secret, masked, masked_text, masked_url, secrets_in, spellings

__all__ = ["MATCH_ON", "Masking", "without_secrets"]

MATCH_ON = ("method", "scheme", "host", "port", "path", "query", "body")
_LOGGERS = ("vcr.cassette", "vcr.request", "vcr.stubs.httpx_stubs")
_WINDOWS = {"gzip": 31, "x-gzip": 31, "deflate": 47}


class Recorded(Protocol):
    """What is needed of vcrpy's request."""

    uri: str
    body: Any

    @property
    def headers(self) -> MutableMapping[str, Any]:
        """Headers by name."""


R = TypeVar("R", bound=Recorded)


def without_secrets(*secrets: str) -> dict[str, Any]:
    """Settings for `vcr.VCR(…)`, or what pytest-recording's fixture `vcr_config` is to return.

    Requests are matched by their body too, as the gateway's differ in nothing else. Two that differ in secrets only are
    the same, and are answered in the order of the recording.

    Args:
        *secrets: Texts to mask wherever they stand, besides credentials and what is secret by its name.

    Returns:
        `before_record_request`, `before_record_response` and `match_on`.
    """
    masking = Masking(*secrets)
    return {
        "before_record_request": masking.request,
        "before_record_response": masking.response,
        "match_on": list(MATCH_ON),
    }


class Masking:
    """Masks what vcrpy is about to write.

    The secrets of requests are remembered, so that they are masked also where an answer quotes them. Requests are
    masked each by itself, so that the same one is found again whoever plays a recording back. What vcrpy logs of both
    is masked from now on as well.

    Args:
        *secrets: Texts to mask wherever they stand, besides credentials and what is secret by its name.
    """

    def __init__(self, *secrets: str) -> None:
        self._named = _longest_first(secrets)
        self._seen: set[str] = set()
        for name in _LOGGERS:
            log = logging.getLogger(name)
            if _mask_log not in log.filters:
                log.addFilter(_mask_log)

    def request(self, request: R) -> R:
        """The hook `before_record_request`: the same request, masked in place. vcrpy hands in a copy."""
        body = _bytes(request.body)
        data = _json(body)
        self._remember(request, data)
        request.uri = masked_url(masked_text(request.uri, self._named))
        if body is not None:
            request.body = _body(body, data, self._named)
        for name, value in list(request.headers.items()):
            request.headers[name] = _header(name, value, self._named)
        return request

    def response(self, response: dict[str, Any]) -> dict[str, Any]:
        """The hook `before_record_response`: a masked copy of a response.

        A compressed body is written decompressed.

        Raises:
            ValueError: The body is compressed in a way that can't be undone here.
        """
        secrets = _longest_first({*self._named, *self._seen})
        headers: dict[str, Any] = dict(response.get("headers") or {})
        body: dict[str, Any] = dict(response.get("body") or {})
        content = _bytes(body.get("string"))
        if content:
            content = _decompressed(content, headers)
            body["string"] = _body(content, _json(content), secrets)
            for name in [name for name in headers if name.lower() == "content-length"]:
                headers[name] = [str(len(body["string"]))]
        return {**response, "headers": {name: _header(name, headers[name], secrets) for name in headers}, "body": body}

    def _remember(self, request: Recorded, data: Any) -> None:
        query = dict(parse_qsl(urlsplit(request.uri).query))
        headers = {name.lower(): _text(value).rpartition(" ")[2] for name, value in request.headers.items()}
        headers.pop("x-cal-client-id", None)  # which also stands in addresses
        for each in (headers, query, data):
            self._seen.update(found for found in secrets_in(each) if MASK not in found)


def _longest_first(secrets: Iterable[str]) -> list[str]:
    return spellings(filter(None, secrets))


def _body(body: bytes, data: Any, secrets: Sequence[str]) -> bytes:
    """A body; without anything to mask, the very same."""
    if is_object(data) or is_array(data):
        hidden = masked(data, secrets)
        return body if hidden == data else json.dumps(hidden, separators=(",", ":"), ensure_ascii=False).encode()
    try:
        text = body.decode()
    except UnicodeDecodeError:
        return body
    return masked_text(text, secrets).encode()


def _header(name: str, value: Any, secrets: Sequence[str]) -> Any:
    if is_array(value):
        return [_header(name, each, secrets) for each in value]
    return MASK if is_secret(name) else masked_url(masked_text(_text(value), secrets))


def _text(value: Any) -> str:
    if is_array(value):
        value = value[0] if value else ""
    return value.decode("latin-1") if isinstance(value, bytes) else str(value)


def _bytes(body: Any) -> bytes | None:
    if body is None or isinstance(body, bytes):
        return body
    return body.encode() if isinstance(body, str) else bytes(body)


def _json(body: bytes | None) -> Any:
    try:
        return json.loads(body or b"null")
    except (ValueError, RecursionError):
        return None


def _decompressed(content: bytes, headers: dict[str, Any]) -> bytes:
    """A body as it reads; its header is taken out."""
    name = next((name for name in headers if name.lower() == "content-encoding"), None)
    encoding = _text(headers.pop(name)).strip().lower() if name is not None else ""
    if encoding in ("", "identity"):
        return content
    if encoding not in _WINDOWS:
        raise ValueError(f"An answer is compressed with {encoding!r}, so its secrets can't be masked; ask for gzip")
    return zlib.decompress(content, _WINDOWS[encoding])


def _mask_log(record: logging.LogRecord) -> bool:
    """Leaves of vcrpy's log what was asked for, and of answers nothing."""
    if isinstance(record.args, tuple):
        record.args = tuple(
            "…" if isinstance(each, Mapping) else masked_url(masked_text(str(each))) for each in record.args
        )
    return True
