"""crewai."""

from claims import claim, same, tell
from frameworks import ARGUMENTS, is_booking, is_refusal, tools


@claim("a tool of a client is run")
def run():
    with tools() as made:
        tool = made.for_("crewai")[0]
        same(tool.name, "bookings_get")
        is_booking(tool.run(**ARGUMENTS))
        is_booking(tool.to_structured_tool().invoke(ARGUMENTS))


@claim("models are shown the schema as it is")
def shown():
    with tools() as made:
        for tool, own in zip(made.for_("crewai"), made, strict=True):
            same(tool.args_schema.model_json_schema(), own.arguments())


@claim("wrong arguments are told to the model")
def refusal():
    with tools() as made:
        is_refusal(made.for_("crewai")[0].run(bookingUid="../me"))


tell()
