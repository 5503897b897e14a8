# Edit this in generator/runtime/_journal_answers.py; `make generate` copies it into the client.
"""Answers as stores keep them: compressed when that is worth it, and only up to a size."""

from __future__ import annotations

import zlib

LARGEST = 1_048_576  # bytes of an answer as it is stored
_WORTH_IT = 2_048  # bytes from which on an answer is compressed
_PLAIN, _PACKED, _DROPPED = b"=", b"z", b"-"


def packed(answer: bytes | None) -> bytes | None:
    """An answer as it is stored: a letter that says how, and what it says of."""
    if answer is None:
        return None
    stored = _PLAIN + answer
    if len(answer) >= _WORTH_IT:
        stored = _PACKED + zlib.compress(answer)
    if len(stored) > LARGEST:
        stored = _DROPPED + str(len(answer)).encode()
    return stored


def unpacked(stored: bytes | None) -> tuple[bytes | None, int]:
    """The answer, and 0; or None and the bytes of one that was not kept or can't be read any more."""
    if stored is None:
        return None, 0
    how, content = bytes(stored[:1]), bytes(stored[1:])
    try:
        if how == _PLAIN:
            return content, 0
        if how == _PACKED:
            return zlib.decompress(content), 0
        return None, int(content)
    except (ValueError, zlib.error):
        return None, len(stored)
