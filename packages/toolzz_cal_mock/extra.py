"""What the extra `mock` installs, and a clear word where it is missing."""

from __future__ import annotations

from importlib.util import find_spec

INSTALL = "pip install 'toolzz-cal[mock]'"


def must_be_installed(name: str) -> None:
    """Looks whether a package is there, before something fails for want of it.

    Raises:
        ModuleNotFoundError: It is not; the message says what to install.
    """
    if find_spec(name) is None:
        raise missing(name)


def missing(name: str) -> ModuleNotFoundError:
    """The error for a package that is not there."""
    return ModuleNotFoundError(f"the mock needs the package {name}; install it with {INSTALL}", name=name)
