"""Webhooks: what is genuine, what is read, and that whatever comes gives an event or a `WebhookError`."""

import json
import os
import pickle
import re
import shutil
import socket
import subprocess
import sys
import threading
from contextlib import contextmanager
from datetime import UTC, datetime
from functools import partial
from http.client import HTTPConnection

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from toolzz_cal import errors, models, webhooks
from toolzz_cal_mock.world.webhooks import TRIGGERS

from tests.support import spec
from tests.support.client import PACKAGE, ROOT, document
from tests.support.tables import every
from tests.support.typechecking import mypy
from tests.support.webhooks import ANSWERS, BODIES, FORM, JSON, ROWS, SECRET, delivery, encoded, example, sign

FLAT = {"MEETING_STARTED", "MEETING_ENDED", "CALENDAR_ENTRY_REJECTED"}
GUIDE = (ROOT / "docs" / "webhooks.md").read_text("utf-8")


def class_of(trigger):
    """The event's class."""
    return getattr(webhooks, "".join(part.capitalize() for part in trigger.split("_")))


@pytest.fixture
def deliver(toolzz_cal_mock):
    """`delivery` by the test's mock."""
    return partial(delivery, toolzz_cal_mock)


# Every trigger


@pytest.mark.parametrize("trigger", TRIGGERS)
@pytest.mark.parametrize("version", ["2021-10-20", "2026-07-27"])
def test_every_delivery_of_the_mock_is_read(trigger, version, deliver):
    """What the mock signs and sends is accepted, gives the trigger's class without a mismatch, and loses nothing."""
    delivery = deliver(trigger, version=version)
    event = webhooks.receive(delivery.body, delivery.headers, SECRET)
    assert class_of(trigger) is type(event)
    assert trigger == event.trigger
    assert json.loads(delivery.body) == event.to_dict() == event.raw
    assert event.payload.mismatches == ()
    assert trigger in FLAT or datetime(2027, 3, 1, 12, tzinfo=UTC) == event.created_at


@pytest.mark.parametrize("trigger", TRIGGERS)
def test_deliveries_of_the_mock_fit_the_specification(trigger, deliver):
    """Every key that the mock sends is described, and of the type that the description says."""
    body = deliver(trigger).json()
    name = document()["webhooks"][trigger]["post"]["requestBody"]["$ref"].rsplit("/", 1)[-1]
    schema = BODIES[trigger]["content"][JSON]["schema"]
    assert spec.problems(body, "components", "requestBodies", name, "content", JSON, "schema") == []
    repeated = {f"$.{label}" for label in ANSWERS} if trigger == "FORM_SUBMITTED" else set()
    assert set(spec.undeclared(schema, body)) == repeated


@every("trigger", BODIES)
def test_every_example_is_read(trigger):
    """Each described trigger, newer ones included, has a class whose payload is the model of its schema."""
    body = example(trigger)
    event = webhooks.parse(encoded(body))
    assert class_of(trigger) is type(event)
    assert event.to_dict() == body
    assert event.payload.mismatches == ()
    assert isinstance(event, webhooks.Event)
    assert (event.created_at is None) == (trigger in FLAT)


def test_every_class_is_a_described_trigger():
    """`__all__` has the classes of the specification's triggers, the two general ones, and functions."""
    listed = {name for name in webhooks.__all__ if name[0].isupper()}
    assert {class_of(trigger).__name__ for trigger in BODIES} | {"Event", "UntypedEvent", "Headers"} == listed
    assert set(TRIGGERS) <= set(BODIES)
    assert len(TRIGGERS) == 18


def test_flat_events_are_their_own_payload(deliver):
    """When a meeting begins the booking is the body; `createdAt` is the booking's, so the event has no time."""
    event = webhooks.parse(deliver("MEETING_STARTED").body)
    assert isinstance(event, webhooks.MeetingStarted)
    assert event.payload.uid == event.raw["uid"]
    assert event.payload.created_at is not None
    assert event.created_at is None


def test_answers_beside_the_trigger_are_kept(deliver):
    """A form's answers stand in the payload as models, and at the root as they came."""
    event = webhooks.parse(deliver("FORM_SUBMITTED").body)
    assert event.payload.responses["Company size"].value == ["Up to 50"]
    assert event.raw["Company size"] == ["Up to 50"]


