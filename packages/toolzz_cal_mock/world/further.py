"""Requests that no action stands for, though Cal.com's servers have them beside those for which one does."""

from __future__ import annotations

from .base import Behaviour
from .newer_slots import move, reserved

# Method, path, the version that has it, and what it does.
FURTHER: tuple[tuple[str, str, str, Behaviour], ...] = (
    ("GET", "/v2/slots/reservations/{uid}", "2024-09-04", reserved),
    ("PATCH", "/v2/slots/reservations/{uid}", "2024-09-04", move),
)
