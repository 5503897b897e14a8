"""The mock's own page at `/` and its own routes under `/_mock`: to look inside, and to drive it from any language.

Only this machine gets an answer, and no web page of another origin: neither by a form or script of its own (`Origin`)
nor by pointing its name at this machine (`Host`). No webhook of a mock is let in either: whoever made one would have
this machine's rights. A client in the same process, which has no peer, is trusted otherwise.
"""

from __future__ import annotations

import base64
import hashlib
import json
import math
import re
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from functools import cache
from importlib import resources
from itertools import islice
from typing import TYPE_CHECKING, Any

from toolzz_cal._addresses import is_loopback
from toolzz_cal._redaction import masked, masked_text, masked_url

from .masking import shown_json, shown_text
from .messages import Reply, Request
from .problems import BadRequest, NotFound, Problem
from .targets import MARK
from .wire import PEER

if TYPE_CHECKING:
    from .calls import Call
    from .core import Mock
    from .deliveries import Delivery

MOST = 500
LARGEST = 50_000


def is_own(request: Request) -> bool:
    """Whether a request is for the page or for `/_mock`, and so for no upstream."""
    # Browsers ask for the icon by themselves; it is no request to an upstream.
    return request.path in ("/", "/_mock", "/favicon.ico") or request.path.startswith("/_mock/")


def handle(mock: Mock, request: Request) -> Reply | None:
    """The reply to a request for the page or for `/_mock`; None when it is for neither."""
    if not is_own(request):
        return None
    path = request.path
    if path == "/favicon.ico":
        return Reply(204)
    try:
        _allow(request)
        if path == "/":
            if request.method not in ("GET", "HEAD"):
                raise Problem("The page is for GET only", status=405)
            html, policy = _page()
            return Reply(
                200, html, {"content-type": "text/html; charset=utf-8", "content-security-policy": policy, **_SAFE}
            )
        return _reply(200, _routed(mock, request))
    except Problem as problem:
        return _reply(problem.status, {"message": problem.message})
    except RecursionError:
        return _reply(500, {"message": "This is nested too deeply to show"})


def _allow(request: Request) -> None:
    if MARK in request.headers:
        raise Problem("A webhook may not drive the mock", status=403)
    peer = request.headers.get(PEER)
    if peer is None:
        return
    host = request.headers.get("host", "")
    if not is_loopback(peer) or not is_loopback(_hostname(host)):
        raise Problem("The mock's page answers to this machine only, under localhost or 127.0.0.1", status=403)
    if request.method in ("GET", "HEAD"):
        return
    origin = request.headers.get("origin")
    if (origin is not None and origin != f"http://{host}") or request.headers.get("sec-fetch-site", "none") not in (
        "same-origin",
        "none",
    ):
        raise Problem("Web pages of other origins may not drive the mock", status=403)


def _hostname(host: str) -> str:
    """The name in a Host header, without port and brackets; empty when there is anything else in it."""
    found = re.fullmatch(r"(?:\[([0-9A-Fa-f:.]+)\]|([A-Za-z0-9._-]+))(?::[0-9]*)?", host)
    return (found[1] or found[2]).lower() if found is not None else ""


def _routed(mock: Mock, request: Request) -> object:
    path = request.path.removeprefix("/_mock").strip("/")
    # Routes with an id in them are listed with ID in its place.
    path = re.sub(r"^(deliveries)/[^/]+/(resend)$|^(listeners)/[^/]+$", _with_id, path)
    methods = _ROUTES.get(path)
    if methods is None or request.path.endswith(("/ID", "/ID/resend")):
        raise NotFound(f"There is nothing at {request.path}; GET /_mock says what there is")
    if request.method not in methods:
        raise Problem(f"{request.path} is for {' and '.join(methods)}", status=405)
    return methods[request.method](mock, request)


def _with_id(found: re.Match[str]) -> str:
    return f"{found[1]}/ID/{found[2]}" if found[1] else f"{found[3]}/ID"


def _index(mock: Mock, request: Request) -> object:
    return {"routes": {f"/_mock/{name}": list(methods) for name, methods in _ROUTES.items() if name}}


