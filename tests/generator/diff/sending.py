"""Single changes of how a request is sent, and of what is told about arguments."""

from tests.generator.diff.base import GONE
from tests.generator.diff.said import breaking, safe, single, told

KEY = "an API key in the header `x-api-key`"
BEARER = "HTTP bearer authentication"

SENDING = [
    single(
        "a query argument goes",
        "list parameters 0",
        GONE,
        there=breaking("`integrations.list` no longer takes `take`."),
        back=safe("`integrations.list` also takes `take`."),
    ),
    single(
        "a query argument becomes required",
        "list parameters 1 required",
        True,
        there=breaking("`integrations.list` now requires `sort_order`."),
        back=safe("`integrations.list` no longer requires `sort_order`."),
    ),
    single(
        "a default changes",
        "arguments properties lengthInMinutes default",
        45,
        there=breaking("`bookings.create` without `length_in_minutes` now means 45, not 30."),
        back=breaking("`bookings.create` without `length_in_minutes` now means 30, not 45."),
    ),
    single(
        "a default is told",
        "list parameters 0 schema default",
        20,
        there=safe("`integrations.list` without `take` means 20."),
        back=breaking("`integrations.list` without `take` no longer means 20."),
    ),
    single(
        "an argument is deprecated",
        "arguments properties title deprecated",
        True,
        there=safe("`title` of `bookings.create` is deprecated."),
        back=safe("`title` of `bookings.create` is no longer deprecated."),
    ),
    single(
        "another credential will do",
        "create security",
        [{"key": []}, {"other": []}],
        there=safe(f"`bookings.create` also accepts {BEARER}."),
        back=breaking(f"`bookings.create` no longer accepts {BEARER}."),
    ),
    single(
        "a second credential is needed",
        "create security",
        [{"key": [], "other": []}],
        there=breaking(f"`bookings.create` no longer accepts {KEY}."),
        back=safe(f"`bookings.create` also accepts {KEY}."),
    ),
    single(
        "no credential is needed",
        "create security",
        [],
        there=safe("`bookings.create` also accepts calls without a credential."),
        back=breaking("`bookings.create` no longer accepts calls without a credential."),
    ),
    single(
        "an argument goes elsewhere on the direct route",
        "arguments properties title x-cal",
        {"as": "body:name"},
        there=breaking("`bookings.create` sends `title` another way: body `title` → body `name`."),
        back=breaking("`bookings.create` sends `title` another way: body `name` → body `title`."),
    ),
    single(
        "an argument becomes a secret",
        "arguments properties title x-sensitive",
        True,
        there=safe("`title` of `bookings.create` is no longer printed."),
        back=breaking("`title` of `bookings.create` is printed in reprs and logs, where it was masked."),
    ),
    single(
        "the description of an argument",
        "arguments properties title description",
        "What it is about.",
        there=told("Description of `title` changed, for `bookings.create`.", "request"),
        back=told("Description of `title` changed, for `bookings.create`.", "request"),
    ),
    single(
        "the example of an argument",
        "list parameters 0 example",
        20,
        there=told("Example of `take` changed, for `integrations.list`.", "request"),
        back=told("Example of `take` changed, for `integrations.list`.", "request"),
    ),
]
