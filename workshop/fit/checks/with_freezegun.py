"""freezegun."""

from claims import claim, options, same, serving, tell
from freezegun import freeze_time
from toolzz_cal import Client


@claim("calls work while time stands still")
def sync():
    with freeze_time("2027-03-09"), serving() as url, Client(**options(url)) as client:
        same(client.bookings.get(booking_uid="bk1").data.uid, "bk1")


tell()
