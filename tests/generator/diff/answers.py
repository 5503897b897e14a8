"""Single changes of what is answered."""

from tests.generator.diff.base import BASE, GONE, REF
from tests.generator.diff.said import breaking, safe, single, told

COME = "in what `bookings.create` and `bookings.list` answer,"
COUNT = "in what `integrations.list` answers,"

ANSWERS = [
    single(
        "a field goes",
        "booking properties meetingUrl",
        GONE,
        there=breaking(
            "`Booking.meeting_url` is gone from what `bookings.create` and `bookings.list` answer.", "answer"
        ),
        back=safe("`Booking.meeting_url` is new in what `bookings.create` and `bookings.list` answer.", "answer"),
    ),
    single(
        "a field of an answer without a name goes",
        "listed properties nextPage",
        GONE,
        there=breaking("`IntegrationList.next_page` is gone from what `integrations.list` answers.", "answer"),
        back=safe("`IntegrationList.next_page` is new in what `integrations.list` answers.", "answer"),
    ),
    single(
        "a field of two operations goes",
        "schemas Integration properties unitId",
        GONE,
        there=breaking(
            "`Integration.unit_id` is gone from what `integrations.create` and `integrations.get` answer.", "answer"
        ),
        back=safe(
            "`Integration.unit_id` is new in what `integrations.create` and `integrations.get` answer.", "answer"
        ),
    ),
    single(
        "a field of an error goes",
        "error properties code",
        GONE,
        there=breaking(
            "`Error.code` is gone from what `bookings.create`, `integrations.get` and `integrations.list` answer.",
            "answer",
        ),
        back=safe(
            "`Error.code` is new in what `bookings.create`, `integrations.get` and `integrations.list` answer.",
            "answer",
        ),
    ),
    single(
        "a field may be missing",
        "listed required",
        [],
        there=breaking("`IntegrationList.count` may be missing from what `integrations.list` answers.", "answer"),
        back=safe("`IntegrationList.count` is always there in what `integrations.list` answers.", "answer"),
    ),
    single(
        "a field can only be written",
        "booking properties token writeOnly",
        True,
        there=breaking("`Booking.token` is gone from what `bookings.create` and `bookings.list` answer.", "answer"),
        back=safe("`Booking.token` is new in what `bookings.create` and `bookings.list` answer.", "answer"),
    ),
    single(
        "a field may be null",
        "booking properties meetingUrl type",
        ["string", "null"],
        there=breaking(f"`Booking.meeting_url`, {COME} may be `None`.", "answer"),
        back=safe(f"`Booking.meeting_url`, {COME} is never `None`.", "answer"),
    ),
    single(
        "a field that is a model is never null",
        "booking properties attendee",
        {"$ref": f"{REF}Attendee"},
        there=safe(f"`Booking.attendee`, {COME} is never `None`.", "answer"),
        back=breaking(f"`Booking.attendee`, {COME} may be `None`.", "answer"),
    ),
    single(
        "a type gets wider",
        "booking properties id type",
        ["integer", "string"],
        there=breaking(f"`Booking.id`, {COME} is integer or string, which was integer.", "answer"),
        back=safe(f"`Booking.id`, {COME} is only integer, which was integer or string.", "answer"),
    ),
    single(
        "numbers become whole",
        "booking properties rating type",
        ["number", "null"],
        there=breaking(f"`Booking.rating`, {COME} is number, which was integer.", "answer"),
        back=safe(f"`Booking.rating`, {COME} is only integer, which was number.", "answer"),
    ),
    single(
        "a type becomes another",
        "listed properties names items type",
        "object",
        there=breaking(f"`IntegrationList.names[]`, {COUNT} is object instead of string.", "answer"),
        back=breaking(f"`IntegrationList.names[]`, {COUNT} is string instead of object.", "answer"),
    ),
    single(
        "a text becomes a timestamp",
        "booking properties meetingUrl format",
        "date-time",
        there=breaking(f"`Booking.meeting_url`, {COME} is read as `datetime` instead of `str`.", "answer"),
        back=breaking(f"`Booking.meeting_url`, {COME} is read as `str` instead of `datetime`.", "answer"),
    ),
    single(
        "a value more in an enum",
        "booking properties status enum",
        ["accepted", "pending", "moved"],
        there=safe(f"`Booking.status`, {COME} may be `moved`.", "answer"),
        back=safe(f"`Booking.status`, {COME} is never `moved`.", "answer"),
    ),
    single(
        "an enum becomes free",
        "booking properties status enum",
        GONE,
        there=safe(f"`Booking.status`, {COME} may be other than `accepted`, `pending`.", "answer"),
        back=safe(f"`Booking.status`, {COME} is one of `accepted`, `pending`.", "answer"),
    ),
    single(
        "all values become others",
        "booking properties status enum",
        ["done"],
        there=breaking(f"`Booking.status`, {COME} is `done` instead of `accepted`, `pending`.", "answer"),
        back=breaking(f"`Booking.status`, {COME} is `accepted`, `pending` instead of `done`.", "answer"),
    ),
    single(
        "maxLength raised",
        "booking properties meetingUrl maxLength",
        400,
        there=breaking(f"`Booking.meeting_url`, {COME} may exceed its former limit: maxLength 200 → 400.", "answer"),
        back=safe(f"`Booking.meeting_url`, {COME} is limited more: maxLength 400 → 200.", "answer"),
    ),
    single(
        "a maximum dropped",
        "listed properties count maximum",
        GONE,
        there=breaking(f"`IntegrationList.count`, {COUNT} may exceed its former limit: maximum 1000 → none.", "answer"),
        back=safe(f"`IntegrationList.count`, {COUNT} is limited more: maximum none → 1000.", "answer"),
    ),
    single(
        "a list becomes an object",
        "listed properties names",
        {"type": "object"},
        there=breaking(f"`IntegrationList.names`, {COUNT} is object instead of array.", "answer"),
        back=breaking(f"`IntegrationList.names`, {COUNT} is array instead of object.", "answer"),
    ),
    single(
        "a success of another status",
        "make responses",
        {"200": BASE["paths"]["/integrations"]["post"]["responses"]["201"]},
        there=breaking("`integrations.create` succeeds with `200` instead of `201`.", "operation"),
        back=breaking("`integrations.create` succeeds with `201` instead of `200`.", "operation"),
    ),
    single(
        "an error more",
        "make responses 409",
        {"$ref": "#/components/responses/Error"},
        there=safe("`integrations.create` may fail with `409`.", "operation"),
        back=safe("`integrations.create` no longer fails with `409`.", "operation"),
    ),
    single(
        "a default is told",
        "booking properties rating default",
        3,
        there=told("A default is told for `Booking.rating`: 3.", "answer"),
        back=told("No default is told any more for `Booking.rating`; it was 3.", "answer"),
    ),
    single(
        "a field is deprecated",
        "booking properties id deprecated",
        True,
        there=safe("`Booking.id`, which `bookings.create` and `bookings.list` answer, is deprecated.", "answer"),
        back=safe(
            "`Booking.id`, which `bookings.create` and `bookings.list` answer, is no longer deprecated.", "answer"
        ),
    ),
    single(
        "a secret is printed",
        "booking properties token x-sensitive",
        GONE,
        there=breaking(
            "`Booking.token`, which `bookings.create` and `bookings.list` answer, is printed in reprs and logs.",
            "answer",
        ),
        back=safe(
            "`Booking.token`, which `bookings.create` and `bookings.list` answer, is no longer printed.", "answer"
        ),
    ),
    single(
        "the description of a model",
        "booking description",
        "A meeting.",
        there=told("Description of `Booking` changed, in what `bookings.create` and `bookings.list` answer.", "answer"),
        back=told("Description of `Booking` changed, in what `bookings.create` and `bookings.list` answer.", "answer"),
    ),
    single(
        "values of further keys get another type",
        "listed properties options additionalProperties type",
        "integer",
        there=breaking(f"`IntegrationList.options.*`, {COUNT} is integer instead of string.", "answer"),
        back=breaking(f"`IntegrationList.options.*`, {COUNT} is string instead of integer.", "answer"),
    ),
    single(
        "an error tells nothing of its body",
        "get responses 404",
        {"description": "It failed."},
        there=breaking(
            "The answer of the error 404, in what `integrations.get` answers, is anything, which was object.", "answer"
        ),
        back=safe(
            "The answer of the error 404, in what `integrations.get` answers, is only object, which was anything.",
            "answer",
        ),
    ),
]
