"""uvloop."""

import asyncio

import uvloop
from claims import claim, options, same, serving, tell
from toolzz_cal import AsyncClient


@claim("20 calls at once, one of them retried")
def many():
    async def main(url):
        async with AsyncClient(**options(url)) as client:
            calls = (client.bookings.get(booking_uid="bk1") for _ in range(20))
            return [each.data.uid for each in await asyncio.gather(*calls)]

    with serving([503]) as url:
        same(uvloop.run(main(url)), ["bk1"] * 20)


tell()
