import json

import pytest
from toolzz_cal_mock.calls import Calls
from toolzz_cal_mock.faults import Fault, Faults
from toolzz_cal_mock.messages import Reply
from toolzz_cal_mock.specification import specification
from toolzz_cal_mock.tape import Replay, Tape, TapeError

from tests.support.mock import arguments_for, by_cal, by_gateway, still_mock
from tests.support.stub_inside import NOW, action, answer, request
from tests.support.tables import every

OPERATIONS = specification().operations
CREATE, CANCEL = "bookings.create", "bookings.cancel"


@pytest.fixture
def recording():
    """Two bookings and a cancellation."""
    made = Calls()
    made.add(action(eventTypeId=10482, start="2027-03-09T14:00:00Z"), answer({"n": 1}), CREATE, NOW)
    made.add(action("CAL_CANCEL_BOOKING_VIA_UID", bookingUid="bk4Zr8YqLw2TnVx6"), answer({"n": 2}), CANCEL, NOW)
    made.add(
        action(eventTypeId=10483, attendee={"name": "Ana Prado", "email": "a@example.com"}), Reply(503), CREATE, NOW
    )
    return made


def failing(function, *given, **named):
    """The message with which an assertion fails."""
    with pytest.raises(AssertionError) as caught:
        function(*given, **named)
    return str(caught.value)


class TestLooking:
    """What can be read of the exchanges."""

    def test_calls_in_order(self, recording):
        """By operation, by status, or all."""
        assert [10482, 10483] == [each.arguments["eventTypeId"] for each in recording(CREATE)]
        assert len(recording(CREATE)) == 2
        assert [CANCEL, CREATE] == [each.operation for each in recording[1:]]
        assert recording[-1] is recording.last() is list(recording)[2]
        assert recording[0] in recording
        assert [503] == [each.status for each in recording(CREATE, status=503)]

    def test_an_exchange(self, recording):
        """Number, time, request and reply as JSON."""
        each = recording(CREATE)[0]
        assert (each.number, each.at, each.status, each.answered) == (1, NOW, 200, {"n": 1})
        assert each.sent["arguments"]["eventTypeId"] == 10482

    def test_a_body_that_is_no_json(self):
        """It reads as None and has no arguments."""
        made = Calls()
        made.add(request("POST", "/v2/bookings", b"\xff{"), Reply(400, b"<html>"), CREATE, NOW)
        each = made.last()
        assert (each.sent, each.answered, each.arguments) == (None, None, {})

    def test_last(self, recording):
        """The latest of an operation, and a message when there is none."""
        assert recording.last(CREATE).status == 503
        assert "schedules.list was not called" in failing(recording.last, "schedules.list")
        assert failing(Calls().last) == "Nothing was not called; nothing was"

    def test_clear(self, recording):
        """Nothing is left, and numbers begin anew."""
        recording.clear()
        recording.add(request(), answer({}), None, NOW)
        assert [1] == [each.number for each in recording]

    @pytest.mark.parametrize("name", ["bookings.creat", ""])
    def test_a_name_that_no_operation_has_is_refused(self, recording, name):
        """Else a mistyped name would make `assert_not_called` pass."""
        for look in (
            recording,
            recording.assert_not_called,
            recording.assert_called_once,
            recording.assert_order,
        ):
            if name or look is not recording:
                with pytest.raises(ValueError, match="There is no operation"):
                    look(name)

    def test_only_the_latest_are_kept(self):
        """By number and by bytes, so that long runs and long lists do not fill the memory."""
        few = Calls(most=3)
        light = Calls(most_bytes=100)
        for number in range(10):
            few.add(request(), answer(number), None, NOW)
            light.add(request(body=bytes(30)), Reply(200, bytes(10)), None, NOW)
        assert [8, 9, 10] == [each.number for each in few]
        assert [9, 10] == [each.number for each in light]
        light.add(request(), Reply(200, bytes(1000)), None, NOW)
        assert len(light) == 1


class TestArguments:
    """The operation's arguments, wherever the upstream takes them."""

    @pytest.mark.parametrize(
        ("operation", "sent", "expected"),
        [
            (CREATE, action(start="2027-03-09T14:00:00Z"), {"start": "2027-03-09T14:00:00Z"}),
            (CREATE, request("POST", "/v2/bookings", {"start": "x", "own": 1}), {"start": "x", "own": 1}),
            (CANCEL, request("POST", "/v2/bookings/bk4/cancel", {}), {"bookingUid": "bk4"}),
            (CANCEL, request("POST", "/api/v2/bookings/bk4/cancel", {"cancellationReason": "ill"}),
             {"bookingUid": "bk4", "cancellationReason": "ill"}),
            ("schedules.get", request(path="/v2/schedules/764"), {"scheduleId": 764}),
            ("bookings.list", request(path="/v2/bookings", query=(("take", "5"), ("status", "past,upcoming"))),
             {"take": 5, "status": ["past", "upcoming"]}),
            ("calcom_integrations.get", request(path="/api/v1/calcom/integration/7"), {"integrationId": "7"}),
            ("calcom_integrations.update", request("PUT", "/api/v1/calcom/integration/7", {"title": "T"}),
             {"integrationId": "7", "title": "T"}),
        ],
    )  # fmt: skip
    def test_by_name(self, operation, sent, expected):
        """Gateway, direct and ToolzzAI requests read alike."""
        made = Calls()
        made.add(sent, answer({}), operation, NOW)
        assert expected == made.last().arguments


