"""time-machine."""

import time_machine
from claims import claim, options, same, serving, tell
from toolzz_cal import Client


@claim("calls work at another time, and are retried")
def sync():
    with time_machine.travel("2027-03-09"), serving([503]) as url, Client(**options(url)) as client:
        same(client.bookings.get(booking_uid="bk1").data.uid, "bk1")


tell()
