"""Calls that fail: reads and writes of both upstreams, and the error that one ends with."""

import pytest
from toolzz_cal import ToolzzCalError

from tests.support.client import Api, Example, example

READS = [example("bookings.get"), example("functions.get")]
WRITES = [
    example("bookings.create"),
    example("bookings.cancel"),
    example("calcom_integrations.create"),
    example("calcom_integrations.update"),
]


def failed(api: Api, each: Example, **more) -> ToolzzCalError:
    """The error that a call ends with."""
    with pytest.raises(ToolzzCalError) as caught:
        api.run(each, **more)
    return caught.value
