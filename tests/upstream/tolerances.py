"""All that may differ between a recorded reply and the mock's, each with its reason. Nothing else may.

What is not listed here is not tolerated: the code that compares looks each up, and without any one of them steps would
differ. Ids are no tolerance: whatever stands for an id of the recording once has to stand for it always.
"""

from __future__ import annotations

import re
from datetime import datetime

_RANDOM = "drawn at random"
_HOST = "an address on another host"

# Keys whose value may differ. That it is there, and its type, may not.
VALUES: dict[str, str] = {
    **dict.fromkeys(("accessTokenExpiresAt", "refreshTokenExpiresAt"), "counted from the moment of the call"),
    **dict.fromkeys(("accessToken", "refreshToken", "oneTimePassword"), _RANDOM),
    **dict.fromkeys(("url", "bookingUrl", "bookerUrl", "authUrl"), _HOST),
}
# Values of the recording that stand for what could not be reached where it was made.
UNREACHED: dict[str, str] = {"integrations:daily": "no video room could be made; the app is named instead"}
# Operations whose rows may come in another order.
ANY_ORDER: dict[str, str] = dict.fromkeys(
    (
        "webhooks.list",
        "event_types.webhooks.list",
        "organizations.webhooks.list",
        "oauth_clients.webhooks.list",
        "organizations.attributes.list",
        "organizations.attributes.options.list",
        "organizations.users.attribute_options.list",
    ),
    "ordered by random ids",
)
# Journeys that met faults of Cal.com itself, which the mock serves only when it is asked to.
_TAKEN = "the path of an organization's event types is taken for another, and is a 500"
AS_IS: dict[str, str] = {
    "j2_slots_bookings": "hours on days of clock changes are off; slots are told again within two seconds",
    **dict.fromkeys(("j5_organizations", "r_rest_00", "r_rest_01"), _TAKEN),
}
# What may differ anywhere.
BROKEN, MOMENTS, WORDS = "broken", "moments", "words"
RULES: dict[str, str] = {
    BROKEN: "a 500 of the real server where the mock refuses: an input that should have been refused broke it",
    MOMENTS: "times with odd seconds, less than `SECONDS` apart: the moment of the call, or counted from it",
    WORDS: "the words of refusals, and ids in them: compared are status, code, keys, the fields that are named, and "
    "messages of one word, which are for programs",
}
SECONDS = 120
# What a recording says of a step of its own.
RECORDED: dict[str, str] = {
    "undetermined": "the real server, asked twice, answered this otherwise: all of it, or what stands at these places",
    "unordered": "the real server, asked twice, gave the rows in another order",
    "trimmed": "of a long list only these rows were kept, and only these are compared",
    "or": "the other release has this status and refusal; either is right",
    "or_missing": "the other release lacks these keys; either is right",
    "or_extra": "the other release has these keys as well; either is right",
}

_WRITTEN = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)")


def are_moments_of_calls(recorded: str, given: str) -> bool:
    """Whether both are times of the call itself: with odd seconds, and close to each other."""
    if MOMENTS not in RULES or not (_WRITTEN.fullmatch(recorded) and _WRITTEN.fullmatch(given)):
        return False
    ours, theirs = datetime.fromisoformat(recorded), datetime.fromisoformat(given)
    odd = bool(ours.second or ours.microsecond)
    return odd and abs((ours - theirs).total_seconds()) <= SECONDS
