"""A request as a command of curl, secrets masked."""

from __future__ import annotations

import json
import shlex
from typing import Any

from toolzz_cal._by_name import Call
from toolzz_cal._redaction import masked, masked_text, masked_url

from .text import safe


def curl(call: Call[Any], credentials: list[str]) -> str:
    """The command that would send a request.

    Args:
        call: The request.
        credentials: What is masked wherever it stands, beside what its name tells.
    """
    lines = [f"curl --request {call.method} {_quoted(masked_text(masked_url(call.url), credentials))}"]
    headers = masked(dict(call.headers), credentials)
    lines += [f"--header {_quoted(f'{name}: {value}')}" for name, value in headers.items()]
    if call.content is not None:
        body = json.dumps(masked(json.loads(call.content), credentials), ensure_ascii=False)
        lines.append(f"--data-raw {_quoted(body)}")
    return " \\\n  ".join(lines)


def _quoted(text: str) -> str:
    return shlex.quote(safe(text))
