"""What of exchanges is shown or written: no secret, not even in the query of an address that an error repeats."""

from __future__ import annotations

import json
import re
from typing import Any

from toolzz_cal._redaction import MASK, is_secret, masked, masked_text


def shown_json(body: bytes) -> Any:
    """A body in JSON without secrets. Raises what `json.loads` raises."""
    return json.loads(_without_secret_queries(json.dumps(masked(json.loads(body)))))


def shown_text(text: str) -> str:
    """A text without secrets."""
    return masked_text(_without_secret_queries(text))


def _without_secret_queries(text: str) -> str:
    return re.sub(r"([?&])([^=&?#\s\"\\]+)=([^&#\s\"\\]+)", _without_secret, text)


def _without_secret(found: re.Match[str]) -> str:
    joint, name, value = found.groups()
    return f"{joint}{name}={MASK if is_secret(name) else value}"
