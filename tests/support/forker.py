"""A process that imports some modules once, and starts commands with all of them there: each a fork of itself.

    python forker.py MODULE IMPORT …

runs `python -m MODULE` as often as it is asked through its standard input, a socket. What is forked runs to the end as
an interpreter of its own does: with the streams, words, environment and folder that it was given, its own exit code and
whatever is done at an exit. It has one thread when it forks, so nothing is lost by that.

Beside it, for each command, stands another fork that tells of its end: `forked.py` holds the other end of that.
"""

from __future__ import annotations

import atexit
import gc
import importlib
import json
import os
import runpy
import signal
import socket
import sys
import threading
import time
from collections.abc import Mapping
from contextlib import suppress
from typing import Any, BinaryIO

STREAMS = 3
LINES = 1  # what is written goes out at the end of each line


def imported(names: list[str]) -> None:
    """Imports modules; what is not installed is left out, as whoever needs it says so."""
    for name in names:
        try:
            importlib.import_module(name)
        except ModuleNotFoundError as missing:
            if missing.name and missing.name.startswith("toolzz_cal"):
                raise
    assert threading.active_count() == 1, threading.enumerate()
    gc.collect()
    gc.freeze()


def asked(door: socket.socket) -> dict[str, Any]:
    """What a command is to be, in the fork that is to become it; the process itself stays here until nobody asks."""
    while True:
        told, files, _, _ = socket.recv_fds(door, 1, STREAMS + 1)
        if not told:
            sys.exit(0)
        if os.fork() == 0:
            door.close()
            return _command(files[:STREAMS], os.fdopen(files[STREAMS], "r+b", buffering=0))
        for file in files:
            os.close(file)
        with suppress(ChildProcessError):  # there is none any more
            while os.waitpid(-1, os.WNOHANG) != (0, 0):
                pass


def _command(streams: list[int], way: BinaryIO) -> dict[str, Any]:
    """Forks once more, for a command; tells of its start and end, and keeps its number until that is no more used."""
    wanted: dict[str, Any] = json.loads(way.readline())
    number = os.fork()
    if number == 0:
        way.close()
        for place, file in enumerate(streams):
            os.dup2(file, place)
            os.close(file)
        return wanted
    for file in (0, 1, 2, *streams):
        os.close(file)
    way.write(b"%d\n" % number)
    ended = os.waitid(os.P_PID, number, os.WEXITED | os.WNOWAIT)
    assert ended is not None
    code = ended.si_status if ended.si_code == os.CLD_EXITED else -ended.si_status
    way.write(b"%d\n" % code)
    way.read()
    os.waitpid(number, 0)
    os._exit(0)


def become(module: str, wanted: dict[str, Any]) -> None:
    """Runs a module as an interpreter does that is started with `-m`."""
    variables = wanted["environment"]
    assert _startup(variables).items() <= os.environ.items(), "an interpreter looks at these at its start only"
    os.setsid()
    os.chdir(wanted["folder"])
    os.environ.clear()
    os.environ.update(variables)
    time.tzset()
    signal.signal(signal.SIGINT, signal.default_int_handler)
    sys.argv[:] = [module, *wanted["words"]]
    encoding = variables.get("PYTHONIOENCODING")
    at_once = variables.get("PYTHONUNBUFFERED") or os.isatty(1)
    sys.stdin = os.fdopen(0, encoding=encoding, closefd=False)
    sys.stdout = os.fdopen(1, "w", LINES if at_once else -1, encoding, closefd=False)
    sys.stderr = os.fdopen(2, "w", LINES, encoding, "backslashreplace", closefd=False)
    for place in wanted["closed"]:
        os.close(place)
        setattr(sys, ("stdin", "stdout", "stderr")[place], None)
    try:
        runpy.run_module(module, run_name="__main__", alter_sys=True)
    except SystemExit as ended:
        if isinstance(ended.code, int):
            end(ended.code)
        raise


def _startup(variables: Mapping[str, str]) -> dict[str, str]:
    """Variables that only the start of an interpreter heeds, and that the forker can't make up for."""
    known = ("PYTHONPATH", "PYTHONIOENCODING", "PYTHONUNBUFFERED")
    return {name: value for name, value in variables.items() if name.startswith("PYTHON") and name not in known}


def end(code: int) -> None:
    """Ends as an interpreter does, except that it doesn't take everything apart, of which there is much; or returns."""
    threading._shutdown()  # type: ignore[attr-defined] # it waits for threads
    atexit._run_exitfuncs()
    with suppress(OSError):  # what can't be written, the interpreter tells
        for stream in filter(None, (sys.stdout, sys.stderr)):
            stream.flush()
        os._exit(code)


if __name__ == "__main__":
    _, module, *names = sys.argv
    entrance = socket.socket(fileno=os.dup(0))
    imported(names)
    become(module, asked(entrance))
