"""What the extra `mock` installs, and a clear word where it is missing."""

from __future__ import annotations

from typing import Any

from toolzz_cal import _extras

_WHAT, _EXTRA = "the mock", "mock"


def must_be_installed(name: str) -> None:
    """Looks whether a package is there. Raises a `ModuleNotFoundError` that says what to install."""
    _extras.must_be_installed(name, _WHAT, _EXTRA)


def missing(name: str) -> ModuleNotFoundError:
    """The error for a package that is not there."""
    return _extras.missing(name, _WHAT, _EXTRA)


def attribute(module: str, name: str) -> Any:
    """What a module of this package has. Raises a `ModuleNotFoundError` that says what to install."""
    return _extras.attribute(f"{__package__}.{module}", name, _WHAT, _EXTRA)