def test_payloads_are_open():
    """Unknown keys, unknown values of enums and wrong types are kept, and go back as they came."""
    body = example("BOOKING_CREATED")
    body["payload"] |= {"status": "PARKED", "moon": {"phase": 3}, "length": "thirty"}
    event = webhooks.parse(encoded({**body, "sun": 1}))
    assert (event.payload.status, event.payload.length) == ("PARKED", "thirty")
    assert event.payload.extra == {"moon": {"phase": 3}}
    assert [each.path for each in event.payload.mismatches] == ["length"]
    assert event.to_dict() == {**body, "sun": 1}


@every("at", ["2027-03-01T12:00:00", "noon", "", 7, None, ["2027-03-01T12:00:00Z"]], ids=repr)
def test_times_that_name_no_moment(at):
    """A time without a zone, or none at all, is not guessed at; what came stays in `raw`."""
    event = webhooks.parse(encoded({**example("BOOKING_CREATED"), "createdAt": at}))
    assert event.created_at is None
    assert event.raw["createdAt"] == at


def test_changes_of_the_payload_go_back():
    """`to_dict` has what was changed; `raw` has what came."""
    event = webhooks.parse(encoded(example("BOOKING_CREATED")))
    event.payload.title = "Moved"
    assert event.to_dict()["payload"]["title"] == "Moved"
    assert event.raw["payload"]["title"] != "Moved"


# Bodies without a model


def test_unknown_trigger():
    """A trigger of tomorrow keeps everything as plain data."""
    body = {"triggerEvent": "BOOKING_TELEPORTED", "createdAt": "2027-03-01T12:00:00.000Z", "payload": {"uid": "bk"}}
    event = webhooks.parse(encoded(body))
    assert type(event) is webhooks.UntypedEvent
    assert (event.trigger, event.payload, event.to_dict()) == ("BOOKING_TELEPORTED", {"uid": "bk"}, body)
    assert event.created_at == datetime(2027, 3, 1, 12, tzinfo=UTC)


def test_json_template(deliver):
    """A webhook with a template of JSON sends just that."""
    template = '{"content": "A booking", "name": "{{title}}", "triggerEvent": "{{triggerEvent}}"}'
    delivery = deliver("BOOKING_CREATED", payloadTemplate=template)
    event = webhooks.receive(delivery.body, delivery.headers, SECRET)
    assert type(event) is webhooks.UntypedEvent
    assert event.trigger == "BOOKING_CREATED"
    assert event.payload == event.to_dict() == json.loads(delivery.body)
    assert event.created_at is None


def test_form_template(deliver):
    """A template of pairs is sent as a form, and read as one."""
    delivery = deliver("BOOKING_CREATED", payloadTemplate="triggerEvent={{triggerEvent}}&uid={{uid}}&note=")
    assert delivery.headers["Content-Type"] == FORM
    event = webhooks.receive(delivery.body, delivery.headers, SECRET)
    assert type(event) is webhooks.UntypedEvent
    assert event.payload == {"triggerEvent": "BOOKING_CREATED", "uid": event.payload["uid"], "note": ""}
    assert event.trigger == "BOOKING_CREATED"


def test_text_template(deliver):
    """Cal.com calls any text a form; without pairs it stays a text."""
    delivery = deliver("BOOKING_CREATED", payloadTemplate="Booked by {{attendees.0.name}}")
    event = webhooks.receive(delivery.body, delivery.headers, SECRET)
    assert event.payload == event.raw == "Booked by Ana Prado"
    assert event.to_dict() == {"payload": "Booked by Ana Prado"}
    assert event.trigger == ""


def test_template_that_is_json_once_it_is_filled(deliver):
    """A template with a bare number is no JSON, so Cal.com calls the body a form; it is read as what it is."""
    template = '{"triggerEvent": "{{triggerEvent}}", "payload": {"uid": "{{uid}}", "bookingId": {{bookingId}}}}'
    delivery = deliver("BOOKING_CREATED", payloadTemplate=template)
    assert delivery.headers["Content-Type"] == FORM
    event = webhooks.receive(delivery.body, delivery.headers, SECRET)
    assert isinstance(event, webhooks.BookingCreated)
    assert event.payload.booking_id == json.loads(delivery.body)["payload"]["bookingId"]