@every("name", sorted(name for name, each in OPERATIONS.items() if each.slug))
def test_arguments_are_alike_through_both_routes(name):
    """For every action, they are what its caller gave."""
    operation = OPERATIONS[name]
    mock = still_mock()
    arguments = arguments_for(mock, operation)
    mock.handle(by_gateway(operation, arguments))
    assert arguments == mock.calls.last(name).arguments
    mock.calls.clear()
    mock.handle(by_cal(operation, arguments))
    # What is composed of another request is recorded as that one.
    called = "me.get" if operation.requests[-1].state == "composed" else name
    # What the direct request says always counts as given where the action has an argument for it.
    always = {key: value for key, value in (operation.requests[-1].body or {}).items() if key in operation.travels}
    assert {**always, **arguments} == mock.calls.last(called).arguments


TEAM_EVENT_TYPE = request(
    "POST", "/v2/teams/8841/event-types", {"title": "A", "color": {"darkThemeHex": "#123", "own": 1}}
)


@pytest.mark.parametrize(
    ("operation", "sent", "expected"),
    [
        ("teams.event_types.create", TEAM_EVENT_TYPE,
         {"teamId": 8841, "title": "A", "color__darkThemeHex": "#123", "color": {"own": 1}}),
        ("webhooks.create", request("POST", "/v2/webhooks", {"triggers": ["A", "B"]}), {"triggers": ["A", "B"]}),
        ("schedules.get", request(path="/v2/schedules/none"), {"scheduleId": "none"}),
        ("bookings.list", request(path="/v2/bookings", query=(("take", "many"), ("own", "1"))),
         {"take": "many", "own": "1"}),
    ],
)  # fmt: skip
def test_what_no_caller_of_the_action_sends(operation, sent, expected):
    """A direct request may hold more, or less right values, than the action: they are recorded as they came."""
    made = Calls()
    made.add(sent, answer({}), operation, NOW)
    assert expected == made.last().arguments


class TestAssertions:
    """Assertions pass when they should and say what came instead when they do not."""

    def test_called(self, recording):
        """At least once, so often, or with some of the arguments at any depth."""
        recording.assert_called(CREATE)
        recording.assert_called(CREATE, times=2)
        recording.assert_called(CREATE, arguments={"eventTypeId": 10482})
        recording.assert_called(CREATE, arguments={"attendee": {"name": "Ana Prado"}}, times=1)
        recording.assert_called("schedules.list", times=0)

    def test_called_with_other_arguments(self, recording):
        """Each call is shown with what is different."""
        said = failing(recording.assert_called, CREATE, arguments={"attendee": {"name": "Leo Souza"}})
        assert (
            'Expected bookings.create to be called with {"attendee": {"name": "Leo Souza"}}; it was called twice'
            in said
        )
        assert 'attendee is missing, wanted {"attendee": {"name": "Leo Souza"}}' in said
        assert 'attendee.name is "Ana Prado", wanted "Leo Souza"' in said
        assert "→ 503" in said

    def test_called_another_number_of_times(self, recording):
        """Both numbers are named."""
        said = failing(recording.assert_called, CREATE, times=1)
        assert "to be called once; it was called twice" in said

    def test_called_once(self, recording):
        """Once in all, with these arguments."""
        recording.assert_called_once(CANCEL, arguments={"bookingUid": "bk4Zr8YqLw2TnVx6"})
        assert "it was called once" in failing(recording.assert_called_once, CANCEL, arguments={"bookingUid": "x"})
        # A double booking is caught even when one of the two fits.
        assert "twice" in failing(recording.assert_called_once, CREATE, arguments={"eventTypeId": 10482})

    def test_not_called(self, recording):
        """Nothing came; what was called instead is listed."""
        recording.assert_not_called("schedules.list")
        assert "not to be called; it was called once" in failing(recording.assert_not_called, CANCEL)
        said = failing(recording.assert_called_once, "schedules.list")
        assert "it was called never. Called were: bookings.create (2), bookings.cancel (1)" in said

    def test_order(self, recording):
        """Others may come in between."""
        recording.assert_order(CREATE, CREATE)
        recording.assert_order(CANCEL, CREATE)
        said = failing(recording.assert_order, CANCEL, CREATE, CANCEL)
        assert f"{CANCEL} is missing" in said
        assert f"2. {CANCEL}" in said

    @pytest.mark.parametrize(
        ("wanted", "came", "same"),
        [
            ([1, 2], [1, 2], True), ([1], [1, 2], False), ([{"a": 1}], [{"a": 1, "b": 2}], True), (True, 1, False),
            (1, 1.0, True), (None, None, True), (None, 0, False), ({}, {"a": 1}, True), ("1", 1, False),
        ],
    )  # fmt: skip
    def test_equality(self, wanted, came, same):
        """Lists are as long, objects may hold more, true is not 1."""
        made = Calls()
        made.add(action(metadata=came), answer({}), CREATE, NOW)
        found = True
        try:
            made.assert_called(CREATE, arguments={"metadata": wanted})
        except AssertionError:
            found = False
        assert same == found

    def test_no_secret_is_shown(self):
        """Neither in a call nor in a difference."""
        made = Calls()
        sent = request("POST", "/api/v1/calcom/integration", {"apiKey": "cal_live_example", "title": "T"})
        made.add(sent, answer({}), "calcom_integrations.create", NOW)
        made.assert_called_once("calcom_integrations.create", arguments={"apiKey": "cal_live_example"})
        wanted = {"apiKey": "cal_other_example"}
        said = failing(made.assert_called_once, "calcom_integrations.create", arguments=wanted)
        assert "apiKey is another secret" in said
        assert "cal_live_example" not in said
        assert "cal_other_example" not in said


