"""hishel, whose clients are brought."""

import asyncio
from tempfile import TemporaryDirectory

from claims import claim, options, same, serving, tell
from hishel import AsyncSqliteStorage, SqliteStorage
from hishel.httpx import AsyncCacheClient, CacheClient
from toolzz_cal import AsyncClient, Client


@claim("a caching client of it carries sync calls")
def sync():
    with TemporaryDirectory() as folder, serving() as url:
        storage = SqliteStorage(database_path=f"{folder}/cache.db")
        with CacheClient(storage=storage) as http:
            same(Client(**options(url), http_client=http).bookings.get(booking_uid="bk1").data.uid, "bk1")


@claim("a caching client of it carries awaited calls")
def awaited():
    async def call(url, folder):
        storage = AsyncSqliteStorage(database_path=f"{folder}/cache.db")
        async with AsyncCacheClient(storage=storage) as http:
            client = AsyncClient(**options(url), http_client=http)
            return (await client.bookings.get(booking_uid="bk1")).data.uid

    with TemporaryDirectory() as folder, serving() as url:
        same(asyncio.run(call(url, folder)), "bk1")


tell()
