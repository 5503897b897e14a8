"""Imports without Python looking for garbage: what is imported stays, and a test session has much to look through."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def resting() -> Iterator[None]:
    """Lets the collector rest meanwhile, if it is on. What has become garbage is found afterwards, as ever."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()
