import json

import pytest
from toolzz_cal_mock.faults import KINDS, Fault, FaultError, Faults, upstream_of
from toolzz_cal_mock.messages import Reply
from toolzz_cal_mock.problems import Problem, TooMany
from toolzz_cal_mock.specification import specification

from tests.support.stub_inside import answer, request

CREATE = request("POST", "/api/v3.1/tools/execute/CAL_POST_NEW_BOOKING_REQUEST")

BOOKING = {
    "uid": "bk4Zr8YqLw2TnVx6",
    "status": "accepted",
    "hosts": [{"id": 31790}],
    "metadata": {"k": "v"},
    "attendees": [{"name": "Ana Prado", "language": "pt-BR"}],
}


def schema_of(operation):
    return specification().operations[operation].answer


def strikes(faults, times, operation="bookings.create"):
    return [faults.next_for(CREATE, operation) is not None for _ in range(times)]


class TestText:
    """Faults as headers and options write them."""

    @pytest.mark.parametrize(
        ("text", "expected"),
        [
            ("status=503; retry-after=2; times=1", Fault("status", status=503, retry_after="2", times=1)),
            ("drop_after=bookings.create:0.2", Fault("drop_after", operation="bookings.create", probability=0.2)),
            ("drop-before", Fault("drop_before")),
            ("latency=0.25", Fault("latency", latency=0.25)),
            ("latency=1; sunset", Fault("latency", latency=1, sunset="+92")),
            ("latency=1; truncate", Fault("truncate", latency=1)),
            ("Retry-After=7", Fault("retry_after", retry_after="7")),
            ("unknown-enum=bookings.*", Fault("unknown_enum", operation="bookings.*")),
            ("html; upstream=gateway; path=/api/*; ", Fault("html", upstream="gateway", path="/api/*")),
        ],
    )  # fmt: skip
    def test_is_read(self, text, expected):
        """Each form means what it says."""
        assert expected == Fault.parse(text)
        assert expected == Faults.from_option(text)

    @pytest.mark.parametrize(
        "fault",
        [Fault("status", status=500, times=3), Fault("retry_after", retry_after="2"), Fault("latency", latency=0.5),
         Fault("extra_fields", operation="bookings.*", probability=0.5, upstream="cal", latency=2)],
    )  # fmt: skip
    def test_is_written_as_it_is_read(self, fault):
        """A fault's text gives the same fault again."""
        assert fault == Fault.parse(str(fault))

    @pytest.mark.parametrize(
        ("text", "said"),
        [
            ("", "names no fault"),
            ("stauts=503", "perhaps status"),
            ("status=abc", "status must be a whole number from 300 to 599, not 'abc'"),
            ("status=200", "300 to 599"),
            ("status=503; truncate", "exclude each other"),
            ("status=503; status=500", "twice"),
            ("truncate; times=0", "from 1 on"),
            ("truncate; probability=1.5", "up to 1"),
            ("truncate; probability=nan", "up to 1"),
            ("latency=nan", "0 to 600"),
            ("latency=1e9", "0 to 600"),
            ("latency=0", "needs its seconds"),
            ("retry-after=", "needs a value"),
            ("retry-after=2\r\nset-cookie: a=b", "seconds or a date"),
            ("drop_after=bookings.creat", "perhaps bookings.create"),
            ("drop_after=booking.*", "no operation"),
            ("truncate; upstream=elsewhere", "gateway, toolzz, cal"),
            ("operation=bookings.list; drop_after=bookings.create", "operation is there twice"),
            ("truncate; truncate", "truncate is there twice"),
            ("truncate; times", "times needs a value"),
            ("truncate; latency", "latency needs a value"),
            ("truncate; method=PSOT", "perhaps POST"),
            ("truncate; path=bookings", "a path"),
            ("drop_after; retry-after=2", "drop_after takes no retry_after"),
        ],
    )
    def test_that_is_wrong_is_refused_with_the_reason(self, text, said):
        """The message says what is wrong, as a 400 and as a ValueError."""
        with pytest.raises(FaultError, match=said.replace(".", r"\.")) as caught:
            Faults().from_header(text)
        assert caught.value.status == 400
        assert isinstance(caught.value, Problem)
        assert isinstance(caught.value, ValueError)

    def test_of_an_unknown_kind_names_the_known_ones(self):
        """A mistyped kind in Python gets the list."""
        with pytest.raises(FaultError, match="perhaps truncate"):
            Fault("truncated")
        with pytest.raises(FaultError, match=", ".join(KINDS)):
            Fault("x")


