# Emitted from spec/ by `make generate`. Edits are lost: change the specification or the generator.
"""Dicts that may be given for models, with the keys that travel."""

from __future__ import annotations

from typing import TypedDict


class LidDict(TypedDict, total=False):
    """Lid as a dict."""

    colour: str
