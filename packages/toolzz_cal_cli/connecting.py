"""The options that every command has: how to connect, and how to show an answer."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Any

import click

from .output import FORMATS, View
from .session import Connection


def connection_options() -> list[click.Parameter]:
    """How to connect. They may stand before the command as well."""
    return [
        click.Option(["--profile"], metavar="NAME", help="Use this profile and nothing of the environment."),
        click.Option(
            ["--env-file"],
            type=click.Path(path_type=Path),
            metavar="FILE",
            help="Use the variables of this file and nothing of the environment.",
        ),
        click.Option(["--route"], type=click.Choice(["gateway", "direct"]), help="How actions are carried."),
        click.Option(["--account"], metavar="USER", help="Whose connected account the gateway uses (its user_id)."),
        click.Option(["--connected-account"], metavar="ID", help="The connected account itself, ca_…."),
        click.Option(["--base-url"], metavar="URL", help="One root for everything, such as a mock server."),
        click.Option(["--timeout"], type=click.FloatRange(0, min_open=True), metavar="SECONDS", help="For one try."),
        click.Option(["--retries"], type=click.IntRange(0, 20), metavar="NUMBER", help="Tries after the first (2)."),
    ]


def view_options() -> list[click.Parameter]:
    """How to show an answer."""
    helps = {
        "json": "JSON; the default in a pipe.",
        "table": "A table; the default on a terminal.",
        "yaml": "YAML.",
        "text": "Bare text, a line for each entry; for $(…) in a shell.",
    }
    formats: list[click.Parameter] = [
        click.Option([f"--{name}", "output"], flag_value=name, help=helps[name], default=None) for name in FORMATS
    ]
    return [
        *formats,
        click.Option(["--query"], metavar="JMESPATH", help="Show only what this expression picks."),
        click.Option(
            ["--show-secrets"], is_flag=True, default=None, help="Show tokens and keys of the answer, masked otherwise."
        ),
        *look_options(),
    ]


def look_options() -> list[click.Parameter]:
    """How something is drawn."""
    return [
        click.Option(
            ["--time-zone", "zone"], metavar="ZONE", help="IANA zone of times in tables; else TZ, else yours."
        ),
        click.Option(["--color/--no-color", "colour"], default=None, help="Colours; else on a terminal only."),
    ]


CONNECTION = tuple(str(each.name) for each in connection_options())
VIEW = tuple(dict.fromkeys(str(each.name) for each in view_options()))


def connection(context: click.Context) -> Connection:
    """What the command line says of the connection; what stands behind the command holds over what stands before."""
    return Connection.of(chosen(context, CONNECTION))


def view(context: click.Context) -> View:
    """What the command line says of the output, likewise. Raises a `Refusal` for what can't be read."""
    said = chosen(context, VIEW)
    view = View(
        said.get("output"), said.get("query"), said.get("show_secrets", False), said.get("zone"), said.get("colour")
    )
    view.check()
    return view


def chosen(context: click.Context, names: Iterable[str]) -> dict[str, Any]:
    """What these options say, as far as they are there."""
    found: dict[str, Any] = {}
    for level in _from_root(context):
        found |= {name: value for name in names if (value := level.params.get(name)) is not None}
    return found


def _from_root(context: click.Context) -> list[click.Context]:
    """The contexts from the root down to this one."""
    path = [context]
    while path[0].parent is not None:
        path.insert(0, path[0].parent)
    return path