@every(
    "body",
    [
        {"triggerEvent": "BOOKING_CREATED"},
        {"triggerEvent": "BOOKING_CREATED", "payload": None},
        {"triggerEvent": "BOOKING_CREATED", "payload": ["bk"]},
        {"triggerEvent": "MEETING_STARTED", "payload": {"uid": "bk"}},
        {"triggerEvent": 7, "payload": {}},
        [1],
        False,
        None,
    ],
    ids=str,
)
def test_known_trigger_in_another_shape(body):
    """What does not have the trigger's shape is not forced into its model."""
    event = webhooks.parse(encoded(body))
    assert type(event) is webhooks.UntypedEvent
    assert event.raw == body
    assert event.to_dict() == (body if isinstance(body, dict) else {"payload": body})


# What is no webhook


@every(
    ("body", "content_type", "told"),
    [
        (b"", JSON, "empty"),
        (b" \n", None, "empty"),
        (b"{", JSON, "no JSON"),
        (b"a=1", None, "no JSON"),
        (b"[" * 200_000, JSON, "no JSON"),
        (b"\xff\xfe\xfa", JSON, "no JSON"),
        (b"a=\xff", f"{FORM}; charset=utf-8", "UTF-8"),
    ],
)
def test_malformed_bodies(body, content_type, told):
    """Each is a `WebhookError` that says what is wrong and what to do, without the body."""
    with pytest.raises(errors.WebhookError, match=told) as caught:
        webhooks.parse(body, content_type=content_type)
    assert ": " in caught.value.message
    assert isinstance(caught.value, ValueError)
    assert caught.value.__context__ is None


def test_texts_are_refused():
    """A decoded body is a mistake in the receiver, and the message says why."""
    for call in (webhooks.parse, lambda body: webhooks.verify(body, "0" * 64, SECRET)):
        with pytest.raises(TypeError, match="must be bytes, not str: pass the request's raw body"):
            call("{}")


JSONS = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(), inner, max_size=4),
    max_leaves=12,
)


def use(body, content_type=None):
    """Reads a body and everything of its event; gives what `to_dict` gives, None after a `WebhookError`."""
    try:
        event = webhooks.parse(body, content_type=content_type)
    except errors.WebhookError:
        return None
    assert isinstance(event.trigger, str)
    assert event.created_at is None or event.created_at.tzinfo is not None
    assert re.fullmatch(r"[0-9a-f]{64}", event.delivery_key)
    assert type(event).__name__ in repr(event)
    getattr(event.payload, "mismatches", None)
    return event.to_dict()


@given(st.binary(max_size=200), st.sampled_from([None, JSON, FORM, "text/plain", ";;", "\x00"]))
@settings(max_examples=300, deadline=None)
def test_any_bytes_give_an_event_or_a_webhook_error(body, content_type):
    """No body makes `parse` raise anything else."""
    use(body, content_type)


@given(JSONS)
@settings(max_examples=200, deadline=None)
def test_any_json_is_kept(value):
    """Whatever JSON comes, `to_dict` gives it back."""
    body = json.dumps(value).encode()
    given_back = use(body)
    assert repr(given_back) == repr(json.loads(body) if isinstance(value, dict) else {"payload": json.loads(body)})


@given(st.sampled_from(sorted(BODIES)), st.data())
@settings(max_examples=300, deadline=None)
def test_any_value_in_a_known_place_is_kept(trigger, data):
    """A known trigger with any value under any of its keys is read, and nothing is lost."""
    body = example(trigger)
    place = body if trigger in FLAT else body["payload"]
    place[data.draw(st.sampled_from(sorted(place)))] = data.draw(JSONS)
    assert use(encoded_any(body)) == json.loads(encoded_any(body)) or "NaN" in json.dumps(body)


def encoded_any(value):
    """JSON as bytes, half characters included."""
    return json.dumps(value).encode()


# What is printed


@every("trigger", BODIES)
def test_repr_hides_secrets(trigger):
    """What the specification marks as secret is in no event's repr, nor in that of a body without a model."""
    body = example(trigger)
    media = BODIES[trigger]["content"][JSON]
    hidden = [value for _, value in spec.sensitive(media["schema"], body) if isinstance(value, str)]
    for text in (repr(webhooks.parse(encoded(body))), repr(webhooks.parse(encoded({**body, "triggerEvent": "NEW"})))):
        assert not [value for value in hidden if value in text]
        assert "token=example" not in text


