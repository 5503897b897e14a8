"""A request as a command of curl that runs as it stands, with variables in place of credentials."""

from __future__ import annotations

import json
import re
import shlex
from collections.abc import Mapping
from typing import Any

from toolzz_cal._by_name import Call
from toolzz_cal._redaction import is_secret, masked, masked_text, masked_url

from .session import Session
from .sources import CREDENTIALS, VARIABLES
from .text import safe

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
    secrets = [] if show_secrets else sorted(variables, key=len, reverse=True)
    url = call.url if show_secrets else masked_text(masked_url(call.url), secrets)
    lines = [f"curl --request {call.method} {_quoted(url)}"]
    for name, value in call.headers.items():
        lines.append(f"--header {_quoted(f'{name}: {value}') if show_secrets else _header(name, value, variables)}")
    if call.content is not None:
        data = json.loads(call.content)
        body = json.dumps(data if show_secrets else masked(data, secrets), ensure_ascii=False)
        lines.append(f"--data-raw {_quoted(body)}")
    return " \\\n  ".join(lines)


def _header(name: str, value: str, variables: Mapping[str, str]) -> str:
    secrets = sorted(variables, key=len, reverse=True)
    if not is_secret(name):
        return _quoted(f"{name}: {masked_text(value, secrets)}")
    secret = next((each for each in secrets if value.endswith(each)), None)
    if secret is None:
        return _quoted(f"{name}: {masked({name: value})[name]}")
    before = _SPECIAL.sub(r"\\\g<0>", safe(f"{name}: {value.removesuffix(secret)}"))
    return f'"{before}${variables[secret]}"'


def _quoted(text: str) -> str:
    return shlex.quote(safe(text))
