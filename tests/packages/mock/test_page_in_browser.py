"""The page as a person sees it, in a real browser."""

import json
from datetime import timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread

import pytest
from toolzz_cal_mock.core import Mock
from toolzz_cal_mock.serving import served

from tests.support.browser import Browser, chromium
from tests.support.stub_inside import NOW, action

pytestmark = pytest.mark.skipif(chromium() is None, reason="Chromium is not installed")

EVIL = "<img src=x onerror='window.evil=1'><script>window.evil=1</script>"
VIEWS = ("state", "requests", "deliveries")


@pytest.fixture(scope="module")
def browser(tmp_path_factory):
    made = Browser(tmp_path_factory.mktemp("profile"))
    yield made
    made.close()


@pytest.fixture(scope="module")
def serving():
    mock = Mock(now=NOW, running=False)
    with served(mock) as url:
        yield mock, url


@pytest.fixture
def mock(serving):
    """A mock with bookings, failures and deliveries, all with a hostile name in them."""
    mock = serving[0]
    mock.reset()
    mock.seed.webhook("http://127.0.0.1:9/hooks", "BOOKING_CREATED")
    ana = {"name": f"Ana {EVIL}", "email": "ana.prado@example.com", "timeZone": "America/Sao_Paulo"}
    for hour in (14, 15, 15):
        mock.handle(action(start=f"2027-03-10T{hour}:00:00Z", eventTypeId=10482, attendee=ana))
    mock.handle(action("CAL_NOTHING", text=EVIL))
    return mock


@pytest.fixture
def url(serving):
    return serving[1]


def ready(browser, view):
    """Waits until a view is shown with something in it."""
    browser.wait(
        f"!document.getElementById('{view}').hidden && document.querySelectorAll('#{view} details').length > 0"
    )


def unfold_all(browser):
    browser.run("document.querySelectorAll('section:not([hidden]) details').forEach((each) => { each.open = true; })")
    browser.wait(
        "[...document.querySelectorAll('section:not([hidden]) details')].every((each) => each.childElementCount > 1)"
    )


@pytest.mark.parametrize("view", VIEWS)
def test_each_view_shows_hostile_text_as_text(browser, mock, url, view):
    """Names that look like HTML are read as they are; the browser has nothing to complain of and asks nobody else."""
    browser.open(f"{url}/#{view}")
    ready(browser, view)
    unfold_all(browser)
    assert "<img src=x onerror=" in browser.text()
    assert browser.run("window.evil") is None
    assert browser.of("Log.entryAdded") == []
    assert browser.of("Runtime.exceptionThrown") == []
    asked = {each["request"]["url"].partition("?")[0] for each in browser.of("Network.requestWillBeSent")}
    assert {each for each in asked if not each.startswith((url, "data:"))} == set()


PEOPLE = ("week", "types", "people")


def test_the_week_shows_hostile_text_as_text(browser, mock, url):
    """Names of people, event types and bookings; at every width and in both colours nothing sticks out or fades."""
    mock.clock.advance(timedelta(days=7))
    mock.seed.event_type(mock.seed.user(f"Eva {EVIL}", username="eva"), title=f"Talk {EVIL}", length=60)
    for view in PEOPLE:
        for width, dark in ((390, True), (1280, False)):
            browser.open(f"{url}/#{view}", width=width, dark=dark)
            browser.wait(f"document.getElementById('{view}').innerText.includes('<img src=x onerror=')")
            assert browser.run("window.evil") is None
            assert browser.of("Log.entryAdded") == []
            assert browser.of("Runtime.exceptionThrown") == []
            assert browser.run("document.documentElement.scrollWidth") <= width
            ratio, where = browser.run(CONTRAST)
            assert ratio >= 4.5, where


def test_weeks_and_zones_are_chosen(browser, mock, url):
    """A week without bookings leads to the next one; another zone moves the hours."""
    browser.open(url + "/")
    browser.wait("document.getElementById('week').innerText.includes('Nothing is booked')")
    browser.run("document.querySelector('#elsewhere button').click()")
    browser.wait("document.getElementById('week').innerText.includes('11:00 to 11:30, pending')")
    browser.run("byId('zone').value = 'UTC'; byId('zone').dispatchEvent(new Event('change'))")
    browser.wait("document.getElementById('week').innerText.includes('14:00 to 14:30, pending')")
    browser.run("document.querySelector('[data-days=\"7\"]').click()")
    browser.wait("document.getElementById('span').innerText.startsWith('Mon, Mar 15')")