WRONG = (
    (("status",), {"tims": 1}, "there is no setting 'tims' (perhaps times); status takes status, latency, retry_after"),
    (("status=500",), {"tims": 1}, "there is no setting 'tims' (perhaps times)"),
    ((Fault("truncate"),), {"tims": 1}, "there is no setting 'tims' (perhaps times)"),
    (("status=500",), {"status": 503}, "status is given twice: in 'status=500' and beside it"),
    (("drop_after=bookings.list",), {"operation": "me.get"}, "operation is given twice"),
    (("truncate; times=2",), {"times": 2}, "times is given twice"),
    (("drop_after",), {"status": 500}, "drop_after takes no status; drop_after takes latency, sunset, operation"),
    (("drop_after",), {"retry_after": 2}, "drop_after takes no retry_after"),
    (("truncate",), {"times": "2"}, "times must be a whole number from 1 on, not '2'"),
    (("truncate",), {"times": True}, "times must be a whole number from 1 on, not True"),
    (("truncate",), {"times": 1.5}, "times must be"),
    (("truncate",), {"probability": "half"}, "probability must be a number above 0, up to 1, not 'half'"),
    (("status",), {"status": "500"}, "status must be a whole number from 300 to 599, not '500'"),
    (("status",), {"retry_after": True}, "retry_after must be seconds or a date, not True"),
    (("latency",), {"latency": "1"}, "latency must be seconds from 0 to 600, not '1'"),
    (("latency",), {}, "latency needs its seconds"),
    (("status", 503), {}, "operation must be the name of an operation such as bookings.create"),
    (("status", "bookings.creat"), {}, "there is no operation 'bookings.creat' (perhaps bookings.create)"),
    (("truncate",), {"path": 5}, "path must be a path"),
    (
        ("truncate",),
        {"upstream": "gatewy"},
        "one of gateway, toolzz, cal, not 'gatewy' (perhaps gateway)",
    ),
    (("sunset",), {"sunset": 5}, "sunset must be a day"),
    (("drop after",), {}, "'drop after' is no fault and no setting (perhaps drop_after)"),
    ((503,), {}, "a fault is a Fault, or text such as 'status=503; times=1', not 503"),
)


class TestSettings:
    """Settings beside a kind, a text or a fault."""

    @pytest.mark.parametrize("form", ["status", "status=500", Fault("status", status=500)])
    def test_each_is_honoured(self, form):
        """However the fault is written."""
        faults = Faults()
        status = {"status": 500} if form == "status" else {}
        made = faults.add(form, operation="bookings.create", times=1, latency=2, **status)
        assert made == Fault("status", status=500, operation="bookings.create", times=1, latency=2)
        assert strikes(faults, 3) == [True, False, False]

    @pytest.mark.parametrize(("given", "settings", "said"), WRONG)
    def test_none_is_dropped(self, given, settings, said):
        """Misspelt, given twice, of a wrong type, or not meant for the fault: it is refused, and nothing is added."""
        faults = Faults()
        with pytest.raises(FaultError) as caught:
            faults.add(*given, **settings)
        assert said in str(caught.value)
        assert list(faults) == []

    def test_none_is_the_same_as_nothing(self):
        """So that a test can pass on what it was given."""
        assert Faults().add("status", None, status=500, times=None) == Fault("status", status=500)


