"""What truly came of the jobs: counted in the mock's rows, and what the queue was told is held against them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Container, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from workshop.benchmarks.queue_jobs import Job, booked, scheduled

Said = Sequence[tuple[float, str]]
Things = Mapping[str, Sequence[str]]  # ids of what is there, by the name of the job that it is of


@dataclass(frozen=True)
class Told:
    """What a worker says of a job in the end.

    Attributes:
        what: `done`, `failed`, `unknown`, or `reused`: it stands for another wish, and was not done.
        id: Of what was made, the uid of a booking.
    """

    what: str
    id: str | None = None


@dataclass
class Count:
    """Of one way: what was asked for, and what came of it.

    Attributes:
        asked: Jobs, other wishes included.
        made: Told as done, and it is there.
        twice: What is there of a job beyond the first.
        lost: Told as done, and nothing is there of the job at all.
        false_done: Told as done, and what is there is not that: nothing, or what somebody else asked for.
        false_failed: Told as failed or as another wish, and it is there.
        unsettled: Neither success nor failure in the end, or no word at all: somebody has to look.
        refused: Told as failed, and so it is.
        reused: Told that the job stands for another wish, and so it does.
        wrong: A line for each job of which anything above is wrong.
    """

    asked: int = 0
    made: int = 0
    twice: int = 0
    lost: int = 0
    false_done: int = 0
    false_failed: int = 0
    unsettled: int = 0
    refused: int = 0
    reused: int = 0
    wrong: dict[str, str] = field(default_factory=dict)


GOALS = ("twice", "lost", "false_done", "false_failed", "unsettled")


def things(rows: Mapping[str, Iterable[Mapping[str, Any]]]) -> Things:
    """What is there by the names of jobs, from the mock's rows by table; what was cancelled is there no more."""
    found: defaultdict[str, list[str]] = defaultdict(list)
    for row in rows["bookings"]:
        if row["status"] != "cancelled":
            found[booked(row["attendees"][0]["email"], row["start"])].append(str(row["uid"]))
    for row in rows["schedules"]:
        found[scheduled(row["name"], row["timeZone"])].append(str(row["id"]))
    for row in rows["webhooks"]:
        found[str(row["subscriberUrl"])].append(str(row["id"]))
    return found


def judge(jobs: Iterable[Job], told: Mapping[tuple[int, bool], Told], there: Things) -> Count:
    """Counts.

    Args:
        jobs: All that were asked for.
        told: The last word on each, by number and whether it was the other wish.
        there: What is there.
    """
    count = Count()
    of_number: defaultdict[int, list[str]] = defaultdict(list)
    done: defaultdict[int, int] = defaultdict(int)
    for job in jobs:
        mine, word = there.get(job.name, ()), told.get((job.number, job.otherwise))
        of_number[job.number] += mine
        done[job.number] += word is not None and word.what == "done"
        _take(count, job, word, mine)
    for number, ids in of_number.items():
        count.lost += 0 if ids else done[number]
        if len(ids) > 1:
            count.twice += len(ids) - 1
            _note(count, number, f"made {len(ids)} times: {', '.join(ids)}")
    return count


def given_up_once_sent(
    said: Mapping[str, Said], asked: Iterable[tuple[float, str, str]], writes: Container[str]
) -> int:
    """How many deliveries had sent their write when their process ended.

    Args:
        said: What workers said of each job, with its moment: a process and `begun`, `retried` or `told`.
        asked: Moment, job and words of each request, the first of them the action.
        writes: The actions that make something.
    """
    writes_of: defaultdict[str, list[tuple[float, str]]] = defaultdict(list)
    for at, job, text in asked:
        if text.partition(" ")[0] in writes:
            writes_of[job].append((at, "sent"))
    count = 0
    for job, lines in said.items():
        events = sorted([*((at, text.split()[1]) for at, text in lines), *writes_of[job]])
        last = ""  # of this delivery
        for _, event in events:
            count += event == "begun" and last == "sent"
            last = event
    return count


def _take(count: Count, job: Job, told: Told | None, mine: Sequence[str]) -> None:
    count.asked += 1
    wish = "the other wish" if job.otherwise else "the wish"
    if told is None or told.what == "unknown":
        count.unsettled += 1
        _note(count, job.number, f"nobody knows what came of {wish}; there is {len(mine)}")
    elif told.what == "done":
        true = told.id in mine if told.id is not None else bool(mine)
        count.made += true
        count.false_done += not true
        if not true:
            _note(count, job.number, f"{wish} was told as done by {told.id}, there is {', '.join(mine) or 'nothing'}")
    elif mine:
        count.false_failed += 1
        _note(count, job.number, f"{wish} was told as {told.what}, there is {', '.join(mine)}")
    elif told.what == "reused":
        count.reused += 1
    else:
        count.refused += 1


def _note(count: Count, number: int, text: str) -> None:
    earlier = count.wrong.get(f"job-{number}")
    count.wrong[f"job-{number}"] = f"{earlier}; {text}" if earlier else text
