"""What a mock stands for, and what can be changed while it runs."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from toolzz_cal._nearest import did_you_mean, nearest

from .problems import BadRequest
from .world.base import World
from .world.oauth_clients import ACCESS_MINUTES

LONGEST_ACCESS = 525_600  # minutes, a year


class SettingError(BadRequest, ValueError):
    """A setting that can't be. As a `Problem` it becomes a 400, as a `ValueError` the message of an option."""


class Settings:
    """The settings of a mock, by their names; they are part of the state that `Mock.reset` goes back to.

    Attributes:
        access_token_minutes: How long access tokens of managed users last that are issued from now on; 60 as at
            Cal.com.
    """

    def __init__(self, world: World, **given: Any) -> None:
        self._world = world
        self.change({"access_token_minutes": ACCESS_MINUTES, **given})

    @property
    def access_token_minutes(self) -> int:
        """Minutes that an access token lasts."""
        return int(self._world.indexes["access_token_minutes"])

    @access_token_minutes.setter
    def access_token_minutes(self, value: int) -> None:
        self.change({"access_token_minutes": value})

    def change(self, wanted: dict[str, Any]) -> None:
        """Changes some, all or none.

        Raises:
            SettingError: One is unknown, or can't be so.
        """
        for name in wanted:
            if name not in _CHECKS:
                near = did_you_mean(nearest(name, _CHECKS, most=1))
                raise SettingError(f"there is no setting {name[:80]!r}{near}; known are {', '.join(_CHECKS)}")
        self._world.indexes |= {name: _CHECKS[name](value) for name, value in wanted.items()}

    def all(self) -> dict[str, Any]:
        """Every setting, as JSON has it."""
        return {name: self._world.indexes[name] for name in _CHECKS}


def _minutes(value: Any) -> int:
    if not isinstance(value, int) or isinstance(value, bool) or not 1 <= value <= LONGEST_ACCESS:
        raise SettingError(f"access_token_minutes must be 1 to {LONGEST_ACCESS} minutes, not {value!r:.80}")
    return value


def checked(name: str, value: Any) -> Any:
    """A value that a setting may have; raises a `SettingError` for another one."""
    return _CHECKS[name](value)


_CHECKS: dict[str, Callable[[Any], Any]] = {"access_token_minutes": _minutes}
NAMES = tuple(_CHECKS)
