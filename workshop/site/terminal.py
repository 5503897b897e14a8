"""Draws README.md's picture of a terminal: `python -m workshop.site.terminal` writes docs/terminal.svg.

The commands run as they stand in the picture, against a mock whose clock is set, so each run gives the same picture.
"""

from __future__ import annotations

import io
import os
import shlex
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

from rich.console import Console
from rich.terminal_theme import TerminalTheme
from rich.text import Text
from toolzz_cal_mock import Mock
from toolzz_cal_mock.serving import MockServer, served

ROOT = Path(__file__).resolve().parents[2]
PICTURE = ROOT / "docs" / "terminal.svg"
NOW = datetime(2027, 3, 1, 12, tzinfo=UTC)
COLUMNS = 88
BOOKING = (
    "--start 2027-03-09T13:00:00Z "
    "--attendee.name 'Ana Prado' --attendee.email ana.prado@example.com --attendee.time-zone America/Sao_Paulo"
)
COMMANDS = (
    "toolzz-cal slots show --event-type-id 10482 --from 2027-03-09 --days 5",
    f"toolzz-cal bookings create --event-type-id 10482 {BOOKING} --query '[title, status, start]' --text",
    "toolzz-cal bookings list --status upcoming --query '[].{start: start, title: title, status: status}' --table",
)
THEME = TerminalTheme(
    (27, 31, 36),
    (222, 226, 230),
    [
        (72, 79, 88),
        (240, 113, 103),
        (126, 200, 120),
        (226, 186, 96),
        (108, 171, 247),
        (196, 148, 235),
        (96, 200, 205),
        (222, 226, 230),
    ],
)
# Without fonts from elsewhere.
FORMAT = """\
<svg viewBox="0 0 {width} {height}" xmlns="http://www.w3.org/2000/svg" role="img">
<style>
.{unique_id}-matrix {{ font-family: Menlo, Consolas, DejaVu Sans Mono, monospace; font-size: {char_height}px;
line-height: {line_height}px; }}
{styles}
</style>
<defs>{lines}</defs>
<rect width="{width}" height="{height}" rx="8" fill="#1b1f24"/>
<g transform="translate({terminal_x}, {terminal_y})">{backgrounds}<g class="{unique_id}-matrix">{matrix}</g></g>
</svg>
"""


def shown(command: str, environment: dict[str, str]) -> str:
    """What a command prints to a terminal. Raises `CalledProcessError` where it fails."""
    ran = subprocess.run(
        [sys.executable, "-m", "toolzz_cal_cli", *shlex.split(command)[1:]],
        env=environment,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=True,
    )
    return ran.stdout


def recorded(server: MockServer) -> list[tuple[str, str]]:
    """Each command with what it prints."""
    plain = {name: value for name, value in os.environ.items() if name in ("PATH", "HOME", "LANG", "PYTHONPATH")}
    given = {**plain, **server.environment, "COLUMNS": str(COLUMNS), "PYTHONUTF8": "1", "TZ": "UTC", "FORCE_COLOR": "1"}
    return [(command, shown(command, given)) for command in COMMANDS]


def drawn(runs: list[tuple[str, str]]) -> str:
    """The picture of a terminal in which commands have run."""
    console = Console(record=True, width=COLUMNS, file=io.StringIO(), force_terminal=True)
    for command, printed in runs:
        console.print(Text("$ ", style="bold green") + Text(_wrapped(command), style="bold"))
        console.print(Text.from_ansi(printed.rstrip()))
        console.print()
    picture = console.export_svg(theme=THEME, code_format=FORMAT, unique_id="terminal")
    return "\n".join(line.rstrip() for line in picture.splitlines()) + "\n"


def _wrapped(command: str) -> str:
    """A command over lines that go on behind a backslash, broken before options."""
    lines = [""]
    for part in command.replace(" --", "\n--").split("\n"):
        if lines[-1] and len(lines[-1]) + len(part) > COLUMNS - 6:
            lines.append(f"    {part}")
        else:
            lines[-1] = f"{lines[-1]} {part}".lstrip() if len(lines) == 1 else f"{lines[-1]} {part}"
    return " \\\n".join(lines)


def made() -> str:
    """The picture, from a run of the commands now."""
    mock = Mock(now=NOW, running=False)
    with served(mock) as url:
        return drawn(recorded(MockServer(mock, url)))


if __name__ == "__main__":
    PICTURE.write_text(made(), "utf-8")
    print(f"wrote {PICTURE.relative_to(ROOT)}")