@pytest.mark.parametrize("width", [320, 759, 760, 1600])
@pytest.mark.parametrize("view", VIEWS)
def test_nothing_sticks_out(browser, mock, url, view, width):
    """From a narrow phone to a wide screen nothing has to be scrolled sideways, with everything unfolded."""
    browser.open(f"{url}/#{view}", width=width)
    ready(browser, view)
    unfold_all(browser)
    assert browser.run("document.documentElement.scrollWidth") <= width


CONTRAST = """
(() => {
  const channel = (value) => { const share = value / 255; return share <= 0.03928 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4; };
  const light = (colour) => { const [r, g, b] = colour.match(/[0-9.]+/g).map(Number); return 0.2126 * channel(r) + 0.7152 * channel(g) + 0.0722 * channel(b); };
  const ground = (node) => { for (; node; node = node.parentElement) { const c = getComputedStyle(node).backgroundColor; if (c !== "rgba(0, 0, 0, 0)") return c; } return "rgb(255, 255, 255)"; };
  const shown = [...document.querySelectorAll("body *")].filter((node) => node.offsetParent && [...node.childNodes].some((each) => each.nodeType === 3 && each.textContent.trim()));
  return shown.map((node) => {
    const [a, b] = [light(getComputedStyle(node).color), light(ground(node))].sort((x, y) => y - x);
    return [(a + 0.05) / (b + 0.05), node.tagName + " " + node.className];
  }).sort((x, y) => x[0] - y[0])[0];
})()
"""  # noqa: E501


@pytest.mark.parametrize("dark", [False, True])
@pytest.mark.parametrize("view", VIEWS)
def test_is_readable_in_light_and_dark(browser, mock, url, view, dark):
    """Every text stands out from its ground by 4.5 to 1 at least, and dark is dark."""
    browser.open(f"{url}/#{view}", dark=dark)
    ready(browser, view)
    unfold_all(browser)
    ratio, where = browser.run(CONTRAST)
    assert ratio >= 4.5, where
    ground = json.loads(
        browser.run("getComputedStyle(document.body).backgroundColor").replace("rgb(", "[").replace(")", "]")
    )
    assert (sum(ground) < 300) is dark


def test_it_follows_what_happens(browser, mock, url):
    """Without being asked it shows new requests, and what was unfolded stays so."""
    browser.open(f"{url}/#requests")
    ready(browser, "requests")
    browser.run("document.querySelector('#requests details:last-child').open = true")
    mock.handle(action("CAL_RETRIEVE_SCHEDULES_LIST"))
    browser.wait("document.querySelector('#requests summary').innerText.includes('schedules.list')")
    assert browser.run("[...document.querySelectorAll('#requests details')].map((each) => each.open)") == [
        False
    ] * 4 + [True]
    assert "200 failed" in browser.text()
    assert "404" in browser.text()


def test_a_table_is_chosen(browser, mock, url):
    """Its rows are shown, secrets masked, and pages turn."""
    for number in range(120):
        mock.world.put("things", number, {"name": f"thing {number}", "apiKey": "cal_live_example"})
    browser.open(url + "/#state")
    ready(browser, "state")
    browser.run(
        "[...document.querySelectorAll('#tables button')].find((each) => each.innerText.includes('things')).click()"
    )
    browser.wait("document.getElementById('rows').innerText.includes('thing 119')")
    assert "things: 1 to 50 of 120, newest first" in browser.text()
    unfold_all(browser)
    assert "cal_live_example" not in browser.text()
    browser.run("document.getElementById('older').click()")
    browser.wait("document.getElementById('rows').innerText.includes('thing 69')")
    assert "things: 51 to 100 of 120" in browser.text()


def test_a_delivery_is_sent_again(browser, mock, url):
    """With one click."""
    browser.open(f"{url}/#deliveries")
    ready(browser, "deliveries")
    browser.wait("document.querySelector('#deliveries summary').innerText.includes('failed')")
    unfold_all(browser)
    browser.run("document.querySelector('#deliveries details button').click()")
    browser.wait("document.querySelector('#deliveries summary').innerText.includes('sent 2 times')")
    assert [each.attempts for each in mock.deliveries] == [1, 2]


def test_the_clock_moves_and_runs(browser, mock, url):
    """By its buttons."""
    browser.open(url + "/")
    browser.wait("document.getElementById('now').innerText === '2027-03-01 12:00:00 UTC'")
    browser.run("document.querySelector('[data-advance=\"86400\"]').click()")
    browser.wait("document.getElementById('now').innerText === '2027-03-02 12:00:00 UTC'")
    assert mock.clock.now() == NOW + timedelta(days=1)
    browser.run("document.getElementById('clock-run').click()")
    browser.wait("document.getElementById('clock-state').innerText === 'running'")
    assert mock.clock.running


