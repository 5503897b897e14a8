"""What a command ends with: exit codes, and the errors of the command line itself."""

from __future__ import annotations

from enum import IntEnum

from toolzz_cal import errors


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


class Refusal(Exception):
    """A command that is not carried out. Nothing was sent.

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
