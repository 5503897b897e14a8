"""The page of docs/examples in a real browser, on another origin than the mock that it asks."""

import pytest

from tests.support.browser import Browser, chromium
from tests.support.recipes import EXAMPLES

pytestmark = pytest.mark.skipif(chromium() is None, reason="Chromium is not installed")

DAY = "2027-03-09"
FILL = """(() => {
  const { name, email, day } = document.forms[0].elements;
  [name.value, email.value, day.value] = ["Ana Prado", "ana.prado@example.com", "%s"];
  day.dispatchEvent(new Event("change"));
})()"""
SAID = "document.querySelector('output').textContent"


@pytest.fixture
def browser(tmp_path):
    made = Browser(tmp_path)
    yield made
    made.close()


def test_a_page_books_what_it_shows(browser, toolzz_cal_mock_server):
    """The times of a day, then one of them; a slot that is taken is told in Cal.com's words, a lost answer as open."""
    mock = toolzz_cal_mock_server
    mock.seed.booking(start=f"{DAY}T15:00:00Z")
    browser.open(f"{(EXAMPLES / 'booking_page.html').as_uri()}?api={mock.url}")
    browser.run(FILL % DAY)
    browser.wait("document.forms[0].elements.start.options.length > 0")
    shown = browser.run("[...document.forms[0].elements.start.options].map((each) => Date.parse(each.value) / 3.6e6)")
    hours = [each % 24 for each in shown]
    assert 14 in hours
    assert 15 not in hours

    def book(hour):
        browser.run(f"document.forms[0].elements.start.selectedIndex = {hours.index(hour)}")
        browser.run("document.querySelector('output').textContent = ''; document.forms[0].requestSubmit()")
        browser.wait(f"{SAID} !== '' && !document.querySelector('button').disabled")
        return browser.run(SAID)

    assert book(14).startswith("Booked: Onboarding call between Leo Souza and Ana Prado")
    assert "already has booking at this time" in book(14)
    mock.faults.add("drop_after", operation="bookings.create", times=1)
    assert "If a confirmation has reached you" in book(16)
    starts = [row["start"][:16] for row in mock.mock.world.table("bookings").values() if row["start"].startswith(DAY)]
    assert sorted(starts) == [f"{DAY}T{hour}:00" for hour in (14, 14, 15, 16)]
