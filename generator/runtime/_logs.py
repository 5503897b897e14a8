# Edit this in generator/runtime/_logs.py; `make generate` copies it into the client.
"""What the client logs, shown on standard error where the environment asks for it: `TOOLZZ_CAL_LOG=info`."""

from __future__ import annotations

import logging
import sys

from ._redaction import quoted
from .errors import ConfigurationError

VARIABLE = "TOOLZZ_CAL_LOG"
_LEVELS = {"debug": logging.DEBUG, "info": logging.INFO, "warning": logging.WARNING}
_FORMAT = "%(asctime)s %(name)s %(levelname)s %(message)s"


class _Shown(logging.StreamHandler):  # type: ignore[type-arg]
    """Writes to what is standard error at the time."""

    def __init__(self) -> None:
        logging.Handler.__init__(self)
        self.setFormatter(logging.Formatter(_FORMAT))

    @property
    def stream(self) -> object:
        """Standard error."""
        return sys.stderr


def show(level: str) -> None:
    """Shows what the client logs from a level on, besides where the program sends it.

    Raises:
        ConfigurationError: There is no such level.
    """
    log = logging.getLogger("toolzz_cal")
    number = _LEVELS.get(level.strip().lower())
    if number is None:
        raise ConfigurationError(f"{VARIABLE} must be {', '.join(_LEVELS)} or unset, not {quoted(level)}")
    log.setLevel(number)
    if not log.hasHandlers():  # else the program shows it already
        log.addHandler(_Shown())
