"""Bookings in the background of FastAPI: `uvicorn fastapi_bookings:app`.

A request is a row first, and the next process takes up those that have no end.
REQUESTS, a file for the rows, JOURNAL_URL and the client's own variables come from the
environment.
"""

import asyncio
import json
import os
import sqlite3
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, closing
from typing import Any

from fastapi import BackgroundTasks, FastAPI, HTTPException
from pydantic import AwareDatetime, BaseModel
from toolzz_cal import AsyncClient, ToolzzCalError, journal

ATTEMPT = 20.0  # seconds for one attempt of a call
LEASE = 5.0  # seconds beyond them until a process without an answer counts as dead
# Seconds between tries, where the error does not say how long to wait.
PAUSES = (1, 2, 4, 8, 16, 32, 64)
COLUMNS = "id TEXT PRIMARY KEY, asked TEXT NOT NULL, told TEXT"
TABLE = f"CREATE TABLE IF NOT EXISTS requests ({COLUMNS})"

client: AsyncClient


class Asked(BaseModel):
    """What is asked for."""

    event_type_id: int
    start: AwareDatetime
    name: str
    email: str
    time_zone: str


def rows(statement: str, *values: object) -> list[Any]:
    """What a statement finds, in a transaction of its own."""
    with closing(sqlite3.connect(os.environ["REQUESTS"])) as database, database:
        return database.execute(statement, values).fetchall()


async def book(request: str) -> None:
    """Books what a request asks for. The request's id is the key."""
    ((text,),) = rows("SELECT asked FROM requests WHERE id = ?", request)
    asked = Asked.model_validate_json(text)
    told: dict[str, Any] | None = None
    for pause in PAUSES:
        try:
            made = await client.bookings.create(
                start=asked.start,
                event_type_id=asked.event_type_id,
                attendee={
                    "name": asked.name,
                    "email": asked.email,
                    "timeZone": asked.time_zone,
                },
                idempotency_key=f"request {request}",
            )
        except ToolzzCalError as error:
            if not (error.is_retryable or error.may_have_happened):
                told = {"error": error.to_dict()}
                break
            await asyncio.sleep(error.retry_after or pause)
        else:
            told = {"uid": made.data.uid}
            break
    if told is not None:  # else it is still open
        rows("UPDATE requests SET told = ? WHERE id = ?", json.dumps(told), request)


@asynccontextmanager
async def lifespan(_: FastAPI) -> AsyncIterator[None]:
    """One client for the process and its event loop; takes up what another has left."""
    global client
    rows(TABLE)
    shared = journal.open(os.environ["JOURNAL_URL"], lease=LEASE)
    async with (
        AsyncClient(journal=shared, timeout=ATTEMPT) as client,
        asyncio.TaskGroup() as left,
    ):
        for (request,) in rows("SELECT id FROM requests WHERE told IS NULL"):
            left.create_task(book(request))
        yield


app = FastAPI(lifespan=lifespan)


@app.put("/bookings/{request}", status_code=202)
def ask(request: str, asked: Asked, tasks: BackgroundTasks) -> dict[str, str]:
    """Takes a request, under the caller's id; asked again, it is the same request."""
    text = asked.model_dump_json()
    rows("INSERT OR IGNORE INTO requests (id, asked) VALUES (?, ?)", request, text)
    if rows("SELECT asked FROM requests WHERE id = ?", request) != [(text,)]:
        raise HTTPException(422, "another request has this id")
    tasks.add_task(book, request)
    return {"see": f"/bookings/{request}"}


@app.get("/bookings/{request}")
def tell(request: str) -> Any:
    """What came of a request; nothing yet while that is null."""
    found = rows("SELECT told FROM requests WHERE id = ?", request)
    if not found:
        raise HTTPException(404, "there is no such request")
    return json.loads(found[0][0] or "null")
