"""pydantic-ai."""

from claims import claim, tell
from frameworks import ARGUMENTS, async_tools, is_booking, is_refusal, tools
from pydantic_ai import Agent
from pydantic_ai.messages import ModelResponse, TextPart, ToolCallPart, ToolReturnPart
from pydantic_ai.models.function import FunctionModel


def scripted(arguments):
    """A model that asks for a booking, and says what it was told."""

    def answer(messages, info):
        told = [part for message in messages for part in message.parts if isinstance(part, ToolReturnPart)]
        if told:
            return ModelResponse(parts=[TextPart(told[-1].content)])
        return ModelResponse(parts=[ToolCallPart("bookings_get", arguments)])

    return FunctionModel(answer)


@claim("an agent runs tools of a client")
def agent():
    with tools() as made:
        run = Agent(scripted(ARGUMENTS), tools=made.for_("pydantic-ai"))
        is_booking(run.run_sync("Who comes?").output)


@claim("an agent runs tools of an async client")
def agent_async():
    with async_tools() as made:
        run = Agent(scripted(ARGUMENTS), tools=made.for_("pydantic-ai"))
        is_booking(run.run_sync("Who comes?").output)


@claim("wrong arguments are told to the model")
def refusal():
    with tools() as made:
        run = Agent(scripted({"bookingUid": "../me"}), tools=made.for_("pydantic-ai"))
        is_refusal(run.run_sync("Who comes?").output)


tell()
