"""`toolzz-cal doctor`: what is configured, and what each credential can reach."""

from __future__ import annotations

import re
import sys
import warnings
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import asdict, dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import Any

import click
from toolzz_cal._json import is_array, is_object
from toolzz_cal._redaction import masked_url
from toolzz_cal.errors import (
    ActionFailed,
    AuthenticationFailed,
    DeprecatedUpstream,
    NotFound,
    StatusError,
    ToolzzCalError,
)
from toolzz_cal.operations import Operation
from toolzz_cal.results import Deprecation

from . import connecting
from .failures import Exit, Refusal
from .output import json_text
from .session import Connection, Session
from .sources import CREDENTIALS, VARIABLES, Source
from .text import safe
from .tree import operations

_NOWHERE = "00000000-0000-0000-0000-000000000000"  # an id that no integration has
UPSTREAMS = {
    "toolzz_token": "ToolzzAI",
    "composio_api_key": "the gateway",
    "cal_api_key": "Cal.com",
    "cal_client_secret": "Cal.com",
}
_FILE = click.Path(path_type=Path)
_LOOK = "is the address right, and nothing in between?"
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
        deprecation: What it said of its end: version, deprecated, sunset, reason and link; None if nothing.
    """

    credential: str
    variable: str
    configured: bool
    operations: int
    resources: tuple[str, ...]
    works: bool | None
    told: str
    deprecation: dict[str, str | None] | None


def command() -> click.Command:
    """The command."""

    @click.command(name="doctor", short_help="Say what is configured, and whether it works.")
    @click.option("--offline", is_flag=True, help="Say what is configured; call nobody.")
    @click.option("--json", "as_json", is_flag=True, help="Write an object instead of lines.")
    @click.option("--contract", is_flag=True, help="Ask the gateway whether it still takes what is sent.")
    @click.option("--openapi", metavar="FILE|ADDRESS", help="Hold requests against this document of Cal.com's too.")
    @click.option("--used", type=_FILE, metavar="FILE", help="Only what this recording or cassette holds calls of.")
    @click.option("--toolkit-version", metavar="VERSION", help="Ask for this version of the gateway's toolkit.")
    @click.pass_context
    def doctor(context: click.Context, /, offline: bool, as_json: bool, **given: Any) -> int:
        """Say what is configured, where it stands, and what each credential can reach.

        Each credential is tried with one read. Exit code 0: all that is configured works; 1: something was refused or
        can't be reached; 3: nothing is configured.

        With --contract or --openapi: say of each operation whether its upstream still takes what the client sends, by
        one read of the gateway for each. Exit code 0: same, only additions, or the client adapts by itself; 1: a call
        breaks, or something could not be looked at.
        """
        connection = connecting.connection(context)
        if given["contract"] or given["openapi"]:
            return _contract(connection, given, offline=offline, as_json=as_json)
        if given["used"] or given["toolkit_version"]:
            raise Refusal("--used and --toolkit-version go with --contract or --openapi")
        found = connection.source()
        options = {**found.options, **connection.options}
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", DeprecatedUpstream)  # which is told below, with its credential
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


def _contract(connection: Connection, given: dict[str, Any], *, offline: bool, as_json: bool) -> int:
    from .watch import watch

    if offline and (given["contract"] or "://" in given["openapi"]):
        raise Refusal("--offline calls nobody, which --contract has to; name a file with --openapi")
    if given["toolkit_version"]:
        options = {**connection.options, "toolkit_version": given["toolkit_version"]}
        connection = replace(connection, options=options)
    return watch(connection, given["openapi"], given["used"], asks=given["contract"], as_json=as_json)


def _finding(connection: Connection, options: dict[str, Any], name: str, *, offline: bool) -> Finding:
    signed = [each for each in operations().values() if _signs(name, each)]
    resources = tuple(sorted(Counter(each.name.partition(".")[0] for each in signed)))
    configured = bool(options.get(name))
    works, told, ends = None, "not tried" if configured else "", None
    if configured and not offline:
        works, told, ends = tried(connection.open, options, name)
    deprecation = _in_json(ends) if ends is not None else None
    return Finding(name, VARIABLES[name], configured, len(signed), resources, works, told, deprecation)


def _in_json(ends: Deprecation) -> dict[str, str | None]:
    return {name: each.isoformat() if isinstance(each, datetime) else each for name, each in ends._asdict().items()}


def _signs(name: str, operation: Operation) -> bool:
    """Whether a credential can sign an operation's request on some route."""
    cal = operation.request
    if cal is None:
        return name == "toolzz_token"
    match name:
        case "composio_api_key":
            return True
        case "cal_client_secret":
            return cal.credential in ("client", "key-or-client", "optional")
        case _:
            return name == "cal_api_key"


