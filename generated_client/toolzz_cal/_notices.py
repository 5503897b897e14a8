# Edit this in generator/runtime/_notices.py; `make generate` copies it into the client.
"""Warns once per process of what an upstream says of its end.

A filter may make an error of a warning. Raised with an answer, it would take the answer's place, and nobody would learn
what became of a booking. So it is kept, and raised before the next call sends anything.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Sequence
from threading import Lock

from ._redaction import masked_start
from ._sunset import Deprecation
from ._warning import KEPT, SPOKEN, warn
from .errors import DeprecatedUpstream
from .results import Response

_MOST = 100  # upstreams and versions; one that counts them up is not listened to for ever
_LONGEST = 700  # characters of a text
_NEWER = {
    "The gateway": "Choose a newer version with toolkit_version= or the variable COMPOSIO_TOOLKIT_VERSION_CAL, or "
    "install a newer release of this package",
}
_SPOKEN = sorted(filter(str.islower, SPOKEN))
_RELEASE = "Look for a newer release of this package"
_told: set[tuple[str, str | None]] = set()
_heard: set[tuple[str | None, ...]] = set()  # in the upstreams' own words, so that what recurs is not read again
_lock = Lock()


def tell(
    response: Response, upstream: str, root: str, version: str | None, secrets: Callable[[], Sequence[str]]
) -> None:
    """Warns of what an answer's headers say, unless that upstream's version has been warned of.

    Args:
        response: The answer.
        upstream: Who gave it, at the beginning of a sentence.
        root: Scheme, host and port of its address.
        version: The version that was asked for, where the answer names none.
        secrets: Texts that are masked wherever they stand.
    """
    headers = response.headers
    words = (root, version, *map(headers.get, _SPOKEN))
    if words in _heard or len(_told) >= _MOST:
        return
    if len(_heard) < _MOST:
        _heard.add(words)
    deprecation = response.deprecation
    if deprecation is None:
        return
    version = deprecation.version or version
    with _lock:
        if (root, version) in _told:
            return
        _told.add((root, version))
    text = masked_start(_text(deprecation, upstream, version), secrets(), _LONGEST)
    try:
        warn(DeprecatedUpstream(text))
    except Exception as problem:  # noqa: BLE001 - made by a filter, or by whatever shows warnings
        problem.__traceback__ = None  # its frames hold the answer
        logging.getLogger("toolzz_cal").warning("%s", text)  # there may be no next call
        KEPT.append(problem)


def raise_kept() -> None:
    """Raises what was kept, the oldest first, each once."""
    with _lock:
        problem = KEPT.pop(0) if KEPT else None
    if problem is not None:
        problem.add_note("It came up with an earlier answer. Of this call nothing was sent.")
        raise problem


def _text(deprecation: Deprecation, upstream: str, version: str | None) -> str:
    of = "toolkit" if upstream in _NEWER else "API"
    what = f"version {version} of its {of}" if version is not None else "what has just answered"
    since, ends = deprecation.deprecated, deprecation.sunset
    words = f"{upstream} says that {what} is deprecated"
    if since is not None:
        words += f" since {since.date().isoformat()}"
    if ends is not None:
        words += f" and stops working on {ends.date().isoformat()}"
    if deprecation.reason is not None:
        words += f" ({deprecation.reason})"
    more = f". More: {deprecation.link}" if deprecation.link is not None else ""
    return f"{words}. {_NEWER.get(upstream, _RELEASE)}{more}"
