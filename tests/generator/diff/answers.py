"""Single changes of what is answered."""

from tests.generator.diff.base import GONE, JSON
from tests.generator.diff.said import breaking, safe, single, told

COME = "in what `bookings.create` answers,"
COUNT = "in what `integrations.list` answers,"

ANSWERS = [
    single(
        "a field goes",
        "booking properties meetingUrl",
        GONE,
        there=breaking("`Booking.meeting_url` is gone from what `bookings.create` answers.", "answer"),
        back=safe("`Booking.meeting_url` is new in what `bookings.create` answers.", "answer"),
    ),
    single(
        "a field of an answer without a name goes",
        "answer properties nextPage",
        GONE,
        there=breaking("`next_page` is gone from what `integrations.list` answers.", "answer"),
        back=safe("`next_page` is new in what `integrations.list` answers.", "answer"),
    ),
    single(
        "a field of two operations goes",
        "root components schemas Integration properties unitId",
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
            "`Error.code` is gone from what `bookings.create`, `integrations.list` and `integrations.get` answer.",
            "answer",
        ),
        back=safe(
            "`Error.code` is new in what `bookings.create`, `integrations.list` and `integrations.get` answer.",
            "answer",
        ),
    ),
    single(
        "a field may be missing",
        "answer required",
        [],
        there=breaking("`count` may be missing from what `integrations.list` answers.", "answer"),
        back=safe("`count` is always there in what `integrations.list` answers.", "answer"),
    ),
    single(
        "a field can only be written",
        "booking properties token writeOnly",
        True,
        there=breaking("`Booking.token` is gone from what `bookings.create` answers.", "answer"),
        back=safe("`Booking.token` is new in what `bookings.create` answers.", "answer"),
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
        {"$ref": "#/components/schemas/Attendee"},
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
        "answer properties names items type",
        "object",
        there=breaking(f"`names[]`, {COUNT} is object instead of string.", "answer"),
        back=breaking(f"`names[]`, {COUNT} is string instead of object.", "answer"),
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
        "booking properties status",
        {"const": "done"},
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
        "answer properties count maximum",
        GONE,
        there=breaking(f"`count`, {COUNT} may exceed its former limit: maximum 1000 → none.", "answer"),
        back=safe(f"`count`, {COUNT} is limited more: maximum none → 1000.", "answer"),
    ),
    single(
        "an answer gets closed",
        "answer additionalProperties",
        False,
        there=safe(f"The answer, {COUNT} has no further keys.", "answer"),
        back=safe(f"The answer, {COUNT} may have further keys.", "answer"),
    ),
    single(
        "a list becomes an object",
        "answer properties names",
        {"type": "object"},
        there=breaking(f"`names`, {COUNT} is object instead of array.", "answer"),
        back=breaking(f"`names`, {COUNT} is array instead of object.", "answer"),
    ),
    single(
        "a header goes",
        "list responses 200 headers X-Total",
        GONE,
        there=breaking("The header `X-Total` is gone from what `integrations.list` answers.", "answer"),
        back=safe("The header `X-Total` is new in what `integrations.list` answers.", "answer"),
    ),
    single(
        "a header may be missing",
        "list responses 200 headers X-Total required",
        False,
        there=breaking("The header `X-Total` may be missing from what `integrations.list` answers.", "answer"),
        back=safe("The header `X-Total` is always there in what `integrations.list` answers.", "answer"),
    ),
    single(
        "a format goes",
        "integrations responses 201 content text/csv",
        GONE,
        there=breaking("`integrations.create` no longer answers `text/csv`.", "answer"),
        back=safe("`integrations.create` also answers `text/csv`.", "answer"),
    ),
    single(
        "an answer holds nothing any more",
        "list responses 200 content",
        GONE,
        there=breaking("`integrations.list` answers nothing any more with `200`.", "answer"),
        back=safe("`integrations.list` now answers something with `200`.", "answer"),
    ),
    single(
        "an error more",
        "integrations responses 409",
        {"$ref": "#/components/responses/Error"},
        there=safe("`integrations.create` may answer `409`.", "answer"),
        back=safe("`integrations.create` no longer answers `409`.", "answer"),
    ),
    single(
        "another success with the same content",
        "get responses 203",
        {"description": "It.", "content": {JSON: {"schema": {"$ref": "#/components/schemas/Integration"}}}},
        there=safe("`integrations.get` may answer `203`.", "answer"),
        back=breaking("`integrations.get` no longer answers `203`.", "answer"),
    ),
    single(
        "another success without content",
        "get responses 204",
        {"description": "Nothing."},
        there=breaking("`integrations.get` may now succeed with `204`, whose content is another.", "answer"),
        back=breaking("`integrations.get` no longer answers `204`.", "answer"),
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
        there=safe("`Booking.id`, which `bookings.create` answers, is deprecated.", "answer"),
        back=safe("`Booking.id`, which `bookings.create` answers, is no longer deprecated.", "answer"),
    ),
    single(
        "a secret is printed",
        "booking properties token x-sensitive",
        GONE,
        there=breaking("`Booking.token`, which `bookings.create` answers, is printed in reprs and logs.", "answer"),
        back=safe("`Booking.token`, which `bookings.create` answers, is no longer printed.", "answer"),
    ),
    single(
        "the description of a model",
        "booking description",
        "A meeting.",
        there=told("Description of `Booking` changed, in what `bookings.create` answers.", "answer"),
        back=told("Description of `Booking` changed, in what `bookings.create` answers.", "answer"),
    ),
    single(
        "the description of an answer",
        "list responses 200 description",
        "Every one.",
        there=told("Description of the answer changed, in what `integrations.list` answers.", "answer"),
        back=told("Description of the answer changed, in what `integrations.list` answers.", "answer"),
    ),
]
