"""Every single change between two versions is told as what it is, and one way of writing is as good as another."""

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from toolzz_cal_cli.contract.compare import compare
from toolzz_cal_cli.contract.rules import RULES
from toolzz_cal_cli.contract.words import FactsError

from generator.diff.sides import load
from generator.errors import SpecError
from generator.stages import shaped
from tests.generator.diff.answers import ANSWERS
from tests.generator.diff.arguments import ARGUMENTS
from tests.generator.diff.base import ANSWER, GONE, REF, base, changes, changes_of_facts, edited, facts
from tests.generator.diff.operations import OPERATIONS
from tests.generator.diff.rewritings import REWRITINGS, reordered
from tests.generator.diff.sending import SENDING
from tests.support.generator import CASES, ROOT
from tests.support.tables import every

EVERY = [*ARGUMENTS, *SENDING, *ANSWERS, *OPERATIONS]


def only(old, new):
    """The one change between two specifications."""
    found = changes(old, new)
    assert 1 == len(found), [each.consequence for each in found]
    return found[0].level, found[0].side, found[0].consequence


@every("case", EVERY, ids=lambda case: case.name)
def test_a_change_is_classed_and_its_consequence_told(case):
    """One change is found, of the right level and side, in words that name the method and the argument."""
    assert (case.there.level, case.there.side, case.there.text) == only(base(), edited(*case.edits))


@every("case", EVERY, ids=lambda case: case.name)
def test_taking_a_change_back_is_a_change_too(case):
    """What was safe may break when it is taken back, and the other way round."""
    assert (case.back.level, case.back.side, case.back.text) == only(edited(*case.edits), base())


@every("name", REWRITINGS)
def test_another_way_of_writing_is_no_change(name):
    """References, orders and places that mean the same give no change, in either direction."""
    assert () == changes(base(), REWRITINGS[name])
    assert () == changes(REWRITINGS[name], base())


def test_the_rewritings_are_rewritings():
    """Each differs from the base and from the others, or it would show nothing."""
    written = [json.dumps(each) for each in (base(), *REWRITINGS.values())]
    assert len(set(written)) == len(written)


def renamed_argument(name):
    """The base with another name for the argument in the path."""
    document = base()
    item = document["paths"].pop("/integrations/{integrationId}")
    item["get"]["parameters"][0]["name"] = name
    document["paths"][f"/integrations/{{{name}}}"] = item
    return document


def moved(method, path):
    """The base with its action somewhere else."""
    document = base()
    document["paths"][path] = {method: document["paths"].pop("/execute/CREATE")["post"]}
    return document


def with_argument_in_the_query():
    """The base with the argument of its path in the query."""
    document = base()
    item = document["paths"].pop("/integrations/{integrationId}")
    item["get"]["parameters"][0]["in"] = "query"
    document["paths"]["/integration"] = item
    return document


def renamed_class():
    """The base with a model of another name, which leads back to itself."""
    return json.loads(json.dumps(base()).replace("/Booking", "/Meeting").replace('"Booking"', '"Meeting"'))


def without_webhook():
    """The base without what its webhook tells."""
    return edited("root webhooks", {}, "schemas Payload", GONE)


def of_type(schema):
    """The base with a field that a client reads by its type."""
    return edited("listed properties options", schema)


def with_forms(*places):
    """The base with another form at the gateway, once for each place of an argument."""
    forms = ([{"shape": "usual"}, {"shape": "flat", "arguments": {"title": place}}] for place in places)
    return tuple(edited("create x-gateway", form) for form in forms)


# Changes that are not single, that depend on a place, or that only one direction shows.
OTHERS = {
    "operation-moved": (base(), moved("put", "/run/CREATE")),
    "renamed": (base(), renamed_argument("key")),
    "moved": (base(), with_argument_in_the_query()),
    "class-renamed": (base(), renamed_class()),
    "event-removed": (base(), without_webhook()),
    "decoded-otherwise": (of_type({"type": "object"}), of_type({"$ref": "#/components/schemas/Integration"})),
    "direct-credential-loosened": (base(), edited("create x-cal credential", "none")),
    "forms-changed": with_forms("one", "two"),
    "removed-required": (base(), edited("listed properties count", GONE, "listed required", GONE)),
    "pages-removed": (base(), edited("listing properties skip", GONE)),
    "limit-changed": (
        edited("integration properties title pattern", "^a", "booking properties meetingUrl pattern", "^a"),
        edited("integration properties title pattern", "^b", "booking properties meetingUrl pattern", "^b"),
    ),
    "default-changed": (
        edited("booking properties rating default", 3), edited("booking properties rating default", 4)
    ),
    "secret": (
        base(), edited("booking properties id x-sensitive", True, "arguments properties title x-sensitive", True)
    ),
}  # fmt: skip


