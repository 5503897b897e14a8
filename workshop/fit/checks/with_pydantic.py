"""pydantic."""

import json

from claims import BOOKING, claim, same, tell
from pydantic import BaseModel, TypeAdapter
from toolzz_cal.models import AttendeeInput, Booking


class Request(BaseModel):
    attendee: AttendeeInput
    bookings: list[Booking] = []


GIVEN = {"attendee": {"name": "Ana Prado", "timeZone": "UTC", "unknownKey": None}, "bookings": [BOOKING]}


@claim("models are fields, and nothing is lost")
def fields():
    made = Request.model_validate(GIVEN)
    same(type(made.bookings[0]), Booking)
    same(made.model_dump(), GIVEN)
    same(json.loads(made.model_dump_json()), GIVEN)
    same(Request.model_validate_json(made.model_dump_json()), made)


@claim("models have JSON schemas")
def schemas():
    schema = Request.model_json_schema()
    same({"AttendeeInput", "Booking"} <= schema["$defs"].keys(), True)
    same("timeZone" in TypeAdapter(AttendeeInput).json_schema()["properties"], True)


tell()