class TestMatching:
    """Which requests a fault is for."""

    @pytest.mark.parametrize(
        ("settings", "expected"),
        [
            ({"operation": "bookings.create"}, True),
            ({"operation": "bookings.*"}, True),
            ({"operation": "bookings.cancel"}, False),
            ({"method": "post"}, True),
            ({"method": "GET"}, False),
            ({"path": "/api/v3.1/*"}, True),
            ({"path": "/v2/*"}, False),
            ({"upstream": "gateway"}, True),
            ({"upstream": "cal"}, False),
        ],
    )
    def test_by_each_setting(self, settings, expected):
        """A fault strikes only what its setting names."""
        faults = Faults()
        faults.add("status", **settings)
        assert [expected] == strikes(faults, 1)

    def test_by_operation_needs_one(self):
        """A request that names no operation is not struck by a fault for one."""
        faults = Faults()
        faults.add("status", "bookings.*")
        assert faults.next_for(CREATE, None) is None

    @pytest.mark.parametrize(
        ("path", "expected"),
        [
            ("/api/v3.1/tools/execute/X", "gateway"),
            ("/api/v2/actions/X/execute", "gateway"),
            ("/api/v1/functions/1", "toolzz"),
            ("/v2/bookings", "cal"),
            ("/api/v2/bookings", "cal"),
            ("/elsewhere", None),
        ],
    )
    def test_upstream_of_a_path(self, path, expected):
        """Each upstream is known by its path."""
        assert expected == upstream_of(path)


class TestCounting:
    """How often a fault strikes."""

    def test_times(self):
        """After its times it is over."""
        faults = Faults()
        fault = faults.add("status", times=2)
        assert [True, True, False, False] == strikes(faults, 4)
        assert faults.struck(fault) == 2

    def test_probability_is_the_same_for_the_same_seed(self):
        """A seed decides; another decides otherwise; the share is about right."""
        rounds = []
        for seed in (1, 1, 2):
            faults = Faults(seed)
            faults.add("drop_after", probability=0.2)
            rounds.append(strikes(faults, 500))
        assert rounds[0] == rounds[1]
        assert rounds[0] != rounds[2]
        assert 60 < sum(rounds[0]) < 140

    def test_one_fault_does_not_change_the_chances_of_another(self):
        """Each has dice of its own, so adding one keeps a run repeatable."""
        alone, together = Faults(5), Faults(5)
        for faults in (alone, together):
            faults.add("status", "bookings.create", probability=0.5)
        together.add("latency", "bookings.list", latency=1, probability=0.5)
        for _ in range(30):
            together.next_for(CREATE, "bookings.list")
        assert strikes(alone, 50) == strikes(together, 50)

    def test_faults_do_not_strike_in_step(self):
        """Two of the same probability strike different requests."""
        faults = Faults(5)
        faults.add("status", "bookings.create", probability=0.5)
        faults.add("status", "bookings.list", probability=0.5)
        assert strikes(faults, 50, "bookings.create") != strikes(faults, 50, "bookings.list")

    def test_header_counts_by_its_text(self):
        """`times` in a header that every request carries is counted over the requests."""
        faults = Faults()
        found = [faults.from_header("status=503; times=2") for _ in range(4)]
        assert [503, 503] == [each.status for each in found[:2]]
        assert found[2:] == [None, None]
        assert faults.from_header("status=503; times=1") is not None

    def test_headers_of_many_texts_stay_bounded(self):
        """A client that sends another text each time does not fill the memory."""
        faults = Faults()
        for number in range(3000):
            faults.from_header(f"latency={number + 1}e-6; times=1")
        assert len(faults._by_header) <= 1000

    def test_reset_goes_back_to_the_first_faults(self):
        """`reset` gives the faults of the start, unused; `clear` gives none."""
        faults = Faults(initial=[Fault("status", times=1)])
        assert strikes(faults, 2) == [True, False]
        faults.add("truncate")
        faults.reset()
        assert list(faults) == [Fault("status", times=1)]
        assert strikes(faults, 2) == [True, False]
        faults.clear()
        assert list(faults) == []

    def test_remove(self):
        """A removed fault strikes no more."""
        faults = Faults()
        fault = faults.add("status=500; times=9")
        faults.remove(fault)
        assert strikes(faults, 1) == [False]

    def test_delays_add_up_and_the_first_of_the_others_strikes(self):
        """Two delays and two statuses: the sum of the delays, the first status, and the second is not used up."""
        faults = Faults()
        faults.add("latency=1")
        faults.add("status=500")
        second = faults.add("status=503; times=1")
        faults.add("latency=2")
        found = faults.next_for(CREATE, None)
        assert (found.kind, found.status, found.latency) == ("status", 500, 3)
        assert faults.struck(second) == 0


