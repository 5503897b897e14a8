"""What the mock holds after any calls is what those calls said: updates, lists, deletes, filters, pages and orders."""

from __future__ import annotations

import pytest
from hypothesis import Phase, settings
from hypothesis.stateful import run_state_machine_as_test
from toolzz_cal_mock.world.base import BEHAVIOURS

from tests.support.model import CHANGEABLE, FAMILIES, Resources
from tests.support.model_of_bookings import Bookings
from tests.support.model_of_calendars import Integrations, SelectedCalendars
from tests.support.planted_faults import FAULTS

STEPS = 30
OTHERS = {"bookings": Bookings, "calcom_integrations": Integrations, "selected_calendars": SelectedCalendars}
CALLED = {
    "calcom_integrations": {"calcom_integrations: POST", "calcom_integrations: PUT"},
    "selected_calendars": {"selected_calendars.add", "selected_calendars.remove"},
}


def machine(name):
    """A state machine that changes this resource."""
    kind = OTHERS.get(name, Resources)
    return type(kind.__name__, (kind,), {"changed": name, "succeeded": {}})


def bounds(**more):
    """How much is tried: calls of a run, and runs."""
    return settings(max_examples=settings.default.max_examples // 2, stateful_step_count=STEPS, **more)


@pytest.mark.parametrize("name", [*FAMILIES, *OTHERS])
def test_the_mock_holds_what_it_was_told(name):
    """After runs of calls in any order that change one resource, that and all others are as the calls explain."""
    tried = machine(name)
    run_state_machine_as_test(tried, settings=bounds())
    wanted = CALLED.get(name, {f"{name}.create", *([f"{name}.update"] if name in CHANGEABLE else ())})
    assert wanted <= tried.succeeded.keys(), f"never succeeded: {sorted(wanted - tried.succeeded.keys())}"


@pytest.mark.parametrize("fault", FAULTS, ids=lambda fault: fault.name)
def test_a_planted_fault_is_caught(fault, monkeypatch):
    """Each of them, in as many runs, and for what it does."""
    monkeypatch.setitem(BEHAVIOURS, fault.operation, fault.plant(BEHAVIOURS[fault.operation]))
    tried = machine(fault.operation.rpartition(".")[0])
    with pytest.raises(AssertionError, match=fault.caught):
        run_state_machine_as_test(tried, settings=bounds(phases=[Phase.generate]))
