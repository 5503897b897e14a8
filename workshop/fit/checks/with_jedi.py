"""jedi, which language servers ask."""

import jedi
from claims import claim, same, tell


def completed(begun):
    source = f"from toolzz_cal import Client, models\nc = Client()\n{begun}"
    return [each.name for each in jedi.Script(source).complete()]


@claim("resources, methods, arguments' names and attributes of answers are completed")
def names():
    same("bookings" in completed("c.booki"), True)
    same("reschedule" in completed("c.bookings.resch"), True)
    same("booking_uid=" in completed("c.bookings.get(booking_"), True)
    same("cancellation_reason" in completed("c.bookings.get(booking_uid='bk').data.cancel"), True)
    same("AttendeeInput" in completed("models.Attendee"), True)


tell()