def test_faults_are_added_and_cleared(browser, mock, url):
    """A wrong one is refused with its reason, a right one is listed."""
    browser.open(url + "/")
    browser.wait("document.getElementById('faults').innerText === 'none'")

    def add(text):
        browser.run(f"document.getElementById('fault').value = {json.dumps(text)}")
        browser.run("document.getElementById('fault-form').requestSubmit()")

    add("stauts=503")
    browser.wait("document.getElementById('trouble').innerText.includes('perhaps status')")
    add("status=503; times=1")
    browser.wait("document.getElementById('faults').innerText === 'status=503; times=1 (struck 0)'")
    assert len(mock.faults) == 1
    browser.run("document.getElementById('fault-clear').click()")
    browser.wait("document.getElementById('faults').innerText === 'none'")


def test_everything_can_be_reset(browser, mock, url):
    """After a question."""
    browser.open(f"{url}/#requests")
    ready(browser, "requests")
    browser.run("window.confirm = () => true; document.getElementById('reset').click()")
    browser.wait("document.getElementById('requests').innerText.includes('No request has come yet')")
    assert list(mock.calls) == []


def test_another_page_can_not_drive_it(browser, mock, url, tmp_path):
    """A web page from elsewhere that tries by script or form changes nothing and reads nothing."""
    page = tmp_path / "elsewhere.html"
    page.write_text("<form method=post></form>")
    browser.open(page.as_uri())
    tries = f"""Promise.allSettled([
      fetch("{url}/_mock/reset", {{method: "POST", mode: "no-cors"}}),
      fetch("{url}/_mock/state").then((answer) => answer.text()),
    ]).then((all) => all.map((each) => each.status))"""
    assert browser.run(tries)[1] == "rejected"
    browser.run(f"document.forms[0].action = '{url}/_mock/reset'; document.forms[0].submit()")
    browser.wait("document.body.innerText.includes('may not drive')")
    assert len(mock.calls) == 4


BOOKING = """
(async () => {
  const ask = async (path, version, body, more) => {
    const headers = {authorization: "Bearer cal_example", "cal-api-version": version, "content-type": "application/json", ...more};
    const answer = await fetch(URL + path, body ? {method: "POST", headers, body: JSON.stringify(body)} : {headers});
    return [answer.status, await answer.json()];
  };
  const [, slots] = await ask("/v2/slots?eventTypeId=10482&start=2027-03-16&end=2027-03-16", "2024-09-04");
  const attendee = {name: "Ana Prado", email: "ana.prado@example.com", timeZone: "America/Sao_Paulo"};
  const wanted = {start: slots.data["2027-03-16"][0].start, eventTypeId: 10482, attendee};
  const [, booked] = await ask("/v2/bookings", "2024-08-13", wanted);
  const [again, refusal] = await ask("/v2/bookings", "2024-08-13", wanted);
  const [fault] = await ask("/v2/me", "2024-06-14", null, {"x-mock-fault": "status=503"});
  const execute = "/api/v3.1/tools/execute/CAL_RETRIEVE_BOOKING_DETAILS_BY_UID";
  const [, found] = await ask(execute, "", {arguments: {bookingUid: booked.data.uid}}, {"x-api-key": "ak_example"});
  return [location.origin, wanted.start, booked.data.status, again, refusal.status, fault, found.data.data.start];
})()
"""  # noqa: E501


class Elsewhere(BaseHTTPRequestHandler):
    """A page of another origin."""

    def do_GET(self):
        self.send_response(200)
        self.send_header("content-type", "text/html")
        self.end_headers()
        self.wfile.write(b"<!doctype html><title>Elsewhere</title>")

    def log_message(self, *_):
        """Says nothing."""


def test_a_page_of_another_origin_books(browser, mock, url):
    """It fetches slots, books one, and reads refusals and faults: at Cal.com's address and at the gateway's."""
    with ThreadingHTTPServer(("127.0.0.1", 0), Elsewhere) as server:
        thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        origin = f"http://127.0.0.1:{server.server_port}"
        browser.open(origin + "/")
        found = browser.run(BOOKING.replace("URL", json.dumps(url)))
        server.shutdown()
        thread.join()
    start = found[1]
    assert found == [origin, start, "accepted", 400, "error", 503, start]
    assert {each.request.headers.get("origin") for each in mock.calls("bookings.create", status=201)} == {origin}


ASKED = """(() => {
  const names = performance.getEntriesByType("resource").map((each) => each.name);
  return names.length && names;
})()"""


def test_it_asks_nobody_else(browser, mock, url):
    """All views come from the mock alone: the page works offline."""
    for view in (*PEOPLE, *VIEWS):
        browser.open(f"{url}/#{view}")
        names = browser.wait(ASKED)
        assert all(name.startswith((url, "data:")) for name in names)
