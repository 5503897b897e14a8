"""`toolzz-cal profile`: the profiles that there are, without their secrets, which is used, and no more of one."""

from __future__ import annotations

import os
import sys
from typing import Any

import click
from toolzz_cal._redaction import masked_url

from .asking import confirm
from .failures import Exit, Refusal
from .keyrings import needed
from .output import json_text
from .profile_file import ProfileFile
from .sources import CREDENTIALS, IN_KEYRING, PROFILE, VARIABLES, Profiles, profiles_file
from .text import note, safe

_SECRET = (*CREDENTIALS, "cal_client_id")
_MASK = "***"


def command() -> click.Command:
    """The command, with one for each thing to do."""
    group = click.Group(
        "profile",
        short_help="List, show, choose and remove profiles.",
        help="List, show, choose and remove profiles. `toolzz-cal login` makes them.",
    )
    for each in (_list(), _show(), _use(), _remove()):
        group.add_command(each)
    return group


def _list() -> click.Command:
    @click.command(name="list")
    @click.option("--json", "as_json", is_flag=True, help="Write a list of objects.")
    def command(as_json: bool) -> int:
        """List the profiles; a star marks the one that is used by default."""
        found = _profiles()
        names = list(found.tables) if found is not None else []
        rows = [_summary(found, name) for name in names] if found is not None else []
        if as_json:
            print(json_text(rows, sys.stdout, indent=2))
            return Exit.DONE
        if not rows:
            note("there is no profile; `toolzz-cal login` makes one")
        width = max((len(name) for name in names), default=0)
        for row in rows:
            star = "*" if row["default"] else " "
            print(safe(f"{star} {row['name']:<{width}}  {', '.join(row['credentials']) or 'no credential'}"))
        return Exit.DONE

    return command


def _show() -> click.Command:
    @click.command(name="show", short_help="Show the settings of a profile, without secrets.")
    @click.argument("name", required=False, shell_complete=_completed)
    @click.option("--json", "as_json", is_flag=True, help="Write an object.")
    def command(name: str | None, as_json: bool) -> int:
        """Show the settings of a profile, by default of the one that is used; secrets are masked."""
        found = _needed(_profiles())
        chosen = name or found.default
        if chosen is None:
            raise Refusal("no profile is used by default; name one")
        settings = {key: _shown(key, value) for key, value in found.settings(chosen).items()}
        settings |= dict.fromkeys(found.in_keyring(chosen), f"{_MASK} (in the keyring)")
        if as_json:
            print(
                json_text(
                    {"name": chosen, "default": chosen == found.default, "settings": settings}, sys.stdout, indent=2
                )
            )
            return Exit.DONE
        print(safe(f"{chosen}{' (used by default)' if chosen == found.default else ''} in {found.path}"))
        for key, value in settings.items():
            print(f"  {key:<22}{safe(value)}")
        return Exit.DONE

    return command


def _use() -> click.Command:
    @click.command(name="use", short_help="Use a profile by default.")
    @click.argument("name", shell_complete=_completed)
    def command(name: str) -> int:
        """Use a profile by default, where neither the command nor the environment says otherwise."""
        found = _needed(_profiles())
        found.settings(name)  # it must be there, and right
        file = ProfileFile(found.path)
        file.use(name)
        file.write()
        print(f"{name} is used from now on")
        held = [each for each in (PROFILE, *(VARIABLES[each] for each in CREDENTIALS)) if os.environ.get(each)]
        if held:
            note(f"The environment has {held[0]}, which holds over it")
        return Exit.DONE

    return command


def _remove() -> click.Command:
    @click.command(name="remove")
    @click.argument("name", shell_complete=_completed)
    @click.option("--yes", "-y", is_flag=True, help="Do not ask first.")
    def command(name: str, yes: bool) -> int:
        """Remove a profile, and its secrets from the keyring. The keys themselves stay valid at their upstreams."""
        found = _needed(_profiles())
        if name not in found.tables:
            found.settings(name)  # which says so, with those that there are
        confirm(f"Remove the profile {name}, with its settings in {found.path}", yes=yes)
        in_keyring = found.in_keyring(name)
        ring = needed(name) if in_keyring else None
        file = ProfileFile(found.path)
        file.remove(name)
        file.write()
        if ring is not None:
            for option in in_keyring:
                ring.forget(name, option)
        print(f"{name} is removed; its keys are still valid where they were made")
        return Exit.DONE

    return command


def _completed(_context: click.Context, _parameter: click.Parameter, begun: str) -> list[str]:
    """Names for a shell; none where they can't be read, as a shell shows no message."""
    try:
        found = _profiles()
    except Refusal:
        return []
    return [name for name in (found.tables if found is not None else ()) if name.startswith(begun)]


def _profiles() -> Profiles | None:
    """The profiles; None without a file."""
    path = profiles_file(os.environ)
    return Profiles.read(path) if os.path.lexists(path) else None


def _needed(found: Profiles | None) -> Profiles:
    if found is None:
        raise Refusal("there is no profile; `toolzz-cal login` makes one", Exit.SETUP)
    return found


def _summary(found: Profiles, name: str) -> dict[str, Any]:
    """What is told of a profile in a list. Reads no secret."""
    table = found.tables[name]
    listed = table.get(IN_KEYRING)
    there = [*table, *(listed if isinstance(listed, list) else ())]
    return {
        "name": name,
        "default": name == found.default,
        "credentials": [each for each in CREDENTIALS if each in there],
    }


def _shown(key: str, value: str) -> str:
    if key in _SECRET:
        return _MASK
    return masked_url(value) if key.endswith("base_url") else value
