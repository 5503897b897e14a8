"""What a mock stands for, and what can be changed while it runs."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from toolzz_cal._nearest import did_you_mean, nearest

from .doors.routes import GENERATIONS, USUAL
from .problems import BadRequest
from .shapes import VERSION, shapes
from .world.base import World
from .world.oauth_clients import ACCESS_MINUTES

LONGEST_ACCESS = 525_600  # minutes, a year


class SettingError(BadRequest, ValueError):
    """A setting that can't be. As a `Problem` it becomes a 400, as a `ValueError` the message of an option."""


class Settings:
    """The settings of a mock, by their names; they are part of the state that `Mock.reset` goes back to.

    Attributes:
        generation: Which servers of Cal.com the mock stands for: `documents`, `2024-09-04` or `2026`.
        shapes: In which shape each version of the gateway's toolkit takes actions that it knows several of, such as
            `{"20260721_00": "responses"}`; the documented one where nothing is said. Changed by assigning another dict.
        access_token_minutes: How long access tokens of managed users last that are issued from now on; 60 as at
            Cal.com.
    """

    def __init__(self, world: World, **given: Any) -> None:
        self._world = world
        self.change({"generation": USUAL, "shapes": {}, "access_token_minutes": ACCESS_MINUTES, **given})

    @property
    def generation(self) -> str:
        """Which servers of Cal.com the mock stands for."""
        return str(self._world.indexes["generation"])

    @generation.setter
    def generation(self, value: str) -> None:
        self.change({"generation": value})

    @property
    def shapes(self) -> dict[str, str]:
        """The shape of arguments by toolkit version."""
        return dict(self._world.indexes["shapes"])

    @shapes.setter
    def shapes(self, value: Mapping[str, str]) -> None:
        self.change({"shapes": value})

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


def _generation(value: Any) -> str:
    if not isinstance(value, str) or value not in GENERATIONS:
        raise SettingError(f"generation must be one of {', '.join(GENERATIONS)}, not {value!r:.80}")
    return value


def _shapes(value: Any) -> dict[str, str]:
    names = shapes().names
    if not isinstance(value, dict):
        raise SettingError("shapes must be an object of toolkit versions, each with a shape")
    for version, shape in value.items():
        if not isinstance(version, str) or VERSION.fullmatch(version) is None:
            raise SettingError(f"shapes has {version!r:.80}, which is no toolkit version such as 20260721_00")
        if shape not in names:
            raise SettingError(f"shapes must be of {', '.join(names)}, not {shape!r:.80}")
    return dict(value)


_CHECKS: dict[str, Callable[[Any], Any]] = {
    "generation": _generation,
    "shapes": _shapes,
    "access_token_minutes": _minutes,
}
NAMES = tuple(_CHECKS)
