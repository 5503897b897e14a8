"""Stock openapi-python-client: the package it emits from the same specification, and how that is used."""

from __future__ import annotations

import importlib
import inspect
import sys
from collections.abc import Callable
from importlib.metadata import version
from pathlib import Path
from typing import Any

import httpx

from workshop.benchmarks import measuring

PACKAGE = "stock_client"
NAME = f"openapi-python-client {version('openapi-python-client')}"


def generate(document: Path, output: Path) -> float:
    """Wall seconds of a run of its command line."""
    return measuring.command(
        [
            str(Path(sys.executable).parent / "openapi-python-client"),
            "generate",
            *("--path", str(document)),
            *("--meta", "none"),
            *("--output-path", str(output)),
            "--overwrite",
        ],
        output.parent,
    )


def module(operation: str) -> str:
    """The name of the module it emits for an operation."""
    return f"{PACKAGE}.api.{operation.split('.')[0]}.{operation.replace('.', '_')}"


def caller(
    operation: str, body: dict[str, Any], base_url: str, key: str, transport: httpx.BaseTransport | None
) -> Callable[[], Any]:
    """One call of an operation, its body made beforehand."""
    clients = importlib.import_module(f"{PACKAGE}.client")
    run = importlib.import_module(module(operation)).sync
    given = inspect.signature(run).parameters["body"].annotation.from_dict(body)
    client = clients.AuthenticatedClient(base_url=base_url, token=key, prefix="", auth_header_name="x-api-key")
    # It takes the HTTP client as it is, with address and credential.
    client.set_httpx_client(httpx.Client(base_url=base_url, headers={"x-api-key": key}, transport=transport))
    return lambda: run(client=client, body=given)
