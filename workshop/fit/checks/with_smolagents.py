"""smolagents."""

from claims import claim, tell
from frameworks import ARGUMENTS, is_booking, is_refusal, tools
from smolagents import ToolCallingAgent
from smolagents.models import ChatMessage, ChatMessageToolCall, ChatMessageToolCallFunction, MessageRole, Model


class Scripted(Model):
    """A model that asks for a booking, and gives what it was told as its answer."""

    def __init__(self, arguments):
        super().__init__(model_id="scripted")
        self.arguments, self.turn = arguments, 0

    def generate(self, messages, **_):
        self.turn += 1
        if self.turn == 1:
            asked = ChatMessageToolCallFunction(name="bookings_get", arguments=self.arguments)
        else:
            told = str(messages[-1].content[0]["text"]).removeprefix("Observation:\n")
            asked = ChatMessageToolCallFunction(name="final_answer", arguments={"answer": told})
        call = ChatMessageToolCall(function=asked, id=f"c{self.turn}", type="function")
        return ChatMessage(role=MessageRole.ASSISTANT, content="", tool_calls=[call])


@claim("an agent runs tools of a client")
def agent():
    with tools() as made:
        run = ToolCallingAgent(tools=made.for_("smolagents"), model=Scripted(ARGUMENTS), verbosity_level=0)
        is_booking(run.run("Who comes?"))


@claim("wrong arguments are told to the model")
def refusal():
    with tools() as made:
        run = ToolCallingAgent(
            tools=made.for_("smolagents"), model=Scripted({"bookingUid": "../me"}), verbosity_level=0
        )
        is_refusal(run.run("Who comes?"))


tell()
