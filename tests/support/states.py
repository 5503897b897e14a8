"""State files of the mock, read again."""

from toolzz_cal_mock.clock import Clock, Dice
from toolzz_cal_mock.store import Store
from toolzz_cal_mock.world.base import World


def again(path):
    """A new world, filled from the file."""
    made = World(Clock(), Dice(99))
    made.put("users", 1, {"id": 1, "name": "of the seed"})
    store = Store(path, made)
    store.close()
    return made
