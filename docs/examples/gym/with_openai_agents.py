"""An agent of openai-agents, for the gym."""

from agents import Agent, Runner
from toolzz_cal_mock.gym import GymTools, Turn

MODEL = None  # the name of your model; None for the package's usual one


def desk(turn: Turn, tools: GymTools) -> str:
    """Asks a model, and remembers what was said."""
    given = tools.for_("openai-agents")
    made = Agent(name="desk", model=MODEL, instructions=turn.instructions, tools=given)
    said = [*tools.memory.get("said", []), {"role": "user", "content": turn.text}]
    run = Runner.run_sync(made, said)
    tools.memory["said"] = run.to_input_list()
    return str(run.final_output)
