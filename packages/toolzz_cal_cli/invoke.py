"""The command of one operation: collects its arguments, looks at them, asks if need be, and runs it."""

from __future__ import annotations

import shlex
import sys
from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import partial
from typing import Any

import click
from toolzz_cal._json import is_array, is_object
from toolzz_cal._redaction import masked
from toolzz_cal.operations import Operation

from . import connecting
from .asking import ask
from .checks import check, named
from .curl import curl, variables
from .failures import Refusal
from .fields import fields_of
from .helping import Context
from .jsontext import given
from .names import PROGRAM
from .options import ArgumentOption, Positions, argument_options, called, collected, typed
from .output import View
from .session import Session
from .text import note
from .tree import spelt, words
from .zones import zone

_ZONE = "timeZone"


class OperationCommand(click.Command):
    """`toolzz-cal bookings list` and its like."""

    context_class = Context

    def __init__(self, described: Operation) -> None:
        own = _own_options(described)
        view = [each for each in connecting.view_options() if not _is_argument(described, each)]
        connection = connecting.connection_options()
        flags = (word for each in (*own, *view, *connection) for word in (*each.opts, *each.secondary_opts))
        taken = frozenset({"help", *(word.lstrip("-") for word in flags)})
        self.described = described
        self.arguments = argument_options(described, taken)
        identifiers = [each for each in self.arguments if each.position]
        self.positions = Positions(identifiers) if identifiers else None
        self._sections: tuple[tuple[str, Sequence[click.Parameter]], ...] = (
            ("Required", [each for each in self.arguments if each.is_needed]),
            ("Arguments", [each for each in self.arguments if not each.is_needed]),
            ("Options", own),
            ("Output", view),
            ("Connection", connection),
        )
        super().__init__(
            spelt(described.name.rpartition(".")[2]),
            callback=None,
            params=[*([self.positions] if self.positions else []), *self.arguments, *own, *view, *connection],
            help=_help(described, self.arguments),
            short_help=described.summary,
            deprecated=described.is_deprecated,
        )

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Options in sections, those first that nothing can be done without."""
        for title, options in self._sections:
            shown = [*options, *(self.get_help_options(ctx) if title == "Connection" else [])]
            records = [record for each in shown if (record := each.get_help_record(ctx)) is not None]
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
        if self.positions is not None:
            arguments |= self.positions.taken(ctx, arguments)
        if view.time_zone is None and _ZONE in described.shared_schema["properties"]:
            view = replace(view, time_zone=arguments.get(_ZONE))
        sent, warnings = self._checked(ctx, arguments, extra)
        for warning in warnings:
            note(f"warning: {warning}")
        with connecting.connection(ctx).open() as session:
            _run(session, described, sent, view, params)

    def _checked(
        self, ctx: click.Context, arguments: Mapping[str, Any], extra: Mapping[str, Any]
    ) -> tuple[dict[str, Any], list[str]]:
        """What to send, and warnings. Raises a `Refusal`, which shows the usage where an identifier is missing."""
        try:
            return check(self.described, arguments, extra, partial(called, self.arguments))
        except Refusal as problem:
            if all(name in arguments or name in extra for name in self.described.identifiers):
                raise
            raise Refusal(f"{problem}; {ctx.get_usage().replace('Usage', 'usage')}") from None


def _is_argument(described: Operation, option: click.Parameter) -> bool:
    """Whether an operation has an argument of an option's name, which then holds for both."""
    return option.opts[0] == f"--{spelt(_ZONE)}" and _ZONE in described.shared_schema["properties"]


def _run(
    session: Session, described: Operation, arguments: Mapping[str, Any], view: View, params: Mapping[str, Any]
) -> None:
    if params["dry_run"]:
        print(curl(session.call(described, arguments), variables(session), show_secrets=view.show_secrets))
        return
    if described.effect == "destroy" and not params["yes"]:
        session.call(described, arguments)  # what can't be sent is told before anybody is asked
        ask(session, described, arguments, zone(view.time_zone))
    data = _all(session, described, arguments) if params.get("all") else session.run(described, arguments)
    view.show(data, fields_of(described))


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
        click.Option(["--dry-run"], is_flag=True, help="Print the request as curl; send nothing."),
    ]
    if described.has_pages:
        options.append(click.Option(["--all"], is_flag=True, help="Walk over all pages; --take is the size of one."))
    if described.effect == "destroy":
        options.append(click.Option(["--yes", "-y"], is_flag=True, help="Do not ask before it is destroyed."))
    else:
        options.append(click.Option(["--yes", "-y"], is_flag=True, hidden=True))
    return options


def _help(described: Operation, options: list[ArgumentOption]) -> str:
    effect = {"read": "", "write": "This writes.", "destroy": "This destroys, and asks first."}[described.effect]
    example = shlex.join([PROGRAM, *words(described).split(), *typed(options, masked(dict(described.example)))])
    paragraphs = (
        f"{described.summary}.",
        described.description,
        effect,
        f"Note: {described.note}" if described.note else "",
        f"Example: {example}" if described.example else "",
    )
    return "\n\n".join(each for each in paragraphs if each)
