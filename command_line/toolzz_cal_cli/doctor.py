"""`toolzz-cal doctor`: what is configured, and what each credential can reach."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import asdict, dataclass
from typing import Any

import click
from toolzz_cal._json import is_object
from toolzz_cal._redaction import masked_url
from toolzz_cal.errors import ActionFailed, AuthenticationFailed, NotFound, ToolzzCalError

from . import connecting
from .failures import Exit
from .output import json_text
from .session import Connection, Session
from .sources import CREDENTIALS, VARIABLES, Source
from .text import safe
from .tree import Described, operations

_NOWHERE = "00000000-0000-0000-0000-000000000000"  # an id that no integration has
_ADDRESSES = ("base_url", "toolzz_base_url", "gateway_base_url", "cal_base_url")


@dataclass(frozen=True, slots=True)
class Finding:
    """What one credential is good for.

    Attributes:
        credential: The client's name for it.
        variable: The variable that holds it.
        configured: Whether there is one.
        operations: How many operations it signs.
        resources: In which resources.
        works: Whether the upstream took it; None when that was not tried, or could not be told.
        told: What the upstream said, in a line.
    """

    credential: str
    variable: str
    configured: bool
    operations: int
    resources: tuple[str, ...]
    works: bool | None
    told: str


def command() -> click.Command:
    """The command."""

    @click.command(name="doctor", short_help="Say what is configured and what each credential can reach.")
    @click.option("--offline", is_flag=True, help="Say what is configured; call nobody.")
    @click.option("--json", "as_json", is_flag=True, help="Write an object instead of lines.")
    @click.pass_context
    def doctor(context: click.Context, /, offline: bool, as_json: bool, **_: Any) -> int:
        """Say what is configured, where it stands, and what each credential can reach.

        Each credential is tried with one read. Exit code 0: all that is configured works; 1: something was refused or
        can't be reached; 3: nothing is configured.
        """
        connection = connecting.connection(context)
        found = connection.source()
        options = {**found.options, **connection.options}
        findings = [_finding(connection, options, name, offline=offline) for name in CREDENTIALS]
        if as_json:
            told = {"source": found.name, "settings": _settings(options), "credentials": [asdict(e) for e in findings]}
            print(json_text(told, sys.stdout, indent=2))
        else:
            print("\n".join(_lines(found, options, findings)))
        if not any(each.configured for each in findings):
            return Exit.SETUP
        return Exit.FAILED if any(each.works is False for each in findings) else Exit.DONE

    doctor.params += connecting.connection_options()
    return doctor


def _finding(connection: Connection, options: dict[str, Any], name: str, *, offline: bool) -> Finding:
    signed = [each for each in operations().values() if _signs(name, each)]
    resources = tuple(sorted(Counter(each.name.partition(".")[0] for each in signed)))
    configured = bool(options.get(name))
    works, told = (None, "not tried") if offline or not configured else _tried(connection, options, name)
    return Finding(name, VARIABLES[name], configured, len(signed), resources, works, told if configured else "")


def _signs(credential: str, described: Described) -> bool:
    match credential:
        case "toolzz_token":
            return described.credential == "token"
        case "composio_api_key":
            return described.slug is not None
        case "cal_client_secret":
            return described.credential in ("client", "key-or-client", "optional")
        case _:
            return described.credential not in ("token", "client")


def _tried(connection: Connection, options: dict[str, Any], name: str) -> tuple[bool | None, str]:
    """Whether an upstream takes a credential, by one read that nobody is harmed by."""
    others: dict[str, Any] = {each: None for each in CREDENTIALS if each != name}
    known = operations()
    if name == "cal_client_secret" and not options.get("cal_client_id"):
        return False, "CAL_CLIENT_ID is missing, without which the secret is of no use"
    route = "gateway" if name == "composio_api_key" else "direct"
    try:
        with connection.open(**others, route=route) as session:
            return _read(session, known, options, name)
    except AuthenticationFailed as problem:
        return False, f"refused: {problem.message}"
    except ActionFailed as problem:
        return None, f"taken, but the account behind it did not answer: {problem.message}"
    except ToolzzCalError as problem:
        return False, problem.message


def _read(session: Session, known: dict[str, Described], options: dict[str, Any], name: str) -> tuple[bool, str]:
    if name == "toolzz_token":
        with suppress(NotFound):  # that is what a good token is told
            session.run(known["calcom_integrations.get"], {"integrationId": _NOWHERE})
        return True, "works"
    if name == "cal_client_secret":
        session.run(known["oauth_clients.users.list"], {"clientId": options["cal_client_id"], "limit": 1})
        return True, "works"
    me = session.run(known["me.get"], {})
    return True, f"works, as {me.get('email') or me.get('username')}" if is_object(me) else "works"


def _settings(options: dict[str, Any]) -> dict[str, str]:
    """What is set and no secret."""
    names = (*_ADDRESSES, "route", "user_id", "connected_account_id", "toolkit_version", "cal_client_id")
    found = {name: str(options[name]) for name in names if options.get(name)}
    found |= {name: masked_url(found[name]) for name in _ADDRESSES if name in found}
    if "cal_client_id" in found:
        found["cal_client_id"] = "***"
    return found


def _lines(found: Source, options: dict[str, Any], findings: list[Finding]) -> Iterator[str]:
    yield f"Configured by {safe(found.name)}"
    for name, value in _settings(options).items():
        yield f"  {name:<22}{safe(value)}"
    for each in findings:
        yield ""
        yield f"{each.variable} ({each.credential}): {'is set' if each.configured else 'is not set'}"
        word = {True: "ok", False: "failed", None: "unknown"}[each.works]
        if each.configured:
            yield f"  {word}: {safe(each.told)}"
        yield f"  signs {each.operations} operations"
        yield from _wrapped(", ".join(each.resources))


def _wrapped(text: str) -> list[str]:
    import textwrap

    return textwrap.wrap(text, 78, initial_indent="  in ", subsequent_indent="     ")
