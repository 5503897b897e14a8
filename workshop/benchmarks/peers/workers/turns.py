"""What every worker does: prepares jobs, then times the one it is told to, so many calls in a row.

The first line of its input is what the jobs are made of, each further one `{"run": JOB, "calls": NUMBER}`; each line of
its output is JSON too. A worker runs with its peer's own Python and imports nothing of this project.
"""

from __future__ import annotations

import gc
import json
import sys
import time
from collections.abc import Callable, Mapping
from typing import Any

Jobs = Mapping[str, Callable[[], object]]


def work(prepare: Callable[[Any], tuple[Jobs, Mapping[str, Any]]]) -> None:
    """Works until the input ends.

    Args:
        prepare: Makes the jobs of what was given, and says what was found out about them. What it raises is told as
            the reason why there is nothing to measure.
    """
    output, sys.stdout = sys.stdout, sys.stderr  # what a package prints is no answer

    def tell(**told: Any) -> None:
        print(json.dumps(told), file=output, flush=True)

    try:
        jobs, facts = prepare(json.loads(sys.stdin.readline()))
        for run in jobs.values():
            run()
    except Exception as problem:  # noqa: BLE001 - whatever a peer raises
        tell(problem=f"{type(problem).__name__}: {problem}")
        return
    tell(jobs=list(jobs), facts=facts)
    for line in sys.stdin:
        asked = json.loads(line)
        tell(seconds=seconds_of(jobs[asked["run"]], asked["calls"]))


def seconds_of(run: Callable[[], object], calls: int) -> float:
    """Seconds of so many calls in a row, the collector on but with nothing left to collect."""
    kept: object = None
    gc.collect()
    begun = time.perf_counter()
    for _ in range(calls):
        kept = run()
    taken = time.perf_counter() - begun
    del kept  # what was made is let go outside the measured time
    return taken
