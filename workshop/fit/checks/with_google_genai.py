"""google-genai."""

from claims import claim, same, tell
from frameworks import ARGUMENTS, is_booking, tools
from google.genai import types


@claim("tools are declared with their schemas")
def declared():
    with tools() as made:
        (tool,) = types.GenerateContentConfig(tools=made.for_("google-genai")).tools
        names = [each.name for each in tool.function_declarations]
        same(names, ["bookings_get", "slots_available"])
        schema = tool.function_declarations[0].parameters_json_schema
        same(schema, next(iter(made)).arguments())


@claim("what a model asks for is run")
def asked():
    with tools() as made:
        call = types.FunctionCall(name="bookings_get", args=ARGUMENTS)
        is_booking(made.run(call.name, call.args).text)


tell()