def test_links_to_transcripts_open_nothing():
    """Whoever has such a link can download; what opens it is hidden, by the event, the payload and the link itself."""
    link = "https://files.example.com/t.vtt?X-Amz-Credential=opens&X-Amz-Signature=opens&X-Amz-Security-Token=opens"
    links = {"transcription": [{"format": "vtt", "link": link}], "recording": link}
    body = {**example("RECORDING_TRANSCRIPTION_GENERATED")}
    body["payload"] = {"uid": "bk", "downloadLinks": links}
    event = webhooks.parse(encoded(body))
    found = event.payload.download_links
    assert found.transcription[0].link == link
    for each in (event, event.payload, found, found.transcription[0]):
        assert "opens" not in repr(each)
    assert "opens" not in repr(webhooks.parse(encoded({**body, "triggerEvent": "NEW"})))


def test_repr_is_one_line():
    """Texts from outside cannot break a line of a log."""
    event = webhooks.parse(encoded({"triggerEvent": "A\nB\x1b[2J", "payload": {"k\n": "v\n"}}))
    assert repr(event).isprintable()


def test_events_and_errors_can_be_pickled():
    """Both can be handed to another process."""
    event = webhooks.parse(encoded(example("BOOKING_CREATED")))
    again = pickle.loads(pickle.dumps(event))
    assert type(again) is webhooks.BookingCreated
    assert (again.to_dict(), again.delivery_key) == (event.to_dict(), event.delivery_key)
    assert again.payload == event.payload
    error = pickle.loads(pickle.dumps(errors.SignatureMismatch("no")))
    assert (type(error), error.message) == (errors.SignatureMismatch, "no")


# Imports


def test_webhooks_are_imported_on_demand_and_light():
    """`import toolzz_cal` leaves them alone; they need no HTTP client, no model, and hmac only to verify."""
    code = (
        "import sys, toolzz_cal; assert 'toolzz_cal.webhooks' not in sys.modules\n"
        "w = toolzz_cal.webhooks; loaded = set(sys.modules)\n"
        "assert not loaded & {'httpx', 'hmac', 'hashlib', 'toolzz_cal.client', 'toolzz_cal._engine', 'ssl'}, loaded\n"
        "assert not [each for each in loaded if each.startswith('toolzz_cal.models.')]\n"
        "w.parse(b'{\"triggerEvent\": \"MEETING_ENDED\"}'); assert 'hmac' not in sys.modules\n"
        "assert 'toolzz_cal.models.meeting_payload' in sys.modules\n"
        "assert 'toolzz_cal.models.booking_payload' not in sys.modules\n"
    )
    ran = subprocess.run(
        [sys.executable, "-I", "-S", "-c", f"import sys\nsys.path[:0] = {sys.path!r}\n{code}"],
        capture_output=True,
        text=True,
        check=False,
    )
    assert (ran.returncode, ran.stderr) == (0, "")


# Types


@pytest.mark.parametrize("checker", ["mypy", "pyright"])
def test_type_checkers_narrow_events(checker, tmp_path):
    """Both accept the documented uses, whose types are asserted, and report a wrong one."""
    shutil.copy(ROOT / "tests" / "client" / "webhook_examples.py", tmp_path)
    (tmp_path / "wrong.py").write_text(
        "from toolzz_cal import webhooks\n"
        "def use(event: webhooks.Event) -> None:\n"
        "    if isinstance(event, webhooks.BookingCreated):\n"
        "        print(event.payload.no_such_key)\n",
        "utf-8",
    )
    client = str(PACKAGE.parent)
    if checker == "mypy":
        (tmp_path / "mypy.ini").write_text(f"[mypy]\nstrict = True\nmypy_path = {client}\n", "utf-8")
        ran = mypy(".", cwd=tmp_path)
    else:
        options = {"extraPaths": [client], "typeCheckingMode": "strict", "pythonVersion": "3.11"}
        (tmp_path / "pyrightconfig.json").write_text(json.dumps(options), "utf-8")
        command = [sys.executable, "-m", "pyright", "--pythonpath", sys.executable]
        ran = subprocess.run(command, capture_output=True, text=True, check=False, cwd=tmp_path)
    found = [line for line in ran.stdout.splitlines() if "error" in line and ".py:" in line]
    assert found, ran.stdout + ran.stderr
    assert all("wrong.py" in line for line in found), ran.stdout
    assert any("no_such_key" in line for line in found)


# The guide


def block(word):
    """The guide's Python that contains a word."""
    (found,) = (each for each in re.findall(r"```python[^\n]*\n(.*?)```", GUIDE, re.DOTALL) if word in each)
    return found


