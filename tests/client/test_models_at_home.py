"""Models where Python's programs use classes: copied with changes, written as JSON, read and written by pydantic."""

import copy
import json
import subprocess
import sys
from datetime import UTC, date, datetime
from typing import Annotated

import attrs
import jedi
import msgspec
import orjson
import pydantic
import pytest
from fastapi import Body, FastAPI
from fastapi.testclient import TestClient
from hypothesis import given
from toolzz_cal.models import AttendeeInput, Booking, Slot, json_default

from tests.support.client import ROOT
from tests.support.models import MODELS, data_for, model
from tests.support.tables import every

SLOT = {"time": "2027-03-09T14:00:00Z", "emoji": None, "attendees": "two", "away": 1, "extraKey": {"a": [None]}}


def replaced(made, **changes):
    """As `copy.replace` does it, which Python has since 3.13."""
    return type(made).__replace__(made, **changes)


WAYS = {"attrs.evolve": attrs.evolve, "__replace__": replaced}
if hasattr(copy, "replace"):
    WAYS["copy.replace"] = copy.replace
EACH_WAY = every("change", WAYS.values(), ids=WAYS)


@EACH_WAY
def test_copies_with_changes_keep_the_rest(change):
    """Unknown keys, nulls, the spelling of moments and mismatches of other keys are those of the original."""
    original = Slot.from_dict(SLOT)
    made = change(original, reason="a holiday", attendees=2)
    assert made.to_dict() == {**SLOT, "reason": "a holiday", "attendees": 2}
    assert made.extra == {"extraKey": {"a": [None]}}
    assert made.nulls == {"emoji"}
    assert [each.path for each in made.mismatches] == ["away"]
    assert original.to_dict() == SLOT
    assert [each.path for each in original.mismatches] == ["attendees", "away"]


@EACH_WAY
def test_copies_can_lose_what_is_set_to_none(change):
    """An attribute that becomes None is sent no longer, and one that was null and becomes something is sent."""
    made = change(Slot.from_dict(SLOT), time=None, emoji="☀")
    assert made.to_dict() == {**{key: SLOT[key] for key in ("attendees", "away", "extraKey")}, "emoji": "☀"}


@EACH_WAY
def test_made_models_can_be_copied(change):
    """A model that was not read from anything is copied with all its attributes."""
    made = change(AttendeeInput(name="Ana Prado", time_zone="UTC"), email="ana.prado@example.com")
    assert made == AttendeeInput(name="Ana Prado", time_zone="UTC", email="ana.prado@example.com")


@EACH_WAY
def test_unknown_attributes_are_refused(change):
    """A name that the model does not have, or a key in place of its attribute, is a TypeError that names it."""
    for name in ("startTime", "_received", "nothing"):
        with pytest.raises(TypeError, match=name):
            change(Slot.from_dict(SLOT), **{name: 1})


@EACH_WAY
@every("name", MODELS)
def test_every_model_can_be_copied(name, change):
    """A copy without changes is equal to its original."""
    made = model(name).from_dict({"unknown": None, "id": "x"})
    assert change(made).to_dict() == {"unknown": None, "id": "x"}


def test_models_are_pairs_of_keys_and_values():
    """`dict` makes of a model what `to_dict` gives."""
    assert dict(Slot.from_dict(SLOT)) == SLOT


WRITERS = {
    "json": lambda value: json.dumps(value, default=json_default),
    "orjson": lambda value: orjson.dumps(value, default=json_default),
    "msgspec": lambda value: msgspec.json.encode(value, enc_hook=json_default),
}


@pytest.mark.parametrize("write", WRITERS.values(), ids=WRITERS)
def test_json_writers_take_models(write):
    """Models inside other data are written as they came, moments as upstreams write them."""
    text = write({"slots": [Slot.from_dict(SLOT)], "at": datetime(2027, 3, 9, 14, tzinfo=UTC), "day": date(2027, 3, 9)})
    read = json.loads(text)
    assert read["slots"] == [SLOT]
    assert datetime.fromisoformat(read["at"]) == datetime(2027, 3, 9, 14, tzinfo=UTC)
    assert read["day"] == "2027-03-09"
    with pytest.raises(TypeError, match="object"):
        write([object()])


def test_msgspec_asks_how_to_write_models():
    """It does not write attributes under Python's names, which `from_dict` would not read."""
    for write in (msgspec.json.encode, msgspec.msgpack.encode, msgspec.to_builtins):
        with pytest.raises(TypeError, match="Slot is unsupported"):
            write(Slot.from_dict(SLOT))
    assert msgspec.to_builtins([Slot.from_dict(SLOT)], enc_hook=json_default) == [SLOT]


class Request(pydantic.BaseModel):
    """A model of pydantic's with models of the client's."""

    attendee: AttendeeInput
    bookings: list[Booking] = []
    slot: Slot | None = None


ATTENDEE = {"name": "Ana Prado", "timeZone": "UTC", "zip": None, "age": 41}


def test_pydantic_fields():
    """A field takes an object or a model, keeps all of it, and is written as it came."""
    given = {"attendee": ATTENDEE, "bookings": [{"uid": "bk1", "more": 1}], "slot": SLOT}
    made = Request.model_validate(given)
    assert type(made.attendee) is AttendeeInput
    assert type(made.bookings[0]) is Booking
    assert made.model_dump() == given
    assert json.loads(made.model_dump_json()) == given
    assert Request.model_validate_json(json.dumps(given)) == made
    own = AttendeeInput(name="Ana Prado", time_zone="UTC")
    assert Request(attendee=own).attendee is own


