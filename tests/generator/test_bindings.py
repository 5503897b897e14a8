"""Several requests of one action: what a specification may say of them, what is emitted, and how it runs."""

import importlib
import json
from types import SimpleNamespace

import httpx
import pytest

from tests.support.generator import CASES, changed, generate, imported, specification, tree

SPEC = (CASES / "bindings" / "spec" / "openapi.yaml").read_text("utf-8")
PARTS = (CASES / "bindings" / "spec" / "parts.yaml").read_text("utf-8")
UNTIL = "            until: {as: body:length, encode: minutes, since: from, refused: has one length, per: lampId}\n"
OWNER = "            owner: {without: A hold of this kind belongs to nobody}\n"
OLD = '        - {request: POST /v2/lamps/hold, until: "2024-04-15"}\n'
NEW = "        - request: POST /v2/lamps/{lampId}/holds\n"
USUAL = 'x-cal: {version: "2024-08-13"}'
FORM = "Write as:, a place and a name, or encode:, or both, or without: and a sentence"
PAIR = "Write both, or neither"


def until(keys, what, cure):
    """Another word for how an argument travels in a binding; the message must name its line."""
    return pytest.param(changed(SPEC, UNTIL, f"            until: {keys} # here\n"), what, cure, id=f"until: {keys}")


def owner(line, what, cure):
    """Another line in the place of the argument that has no counterpart."""
    return pytest.param(changed(SPEC, OWNER, f"            {line} # here\n"), what, cure, id=line)


def old(line, what, cure):
    """Another second binding."""
    return pytest.param(changed(SPEC, OLD, f"        - {line} # here\n"), what, cure, id=line)


BAD = [
    pytest.param(changed(SPEC, NEW, f"{NEW}          colour: red # here\n"), "'colour' is not supported in x-cal",
                 "There are request", id="colour"),
    pytest.param(changed(SPEC, NEW, f"{NEW}          needs: [from] # here\n"), "needs names from", "Name only",
                 id="needs"),
    pytest.param(changed(SPEC, NEW, NEW.replace("lampId}", "bulbId}").replace("\n", " # here\n")),
                 "{bulbId}, which is no argument of lamps.hold", "Add the argument", id="path"),
    pytest.param(changed(SPEC, USUAL, "x-cal: {version: soon} # here"), "version is 'soon'", "Write a date in quotes",
                 id="document's version"),
    pytest.param(changed(SPEC, USUAL, "x-cal: {until: soon} # here"),
                 "'until' is not supported in x-cal", "There are version", id="document's key"),
    pytest.param(changed(SPEC, USUAL, "x-cal: soon # here"), "x-cal is 'soon'",
                 "Write version: and a date", id="document's form"),
    until("body:length", "until is 'body:length'", FORM),
    until("{at: body:length}", "'at' is not supported in x-cal", "There are as, encode, since, refused, per, without"),
    until("{encode: minutes}", "encode minutes and since belong together", PAIR),
    until("{since: from}", "encode minutes and since belong together", PAIR),
    until("{encode: minutes, since: start}", "since is 'start'", "Name another argument"),
    until("{encode: minutes, since: until}", "since is 'until'", "Name another argument"),
    until("{refused: has one length}", "refused and per belong together", PAIR),
    until("{per: lampId}", "refused and per belong together", PAIR),
    until("{refused: has one length, per: bulbId}", "per is 'bulbId'", "Name another argument"),
    until("{refused: [a], per: lampId}", "refused is ['a']", "Put it in quotes if it is a text"),
    owner('owner: {without: ""}', "without is ''", "Write a sentence"),
    owner("owner: {without: No, as: body:x}", "without stands beside other keys", "Write a sentence"),
    owner("lampId: {without: There are no lamps}", "The argument 'lampId' stands in the path", "Remove this key"),
    owner("lampId: {as: body:lamp}", "The argument 'lampId' stands in the path", "Remove this key"),
    owner("shade: {as: body:x}", "arguments names 'shade', which the action does not have", "Name an argument"),
    old("{version: \"2024-04-15\"}", "x-cal has no 'request'", "Write a method and a path"),
    old('{request: "POST /v2/lamps/{lampId}/holds", version: "2024-09-04"}', "is there twice", "Remove one of them"),
    old("{request: POST /v2/hold, answer: days}", "different forms of an answer", "Name one form"),
    old("{request: POST /v2/hold, doubt: lost}", "doubt is said of a further binding", "Say it of the first one"),
    old("{request: POST /v2/hold, answer: a b}", "answer is 'a b'", "Write days, or name the key"),
    old("{request: POST /v2/hold, arguments: [from]}", "arguments is ['from']", "Write for an argument how it travels"),
    pytest.param(changed(SPEC, "gone: Look at the ceiling.}", "doubt: lost} # here"),
                 "doubt is for what changes something", "Remove this key", id="doubt"),
    pytest.param(changed(SPEC, "gone: Look at the ceiling.}", "state: composed, picks: id} # here"),
                 "answer stands beside picks", "Keep one of them", id="picks"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "what", "cure"), BAD)
