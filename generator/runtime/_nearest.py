# Edit this in generator/runtime/_nearest.py; `make generate` copies it into the client.
"""What somebody may have meant by a name that does not exist."""

from __future__ import annotations

from collections.abc import Iterable

_CLOSE = 0.5  # from 0, nothing alike, to 1, the same
_LONGEST = 100  # characters that are compared, as it takes long


def nearest(name: str, known: Iterable[str], most: int = 3) -> list[str]:
    """The names that are most like this one, best first."""
    from difflib import get_close_matches  # rarely needed

    return get_close_matches(name[:_LONGEST], list(known), n=most, cutoff=_CLOSE)


def did_you_mean(near: Iterable[str]) -> str:
    """A question to be put behind a sentence; nothing where there is nothing near."""
    names = ", ".join(near)
    return f"; did you mean {names}?" if names else ""