@given(data_for("Booking"))
def test_pydantic_loses_nothing(data):
    """Whatever object comes, it is kept, as `from_dict` keeps it."""
    adapter = pydantic.TypeAdapter(Booking)
    assert adapter.dump_python(adapter.validate_python(data)) == data


def test_pydantic_refuses_what_is_no_object():
    """Anything else is an error of validation that says so; in strict mode a difference from the schema is one too."""
    adapter = pydantic.TypeAdapter(AttendeeInput)
    for wrong in ([ATTENDEE], "Ana Prado", None, 5, Booking.from_dict({})):
        with pytest.raises(pydantic.ValidationError, match="AttendeeInput is an object, not"):
            adapter.validate_python(wrong)
    assert adapter.validate_python(ATTENDEE, strict=True).to_dict() == ATTENDEE
    assert adapter.validate_python({"name": 5}).mismatches
    with pytest.raises(pydantic.ValidationError, match=r"name is no string, timeZone is no string"):
        adapter.validate_python({"name": 5}, strict=True)


@every("mode", ["validation", "serialization"])
@every("name", MODELS)
def test_json_schemas(name, mode):
    """Each model tells its schema: the keys as they travel, other models beside it, and nothing of our own."""
    schema = pydantic.TypeAdapter(model(name)).json_schema(mode=mode)
    own = schema["$defs"][name] if "$ref" in schema else schema
    assert own["properties"].keys() == model(name)._keys.keys()
    assert own["title"] == name
    assert '"x-' not in json.dumps(schema)
    assert sorted(references(schema)) == sorted(schema.get("$defs", {}))


def references(schema):
    """The names that a schema refers to."""
    text = json.dumps(schema)
    return {part.partition('"')[0] for part in text.split('"#/$defs/')[1:]}


@pytest.fixture(scope="module")
def api():
    """A FastAPI application of somebody who uses models, as seen by a client."""
    app = FastAPI()

    @app.post("/attendees")
    def attendees(attendee: Annotated[AttendeeInput, Body()]) -> AttendeeInput:
        return attendee

    @app.post("/strict")
    def strict(attendee: Annotated[AttendeeInput, Body(strict=True)]) -> AttendeeInput:
        return attendee

    @app.post("/requests")
    def requests(request: Request) -> Request:
        return request

    @app.get("/slots")
    def slots() -> list[Slot]:
        return [Slot.from_dict(SLOT)]

    @app.get("/slot", response_model=Slot)
    def slot():
        return SLOT

    @app.get("/untold")
    def untold():
        return {"slot": Slot.from_dict(SLOT)}

    with TestClient(app) as client:
        yield client


def test_fastapi_bodies_and_answers(api):
    """Bodies are read and answers written with the names that travel, everything kept."""
    assert api.post("/attendees", json=ATTENDEE).json() == ATTENDEE
    given = {"attendee": ATTENDEE, "bookings": [], "slot": SLOT}
    assert api.post("/requests", json=given).json() == given
    assert api.get("/slots").json() == [SLOT]
    assert api.get("/slot").json() == SLOT
    assert api.get("/untold").json() == {"slot": SLOT}


def test_fastapi_refuses_what_is_no_object(api):
    """The status is 422, and where strictness is asked for, that of a wrong body too."""
    assert api.post("/attendees", json=[ATTENDEE]).status_code == 422
    assert api.post("/attendees", json={"name": 5}).json() == {"name": 5}
    assert api.post("/strict", json=ATTENDEE).json() == ATTENDEE
    assert api.post("/strict", json={"name": 5}).status_code == 422


def test_fastapi_describes_models(api):
    """Its document has each model once, under its own name, and refers to no other."""
    document = api.get("/openapi.json").json()
    schemas = document["components"]["schemas"]
    assert {"AttendeeInput", "Booking", "Slot", "SlotUser", "Request"} <= schemas.keys()
    assert schemas["AttendeeInput"]["required"] == ["name", "timeZone"]
    named = {part.partition('"')[0] for part in json.dumps(document).split('"#/components/schemas/')[1:]}
    assert named <= schemas.keys()


def test_pydantic_is_not_needed():
    """Neither importing all models nor using them imports pydantic."""
    code = (
        "import sys; from toolzz_cal import models; [getattr(models, name) for name in models.__all__];"
        "models.Booking.from_dict({}); assert not {'pydantic', 'pydantic_core', 'pprint'} & sys.modules.keys()"
    )
    subprocess.run([sys.executable, "-c", code], cwd=ROOT / "generated_client", check=True)


STARTS = {
    "client": ("c.booki", "bookings"),
    "methods": ("c.bookings.resch", "reschedule"),
    "resources below": ("c.organizations.tea", "teams"),
    "attributes of what is answered": ("c.bookings.get(booking_uid='bk').data.cancellation_r", "cancellation_reason"),
    "items of pages": ("next(c.bookings.iterate()).abs", "absent_host"),
    "models": ("models.AttendeeIn", "AttendeeInput"),
}


@every("kind", STARTS)
def test_editors_complete_names(kind):
    """Jedi, which language servers and IPython ask, finds what follows a client."""
    begun, name = STARTS[kind]
    project = jedi.Project(ROOT, added_sys_path=[str(ROOT / "generated_client")])
    source = f"from toolzz_cal import Client, models\nc = Client()\n{begun}"
    assert name in [each.name for each in jedi.Script(source, project=project).complete()]
