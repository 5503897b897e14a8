"""The command `toolzz-cal`."""

from __future__ import annotations

import argparse
import re
import sys
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from .faults import Fault


def main(arguments: Sequence[str] | None = None) -> int:
    """Runs a command and answers its exit code: 0 done, 1 it could not, 2 a wrong option or name, 130 after Ctrl-C."""
    try:
        options = _parser().parse_args(arguments)
        return int(options.run(options))
    except KeyboardInterrupt:
        print("stopped", file=sys.stderr)
        return 130


def _mock(options: argparse.Namespace) -> int:
    from .extra import missing as explained
    from .problems import Problem
    from .server import Refused, serve

    try:
        serve(options)
        return 0
    except (Refused, Problem) as problem:
        print(f"error: {problem}", file=sys.stderr)
        return 1
    except ModuleNotFoundError as missing:
        name = (missing.name or "").partition(".")[0]
        if name in ("", "toolzz_cal_mock"):
            raise
        print(f"error: {explained(name)}", file=sys.stderr)
        return 1


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="toolzz-cal", description="Tools for Toolzz Cal.", allow_abbrev=False)
    commands = parser.add_subparsers(dest="command", required=True, metavar="command")
    text = "A mock of the ToolzzAI API, the gateway and the Cal.com API, over one state."
    mock = commands.add_parser("mock", help=text, description=text, allow_abbrev=False)
    add = mock.add_argument
    add("--host", default="127.0.0.1", help="address to listen on (%(default)s)")
    add("--port", type=_port, default=8787, help="port to listen on, 0 for a free one (%(default)s)")
    add("--seed-data", choices=("demo", "empty"), default="demo", help="what is there at the start (%(default)s)")
    add("--now", type=_moment, help="start the mock's clock at this ISO 8601 moment")
    add("--seed", type=int, default=0, help="seed of ids and faults (%(default)s)")
    add(
        "--strict-auth",
        action="store_true",
        help="refuse unknown keys, and calls without one",
    )
    add("--isolated", action="store_true", help="keep tenants apart on public routes, too; with --strict-auth")
    add("--as-is", action="store_true", help="serve faults of Cal.com itself, too")
    add(
        "--generation",
        default="2024-09-04",
        type=_generation,
        metavar="NAME",
        help="which servers of Cal.com to stand for: documents, 2024-09-04 or 2026 (%(default)s)",
    )
    add(
        "--shape", type=_shape, action="append", default=[], metavar="VERSION=NAME",
        help="in which shape a version of the gateway's toolkit takes arguments: attendee, responses or flat; may be "
        "repeated",
    )  # fmt: skip
    add(
        "--access-token-minutes", type=_minutes, default=60, metavar="N",
        help="how long access tokens of managed users last (%(default)s)",
    )  # fmt: skip
    add("--rate-limit", type=_rate, metavar="N/minute", help="calls a minute that each key may make")
    add(
        "--fault", type=_fault, action="append", default=[], metavar="SPEC",
        help="a fault, such as 'status=503; times=2' or 'drop_after=bookings.create:0.2'; may be repeated",
    )  # fmt: skip
    add(
        "--state",
        type=Path,
        metavar="FILE",
        help="keep the state in this file, webhook deliveries too; not the recorded requests",
    )
    add("--record", type=Path, metavar="FILE", help="write all exchanges to this new file, secrets masked")
    add("--replay", type=Path, metavar="FILE", help="answer from a file that --record wrote")
    add(
        "--allow-host", action="append", default=[], metavar="HOST",
        help="also deliver webhooks to this host; only this machine by default; may be repeated",
    )  # fmt: skip
    add("--quiet", action="store_true", help="print nothing but errors and warnings")
    mock.set_defaults(run=_mock, check=mock.error)
    return parser


def _port(text: str) -> int:
    if not text.isdecimal() or int(text) > 65535:
        raise argparse.ArgumentTypeError(f"{text!r} is no port; use 0 to 65535")
    return int(text)


def _moment(text: str) -> datetime:
    try:
        moment = datetime.fromisoformat(text)
        return moment.astimezone(UTC) if moment.tzinfo is not None else moment.replace(tzinfo=UTC)
    except (ValueError, OverflowError):
        raise argparse.ArgumentTypeError(f"{text!r} is no moment; write it like 2027-03-09T14:00:00Z") from None


def _rate(text: str) -> int:
    found = re.fullmatch(r"([1-9][0-9]{0,8})(/min(ute)?)?", text)
    if found is None:
        raise argparse.ArgumentTypeError(f"{text!r} is no rate; write it like 120/minute")
    return int(found[1])


def _minutes(text: str) -> int:
    return int(_setting("access_token_minutes", int(text) if text.isdecimal() else text))


def _shape(text: str) -> tuple[str, str]:
    version, _, shape = text.partition("=")
    _setting("shapes", {version: shape})
    return version, shape


def _generation(text: str) -> str:
    return str(_setting("generation", text))


def _setting(name: str, value: object) -> Any:
    from .settings import SettingError, checked

    try:
        return checked(name, value)
    except SettingError as problem:
        raise argparse.ArgumentTypeError(str(problem)) from None


def _fault(text: str) -> Fault:
    from .faults import Fault, FaultError

    try:
        return Fault.parse(text)
    except FaultError as problem:
        raise argparse.ArgumentTypeError(str(problem)) from None


if __name__ == "__main__":
    raise SystemExit(main())
