"""What an upstream says of its end: in parts with every answer and error, and as a warning once per process."""

import asyncio
import pickle
import subprocess
import sys
import threading
import time
import warnings
from datetime import UTC, datetime
from pathlib import Path

import httpx
import pytest
from hypothesis import example as also
from hypothesis import given
from hypothesis import strategies as st
from toolzz_cal import OutcomeUnknown, _notices, errors
from toolzz_cal._sunset import deprecation_in
from toolzz_cal._warning import SPOKEN
from toolzz_cal.results import Deprecation, response_of

from tests.support.client import KEY, ROOT, Api, Reply, Upstream, done, sync_client, waited_for
from tests.support.direct import DIRECT

SINCE, SUNSET = datetime(2026, 1, 1, tzinfo=UTC), datetime(2026, 4, 3, tzinfo=UTC)
TOOLKIT = '"CAL";version="20260721_00";deprecated=@1767225600;sunset=@1775174400;reason="lifecycle"'
OF_TOOLKIT = Deprecation("20260721_00", SINCE, SUNSET, "lifecycle")
GATEWAY = {"Composio-Deprecated-Toolkits": TOOLKIT}
AT = "Fri, 03 Apr 2026 00:00:00 GMT"


def ended(**headers):
    """An action's success, with headers."""
    return Reply(200, done().body, {name.replace("_", "-"): value for name, value in headers.items()})


def toolkit(version):
    """An action's success at a toolkit version that is to end."""
    return Reply(200, done().body, {"Composio-Deprecated-Toolkits": f'"CAL";version="{version}"'})


@pytest.fixture
def heard():
    """The warnings of the test, each time they come."""
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        yield caught


# What headers say


@pytest.mark.parametrize(
    ("headers", "expected"),
    [
        ({}, None),
        ({"composio-deprecated-toolkits": TOOLKIT}, OF_TOOLKIT),
        ({"composio-deprecated-toolkits": f'"GMAIL";version="1", {TOOLKIT}'}, OF_TOOLKIT),
        ({"composio-deprecated-toolkits": '"cal";version="2" , "CAL";version="3"'}, Deprecation("2")),
        ({"composio-deprecated-toolkits": '"CAL";a;b=?1;c=1.5;d=:aGk=:;version="7"'}, Deprecation("7")),
        (
            {"composio-deprecated-toolkits": '"CAL";version=1;reason="a \\"b\\" \\\\ c, d; e"'},
            Deprecation("1", reason='a "b" \\ c, d; e'),
        ),
        ({"deprecation": "@1767225600"}, Deprecation(deprecated=SINCE)),
        ({"deprecation": "Thu, 01 Jan 2026 00:00:00 GMT"}, Deprecation(deprecated=SINCE)),
        ({"deprecation": "Thursday, 01-Jan-26 00:00:00 GMT"}, Deprecation(deprecated=SINCE)),
        ({"deprecation": "2026-01-01T00:00:00Z"}, Deprecation(deprecated=SINCE)),
        ({"deprecation": "2026-01-01T02:00:00+02:00", "sunset": "2026-04-03"}, Deprecation(None, SINCE, SUNSET)),
        ({"deprecation": "true"}, Deprecation()),
        ({"deprecation": "?1"}, Deprecation()),
        ({"sunset": AT}, Deprecation(sunset=SUNSET)),
        ({"deprecation": "true", "sunset": AT}, Deprecation(sunset=SUNSET)),
        (
            {"sunset": AT, "link": '<https://a.example/n>; rel="next", <https://a.example/why>; rel="help sunset"'},
            Deprecation(sunset=SUNSET, link="https://a.example/why"),
        ),
        (
            {"sunset": AT, "link": "<https://a.example/?token=abcdef>;rel=deprecation"},
            Deprecation(sunset=SUNSET, link="https://a.example/?token=***"),
        ),
        ({"sunset": AT, "link": "<javascript:alert(1)>; rel=sunset"}, Deprecation(sunset=SUNSET)),
        ({"link": "<https://a.example/policy>; rel=sunset"}, None),
        (
            {"composio-deprecated-toolkits": '"CAL";version="9"', "deprecation": "@1767225600", "sunset": AT},
            Deprecation("9", SINCE, SUNSET),
        ),
        ({"deprecation": "false"}, None),
        ({"deprecation": "?0"}, None),
    ],
)
def test_headers_in_parts(headers, expected):
    """Every form that a standard or a draft of one has, and that upstreams send."""
    assert expected == deprecation_in(headers)


