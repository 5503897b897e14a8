"""The command `toolzz-cal`, in stages: what needs no extra starts without importing one."""

from __future__ import annotations

import os
import sys
import warnings
from collections.abc import Callable, Sequence
from importlib.util import find_spec

from toolzz_cal._extras import install

_NEEDED = ("click", "dotenv", "jmespath", "rich", "tomlkit", "tzlocal", "yaml")
_PROGRAM = "toolzz-cal"
_HELP = f"""\
Usage: {_PROGRAM} COMMAND …

  Every operation of ToolzzAI's scheduling and of Cal.com, from a terminal.

  The commands of the command line need its extra, which is not installed:

    {install("cli")}

  Then `{_PROGRAM} --help` lists them all.

Commands that work without it:
  mcp     Serve the operations to AI agents: {install("mcp")}
  mock    Run a mock server to develop against: {install("mock")}
  routes  Show which Cal.com request each action stands for.

Options:
  --version   Show the version and exit.
  -h, --help  Show this message and exit."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Runs a command.

    Args:
        arguments: What stands after the program's name; by default what it was started with.

    Returns:
        The exit code, as `failures.Exit` lists them.
    """
    with warnings.catch_warnings():
        warnings.showwarning = _warned  # type: ignore[assignment]
        return _run(list(sys.argv[1:] if arguments is None else arguments))


def _warned(message: Warning | str, *_: object) -> None:
    """Tells what concerns the user, without the line of the program that noticed it."""
    print(f"warning: {message}", file=sys.stderr)


def _run(given: list[str]) -> int:
    first = given[0] if given else ""
    if first == "mock":
        from toolzz_cal_mock.__main__ import main as mock

        return _written(mock, given)
    if first == "routes":
        from .routes import main as routes

        return _written(routes, given[1:])
    if first == "mcp":
        return _written(_mcp, given[1:])
    if any(find_spec(name) is None for name in _NEEDED):
        return _written(_without_extra, given)
    from .application import run

    return run(given)


def _written(stage: Callable[[list[str]], int], arguments: list[str]) -> int:
    """Runs a stage; what it can't write, as the disk is full, is said in a line."""
    try:
        try:
            return stage(arguments)
        finally:
            if sys.stdout is not None:
                sys.stdout.flush()
    except OSError as problem:  # the interpreter must not try to write the rest
        os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
        if isinstance(problem, BrokenPipeError):
            return 0
        print(f"error: {problem}", file=sys.stderr)
        return 1


def _without_extra(given: list[str]) -> int:
    """What can be answered without the extra; anything else says how to install it."""
    first = given[0] if given else ""
    if first == "--version":
        from toolzz_cal import __version__

        print(f"{_PROGRAM}, version {__version__}")
        return 0
    if first in ("-h", "--help"):
        print(_HELP)
        return 0
    if not given:  # as with the extra: the help, and the code of a wrong command
        print(_HELP, file=sys.stderr)
        return 2
    print(f"error: this command needs the extra `cli`: {install('cli')}", file=sys.stderr)
    return 2


def _mcp(arguments: list[str]) -> int:
    try:
        # Named by a string: that package is no part of every installation.
        from importlib import import_module

        server = import_module("toolzz_cal_mcp.__main__").main
    except ModuleNotFoundError as missing:
        print(f"error: {missing.name} is missing: {install('mcp')}", file=sys.stderr)
        return 2
    return int(server(arguments) or 0)


if __name__ == "__main__":
    raise SystemExit(main())