def no_action():
    """Facts of the base whose action is a plain operation."""
    found = facts(base())
    del found["operations"]["bookings.create"]["cal"]
    return found


def with_event(name):
    """Facts of the base whose event has another class, as it had if the generator named it otherwise."""
    found = facts(base())
    found["events"]["BOOKING_CREATED"]["class"] = name
    return found


# Changes of facts that no single change of a specification makes.
AS_FACTS = {
    "became-action": (no_action(), facts(base())),
    "event-renamed": (facts(base()), with_event("CreatedBooking")),
}


def test_every_kind_of_change_is_shown():
    """For every rule of the table some change here is judged by it."""
    pairs = [*((base(), edited(*case.edits)) for case in EVERY), *OTHERS.values()]
    pairs = [*((facts(old), facts(new)) for old, new in pairs), *AS_FACTS.values()]
    every = [each for old, new in pairs for each in (*changes_of_facts(old, new), *changes_of_facts(new, old))]
    found = {(each.kind, each.side) for each in every}
    assert set() == RULES.keys() - found


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        (base(), renamed_argument("key"), "`integrations.get` takes `key` instead of `integration_id`."),
        (base(), moved("post", "/run/CREATE"), "`bookings.create` is now sent to `POST /run/CREATE`."),
        (base(), moved("patch", "/execute/CREATE"), "`bookings.create` is now sent to `PATCH /execute/CREATE`."),
    ],
)
def test_what_is_found_again_is_no_other(old, new, told):
    """An argument by its place in the path, an operation by its name."""
    assert told == only(old, new)[2]
    assert "breaking" == only(old, new)[0]


def test_an_argument_that_python_calls_the_same_is_not_renamed():
    """Only Python sees the name of an argument in the path."""
    assert () == changes(base(), renamed_argument("integration_id"))


def test_an_operation_is_found_again_by_its_request():
    """Renamed and changed at once, it is not one that is gone and one that is new."""
    new = edited("create operationId", "bookings.make", "create deprecated", True)
    assert ["deprecated", "operation-renamed"] == sorted(each.kind for each in changes(base(), new))


def test_an_argument_that_leaves_the_path_is_sent_otherwise():
    """Where it travels is told beside the path that changed."""
    assert [
        ("operation-moved", "`integrations.get` is now sent to `GET /integration`."),
        ("moved", "`integrations.get` sends `integration_id` in the query instead of the path."),
    ] == [(each.kind, each.consequence) for each in changes(base(), with_argument_in_the_query())]


def test_an_argument_moves_into_the_body():
    """It is the same argument, and told once."""
    old = edited("make parameters", [{"name": "title", "in": "query", "schema": {"type": "string"}}])
    del old["components"]["schemas"]["IntegrationCreate"]["properties"]["title"]
    told = "`integrations.create` sends `title` in the body instead of the query."
    assert ("breaking", "request", told) == only(old, base())
    told = "`integrations.create` sends `title` in the query instead of the body."
    assert ("breaking", "request", told) == only(base(), old)


def test_a_model_of_another_name_breaks_imports():
    """`models.Booking` is a name that programs import; nothing else changed, recursion included."""
    told = "`models.Booking` is now `models.Meeting`."
    assert ("breaking", "operation", told) == only(base(), renamed_class())


def test_two_models_that_lead_to_each_other_may_be_renamed_at_once():
    """Each is known again by what it holds, whatever that is called."""
    new = json.loads(json.dumps(renamed_class()).replace("/Attendee", "/Person").replace('"Attendee"', '"Person"'))
    told = ["`models.Attendee` is now `models.Person`.", "`models.Booking` is now `models.Meeting`."]
    assert told == sorted(each.consequence for each in changes(base(), new))