class TestRefusing:
    """Faults in whose place a refusal is answered."""

    def test_status_is_dressed_by_the_upstream(self):
        """The upstream gets a problem with the status and gives the reply."""
        fault = Fault("status", status=503)
        reply = Faults().reply(fault, lambda problem: answer({"code": problem.code}, problem.status))
        assert fault.replaces
        assert (reply.status, reply.json()) == (503, {"code": "ServiceUnavailableException"})

    @pytest.mark.parametrize(
        ("text", "seconds"), [("retry-after=7", 7), ("status=429; retry-after=7", 7), ("status=429", 1)]
    )
    def test_429_is_a_limit(self, text, seconds):
        """It is the same problem as a used-up limit, so that it gets the upstream's own headers."""
        problem = Fault.parse(text).problem
        assert isinstance(problem, TooMany)
        assert (problem.status, problem.retry_after) == (429, seconds)

    def test_odd_status(self):
        """A status without a name is possible too."""
        assert Fault("status", status=599).problem.status == 599

    def test_retry_after_is_sent_as_given(self):
        """Also as a date."""
        date = "Mon, 01 Mar 2027 12:00:30 GMT"
        fault = Fault("status", status=503, retry_after=date)
        assert Faults().apply(fault, Reply(503)).headers["retry-after"] == date


