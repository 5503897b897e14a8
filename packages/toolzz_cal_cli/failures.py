"""What a command ends with: exit codes, and which kind of error has which."""

from __future__ import annotations

from enum import IntEnum

from toolzz_cal import errors
from toolzz_cal._extras import install


class Exit(IntEnum):
    """The exit codes, as docs/command-line.md lists them."""

    DONE = 0
    FAILED = 1
    USAGE = 2
    SETUP = 3
    UNCONFIRMED = 4
    UNKNOWN = 5
    UNREACHABLE = 6
    BUG = 70
    STOPPED = 130


# What each code means, as the guide has it.
MEANINGS = {
    Exit.DONE: "done; also when whoever reads a pipe has seen enough",
    Exit.FAILED: "the upstream refused it, the action failed, a line of a batch did or is in progress elsewhere, a "
    "contract breaks or can't be looked at, or the output can't be written",
    Exit.USAGE: "a wrong command, option, argument or line of a batch, or no such input file; nothing was sent",
    Exit.SETUP: "not configured: no credential, no choice of a route, a proxy or certificate that can't be used, a "
    "profile or journal that can't be read or written, or a worker that acts for another account",
    Exit.UNCONFIRMED: "not confirmed; nothing was changed",
    Exit.UNKNOWN: "a write was sent, and nobody knows whether it happened; it was not repeated",
    Exit.UNREACHABLE: "nobody answered in time, or nobody is there; nothing was changed",
    Exit.BUG: "a mistake in the command itself",
    Exit.STOPPED: "stopped with Ctrl-C",
}


class Refusal(Exception):
    """A command that is not carried out, or not to its end; the message says what was sent where anything was.

    Attributes:
        code: What the process ends with.
    """

    def __init__(self, message: str, code: Exit = Exit.USAGE) -> None:
        super().__init__(message)
        self.code = code


def code_of(error: errors.ToolzzCalError) -> Exit:
    """The exit code for an error of the client."""
    match error:
        case errors.ConfigurationError():
            return Exit.SETUP
        case errors.ArgumentError():
            return Exit.USAGE
        case errors.OutcomeUnknown():
            return Exit.UNKNOWN
        case errors.TransportError():
            return Exit.UNREACHABLE
        case _:
            return Exit.FAILED


def ending(error: Exception) -> tuple[Exit, str]:
    """The exit code for whatever a command raises, and what is told of it."""
    match error:
        case Refusal():
            return error.code, str(error)
        case errors.MissingCredential():
            return code_of(error), f"{error}; `toolzz-cal login` keeps one for this machine"
        case errors.ToolzzCalError():
            return code_of(error), str(error)
        case ModuleNotFoundError():
            return Exit.USAGE, f"{error.name} is missing: {install('cli')}"
        case UnicodeError():
            return Exit.USAGE, f"there is text that can't be written as UTF-8: {error.args[-1]}"
        case OSError():
            return Exit.FAILED, str(error)
        case MemoryError():
            return Exit.FAILED, "there is not enough memory"
        case RecursionError():
            return Exit.FAILED, "it is nested too deeply"
        case _ if type(error).__name__ == "InvalidURL":  # httpx's, which no other error is a base of
            return Exit.USAGE, f"the address of the request can't be sent: {error}"
        case _:
            return Exit.BUG, f"this should not happen, please report it: {type(error).__name__}: {error}"
