"""Text on its way to a terminal: what would steer it, or hide something from its reader, is spelt out."""

from __future__ import annotations

import re
import sys
from typing import TextIO

# C0 and C1 controls but for tab and newline, line and paragraph separators, what changes the direction of writing, the
# invisible byte order mark, and halves of characters that no encoding can write.
_UNSAFE = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200b\u200e\u200f\u2028\u2029\u202a-\u202e\u2066-\u2069\ufeff\ud800-\udfff]"
)


def safe(text: str) -> str:
    r"""Text in which such characters stand as `\u001b`, which is also how JSON escapes them."""
    return _UNSAFE.sub(lambda found: f"\\u{ord(found[0]):04x}", text)


def safe_line(text: str) -> str:
    """The same in one line."""
    return safe(text).replace("\n", "\\n").replace("\t", " ")


def is_unsafe(text: str) -> bool:
    """Whether there is anything to spell out."""
    return _UNSAFE.search(text) is not None


def note(text: str) -> None:
    """Tells a person something beside the output."""
    print(safe(text), file=sys.stderr)


def writes_unicode(stream: TextIO) -> bool:
    """Whether a stream takes every character."""
    return (stream.encoding or "").lower().replace("-", "").startswith("utf")
