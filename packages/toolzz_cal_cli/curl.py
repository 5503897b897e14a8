"""A request as a command of curl that runs as it stands, with variables in place of credentials."""

from __future__ import annotations

import json
import re
import shlex
from collections.abc import Callable, Mapping
from typing import Any

from toolzz_cal._by_name import Call
from toolzz_cal._redaction import MASK, is_secret, masked, masked_text, masked_url

from .session import Session
from .sources import CREDENTIALS, VARIABLES
from .text import safe

_IN_NAME = re.compile(r"\w", re.ASCII)
_SPECIAL = re.compile(r'[\\"$`]')  # to a shell, inside double quotes


def variables(session: Session) -> dict[str, str]:
    """The variable of the environment that stands for each credential of a session, by the credential."""
    told = {name: session.options.get(name) for name in (*CREDENTIALS, "cal_client_id")}
    return {value: VARIABLES[name] for name, value in told.items() if value}


def curl(call: Call[Any], variables: Mapping[str, str], *, show_secrets: bool = False) -> str:
    """The command that would send a request.

    Args:
        call: The request.
        variables: As the function of this name tells them.
        show_secrets: Whether credentials, and secrets among the arguments, are written out.
    """
    if show_secrets:
        variables = {}
    shown = _as_it_is if show_secrets else masked_text
    lines = [
        f"curl --request {call.method} {_word(call.url if show_secrets else masked_url(call.url), variables, shown)}"
    ]
    for name, value in call.headers.items():
        told = f"{name}: {value}"
        if not show_secrets and is_secret(name) and not any(each in value for each in variables):
            told = f"{name}: {MASK}"
        lines.append(f"--header {_word(told, variables, shown)}")
    if call.content is not None:
        data = json.loads(call.content)
        body = json.dumps(data if show_secrets else masked(data, list(variables)), ensure_ascii=False)
        lines.append(f"--data-raw {_word(body, {}, _as_it_is)}")
    return " \\\n  ".join(lines)


def _as_it_is(text: str) -> str:
    return text


def _word(text: str, variables: Mapping[str, str], shown: Callable[[str], str]) -> str:
    """A text as one word of the shell: in single quotes, or with variables for the credentials in it in double ones."""
    held = sorted((each for each in variables if each in text), key=len, reverse=True)
    if not held:
        return shlex.quote(safe(shown(text)))
    parts = re.split(f"({'|'.join(map(re.escape, held))})", text)
    told = [_SPECIAL.sub(r"\\\g<0>", safe(shown(each))) for each in parts]
    for at in range(1, len(parts), 2):  # where a split keeps what it has found
        name = variables[parts[at]]
        told[at] = f"${{{name}}}" if _IN_NAME.match(told[at + 1]) else f"${name}"
    return f'"{"".join(told)}"'
