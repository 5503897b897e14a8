"""`toolzz-cal completion`: what a shell needs to complete commands, options and known values."""

from __future__ import annotations

import click
from click.shell_completion import get_completion_class

from .names import COMPLETE, PROGRAM

_HOW = {
    "bash": 'eval "$(toolzz-cal completion bash)"   # in ~/.bashrc',
    "zsh": 'eval "$(toolzz-cal completion zsh)"   # in ~/.zshrc',
    "fish": "toolzz-cal completion fish > ~/.config/fish/completions/toolzz-cal.fish",
}


def command() -> click.Command:
    """The command."""

    @click.command(short_help="Print what makes a shell complete these commands.")
    @click.argument("shell", type=click.Choice(list(_HOW)))
    @click.pass_context
    def completion(context: click.Context, shell: str) -> None:
        kind = get_completion_class(shell)
        if kind is not None:  # each of the choices has one
            print(kind(context.find_root().command, {}, PROGRAM, COMPLETE).source())

    lines = "\n".join(_HOW.values())
    completion.help = f"Print what makes a shell complete commands, options and known values.\n\n\b\n{lines}"
    return completion