def tried(
    opened: Callable[..., Session], options: Mapping[str, Any], name: str
) -> tuple[bool | None, str, Deprecation | None]:
    """Whether an upstream takes a credential, by one read that nobody is harmed by, and what it says of its end.

    Args:
        opened: Gives a session, with these options changed.
        options: Of that session.
        name: The client's name for the credential.
    """
    others: dict[str, Any] = {each: None for each in CREDENTIALS if each != name}
    if name == "cal_client_secret" and not options.get("cal_client_id"):
        return False, "CAL_CLIENT_ID is missing, without which the secret is of no use", None
    route = "gateway" if name == "composio_api_key" else "direct"
    try:
        with opened(**others, route=route) as session:
            return *_taken(session, options, name), session.deprecation
    except Refusal as problem:
        return False, str(problem), None
    except ToolzzCalError as problem:
        return False, problem.message, None


def _taken(session: Session, options: Mapping[str, Any], name: str) -> tuple[bool | None, str]:
    try:
        return _read(session, operations(), options, name)
    except StatusError as problem:
        if not _is_own(name, problem):
            return False, f"{problem.status_code} from something that is not {UPSTREAMS[name]}; {_LOOK}"
        refused = "refused: " if isinstance(problem, AuthenticationFailed) else ""
        return False, f"{refused}{problem.message}"
    except ActionFailed as problem:
        return None, f"taken, but the account behind it did not answer: {problem.message}"
    except ToolzzCalError as problem:
        return False, problem.message


def _read(session: Session, known: dict[str, Operation], options: Mapping[str, Any], name: str) -> tuple[bool, str]:
    """Whether the upstream itself took a credential: what it answers has the shape that only it gives."""
    if name == "toolzz_token":
        try:
            found = session.run(known["calcom_integrations.get"], {"integrationId": _NOWHERE})
        except NotFound as problem:  # that is what a good token is told, on a path that the platform has
            if not _is_own(name, problem) or _is_no_path(problem.body):
                raise
            return True, "works"
        return _judged(is_object(found) and found.get("id") == _NOWHERE, name, "works")
    if name == "cal_client_secret":
        users = session.answer(known["oauth_clients.users.list"], {"clientId": options["cal_client_id"], "limit": 1})
        reply = users.reply  # as it came: there may be no user, and an empty list alone says nothing
        return _judged(
            is_object(reply) and reply.get("status") == "success" and is_array(reply.get("data")), name, "works"
        )
    me = session.run(known["me.get"], {})
    person = (me.get("email") or me.get("username")) if is_object(me) else None
    is_person = is_object(me) and type(me.get("id")) is int and isinstance(person, str)
    return _judged(is_person, name, f"works, as {person}")


def _judged(is_right: bool, name: str, told: str) -> tuple[bool, str]:
    return (True, told) if is_right else (False, f"an answer that {UPSTREAMS[name]} does not give; {_LOOK}")


def _is_own(name: str, problem: StatusError) -> bool:
    """Whether an upstream reports errors so. Every other server has another shape, most of all HTML."""
    body = problem.body
    if not is_object(body):
        return False
    if name == "toolzz_token":
        return body.get("statusCode") == problem.status_code and isinstance(body.get("message"), str | list)
    error = body.get("error")
    if name == "composio_api_key":
        return is_object(error) and isinstance(error.get("message"), str)
    return body.get("status") == "error" and is_object(error)


def _is_no_path(body: object) -> bool:
    """Whether the platform says that it has no such path, which it does whatever the token."""
    told = body.get("message") if is_object(body) else None
    return isinstance(told, str) and re.match(r"Cannot [A-Z]+ /", told) is not None


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
        if each.deprecation is not None:
            yield from _wrapped(_ending(each.deprecation), "  deprecated: ")
        yield f"  signs {each.operations} operations"
        yield from _wrapped(", ".join(each.resources), "  in ")


def _ending(told: dict[str, str | None]) -> str:
    """What an upstream said of its end, in words."""
    parts = [f"version {told['version']}" if told["version"] else "what it answered with"]
    for key, word in (("deprecated", "since"), ("sunset", "stops working on")):
        if moment := told[key]:
            parts.append(f"{word} {moment[:10]}")
    parts += [told[key] or "" for key in ("reason", "link")]
    return safe(", ".join(each for each in parts if each))


def _wrapped(text: str, first: str) -> list[str]:
    import textwrap

    return textwrap.wrap(text, 78, initial_indent=first, subsequent_indent="     ")