class TestDamage:
    """Faults that change a reply."""

    def test_latency_is_data(self):
        """Nobody sleeps; the delay stands in the reply."""
        assert Faults().apply(Fault("latency", latency=2.5), answer({})).delay == 2.5

    @pytest.mark.parametrize("kind", ["drop_before", "drop_after"])
    def test_drop(self, kind):
        """The reply says when the connection is cut."""
        assert Faults().apply(Fault(kind), answer({})).drop == kind.removeprefix("drop_")

    def test_truncate_keeps_the_length_of_the_whole(self):
        """Half of the bytes under the header of all."""
        reply = answer({"a": 1})
        whole = reply.body
        Faults().apply(Fault("truncate"), reply)
        assert reply.body == whole[: len(whole) // 2]
        assert reply.headers["content-length"] == str(len(whole))

    def test_truncate_without_a_body_cuts_the_connection(self):
        """Where there is nothing to cut short, nothing comes."""
        assert Faults().apply(Fault("truncate"), Reply(204)).drop == "after"

    @pytest.mark.parametrize("body", [b'{"a": 1}', b"[]", b"1", b'"x"', b"", b"null"])
    def test_malformed_is_never_json(self, body):
        """Whatever it was, it can't be read any more."""
        reply = Faults().apply(Fault("malformed"), Reply(200, body))
        with pytest.raises(json.JSONDecodeError):
            json.loads(reply.body)

    def test_html(self):
        """A proxy's page in place of the answer."""
        reply = Faults().apply(Fault("html"), answer({}))
        assert (reply.status, reply.headers["content-type"]) == (502, "text/html")

    def gateway(self, kind, operation="bookings.get", data=None):
        envelope = {"data": {"status": "success", "data": data or BOOKING}, "error": None, "successful": True}
        return Faults().apply(Fault(kind), answer(envelope), schema_of(operation)).json()

    def test_unknown_enum_over_the_gateway(self):
        """Values of enums are replaced at every depth; the envelope and other strings stay."""
        body = self.gateway("unknown_enum")
        assert body["successful"] is True
        assert body["data"]["status"] == "success"
        booking = body["data"]["data"]
        assert booking["status"] == "unknown-example"
        assert booking["attendees"][0] == {"name": "Ana Prado", "language": "unknown-example"}
        assert booking["uid"] == "bk4Zr8YqLw2TnVx6"

    def test_unknown_enum_over_the_direct_route(self):
        """Cal.com's own envelope is known as well."""
        reply = answer({"status": "success", "data": BOOKING})
        body = Faults().apply(Fault("unknown_enum"), reply, schema_of("bookings.get")).json()
        assert body["status"] == "success"
        assert body["data"]["status"] == "unknown-example"

    def test_unknown_enum_in_lists(self):
        """Each of a list's items is changed."""
        body = self.gateway("unknown_enum", "bookings.list", [BOOKING, BOOKING])
        assert [each["status"] for each in body["data"]["data"]] == ["unknown-example"] * 2

    def test_extra_fields_in_every_object_but_maps(self):
        """Objects get a field that no schema knows; maps of data get no entry."""
        booking = self.gateway("extra_fields")["data"]["data"]
        assert "xMockExtra" in booking
        assert "xMockExtra" in booking["attendees"][0]
        assert booking["metadata"] == {"k": "v"}

    def test_extra_fields_of_toolzz(self):
        """A bare object, without any envelope."""
        reply = answer({"id": "00000000-0000-4000-8000-000000000001"})
        body = Faults().apply(Fault("extra_fields"), reply, schema_of("calcom_integrations.get")).json()
        assert "xMockExtra" in body

    @pytest.mark.parametrize("kind", ["unknown_enum", "extra_fields"])
    @pytest.mark.parametrize(
        "reply",
        [answer({"status": "error", "error": {"code": "x"}}, 404), answer({"data": {}, "successful": False}),
         Reply(200, b"no json"), Reply(301, b""), answer([1])],
    )  # fmt: skip
    def test_other_replies_stay(self, kind, reply):
        """Errors, and what is no JSON object, are left alone."""
        before = reply.body
        after = Faults().apply(Fault(kind), reply, schema_of("bookings.get")).body
        assert before.replace(b" ", b"") == after.replace(b" ", b"")

    @pytest.mark.parametrize("operation", sorted(specification().operations))
    def test_example_answers_stay_as_the_schema_allows(self, operation):
        """Extra fields never make an answer invalid: objects are open, and that is what this fault shows."""
        facts = specification().operations[operation]
        plain = made(facts.answer, specification().schemas)
        reply = Faults().apply(Fault("extra_fields"), answer(plain), facts.answer)
        before, after = (
            {(each.path, each.keyword) for each in specification().answer_errors(facts, body)}
            for body in (plain, reply.json())
        )
        assert before == after


def made(schema, definitions):
    """The least value that a schema allows, every declared object included."""
    if "$ref" in schema:
        return made(definitions[schema["$ref"].removeprefix("#/$defs/")], definitions)
    if "allOf" in schema:
        value = {}
        for each in schema["allOf"]:
            value |= made(each, definitions)
        return value | {"successful": True, "error": None} if "successful" in value else value
    if "anyOf" in schema:
        return made(schema["anyOf"][0], definitions)
    kind = schema.get("type")
    kind = kind[0] if isinstance(kind, list) else kind
    if "enum" in schema:
        return schema["enum"][0]
    if kind == "object":
        return {name: made(each, definitions) for name, each in schema.get("properties", {}).items()}
    if kind == "array":
        return [made(schema["items"], definitions)] if "items" in schema else []
    texts = {"date-time": "2027-03-09T14:00:00Z", "date": "2027-03-09", "email": "ana.prado@example.com", "uri": "https://example.com",
             "uuid": "00000000-0000-4000-8000-000000000001"}  # fmt: skip
    scalars = {"integer": schema.get("minimum", 1), "number": 1, "boolean": True, "null": None}
    return texts.get(schema.get("format"), "example") if kind == "string" else scalars.get(kind)
