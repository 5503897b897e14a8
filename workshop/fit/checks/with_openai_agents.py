"""openai-agents."""

import asyncio
import json
from types import SimpleNamespace

from agents import Agent, Model, ModelResponse, Runner, Usage, set_tracing_disabled
from claims import claim, same, tell
from frameworks import ARGUMENTS, async_tools, is_booking, is_refusal, tools
from openai.types.responses import ResponseFunctionToolCall, ResponseOutputMessage, ResponseOutputText

set_tracing_disabled(True)


class Scripted(Model):
    """A model that asks for a booking, and says what it was told."""

    async def get_response(self, system_instructions, input, *args, **kwargs):
        told = [item for item in input if isinstance(item, dict) and item.get("type") == "function_call_output"]
        if not told:
            asked = ResponseFunctionToolCall(
                type="function_call", call_id="c1", name="bookings_get", arguments=json.dumps(ARGUMENTS)
            )
            return ModelResponse(output=[asked], usage=Usage(), response_id=None)
        text = ResponseOutputText(type="output_text", text=told[-1]["output"], annotations=[])
        said = ResponseOutputMessage(id="m1", type="message", role="assistant", status="completed", content=[text])
        return ModelResponse(output=[said], usage=Usage(), response_id=None)

    def stream_response(self, *args, **kwargs):
        raise NotImplementedError


@claim("an agent runs tools of a client")
def agent():
    with tools() as made:
        run = Agent(name="desk", model=Scripted(), tools=made.for_("openai-agents"))
        is_booking(asyncio.run(Runner.run(run, "Who comes?")).final_output)


@claim("an agent runs tools of an async client")
def agent_async():
    with async_tools() as made:
        run = Agent(name="desk", model=Scripted(), tools=made.for_("openai-agents"))
        is_booking(asyncio.run(Runner.run(run, "Who comes?")).final_output)


@claim("wrong arguments are told to the model")
def refusal():
    with tools() as made:
        tool = made.for_("openai-agents")[0]
        same(tool.name, "bookings_get")
        is_refusal(asyncio.run(tool.on_invoke_tool(SimpleNamespace(), '{"bookingUid": "../me"}')))


tell()
