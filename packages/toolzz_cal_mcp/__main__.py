"""The command `toolzz-cal mcp`, also `python -m toolzz_cal_mcp`."""

from __future__ import annotations

import argparse
import math
import os
import re
import signal
import sys
from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from toolzz_cal._config import ENVIRONMENT
from toolzz_cal.operations import EFFECTS

from . import today
from .extra import missing

if TYPE_CHECKING:
    import httpx2
    from toolzz_cal import AsyncClient

    from .settings import Level, Settings

# What calls of the calendar are signed with.
_CALENDAR = ("composio_api_key", "cal_api_key", "cal_client_secret")
_NO_CREDENTIAL = (
    "warning: no credential is set, so calls of the calendar will fail. Set COMPOSIO_API_KEY, the gateway's key, or "
    "CAL_API_KEY, a key of Cal.com, in the environment of this server: `env` in a client's configuration"
)
DESCRIPTION = "An MCP server: an agent's tools for the calendar. It only reads unless told otherwise."


def main(argv: Sequence[str] | None = None) -> int:
    """Runs the server and answers its exit code: 0 done, 1 it could not, 2 a wrong option, 130 stopped with Ctrl-C.

    Args:
        argv: The options; by default the program's own.
    """
    parser = argparse.ArgumentParser(prog="toolzz-cal mcp", description=DESCRIPTION, allow_abbrev=False)
    add_options(parser)
    return run(parser.parse_args(argv))


def add_options(parser: argparse.ArgumentParser) -> None:
    """Adds the server's options to a parser."""
    add = parser.add_argument
    add(
        "--allow", choices=EFFECTS,
        help="the most that may happen; each includes those before (read; with --integration its flags decide)",
    )  # fmt: skip
    add("--resources", type=_names, default=(), metavar="NAMES", help="offer these only, such as bookings,slots")
    add(
        "--toolsets", type=_names, default=("agent",), metavar="NAMES",
        help="resources and operations to list as tools of their own; agent stands for what an integration can permit, "
        "all for everything, none for nothing (agent)",
    )  # fmt: skip
    add("--integration", metavar="ID", help="offer what this integration of ToolzzAI lets its agent do, and no more")
    add(
        "--time-zone", type=_zone, metavar="ZONE",
        help="IANA zone in which the agent is told day and time (the integration's, else this machine's)",
    )  # fmt: skip
    add(
        "--event-type", type=_event_type, metavar="ID",
        help="offer tools made for this event type, and no others: find_times, book, move and cancel",
    )  # fmt: skip
    add("--dry-run", action="store_true", help="show what would be written or destroyed instead of sending it")
    add("--no-confirm", action="store_true", help="do not ask the user before destroying, even if the client could")
    add("--route", choices=("gateway", "direct"), help="how actions are carried, with credentials for both")
    add("--user-id", metavar="ID", help="whose connected Cal.com account the gateway uses")
    add("--connected-account-id", metavar="ID", help="the connected account itself, ca_…")
    add("--base-url", metavar="URL", help="one root for everything, such as a mock server")
    add("--timeout", type=float, metavar="SECONDS", help="for one attempt of a call")
    add("--http", action="store_true", help="serve streamable HTTP instead of stdin and stdout")
    add("--host", default="127.0.0.1", help="address to listen on; others than loopback need a token (%(default)s)")
    add("--port", type=_port, default=8788, help="port to listen on, 0 for a free one (%(default)s)")
    add(
        "--allow-origin", action="append", default=[], metavar="ORIGIN",
        help="also let web pages of this origin call; may be repeated",
    )  # fmt: skip
    add(
        "--session-idle", type=_seconds, default=1800, metavar="SECONDS",
        help="with --http: end a session without requests after this time (%(default)s)",
    )  # fmt: skip
    add(
        "--max-sessions", type=_count, default=1000, metavar="N",
        help="with --http: how many sessions may be open at once (%(default)s)",
    )  # fmt: skip
    add("--verbose", action="store_true", help="log a line for each call on stderr")


