"""What tests of slots ask for and set."""

from toolzz_cal_mock.world.schedules import SCHEDULES

from tests.support.scheduling import ALWAYS

TUESDAY = ("2027-03-02", "2027-03-02")


def times(slots):
    """Slots without their date."""
    return [slot[11:] for slot in slots]


def hours(it, *, first="09:00", last="17:00", user_id=31790, zone="UTC", days=None):
    """Sets the hours of a user."""
    row = SCHEDULES.rows(it.world, user_id)[0]
    entry = {"days": days or ALWAYS[0]["days"], "startTime": first, "endTime": last}
    SCHEDULES.put(it.world, row | {"timeZone": zone, "availability": [entry]})
