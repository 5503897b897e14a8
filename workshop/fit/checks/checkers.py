"""What a type checker is asked about programs that use the client."""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

from claims import claim, same, tell

RIGHT = """\
from datetime import UTC, datetime
from toolzz_cal import Client, models

client = Client()
free = client.slots.available(event_type_id=1, start_time="2027-03-09", end_time="2027-03-10")
for slots in free.data.slots.values():
    for slot in slots:
        client.bookings.create(start=slot.time, event_type_id=1, attendee={"name": "Ana Prado", "timeZone": "UTC"})
ana = models.AttendeeInput(name="Ana Prado", time_zone="UTC")
booked = client.bookings.create(start=datetime(2027, 3, 9, tzinfo=UTC), event_type_id=1, attendee=ana)
uid: str = booked.data.uid
reason: str | None = booked.data.cancellation_reason
"""
WRONG = (
    "client.bookings.get()",
    'client.bookings.get(booking_id="bk1")',
    'client.bookings.create(start="2027-03-09T14:00:00Z", event_type_id=1, attendee={"nam": "a"})',
    'client.bookings.list(sort_start="up")',
    "client.booking",
    'client.bookings.get(booking_uid="bk1").data.Uid',
    'client.bookings.get(booking_uid="bk1").data.cancellation_reason.upper()',
)


def ask(*command: str) -> None:
    """Tells what the checker, run with a file, says of right and wrong uses."""

    @claim("right uses are accepted")
    def right() -> None:
        same(_lines(command, RIGHT), set())

    @claim(f"each of {len(WRONG)} wrong uses is reported")
    def wrong() -> None:
        begun = "from toolzz_cal import Client\nclient = Client()\n"
        same(_lines(command, begun + "\n".join(WRONG) + "\n"), set(range(3, 3 + len(WRONG))))

    tell()


def _lines(command: Sequence[str], text: str) -> set[int]:
    """The lines that the checker reports."""
    with TemporaryDirectory() as folder:
        file = Path(folder, "uses.py")
        file.write_text(text, "utf-8")
        done = subprocess.run(
            [sys.executable, "-m", *command, str(file)], cwd=folder, capture_output=True, text=True, check=False
        )
    found = {int(number) for number in re.findall(r"uses\.py:(\d+)", done.stdout + done.stderr)}
    if done.returncode and not found:
        raise AssertionError((done.stderr or done.stdout).strip()[-200:])
    return found
