"""Read by Schemathesis, in an environment of its own: requests that it takes for right, and that are not."""

from __future__ import annotations

import re
from typing import Any

import schemathesis  # type: ignore[import-not-found]


@schemathesis.hook  # type: ignore[untyped-decorator]
def filter_body(context: Any, body: Any) -> bool:
    """Leaves out keys of Cal.com as answers mask them: they are texts, and never a key to create anything with."""
    return not (isinstance(body, dict) and re.fullmatch(r"cal_\*+", str(body.get("apiKey"))))


@schemathesis.hook  # type: ignore[untyped-decorator]
def before_call(context: Any, case: Any, kwargs: Any) -> None:
    """Sends null for the empty text that Schemathesis tries where a text with a format, or null, may stand."""
    arguments = case.body.get("arguments") if isinstance(case.body, dict) else None
    overrides = arguments.get("overrides") if isinstance(arguments, dict) else None
    for override in overrides if isinstance(overrides, list) else ():
        for name in ("createdAt", "updatedAt"):
            if isinstance(override, dict) and override.get(name) == "":
                override[name] = None
