"""`toolzz-cal doctor --contract`: whether what the client sends is still what its upstreams take."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterator
from dataclasses import asdict
from functools import partial
from pathlib import Path
from typing import Any

from toolzz_cal._json import is_object
from toolzz_cal._redaction import masked_url
from toolzz_cal.errors import AuthenticationFailed, RateLimited, StatusError, ToolzzCalError, TransportError
from toolzz_cal.operations import Operation
from toolzz_cal.retries import RetryEvent, RetryPolicy

from .contract.cleaning import MOST_BYTES, parsed
from .contract.judging import Verdict
from .contract.openapi import Document
from .contract.used import used
from .contract.watching import FITTING, Gateway, Watched, at_cal
from .contract.words import FactsError, printable
from .failures import Exit, Refusal
from .output import json_text
from .progress import progress
from .session import Connection, Session
from .text import safe
from .tree import operations

_GONE = {400, 404, 410}
_SECONDS = 30.0
_ORDER = list(Verdict)
_WORDS = {Verdict.BREAKS: "breaks, because", Verdict.ADAPTS: "adapts, because the usual request breaks"}


def watch(connection: Connection, document: str | None, recording: Path | None, *, asks: bool, as_json: bool) -> int:
    """Holds the client's requests against its upstreams, and tells what became of each operation.

    Args:
        connection: How to reach the gateway.
        document: File or address of Cal.com's own OpenAPI document.
        recording: What a program called, which is then all that is looked at.
        asks: Whether to ask the gateway, for which a key has to be there unless there is a document.
        as_json: Whether to write an object instead of lines.

    Returns:
        1 if a call breaks or an operation could not be looked at, else 0.

    Raises:
        Refusal: There is nothing to ask, or a file or document can't be read.
        ToolzzCalError: The gateway did not answer, or takes the key for none.
    """
    try:
        chosen = _chosen(recording)
        options = {**connection.source().options, **connection.options}
        read = None if document is None else _document(document, float(options.get("timeout") or _SECONDS))
        if asks and read is None and not options.get("composio_api_key"):
            what = "the gateway can't be asked: set COMPOSIO_API_KEY, or name Cal.com's document with --openapi"
            raise Refusal(what, Exit.SETUP)
        # With a document there is something to look at without the gateway, for who has no key or does not use it.
        asks = asks and bool(options.get("composio_api_key")) and not (read and options.get("route") == "direct")
        seen, asked = _at_gateway(connection, chosen) if asks else ([], 0)
        if read is not None:
            seen = [*seen, *at_cal(chosen, read)]
    except FactsError as problem:
        raise Refusal(str(problem)) from None
    _show(seen, asked, as_json=as_json)
    is_fine = all(each.verdict in FITTING for each in seen)
    return Exit.DONE if is_fine else Exit.FAILED


def _chosen(recording: Path | None) -> list[Operation]:
    every = operations()
    names = used(recording, every.values()) if recording is not None else frozenset(every)
    return [operation for name, operation in sorted(every.items()) if name in names]


def _document(named: str, seconds: float) -> Document:
    """Cal.com's document, out of a file, or from the address that was given."""
    if named.partition("://")[0] in ("http", "https"):
        return Document(parsed(_fetched(named, seconds), "the document"), "The document")
    try:
        with Path(named).open("rb") as file:
            return Document(parsed(file.read(MOST_BYTES + 1), "the document"), "The document")
    except OSError as problem:
        raise Refusal(f"{named} can't be read: {problem.strerror}") from None


def _fetched(address: str, seconds: float) -> bytes:
    """What is at an address, up to a size. Redirects are not followed: where they lead was not asked for."""
    import httpx

    content = bytearray()
    shown = masked_url(address)
    try:
        with httpx.stream("GET", address, timeout=seconds, follow_redirects=False) as answer:
            if answer.status_code != 200:
                raise Refusal(f"{shown} answered {answer.status_code}, no document", Exit.FAILED)
            for part in answer.iter_bytes():
                content += part
                if len(content) > MOST_BYTES:
                    break
    except httpx.HTTPError as problem:
        raise Refusal(f"{shown} can't be read: {type(problem).__name__}", Exit.UNREACHABLE) from None
    return bytes(content)


def _at_gateway(connection: Connection, chosen: list[Operation]) -> tuple[list[Watched], int]:
    """What the gateway says of the operations, and how many requests that took."""

    def repeated(_: RetryEvent) -> None:
        gateway.count()

    retries = connection.options.get("retries", 2)
    policy = RetryPolicy(retries, on_retry=repeated)
    with connection.open(route="gateway", retries=policy) as session, progress("Asking the gateway") as bar:
        gateway = Gateway(partial(_asked, session), "", len(operations()))
        gateway.version = session.toolkit_version
        return gateway.watch(chosen, bar.moved), gateway.asked


def _asked(session: Session, operation: Operation, slug: str, version: str) -> dict[str, Any] | None:
    """The gateway's answer about an action; None when it says that there is no such tool or version."""
    problem: ToolzzCalError
    try:
        answer = session.tool(operation, slug, version)
    except (TransportError, AuthenticationFailed, RateLimited):
        raise
    except StatusError as error:
        if error.status_code in _GONE and is_object(error.body) and is_object(error.body.get("error")):
            return None
        problem = error
    except ToolzzCalError as error:
        problem = error
    else:
        return answer if is_object(answer) else {}
    raise FactsError(f"The gateway did not tell: {problem.message}", "Ask again later")


def _show(seen: list[Watched], asked: int, *, as_json: bool) -> None:
    counts = Counter(each.verdict for each in seen)
    told = {verdict.value: counts[verdict] for verdict in Verdict}
    if as_json:
        print(
            json_text(
                {"counts": told, "requests": asked, "contract": [asdict(each) for each in seen]}, sys.stdout, indent=2
            )
        )
        return
    for each in sorted(seen, key=lambda each: _ORDER.index(each.verdict)):
        print("\n".join(_lines(each)))
    requests = "1 request" if asked == 1 else f"{asked} requests"
    print(f"{', '.join(f'{count} {verdict}' for verdict, count in told.items())}; {requests}")


def _lines(each: Watched) -> Iterator[str]:
    """What is told of an operation. Text of an upstream is harmless in sentences, as they were made so."""
    words = _WORDS.get(each.verdict, each.verdict)
    yield safe(f"{each.operation} ({each.request}): {words}")
    for sentence in each.because:
        yield f"  {sentence}"
    for sentence in each.doubts:
        yield f"  perhaps: {sentence}"
    if each.verdict is not Verdict.BREAKS or each.route != "gateway":
        return
    if each.fits:
        yield f"  toolkit version {printable(each.fits)} is the newest that fits"
    else:
        yield "  no other version that could be asked for fits"
