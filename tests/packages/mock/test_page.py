import base64
import hashlib
import json
import re
from datetime import timedelta

import pytest
from toolzz_cal_mock.core import Mock
from toolzz_cal_mock.page import handle
from toolzz_cal_mock.wire import PEER

from tests.support.stub_inside import NOW, action, request

LIST = "CAL_FETCH_ALL_BOOKINGS"
PROFILE = "CAL_RETRIEVE_MY_INFORMATION"


@pytest.fixture(scope="module")
def shared():
    return Mock(now=NOW, running=False)


@pytest.fixture
def mock(shared):
    shared.reset()
    return shared


def get(mock, path, **query):
    reply = handle(mock, request(path=path, query=tuple((name, str(value)) for name, value in query.items())))
    return reply.status, reply.json()


def post(mock, path, body=None, method="POST"):
    reply = handle(mock, request(method, path, b"" if body is None else body))
    return reply.status, reply.json()


def test_other_paths_are_not_its_own(mock):
    """They go on to the doors."""
    for path in ("/v2/me", "/_mocked", "/api/v1", "//", ""):
        assert handle(mock, request(path=path)) is None


class TestState:
    """`/_mock/state`."""

    def test_tables_and_counts(self, mock):
        """Each with how many rows it has."""
        tables = {each["name"]: each["count"] for each in get(mock, "/_mock/state")[1]["tables"]}
        assert tables["bookings"] == 2
        assert tables["webhooks"] == 1

    def test_rows_of_a_table(self, mock):
        """Newest first, in pages."""
        for number in range(5):
            mock.world.put("things", number, {"n": number})
        status, found = get(mock, "/_mock/state", table="things", take=2, skip=1)
        assert (status, found["count"]) == (200, 5)
        assert found["rows"] == [{"key": "3", "row": {"n": 3}}, {"key": "2", "row": {"n": 2}}]

    def test_a_page_of_rows_is_bounded(self, mock):
        """However many are asked for."""
        for number in range(600):
            mock.world.put("things", number, {})
        assert len(get(mock, "/_mock/state", table="things", take=99999)[1]["rows"]) == 500

    def test_secrets_are_masked(self, mock):
        """Also those that never leave the mock otherwise."""
        for table in mock.world.tables:
            assert "example-client-secret" not in json.dumps(get(mock, "/_mock/state", table=table))
        assert get(mock, "/_mock/state", table="users")[1]["rows"][-1]["row"]["_key"] == "***"

    @pytest.mark.parametrize(("query", "status"), [({"table": "nothing"}, 404), ({"table": "users", "take": "x"}, 400),
                                                   ({"table": "users", "skip": "-1"}, 400)])  # fmt: skip
    def test_a_wrong_question(self, mock, query, status):
        """It is answered as such."""
        found = get(mock, "/_mock/state", **query)
        assert found[0] == status
        assert found[1]["message"]


class TestRequests:
    """`/_mock/requests`."""

    def test_newest_first_with_both_bodies(self, mock):
        """And without secrets."""
        mock.handle(action(LIST))
        mock.handle(action("CAL_CANCEL_BOOKING_VIA_UID", bookingUid="cal_live_example1"))
        found = get(mock, "/_mock/requests")[1]
        assert [each["operation"] for each in found["requests"]] == ["bookings.cancel", "bookings.list"]
        assert found["requests"][0]["request"]["arguments"]["bookingUid"].endswith("***")
        assert found["requests"][1]["reply"]["successful"] is True
        assert (found["count"], len(get(mock, "/_mock/requests", take=1)[1]["requests"])) == (2, 1)

    def test_its_own_requests_are_none(self, mock):
        """Looking does not change what is seen."""
        get(mock, "/_mock/requests")
        assert get(mock, "/_mock/requests")[1]["count"] == 0

    @pytest.mark.parametrize(
        "body",
        [b"\xff{", b"[" * 3000 + b"]" * 3000, b'{"a":"\\ud800"}', b"x" * 60_000],
        ids=["bytes", "deep", "surrogate", "long"],
    )
    def test_any_body_can_be_shown(self, mock, body):
        """Whatever somebody sent."""
        mock.handle(request("POST", "/v2/bookings", body))
        status, found = get(mock, "/_mock/requests")
        assert status in (200, 500)
        assert "requests" in found or "nested too deeply" in found["message"]


