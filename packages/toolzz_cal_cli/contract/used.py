"""Which operations a program calls, out of what was recorded of its calls."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

from toolzz_cal._json import is_array, is_object
from toolzz_cal.operations import Operation

from .cleaning import MOST_BYTES
from .words import FactsError

_CURE = "Give a file of `toolzz-cal mock --record`, or a cassette of vcrpy"


def used(path: Path, operations: Iterable[Operation]) -> frozenset[str]:
    """The operations that a recording holds calls of.

    Args:
        path: What `toolzz-cal mock --record` wrote, or a cassette of vcrpy in YAML or JSON.
        operations: Those that there are.

    Raises:
        FactsError: It can't be read, or holds no call of any operation.
    """
    known = list(operations)
    names = {operation.name for operation in known}
    found: set[str] = set()
    for method, address, name in _requests(_read(path), path):
        found.add(name if name in names else _operation(method, urlsplit(address).path, known))
    found.discard("")
    if not found:
        raise FactsError(f"{path} holds no call of an operation", _CURE)
    return frozenset(found)


def _read(path: Path) -> str:
    try:
        with path.open("rb") as file:
            content = file.read(MOST_BYTES + 1)
        if len(content) > MOST_BYTES:
            raise FactsError(f"{path} has over {MOST_BYTES:,} bytes", "Give a shorter recording")
        return content.decode("utf-8")
    except UnicodeDecodeError:
        raise FactsError(f"{path} is not UTF-8", _CURE) from None
    except (OSError, ValueError) as problem:
        if isinstance(problem, FactsError):
            raise
        reason = getattr(problem, "strerror", None) or "this is no path"
        raise FactsError(f"{path} can't be read: {reason}", "Check the path") from None


def _requests(text: str, path: Path) -> Iterator[tuple[str, str, str]]:
    """Method, address and, where it is told, operation of each request."""
    try:
        lines = [line for line in text.splitlines() if line.strip()]
        if '"toolzz_cal_recording"' in lines[0]:
            exchanges: list[Any] = [json.loads(line) for line in lines[1:]]
            yield from (_parts(exchange["request"], "path", exchange.get("operation")) for exchange in exchanges)
            return
        for interaction in _interactions(text):
            yield _parts(interaction["request"], "uri", None)
    except RecursionError:
        raise FactsError(f"{path} is nested too deeply", _CURE) from None
    except (ValueError, KeyError, TypeError, IndexError, AttributeError):
        raise FactsError(f"{path} is no recording", _CURE) from None


def _parts(request: Any, key: str, operation: Any) -> tuple[str, str, str]:
    return str(request["method"]).upper(), str(request[key]), str(operation or "")


def _interactions(text: str) -> list[Any]:
    """What a cassette holds."""
    if text.lstrip().startswith("{"):
        content = json.loads(text)
    else:
        from yaml import YAMLError, safe_load

        try:
            content = safe_load(text)
        except YAMLError:
            raise ValueError("no YAML") from None
    interactions = content.get("interactions") if is_object(content) else None
    if not is_array(interactions):
        raise ValueError("no cassette")
    return interactions


def _operation(method: str, path: str, operations: list[Operation]) -> str:
    """The operation of a request on any route, below whatever root; nothing if it is of none.

    Of several that fit, the one with the most words of its own is meant.
    """
    fitting = [
        (len(re.sub(r"\{[^{}]*\}", "", template)), operation.name)
        for operation in operations
        for verb, template in _templates(operation)
        if verb == method and _fits(template, unquote(path))
    ]
    return max(fitting)[1] if fitting else ""


def _templates(operation: Operation) -> Iterator[tuple[str, str]]:
    yield operation.method, operation.path
    before = operation.path.rpartition("/")[0]
    yield from ((operation.method, f"{before}/{slug}") for slug in operation.slugs)
    yield from ((request.method, request.path) for request in operation.requests)


def _fits(template: str, path: str) -> bool:
    steps, wanted = path.rstrip("/").split("/"), template.split("/")[1:]
    below = steps[len(steps) - len(wanted) :]
    pairs = zip(wanted, below, strict=True) if len(steps) > len(wanted) else ()
    return len(steps) > len(wanted) and all(want == step or (want[:1] == "{" and step != "") for want, step in pairs)
