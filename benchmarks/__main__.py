"""Runs every measurement, prints the table and writes `RESULTS.md` beside this file. The exit code is always 0."""

from __future__ import annotations

import compileall
import sys
import tempfile
import time
from pathlib import Path

from benchmarks import data, report


def main() -> int:
    """Measures everything, in a temporary folder."""
    begun = time.perf_counter()
    ours = (data.CLIENT, data.ROOT / "generator", data.ROOT / "mock_server")
    if not min(compileall.compile_dir(each, quiet=1) for each in ours):
        print("some bytecode could not be written; imports will seem slower", file=sys.stderr)
    with tempfile.TemporaryDirectory(prefix="benchmarks-") as name:
        tables, notes = _measured(Path(name).resolve())
    print()
    print(report.plain(tables))
    print(f"\n{report.verdict(tables)} ({time.perf_counter() - begun:.0f} s)")
    Path(__file__).with_name("RESULTS.md").write_text(report.markdown(tables, notes), "utf-8", newline="\n")
    return 0


def _measured(folder: Path) -> tuple[list[report.Table], str]:
    from benchmarks import generating

    _tell("generation")
    generation = generating.rows(folder)
    compileall.compile_dir(folder / "stock_client", quiet=1)
    sys.path.insert(0, str(folder))  # where the peer's package now is
    from benchmarks import agents, calling, decoding, importing, mocking, prism

    _tell("imports")
    rows = importing.rows(folder)
    _tell("calls")
    rows += calling.rows()
    _tell("decoding")
    rows += decoding.rows()
    _tell("the mock server")
    mock = mocking.rows(folder)
    _tell("agent tools")
    tools = agents.rows()
    notes = "".join(each.NOTES for each in (importing, calling, decoding, generating, mocking, agents))
    return [
        report.Table("Client and generator", "axis (ratio to)", "stock openapi-python-client", [*rows, *generation]),
        report.Table("Mock server", "axis", f"Prism {prism.VERSION}", mock),
        report.Table("Agent tools", "axis", "peer", tools),
    ], notes


def _tell(what: str) -> None:
    print(f"measuring {what} …", flush=True)


if __name__ == "__main__":
    sys.exit(main())
