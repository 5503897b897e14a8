"""`toolzz-cal login`: asks for a key, tries it, and keeps it in a profile. No option holds it, and nothing shows it."""

from __future__ import annotations

import getpass
import os
import sys
import warnings
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import click
from toolzz_cal._redaction import masked_url
from toolzz_cal.errors import DeprecatedUpstream

from . import connecting
from .doctor import UPSTREAMS, tried
from .failures import Exit, Refusal
from .keyrings import Keyring, keyring
from .profile_file import ProfileFile, checked_name
from .session import Connection, Session
from .sources import CREDENTIALS, DEFAULT, VARIABLES, Profiles, Source, profiles_file
from .text import note, safe

# By what a person calls the upstream: whose credential it is. A platform client has two, and is written by hand.
_KEYS = {"cal": "cal_api_key", "gateway": "composio_api_key", "toolzz": "toolzz_token"}
_ABOUT = {
    "cal": "Cal.com itself, with an API key (cal_…)",
    "gateway": "the gateway, with a project key (ak_…)",
    "toolzz": "ToolzzAI, with an access token",
}
_LONGEST = 10_000  # characters of a key
_ADDRESS = VARIABLES["base_url"]
_OPTIONS = ("route", "account", "connected_account", "base_url", "timeout", "retries")


def command() -> click.Command:
    """The command."""

    @click.command(name="login", short_help="Keep a key in a profile, after trying it.")
    @click.option("--profile", "name", metavar="NAME", help=f"The profile that gets the key ({DEFAULT}).")
    @click.option("--upstream", type=click.Choice(list(_KEYS)), help="Whose key it is; asked for if it is not said.")
    @click.option("--with-key", is_flag=True, help="Read the key from the standard input.")
    @click.option("--no-check", is_flag=True, help="Keep the key without trying it.")
    @click.option(
        "--keyring/--no-keyring", "wants_keyring", default=True, help="Use the system's keyring if there is one."
    )
    @click.pass_context
    def login(context: click.Context, /, name: str | None, upstream: str | None, **flags: Any) -> int:
        """Keep a key in a profile, after trying it with one read.

        The key is asked for without being shown, or read from the standard input: it is never an option, which other
        users of the machine could see. It is kept in the keyring of the system if there is one (extra `keyring`), else
        in the file of profiles, closed to others. Addresses and accounts that are named are kept in the profile too.
        """
        connection = connecting.connection(context)
        if connection.env_file is not None:
            raise Refusal("--env-file is not for this command, which keeps what it is told in a profile")
        chosen = checked_name(name or connection.profile or DEFAULT)
        upstream = upstream or _asked_upstream()
        key = _key(upstream, from_input=flags["with_key"])
        given = {option: str(value) for option, value in connection.options.items() if option in VARIABLES}
        login = Login.of(chosen, _KEYS[upstream], given)
        if not flags["no_check"]:
            login.check(key, connection)
        login.keep(key, keyring() if flags["wants_keyring"] else None)
        return Exit.DONE

    login.params += [each for each in connecting.connection_options() if each.name in _OPTIONS]
    return login


