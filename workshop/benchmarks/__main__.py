"""`python -m workshop.benchmarks`: measures everything, prints tables, writes `results.json` and what is made from it.

At the end stands what moved since the last committed run, which `COMPARED.md` keeps.

With names of tables only these are measured and printed; with `render` nothing is measured, and pages and pictures
are made again. The exit code is always 0: a figure beyond its bound is told, not failed.
"""

from __future__ import annotations

import argparse
import compileall
import importlib
import json
import sys
import tempfile
import time
from collections.abc import Collection, Sequence
from pathlib import Path
from types import ModuleType

from workshop.benchmarks import comparing, data, report, results
from workshop.benchmarks.peers import stock

# In the order in which they are shown: the title, the module, and whether that needs a folder.
TABLES = {
    "imports": ("Imports", "importing", True),
    "calls": ("Calls", "calling", False),
    "decoding": ("Decoding", "decoding", False),
    "generation": ("Generation", "generating", True),
    "mock": ("Mock server", "mocking", True),
    "agents": ("Agent tools", "agents", False),
}
BESIDE_STOCK = ("imports", "calls", "decoding")  # what imports the package that stock openapi-python-client emits
RENDER = "render"


def main(arguments: Sequence[str] | None = None) -> int:
    """Measures, in a temporary folder, or renders."""
    parser = argparse.ArgumentParser(prog="python -m workshop.benchmarks", description=__doc__)
    parser.add_argument("what", nargs="*", metavar="WHAT", help=", ".join([*TABLES, RENDER]))
    asked = parser.parse_args(arguments).what
    if unknown := [each for each in asked if each not in (*TABLES, RENDER)]:
        parser.error(f"there is no {unknown[0]!r}; choose among {', '.join([*TABLES, RENDER])}")
    if RENDER in asked:
        _render()
        return 0
    begun = time.perf_counter()
    _compile()
    with tempfile.TemporaryDirectory(prefix="benchmarks-") as name:
        tables, notes = _measured(Path(name).resolve(), asked or TABLES)
    run = results.run_of(tables, notes)
    compared = comparing.page(comparing.committed(results.FILE.parent), run)
    print()
    print(report.plain(tables))
    print(f"\n{report.verdict(tables)} ({time.perf_counter() - begun:.0f} s)")
    print(f"\n{compared}")
    if not asked:
        results.FILE.write_text(results.written(run), "utf-8", newline="\n")
        comparing.PAGE.write_text(compared, "utf-8", newline="\n")
        _render()
    return 0


def _compile() -> None:
    """Writes our bytecode, so that no import compiles."""
    ours = (data.CLIENT, data.ROOT / "generator", data.ROOT / "packages" / "toolzz_cal_mock")
    if not min(compileall.compile_dir(each, quiet=1) for each in ours):
        print("some bytecode could not be written; imports will seem slower", file=sys.stderr)


def _measured(folder: Path, asked: Collection[str]) -> tuple[list[report.Table], list[str]]:
    rows: dict[str, Sequence[report.Row]] = {}
    if "generation" in asked:
        rows["generation"] = _rows("generation", folder)
    elif not set(asked).isdisjoint(BESIDE_STOCK):
        document = folder / "document.json"
        document.write_text(json.dumps(data.document()), "utf-8")
        stock.generate(document, folder / stock.PACKAGE)
    if (folder / stock.PACKAGE).exists():
        compileall.compile_dir(folder / stock.PACKAGE, quiet=1)
    sys.path.insert(0, str(folder))
    for name in TABLES:
        if name in asked and name not in rows:
            rows[name] = _rows(name, folder)
    shown = [name for name in TABLES if name in rows]
    return [report.Table(TABLES[name][0], rows[name]) for name in shown], [_module(name).NOTES for name in shown]


def _rows(name: str, folder: Path) -> Sequence[report.Row]:
    title, _, needs_folder = TABLES[name]
    print(f"measuring: {title} …", flush=True)
    measure = _module(name).rows
    rows: Sequence[report.Row] = measure(folder) if needs_folder else measure()
    return rows


def _module(name: str) -> ModuleType:
    return importlib.import_module(f"workshop.benchmarks.{TABLES[name][1]}")


def _render() -> None:
    from workshop.benchmarks import rendering  # it alone needs the library that draws

    rendering.write()


if __name__ == "__main__":
    sys.exit(main())
