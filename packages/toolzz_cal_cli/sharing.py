"""Options by which runs and workers share a journal, a broker and a rate."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlsplit

import click

from .failures import Refusal
from .standing import LEASE, VARIABLE, Place

BROKER = "TOOLZZ_CAL_BROKER"


def journal_options(*, needed: bool = False) -> list[click.Parameter]:
    """Where calls are written down."""
    default = "" if needed else "By default FILE.journal."
    return [
        click.Option(
            ["--journal"],
            metavar="PATH|ADDRESS",
            envvar=VARIABLE,
            show_envvar=True,
            required=needed,
            help=f"A file, or sqlite://, postgresql:// or redis:// for several machines. {default}".strip(),
        ),
        click.Option(
            ["--lease"],
            type=click.FloatRange(0),
            metavar="SECONDS",
            default=LEASE,
            show_default=True,
            help="Beyond the time of a try, after which one that has fallen silent is taken for dead.",
        ),
    ]


def sharing_options() -> list[click.Parameter]:
    """What a run has besides."""
    return [
        click.Option(
            ["--wait"],
            type=click.FloatRange(0),
            metavar="SECONDS",
            default=0.0,
            help="For a line that is in progress elsewhere; by default it is left to the other.",
        ),
        broker_option(),
        rate_option(),
    ]


def broker_option(*, needed: bool = False) -> click.Option:
    """Where lines are handed to workers."""
    return click.Option(
        ["--broker"],
        metavar="ADDRESS",
        envvar=BROKER,
        show_envvar=True,
        required=needed,
        help="A Redis, redis://…, that hands lines to workers.",
    )


def rate_option() -> click.Option:
    """How many calls there may be."""
    return click.Option(
        ["--rate-limit"],
        metavar="RATE",
        help="Such as 120/minute, for all that share a key and a Redis as journal or broker.",
    )


def checked_broker(address: str | None) -> str:
    """The address of a broker. Raises a `Refusal` for what is none; it is not shown, as it may hold a password."""
    if address is None:
        raise Refusal(f"--engine celery needs a --broker, or {BROKER}, such as redis://127.0.0.1:6379/0")
    try:
        parts = urlsplit(address)
        is_fine = parts.scheme in ("redis", "rediss") and bool(parts.hostname) and parts.port != 0
    except ValueError:
        is_fine = False
    if not is_fine:
        raise Refusal("the broker must be the address of a Redis, such as redis://127.0.0.1:6379/0")
    return address


def rate_limited(rate: str | None, where: Place, broker: str | None) -> dict[str, Any]:
    """The options of a client for a rate; counted in the Redis of the journal or the broker, if there is one."""
    if rate is None:
        return {}
    from toolzz_cal.rate_limits import RateLimit

    storage = where.address if where.is_redis else broker or "memory://"
    return {"rate_limit": RateLimit(rate, storage=storage)}
