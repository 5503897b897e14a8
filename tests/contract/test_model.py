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

STEPS = {"bookings": 30}  # of a run; bookings are told apart by filters and orders once there are several
FEW_STEPS = 16
OTHERS = {"bookings": Bookings, "calcom_integrations": Integrations, "selected_calendars": SelectedCalendars}
CALLED = {
    "calcom_integrations": {"calcom_integrations: POST", "calcom_integrations: PUT"},
    "selected_calendars": {"selected_calendars.add", "selected_calendars.remove"},
}


def machine(name):
    """A state machine that changes this resource."""
    kind = OTHERS.get(name, Resources)
    return type(kind.__name__, (kind,), {"changed": name, "succeeded": {}})


def bounds(name, **more):
    """How much is tried for a resource: calls of a run, and runs."""
    runs, steps = settings.default.max_examples // 2, STEPS.get(name, FEW_STEPS)
    return settings(**{"max_examples": runs, "stateful_step_count": steps, **more})


@pytest.mark.parametrize("name", [*FAMILIES, *OTHERS])
def test_the_mock_holds_what_it_was_told(name):
    """After runs of calls in any order that change one resource, that and all others are as the calls explain."""
    tried = machine(name)
    run_state_machine_as_test(tried, settings=bounds(name))
    wanted = CALLED.get(name, {f"{name}.create", *([f"{name}.update"] if name in CHANGEABLE else ())})
    assert wanted <= tried.succeeded.keys(), f"never succeeded: {sorted(wanted - tried.succeeded.keys())}"


@pytest.mark.parametrize("fault", FAULTS, ids=lambda fault: fault.name)
def test_a_planted_fault_is_caught(fault, monkeypatch):
    """Each of them, and for what it does; with runs to spare, as what hypothesis draws depends on what is imported."""
    monkeypatch.setitem(BEHAVIOURS, fault.operation, fault.plant(BEHAVIOURS[fault.operation]))
    name = fault.operation.rpartition(".")[0]
    tried = machine(name)
    with pytest.raises(AssertionError, match=fault.caught):
        run_state_machine_as_test(tried, settings=bounds(name, phases=[Phase.generate], max_examples=100))