def run(options: argparse.Namespace) -> int:
    """Runs the server with the options of `add_options`."""
    try:
        import anyio

        from .http import Refused
        from .logs import to_stderr
    except ModuleNotFoundError as problem:
        name = (problem.name or "").partition(".")[0]
        if name in ("", "toolzz_cal", "toolzz_cal_mcp"):
            raise
        print(f"error: {missing(name)}", file=sys.stderr)
        return 1
    from toolzz_cal.errors import ToolzzCalError

    to_stderr(options.verbose)
    if not any(os.environ.get(ENVIRONMENT[name]) for name in _CALENDAR):
        print(_NO_CREDENTIAL, file=sys.stderr)
    try:
        anyio.run(_served, options)
    except (Refused, ToolzzCalError) as problem:
        print(f"error: {problem}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        print("stopped", file=sys.stderr)
        return 130
    return 0


async def _served(options: argparse.Namespace) -> None:
    from toolzz_cal import AsyncClient

    from .http import TOKEN_VARIABLE, Door, Sessions, origins, serve
    from .server import create_server

    # Known before anything is sent, what can't work is said at once.
    door = None
    if options.http:
        door = Door(options.host, os.environ.get(TOKEN_VARIABLE) or None, origins(options.allow_origin))
    names = ("route", "user_id", "connected_account_id", "base_url", "timeout")
    async with (
        _http() as http,
        AsyncClient(http_client=http, **{each: getattr(options, each) for each in names}) as client,
    ):
        narrowed, settings = await _narrowed(client, _settings(options), options.integration)
        server = create_server(narrowed, await _in_full(narrowed, settings, options.event_type))
        if door is not None:
            await serve(server, door, options.port, Sessions(options.session_idle, options.max_sessions))
            return
        from mcp.server.stdio import stdio_server

        # A thread waits in reading stdin, and can't be called back from there: Ctrl-C ends the process at once.
        signal.signal(signal.SIGINT, signal.SIG_DFL)
        async with stdio_server() as (reading, writing):
            await server.run(reading, writing, server.create_initialization_options())


def _http() -> httpx2.AsyncClient:
    """The HTTP client of the `mcp` package, which is there already and takes less time for a call than httpx."""
    from http.cookiejar import CookieJar, DefaultCookiePolicy

    import httpx2

    # As the client's own: with cookies Cal.com would prefer an earlier slot to the one that is named.
    none = CookieJar(DefaultCookiePolicy(allowed_domains=[]))
    return httpx2.AsyncClient(timeout=60, cookies=none)


def _in_its_zone(settings: Settings, zone: object) -> Settings:
    """Settings with an integration's time zone, if none was named and it is one."""
    if settings.time_zone is not None or not isinstance(zone, str):
        return settings
    try:
        today.checked_zone(zone)
    except today.NoZone:
        return settings
    return replace(settings, time_zone=zone)


async def _narrowed(client: AsyncClient, settings: Settings, integration: str | None) -> tuple[AsyncClient, Settings]:
    """The client, doing only what an integration permits if there is one, and the settings in its time zone."""
    if integration is None:
        return client, settings
    read = await client.calcom_integrations.get(integration_id=integration)
    return client.acting_for(read), _in_its_zone(settings, read.timezone)


async def _in_full(client: AsyncClient, settings: Settings, event_type: str | None) -> Settings:
    """The settings, with an event type as the client reads it."""
    if event_type is None:
        return settings
    read = await client.event_types.get(event_type_id=event_type)
    return replace(settings, event_type=read.data)


def _settings(options: argparse.Namespace) -> Settings:
    from .settings import Settings

    given: dict[str, Any] = {name: getattr(options, name) for name in ("resources", "toolsets", "dry_run", "time_zone")}
    allow: Level | None = options.allow or ("read" if options.integration is None else None)
    return Settings(allow=allow, confirm=not options.no_confirm, **given)


def _names(text: str) -> tuple[str, ...]:
    return tuple(name for each in text.split(",") if (name := each.strip()))


def _zone(text: str) -> str:
    try:
        today.checked_zone(text)
    except today.NoZone as problem:
        raise argparse.ArgumentTypeError(str(problem)) from None
    return text


def _event_type(text: str) -> str:
    if re.fullmatch("[1-9][0-9]{0,14}", text) is None:
        raise argparse.ArgumentTypeError(f"{text!r} is no number of an event type")
    return text


def _port(text: str) -> int:
    if not text.isdecimal() or int(text) > 65535:
        raise argparse.ArgumentTypeError(f"{text!r} is no port; use 0 to 65535")
    return int(text)


def _seconds(text: str) -> float:
    try:
        seconds = float(text)
    except ValueError:
        seconds = 0.0
    if not (seconds > 0 and math.isfinite(seconds)):
        raise argparse.ArgumentTypeError(f"{text!r} is no time; use a number of seconds above 0")
    return seconds


def _count(text: str) -> int:
    if re.fullmatch("[1-9][0-9]{0,8}", text) is None:
        raise argparse.ArgumentTypeError(f"{text!r} is no number of sessions; use 1 or more")
    return int(text)


if __name__ == "__main__":
    raise SystemExit(main())
