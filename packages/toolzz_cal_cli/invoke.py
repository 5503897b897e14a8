"""The command of one operation: collects its arguments, looks at them, asks if need be, and runs it."""

from __future__ import annotations

import json
import sys
from collections.abc import Mapping
from typing import Any

import click
from toolzz_cal._json import is_array, is_object
from toolzz_cal._redaction import masked
from toolzz_cal.operations import Operation

from . import connecting
from .checks import check, named
from .curl import curl
from .failures import Exit, Refusal
from .jsontext import given
from .options import ArgumentOption, argument_options, collected
from .output import View
from .session import Session
from .text import note, safe_line
from .tree import spelt, words


class OperationCommand(click.Command):
    """`toolzz-cal bookings list` and its like."""

    def __init__(self, described: Operation) -> None:
        own = _own_options(described)
        common = [*own, *connecting.view_options(), *connecting.connection_options()]
        taken = frozenset(
            {"help", *(word.lstrip("-") for each in common for word in (*each.opts, *each.secondary_opts))}
        )
        self.described = described
        self.arguments = list(argument_options(described, taken))
        self._sections = (("Arguments", self.arguments), ("Options", own), ("Output", connecting.view_options()))
        super().__init__(
            spelt(described.name.rpartition(".")[2]),
            callback=None,
            params=[*self.arguments, *common],
            help=_help(described),
            short_help=described.summary,
            deprecated=described.is_deprecated,
        )

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Options in sections, the arguments first."""
        sections = (*self._sections, ("Connection", [*connecting.connection_options(), *self.get_help_options(ctx)]))
        for title, options in sections:
            records = [record for each in options if (record := each.get_help_record(ctx)) is not None]
            if records:
                with formatter.section(title):
                    formatter.write_dl(records)

    def get_help_options(self, ctx: click.Context) -> list[click.Parameter]:
        """The option for help, if there is one."""
        option = self.get_help_option(ctx)
        return [option] if option is not None else []

    def invoke(self, ctx: click.Context) -> Any:
        """Runs the operation. Raises a `Refusal`, which sends nothing, or an error of the client."""
        described, params = self.described, ctx.params
        view = connecting.view(ctx)
        whole, extra = (_object(params[name], name) for name in ("arguments", "extra_arguments"))
        arguments = _merged(named(described, whole), _from_options(self.arguments, params))
        sent, warnings = check(described, arguments, extra)
        for warning in warnings:
            note(f"warning: {warning}")
        with connecting.connection(ctx).open() as session:
            _run(session, described, sent, view, params)


def _run(
    session: Session, described: Operation, arguments: Mapping[str, Any], view: View, params: Mapping[str, Any]
) -> None:
    if params["dry_run"]:
        print(curl(session.call(described, arguments), session.credentials))
        return
    if described.effect == "destroy":
        session.call(described, arguments)  # what can't be sent is told before anybody is asked
        confirm(f"{words(described)} {_brief(arguments)}", yes=params["yes"])
    view.show(_all(session, described, arguments) if params.get("all") else session.run(described, arguments))


def confirm(what: str, *, yes: bool) -> None:
    """Asks before something is destroyed. Raises a `Refusal` unless the answer, or `--yes`, allows it."""
    if yes:
        return
    if not sys.stdin.isatty():
        cure = "add --yes to do it without a question"
        raise Refusal(f"not done: {safe_line(what)} can't be undone, and nobody can be asked; {cure}", Exit.UNCONFIRMED)
    print(f"{safe_line(what)}\nThis can't be undone. Go on? [y/N] ", end="", file=sys.stderr, flush=True)
    if sys.stdin.readline().strip().lower() not in ("y", "yes"):
        raise Refusal("not done", Exit.UNCONFIRMED)


def _all(session: Session, described: Operation, arguments: Mapping[str, Any]) -> list[Any]:
    from .progress import progress

    found: list[Any] = []
    with progress(words(described)) as bar:
        for items, total in session.pages(described, arguments):
            found += items
            bar.moved(len(found), total)
    return found


def _from_options(options: list[ArgumentOption], params: Mapping[str, Any]) -> dict[str, Any]:
    """Arguments that were given as options."""
    found: dict[tuple[str, ...], Any] = {}
    for option in options:
        value = params[str(option.name)]
        if value is None or value == ():
            continue
        if option.multiple:
            # An array of objects may come entry by entry, or as the array that it is.
            value = [one for each in value for one in (each if is_array(each) else [each])]
        found[option.place] = value
    return collected(found)


def _object(text: str | None, name: str) -> dict[str, Any]:
    return {} if text is None else given(text, sys.stdin, f"--{spelt(name)}")


def _merged(base: Mapping[str, Any], over: Mapping[str, Any]) -> dict[str, Any]:
    """Arguments of a file with those of options over them, key by key in objects."""
    found = dict(base)
    for name, value in over.items():
        before = found.get(name)
        found[name] = {**before, **value} if is_object(before) and is_object(value) else value
    return found


def _own_options(described: Operation) -> list[click.Parameter]:
    options: list[click.Parameter] = [
        click.Option(
            ["--arguments"], metavar="JSON", help="All arguments as an object: JSON, @FILE, or @- for standard input."
        ),
        click.Option(
            ["--extra-arguments"], metavar="JSON", help="What the specification does not know, likewise. Not checked."
        ),
        click.Option(["--dry-run"], is_flag=True, help="Print the request as curl, secrets masked; send nothing."),
    ]
    if described.has_pages:
        options.append(click.Option(["--all"], is_flag=True, help="Walk over all pages; --take is the size of one."))
    if described.effect == "destroy":
        options.append(click.Option(["--yes", "-y"], is_flag=True, help="Do not ask before it is destroyed."))
    else:
        options.append(click.Option(["--yes", "-y"], is_flag=True, hidden=True))
    return options


def _help(described: Operation) -> str:
    effect = {"read": "", "write": "This writes.", "destroy": "This destroys, and asks first."}[described.effect]
    paragraphs = (
        f"{described.summary}.",
        described.description,
        effect,
        f"Note: {described.note}" if described.note else "",
        f"Example: --arguments '{json.dumps(masked(dict(described.example)), ensure_ascii=False)}'"
        if described.example
        else "",
    )
    return "\n\n".join(each for each in paragraphs if each)


def _brief(arguments: Mapping[str, Any]) -> str:
    text = json.dumps(masked(dict(arguments)), ensure_ascii=False)
    return text if len(text) <= 200 else f"{text[:197]}…"
