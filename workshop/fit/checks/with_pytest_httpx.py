"""pytest-httpx, in a run of pytest of its own."""

import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from claims import claim, tell

TESTS = """
import asyncio
from claims import ANSWER, options
from toolzz_cal import AsyncClient, Client

def test_sync(httpx_mock):
    httpx_mock.add_response(json=ANSWER)
    with Client(**options("http://127.0.0.1:9")) as client:
        assert client.bookings.get(booking_uid="bk1").data.uid == "bk1"
    assert httpx_mock.get_request().headers["x-api-key"]

def test_awaited(httpx_mock):
    httpx_mock.add_response(json=ANSWER)
    async def call():
        async with AsyncClient(**options("http://127.0.0.1:9")) as client:
            return (await client.bookings.get(booking_uid="bk1")).data.uid
    assert asyncio.run(call()) == "bk1"
"""


def passes(name):
    with TemporaryDirectory() as folder:
        Path(folder, "test_fit.py").write_text(TESTS, "utf-8")
        Path(folder, "claims.py").write_text(Path(__file__).with_name("claims.py").read_text("utf-8"), "utf-8")
        command = [sys.executable, "-m", "pytest", "-q", "-p", "no:randomly", "-k", name, folder]
        done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
        if done.returncode:
            raise AssertionError(done.stdout.splitlines()[-1])


@claim("sync calls are answered")
def sync():
    passes("test_sync")


@claim("awaited calls are answered")
def awaited():
    passes("test_awaited")


tell()
