"""gevent, everything patched."""

from gevent import monkey

monkey.patch_all()

import gevent  # noqa: E402
from claims import claim, options, same, serving, tell  # noqa: E402
from toolzz_cal import Client  # noqa: E402


@claim("20 calls at once, one of them retried")
def many():
    with serving([503]) as url, Client(**options(url)) as client:
        jobs = [gevent.spawn(lambda: client.bookings.get(booking_uid="bk1").data.uid) for _ in range(20)]
        gevent.joinall(jobs, raise_error=True)
        same([job.value for job in jobs], ["bk1"] * 20)


tell()
