"""Where credentials and addresses come from: the environment, a file of variables or a profile, one at a time."""

from __future__ import annotations

import os
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from io import StringIO
from pathlib import Path
from typing import Any

from toolzz_cal._config import ENVIRONMENT
from toolzz_cal._json import is_array, is_object

from .failures import Exit, Refusal

# The client's own variables, and those of options that it takes from its caller only.
VARIABLES = {
    **ENVIRONMENT,
    "user_id": "TOOLZZ_CAL_ACCOUNT",
    "connected_account_id": "TOOLZZ_CAL_CONNECTED_ACCOUNT",
    "route": "TOOLZZ_CAL_ROUTE",
}
PROFILE = "TOOLZZ_CAL_PROFILE"
CREDENTIALS = ("toolzz_token", "composio_api_key", "cal_api_key", "cal_client_secret")
USE = "use"  # the key above all profiles that names the one to use by default
DEFAULT = "default"
IN_KEYRING = "keyring"  # the key of a profile that lists which of its secrets the keyring holds
_KEYS = (*VARIABLES, "toolzz_base_url", "gateway_base_url", "cal_base_url")
_LARGEST = 1_000_000  # characters of a file of variables or profiles


@dataclass(frozen=True, slots=True)
class Source:
    """Options of a client, and where they stand. Its repr shows no value.

    Attributes:
        name: In words, for a person.
        options: By the names that `Client` has for them.
    """

    name: str
    options: Mapping[str, str] = field(repr=False)


def source(profile: str | None, env_file: Path | None, environment: Mapping[str, str] | None = None) -> Source:
    """The one source that counts.

    That is what the command names; else the environment, if it holds a credential; else the profile that the file of
    profiles names to be used, or `default`, if there is one. Sources are never mixed, so that no key is sent to an
    address that was meant for another.

    Args:
        profile: Name of a profile.
        env_file: File of variables.
        environment: Variables of the process.

    Raises:
        Refusal: Both are named, or a file can't be used.
    """
    environment = os.environ if environment is None else environment
    if profile and env_file:
        raise Refusal("--profile and --env-file are two sources; name one")
    if env_file:
        return Source(f"the file {env_file}", _from_variables(_variables(env_file)))
    path = profiles_file(environment)
    if wanted := profile or environment.get(PROFILE):
        return Profiles.read(path).source(wanted)
    options = _from_variables(environment)
    has_credential = any(name in options for name in CREDENTIALS)
    if not has_credential and _exists(path):
        profiles = Profiles.read(path)
        if profiles.default is not None:
            return profiles.source(profiles.default)
    return Source("the environment", options)


def profiles_file(environment: Mapping[str, str]) -> Path:
    """Where profiles are kept."""
    home = environment.get("XDG_CONFIG_HOME", "")
    # The standard has relative paths ignored.
    base = Path(home) if Path(home).is_absolute() else Path(environment.get("HOME") or Path.home()) / ".config"
    return base / "toolzz-cal" / "profiles.toml"


def _from_variables(variables: Mapping[str, str]) -> dict[str, str]:
    return {option: variables[variable] for option, variable in VARIABLES.items() if variables.get(variable)}


def _variables(path: Path) -> dict[str, str]:
    """The variables of a file. Nothing in a value is replaced by another variable's."""
    from dotenv.parser import parse_stream  # and not `dotenv_values`, which passes over what it can't read

    variables: dict[str, str] = {}
    for binding in parse_stream(StringIO(_text(path))):
        if binding.value is not None and binding.key is not None:
            variables[binding.key] = binding.value
        elif binding.error or binding.key is not None:
            statement = binding.original.string
            blank = statement[: len(statement) - len(statement.lstrip())]  # lines above, which belong to it
            line = binding.original.line + blank.count("\n")
            raise Refusal(f"{path}, line {line}: write NAME=value", Exit.SETUP)
    return variables


