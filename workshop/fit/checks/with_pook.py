"""pook."""

import asyncio

import pook
from claims import ANSWER, claim, options, same, tell
from toolzz_cal import AsyncClient, Client

URL = "http://127.0.0.1:9"
PATH = "/api/v3.1/tools/execute/CAL_RETRIEVE_BOOKING_DETAILS_BY_UID"


@claim("sync calls are answered")
def sync():
    with pook.use():
        pook.post(f"{URL}{PATH}").reply(200).json(ANSWER)
        with Client(**options(URL), retries=0) as client:
            same(client.bookings.get(booking_uid="bk1").data.uid, "bk1")


@claim("awaited calls are answered")
def awaited():
    async def call():
        async with AsyncClient(**options(URL), retries=0) as client:
            return (await client.bookings.get(booking_uid="bk1")).data.uid

    with pook.use():
        pook.post(f"{URL}{PATH}").reply(200).json(ANSWER)
        same(asyncio.run(call()), "bk1")


tell()
