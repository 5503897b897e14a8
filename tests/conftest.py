"""How all tests are run: hypothesis the same way each time, and the client from the tree or from a wheel."""

from __future__ import annotations

import os

from hypothesis import HealthCheck, settings

from tests.support.wheel import put_first

# Examples are drawn the same way in every run. HYPOTHESIS_PROFILE=thorough draws many more.
_COMMON = {"deadline": None, "database": None, "suppress_health_check": [HealthCheck.too_slow]}
settings.register_profile("quick", derandomize=True, max_examples=20, **_COMMON)
settings.register_profile("thorough", max_examples=1000, **_COMMON)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "quick"))

# TOOLZZ_CAL_FROM_WHEEL=1 builds the wheel and tests what is in it; the path of a wheel tests that one.
_FROM_WHEEL = os.environ.get("TOOLZZ_CAL_FROM_WHEEL", "")
_TESTED = put_first(_FROM_WHEEL) if _FROM_WHEEL else None


def pytest_report_header():
    """Says which client is tested."""
    source = "the wheel" if _TESTED else "the tree"
    return f"toolzz_cal from {source}, hypothesis profile {settings.get_current_profile_name()}"
