"""Writes `docs/mapping.md` and the tables of `docs/permissions.md` from the specification, as the client holds it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby
from pathlib import Path
from typing import Any

from toolzz_cal._facts import operations as facts
from toolzz_cal._mapping import CREDENTIALS, STATES, Mapped, mapped

ROOT = Path(__file__).resolve().parent.parent
PAGE = ROOT / "docs" / "mapping.md"
PERMISSIONS = ROOT / "docs" / "permissions.md"
HEAD = """\
# Each action and its Cal.com request

Made by `make generate` from the specification; not edited by hand. [routes.md](routes.md) tells which route to take and
what differs; `toolzz-cal routes NAME` shows an entry of this page in a terminal.

"""


def page(operations: Mapping[str, Any]) -> str:
    """The mapping of all actions among these facts."""
    actions = mapped(operations)
    blocks = [HEAD, *_overview(actions)]
    for resource, group in groupby(actions, lambda each: each.resource):
        own = list(group)
        rows = (
            (f"`{each.name}`", f"`{each.slug}`", f"`{each.method} {each.path}`", each.version or "", each.credential)
            for each in own
        )
        blocks.append(f"### `{resource}`\n\n")
        blocks.append(table(("method", "action", "Cal.com request", "version", "signed with"), rows))
        remarks = [f"- `{each.name}`: {' '.join(_remarks(each))}\n" for each in own if any(_remarks(each))]
        blocks += ["\n", *remarks, "\n"] if remarks else ["\n"]
    return "".join(blocks).rstrip("\n") + "\n"


def permissions(text: str, operations: Mapping[str, Any]) -> str:
    """A page with its tables of permissions made anew. Raises a ValueError for a page without their marks."""
    actions = [each for each in mapped(operations) if each.flag]
    flags = sorted({str(each.flag) for each in actions})
    blocks = []
    for flag in flags:
        rows = (
            (f"`{each.operation}`", f"`{each.slug}`", each.effect, f"`{each.timezone}`" if each.timezone else "")
            for each in actions
            if each.flag == flag
        )
        blocks.append(f"`{flag}`:\n\n{table(('method', 'action', 'effect', 'takes the time zone'), rows)}\n")
    refused = len(operations) - len(actions)
    blocks.append(f"The other {refused} of the {len(operations)} operations fall under no flag.\n")
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


def _overview(actions: Sequence[Mapped]) -> Iterator[str]:
    """What to look at first: the actions that do not work like others, and who may sign what."""
    plain = sum(not (each.state or each.needs or each.note or any(each.otherwise())) for each in actions)
    yield f"Of {len(actions)} actions, {plain} have nothing to know but the credential. The others:\n\n"
    for state, meaning in STATES.items():
        names = ", ".join(f"`{each.operation}`" for each in actions if each.state == state)
        yield f"- **{state}**, {meaning}: {names or 'none'}\n"
    needy = ", ".join(f"`{each.operation}` ({', '.join(each.needs)})" for each in actions if each.needs)
    yield f"- **needs** a field that the action lacks: {needy or 'none'}\n"
    bent = sum(any(each.otherwise()) for each in actions)
    yield f"- **travels otherwise**: {bent} have arguments that Cal.com names, places or writes differently\n"
    yield f"- **gaps**: {sum(bool(each.note) for each in actions)} have a remark below\n\n"
    counts = Counter(each.credential for each in actions)
    yield "## All actions\n\nOn the direct route a request is signed with\n\n"
    yield table(
        ("signed with", "what that is", "actions"),
        ((name, meaning, str(counts[name])) for name, meaning in CREDENTIALS.items()),
    )
    yield "\nThe version is that of the header `cal-api-version`; without one, none is sent.\n\n"


def _remarks(each: Mapped) -> Iterator[str]:
    """What to know of an action, in sentences."""
    if each.state:
        yield f"**{each.state}**."
    if each.needs:
        yield f"**Needs** {', '.join(f'`{name}`' for name in each.needs)}."
    if each.body:
        members = ", ".join(f"{name}: {value}".lower() for name, value in each.body.items())
        yield f"The direct route adds `{members}` to the body."
    travel = [f"`{name}` as {how}" for name, how in each.otherwise()]
    if travel:
        yield f"Travels otherwise: {', '.join(travel)}."
    if each.note:
        yield each.note


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
