"""The commands as one tree, and the frame that turns whatever goes wrong into a line and an exit code."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Sequence
from io import TextIOWrapper
from pathlib import Path
from typing import Any

import click
from click.shell_completion import shell_complete
from toolzz_cal._nearest import did_you_mean, nearest

from . import connecting
from .failures import Exit, ending
from .helping import SAID, Context, grouped, in_order, write_sections
from .names import COMPLETE, PROGRAM
from .text import note, safe_line
from .tree import about, children, operations, spelt, words

_LONGEST = 2000  # characters of a message
_MOST_MEANT = 3
_ANYTHING = {"ignore_unknown_options": True, "allow_extra_args": True}
_STAGES = {
    "mock": "Run a mock of all upstreams on this machine.",
    "routes": "Show which Cal.com request each action stands for.",
    "mcp": "Serve the operations to AI agents.",
}


class ResourceGroup(click.Group):
    """A resource: its operations and further resources are made when they are asked for."""

    context_class = Context

    def __init__(self, resource: str, **settings: Any) -> None:
        self.resource = resource
        self._children = {spelt(name): name for name in children(resource)}
        super().__init__(spelt(resource.rpartition(".")[2]) or PROGRAM, **settings)

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Every command's name, those first that people need first."""
        return in_order({*self._children, *self._extra()})

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command of a name, with hyphens or underscores; None if there is none."""
        name = spelt(cmd_name)
        if maker := self._extra().get(name):
            command = maker()
            command.context_class = Context
            return command
        if name not in self._children:
            return None
        full = self._full(name)
        if full in operations():
            from .invoke import OperationCommand

            return OperationCommand(operations()[full])
        return ResourceGroup(full, help=about(full), short_help=about(full))

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The commands first; of the root's options only those that are its own."""
        texts = {name: self._text(ctx, name) for name in self.list_commands(ctx)}
        if self.resource:
            inside = [name for name in texts if name in self._children and self._full(name) not in operations()]
            own = [(name, text) for name, text in texts.items() if name not in inside]
            write_sections(formatter, [("Commands", own), ("More", [(name, texts[name]) for name in inside])])
        else:
            write_sections(formatter, grouped(list(texts.items())))
        connection = connecting.connection_options()
        common = {each.name for each in (*connection, *connecting.view_options())}
        options = [each for each in self.get_params(ctx) if each.name not in common]
        records = [record for each in options if (record := each.get_help_record(ctx)) is not None]
        write_sections(formatter, [("Options", records)])

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """The command that the words name; fails with the nearest names where there is none."""
        try:
            found = super().resolve_command(ctx, args)
        except click.UsageError as problem:
            near = self._nearest(ctx, spelt(args[0]))
            if not near or args[0].startswith("-"):
                raise
            raise click.UsageError(f"{problem.message.rstrip('.')}{did_you_mean(near)}", ctx) from None
        if spelt(args[0]) in self._extra():
            _refuse_view(ctx, args[0])
        return found

    def _extra(self) -> dict[str, Callable[[], click.Command]]:
        return _EXTRA.get(self.resource, {})

    def _full(self, name: str) -> str:
        return f"{self.resource}.{self._children[name]}".lstrip(".")

    def _text(self, ctx: click.Context, name: str) -> str:
        if not self.resource and name in SAID:
            return SAID[name]
        command = self.get_command(ctx, name)
        return command.get_short_help_str(_LONGEST) if command is not None else ""

    def _nearest(self, ctx: click.Context, word: str) -> list[str]:
        """The commands below this level that end in a word, else those of this level that may be meant, else any."""
        start = f"{self.resource}." if self.resource else ""
        below = [words(each) for name, each in operations().items() if name.startswith(start)]
        ending = [each for each in below if each.endswith(f" {word}")]
        return ending[:_MOST_MEANT] or nearest(word, self.list_commands(ctx)) or nearest(word, below)


def _refuse_view(ctx: click.Context, name: str) -> None:
    """Options of output before a command that would not heed them are refused rather than passed over."""
    given = connecting.chosen(ctx, connecting.VIEW)
    if given:
        raise click.UsageError(f"{PROGRAM} {name} takes no options of output from before its name", ctx)


def _stage(name: str) -> Callable[[], click.Command]:
    """A command that has been dealt with before the tree is made; it is here for the help and for completion."""

    def misplaced() -> None:
        raise click.UsageError(f"{name} must be the first word: {PROGRAM} {name} …")

    return lambda: click.Command(name, short_help=_STAGES[name], callback=misplaced, context_settings=_ANYTHING)


def _doctor() -> click.Command:
    from .doctor import command

    return command()


def _login() -> click.Command:
    from .login import command

    return command()


