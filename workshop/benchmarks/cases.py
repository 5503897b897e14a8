"""What the benchmarks of calls ask for, and how often."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from toolzz_cal import Client

from workshop.benchmarks import data

TURNS, CALLS = 40, 50
KEY, CAL_KEY = "ak_example", "cal_example"
ROOT = "https://gateway.example.com"
HEADERS = {"content-type": "application/json", "x-request-id": "req_example"}


@dataclass(frozen=True)
class Case:
    """An operation, how it is called, and what it answers."""

    operation: str
    call: Callable[[Client], Any]
    arguments: dict[str, Any]
    answer: bytes
    method: str = "POST"
    direct_path: str = ""  # Cal.com's own, for the direct route
    root: str = ROOT

    @property
    def body(self) -> Any:
        """What the gateway is sent."""
        return {"arguments": self.arguments, "user_id": "user-example", "version": "20260721_00"}

    @property
    def path(self) -> str:
        """Where it is sent."""
        if self.direct_path:
            return self.direct_path
        paths: dict[str, Any] = data.document()["paths"]
        return next(path for path, item in paths.items() if self.operation == item.get("post", {}).get("operationId"))
