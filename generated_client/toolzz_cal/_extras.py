# Edit this in generator/runtime/_extras.py; `make generate` copies it into the client.
"""What the package's extras install, and a clear word where it is missing."""

from __future__ import annotations

from importlib import import_module
from importlib.util import find_spec
from typing import Any

_OWN = "toolzz_cal"  # begins the names of all packages of the wheel


def install(extra: str) -> str:
    """The command that installs an extra. It is spelt nowhere else."""
    return f"pip install 'toolzz-cal[{extra}]'"


def missing(name: str, what: str, extra: str) -> ModuleNotFoundError:
    """The error for a package that is not there.

    Args:
        name: Of the package.
        what: What needs it, such as `the mock`.
        extra: Which brings it.
    """
    return ModuleNotFoundError(f"{what} needs the package {name}; install it with {install(extra)}", name=name)


def must_be_installed(name: str, what: str, extra: str) -> None:
    """Looks whether a package is there, before something fails for want of it. Raises as `missing` has it."""
    if find_spec(name) is None:
        raise missing(name, what, extra)


def attribute(module: str, name: str, what: str, extra: str) -> Any:
    """What a module of this wheel has, which an extra's packages are needed for. Raises as `missing` has it."""
    try:
        return getattr(import_module(module), name)
    except ModuleNotFoundError as problem:
        absent = (problem.name or "").partition(".")[0]
        if absent.startswith(_OWN) or not absent:
            raise
        raise missing(absent, what, extra) from problem