def recorded(path, *exchanges):
    """A tape with these requests and replies."""
    tape, made = Tape(path), Calls()
    made.listener = tape.write
    for sent, reply, operation in exchanges:
        made.add(sent, reply, operation, NOW)
    tape.close()
    return path


class TestTape:
    """A file of exchanges."""

    def test_plays_back_what_was_answered(self, tmp_path):
        """By method, path, query and body; the order of keys does not count."""
        path = recorded(
            tmp_path / "a.jsonl",
            (action(eventTypeId=1, start="x"), answer({"uid": "one"}), CREATE),
            (action(eventTypeId=2, start="x"), answer({"uid": "two"}), CREATE),
            (request(path="/v2/bookings", query=(("take", "1"), ("skip", "2"))), answer([3], 206), "bookings.list"),
        )
        replay = Replay(path)
        assert {"uid": "two"} == replay.handle(action(start="x", eventTypeId=2)).json()
        assert {"uid": "one"} == replay.handle(action(start="x", eventTypeId=1)).json()
        reply = replay.handle(request(path="/v2/bookings", query=(("skip", "2"), ("take", "1"))))
        assert (reply.status, reply.json(), reply.headers["content-type"]) == (206, [3], "application/json")
        assert [CREATE, CREATE, "bookings.list"] == [each.operation for each in replay.calls]

    def test_same_request_several_times(self, tmp_path):
        """In the order of the file; then a read gets the last once more and a write is refused."""
        get, make = request(path="/v2/me"), action(eventTypeId=1)
        path = recorded(
            tmp_path / "a.jsonl",
            *[(get, answer(n), "me.get") for n in (1, 2)],
            *[(make, answer(n), CREATE) for n in (1, 2)],
        )
        replay = Replay(path)
        assert [1, 2, 2, 2] == [replay.handle(get).json() for _ in range(4)]
        assert [1, 2] == [replay.handle(make).json() for _ in range(2)]
        late = replay.handle(make)
        assert late.status == 501
        assert "a.jsonl holds 2 answers to this request, and this is one more" in late.json()["message"]

    def test_what_was_not_recorded(self, tmp_path):
        """The message names the request, and what of the same route was recorded."""
        replay = Replay(recorded(tmp_path / "a.jsonl", (action(eventTypeId=1), answer({}), CREATE)))
        other = replay.handle(action(eventTypeId=7)).json()["error"]["message"]
        assert (
            '{"body": {"arguments": {"eventTypeId": 7}}}; it does with {"body": {"arguments": {"eventTypeId": 1}}}'
            in other
        )
        assert replay.handle(request(path="/v2/me")).json()["message"] == "a.jsonl holds no answer to GET /v2/me"

    def test_secrets_are_masked_and_do_not_hinder_playing(self, tmp_path):
        """Headers, query, path and both bodies; with another key the same exchange is found."""
        body = {"apiKey": "cal_live_example1", "title": "T"}
        headers = {"cookie": "session=example4", "x_note": "key cal_live_example5"}
        query = (("token", "tok_example2"),)
        path = "/api/v1/calcom/integration"
        sent = request("POST", path, body, query, authorization="Bearer example-token3", **headers)
        reply = Reply(
            200,
            json.dumps({"accessToken": "example6", "note": "use ak_example7"}).encode(),
            {"set-cookie": "s=example8"},
        )
        path = recorded(tmp_path / "a.jsonl", (sent, reply, "calcom_integrations.create"))
        text = path.read_text()
        assert not [number for number in range(1, 9) if f"example{number}" in text]
        assert '"title":"T"' in text
        again = request(
            "POST", "/api/v1/calcom/integration", {**body, "apiKey": "cal_other_example"}, (("token", "other"),)
        )
        assert Replay(path).handle(again).json() == {"accessToken": "***", "note": "use ak_***"}

    @pytest.mark.parametrize(
        "body",
        [b"", b"plain", b"a=1&secret=x_example", b"\xff\x00", b'{"a": NaN}', b'{"a":"\\ud800"}', b"[" * 5000],
        ids=["none", "text", "form", "binary", "NaN", "surrogate", "deep"],
    )
    def test_any_body(self, tmp_path, body):
        """Whatever bytes came, the file is written, read and found again; the form's secret is not in it."""
        sent = request("POST", "/v2/x", body)
        path = recorded(tmp_path / "a.jsonl", (sent, Reply(200, body), None))
        assert "x_example" not in path.read_text()
        assert Replay(path).handle(sent).status == 200

    def test_dropped_and_cut_replies_come_again(self, tmp_path):
        """A connection that was cut is cut when played; a body that was cut is as short."""
        short = Faults().apply(Fault("truncate"), answer({"a": "b" * 20}))
        body = short.body
        path = recorded(
            tmp_path / "a.jsonl", (request(path="/1"), Reply(0, drop="after"), None), (request(path="/2"), short, None)
        )
        replay = Replay(path)
        assert replay.handle(request(path="/1")).drop == "after"
        reply = replay.handle(request(path="/2"))
        assert (reply.body, reply.headers["content-length"]) == (body, str(29))

    def test_each_exchange_is_in_the_file_at_once(self, tmp_path):
        """A killed process leaves all that was answered."""
        tape, made = Tape(tmp_path / "a.jsonl"), Calls()
        made.listener = tape.write
        made.add(request(), answer({}), None, NOW)
        assert len((tmp_path / "a.jsonl").read_text().splitlines()) == 2
        tape.close()

    def test_an_older_file_is_never_overwritten(self, tmp_path):
        """It may be the only recording."""
        path = tmp_path / "a.jsonl"
        path.write_text("precious")
        with pytest.raises(TapeError, match="exists; delete it or choose another file"):
            Tape(path)
        assert path.read_text() == "precious"

    def test_a_folder_that_is_not_there(self, tmp_path):
        """Writing and reading say so in one line."""
        with pytest.raises(TapeError, match=r"can't be written: No such file"):
            Tape(tmp_path / "no" / "a.jsonl")
        with pytest.raises(TapeError, match=r"can't be read: No such file"):
            Replay(tmp_path / "no" / "a.jsonl")

    @pytest.mark.parametrize(
        "content",
        ["", "hello", "{}", "[" * 5000, '{"toolzz_cal_recording":2}']
        + ['{"toolzz_cal_recording":1}\n' + line for line in (
            "null",
            '{"request":{}}',
            '{"request":{"method":"GET","path":"/","query":[[1]]},"reply":{}}',
            '{"request":{"method":"GET","path":"/","query":[]},"reply":{"status":200,"headers":[]}}',
        )],
        ids=lambda text: text[:60],
    )  # fmt: skip
    def test_a_file_that_is_no_recording(self, tmp_path, content):
        """It is refused with its name, before anything is answered."""
        path = tmp_path / "a.jsonl"
        path.write_text(content)
        with pytest.raises(TapeError, match=r"a\.jsonl is (no recording|empty)"):
            Replay(path)

    def test_a_file_that_is_no_text(self, tmp_path):
        """Nor is any binary file."""
        path = tmp_path / "a.jsonl"
        path.write_bytes(b"\xff\xfe")
        with pytest.raises(TapeError, match="it is no text"):
            Replay(path)


def test_what_is_not_kept_is_told():
    """How many went, in every message that may be about them, and where nothing can be said any more."""
    calls = Calls(most=2)
    for _ in range(5):
        calls.add(request("GET", "/v2/me"), Reply(200), "me.get", NOW)
    assert (2, 3) == (len(calls), calls.dropped)
    with pytest.raises(AssertionError, match="3 earlier calls are not kept any more"):
        calls.assert_called_once("me.get")
    with pytest.raises(AssertionError, match="3 earlier calls are not kept any more"):
        calls.assert_called("bookings.create")
    with pytest.raises(AssertionError, match=r"Whether bookings\.create was called is not known; 3 earlier"):
        calls.assert_not_called("bookings.create")
    calls.clear()
    assert 0 == calls.dropped
    calls.assert_not_called("bookings.create")
