"""The worker's side of `make bench-queue`: one task, which makes what its job wants and says what came of it.

A worker finds its setting in the environment.
"""

from __future__ import annotations

import json
import os
import time
from dataclasses import asdict
from functools import partial
from typing import Any

import redis
from celery import Task

from workshop.benchmarks.queue_jobs import Job
from workshop.benchmarks.queue_settings import NAME, NOTES, TASK, VARIABLE, Setting, application
from workshop.benchmarks.queue_upstream import CREDENTIALS
from workshop.benchmarks.queue_ways import way_of

setting = Setting(**json.loads(os.environ[VARIABLE]))
app = application(setting)
# As programs have them: made once, before the processes are forked that use them.
way = way_of(setting, CREDENTIALS)
notes = redis.Redis.from_url(setting.notes)


@app.task(bind=True, name=TASK, max_retries=None)
def work(task: Task, message: dict[str, Any]) -> None:
    """Makes what a job wants; tries again as its way has it."""
    job = Job(**message)
    say = partial(_say, job)
    say("begun")
    try:
        told = way.make(job)
    except Exception as problem:
        what = f"{type(problem).__name__}: {problem}"
        pause = way.pause(problem, task.request.retries + 1)
        if pause is not None:
            say("retried", problem=what)
            raise task.retry(countdown=pause, max_retries=None) from problem
        say("told", problem=what, **asdict(way.last_word(problem)))
    else:
        say("told", **asdict(told))


def _say(job: Job, event: str, **more: Any) -> None:
    said = {"number": job.number, "otherwise": job.otherwise, "event": event, "at": time.time(), **more}
    notes.rpush(NOTES, json.dumps({**said, "worker": os.environ.get(NAME, ""), "process": os.getpid()}))