@dataclass(frozen=True, slots=True)
class Login:
    """A key that is to be kept.

    Attributes:
        profile: Name of the profile.
        option: The client's name for the credential.
        given: Settings that are kept beside it.
        before: The profiles that are there; None without a file.
    """

    profile: str
    option: str
    given: Mapping[str, str]
    before: Profiles | None = field(repr=False)

    @classmethod
    def of(cls, profile: str, option: str, given: Mapping[str, str]) -> Login:
        """For the file of profiles. Raises a `Refusal` if it can't be used."""
        path = profiles_file(os.environ)
        return cls(profile, option, given, Profiles.read(path) if os.path.lexists(path) else None)

    def check(self, key: str, connection: Connection) -> None:
        """Tries the key where it would be used. Raises a `Refusal` unless its upstream takes it."""
        settings = {**self._settings(), **connection.options, self.option: key}
        address = settings.get("base_url")
        note(f"Trying the key at {masked_url(str(address)) if address else UPSTREAMS[self.option]} …")
        if not address and os.environ.get(_ADDRESS):
            note(f"{_ADDRESS} of the environment is for its own keys; name an address for this one with --base-url")
        found = Source("the key", settings)

        def opened(**changes: Any) -> Session:
            return Session(found, {**settings, **changes})

        with warnings.catch_warnings():
            warnings.simplefilter("ignore", DeprecatedUpstream)  # doctor tells of it
            works, told, _ = tried(opened, settings, self.option)
        if works is False:
            raise Refusal(f"not kept, as trying the key at {UPSTREAMS[self.option]} failed: {told}", Exit.FAILED)
        print(f"{UPSTREAMS[self.option]}: {safe(told)}")

    def keep(self, key: str, ring: Keyring | None) -> None:
        """Keeps the key in a keyring, or in the file, and tells where. Raises a `Refusal` if that can't be."""
        file = ProfileFile(profiles_file(os.environ))
        kept = self.before.in_keyring(self.profile) if self.before is not None else []
        was_in_keyring = self.option in kept
        kept = [each for each in kept if each != self.option]
        if ring is not None:
            ring.set(self.profile, self.option, key)
            kept.append(self.option)
        file.set(self.profile, {**self.given, self.option: None if ring is not None else key}, kept)
        try:
            file.write()
        except Refusal:
            if ring is not None and not was_in_keyring:
                ring.forget(self.profile, self.option)
            raise
        if was_in_keyring and ring is None and (old := keyring()) is not None:
            old.forget(self.profile, self.option)
        place = f"in the keyring ({safe(ring.name)})" if ring is not None else "in that file, which only you can read"
        print(f"Kept in the profile {self.profile} of {file.path}; the key is {place}")
        self._tell_use()

    def _settings(self) -> dict[str, Any]:
        """What the profile has already, other credentials aside: they are not tried."""
        if self.before is None or self.profile not in self.before.tables:
            return dict(self.given)
        settings = self.before.settings(self.profile)
        return {**{name: value for name, value in settings.items() if name not in CREDENTIALS}, **self.given}

    def _tell_use(self) -> None:
        """Says when the profile is used, where that is not by itself."""
        held = [VARIABLES[each] for each in CREDENTIALS if os.environ.get(VARIABLES[each])]
        if held:
            note(f"The environment has {held[0]}, which is used before any profile but one that is named")
        default = Profiles.read(profiles_file(os.environ)).default
        if default != self.profile:
            note(f"Use it with --profile {self.profile}, or always after `toolzz-cal profile use {self.profile}`")


def _asked_upstream() -> str:
    """Which upstream a person names. Raises a `Refusal` where nobody can be asked."""
    if not sys.stdin.isatty():
        raise Refusal(f"nobody can be asked whose key it is; name it with --upstream {'|'.join(_KEYS)}")
    for number, (name, about) in enumerate(_ABOUT.items(), 1):
        print(f"  {number}  {name:<8} {about}", file=sys.stderr)
    choices = {**{name: name for name in _KEYS}, **dict(zip("123", _KEYS, strict=True))}
    while True:
        print("Whose key is it? [1-3] ", end="", file=sys.stderr, flush=True)
        answer = sys.stdin.readline()
        if not answer:
            raise Refusal("not done", Exit.UNCONFIRMED)
        if (chosen := choices.get(answer.strip().lower())) is not None:
            return chosen


def _key(upstream: str, *, from_input: bool) -> str:
    """The key, which is not shown while it is typed. Raises a `Refusal` for what can't be one."""
    if sys.stdin.isatty():
        what = {"cal": "API key of Cal.com", "gateway": "Project key of the gateway", "toolzz": "Token of ToolzzAI"}
        try:
            text = getpass.getpass(f"{what[upstream]} (not shown): ", stream=sys.stderr)
        except EOFError:
            text = ""
    elif from_input:
        text = sys.stdin.read(_LONGEST + 2)
    else:
        raise Refusal("nobody can be asked for the key; send it to the standard input of `toolzz-cal login --with-key`")
    key = text.strip()
    if not key or len(key) > _LONGEST or not all(0x21 <= ord(each) <= 0x7E for each in key):
        raise Refusal("that is no key: it must be one word of letters, digits and signs; nothing was kept")
    return key
