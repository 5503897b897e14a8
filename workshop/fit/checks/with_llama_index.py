"""llama-index, by the tools of llama-index-core."""

import asyncio

from claims import claim, same, tell
from frameworks import ARGUMENTS, async_tools, is_booking, is_refusal, tools


@claim("a tool of a client is called, and awaited")
def called():
    with tools() as made:
        tool = made.for_("llama-index")[0]
        same(tool.metadata.name, "bookings_get")
        is_booking(tool.call(**ARGUMENTS))
        is_booking(asyncio.run(tool.acall(**ARGUMENTS)))


@claim("a tool of an async client is awaited")
def awaited():
    with async_tools() as made:
        is_booking(asyncio.run(made.for_("llama-index")[0].acall(**ARGUMENTS)))


@claim("models are shown the schema as it is")
def shown():
    with tools() as made:
        for tool, own in zip(made.for_("llama-index"), made, strict=True):
            same(tool.metadata.to_openai_tool(skip_length_check=True)["function"]["parameters"], own.arguments())


@claim("wrong arguments are told to the model")
def refusal():
    with tools() as made:
        is_refusal(made.for_("llama-index")[0].call(bookingUid="../me"))


tell()
