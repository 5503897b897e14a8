"""httpx2, whose clients are brought."""

import asyncio

import httpx2
from claims import claim, options, same, serving, tell
from toolzz_cal import AsyncClient, Client


@claim("a client of it carries sync calls, with retries")
def sync():
    with serving([503]) as url, httpx2.Client() as http:
        same(Client(**options(url), http_client=http).bookings.get(booking_uid="bk1").data.uid, "bk1")


@claim("a client of it carries awaited calls, with retries")
def awaited():
    async def call(url):
        async with httpx2.AsyncClient() as http:
            client = AsyncClient(**options(url), http_client=http)
            return (await client.bookings.get(booking_uid="bk1")).data.uid

    with serving([503]) as url:
        same(asyncio.run(call(url)), "bk1")


tell()