@pytest.mark.parametrize(
    "value",
    [
        "", " ", ",", '"', '"CAL', "CAL;version",
        '"CAL";version=', '"CAL";version="1",', '"CAL" "CAL"', '"CAL";;a', "@",
        '"CAL";version="é"', '"CAL";version="a\x1b[31m"', '"CAL";version="\\n"', "@99999999999999999999", "@1.5",
        "99999-99-99", "Fri, 99 Apr 2026 99:00:00 GMT", "soon", "x" * 9000, '"CAL";version="1"' + " " * 9000,
    ],
)  # fmt: skip
@pytest.mark.parametrize("name", sorted(filter(str.islower, SPOKEN)))
def test_what_can_not_be_read_says_nothing(name, value, api, heard):
    """A header that is not written right, or names no version, fails no call, warns of nothing, and is None."""
    result = api(Upstream(Reply(200, done().body, {name: value.encode("utf-8")}))).get()
    assert result.response.deprecation is None
    assert heard == []


@given(st.dictionaries(st.sampled_from([*SPOKEN, "link"]), st.text(max_size=60) | st.just(TOOLKIT), max_size=4))
@also({"deprecation": "@-99999999999999"})
@also({"sunset": "0001-01-01T00:00:00+23:59"})
def test_any_text_is_taken(headers):
    """Whatever stands there is read without an error, and what is kept is short, printable, and with a zone."""
    found = deprecation_in({name.lower(): value for name, value in headers.items()})
    for each in found or ():
        if isinstance(each, str):
            assert each.isprintable()
            assert len(each) <= 200
        assert not isinstance(each, datetime) or each.tzinfo is UTC


def test_texts_are_cut_and_masked():
    """Neither a long text nor what looks like a key is kept."""
    found = deprecation_in({"composio-deprecated-toolkits": f'"CAL";version="{"1" * 500}";reason="see {KEY}"'})
    assert found == Deprecation("1" * 200, reason="see ak_***")


# With answers and errors


def test_every_answer_has_it(api, heard):
    """A result, a model of the platform, and their copies; None where nothing is said."""
    upstream = Upstream(ended(**GATEWAY), Reply(200, {"id": "f"}, {"Sunset": AT}), done())
    called = api(upstream)
    result = called.get()
    assert OF_TOOLKIT == result.response.deprecation
    assert OF_TOOLKIT == pickle.loads(pickle.dumps(result)).response.deprecation
    assert Deprecation(sunset=SUNSET) == response_of(called.call("functions.get", function_id="f")).deprecation
    assert called.get().response.deprecation is None
    with pytest.raises(AttributeError):
        result.response.deprecation.version = "2"


def test_errors_have_it(api, heard):
    """A refusal tells it, as do an unknown outcome and copies; an error without an answer has none."""
    gone = Reply(410, {"error": {"message": "gone"}}, GATEWAY)
    with pytest.raises(errors.Gone) as caught:
        api(Upstream(gone)).get()
    assert OF_TOOLKIT == caught.value.deprecation
    assert OF_TOOLKIT == pickle.loads(pickle.dumps(caught.value)).deprecation
    with pytest.raises(OutcomeUnknown) as open_still:
        api(Upstream(Reply(500, {}, GATEWAY))).cancel()
    assert OF_TOOLKIT == open_still.value.deprecation
    with pytest.raises(errors.TransportError) as unanswered:
        api(Upstream(httpx.ReadTimeout("gone")), retries=0).get()
    assert unanswered.value.deprecation is None
    assert len(heard) == 1


# The warning


def test_the_gateway_s_text(api, heard):
    """It says who, which version, both dates and why, and what to do, in a line."""
    api(Upstream(ended(**GATEWAY, Link='<https://a.example/why>; rel="sunset"'))).get()
    (warning,) = heard
    assert warning.category is errors.DeprecatedUpstream
    assert str(warning.message) == (
        "The gateway says that version 20260721_00 of its toolkit is deprecated since 2026-01-01 and stops working on "
        "2026-04-03 (lifecycle). Choose a newer version with toolkit_version= or the variable "
        "COMPOSIO_TOOLKIT_VERSION_CAL, or install a newer release of this package. More: https://a.example/why"
    )


