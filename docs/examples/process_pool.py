"""Bookings by a pool of processes: `python process_pool.py jobs.jsonl`.

Whatever is killed, run it again. A line of the file is a job, such as `{"id": "17",
"booking": {"start": …, "event_type_id": …, "attendee": {…}}}`. For each it prints a
line with the booking's uid, or with the error for which there is none. It takes
JOURNAL_URL and the client's own variables, such as COMPOSIO_API_KEY, from the
environment.
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
LEASE = 5.0  # seconds beyond them until a process without an answer counts as dead
# Seconds between tries, where the error does not say how long to wait.
PAUSES = (1, 2, 4, 8, 16, 32, 64)
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
            key = f"job {job['id']}"
            made = client.bookings.create(**job["booking"], idempotency_key=key)
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
        spawn = get_context("spawn")
        with ProcessPoolExecutor(None, spawn, open_client, (journal_url,)) as pool:
            try:
                submitted = [pool.submit(book, job) for job in left.values()]
                for ended in as_completed(submitted):
                    told = ended.result()
                    del left[told["id"]]
                    yield told
            except BrokenProcessPool:
                print(
                    "a process was killed; what it left is tried again", file=sys.stderr
                )
    if left:
        sys.exit(f"{len(left)} jobs are left; run it again")


def main() -> None:
    """Books for the jobs of a file."""
    lines = Path(sys.argv[1]).read_text("utf-8").splitlines()
    jobs = [json.loads(line) for line in lines]
    for told in book_all(jobs, os.environ["JOURNAL_URL"]):
        print(json.dumps(told), flush=True)


if __name__ == "__main__":
    main()
