"""respx."""

import asyncio

import httpx
import respx
from claims import ANSWER, claim, options, same, tell
from toolzz_cal import AsyncClient, Client

OPTIONS = options("http://127.0.0.1:9")


@claim("sync calls are answered, and retried")
def sync():
    with respx.mock() as router, Client(**OPTIONS) as client:
        route = router.post(url__startswith="http://127.0.0.1:9")
        route.side_effect = [httpx.Response(503), httpx.Response(200, json=ANSWER)]
        same(client.bookings.get(booking_uid="bk1").data.uid, "bk1")
        same(route.call_count, 2)


@claim("awaited calls are answered")
def awaited():
    async def call():
        with respx.mock() as router:
            router.post(url__startswith="http://127.0.0.1:9").respond(json=ANSWER)
            async with AsyncClient(**OPTIONS) as client:
                return (await client.bookings.get(booking_uid="bk1")).data.uid

    same(asyncio.run(call()), "bk1")


tell()
