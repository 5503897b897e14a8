"""langchain, by the tools of langchain-core."""

import asyncio

from claims import claim, same, tell
from frameworks import ARGUMENTS, async_tools, is_booking, is_refusal, tools
from langchain_core.utils.function_calling import convert_to_openai_tool


@claim("a tool of a client is called, and awaited")
def called():
    with tools() as made:
        tool = made.for_("langchain")[0]
        same(tool.name, "bookings_get")
        is_booking(tool.invoke(ARGUMENTS))
        is_booking(asyncio.run(tool.ainvoke(ARGUMENTS)))


@claim("a model's request for a tool is answered with a message for it")
def requested():
    with tools() as made:
        asked = {"type": "tool_call", "id": "c1", "name": "bookings_get", "args": ARGUMENTS}
        message = made.for_("langchain")[0].invoke(asked)
        same(message.tool_call_id, "c1")
        is_booking(message.content)


@claim("a tool of an async client is awaited")
def awaited():
    with async_tools() as made:
        is_booking(asyncio.run(made.for_("langchain")[0].ainvoke(ARGUMENTS)))


@claim("models are shown the schema as it is")
def shown():
    with tools() as made:
        for tool, own in zip(made.for_("langchain"), made, strict=True):
            parameters = convert_to_openai_tool(tool)["function"]["parameters"]
            same(parameters["properties"].keys(), own.arguments()["properties"].keys())


@claim("wrong arguments are told to the model")
def refusal():
    with tools() as made:
        is_refusal(made.for_("langchain")[0].invoke({"bookingUid": "../me"}))


tell()