def test_the_others_texts(api, heard):
    """Cal.com speaks of the version that was asked for, and the platform, which has none, of its answer."""
    upstream = Upstream(Reply(200, {"status": "success", "data": {}}, {"Deprecation": "true"}))
    called = api(upstream, **DIRECT, toolzz_token="example-token", route="direct")
    called.get()
    called.call("functions.get", function_id="f")
    asked = upstream.requests[0].headers["cal-api-version"]
    release = "Look for a newer release of this package"
    assert [str(each.message) for each in heard] == [
        f"Cal.com says that version {asked} of its API is deprecated. {release}",
        f"The ToolzzAI API says that what has just answered is deprecated. {release}",
    ]


def test_once_for_each_version_of_each_upstream(api, heard):
    """Neither another call, nor another client, nor other dates; but another version, and another server."""
    later = TOOLKIT.replace("1775174400", "1785174400")
    for client in (
        api(Upstream(ended(**GATEWAY))),
        api(Upstream(Reply(200, done().body, {"Deprecation": "true", **GATEWAY}))),
    ):
        client.get()
        client.cancel()
    api(Upstream(ended(Composio_Deprecated_Toolkits=later))).get()
    assert len(heard) == 1
    api(Upstream(toolkit("20250101_00"))).get()
    assert len(heard) == 2
    api(Upstream(ended(**GATEWAY)), gateway_base_url="https://other.example").get()
    assert len(heard) == 3


def test_an_upstream_that_counts_versions_up_is_not_heard_for_ever(api, heard):
    """After a hundred nothing more is kept or said."""
    called = api(Upstream(*(toolkit(str(number)) for number in range(130))))
    for _ in range(130):
        called.get()
    assert len(heard) == 100


def test_once_with_many_threads(heard, monkeypatch):
    """Threads that hear it at the same moment, none of which knows of the others, warn once between them."""

    class Forgetful(set):
        def __contains__(self, _):
            return False

    class Slow(set):
        def __contains__(self, words):
            known = super().__contains__(words)
            time.sleep(0.001)
            return known

    monkeypatch.setattr(_notices, "_heard", Forgetful())
    monkeypatch.setattr(_notices, "_told", Slow())
    ready = threading.Barrier(16)
    client = sync_client(Upstream(ended(**GATEWAY)))

    def call():
        ready.wait(timeout=300)
        client.me.get()

    threads = [threading.Thread(target=call) for _ in range(16)]
    for each in threads:
        each.start()
    for each in threads:
        each.join(timeout=300)
    assert len(heard) == 1


def test_no_secret_is_told(api, heard):
    """A credential that the upstream quotes is masked, whatever it looks like; and the text is short."""
    secret = "plain-example-word"
    quoting = f'"CAL";version="of {secret}";reason="{"long " * 200}"'
    api(Upstream(ended(Composio_Deprecated_Toolkits=quoting)), composio_api_key=secret).get()
    (warning,) = heard
    assert "version of *** of its toolkit" in str(warning.message)
    assert len(str(warning.message)) <= 700


@pytest.mark.parametrize("called", ["one", "many"])
def test_it_points_at_the_user_s_line(kind, called, heard):
    """The file and line are those that called, or where tasks were made of calls, those that run the loop."""
    api = Api(kind, Upstream(Reply(200, done([]).body, GATEWAY)))

    async def awaited():
        if called == "one":
            await api.client.me.get()
        else:
            await asyncio.gather(api.client.me.get(), api.client.me.get())

    if kind == "async":
        asyncio.run(awaited())
    elif called == "one":
        api.client.me.get()
    else:
        list(api.client.bookings.iterate())
    (warning,) = heard
    assert warning.filename == __file__
    lines = Path(__file__).read_text("utf-8").splitlines()
    expected = {("async", "one"): "await api", ("async", "many"): "asyncio.run(", ("sync", "many"): "list(api"}
    assert expected.get((kind, called), "api.client.me.get()") in lines[warning.lineno - 1]


def test_a_usual_call_knows_nothing_of_it():
    """Without such a header nothing is imported for it, and with one the program goes on."""
    program = f"""
import sys, httpx
from toolzz_cal import Client
headers = {{}}
def answer(request):
    return httpx.Response(200, headers=headers, json={done().body!r})
client = Client(composio_api_key={KEY!r}, http_client=httpx.Client(transport=httpx.MockTransport(answer)))
client.me.get()
print("toolzz_cal._notices" in sys.modules, "toolzz_cal._sunset" in sys.modules)
headers["Sunset"] = {AT!r}
client.me.get()
client.me.get()
print("done")
"""
    ran = subprocess.run(
        [sys.executable, "-c", program],
        capture_output=True, text=True, check=True, timeout=300, env={"PYTHONPATH": str(ROOT / "generated_client")},
    )  # fmt: skip
    assert ran.stdout.split() == ["False", "False", "done"]
    assert ran.stderr.count("DeprecatedUpstream") == 1
    assert "<string>:11: DeprecatedUpstream: The gateway says" in ran.stderr


