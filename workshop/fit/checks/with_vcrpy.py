"""vcrpy."""

import asyncio
from pathlib import Path
from tempfile import TemporaryDirectory

import vcr
from claims import claim, hides, options, same, serving, tell
from toolzz_cal import AsyncClient, Client


def recorded(call, **filters):
    """What a call gives from the server, and again from the cassette; and the cassette."""
    with TemporaryDirectory() as folder:
        cassette = Path(folder, "calls.yaml")
        with serving() as url, vcr.use_cassette(str(cassette), **filters):
            first = call(url)
        with vcr.use_cassette(str(cassette), record_mode="none", **filters):
            same(call(url), first)
        return cassette.read_text("utf-8")


def sync_call(url):
    with Client(**options(url)) as client:
        return client.bookings.get(booking_uid="bk1").data.to_dict()


def awaited_call(url):
    async def call():
        async with AsyncClient(**options(url)) as client:
            return (await client.bookings.get(booking_uid="bk1")).data.to_dict()

    return asyncio.run(call())


@claim("sync calls are recorded and played")
def sync():
    recorded(sync_call)


@claim("awaited calls are recorded and played")
def awaited():
    recorded(awaited_call)


@claim('with `filter_headers=["x-api-key"]` the key is in no cassette')
def hidden():
    hides(recorded(sync_call, filter_headers=["x-api-key"]))


tell()
