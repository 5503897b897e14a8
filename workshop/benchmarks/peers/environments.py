"""Peers from the package index, by exact version, each in a virtual environment of its own below `build/`."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path

from workshop.benchmarks.loading import NotMeasured
from workshop.contract.running import NotRun
from workshop.contract.tools import python_with


@dataclass(frozen=True)
class Peer:
    """A package that others have written.

    Attributes:
        package: Its name on the index.
        version: Its exact version.
        beside: Pins of what it needs and what its figures hang on.
    """

    package: str
    version: str
    beside: tuple[str, ...] = ()

    @property
    def title(self) -> str:
        """Name and version, as the tables call it."""
        return f"{self.package} {self.version}"

    def python(self) -> Path:
        """The Python that has it, installed if need be. Raises `NotMeasured` where that can't be."""
        made = _made(self)
        if isinstance(made, str):
            raise NotMeasured(made)
        return made


@cache  # an index that can't be reached is asked once a run
def _made(peer: Peer) -> Path | str:
    try:
        return python_with(f"{peer.package}-{peer.version}", f"{peer.package}=={peer.version}", *peer.beside)
    except NotRun as why:
        return str(why)


_HTTPX, _PYDANTIC = "httpx==0.28.1", "pydantic==2.14.3"

COMPOSIO = Peer("composio-client", "1.43.0", (_HTTPX, _PYDANTIC))
OPENAI = Peer("openai", "3.52.0", ("httpx2==2.16.2", _PYDANTIC))
# With hishel 2.0.0, which its own bounds allow, this version can't be imported.
GITHUBKIT = Peer("githubkit", "0.16.1", ("githubkit-schemas==26.10.21", "hishel==1.4.0", _HTTPX, _PYDANTIC))
PYDANTIC = Peer("pydantic", "2.14.3")
MSGSPEC = Peer("msgspec", "0.22.0")
# It can't be imported without Flask, which its asynchronous application does not use.
CONNEXION = Peer(
    "connexion",
    "3.3.0",
    ("flask==3.1.3", "starlette==1.10.0", "uvicorn==0.54.0", "httptools==0.9.0", "uvloop==0.23.0"),
)
# What the emitted clients need, and nothing that would make httpx import more than it does for their users.
ALONE = Peer("httpx", "0.28.1", ("attrs==26.1.0", "python-dateutil==2.9.0.post0"))
PEERS = (COMPOSIO, OPENAI, GITHUBKIT, PYDANTIC, MSGSPEC, CONNEXION)
