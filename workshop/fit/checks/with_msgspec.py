"""msgspec."""

import msgspec
from claims import BOOKING, claim, same, tell
from toolzz_cal.models import Booking, json_default


@claim("models are written with `enc_hook=models.json_default`")
def hook():
    text = msgspec.json.encode([Booking.from_dict(BOOKING)], enc_hook=json_default)
    same(msgspec.json.decode(text), [BOOKING])
    same(msgspec.to_builtins(Booking.from_dict(BOOKING), enc_hook=json_default), BOOKING)


@claim("without it they are refused, not written under other names")
def refused():
    for write in (msgspec.json.encode, msgspec.to_builtins):
        try:
            write(Booking.from_dict(BOOKING))
        except TypeError:
            continue
        raise AssertionError("it was written")


tell()