def test_a_schema_that_several_arguments_lead_to_is_called_by_its_own_name():
    """There is no one way to it then."""
    edits = ("listing properties person", {"$ref": f"{REF}Attendee"})
    new = edited(*edits, "attendee required", ["name", "timeZone"])
    told = [each.consequence for each in changes(edited(*edits), new) if each.side == "request"]
    assert ["`bookings.create` and `bookings.list` now require `Attendee.timeZone`."] == told


def test_the_way_to_an_argument_leads_through_every_named_schema():
    """Those that lead back to themselves are not written out, and are looked at one after the other."""
    place = {"type": "object", "properties": {"street": {"type": "string"}, "inside": {"$ref": f"{REF}Place"}}}
    edits = ("schemas Place", place, "attendee properties place", {"$ref": f"{REF}Place"})
    new = edited(*edits, "schemas Place required", ["street"])
    told = [each.consequence for each in changes(edited(*edits), new) if each.side == "request"]
    assert ["`bookings.create` now requires `attendee.place.street`."] == told


def test_facts_need_no_file():
    """What brings facts from elsewhere says no more than it knows."""

    def side(schema):
        operation = {
            "method": "GET",
            "path": "/slots",
            "server": "https://api.example.com",
            "effect": "read",
            "arguments": schema,
            "answer": {"type": "string"},
            "status": "200",
        }
        return {"info": {"version": "1"}, "operations": {"slots.list": operation}, "schemas": {}}

    wide, narrow = side({"type": "object", "properties": {"day": {"type": "string"}}}), side({"type": "object"})
    (change,) = compare(wide, narrow).changes
    assert ("breaking", "`slots.list` no longer takes `day`.") == (change.level, change.consequence)


def test_a_text_of_another_name_is_no_change():
    """There is no class for it."""
    old, new = (
        edited(f"schemas {name}", {"type": "string"}, "booking properties meetingUrl", {"$ref": f"{REF}{name}"})
        for name in ("Url", "Place")
    )
    assert () == changes(old, new)


def test_a_class_that_is_gone_is_told_beside_what_used_it():
    """Programs import it; one that is new is told by what uses it alone."""
    told = [
        ("class-removed", "`models.Payload` is gone."),
        ("event-removed", "The webhook `BOOKING_CREATED` is gone."),
    ]
    assert told == [(each.kind, each.consequence) for each in changes(base(), without_webhook())]
    assert "The webhook `BOOKING_CREATED` is new." == only(without_webhook(), base())[2]


def test_pages_go_with_the_arguments_that_ask_for_them():
    """The method that goes from page to page is gone then."""
    assert [
        ("breaking", "`bookings.list` can no longer be asked for page after page."),
        ("breaking", "`bookings.list` no longer takes `skip`."),
    ] == [(each.level, each.consequence) for each in changes(base(), edited("listing properties skip", GONE))]


def test_a_schema_of_both_directions_is_judged_in_each():
    """What a request must have, an answer always has; the names are those of either side."""
    found = changes(base(), edited("attendee required", ["name", "timeZone"]))
    assert [
        ("breaking", "request", "`bookings.create` now requires `attendee.timeZone`."),
        (
            "safe",
            "answer",
            "`Attendee.time_zone` is always there in what `bookings.create` and `bookings.list` answer.",
        ),
    ] == [(each.level, each.side, each.consequence) for each in found]


def test_a_new_required_argument_of_an_inner_object():
    """It is required of who passes the object."""
    new = edited("attendee properties email", {"type": "string"}, "attendee required", ["name", "email"])
    assert "`bookings.create` now requires `attendee.email`." in [each.consequence for each in changes(base(), new)]


def test_circles_that_never_meet_come_to_an_end():
    """The same recursion, whose references stand at even depths on one side and at odd ones on the other."""

    def holding(schema):
        return {"type": "object", "properties": {"next": schema}}

    reference = {"$ref": "#/$defs/Loop"}
    recursive = holding(holding(reference))
    even, odd = (
        {**facts(base()), "events": {"LOOPED": {"class": "Looped", "body": body}}}
        for body in (reference, holding(reference))
    )
    for each in (even, odd):
        each["schemas"]["Loop"] = recursive
    assert () == changes_of_facts(even, odd)
    assert () == changes_of_facts(odd, even)


