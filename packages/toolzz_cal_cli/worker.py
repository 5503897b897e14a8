"""`toolzz-cal worker`: runs lines of batches that `toolzz-cal batch --engine celery` hands out."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import click
from toolzz_cal._http_clients import DEFAULT_TIMEOUT
from toolzz_cal.retries import RetryPolicy

from . import connecting
from .batch import MOST_AT_ONCE, target
from .interrupting import command_of
from .sharing import broker_option, journal_options, rate_limited, rate_option
from .standing import Standing, place


def command() -> click.Command:
    """The command."""

    @click.command(name="worker", short_help="Run lines of batches that are handed out to workers.")
    @click.option(
        "--concurrency", type=click.IntRange(1, MOST_AT_ONCE), default=4, show_default=True, help="Lines at a time."
    )
    @click.option("--show-secrets", is_flag=True, help="Keep tokens and keys of answers in the journal.")
    @click.pass_context
    def worker(context: click.Context, /, **options: Any) -> int:
        """Run lines that `toolzz-cal batch --engine celery` hands out, with the same broker, journal and account.

        Messages hold lines and no credential: each worker has its own. One that acts for another account than the run
        refuses its lines and ends with 3.

        SIGTERM, or Ctrl-C, has it finish the lines in hand; a second Ctrl-C ends it at once. The lines of a worker that
        is killed are delivered again after a while, and looked up before anything is sent.
        """
        from .queue import Hand, application, work

        connection = connecting.connection(context)
        where = place("-", options["journal"], None)
        shared = where.open(lease=options["lease"], keep_secrets=options["show_secrets"])
        changes = rate_limited(options["rate_limit"], where, options["broker"])
        with connection.open(journal=shared, **changes) as session:
            app = application(options["broker"], _longest(session.options) + options["lease"])
            session.connect()
            hand = Hand(session, Standing(session.store, "").target(target(session)))
            try:
                return work(app, hand, options["concurrency"], command_of(context))
            finally:
                shared.close()

    worker.params += [
        broker_option(needed=True),
        *journal_options(needed=True),
        rate_option(),
        *connecting.connection_options(),
    ]
    return worker


def _longest(options: Mapping[str, Any]) -> float:
    """Seconds that a call may take, with all its attempts and the waits between them, and a moment beyond.

    Looks may take longer. A line that is delivered again meanwhile is found in progress, and left alone.
    """
    timeout = options.get("timeout") or DEFAULT_TIMEOUT
    retries = options.get("retries")
    policy = RetryPolicy() if retries is None else RetryPolicy(retries=retries)
    most = (1 + policy.retries) * timeout + policy.retries * policy.retry_after_cap
    return (most if policy.deadline is None else min(most, policy.deadline)) + 1.0
