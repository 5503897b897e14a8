"""The keyring of the system, where there is one: secrets of profiles, each by the profile's name and its option."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from importlib import import_module
from importlib.util import find_spec
from typing import Any, TypeVar

from toolzz_cal._extras import install

from .failures import Exit, Refusal

SERVICE = "toolzz-cal"
_RECOMMENDED = 1  # what keyring's documentation asks of a backend that is to be trusted
Result = TypeVar("Result")


class Keyring:
    """Secrets of profiles in one backend of the library `keyring`, which is not typed."""

    def __init__(self, backend: Any) -> None:
        self._backend = backend

    @property
    def name(self) -> str:
        """What a person knows it by."""
        return str(getattr(self._backend, "name", type(self._backend).__name__))

    def get(self, profile: str, option: str) -> str | None:
        """A secret; None where there is none. Raises a `Refusal` if the keyring can't be used."""
        found: str | None = self._asked(lambda: self._backend.get_password(SERVICE, _account(profile, option)))
        return found

    def set(self, profile: str, option: str, secret: str) -> None:
        """Keeps a secret. Raises a `Refusal` likewise."""
        self._asked(lambda: self._backend.set_password(SERVICE, _account(profile, option), secret))

    def forget(self, profile: str, option: str) -> None:
        """Forgets a secret, if there is one. Raises a `Refusal` likewise."""
        if self.get(profile, option) is not None:
            self._asked(lambda: self._backend.delete_password(SERVICE, _account(profile, option)))

    def _asked(self, ask: Callable[[], Result]) -> Result:
        try:
            return ask()
        except Exception as problem:  # noqa: BLE001 - backends raise whatever their systems do
            # What they say may hold what they were given.
            reason = type(problem).__name__
        raise Refusal(f"the keyring ({self.name}) can't be used: {reason}; is it locked?", Exit.SETUP)


def keyring() -> Keyring | None:
    """The system's keyring; None without one that keeps secrets closed."""
    if find_spec("keyring") is None:
        return None
    try:
        backend: Any = import_module("keyring").get_keyring()
    except Exception:  # noqa: BLE001 - a backend that is configured may not even be there
        return None
    chosen = next((each for each in _backends(backend) if _is_closed(each)), None)
    return Keyring(chosen) if chosen is not None else None


def needed(profile: str) -> Keyring:
    """The keyring that holds secrets of a profile. Raises a `Refusal` if there is none."""
    found = keyring()
    if found is not None:
        return found
    cure = f"set one up ({install('keyring')}), or log in again with `toolzz-cal login --profile {profile}`"
    raise Refusal(f"the key of the profile {profile} is in a keyring, and there is none here; {cure}", Exit.SETUP)


def _backends(backend: Any) -> Iterable[Any]:
    """A backend, or those that it stands in front of."""
    return getattr(backend, "backends", None) or (backend,)


def _is_closed(backend: object) -> bool:
    """Whether a backend keeps secrets, and keeps them from others: neither failing, nor forgetting, nor plain text."""
    kind = type(backend)
    if kind.__module__.startswith(("keyring.backends.fail", "keyring.backends.null", "keyring.backends.chainer")):
        return False
    try:
        priority = float(getattr(backend, "priority", -1))
    except Exception:  # noqa: BLE001 - one that can't tell can't be used
        return False
    return "plain" not in kind.__name__.lower() and priority >= _RECOMMENDED


def _account(profile: str, option: str) -> str:
    return f"{profile}/{option}"