@dataclass(frozen=True, slots=True)
class Profiles:
    """The profiles of a file.

    Attributes:
        path: Of the file.
        tables: What the file has of each; only the one that is used must be right.
        default: Which is used where none is named; None without one.
    """

    path: Path
    tables: Mapping[str, Mapping[str, Any]] = field(repr=False)
    default: str | None

    @classmethod
    def read(cls, path: Path) -> Profiles:
        """The profiles of a file. Raises a `Refusal` if it can't be used."""
        try:
            data = tomllib.loads(private_text(path))
        except (tomllib.TOMLDecodeError, RecursionError) as problem:
            # Its message quotes no value, but tells the place.
            raise Refusal(f"{path} is no TOML: {problem}", Exit.SETUP) from None
        used = data.pop(USE) if isinstance(data.get(USE), str) else None
        for name, table in data.items():
            if not is_object(table):
                raise Refusal(f"{path}: {name} stands outside a profile; write [default] above it", Exit.SETUP)
        return cls(path, data, used or (DEFAULT if DEFAULT in data else None))

    def source(self, name: str) -> Source:
        """A profile as a source, with what the keyring holds. Raises a `Refusal` if there is none, or no keyring."""
        return Source(f"the profile {name} in {self.path}", {**self.settings(name), **self._kept(name)})

    def settings(self, name: str) -> dict[str, str]:
        """What the file itself holds of a profile. Raises a `Refusal` if there is none, or it can't be right."""
        if name not in self.tables:
            there = ", ".join(sorted(self.tables)) or "none"
            raise Refusal(f"there is no profile {name!r} in {self.path}; there are: {there}", Exit.SETUP)
        where = f"{self.path}, profile {name}"
        settings = {key: value for key, value in self.tables[name].items() if key != IN_KEYRING}
        for key, value in settings.items():
            if key not in _KEYS:
                raise Refusal(f"{where}: {key!r} is no setting; there are {', '.join(_KEYS)}", Exit.SETUP)
            if not isinstance(value, str):
                raise Refusal(f"{where}: {key} must be text in quotes", Exit.SETUP)
        return settings

    def in_keyring(self, name: str) -> list[str]:
        """Which secrets of a profile the keyring holds. Raises a `Refusal` if that can't be read."""
        listed: Any = self.tables.get(name, {}).get(IN_KEYRING, [])
        if not is_array(listed) or not all(each in CREDENTIALS for each in listed):
            what = f"{self.path}, profile {name}: {IN_KEYRING} must be a list of {', '.join(CREDENTIALS)}"
            raise Refusal(what, Exit.SETUP)
        return list(listed)

    def _kept(self, name: str) -> dict[str, str]:
        options = self.in_keyring(name)
        if not options:
            return {}
        from .keyrings import needed

        keyring = needed(name)
        found = {option: keyring.get(name, option) for option in options}
        for option, secret in found.items():
            if not secret:
                cure = f"log in again with `toolzz-cal login --profile {name}`"
                raise Refusal(f"the keyring has no {option} of the profile {name}; {cure}", Exit.SETUP)
        return {option: secret for option, secret in found.items() if secret}


def _exists(path: Path) -> bool:
    try:
        return path.exists()
    except OSError as problem:  # a folder on the way can't be searched
        raise Refusal(f"{path}: {problem.strerror or problem}", Exit.SETUP) from None


def private_text(path: Path) -> str:
    """The text of a file with credentials. Raises a `Refusal` if it can't be read, or is open to others."""
    return _text(path, private=True)


def _text(path: Path, *, private: bool = False) -> str:
    """A file's text. One with credentials of its own must be closed to everybody else, and is looked at when open."""
    try:
        with path.open(encoding="utf-8-sig") as file:
            if private and os.name == "posix":
                state = os.fstat(file.fileno())
                if state.st_mode & 0o077:
                    mode = f"{state.st_mode & 0o777:04o}"
                    raise Refusal(f"{path} can be read by others (mode {mode}): chmod 600 '{path}'", Exit.SETUP)
                if state.st_uid not in (os.geteuid(), 0):
                    raise Refusal(f"{path} belongs to somebody else, who could change it", Exit.SETUP)
            text = file.read(_LARGEST + 1)
    except OSError as problem:
        raise Refusal(f"{path}: {problem.strerror or problem}", Exit.SETUP) from None
    except ValueError:
        raise Refusal(f"{path} is no UTF-8 text", Exit.SETUP) from None
    if len(text) > _LARGEST:
        raise Refusal(f"{path} has over {_LARGEST} characters", Exit.SETUP)
    return text
