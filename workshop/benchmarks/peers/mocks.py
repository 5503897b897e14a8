"""Mock servers of others for the same specification: how each is started."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from pathlib import Path

from workshop.benchmarks import data
from workshop.benchmarks.loading import NotMeasured
from workshop.benchmarks.peers.environments import CONNEXION
from workshop.benchmarks.peers.worker import SCRIPTS
from workshop.benchmarks.serving import Command
from workshop.contract.running import NotRun
from workshop.contract.tools import PRISM as _PACKAGE
from workshop.contract.tools import npm_program

PRISM = f"Prism {_PACKAGE[1]}"


def prism(folder: Path) -> Command:
    """Prism, silent, with the document's examples as answers.

    Args:
        folder: Where the document may be put.

    Raises:
        NotMeasured: There is no Node, or npm can't install it.
    """
    document = _written(data.document(), folder / "openapi.json")
    try:
        program = npm_program(*_PACKAGE)
    except NotRun as why:
        raise NotMeasured(str(why)) from None
    return lambda port: [*program, "mock", "--verboseLevel", "silent", "--port", str(port), str(document)]


def connexion(folder: Path) -> Command:
    """Connexion with its own mock answers, on uvicorn; it reads no OpenAPI 3.1.

    Args:
        folder: Where the document may be put.

    Raises:
        NotMeasured: It can't be installed.
    """
    document = _written(data.older_document(), folder / "openapi-3.0.json")
    # Not isolated: it has to find the functions that let everybody in, which are its script's.
    command = [str(CONNEXION.python()), "-E", "-s", "-B", str(SCRIPTS / "connexion_mock.py"), str(document)]
    return lambda port: [*command, str(port)]


WITHOUT_FORMATS = (CONNEXION.title,)  # which do not look at the format of a text
MOCKS: Mapping[str, Callable[[Path], Command]] = {PRISM: prism, CONNEXION.title: connexion}


def commands(folder: Path) -> tuple[dict[str, Command], dict[str, str]]:
    """How each is started, and why others can't be."""
    found, absent = dict[str, Command](), dict[str, str]()
    for name, command in MOCKS.items():
        try:
            found[name] = command(folder)
        except NotMeasured as why:
            absent[name] = str(why)
    return found, absent


def _written(document: object, path: Path) -> Path:
    path.write_text(json.dumps(document), "utf-8")
    return path
