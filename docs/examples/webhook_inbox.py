"""An inbox for webhooks: each event is in it once, and is handled after the answer.

INBOX, a file, comes from the environment; `python webhook_inbox.py` handles what is
open.
"""

import logging
import os
import sqlite3
import time
from contextlib import closing
from typing import Any

from toolzz_cal import webhooks

PATIENCE = 300  # seconds until an event whose handling did not end is tried again
TABLE = """CREATE TABLE IF NOT EXISTS inbox (
    key TEXT PRIMARY KEY,
    body BLOB NOT NULL,
    taken REAL NOT NULL DEFAULT 0,
    done INTEGER NOT NULL DEFAULT 0)"""
KEEP = "INSERT OR IGNORE INTO inbox (key, body) VALUES (?, ?)"
TAKE = """UPDATE inbox SET taken = ?
    WHERE key = (SELECT key FROM inbox WHERE NOT done AND taken < ? LIMIT 1)
    RETURNING key, body"""

log = logging.getLogger("webhooks")


def rows(statement: str, *values: object) -> list[Any]:
    """What a statement finds, in a transaction of its own."""
    with closing(sqlite3.connect(os.environ["INBOX"])) as database, database:
        database.execute(TABLE)
        return database.execute(statement, values).fetchall()


def keep(event: webhooks.Event, body: bytes) -> None:
    """Puts an event into the inbox; one that is in it already changes nothing."""
    rows(KEEP, event.delivery_key, body)


def work() -> None:
    """Handles what is open, each by one worker at a time."""
    while found := rows(TAKE, time.time(), time.time() - PATIENCE):
        ((key, body),) = found
        handle(webhooks.parse(body))
        rows("UPDATE inbox SET done = 1 WHERE key = ?", key)


def handle(event: webhooks.Event) -> None:
    """What is to be done for an event."""
    match event:
        case webhooks.BookingCreated(booking):
            log.info("%s begins at %s", booking.title, booking.start_time)
        case webhooks.BookingCancelled(booking):
            log.info("%s is cancelled", booking.title)
        case _:
            log.info("nothing to do for %s", event.trigger)


if __name__ == "__main__":
    work()
