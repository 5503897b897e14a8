"""Each of the operations once, sync and async, with the specification's example, and once more by its slug."""

import inspect
import json

from toolzz_cal import models, response_of

from tests.support import counts
from tests.support.client import KEY, TOKEN, Example, Reply, Upstream, actions, examples, resolved
from tests.support.tables import every

MOMENT = "2027-03-09T14:00:00.000Z"
ALL = every("each", examples(), ids=str)
ACTIONS = every("each", actions(), ids=str)
SENT_BY_HTTPX = {"accept", "accept-encoding", "connection", "content-length", "host", "user-agent"}


def expected_in(schema: dict) -> tuple[str, str]:
    """The kind of thing a schema describes, and the name of its model."""
    if "$ref" in schema:
        name = schema["$ref"].rpartition("/")[2]
        return "one", name
    if "anyOf" in schema:
        return "one or none", expected_in(schema["anyOf"][0])[1]
    if schema.get("type") == "array":
        kind, name = expected_in(schema["items"])
        return ("many", name) if kind == "one" else ("texts", "")
    return {"string": "text", "object": "object"}[schema["type"]], ""


def is_moment(schema: dict) -> bool:
    """Whether an argument is refused unless it names a moment."""
    told = resolved(schema)
    return "date-time" in [each.get("format") for each in (told, *told.get("anyOf", ()))]


def wire(value):
    """Data as the upstream wrote it."""
    return [wire(item) for item in value] if isinstance(value, list) else getattr(value, "to_dict", lambda: value)()


def test_there_are_146_operations():
    """The parametrisation covers ToolzzAI's operations and the actions."""
    assert (len(examples()), len(actions())) == (counts.OPERATIONS, counts.ACTIONS)


@ALL
def test_request_is_as_documented(each: Example, api):
    """A method's arguments give the request of the example: method, URL, headers and body, and nothing else."""
    upstream = Upstream(Reply(200, each.answer))
    api(upstream, toolkit_version=(each.body or {}).get("version")).run(each)
    (request,) = upstream.requests
    assert (each.method, each.url) == (request.method, str(request.url))
    headers = {name: value for name, value in request.headers.items() if name not in SENT_BY_HTTPX}
    credential = {"x-api-key": KEY} if each.slug else {"authorization": f"Bearer {TOKEN}"}
    content = {"content-type": "application/json"} if each.body is not None else {}
    assert {**credential, **content} == headers
    assert each.body == (json.loads(request.content) if request.content else None)


@ALL
def test_answer_is_read_as_documented(each: Example, api):
    """The example's answer becomes the documented type, differs nowhere from its schema, and loses nothing."""
    result = api(Upstream(Reply(200, each.answer)), strict=True).run(each)
    data = result if each.slug is None else result.data
    kind, name = expected_in(each.schema)
    model = getattr(models, name) if name else {"text": str, "texts": str, "object": dict}[kind]
    assert model in {type(item) for item in (data if kind in ("many", "texts") else [data])}
    assert kind in ("many", "texts") or not isinstance(data, list)
    assert each.payload == wire(data)
    assert result.mismatches == ()
    assert each.answer == json.loads(response_of(result).content)
    if each.slug:
        assert (True, each.answer["error"], each.answer["log_id"]) == (result.successful, result.error, result.log_id)
        assert each.answer == result.raw


@ACTIONS
def test_execute_by_slug_is_the_same(each: Example, api):
    """Running an action by its slug sends the same bytes and gives an equal result of the same type."""
    upstream = Upstream(Reply(200, each.answer))
    client = api(upstream)
    by_method = client.run(each)
    by_slug = client.call("actions.execute", each.slug, each.arguments)
    assert type(by_method.data) is type(by_slug.data)
    assert (by_method.data, by_method.raw) == (by_slug.data, by_slug.raw)
    first, second = upstream.requests
    assert (first.method, first.url, first.headers) == (second.method, second.url, second.headers)
    assert json.loads(first.content) == json.loads(second.content)


@ALL
def test_arguments_are_those_of_the_specification(each: Example, api):
    """A method takes each documented argument by keyword, demands the required ones, and nothing positionally."""
    parameters = inspect.signature(api(Upstream()).method(each.name)).parameters
    assert {inspect.Parameter.KEYWORD_ONLY} == {parameter.kind for parameter in parameters.values()}
    common = {"reconcile", "idempotency_key", "extra_arguments", "extra_headers", "timeout"} & set(parameters)
    assert len(each.properties) + len(each.in_path) + len(common) == len(parameters)
    demanded = [name for name, parameter in parameters.items() if parameter.default is parameter.empty]
    assert len(each.required) + len(each.in_path) == len(demanded)
    assert list(parameters)[-3:] == ["extra_arguments", "extra_headers", "timeout"]


@ALL
def test_arguments_are_all_sent(each: Example, api):
    """Every argument of a method reaches the request under its own name, optional ones too."""
    upstream = Upstream(Reply(200, each.answer))
    client = api(upstream)
    method = client.method(each.name)
    keys = dict.fromkeys(each.properties)
    named = {key: MOMENT if is_moment(each.properties[key]) else f"{key}-example" for key in keys}
    everything = Example(**{**vars(each), "arguments": named})
    client.call(each.name, **everything.keywords(method))
    if named:
        (sent,) = upstream.arguments if each.slug else upstream.bodies
        assert named == sent


def test_models_know_their_keys():
    """Every attribute of every model stands for one key of its schema."""
    for name in models.__all__:
        model = getattr(models, name)
        if isinstance(model, type) and hasattr(model, "_keys"):
            own = set(inspect.signature(model).parameters)
            assert own == set(model._keys.values()), name
