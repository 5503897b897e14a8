"""An agent of pydantic-ai, for the gym."""

from pydantic_ai import Agent
from toolzz_cal_mock.gym import GymTools, Turn

MODEL = "test"  # the name of your model


def desk(turn: Turn, tools: GymTools) -> str:
    """Asks a model, and remembers what was said."""
    given = tools.for_("pydantic-ai")
    made = Agent(MODEL, instructions=turn.instructions, tools=given)
    run = made.run_sync(turn.text, message_history=tools.memory.get("said"))
    tools.memory["said"] = run.all_messages()
    return run.output
