"""The question before something is destroyed."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from datetime import tzinfo
from shutil import get_terminal_size
from textwrap import fill
from typing import Any

from toolzz_cal._said import describe_for_people, reading_for
from toolzz_cal.errors import ToolzzCalError
from toolzz_cal.operations import Operation

from .failures import Exit, Refusal
from .session import Session
from .text import safe_line


def ask(session: Session, operation: Operation, arguments: Mapping[str, Any], zone: tzinfo) -> None:
    """Asks whether an operation is to destroy what it is about, which is read first where somebody can be asked.

    Raises:
        Refusal: The answer is not yes, or nobody can be asked.
    """
    found = _read(session, operation, arguments) if sys.stdin.isatty() else None
    confirm(describe_for_people(operation, arguments, found, zone=zone))


def confirm(what: str, *, yes: bool = False) -> None:
    """Asks whether to do something. Raises a `Refusal` unless the answer, or `yes`, allows it."""
    if yes:
        return
    if not sys.stdin.isatty():
        cure = "add --yes to do it without a question"
        raise Refusal(f"not done, as nobody can be asked: {safe_line(what)}; {cure}", Exit.UNCONFIRMED)
    print(f"{_wrapped(f'{safe_line(what)}?')} [y/N] ", end="", file=sys.stderr, flush=True)
    if sys.stdin.readline().strip().lower() not in ("y", "yes"):
        raise Refusal("not done", Exit.UNCONFIRMED)


def _wrapped(line: str) -> str:
    """A line in lines of a terminal, broken between words."""
    if not sys.stderr.isatty():
        return line
    columns = get_terminal_size().columns - len(" [y/N] ")
    return fill(line, max(columns, 20), break_long_words=False, break_on_hyphens=False)


def _read(session: Session, operation: Operation, arguments: Mapping[str, Any]) -> Any:
    """What is known of it; None where that can't be read, as the question then names its ids."""
    reading = reading_for(operation, arguments)
    if reading is None:
        return None
    try:
        return session.run(reading.operation, reading.arguments)
    except ToolzzCalError:
        return None
