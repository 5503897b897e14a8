"""The MCP server, asked by the command line of the protocol's own Inspector."""

from __future__ import annotations

import sys
from pathlib import Path

from workshop.contract.running import Failed
from workshop.contract.tools import last_error, npm_program, run

# Version 2 needs a newer Node than most machines have.
INSPECTOR = ("@modelcontextprotocol/inspector", "0.15.0", "cli/build/cli.js")
TESTS = "tests/packages/mcp/test_other_clients.py"
SECONDS = 300


def check() -> str:
    """Installs the Inspector, and runs the tests that are skipped without it."""
    file = Path(npm_program(*INSPECTOR)[1])
    folder = next(parent for parent in file.parents if parent.name == "node_modules")
    program = folder / ".bin" / "mcp-inspector"
    told = run([sys.executable, "-m", "pytest", "-q", "-rs", TESTS], seconds=SECONDS, MCP_INSPECTOR=str(program))
    if told.returncode or "skipped" in told.stdout:
        raise Failed([line for line in told.stdout.splitlines() if line.startswith(("FAILED", "SKIPPED", "ERROR"))])
    return f"it lists the tools, gets the client's answers, and sees errors as errors: {last_error(told.stdout)}"
