"""Text of facts as reports show it."""

from __future__ import annotations

import re

from generator.errors import printable


def code(value: object) -> str:
    """A text as code in Markdown, on one line and without a way out of it."""
    line = printable(str(value))
    longest = max((len(run) for run in re.findall("`+", line)), default=0)
    fence = "`" * (longest + 1)
    pad = " " if longest else ""
    return f"{fence}{pad}{line}{pad}{fence}"
