"""Runs a program for as long as the process that asked for it: `python guard.py PARENT FOLDER USER PROGRAM ARGUMENT…`.

Each byte that comes in by the standard input is a signal for the program, and is answered with the same byte once it
has arrived. When the parent is gone, however it ended, the program is ended at once and its folder is removed. That
takes a process of its own: nobody else is left when a run of tests is killed.
"""

import contextlib
import os
import pwd
import select
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

INTERVAL = 0.05  # seconds between two looks at the program and at the parent
FOR_ALL = {signal.SIGSTOP: "TZX", signal.SIGKILL: "ZX", signal.SIGCONT: ""}  # with the states that show the effect


def main(parent: str, folder: str, user: str, *command: str) -> int:
    """Runs the command, as another user unless `user` is empty, and gives its exit code; above 128 that of a signal."""
    identity = {"user": user, "group": pwd.getpwnam(user).pw_gid, "extra_groups": []} if user else {}
    with Path(folder, "log").open("ab") as log:
        program = subprocess.Popen(
            command, stdin=subprocess.DEVNULL, stdout=log, stderr=log, cwd=folder, start_new_session=True, **identity
        )
    while program.poll() is None:
        # A forked child of the parent may hold the other end of the input, so that its end alone does not tell.
        given = os.read(0, 1) if select.select([0], [], [], INTERVAL)[0] else None
        if given == b"" or os.getppid() != int(parent):
            send(program, signal.SIGKILL)
            shutil.rmtree(folder, ignore_errors=True)
        elif given:
            send(program, signal.Signals(given[0]))
            os.write(1, given)
    code = program.returncode
    return code if code >= 0 else 128 - code


def send(program: subprocess.Popen[bytes], number: signal.Signals) -> None:
    """Sends a signal. What holds it up or kills it reaches its children too."""
    if number not in FOR_ALL:
        program.send_signal(number)
        return
    reached = []
    while new := [pid for pid in family(program.pid) if pid not in reached]:
        for pid in new:
            with contextlib.suppress(ProcessLookupError):
                os.kill(pid, number)
        reached += new
    while any(state(pid) not in FOR_ALL[number] for pid in reached if FOR_ALL[number]):
        time.sleep(0.001)


def family(pid: int) -> list[int]:
    """A process and all that descend from it; itself alone where the system has no /proc."""
    parents = {int(path.name): parent_of(path.name) for path in Path("/proc").glob("[0-9]*")}
    found = [pid]
    for each in found:
        found += [child for child, parent in parents.items() if parent == each]
    return found


def parent_of(pid: str) -> int:
    """The process that a process descends from; 0 if it has ended."""
    told = told_of(pid)
    return int(told[1]) if told else 0


def state(pid: int) -> str:
    """One letter; an empty text if it has ended."""
    told = told_of(str(pid))
    return told[0] if told else ""


def told_of(pid: str) -> list[str]:
    """What the system tells of a process, behind its name."""
    try:
        return Path("/proc", pid, "stat").read_text("utf-8", "replace").rpartition(")")[2].split()
    except OSError:
        return []


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
