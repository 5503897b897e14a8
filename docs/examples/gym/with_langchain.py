"""An agent of langchain, for the gym."""

from langchain.agents import create_agent
from toolzz_cal_mock.gym import GymTools, Turn

MODEL = "openai:gpt-example"  # the name of your model, or the model itself


def desk(turn: Turn, tools: GymTools) -> str:
    """Asks a model, and remembers what was said."""
    given = tools.for_("langchain")
    made = create_agent(MODEL, tools=given, system_prompt=turn.instructions)
    said = [*tools.memory.get("said", []), {"role": "user", "content": turn.text}]
    tools.memory["said"] = made.invoke({"messages": said})["messages"]
    return str(tools.memory["said"][-1].text)