@contextmanager
def fastapi_receiver(app):
    """The app on a free port of this machine."""
    import uvicorn

    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        listener.listen()  # who comes before the server is ready waits
        server = uvicorn.Server(uvicorn.Config(app, log_level="error", lifespan="off"))
        thread = threading.Thread(target=server.run, kwargs={"sockets": [listener]}, daemon=True)
        thread.start()
        try:
            yield listener.getsockname()[1]
        finally:
            server.should_exit = True
            thread.join(10)


@contextmanager
def flask_receiver(app):
    """The same for WSGI."""
    from werkzeug.serving import make_server

    server = make_server("127.0.0.1", 0, app)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
    thread.start()
    try:
        yield server.server_port
    finally:
        server.shutdown()
        thread.join(10)
        server.server_close()


def post(port, body, headers):
    """What a receiver answers."""
    connection = HTTPConnection("127.0.0.1", port, timeout=60)
    try:
        connection.request("POST", "/cal", body, headers)
        return connection.getresponse().status
    finally:
        connection.close()


@pytest.mark.parametrize(("word", "serve"), [("FastAPI", fastapi_receiver), ("Flask", flask_receiver)])
def test_the_guides_receivers_work(word, serve, toolzz_cal_mock, monkeypatch):
    """The receivers take the mock's signed deliveries over HTTP, and refuse forged and broken ones."""
    received = []
    monkeypatch.setitem(os.environ, "CAL_WEBHOOK_SECRET", SECRET)
    source = block(f"import {word}")
    assert 10 <= len([line for line in source.splitlines() if line.strip()]) <= 18
    space = {"__name__": "receiver", "print": received.append}
    exec(compile(source, "webhooks.md", "exec"), space)
    with serve(space["app"]) as port:
        made = toolzz_cal_mock.seed.webhook(f"http://127.0.0.1:{port}/cal", list(TRIGGERS), secret=SECRET)
        booking = toolzz_cal_mock.seed.booking()
        for trigger in TRIGGERS:
            toolzz_cal_mock.world.emit(trigger, ROWS.get(trigger) or booking)
        sent = [each for each in toolzz_cal_mock.deliveries.drain_sync() if each.webhook_id == made["id"]]
        assert [(each.trigger, each.state) for each in sent] == [(trigger, "delivered") for trigger in TRIGGERS]
        assert [json.loads(each.body) for each in sent] == [event.to_dict() for event in received]
        body, headers = sent[0].body, sent[0].headers
        assert post(port, body + b" ", headers) == 401
        assert post(port, body, {"Content-Type": JSON}) == 401
        assert post(port, b"{", {"Content-Type": JSON, "X-Cal-Signature-256": sign(b"{")}) == 400
    assert len(received) == len(TRIGGERS)


def test_the_guides_handler_works(deliver):
    """The function that handles events does what it shows, for typed and other events."""
    space: dict = {}
    exec(compile(block("def handle"), "webhooks.md", "exec"), space)
    handle = space["handle"]
    created = webhooks.parse(deliver("BOOKING_CREATED").body)
    assert handle(created) == f"{created.payload.title} begins at 14:00"
    assert handle(webhooks.parse(deliver("BOOKING_CANCELLED").body)).endswith("was cancelled: None")
    assert handle(webhooks.parse(deliver("MEETING_STARTED").body)).endswith("begins now")
    assert handle(webhooks.parse(b'{"triggerEvent": "NEW", "payload": {}}')) == "nothing to do for NEW"


def test_the_guide_makes_a_webhook_with_a_secret(toolzz_cal_mock_server, monkeypatch):
    """The call that subscribes is right as it stands there."""
    for name, value in {**toolzz_cal_mock_server.environment, "CAL_WEBHOOK_SECRET": SECRET}.items():
        monkeypatch.setitem(os.environ, name, value)
    names = {}
    exec(block("client.webhooks.create"), names)
    names["client"].close()
    made = [row for row in toolzz_cal_mock_server.mock.world.table("webhooks").values() if row.get("secret") == SECRET]
    assert [row["subscriberUrl"] for row in made] == ["https://hooks.example.com/cal"]


def test_models_of_payloads_are_public():
    """Payloads can be named in annotations."""
    assert {"BookingPayload", "MeetingPayload", "FormPayload", "WebhookPerson"} <= set(models.__all__)
