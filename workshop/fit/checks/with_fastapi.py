"""FastAPI."""

from typing import Annotated

from claims import BOOKING, claim, same, tell
from fastapi import Body, FastAPI
from fastapi.testclient import TestClient
from toolzz_cal.models import AttendeeInput, Booking

app = FastAPI()
ATTENDEE = {"name": "Ana Prado", "timeZone": "UTC", "unknownKey": None}


@app.post("/attendees")
def attendees(attendee: Annotated[AttendeeInput, Body()]) -> AttendeeInput:
    return attendee


@app.get("/bookings")
def bookings() -> list[Booking]:
    return [Booking.from_dict(BOOKING)]


@app.get("/untold")
def untold():
    return Booking.from_dict(BOOKING)


client = TestClient(app)


@claim("models are bodies and answers, and nothing is lost")
def both():
    same(client.post("/attendees", json=ATTENDEE).json(), ATTENDEE)
    same(client.get("/bookings").json(), [BOOKING])
    same(client.get("/untold").json(), BOOKING)


@claim("`/openapi.json` describes them")
def described():
    schemas = client.get("/openapi.json").json()["components"]["schemas"]
    same({"AttendeeInput", "Booking"} <= schemas.keys(), True)


tell()
