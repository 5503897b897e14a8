"""docs/gym.md says what the gym takes and does, and its examples are agents."""

import re
from dataclasses import fields

import pytest
from toolzz_cal_mock.gym import run, scenarios, select
from toolzz_cal_mock.gym.parsing import TAGS, scenario
from toolzz_cal_mock.gym.reading import read
from toolzz_cal_mock.gym.scenario import OUTCOMES, Checks, Where
from toolzz_cal_mock.gym.scripted import Scripted

from tests.packages.gym.faulty import FAULTS
from tests.support.snippets import ROOT, snippets

PAGE = (ROOT / "docs/gym.md").read_text("utf-8")
EXAMPLES = {each.file: each for each in snippets(PAGE, "docs/gym.md") if each.file is not None}


def namespace(file):
    """What an example defines."""
    names = {"__name__": "example"}
    EXAMPLES[f"docs/examples/gym/{file}"].run(names)
    return names


def test_the_scenario_on_the_page_measures():
    """Who is right passes it, and who cancels and books anew does not."""
    (text,) = [each.code for each in snippets(PAGE, "docs/gym.md") if each.language == "yaml"]
    shown = scenario(read(text, "mine.yaml"))
    assert run(shown, Scripted()).failures == []
    assert not run(shown, FAULTS["moves by cancelling and booking anew"]()).passed


def test_examples_are_copies_of_files_that_are_checked():
    """Word for word."""
    assert 4 == len(EXAMPLES)
    for file, each in EXAMPLES.items():
        assert (ROOT / file).read_text("utf-8") == each.code


def test_every_check_tag_and_outcome_is_told():
    """By its name, in the tables and the text; and the number of scenarios."""
    told = set(re.findall("`([^`]+)`", re.sub("^```.*?^```", "", PAGE, flags=re.S | re.M)))
    assert {field.name for field in fields(Checks)} <= told
    assert {field.name for field in fields(Where)} <= told
    assert set(TAGS) <= told
    assert {f"Outcome: {each}" for each in OUTCOMES} <= told
    assert f"all {len(scenarios())} scenarios" in PAGE


def test_the_example_of_a_test_passes():
    """In each scenario that its mark names."""
    names = namespace("test_desk.py")
    (mark,) = names["test_my_desk"].pytestmark
    assert "scheduling_gym" == mark.name
    for each in select(scenarios(), mark.args):
        names["test_my_desk"](each)


def test_an_agent_of_openai_agents():
    """It asks for a tool and tells what came of it, with a model of ours."""
    agents = pytest.importorskip("agents")
    from agents import ModelResponse, Usage
    from openai.types.responses import ResponseFunctionToolCall, ResponseOutputMessage, ResponseOutputText

    class Fake(agents.Model):
        async def get_response(self, system_instructions, input, *args, **kwargs):
            assert "Outcome: not done" in system_instructions
            if input[-1].get("type") == "function_call_output":
                text = ResponseOutputText(type="output_text", text="Outcome: question", annotations=[])
                item = ResponseOutputMessage(
                    id="m1", type="message", role="assistant", status="completed", content=[text]
                )
            else:
                item = ResponseFunctionToolCall(type="function_call", call_id="c1", name="me_get", arguments="{}")
            return ModelResponse(output=[item], usage=Usage(), response_id=None)

        def stream_response(self, *args, **kwargs):
            raise NotImplementedError

    agents.set_tracing_disabled(True)
    assert_asks("with_openai_agents.py", Fake())


def test_an_agent_of_pydantic_ai():
    """The same with its own model of a function."""
    pytest.importorskip("pydantic_ai")
    from pydantic_ai.messages import ModelResponse, TextPart, ToolCallPart
    from pydantic_ai.models.function import FunctionModel

    def answer(messages, info):
        came_back = any(part.part_kind == "tool-return" for part in messages[-1].parts)
        return ModelResponse(parts=[TextPart("Outcome: question") if came_back else ToolCallPart("me_get", {})])

    assert_asks("with_pydantic_ai.py", FunctionModel(answer))


def test_an_agent_of_langchain():
    """The same with a model of messages that are given."""
    pytest.importorskip("langchain.agents")
    from langchain_core.language_models.fake_chat_models import GenericFakeChatModel
    from langchain_core.messages import AIMessage

    class Fake(GenericFakeChatModel):
        def bind_tools(self, tools, **kwargs):
            return self

    call = {"name": "me_get", "args": {}, "id": "c1", "type": "tool_call"}
    messages = [AIMessage("", tool_calls=[call]), AIMessage("Outcome: question")]
    assert_asks("with_langchain.py", Fake(messages=iter(messages)))


def assert_asks(file, model):
    """The agent of an example looks once with this model, and then asks back."""
    names = namespace(file)
    names["MODEL"] = model
    (asked,) = select(scenarios(), ["an-hour-that-is-missing"])
    result = run(asked, names["desk"])
    assert result.failures == []
    assert ["me.get"] == [call.operation for call in result.calls]
