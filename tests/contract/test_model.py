"""What the mock holds after any calls is what those calls said."""

from __future__ import annotations

from hypothesis import settings, Phase
from hypothesis.stateful import run_state_machine_as_test

from tests.support.model import Model


def test_the_mock_holds_what_it_was_told():
    """x"""
    run_state_machine_as_test(Model, settings=settings(max_examples=20, stateful_step_count=30, phases=[Phase.generate, Phase.shrink]))
    print(Model.succeeded)
