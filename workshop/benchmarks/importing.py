"""What a program pays before its first call, in fresh interpreters."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

from workshop.benchmarks import data, measuring
from workshop.benchmarks.loading import NotMeasured
from workshop.benchmarks.peers import stock
from workshop.benchmarks.peers.environments import ALONE, COMPOSIO, GITHUBKIT, OPENAI, Peer
from workshop.benchmarks.report import Row
from workshop.contract.tools import last_error

TURNS = 15
# What a user needs for a first call: the client, a resource of it and the model of its answer. Two of these clients
# make their HTTP client at once; it is made for them, without the certificates that nobody else has read by then.
FIRST = {
    COMPOSIO: """
import httpx
from composio_client import Composio
from composio_client.types import ToolExecuteResponse
Composio(api_key="ak_example", http_client=httpx.Client(transport=httpx.MockTransport(print))).tools
""",
    OPENAI: """
import httpx2
from openai import OpenAI
from openai.types import FileObject
OpenAI(api_key="sk-example", http_client=httpx2.Client(transport=httpx2.MockTransport(print))).files
""",
    GITHUBKIT: """
from githubkit import GitHub
from githubkit.versions.latest.models import Hook
github = GitHub("ghp_example")
github.rest.repos
""",
}
NOTES = f"""
Imports: CPU seconds of the statements in a fresh interpreter, measured inside it, over those of `import httpx`; {TURNS}
turns. Ours and the stock client have an environment with httpx, attrs and dateutil alone where that can be installed:
beside click and rich httpx would import its own command line too. The first resource is `bookings`; its models are all
that its module names, for the stock client those of one endpoint. Of the others it is what a first call needs: client,
resource and the model of one answer, `tools.execute` of composio-client, `files.retrieve` of openai (which imports
httpx2), a repository's webhook of githubkit; each in an environment of its own, and where the client makes an HTTP
client at once, one without TLS is handed to it.
"""


def rows(folder: Path) -> list[Row]:
    """All lines of the table. `folder` holds the stock client's package."""
    resource = (data.CLIENT / "toolzz_cal" / "resources" / "bookings.py").read_text("utf-8")
    models = sorted(set(re.findall(r"\bmodels\.([A-Z]\w+)", resource)))
    first = (
        "from toolzz_cal import Client, models\n"
        "Client(composio_api_key='ak_example').bookings\n"
        f"for name in {models!r}: getattr(models, name)"
    )
    emitted = (
        f"from {stock.PACKAGE}.client import AuthenticatedClient\n"
        "AuthenticatedClient(base_url='https://gateway.example.com', token='ak_example')\n"
        f"import {stock.module('bookings.create')}"
    )
    scripts = {
        "httpx": "import httpx",
        "package": "import toolzz_cal",
        "first": first,
        "first, httpx": f"import httpx\n{first}",
        f"package {stock.NAME}": f"import {stock.PACKAGE}",
        f"first, httpx {stock.NAME}": emitted,
    }
    pythons: dict[str, Path] = {}
    absent: dict[str, str] = {}
    for each, needed in FIRST.items():
        package = f"import {each.package.replace('-', '_')}"
        theirs = {f"package {each.title}": package, f"first, httpx {each.title}": needed}
        try:
            python = _able(each, needed)
        except NotMeasured as why:
            absent[each.title] = str(why)
            continue
        scripts |= theirs
        pythons |= dict.fromkeys(theirs, python)
    times = measuring.interpreters(scripts, [data.CLIENT, folder], TURNS, own=alone(), pythons=pythons)
    base = times["httpx"]

    def row(axis: str, name: str, bound: float | None = None) -> Row:
        start = f"{name} "
        peers = {each.removeprefix(start): times[each].against(base) for each in times if each.startswith(start)}
        return Row(f"{axis} (import httpx)", times[name].against(base), bound, peers, absent=absent if peers else {})

    return [
        row("import of the package", "package", 0.05),
        row("client + first resource + its models", "first, httpx", 1.3),
        row("the same, httpx not counted", "first"),
    ]


def alone() -> Path | None:
    """The Python that has what emitted clients need and no more; None where it can't be had."""
    try:
        return ALONE.python()
    except NotMeasured:
        return None


def _able(peer: Peer, script: str) -> Path:
    """The peer's Python, when it can run these statements."""
    python = peer.python()
    done = subprocess.run(
        [str(python), "-I", "-c", script], capture_output=True, text=True, check=False, env=measuring.environment()
    )
    if done.returncode:
        raise NotMeasured(f"it can't be imported ({last_error(done.stderr)})")
    return python
