"""Makes pages and pictures from `results.json`, `FAULTS.md` and `QUEUE.md`: what should be where, and writing it."""

from __future__ import annotations

from pathlib import Path

from workshop.benchmarks import pages, results
from workshop.benchmarks.pictures import PICTURES, TWICE
from workshop.benchmarks.plots import drawn

FOLDER = pages.PAGE.with_suffix("")


def rendered(run: results.Run, faults: str, queue: str, readme: str) -> dict[Path, str]:
    """Every file by its path.

    Args:
        run: What was measured.
        faults: The text of `FAULTS.md`.
        queue: The text of `QUEUE.md`.
        readme: The text of the README as it is, whose table is made anew.
    """
    told = pages.Faults.read(faults)
    ways = pages.Counted.read(queue)
    pictures = {FOLDER / f"{each.name}.svg": drawn(each, run.tables) for each in PICTURES}
    pictures[FOLDER / f"{TWICE.name}.svg"] = drawn(TWICE, [pages.twice(told, ways)])
    return {
        pages.RESULTS: pages.results(run),
        pages.PAGE: pages.page(run, told, ways),
        pages.README: pages.readme(readme, run, told),
        **{path: text for path, text in pictures.items() if text},
    }


def expected() -> dict[Path, str]:
    """Every file as it has to be, from what lies in this tree."""
    run = results.read(results.FILE.read_text("utf-8"))
    told = (each.read_text("utf-8") for each in (pages.FAULTS, pages.QUEUE, pages.README))
    return rendered(run, *told)


def write() -> None:
    """Writes all of them; pictures of earlier runs that this one does not have are removed."""
    files = expected()
    FOLDER.mkdir(exist_ok=True)
    for stale in set(FOLDER.glob("*.svg")) - set(files):
        stale.unlink()
    for path, text in files.items():
        path.write_text(text, "utf-8", newline="\n")