def test_bad_word_of_a_binding_is_told_in_one_line(text, what, cure, tmp_path, capsys):
    """The message says file, line, what and what to do; the exit code is 1, and nothing is written."""
    spec = specification(tmp_path / "spec", {"openapi.yaml": text, "parts.yaml": PARTS})
    (line,) = (number for number, each in enumerate(text.split("\n"), 1) if each.endswith("# here"))
    before = tree(tmp_path)
    assert 1 == generate(spec, tmp_path / "out")
    told = capsys.readouterr().err
    assert told.startswith(f"error: {spec.as_posix()}:{line}: ")
    assert what in told
    assert cure in told.partition(what)[2]
    assert (told.count("\n"), before) == (1, tree(tmp_path))


@pytest.fixture(scope="module")
def lamps(tmp_path_factory):
    """The case `bindings` as a package."""
    with imported(
        CASES / "bindings" / "spec" / "openapi.yaml", tmp_path_factory.mktemp("bindings"), "lamps_bindings"
    ) as package:
        yield package


@pytest.fixture
def asked(lamps):
    """Makes a client in front of a server that has these paths, with the requests it was sent."""
    opened = []

    def made(*paths, status=200, body=None):
        found = SimpleNamespace(requests=[])

        def answer(request):
            found.requests.append(request)
            if request.url.path not in paths:
                return httpx.Response(404, json={"message": f"Cannot {request.method} {request.url.path}"})
            return httpx.Response(status, json={"status": "success", "data": {}} if body is None else body)

        opened.append(httpx.Client(transport=httpx.MockTransport(answer)))
        found.client = lamps.Client(cal_api_key="cal_example", http_client=opened[-1], retries=0)
        return found

    yield made
    for http in opened:
        http.close()


FROM, TO = "2027-03-09T14:00:00Z", "2027-03-09T15:30:00Z"


def test_bindings_of_any_specification_are_sent_as_they_say(asked):
    """Names, encodings and versions of each binding, whatever the upstream's words are."""
    found = asked("/v2/lamps/free", body={"status": "success", "data": {"2027-03-09": []}})
    result = found.client.lamps.free(from_="2027-03-09", names=["a", "b"])
    assert {"slots": {"2027-03-09": []}} == result.data
    newer, older = found.requests
    assert ({"start": "2027-03-09", "names": "a,b"}, "2024-09-04") == (
        dict(newer.url.params),
        newer.headers["cal-api-version"],
    )
    assert [("from", "2027-03-09"), ("names[]", "a"), ("names[]", "b")] == older.url.params.multi_items()
    assert "2024-08-13" == older.headers["cal-api-version"]


def test_name_in_a_path_need_not_be_given_where_another_binding_has_it_elsewhere(asked):
    """Without `lampId` the call begins with the second; its version is older than the document's, so none is sent."""
    found = asked("/v2/lamps/hold", "/v2/lamps/5/holds", body={"status": "success", "data": "h1"})
    assert "h1" == found.client.lamps.hold(from_=FROM, until=TO).data
    assert "h1" == found.client.lamps.hold(from_=FROM, until=TO, lamp_id=5).data
    older, newer = found.requests
    assert {"from": FROM, "until": TO} == json.loads(older.content)
    assert "cal-api-version" not in older.headers
    assert ("/v2/lamps/5/holds", {"from": FROM, "length": 90}) == (newer.url.path, json.loads(newer.content))


def test_error_that_leaves_it_open_is_the_specification_s(asked, lamps):
    """The words of `doubt` make an unknown outcome, by either binding and on the gateway too."""
    errors = importlib.import_module("lamps_bindings.errors")
    body = {"message": "The hold lost its row"}
    for paths, more in ((["/v2/lamps/5/holds"], {"lamp_id": 5}), (["/v2/lamps/hold"], {})):
        with pytest.raises(errors.OutcomeUnknown):
            asked(*paths, status=404, body=body).client.lamps.hold(from_=FROM, until=TO, **more)
    with pytest.raises(errors.NotFound):
        asked("/v2/lamps/free", status=404, body=body).client.lamps.free()
    transport = httpx.MockTransport(
        lambda _: httpx.Response(200, json={"data": {}, "successful": False, "error": "The hold lost its row"})
    )
    with httpx.Client(transport=transport) as http:
        client = lamps.Client(composio_api_key="ak_example", user_id="u", http_client=http, retries=0)
        with pytest.raises(errors.OutcomeUnknown):
            client.lamps.hold(from_=FROM, until=TO)


def test_sentence_of_what_is_gone_is_told_once_all_are(asked):
    """It stands behind what was tried, and not where a binding has answered."""
    with pytest.raises(Exception, match="Look at the ceiling") as caught:
        asked().client.lamps.free()
    assert "Tried were GET /v2/lamps (2024-09-04) and GET /v2/lamps/free (2024-08-13)" in str(caught.value)
    with pytest.raises(Exception, match="broken") as caught:
        asked("/v2/lamps/free", status=400, body={"message": "broken"}).client.lamps.free()
    assert "ceiling" not in str(caught.value)
