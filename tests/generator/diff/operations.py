"""Single changes of operations, their requests behind the gateway, and the document."""

from tests.generator.diff.base import GONE
from tests.generator.diff.said import breaking, safe, single, told

CREATE = {"request": "POST /v2/bookings", "version": "2024-08-13", "credential": "optional"}
EVERY = "`bookings.create`, `bookings.list` and 3 more"

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
        "root paths /integrations/{integrationId}",
        GONE,
        there=breaking("`integrations.get` is gone.", "operation"),
        back=safe("`integrations.get` is new.", "operation"),
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
        "another server first",
        "root servers",
        [{"url": "https://eu.example.com"}, {"url": "https://api.example.com"}],
        there=safe(
            f"{EVERY} go to `https://eu.example.com` by default; `https://api.example.com` still serves.", "operation"
        ),
        back=breaking(f"{EVERY} go to `https://api.example.com` instead of `https://eu.example.com`.", "operation"),
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
        "create x-cal request",
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
        "another direct request stands in",
        "create x-cal",
        [CREATE, {"request": "POST /v2/reservations", "state": "broken"}],
        there=safe("On the direct route, `bookings.create` can also be sent as `POST /v2/reservations`.", "operation"),
        back=safe("On the direct route, `bookings.create` is no longer sent as `POST /v2/reservations`.", "operation"),
    ),
    single(
        "another direct request goes first",
        "create x-cal",
        [{"request": "POST /v2/reservations", "credential": "none"}, CREATE],
        there=safe(
            "On the direct route, `bookings.create` begins with `POST /v2/reservations`; `POST /v2/bookings` stands in "
            "where that is missing.",
            "operation",
        ),
        back=safe("On the direct route, `bookings.create` is no longer sent as `POST /v2/reservations`.", "operation"),
    ),
    single(
        "another version of the direct request",
        "create x-cal version",
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
        "create x-cal credential",
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
        "create x-cal needs",
        ["end"],
        there=breaking("On the direct route, `bookings.create` also needs `end`.", "operation"),
        back=safe("On the direct route, `bookings.create` no longer needs `end`.", "operation"),
    ),
    single(
        "the direct request stops working",
        "create x-cal state",
        "broken",
        there=breaking("On the direct route, `bookings.create` is now marked `broken`.", "operation"),
        back=safe("On the direct route, `bookings.create` is no longer marked `broken`.", "operation"),
    ),
    single(
        "other fixed fields of the direct request",
        "create x-cal body",
        {"source": "agent"},
        there=breaking("On the direct route, `bookings.create` sends other fixed fields.", "operation"),
        back=breaking("On the direct route, `bookings.create` sends other fixed fields.", "operation"),
    ),
    single(
        "another form at the gateway",
        "create x-gateway",
        [{"shape": "usual"}, {"shape": "flat", "arguments": {"attendee.name": "name"}}],
        there=safe("`bookings.create` can be run by further versions of the gateway.", "operation"),
        back=breaking("`bookings.create` can be run by one version of the gateway only.", "operation"),
    ),
    single(
        "an unknown outcome can no longer be looked up",
        "create x-reconcile",
        GONE,
        there=breaking("`bookings.create` no longer takes `reconcile`.", "operation"),
        back=safe("`bookings.create` takes `reconcile`, which looks up an unknown outcome.", "operation"),
    ),
    single(
        "an unknown outcome is looked up otherwise",
        "create x-reconcile created",
        "start",
        there=told("`bookings.create`: how an unknown outcome is looked up changed."),
        back=told("`bookings.create`: how an unknown outcome is looked up changed."),
    ),
    single(
        "an operation may be sent again",
        "make x-reconcile",
        {"repeat": True},
        there=told("`integrations.create`: whether it may be sent again changed."),
        back=told("`integrations.create`: whether it may be sent again changed."),
    ),
    single(
        "no integration permits an operation any more",
        "create x-agent",
        GONE,
        there=breaking(
            "No flag of an integration permits `bookings.create` any more; `createBookingEnabled` did.", "operation"
        ),
        back=safe(
            "An agent may run `bookings.create` where its integration has `createBookingEnabled` on.", "operation"
        ),
    ),
    single(
        "another flag permits an operation",
        "create x-agent flag",
        "checkAvailabilityEnabled",
        there=breaking(
            "`bookings.create` is permitted by `checkAvailabilityEnabled` of an integration "
            "instead of `createBookingEnabled`.",
            "operation",
        ),
        back=breaking(
            "`bookings.create` is permitted by `createBookingEnabled` of an integration "
            "instead of `checkAvailabilityEnabled`.",
            "operation",
        ),
    ),
    single(
        "the time zone of the integration is used",
        "create x-agent timezone",
        "title",
        there=told("`bookings.create`: the argument that takes the integration's time zone changed."),
        back=told("`bookings.create`: the argument that takes the integration's time zone changed."),
    ),
    single(
        "a field of a webhook goes",
        "schemas Payload properties startTime",
        GONE,
        there=breaking("`Payload.start_time` is gone from what `BOOKING_CREATED` carries.", "answer"),
        back=safe("`Payload.start_time` is new in what `BOOKING_CREATED` carries.", "answer"),
    ),
    single(
        "a field beside the payload of a webhook",
        "told properties createdAt",
        {"type": "string"},
        there=safe("`created_at` is new in what `BOOKING_CREATED` carries.", "answer"),
        back=breaking("`created_at` is gone from what `BOOKING_CREATED` carries.", "answer"),
    ),
    single(
        "the summary of a webhook",
        "root webhooks BOOKING_CREATED post summary",
        "Booked",
        there=told("`BOOKING_CREATED`: summary changed."),
        back=told("`BOOKING_CREATED`: summary changed."),
    ),
    single(
        "the example of a request",
        "create requestBody content application/json example",
        {},
        there=told("`bookings.create`: example changed."),
        back=told("`bookings.create`: example changed."),
    ),
    single(
        "what is noted of the direct route",
        "create x-cal note",
        "It takes long.",
        there=told("`bookings.create`: note changed."),
        back=told("`bookings.create`: note changed."),
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
        "the description of the specification",
        "root info description",
        "Another.",
        there=told("`info.description` of the specification changed."),
        back=told("`info.description` of the specification changed."),
    ),
    single(
        "the description of a tag",
        "root tags",
        [],
        there=told("`tags` of the specification changed."),
        back=told("`tags` of the specification changed."),
    ),
]
