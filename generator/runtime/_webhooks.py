# Edit this in generator/runtime/_webhooks.py; `make generate` copies it into the client.
"""Checks that a webhook comes from Cal.com, and reads it. The events themselves are in `webhooks.py`."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any, NamedTuple, Protocol

from ._json import is_collection, is_object
from ._model import Model, json_ready
from ._portable import Portable
from ._redaction import masked
from ._wire import loads
from .errors import ConfigurationError, SignatureMismatch, WebhookError

SIGNATURE = "X-Cal-Signature-256"
UNSIGNED = "no-secret-provided"  # what Cal.com sends as the signature when the webhook has no secret
_FORM = "application/x-www-form-urlencoded"
_BYTES: tuple[type[Any], ...] = (bytes, bytearray, memoryview)


class Headers(Protocol):
    """Headers of a request: a dict, or what a web framework has. Names may be in any case, names and values bytes."""

    def items(self) -> Iterable[tuple[Any, Any]]:
        """Names with their values."""
        ...


class Event(Portable):
    """What a webhook told. Each trigger has a class of its own; what has none is an `UntypedEvent`.

    Attributes:
        trigger: What happened, such as `BOOKING_CREATED`; empty when a body from a template does not say.
        created_at: When it happened. None where the body does not tell: when meetings begin or end, or after templates.
        payload: What it happened to: a model, whose unknown keys are kept.
        raw: The whole body as it came, decoded from JSON or from a form.
    """

    __slots__ = ("_body", "created_at", "payload", "raw", "trigger")
    __match_args__ = ("payload",)

    trigger: str
    created_at: datetime | None
    payload: Any
    raw: Any

    def __init__(self, body: bytes, raw: Any, payload: Any, *, flat: bool = False) -> None:
        self._body = body
        self.raw = raw
        self.payload = payload
        told: dict[str, Any] = raw if is_object(raw) else {}
        self.trigger = _text(told.get("triggerEvent"))
        self.created_at = _moment(told.get("createdAt")) if not flat and "payload" in told else None

    @property
    def delivery_key(self) -> str:
        """The same 64 hex digits for every delivery of one event, to notice those that come again.

        Made from the booking's uid, the trigger and `createdAt`, or from the whole body where one of them is missing.
        """
        from hashlib import sha256

        told: dict[str, Any] = self.raw if is_object(self.raw) else {}
        inner = told.get("payload")
        about: dict[str, Any] = inner if is_object(inner) else {}
        parts = [self.trigger, _text(about.get("uid") or about.get("bookingUid")), _text(told.get("createdAt"))]
        named = "\n".join(parts).encode("utf-8", "surrogatepass") if all(parts) else self._body
        return sha256(named).hexdigest()

    def to_dict(self) -> dict[str, Any]:
        """The body as a JSON object, with what was changed in `payload`.

        A body that is no object stands under the key `payload`.
        """
        payload = json_ready(self.payload)
        if not is_object(self.raw):
            return {"payload": payload}
        return {**self.raw, "payload": payload} if "payload" in self.raw else payload

    def __repr__(self) -> str:
        payload = self.payload if isinstance(self.payload, Model) else masked(self.payload)
        told = "" if self.created_at is None else f"created_at={self.created_at.isoformat()}, "
        return f"{type(self).__name__}(trigger={self.trigger!r}, {told}payload={payload!r})"


class UntypedEvent(Event):
    """What a webhook told in a way that this version has no model for.

    The trigger is unknown, or the body comes from a payload template of the webhook. `payload` is plain data: what
    stands under `payload`, or else the whole body. Of a form it is a dict of texts, or the text itself without pairs.
    """

    __slots__ = ()


class Kind(NamedTuple):
    """How a trigger is read: into which event, with which model as payload (none: a dict), flat or in an envelope."""

    event: type[Event]
    model: str
    flat: bool


class Keys:
    """The secrets that a body may be signed with. Its repr shows none, for what error reports show of variables."""

    __slots__ = ("_given",)

    def __init__(self, secret: object) -> None:
        self._given = secret

    def encoded(self) -> list[bytes]:
        """The secrets. Raises what `verify` says of them."""
        if isinstance(self._given, str):
            self._given = [self._given]
        if not self._given:
            raise _no_secret()
        if not is_collection(self._given):
            raise TypeError(f"{_SECRETS}, not {type(self._given).__name__}")
        for number, kind in enumerate(map(type, self._given)):
            if not issubclass(kind, str):
                raise TypeError(f"{_SECRETS}, and number {number} is {kind.__name__}")
        if not all(self._given):
            raise _no_secret()
        return [each.encode("utf-8", "surrogatepass") for each in self._given]


_SECRETS = "The secret of a webhook must be a text, or a list of texts"


def _no_secret() -> ConfigurationError:
    return ConfigurationError("There is no secret to verify with: pass the one that the webhook was made with")


def verify(body: bytes | bytearray | memoryview, signature: str | None, secret: str | Sequence[str] | Keys) -> None:
    """Raises unless a body was signed with the webhook's secret. Compares in constant time.

    Args:
        body: The body exactly as it came, before anything has decoded it.
        signature: The header `X-Cal-Signature-256`: 64 lower-case hex digits. None when it is absent.
        secret: The secret that the webhook was made with; while it is being replaced, the new and the old one.

    Raises:
        SignatureMismatch: The signature is absent, says that the webhook has no secret, or belongs to another body or
            secret.
        ConfigurationError: A secret is empty, or there is none.
        TypeError: The body is not bytes, or the signature or a secret is no text.
    """
    from hmac import compare_digest, digest

    keys = secret if isinstance(secret, Keys) else Keys(secret)
    del secret
    keys.encoded()
    content, signature = content_of(body), _as_text("The signature", signature)
    if not signature:
        raise SignatureMismatch(f"The request has no signature: pass on its header {SIGNATURE}")
    if signature == UNSIGNED:
        raise SignatureMismatch(
            "The webhook has no secret, so anybody could have sent this: give it a secret on Cal.com"
        )
    given = signature.encode("utf-8", "surrogatepass")
    # Every secret is tried, so that the time does not tell which of them fits.
    matches = [compare_digest(digest(key, content, "sha256").hex().encode(), given) for key in keys.encoded()]
    if not any(matches):
        cure = "compare the secret with the webhook's, and sign the bytes that came, not JSON written anew"
        raise SignatureMismatch(f"The signature belongs to another body or secret: {cure}")


def header(headers: Headers, name: str) -> str | None:
    """The first value of a header, whatever the case of its name; names and values may be bytes, as ASGI has them."""
    if not hasattr(headers, "items"):
        what = f"The headers of a webhook must be a dict, or what has `items()`, not {type(headers).__name__}"
        raise TypeError(what)
    for key, value in headers.items():
        if (_as_text("The name of a header", key) or "").lower() == name.lower():
            return _as_text(f"The header {name}", value)
    return None


def _as_text(what: str, value: Any) -> str | None:
    if value is None or isinstance(value, str):
        return value
    if isinstance(value, bytes):
        return value.decode("latin-1")
    raise TypeError(f"{what} must be text, not {type(value).__name__}")


def content_of(body: Any) -> bytes:
    """A body as bytes; texts are refused."""
    if isinstance(body, _BYTES):
        return bytes(body)
    cure = "pass the request's raw body, as encoding a decoded one again may give other bytes than were signed"
    raise TypeError(f"The body of a webhook must be bytes, not {type(body).__name__}: {cure}")


def read(content: bytes, content_type: str | None, kinds: Mapping[str, Kind], models: object) -> Event:
    """A body as an event. `models` has the classes that `kinds` name."""
    if not content.strip():
        raise WebhookError("The body is empty: read it before anything else does, and pass it on whole")
    is_json, raw = _json(content)
    if not is_json:
        if (_as_text("The content type", content_type) or "").partition(";")[0].strip().lower() != _FORM:
            cure = "pass its Content-Type if it is a form, and look at what stands between you and Cal.com if not"
            raise WebhookError(f"The body is no JSON: {cure}")
        pairs = _form(content)
        return UntypedEvent(content, pairs, pairs)
    if not is_object(raw):
        return UntypedEvent(content, raw, raw)
    kind = kinds.get(_text(raw.get("triggerEvent")))
    if kind is not None and kind.flat == ("payload" not in raw):
        payload: Any = raw if kind.flat else raw["payload"]
        if is_object(payload):
            model = getattr(models, kind.model).from_dict(payload) if kind.model else payload
            return kind.event(content, raw, model, flat=kind.flat)
    return UntypedEvent(content, raw, raw.get("payload", raw))


def _json(content: bytes) -> tuple[bool, Any]:
    """Whether it is JSON, and the value. An error would carry the body along, so none is raised."""
    try:
        return True, loads(content)
    except ValueError:
        return False, None


def _form(content: bytes) -> dict[str, str] | str:
    from urllib.parse import parse_qsl

    try:
        text = content.decode()
    except UnicodeDecodeError:
        text = None
    if text is None:
        raise WebhookError("The body is no text in UTF-8: look at what stands between you and Cal.com")
    try:
        return dict(parse_qsl(text, keep_blank_values=True, strict_parsing=True))
    except ValueError:
        return text


def _text(value: object) -> str:
    return value if isinstance(value, str) else ""


def _moment(value: object) -> datetime | None:
    try:
        at = datetime.fromisoformat(_text(value))
    except ValueError:
        return None
    return at if at.tzinfo is not None else None
