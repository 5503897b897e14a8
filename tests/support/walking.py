"""Walks over the pages of a list."""

import asyncio


def walked(api, each, **arguments):
    """The uids that a walk gives, with something done after each."""
    seen = []
    items = api.method("bookings.iterate")(**arguments)

    async def main():
        async for item in items:
            seen.append(item.uid)
            if (waiting := each(item.uid)) is not None:
                await waiting

    if hasattr(items, "__anext__"):
        asyncio.run(main())
        return seen
    for item in items:
        seen.append(item.uid)
        each(item.uid)
    return seen
