"""What of exchanges is shown or written: no secret, not even in the query of an address that an error repeats."""

from __future__ import annotations

import json
import re
from typing import Any

from toolzz_cal._redaction import masked, masked_text, masked_url

_WITH_QUERY = r"[^\s\"\\]*\?[^\s\"\\]+"  # an address in a text, or in a text of JSON


def shown_json(body: bytes) -> Any:
    """A body in JSON without secrets. Raises what `json.loads` raises."""
    return json.loads(_without_secret_queries(json.dumps(masked(json.loads(body)))))


def shown_text(text: str) -> str:
    """A text without secrets."""
    return masked_text(_without_secret_queries(text))


def _without_secret_queries(text: str) -> str:
    return re.sub(_WITH_QUERY, lambda found: masked_url(found[0]), text)
