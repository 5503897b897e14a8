"""The server's log: on stderr, as stdout belongs to the protocol, and without secrets."""

from __future__ import annotations

import logging
import sys

from toolzz_cal._redaction import masked_text


class _Masking(logging.Formatter):
    """One line for each record, with everything masked that looks like a credential, and nothing that does not show."""

    def format(self, record: logging.LogRecord) -> str:
        text = masked_text(super().format(record))
        return "".join(each if each.isprintable() or each == "\n" else "?" for each in text)


def to_stderr(verbose: bool) -> None:
    """Sends the log to stderr: warnings, or with `verbose` also a line for each call."""
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(_Masking("%(asctime)s %(levelname)s %(name)s: %(message)s"))
    root = logging.getLogger()
    root.handlers[:] = [handler]
    root.setLevel(logging.WARNING)
    for name in ("toolzz_cal", "toolzz_cal_mcp"):
        logging.getLogger(name).setLevel(logging.INFO if verbose else logging.WARNING)
    # What these say of a request may hold an address or a body.
    for name in ("httpx", "httpx2", "uvicorn.access"):
        logging.getLogger(name).setLevel(logging.ERROR)
