"""All that may differ between a recorded reply and the mock's, each with its reason. Nothing else may."""

from __future__ import annotations

import re

_MOMENT = "the moment of the call"
_RANDOM = "drawn at random"
_HOST = "an address on another host"
_WORDS = "words; code, place and named fields are compared instead"

# Keys whose value may differ. That it is there, and its type, may not.
VALUES: dict[str, str] = {
    **dict.fromkeys(("createdAt", "updatedAt", "created_at", "updated_at", "createdDate", "timestamp"), _MOMENT),
    **dict.fromkeys(("lastUsed", "reservationUntil", "emailVerified"), _MOMENT),
    **dict.fromkeys(("accessTokenExpiresAt", "refreshTokenExpiresAt"), _MOMENT),
    **dict.fromkeys(("accessToken", "refreshToken", "invitationToken", "inviteToken"), _RANDOM),
    **dict.fromkeys(("uuid", "iCalUID", "icsUid", "requestId", "idempotencyKey", "oneTimePassword"), _RANDOM),
    **dict.fromkeys(("url", "avatarUrl", "bookingUrl", "bookerUrl", "authUrl"), _HOST),
    **dict.fromkeys(("logo", "logoUrl", "calVideoLogo"), _HOST),
    "message": _WORDS,
    "isTimeZone": _WORDS,
    "path": "it holds ids",
    "target": "it repeats the input",
    "encryptedKey": "a secret of another server",
}
# Keys under which every value is words.
WORDS: dict[str, str] = {"constraints": _WORDS}
# Values of the recording that stand for what could not be reached where it was made.
UNREACHED: dict[str, str] = {"integrations:daily": "no video room could be made; the app is named instead"}
# Operations whose rows come in the order of random ids.
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
# Headers whose value may differ, by how they begin.
HEADERS: dict[str, str] = {
    "x-ratelimit-remaining": "counted over all calls of a minute",
    "x-ratelimit-reset": "seconds that are left",
    "retry-after": "seconds that are left",
}
# Journeys that met faults of Cal.com itself, which the mock serves only when it is asked to.
_TAKEN = "the path of an organization's event types is taken for another, and is a 500"
AS_IS: dict[str, str] = {
    "j2_slots_bookings": "hours on days of clock changes are off; slots are told again within two seconds",
    **dict.fromkeys(("j5_organizations", "r_rest_00", "r_rest_01"), _TAKEN),
}
# Moments that carry odd seconds are moments of calls; so far apart may two of them be.
SECONDS = 120
BROKEN = "a 500 of the real server where the mock refuses: an input that should have been refused broke it"
NO_KEY = "a call without a key, which strict authentication refuses as documented; it is asked again with a key"

RANDOM_SLUG = re.compile(r"clientexample|[a-z0-9]{20}")
OWN_PAGES = re.compile(r"https?://(app|api)\.example\.com")
_WRITTEN = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)")


def are_moments_of_calls(recorded: str, given: str) -> bool:
    """Whether both are times of the call itself: with odd seconds, and close to each other."""
    from datetime import datetime

    if not (_WRITTEN.fullmatch(recorded) and _WRITTEN.fullmatch(given)):
        return False
    ours, theirs = datetime.fromisoformat(recorded), datetime.fromisoformat(given)
    odd = bool(ours.second or ours.microsecond)
    return odd and abs((ours - theirs).total_seconds()) <= SECONDS


def are_one_page(recorded: str, given: str) -> bool:
    """Whether both are the same page of Cal.com's own, on whatever host."""

    def page(address: str) -> str:
        return re.sub(r"^https?://[^/]+", "", address)

    return bool(OWN_PAGES.match(recorded)) and given.startswith("http") and page(recorded) == page(given)
