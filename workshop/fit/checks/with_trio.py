"""trio."""

import trio
from claims import claim, options, same, serving, tell
from toolzz_cal import AsyncClient


def called(statuses, calls=1):
    uids = []

    async def one(client):
        uids.append((await client.bookings.get(booking_uid="bk1")).data.uid)

    async def main(url):
        async with AsyncClient(**options(url)) as client, trio.open_nursery() as nursery:
            for _ in range(calls):
                nursery.start_soon(one, client)

    with serving(statuses) as url:
        trio.run(main, url)
    same(uids, ["bk1"] * calls)


@claim("calls are awaited")
def plain():
    called([])


@claim("20 calls at once")
def many():
    called([], 20)


@claim("failed reads are retried")
def retried():
    called([503])


tell()