def test_an_object_that_gets_fields_is_read_as_a_model():
    """A dict becomes a model, which has attributes instead of keys."""
    told = "`IntegrationList.options`, in what `integrations.list` answers, is read as `Integration` instead of `dict`."
    assert ("breaking", "answer", told) == only(*OTHERS["decoded-otherwise"])


def test_a_permission_that_goes_is_told_alone():
    """Its time zone has nothing to say then."""
    old = edited("create x-agent timezone", "title")
    assert ["permission-removed"] == [each.kind for each in changes(old, edited("create x-agent", GONE))]
    assert ["permission-added"] == [each.kind for each in changes(edited("create x-agent", GONE), old)]


def test_becoming_an_action_changes_what_is_answered():
    """Actions answer a result around the model."""
    plain, action = AS_FACTS["became-action"]
    assert ["became-action"] == [each.kind for each in changes_of_facts(plain, action)]
    assert ["no-action"] == [each.kind for each in changes_of_facts(action, plain)]


def test_the_class_of_an_event_is_a_name_that_programs_import():
    """It breaks when it is called otherwise, and nothing else changed."""
    (change,) = changes_of_facts(*AS_FACTS["event-renamed"])
    assert ("breaking", "`webhooks.BookingCreated` is now `webhooks.CreatedBooking`.") == (
        change.level,
        change.consequence,
    )


def test_arguments_follow_the_method_of_the_direct_request():
    """A method without a body sends them in the query; its own change says so."""
    new = edited("create x-cal request", "DELETE /v2/bookings")
    assert ["direct-request-changed"] == [each.kind for each in changes(base(), new)]


@every(
    ("scheme", "levels"),
    [
        ({"type": "apiKey", "in": "query", "name": "x-api-key"}, ["breaking", "safe"]),
        ({"type": "apiKey", "in": "header", "name": "x-key"}, ["breaking", "safe"]),
        ({"type": "http", "scheme": "Bearer"}, ["breaking", "safe"]),
        ({"type": "openIdConnect", "openIdConnectUrl": "https://id.example.com"}, ["breaking", "safe"]),
        ({"type": "apiKey", "in": "header", "name": "x-api-key", "description": "A key."}, []),
    ],
)
def test_a_credential_is_what_it_is_and_not_how_it_is_called(scheme, levels):
    """Another header under the same name is another credential, and told once for all operations."""
    found = changes(base(), edited("root components securitySchemes key", scheme))
    assert levels == [each.level for each in found]
    assert all(5 == len(each.operations) for each in found)


def test_a_scope_more_tightens():
    """A credential with fewer scopes is refused from then on."""
    flows = {"type": "oauth2", "flows": {}}
    old = edited("root components securitySchemes key", flows, "root security", [{"key": ["read"]}])
    new = edited("root components securitySchemes key", flows, "root security", [{"key": ["read", "write"]}])
    assert ["security-tightened"] == [each.kind for each in changes(old, new)]
    assert ["security-loosened"] == [each.kind for each in changes(new, old)]


@pytest.mark.parametrize("bound", ["minimum", "maximum"])
def test_a_bound_of_fractions_is_tighter_without_its_number(bound):
    """The number itself is no longer taken."""
    kept = edited("list parameters 0 schema", {"type": "number", bound: 100})
    excluded = edited("list parameters 0 schema", {"type": "number", f"exclusive{bound.capitalize()}": 100})
    told = f"`integrations.list` limits `take` more: {bound} 100 → 100 (excluded)."
    assert ("breaking", "request", told) == only(kept, excluded)
    told = f"`integrations.list` limits `take` less: {bound} 100 (excluded) → 100."
    assert ("safe", "request", told) == only(excluded, kept)


@pytest.mark.parametrize(
    ("old", "new", "kind"),
    [
        ("int32", "int64", "limit-loosened"),
        ("int64", "int32", "limit-tightened"),
        ("float", "double", "limit-loosened"),
        ("int32", "float", "limit-changed"),
    ],
)
def test_a_wider_format_takes_what_a_narrower_one_took(old, new, kind):
    """Any other change of a format is a change."""
    first, second = (edited("list parameters 0 schema", {"type": "number", "format": each}) for each in (old, new))
    assert [kind] == [each.kind for each in changes(first, second)]


