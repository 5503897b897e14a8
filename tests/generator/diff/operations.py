"""Single changes of operations, their requests behind the gateway, and the document."""

from tests.generator.diff.base import GONE
from tests.generator.diff.said import breaking, safe, single, told

OPERATIONS = [
    single(
        "an operation is called otherwise",
        "create operationId",
        "bookings.make",
        there=breaking("`bookings.create` is now called `bookings.make`.", "operation"),
        back=breaking("`bookings.make` is now called `bookings.create`.", "operation"),
    ),
    single(
        "an operation goes",
        "list",
        GONE,
        there=breaking("`integrations.list` is gone.", "operation"),
        back=safe("`integrations.list` is new.", "operation"),
    ),
    single(
        "an operation is sent elsewhere",
        "create servers",
        [{"url": "https://eu.example.com"}],
        there=breaking(
            "`bookings.create` goes to `https://eu.example.com` instead of `https://api.example.com`.", "operation"
        ),
        back=breaking(
            "`bookings.create` goes to `https://api.example.com` instead of `https://eu.example.com`.", "operation"
        ),
    ),
    single(
        "a second server",
        "create servers",
        [{"url": "https://api.example.com"}, {"url": "https://eu.example.com"}],
        there=safe("`bookings.create` can also be sent to `https://eu.example.com`.", "operation"),
        back=breaking("`bookings.create` can no longer be sent to `https://eu.example.com`.", "operation"),
    ),
    single(
        "an operation is deprecated",
        "create deprecated",
        True,
        there=safe("`bookings.create` is deprecated.", "operation"),
        back=safe("`bookings.create` is no longer deprecated.", "operation"),
    ),
    single(
        "a read becomes a write",
        "list x-effect",
        "write",
        there=breaking("`integrations.list` is now a write, no longer a read.", "operation"),
        back=safe("`integrations.list` is now a read, no longer a write.", "operation"),
    ),
    single(
        "another direct request",
        "create x-cal",
        "PUT /v2/bookings",
        there=breaking(
            "On the direct route, `bookings.create` sends `PUT /v2/bookings` instead of `POST /v2/bookings`.",
            "operation",
        ),
        back=breaking(
            "On the direct route, `bookings.create` sends `POST /v2/bookings` instead of `PUT /v2/bookings`.",
            "operation",
        ),
    ),
    single(
        "another version of the direct request",
        "create x-cal-version",
        "2026-01-01",
        there=breaking(
            "On the direct route, `bookings.create` speaks version `2026-01-01` of Cal.com's API "
            "instead of `2024-08-13`.",
            "operation",
        ),
        back=breaking(
            "On the direct route, `bookings.create` speaks version `2024-08-13` of Cal.com's API "
            "instead of `2026-01-01`.",
            "operation",
        ),
    ),
    single(
        "the direct request needs a credential",
        "create x-cal-credential",
        "client",
        there=breaking(
            "On the direct route, `bookings.create` now asks for the credential `client` instead of `optional`.",
            "operation",
        ),
        back=breaking(
            "On the direct route, `bookings.create` now asks for the credential `optional` instead of `client`.",
            "operation",
        ),
    ),
    single(
        "the direct request needs a field more",
        "create x-cal-needs",
        ["end"],
        there=breaking("On the direct route, `bookings.create` also needs `end`.", "operation"),
        back=safe("On the direct route, `bookings.create` no longer needs `end`.", "operation"),
    ),
    single(
        "the direct request stops working",
        "create x-cal-state",
        "broken",
        there=breaking("On the direct route, `bookings.create` is now marked `broken`.", "operation"),
        back=safe("On the direct route, `bookings.create` is no longer marked `broken`.", "operation"),
    ),
    single(
        "an operation moves to another tag",
        "create tags",
        ["meetings"],
        there=told("`bookings.create`: tags changed."),
        back=told("`bookings.create`: tags changed."),
    ),
    single(
        "the summary of an operation",
        "create summary",
        "Make a booking",
        there=told("`bookings.create`: summary changed."),
        back=told("`bookings.create`: summary changed."),
    ),
    single(
        "the description of the document",
        "root info description",
        "Another.",
        there=told("`info.description` of the document changed."),
        back=told("`info.description` of the document changed."),
    ),
    single(
        "the description of a tag",
        "root tags",
        [],
        there=told("`tags` of the document changed."),
        back=told("`tags` of the document changed."),
    ),
]
