"""Skills for agents are made of journeys, which name operations and arguments that there are."""

import yaml
from toolzz_cal.operations import get

from workshop.contract.journeys import INPUTS, documents
from workshop.site.skills import SKILLS, skills, tool_of


def steps():
    """Each step of each journey."""
    for document in documents():
        for workflow in yaml.safe_load(document.read_text("utf-8"))["workflows"]:
            for step in workflow["steps"]:
                yield workflow, step


def test_skills_are_current():
    """What `make generate` writes, byte for byte, and no other file."""
    made = skills()
    assert {path: path.read_text("utf-8") for path in SKILLS.rglob("*") if path.is_file()} == made
    assert made


def test_steps_name_what_there_is():
    """An action with its tool, arguments that it takes, among them all that it needs, and inputs that are declared."""
    for workflow, step in steps():
        operation = get(tool_of(step).replace("_", "."))
        schema = operation.arguments
        given = step["requestBody"]["payload"]["arguments"]
        assert given.keys() <= schema["properties"].keys()
        assert set(schema["required"]) <= given.keys()
        assert set(workflow["inputs"]["required"]) == set(workflow["inputs"]["properties"]) == set(INPUTS)


def test_a_skill_tells_every_step_and_when_it_is_of_use():
    """In the head that hosts read, and with the tool's name."""
    for path, text in skills().items():
        _, head, told = text.split("---\n", 2)
        found = yaml.safe_load(head)
        assert (path.parent.name, True) == (found["name"], len(found["description"]) <= 1024)
        assert all(f"`{tool_of(step)}`" in told for _, step in steps())