def _listen() -> click.Command:
    from .listening import command

    return command()


def _trigger() -> click.Command:
    from .triggers import command

    return command()


def _profile() -> click.Command:
    from .profiles import command

    return command()


def _batch() -> click.Command:
    from .batch import command

    return command()


def _gym() -> click.Command:
    from .gym import command

    return command()


def _worker() -> click.Command:
    from .worker import command

    return command()


def _slots_show() -> click.Command:
    from .slots import command

    return command()


def _completion() -> click.Command:
    from .completion import command

    return command()


_EXTRA: dict[str, dict[str, Callable[[], click.Command]]] = {
    "": {
        **{name: _stage(name) for name in _STAGES},
        "batch": _batch,
        "completion": _completion,
        "doctor": _doctor,
        "listen": _listen,
        "login": _login,
        "profile": _profile,
        "gym": _gym,
        "trigger": _trigger,
        "worker": _worker,
    },
    "slots": {"show": _slots_show},
}


def root() -> click.Group:
    """The whole tree."""
    from toolzz_cal import __version__

    version = click.version_option(__version__, prog_name=PROGRAM)
    help = (
        "Every operation of ToolzzAI's scheduling and of Cal.com, from a terminal.\n\n"
        "`toolzz-cal doctor` says what is configured. Names take hyphens or underscores."
    )
    group = ResourceGroup(
        "",
        params=[*connecting.view_options(), *connecting.connection_options()],
        help=help,
        epilog=(
            "Options of output, such as --json, and of the connection, such as --profile, stand behind a command or "
            "before it; the help of each command lists them."
        ),
        context_settings={
            "token_normalize_func": spelt,  # names are compared as `spelt` has them, whichever way they were typed
            "help_option_names": ["-h", "--help"],
            "max_content_width": 80,
        },
    )
    return version(group)


def run(arguments: Sequence[str]) -> int:
    """Runs a command and answers its exit code. Never raises."""
    _reopened()
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")  # a terminal that lacks a character shows its number
    code: int = Exit.DONE
    try:
        code = _code(arguments)
        sys.stdout.flush()
        return code
    except OSError as problem:  # the interpreter must not try to write the rest
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        if code != Exit.DONE:
            return code  # which has been told
        # Whoever reads a pipe may have seen enough; a full disk is another matter.
        return Exit.DONE if isinstance(problem, BrokenPipeError) else _failed(str(problem), Exit.FAILED)


def _reopened() -> None:
    """Gives a process that was started without standard streams something to read and write."""
    for name, mode in (("stdin", "r"), ("stdout", "w"), ("stderr", "w")):
        if getattr(sys, name) is None:
            setattr(sys, name, Path(os.devnull).open(mode, encoding="utf-8"))  # noqa: SIM115 - open until the end


def _code(arguments: Sequence[str]) -> int:
    try:
        if instruction := os.environ.get(COMPLETE):
            return shell_complete(root(), {}, PROGRAM, COMPLETE, instruction)
        group = root()
        with group.make_context(PROGRAM, list(arguments), obj=tuple(arguments)) as context:
            result = group.invoke(context)
        return result if isinstance(result, int) else Exit.DONE
    except click.exceptions.Exit as end:  # after --help and --version
        return end.exit_code
    except click.exceptions.NoArgsIsHelpError as problem:
        print(problem.format_message(), file=sys.stderr)
        return Exit.USAGE
    except click.UsageError as problem:
        where = problem.ctx
        cure = f" (`{where.command_path} --help` tells more)" if where is not None else ""
        return _failed(f"{_told(problem)}{cure}", Exit.USAGE)
    except click.ClickException as problem:
        return _failed(problem.format_message(), Exit.USAGE)
    except (click.Abort, KeyboardInterrupt):
        note("stopped")
        return Exit.STOPPED
    except BrokenPipeError:
        raise
    except Exception as problem:  # noqa: BLE001 - a person at a terminal gets a line, never a traceback
        code, told = ending(problem)
        return _failed(told, code)


def _told(problem: click.UsageError) -> str:
    """What a wrong use is told; of an option that does not exist, which may be meant."""
    if not isinstance(problem, click.NoSuchOption) or problem.ctx is None:
        return problem.format_message().rstrip(".")
    options = problem.ctx.command.get_params(problem.ctx)
    flags = [flag for each in options for flag in (*each.opts, *each.secondary_opts) if flag.startswith("--")]
    near = nearest(spelt(problem.option_name), flags, _MOST_MEANT)
    return f"No such option '{problem.option_name}'{did_you_mean(near)}"


def _failed(message: str, code: Exit) -> int:
    line = safe_line(message)
    note(f"error: {line if len(line) <= _LONGEST else f'{line[:_LONGEST]}…'}")
    return code