class TestDeliveries:
    """`/_mock/deliveries`."""

    def delivered(self, mock):
        mock.seed.webhook("http://127.0.0.1:9/hooks", "BOOKING_CREATED")
        mock.world.emit("BOOKING_CREATED", mock.seed.booking())
        mock.deliveries.drain_sync(lambda url, headers, body: 200)
        return mock.deliveries[-1]

    def test_what_was_sent(self, mock):
        """With state, headers and body."""
        made = self.delivered(mock)
        (found,) = get(mock, "/_mock/deliveries")[1]["deliveries"]
        assert (found["id"], found["trigger"], found["state"], found["status"]) == (
            made.id,
            "BOOKING_CREATED",
            "delivered",
            200,
        )
        assert found["body"]["triggerEvent"] == "BOOKING_CREATED"
        assert found["headers"]["X-Cal-Signature-256"] == "***"

    def test_is_sent_again(self, mock):
        """It waits in line once more."""
        made = self.delivered(mock)
        status, found = post(mock, f"/_mock/deliveries/{made.id}/resend")
        assert (status, found["state"]) == (200, "pending")
        assert mock.deliveries.pending == [made]

    @pytest.mark.parametrize(
        "path", ["/_mock/deliveries/none/resend", "/_mock/deliveries//resend", "/_mock/deliveries/ID/resend"]
    )
    def test_one_that_is_not_there(self, mock, path):
        """404."""
        assert post(mock, path)[0] == 404


class TestDriving:
    """Clock, faults and reset."""

    def test_clock(self, mock):
        """It is set, moved, stopped and let run."""
        assert get(mock, "/_mock/clock") == (200, {"now": NOW.isoformat(), "running": False})
        assert post(mock, "/_mock/clock", {"advance": 90})[1]["now"] == (NOW + timedelta(seconds=90)).isoformat()
        assert post(mock, "/_mock/clock", {"now": "2027-06-01T00:00:00-03:00"})[1]["now"] == "2027-06-01T03:00:00+00:00"
        assert post(mock, "/_mock/clock", {"running": True})[1]["running"] is True
        stopped = post(mock, "/_mock/clock", {"running": False})[1]
        assert get(mock, "/_mock/clock")[1] == stopped

    def test_a_real_clock_can_be_stopped(self):
        """Then it stands where it was."""
        mock = Mock()
        stopped = post(mock, "/_mock/clock", {"running": False})[1]["now"]
        assert get(mock, "/_mock/clock")[1]["now"] == stopped

    @pytest.mark.parametrize(
        "body",
        [
            b"",
            b"no",
            [],
            {"now": 5},
            {"now": "soon"},
            {"advance": "x"},
            {"advance": 1e300},
            {"running": 1},
            {"clock": 1},
        ],
    )
    def test_a_wrong_clock(self, mock, body):
        """400, and the clock stands."""
        assert post(mock, "/_mock/clock", body)[0] == 400
        assert get(mock, "/_mock/clock")[1]["now"] == NOW.isoformat()

    def test_moving_the_clock_begins_meetings(self, mock):
        """Webhooks of what the new time brings are due at once."""
        mock.seed.webhook("http://127.0.0.1:9/hooks", "MEETING_STARTED")
        post(mock, "/_mock/clock", {"now": "2027-03-11T15:01:00Z"})
        assert [each.trigger for each in mock.deliveries.pending] == ["MEETING_STARTED"]

    def test_faults(self, mock):
        """They are added, seen with how often they struck, and taken away."""
        assert post(mock, "/_mock/faults", {"fault": "status=503; times=1"})[0] == 200
        assert mock.handle(action(LIST)).status == 503
        assert get(mock, "/_mock/faults")[1] == {"faults": [{"fault": "status=503; times=1", "struck": 1}]}
        assert post(mock, "/_mock/faults", method="DELETE")[1] == {"faults": []}
        assert len(mock.faults) == 0

    def test_settings_of_a_fault(self, mock):
        """They may stand beside it, as in Python."""
        body = {"fault": "status", "status": 500, "operation": "bookings.create", "times": 2}
        (found,) = post(mock, "/_mock/faults", body)[1]["faults"]
        assert found["fault"] == "status=500; operation=bookings.create; times=2"

    @pytest.mark.parametrize(
        ("body", "said"),
        [
            ({"fault": "stauts=1"}, "perhaps status"),
            ({"fault": "status", "tims": 1}, "perhaps times"),
            ({"fault": "status=500", "status": 503}, "given twice"),
            ({"fault": "status", "self": 1}, "there is no setting 'self'"),
            ({"fault": 5}, "Send"),
            ({}, "Send"),
        ],
    )
    def test_a_wrong_fault(self, mock, body, said):
        """400 with the reason, and none is added."""
        status, answered = post(mock, "/_mock/faults", body)
        assert (status, len(mock.faults)) == (400, 0)
        assert said in answered["message"]

    def test_reset(self, mock):
        """Everything is as at the start."""
        mock.world.put("things", 1, {})
        mock.handle(action(LIST))
        assert post(mock, "/_mock/reset") == (200, {"reset": True})
        assert "things" not in mock.world.tables
        assert len(mock.calls) == 0

    def test_routes(self, mock):
        """`/_mock` lists them; others are 404, other methods 405."""
        assert get(mock, "/_mock")[1]["routes"]["/_mock/reset"] == ["POST"]
        assert get(mock, "/_mock/")[0] == 200
        assert get(mock, "/_mock/nothing")[0] == 404
        assert get(mock, "/_mock/reset")[0] == 405
        assert post(mock, "/")[0] == 405