def _state(mock: Mock, request: Request) -> object:
    query = dict(request.query)
    tables = mock.world.tables
    if "table" not in query:
        return {"tables": [{"name": name, "count": len(tables[name])} for name in sorted(tables)]}
    if query["table"] not in tables:
        raise NotFound(f"There is no table {query['table']}")
    rows = tables[query["table"]]
    skip, take = _count(query, "skip", 0), _count(query, "take", 50)
    chosen = islice(reversed(rows), skip, skip + min(take, MOST))
    return {"count": len(rows), "rows": [{"key": str(key), "row": masked(rows[key])} for key in chosen]}


def _week(mock: Mock, request: Request) -> object:
    from .week import week

    return masked(week(mock, dict(request.query)))


def _requests(mock: Mock, request: Request) -> object:
    take = min(_count(dict(request.query), "take", 50), MOST)
    return {
        "count": len(mock.calls),
        "dropped": mock.calls.dropped,
        "requests": [_exchange(each) for each in islice(reversed(mock.calls), take)],
    }


def _exchange(each: Call) -> dict[str, Any]:
    return {
        "number": each.number,
        "at": each.at.isoformat(),
        "operation": each.operation,
        "method": each.request.method,
        "path": masked_text(each.request.path),
        "query": [f"{name}={value}" for name, value in masked(dict(each.request.query)).items()],
        "status": each.reply.status,
        "drop": each.reply.drop,
        "request": _body(each.request.body),
        "reply": _body(each.reply.body),
    }


def _body(body: bytes) -> object:
    """A body to look at: JSON when it is, without secrets, cut when long."""
    if len(body) > LARGEST:
        return f"({len(body)} bytes)"
    try:
        return shown_json(body) if body else None
    except (ValueError, RecursionError):
        return shown_text(body.decode("utf-8", "replace"))


def _deliveries(mock: Mock, request: Request) -> object:
    take = min(_count(dict(request.query), "take", 50), MOST)
    chosen = islice(reversed(mock.deliveries[:]), take)
    return {
        "count": len(mock.deliveries),
        "dropped": mock.deliveries.dropped,
        "deliveries": [_delivery(each) for each in chosen],
    }


def _delivery(each: Delivery) -> dict[str, Any]:
    return {
        "id": each.id,
        "at": each.created,
        "trigger": each.trigger,
        "webhook": each.webhook_id,
        "url": masked_url(each.url),
        "state": each.state,
        "status": each.status,
        "error": each.error,
        "attempts": each.attempts,
        "headers": masked(each.headers),
        "body": _body(each.body),
    }


def _resend(mock: Mock, request: Request) -> object:
    """Puts a delivery in line again; the server sends it after this answer."""
    return _delivery(mock.deliveries.resend(request.path.strip("/").split("/")[-2]))


def _trigger(mock: Mock, request: Request) -> object:
    """Has webhooks be sent an event; the server sends them after this answer."""
    from .triggering import trigger

    asked = _object(request)
    overrides = asked.get("overrides", {})
    if not asked.keys() <= {"event", "overrides"} or not isinstance(overrides, dict):
        raise BadRequest('Send {"event": "BOOKING_CREATED"}, and perhaps {"overrides": {"title": "Intro"}}')
    made = trigger(mock.world, mock.deliveries, asked.get("event"), overrides)
    return {"deliveries": [_delivery(each) for each in made]}


def _listen(mock: Mock, request: Request) -> object:
    from .triggering import listen

    asked = _object(request)
    if not asked.keys() <= {"url", "secret", "events"}:
        raise BadRequest('Send {"url": "http://127.0.0.1:4000/", "secret": "…"}, and perhaps {"events": [...]}')
    return {"id": listen(mock.world, mock.deliveries, asked)["id"]}


def _unlisten(mock: Mock, request: Request) -> object:
    from .triggering import unlisten

    unlisten(mock.world, request.path.strip("/").split("/")[-1])
    return {"removed": True}


def _events(mock: Mock, request: Request) -> object:
    from .triggering import events

    return {"events": [{"name": name, "summary": each["summary"]} for name, each in events().items()]}


def _reset(mock: Mock, request: Request) -> object:
    mock.reset()
    return {"reset": True}


def _clock(mock: Mock, request: Request) -> object:
    return {"now": mock.clock.now().isoformat(), "running": mock.clock.running}