# Made an error by a filter, as all warnings are in these tests


@pytest.mark.parametrize("answer", [ended(**GATEWAY), Reply(503, {}, {**GATEWAY, "retry-after": "0"})])
@pytest.mark.parametrize("name", ["get", "cancel"])
def test_as_an_error_it_hides_no_outcome(name, answer, api, caplog):
    """The answer that told it is given, or its own error raised; the next call raises it and sends nothing."""
    upstream = Upstream(answer, done())
    called = api(upstream)
    if answer.status == 200:
        assert getattr(called, name)().response.deprecation == OF_TOOLKIT
    elif name == "cancel":
        with pytest.raises(OutcomeUnknown):
            called.cancel()
    else:
        assert called.get().successful  # at the second attempt
    assert [record.levelname for record in caplog.records if "The gateway says" in record.message] == ["WARNING"]
    sent = upstream.count
    with pytest.raises(errors.DeprecatedUpstream, match="version 20260721_00") as caught:
        called.get()
    assert "nothing was sent" in caught.value.__notes__[0]
    assert caught.value.__context__ is None
    assert upstream.count == sent
    assert called.get().successful
    assert upstream.count == sent + 1


def test_as_an_error_it_hides_nothing_that_is_found_out(api):
    """What `reconcile` looks up after an unknown outcome is looked up, though the answers tell of an end."""
    booking = {"uid": "bk4Zr8YqLw2TnVx6", "status": "cancelled"}
    before = ended()
    before.body["data"] = {"status": "success", "data": {**booking, "status": "accepted"}}
    after = Reply(200, done({"status": "success", "data": booking}).body, GATEWAY)
    upstream = Upstream(before, Reply(500, {}, GATEWAY), after)
    result = api(upstream).call("bookings.cancel", booking_uid=booking["uid"], reconcile=True)
    assert result.reconciled
    assert upstream.count == 3


def test_whatever_shows_warnings_may_fail(api, monkeypatch):
    """An error of what a program shows warnings with is kept as well, and raised before the next call."""

    def broken(_):
        raise RuntimeError("no screen")

    upstream = Upstream(ended(**GATEWAY))
    called = api(upstream)
    monkeypatch.setattr(_notices, "warn", broken)
    assert called.cancel().successful
    with pytest.raises(RuntimeError, match="no screen"):
        called.cancel()
    assert upstream.count == 1


def test_a_list_is_walked_to_its_next_page(api):
    """The items of a page that told it are given before it is raised."""
    rows = [{"uid": f"bk{number}"} for number in range(2)]
    page = Reply(200, done({"status": "success", "data": rows}).body, GATEWAY)
    upstream, seen = Upstream(page), []
    called = api(upstream)

    async def walk_async():
        async for each in called.client.bookings.iterate(take=2):
            seen.append(each.uid)

    def walk():
        for each in called.client.bookings.iterate(take=2):
            seen.append(each.uid)

    with pytest.raises(errors.DeprecatedUpstream):
        asyncio.run(walk_async()) if hasattr(called.client, "aclose") else walk()
    assert ["bk0", "bk1"] == seen
    assert upstream.count == 1


# Against the mock


@pytest.mark.parametrize(("route", "version"), [("gateway", "20250101_00"), ("direct", None)])
def test_what_the_mock_announces(kind, route, version, toolzz_cal_mock, heard):
    """By either route a booking is cancelled as ever, and result and warning tell of the announced day, once."""
    toolzz_cal_mock.faults.add("sunset", sunset="2027-06-01")
    made = toolzz_cal_mock.client if kind == "sync" else toolzz_cal_mock.async_client
    client = made.with_options(route=route, toolkit_version="20250101_00")
    uid = waited_for(client.bookings.list()).data[0].uid
    result = waited_for(client.bookings.cancel(booking_uid=uid, extra_arguments={"cancellationReason": "None needed"}))
    told = result.response.deprecation
    assert (version, datetime(2027, 6, 1, tzinfo=UTC)) == (told.version, told.sunset)
    assert told.deprecated < told.sunset
    assert told.link == "https://docs.example/lifecycle"
    assert len({str(each.message) for each in heard}) == len(heard) == 1
    assert "stops working on 2027-06-01" in str(heard[0].message)
