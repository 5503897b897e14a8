"""Tools in front of an upstream, and an integration that permits what it is told to."""

from __future__ import annotations

import asyncio

from toolzz_cal.tools import AsyncTools, Tools

from tests.support.client import Api


class Integration:
    """An integration's flags, as the platform gives them."""

    is_active = True
    timezone = "America/Sao_Paulo"

    def __init__(self, look=True, book=True):
        self.check_availability_enabled, self.create_booking_enabled = look, book


def made(api, upstream, **options):
    """Tools of the kind of the api's client, and a way to run them that always waits."""
    client = api(upstream).client
    if isinstance(api(upstream), Api) and hasattr(client, "aclose"):
        tools = AsyncTools(client, **options)
        return tools, lambda *given, **more: asyncio.run(tools.run(*given, **more))
    tools = Tools(client, **options)
    return tools, tools.run