@pytest.mark.parametrize(
    ("old", "new", "kind"), [(5, 10, "limit-tightened"), (0.5, 0.1, "limit-loosened"), (4, 6, "limit-changed")]
)
def test_a_step_is_tighter_when_the_old_one_divides_it(old, new, kind):
    """Exactly, fractions included."""
    first, second = (edited("list parameters 0 schema", {"type": "number", "multipleOf": each}) for each in (old, new))
    assert [kind] == [each.kind for each in changes(first, second)]


def test_what_an_action_answers_is_told_without_what_wraps_it():
    """The gateway's envelope is taken off before a program sees the answer."""
    unwrapped = f"create {ANSWER} properties data properties data"
    old = edited("create x-reconcile", GONE)
    new = edited("create x-reconcile", GONE, unwrapped, {"type": "string"})
    told = "`data`, in what `bookings.create` answers, is string instead of object."
    assert ("breaking", "answer", told) == only(old, new)


def test_errors_are_not_read_as_models():
    """A timestamp in one stays the text that it is."""
    assert () == changes(base(), edited("error properties message format", "date-time"))


def test_the_same_change_of_many_operations_is_told_once():
    """A shared argument that goes names its operations."""
    old = base()
    for item in old["paths"].values():
        for operation in item.values():
            parameter = {"name": "teamId", "in": "query", "schema": {"type": "string"}}
            operation.setdefault("parameters", []).append(parameter)
    (change,) = changes(old, base())
    assert "`bookings.create`, `bookings.list` and 3 more no longer take `team_id`." == change.consequence
    assert 5 == len(change.operations)


SPECS = {"ours": ROOT / "spec" / "openapi.yaml"} | {
    folder.name: folder / "spec" / "openapi.yaml" for folder in sorted(CASES.iterdir()) if (folder / "spec").is_dir()
}


@pytest.mark.parametrize("name", SPECS)
def test_a_specification_does_not_differ_from_the_facts_made_of_it(name, tmp_path):
    """Read as its root, and as the file that is emitted, with its keys the other way round."""
    if name == "ours":
        emitted = json.loads((ROOT / "generated_client" / "toolzz_cal" / "operations.json").read_text("utf-8"))
    else:
        emitted = json.loads(json.dumps(shaped(SPECS[name], SPECS[name]).catalogue))
    path = tmp_path / "operations.json"
    path.write_text(json.dumps(reordered(emitted)), "utf-8")
    root, file = load(SPECS[name]), load(path)
    assert () == compare(root, file).changes
    assert () == compare(file, root).changes


def test_our_operations_and_events_are_all_compared():
    """Against facts without any, each of them is told as new."""
    ours = json.loads((ROOT / "spec" / "released.operations.json").read_text("utf-8"))
    ours["events"] = facts(base())["events"]
    empty = {**ours, "operations": {}, "events": {}}
    kinds = [each.kind for each in changes_of_facts(empty, ours)]
    assert len(ours["operations"]) == kinds.count("operation-added")
    assert 1 == kinds.count("event-added")


@settings(max_examples=150, deadline=None)
@given(st.data())
def test_any_change_anywhere_gives_a_report_or_one_message(data):
    """Facts of a wrong form end in a message with a cure, never in a traceback."""
    whole = facts(base())
    holder, key = whole, "operations"
    while isinstance(holder[key], dict | list) and holder[key] and data.draw(st.integers(0, 4)):
        holder = holder[key]
        key = data.draw(st.sampled_from(sorted(holder) if isinstance(holder, dict) else range(len(holder))))
    holder[key] = data.draw(st.sampled_from([None, True, 7, "text", [], {}, [[]], {"$ref": "#/nowhere"}, {"a": 1}]))
    message = ""
    for old, new in ((whole, facts(base())), (facts(base()), whole)):
        try:
            changes_of_facts(old, new)
        except (FactsError, SpecError) as problem:
            message += str(problem)
    assert "\n" not in message
