"""Text of facts as reports show it, and what is said when they can't be compared."""

from __future__ import annotations

import json
import re
from typing import Any

from ..text import safe_line

_LONGEST = 300


class FactsError(ValueError):
    """Facts can't be compared; the message is one line that says where, what and what to do."""

    def __init__(self, what: str, cure: str) -> None:
        self.what, self.cure = what, cure
        super().__init__(f"{printable(what)}. {printable(cure)}.")


def printable(value: object) -> str:
    """A text as one harmless line of bounded length."""
    line = safe_line(str(value))
    return line if len(line) <= _LONGEST else f"{line[: _LONGEST // 2]}…{line[-_LONGEST // 2 :]}"


def code(value: object) -> str:
    """A text as code in Markdown, on one line and without a way out of it."""
    line = printable(value)
    longest = max((len(run) for run in re.findall("`+", line)), default=0)
    fence = "`" * (longest + 1)
    pad = " " if longest else ""
    return f"{fence}{pad}{line}{pad}{fence}"


def text(value: Any) -> str:
    """A JSON value as a text that two values share only when they are equal; 1 and 1.0 are, 1 and true are not."""
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    return json.dumps(value, sort_keys=True, ensure_ascii=False)
