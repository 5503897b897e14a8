"""Bookings by a pool of processes: `python process_pool.py jobs.jsonl`. Whatever is killed, run it again.

A line of the file is a job, such as `{"id": "17", "booking": {"start": …, "event_type_id": …, "attendee": {…}}}`. For
each it prints a line with the booking's uid, or with the error for which there is none. It takes JOURNAL_URL and the
client's own variables, such as COMPOSIO_API_KEY, from the environment.
"""

import json
import os
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor, as_completed
from concurrent.futures.process import BrokenProcessPool
from multiprocessing import get_context
from pathlib import Path
from typing import Any

from toolzz_cal import Client, ToolzzCalError, journal

ATTEMPT = 20.0  # seconds for one attempt of a call
LEASE = 5.0  # seconds beyond them until a process that does not answer is taken for dead
PAUSES = (1, 2, 4, 8, 16, 32, 64)  # seconds between tries, where the error does not say how long to wait
POOLS = 10  # times that a pool may lose a process

Job = dict[str, Any]
client: Client


def open_client(journal_url: str) -> None:
    """One client for each process."""
    global client
    client = Client(journal=journal.open(journal_url, lease=LEASE), timeout=ATTEMPT)


def book(job: Job) -> Job:
    """Books for a job, and says what came of it. The job's id is the key."""
    told: Job = {}
    for pause in PAUSES:
        try:
            made = client.bookings.create(**job["booking"], idempotency_key=f"job {job['id']}")
        except ToolzzCalError as error:
            told = {"id": job["id"], "error": error.to_dict()}
            if not (error.is_retryable or error.may_have_happened):
                return told
            time.sleep(error.retry_after or pause)
        else:
            return {"id": job["id"], "uid": made.data.uid}
    return told


def book_all(jobs: list[Job], journal_url: str) -> Iterator[Job]:
    """What came of each job, in the order in which they end."""
    left = {job["id"]: job for job in jobs}
    for _ in range(POOLS):
        if not left:
            return
        options = {"mp_context": get_context("spawn"), "initializer": open_client, "initargs": (journal_url,)}
        with ProcessPoolExecutor(**options) as pool:
            try:
                for ended in as_completed([pool.submit(book, job) for job in left.values()]):
                    told = ended.result()
                    del left[told["id"]]
                    yield told
            except BrokenProcessPool:
                print("a process was killed; its job and those that waited are tried again", file=sys.stderr)
    if left:
        sys.exit(f"{len(left)} jobs are left; run it again")


def main() -> None:
    """Books for the jobs of a file."""
    lines = Path(sys.argv[1]).read_text("utf-8").splitlines()
    for told in book_all([json.loads(line) for line in lines], os.environ["JOURNAL_URL"]):
        print(json.dumps(told), flush=True)


if __name__ == "__main__":
    main()