def _set_clock(mock: Mock, request: Request) -> object:
    asked = _object(request)
    clock = mock.clock
    moment = clock.now()
    try:
        if "now" in asked:
            moment = datetime.fromisoformat(asked["now"])
            moment = moment if moment.tzinfo is not None else moment.replace(tzinfo=UTC)
        if "advance" in asked:
            seconds = float(asked["advance"])
            if not math.isfinite(seconds):
                raise ValueError
            moment += timedelta(seconds=seconds)
        running = asked.get("running", clock.running)
        if not asked or not asked.keys() <= {"now", "advance", "running"} or not isinstance(running, bool):
            raise ValueError
        _happen(mock)  # what the old time has brought, so that the new one brings what is between
        clock.set(moment)  # also makes a clock that told the real time one that can stop
        clock.running = running
    except (ValueError, TypeError, OverflowError):
        raise BadRequest('Send {"now": "2027-03-09T14:00:00Z"}, {"advance": SECONDS} or {"running": false}') from None
    _happen(mock)
    return _clock(mock, request)


def _happen(mock: Mock) -> None:
    """Lets happen what the time has brought, such as meetings that begin."""
    from .world.meetings import due

    due(mock.world)


def _faults(mock: Mock, request: Request) -> object:
    return {"faults": [{"fault": str(fault), "struck": mock.faults.struck(fault)} for fault in mock.faults]}


def _add_fault(mock: Mock, request: Request) -> object:
    settings = _object(request)
    fault = settings.pop("fault", None)
    if not isinstance(fault, str):
        raise BadRequest('Send {"fault": "status=503; times=1"}, or {"fault": "status", "status": 503, "times": 1}')
    mock.faults.add(fault, **settings)
    return _faults(mock, request)


def _clear_faults(mock: Mock, request: Request) -> object:
    mock.faults.clear()
    return _faults(mock, request)


def _settings(mock: Mock, request: Request) -> object:
    return mock.settings.all()


def _change_settings(mock: Mock, request: Request) -> object:
    mock.settings.change(_object(request))
    return _settings(mock, request)


_Route = Callable[["Mock", Request], object]
_ROUTES: dict[str, dict[str, _Route]] = {
    "": {"GET": _index},
    "week": {"GET": _week},
    "state": {"GET": _state},
    "requests": {"GET": _requests},
    "deliveries": {"GET": _deliveries},
    "deliveries/ID/resend": {"POST": _resend},
    "events": {"GET": _events},
    "trigger": {"POST": _trigger},
    "listeners": {"POST": _listen},
    "listeners/ID": {"DELETE": _unlisten},
    "clock": {"GET": _clock, "POST": _set_clock},
    "faults": {"GET": _faults, "POST": _add_fault, "DELETE": _clear_faults},
    "settings": {"GET": _settings, "POST": _change_settings},
    "reset": {"POST": _reset},
}


def _object(request: Request) -> dict[str, Any]:
    try:
        body = json.loads(request.body or b"{}")
    except (ValueError, RecursionError):
        body = None
    if not isinstance(body, dict):
        raise BadRequest("The body is no JSON object")
    return body


def _count(query: dict[str, str], name: str, default: int) -> int:
    text = query.get(name, str(default))
    if not re.fullmatch("[0-9]{1,9}", text):
        raise BadRequest(f"{name} is not a number")
    return int(text)


_SAFE = {
    "cache-control": "no-store",
    "x-content-type-options": "nosniff",
    "cross-origin-resource-policy": "same-origin",
}


def _reply(status: int, body: object) -> Reply:
    content = json.dumps(body, separators=(",", ":")).encode()
    return Reply(status, content, {"content-type": "application/json; charset=utf-8", **_SAFE})


@cache
def _page() -> tuple[bytes, str]:
    """The page, and the policy that lets only its own script and style run."""
    html = resources.files(__package__).joinpath("page.html").read_bytes()
    hashes = [
        base64.b64encode(hashlib.sha256(found).digest()).decode()
        for found in (html.split(b"<%b>" % tag, 1)[1].split(b"</%b>" % tag, 1)[0] for tag in (b"style", b"script"))
    ]
    policy = (
        f"default-src 'none'; style-src 'sha256-{hashes[0]}'; script-src 'sha256-{hashes[1]}'; connect-src 'self'; "
        "img-src data:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
    )
    return html, policy
