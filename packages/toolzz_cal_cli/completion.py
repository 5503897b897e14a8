"""`toolzz-cal completion`: what a shell needs to complete commands, options and known values."""

from __future__ import annotations

import click
from click.shell_completion import get_completion_class

_HOW = {
    "bash": 'eval "$(toolzz-cal completion bash)"   # in ~/.bashrc',
    "zsh": 'eval "$(toolzz-cal completion zsh)"   # in ~/.zshrc',
    "fish": "toolzz-cal completion fish > ~/.config/fish/completions/toolzz-cal.fish",
}


def command() -> click.Command:
    """The command."""

    @click.command(short_help="Print what makes a shell complete these commands.")
    @click.argument("shell", type=click.Choice(list(_HOW)))
    def completion(shell: str) -> None:
        from .application import COMPLETE, PROGRAM, root

        kind = get_completion_class(shell)
        if kind is not None:  # each of the choices has one
            print(kind(root(), {}, PROGRAM, COMPLETE).source())

    lines = "\n".join(_HOW.values())
    completion.help = f"Print what makes a shell complete commands, options and known values.\n\n\b\n{lines}"
    return completion
