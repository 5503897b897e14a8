"""`toolzz-cal gym`: tests an agent by the calendar that it leaves behind."""

from __future__ import annotations

import os
import shlex
import sys
from collections import Counter
from collections.abc import Sequence
from contextlib import redirect_stdout
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click
from toolzz_cal._extras import install

from .failures import Exit, Refusal
from .output import json_text
from .progress import progress
from .screen import console
from .text import safe_line, writes_unicode

if TYPE_CHECKING:
    from toolzz_cal_mock.gym import Agent, Result, Scenario
    from toolzz_cal_mock.gym.scenario import Kind

_NEEDS = f"this command needs the extra `mock` too: {install('cli,mock')}"
_PAGE = "<title>Scheduling gym</title>"  # by which a page of ours is known


def command() -> click.Command:
    """The command."""

    @click.command(name="gym", short_help="Test an agent by the calendar that it leaves behind.")
    @click.option("--agent", metavar="NAME", help="A callable, as module:name; or scripted, which does all right.")
    @click.option("--mcp-client", metavar="COMMAND", help="A program that is a client of MCP, instead of --agent.")
    @click.option("--scenarios", metavar="FOLDER", help="Scenarios of your own, instead of those that come with it.")
    @click.option("--only", metavar="NAME", multiple=True, help="Only this scenario; may be repeated.")
    @click.option("--tag", metavar="TAG", multiple=True, help="Only scenarios with this tag; may be repeated.")
    @click.option(
        "--tools", type=click.Choice(["catalogue", "event-type"]), help="Which tools it gets, whatever scenarios say."
    )
    @click.option("--list", "as_list", is_flag=True, help="List the scenarios; run nothing.")
    @click.option("--json", "as_json", is_flag=True, help="Tell everything as JSON.")
    @click.option("--html", metavar="FILE", help="Write a page with calls and calendars, too.")
    def gym(**options: Any) -> int:
        """Test an agent by the calendar that it leaves behind.

        Each scenario is a calendar of the mock, what a caller says, and what has to be true afterwards. Nothing is
        sent anywhere but to the mock, in this process. Ends with 1 if a scenario fails.
        """
        try:
            from toolzz_cal_mock.extra import must_be_installed
            from toolzz_cal_mock.gym import AgentError, ScenarioError, scenarios, select

            must_be_installed("jsonschema_rs")  # which the first request would need
        except ModuleNotFoundError:
            raise Refusal(_NEEDS) from None
        folder = options["scenarios"]
        if folder is not None and not Path(folder).is_dir():
            raise Refusal(f"there is no folder {folder}")
        try:
            chosen = select(scenarios(Path(folder) if folder else None), options["only"], options["tag"])
            if options["as_list"]:
                return _list(chosen, as_json=options["as_json"])
            page = _writable(options["html"])
            results = _run(chosen, _agent(options["agent"], options["mcp_client"]), options["tools"])
        except (ScenarioError, AgentError) as problem:
            raise Refusal(str(problem)) from None
        return _tell(results, page, as_json=options["as_json"])

    return gym


def _agent(name: str | None, mcp_client: str | None) -> Agent:
    from toolzz_cal_mock.gym import McpAgent, named_agent

    if (name is None) == (mcp_client is None):
        raise Refusal(
            "name what is tested: --agent module:name, or --mcp-client COMMAND; --agent scripted to see it work"
        )
    if mcp_client is not None:
        return McpAgent(shlex.split(mcp_client))
    sys.path.insert(0, str(Path.cwd()))  # where one who tests an agent stands, as other runners of code have it
    return named_agent(str(name))


def _run(chosen: Sequence[Scenario], agent: Agent, tools: Kind | None) -> list[Result]:
    from toolzz_cal_mock.gym import run

    results: list[Result] = []
    # What an agent prints is no part of the report.
    with progress("scenarios") as bar, redirect_stdout(sys.stderr):
        for scenario in chosen:
            bar.moved(len(results), len(chosen))
            results.append(run(scenario, agent, tools=tools))
    return results


def _writable(name: str | None) -> Path | None:
    """Where the page goes: a new file, or one that holds such a page."""
    if name is None:
        return None
    path = Path(name)
    if not os.access(path.parent, os.W_OK):
        raise Refusal(f"nothing can be written into the folder {path.parent}; name another")
    if path.exists() and not (path.is_file() and _PAGE in path.read_text("utf-8", "replace")):
        raise Refusal(f"{name} is there and is no page of a gym; name a new file")
    return path


def _list(chosen: Sequence[Scenario], *, as_json: bool) -> int:
    if as_json:
        told = [{"name": each.name, "title": each.title, "tags": list(each.tags)} for each in chosen]
        print(json_text(told, sys.stdout, indent=2))
        return Exit.DONE
    _table(("scenario", "tags", "what it measures"), [(each.name, ", ".join(each.tags), each.title) for each in chosen])
    return Exit.DONE


def _tell(results: Sequence[Result], page: Path | None, *, as_json: bool) -> int:
    from toolzz_cal_mock.gym.report import as_data
    from toolzz_cal_mock.gym.report import page as written

    if as_json:
        print(json_text(as_data(results), sys.stdout, indent=2))
    else:
        columns = ("scenario", "result", "calls", "tokens", "what is wrong")
        _table(columns, [_row(each) for each in results])
        passed = sum(each.passed for each in results)
        print(f"{passed} of {len(results)} scenarios pass, with {sum(len(each.calls) for each in results)} calls")
    if page is not None:
        page.write_text(written(results), encoding="utf-8")
    return Exit.DONE if all(each.passed for each in results) else Exit.FAILED


def _row(result: Result) -> tuple[str, ...]:
    wrong = Counter(finding.check for finding in result.failures)
    first = result.failures[0].what.partition(". ")[0] if wrong else ""
    verdict = "passes" if result.passed else "fails"
    told = f"{', '.join(wrong)}: {first}" if wrong else ""
    return result.scenario.name, verdict, str(len(result.calls)), str(result.tokens), told


def _table(columns: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
    from rich import box
    from rich.table import Table
    from rich.text import Text

    grid = Table(box=box.SIMPLE_HEAD if writes_unicode(sys.stdout) else box.ASCII2, pad_edge=False)
    for name in columns:
        grid.add_column(name, overflow="fold")
    for row in rows:
        style = {"passes": "green", "fails": "red"}.get(row[1], "")
        grid.add_row(*(Text(safe_line(cell), style=style if cell == row[1] else "") for cell in row))
    console().print(grid)