class TestWhoMay:
    """Only this machine, and no web page of another origin."""

    def status(self, mock, method="GET", path="/_mock/clock", **headers):
        return handle(
            mock, request(method, path, b'{"advance":1}', **{PEER: "127.0.0.1", "host": "localhost:8787"} | headers)
        ).status

    @pytest.mark.parametrize("peer", ["127.0.0.1", "127.8.8.8", "::1"])
    @pytest.mark.parametrize("host", ["localhost:8787", "127.0.0.1:8787", "[::1]:8787", "localhost"])
    def test_this_machine(self, mock, peer, host):
        """Under any of its names."""
        assert self.status(mock, host=host, **{PEER: peer}) == 200
        assert self.status(mock, "POST", host=host, **{PEER: peer}) == 200

    @pytest.mark.parametrize("peer", ["192.0.2.7", "::ffff:192.0.2.7", "unknown", "", "localhost.example.com"])
    def test_another_machine(self, mock, peer):
        """It sees nothing, not even the page."""
        for path in ("/", "/_mock", "/_mock/state", "/_mock/nothing"):
            assert self.status(mock, path=path, **{PEER: peer}) == 403

    @pytest.mark.parametrize(
        "host",
        [
            "evil.example.com:8787",
            "localhost.example.com",
            "127.0.0.1.example.com",
            "localhost@192.0.2.7",
            "192.0.2.7",
            "[",
        ],
    )
    def test_a_name_that_only_points_here(self, mock, host):
        """A page whose own name leads to this machine is not let in by it."""
        assert self.status(mock, host=host) == 403

    @pytest.mark.parametrize(
        "headers",
        [{"origin": "https://evil.example.com"}, {"origin": "null"}, {"origin": "http://localhost:9999"},
         {"origin": "https://localhost:8787"}, {"sec-fetch-site": "cross-site"}, {"sec-fetch-site": "same-site"}],
    )  # fmt: skip
    def test_another_origin(self, mock, headers):
        """It can't change anything."""
        for method in ("POST", "DELETE"):
            assert self.status(mock, method, path="/_mock/faults", **headers) == 403
        assert get(mock, "/_mock/clock")[1]["now"] == NOW.isoformat()

    def test_its_own_origin(self, mock):
        """The page itself may."""
        assert self.status(mock, "POST", origin="http://localhost:8787", **{"sec-fetch-site": "same-origin"}) == 200


class TestHtml:
    """The page."""

    def test_is_served_with_a_policy_that_fits(self, mock):
        """The hashes are those of its one script and style, and nothing else may be loaded or run."""
        reply = handle(mock, request(path="/"))
        html, policy = reply.body.decode(), reply.headers["content-security-policy"]
        for tag in ("script", "style"):
            (text,) = re.findall(f"<{tag}>(.*?)</{tag}>", html, re.DOTALL)
            digest = base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()
            assert f"{tag}-src 'sha256-{digest}'" in policy
        assert "default-src 'none'" in policy
        assert "unsafe" not in policy

    def test_is_whole_and_escapes(self, mock):
        """Nothing comes from elsewhere; nothing is put in as HTML."""
        html = handle(mock, request(path="/")).body.decode()
        assert not re.search(r"https?://|src=|@import|url\(", html)
        assert not re.search(r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|\beval\(|\son\w+=", html)

    def test_answers_to_a_probe(self, mock):
        """HEAD as well."""
        assert handle(mock, request("HEAD", "/")).status == 200


def test_what_browsers_ask_for_by_themselves_is_not_recorded():
    """Nothing of it is among the requests that somebody looks at."""
    mock = Mock(now=NOW)
    reply = mock.handle(request(path="/favicon.ico"))
    assert (204, b"", 0) == (reply.status, reply.body, len(mock.calls))
