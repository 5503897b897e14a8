"""A stateful mock of the ToolzzAI API, the gateway and the Cal.com API, to develop and to test against.

The pytest fixture `toolzz_cal_mock` gives a `Mock`, which is in process and has ready clients; `toolzz_cal_mock_server`
gives a `MockServer`, which is on a port; and `toolzz_cal_mock_factory` is a `MockFactory`, which makes more of both.
`create_app()` is an ASGI application, and `MockTransport` and `AsyncMockTransport` end clients of httpx in a mock. The
others are what a mock has: `Calls` (each a `Call`), `Deliveries` (each a `Delivery`), `Faults` (each a `Fault`).
All are imported on first use.
"""

from __future__ import annotations

TYPE_CHECKING = bool()  # noqa: UP018 - jedi would take `False` at its word, and see nothing below
if TYPE_CHECKING:
    from typing import Any

    from .asgi import create_app as create_app
    from .calls import Call as Call
    from .calls import Calls as Calls
    from .clock import Clock as Clock
    from .core import Mock as Mock
    from .deliveries import Deliveries as Deliveries
    from .delivery import Delivery as Delivery
    from .factory import MockFactory as MockFactory
    from .faults import Fault as Fault
    from .faults import FaultError as FaultError
    from .faults import Faults as Faults
    from .seeding import Seed as Seed
    from .serving import MockServer as MockServer
    from .settings import SettingError as SettingError
    from .settings import Settings as Settings
    from .transport import AsyncMockTransport as AsyncMockTransport
    from .transport import MockTransport as MockTransport

__all__ = [
    "AsyncMockTransport",
    "Call",
    "Calls",
    "Clock",
    "Deliveries",
    "Delivery",
    "Fault",
    "FaultError",
    "Faults",
    "Mock",
    "MockFactory",
    "MockServer",
    "MockTransport",
    "Seed",
    "SettingError",
    "Settings",
    "create_app",
]
_MODULES = {
    "AsyncMockTransport": "transport",
    "Call": "calls",
    "Calls": "calls",
    "Clock": "clock",
    "Deliveries": "deliveries",
    "Delivery": "delivery",
    "Fault": "faults",
    "FaultError": "faults",
    "Faults": "faults",
    "Mock": "core",
    "MockFactory": "factory",
    "MockServer": "serving",
    "MockTransport": "transport",
    "Seed": "seeding",
    "SettingError": "settings",
    "Settings": "settings",
    "create_app": "asgi",
}

if not TYPE_CHECKING:  # for a type checker every name would be there, whatever its spelling

    def __getattr__(name: str) -> Any:
        from .extra import attribute

        if name not in _MODULES:
            raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
        value = attribute(_MODULES[name], name)
        globals()[name] = value
        return value


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
