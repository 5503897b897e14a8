"""orjson."""

import orjson
from claims import BOOKING, claim, same, tell
from toolzz_cal.models import Booking, json_default


@claim("models are written with `default=models.json_default`")
def default():
    same(orjson.loads(orjson.dumps([Booking.from_dict(BOOKING)], default=json_default)), [BOOKING])


tell()
