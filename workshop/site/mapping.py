"""Writes `docs/mapping.md` and the tables of `docs/permissions.md` from the specification, as the client holds it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby
from pathlib import Path
from typing import Any

from toolzz_cal._facts import operations as facts
from toolzz_cal.operations import CREDENTIALS, STATES, CalRequest, Operation

ROOT = Path(__file__).resolve().parents[2]
PAGE = ROOT / "docs" / "mapping.md"
PERMISSIONS = ROOT / "docs" / "permissions.md"
HEAD = """\
# Each action and its Cal.com request

Made by `make generate` from the specification; not edited by hand. [routes.md](routes.md) tells which route to take and
what differs; `toolzz-cal routes NAME` shows an entry of this page in a terminal.

"""


def _actions(operations: Mapping[str, Any]) -> list[tuple[Operation, CalRequest]]:
    """Every action among these facts with its request, resource by resource, in the order of names."""
    every = [Operation(name, told) for name, told in operations.items()]
    found = [(each, each.request) for each in every if each.request is not None]
    return sorted(found, key=lambda action: (action[0].resource, action[0].function))


def page(operations: Mapping[str, Any]) -> str:
    """The mapping of all actions among these facts."""
    actions = _actions(operations)
    blocks = [HEAD, *_overview(actions)]
    for resource, group in groupby(actions, lambda action: action[0].resource):
        own = list(group)
        rows = (
            (f"`{each.function}`", f"`{each.slug}`", f"`{cal}`", cal.sends or "", cal.credential) for each, cal in own
        )
        blocks.append(f"### `{resource}`\n\n")
        blocks.append(table(("method", "action", "Cal.com request", "version", "signed with"), rows))
        told = [(each, " ".join(_remarks(each, cal))) for each, cal in own]
        remarks = [f"- `{each.function}`: {text}\n" for each, text in told if text]
        blocks += ["\n", *remarks, "\n"] if remarks else ["\n"]
    return "".join(blocks).rstrip("\n") + "\n"


def permissions(text: str, operations: Mapping[str, Any]) -> str:
    """A page with its tables of permissions made anew. Raises a ValueError for a page without their marks."""
    actions = [each for each, _ in _actions(operations) if each.flag]
    flags = sorted({str(each.flag) for each in actions})
    blocks = []
    for flag in flags:
        rows = (
            (f"`{each.name}`", f"`{each.slug}`", each.effect, f"`{each.timezone}`" if each.timezone else "")
            for each in actions
            if each.flag == flag
        )
        blocks.append(f"`{flag}`:\n\n{table(('method', 'action', 'effect', 'takes the time zone'), rows)}\n")
    blocks.append("All other operations fall under no flag.\n")
    start, end = "<!-- made by `make generate` -->\n", "<!-- end -->"
    before, opened, rest = text.partition(start)
    _, closed, after = rest.partition(end)
    if not opened or not closed:
        raise ValueError(f"the page has no {start.strip()} with an {end} after it")
    return f"{before}{start}\n{''.join(blocks)}\n{end}{after}"


def table(heads: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """A table in Markdown."""
    lines = [" | ".join(heads), " | ".join("---" for _ in heads), *(" | ".join(row) for row in rows)]
    return "".join(f"| {line} |\n" for line in lines)


def _overview(actions: Sequence[tuple[Operation, CalRequest]]) -> Iterator[str]:
    """What to look at first: the actions that do not work like others, and who may sign what."""
    odd = [each for each, cal in actions if each.is_deprecated or cal.state or cal.needs or each.note or cal.otherwise]
    plain = len(actions) - len(odd)
    yield f"Of {len(actions)} actions, {plain} have nothing to know but the credential. The others:\n\n"
    for state, meaning in STATES.items():
        names = ", ".join(f"`{each.name}`" for each, _ in actions if state in (cal.state for cal in each.requests))
        yield f"- **{state}**, {meaning}: {names or 'none'}\n"
    needy = ", ".join(f"`{each.name}` ({', '.join(cal.needs)})" for each, cal in actions if cal.needs)
    ending = ", ".join(f"`{each.name}`" for each, _ in actions if each.is_deprecated)
    yield f"- **deprecated**: {ending or 'none'}\n"
    yield f"- **needs** a field that the documents do not require: {needy or 'none'}\n"
    bent = sum(bool(cal.otherwise) for _, cal in actions)
    yield f"- **travels otherwise**: {bent} have arguments that Cal.com names, places or writes differently\n"
    yield f"- **gaps**: {sum(bool(each.note) for each, _ in actions)} have a remark below\n\n"
    counts = Counter(cal.credential for _, cal in actions)
    yield "## All actions\n\nOn the direct route a request is signed with\n\n"
    yield table(
        ("signed with", "what that is", "actions"),
        ((name, meaning, str(counts[name])) for name, meaning in CREDENTIALS.items()),
    )
    yield "\nThe version is that of the header `cal-api-version`.\n\n"


def _remarks(each: Operation, cal: CalRequest) -> Iterator[str]:
    """What to know of an action, in sentences."""
    if cal.state:
        yield f"**{cal.state}**."
    if each.deprecated is not None:
        yield f"**Deprecated**: {each.deprecated}"
    if cal.needs:
        yield f"**Needs** {', '.join(f'`{name}`' for name in cal.needs)}."
    if cal.body:
        members = ", ".join(f"{name}: {value}".lower() for name, value in cal.body.items())
        yield f"The direct route adds `{members}` to the body."
    yield from _travels(cal)
    for other in each.requests[1:]:
        version = f" with version {other.sends}" if other.sends else ""
        yield f"Where Cal.com does not have that, `{other}`{version}{f', **{other.state}**' if other.state else ''}."
        yield from _travels(other)
    yield from _versions(each)
    if each.note:
        yield each.note


def _versions(each: Operation) -> Iterator[str]:
    """How versions of the gateway take an action otherwise."""
    for other in each.gateway[1:]:
        since = f" since {other.since}" if other.since else ""
        if other.slug:
            yield f"The gateway calls it `{other.slug}`{since}."
        moves = [f"`{name}` as `{to.place}`" for name, to in other.arguments.items()]
        if moves:
            yield f"Some of the gateway's versions{since} take {', '.join(moves)}."


def _travels(cal: CalRequest) -> Iterator[str]:
    """How arguments travel that do not go as they are."""
    travel = [f"`{name}` as {how}" for name, how in cal.otherwise.items() if name not in cal.without]
    if travel:
        yield f"Travels otherwise: {', '.join(travel)}."
    for name, reason in cal.without.items():
        yield f"There is no `{name}` in it: {reason}."


def main() -> None:
    """Writes the pages."""
    operations = facts()
    for path, text in (
        (PAGE, page(operations)),
        (PERMISSIONS, permissions(PERMISSIONS.read_text("utf-8"), operations)),
    ):
        path.write_text(text, "utf-8", newline="\n")
        print(f"wrote {path.relative_to(ROOT)}")


if __name__ == "__main__":
    main()
