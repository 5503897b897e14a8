"""The recipe for Django books what a transaction has kept, once, also if the process is killed behind its commit."""

import json
import sqlite3
import sys
from contextlib import closing

import pytest

from tests.support.recipes import SHORTER, booked, booking, email, environment, hold, program, python, wait_for_call

SETTINGS = """
import os

SECRET_KEY = "example"
INSTALLED_APPS = ["django_bookings"]
DATABASES = {"default": {"ENGINE": "django.db.backends.sqlite3", "NAME": os.environ["DATABASE"]}}
BOOKINGS_JOURNAL = os.environ["JOURNAL_URL"]
USE_TZ = True
"""
START = f"""
import json, sys, django
django.setup()
from django.core.management import call_command
from django.db import transaction
from django.test import RequestFactory
from django_bookings import models as recipe, views
{SHORTER}

def ask():
    return views.ask(RequestFactory().post("/", sys.argv[1], content_type="application/json"))

"""
ASK = "answer = ask()\nassert answer.status_code == 202, answer.content"
TAKEN_BACK = """
try:
    with transaction.atomic():
        ask()
        raise KeyError
except KeyError:
    print("taken back")
"""
TAKE_UP = 'call_command("book_requests")'


class Site:
    """A site with the recipe's application, with a database in a file."""

    def __init__(self, server, folder, journal_url):
        self.folder, self.database = folder, folder / "site.db"
        (folder / "site_settings.py").write_text(SETTINGS, "utf-8")
        given = {"DJANGO_SETTINGS_MODULE": "site_settings", "DATABASE": str(self.database), "JOURNAL_URL": journal_url}
        self.variables = environment(server, folder, **given)
        with program(folder, [sys.executable, "-m", "django", "migrate", "--run-syncdb"], self.variables) as run:
            assert run.wait() == 0, run.said

    def begin(self, text, number=0):
        """Runs some Python; `ask` in it asks for the booking of a number."""
        given = booking(number)
        return program(self.folder, [*python(START + text), json.dumps(given)], self.variables)

    def run(self, text, number=0):
        """The same, to its end."""
        with self.begin(text, number) as run:
            assert run.wait() == 0, run.said
            return run.said

    def rows(self):
        """Attendee, uid and error of each request."""
        with closing(sqlite3.connect(self.database)) as database:
            found = database.execute("SELECT attendee, uid, error FROM django_bookings_bookingrequest").fetchall()
        return {json.loads(who)["email"]: (uid, json.loads(error or "null")) for who, uid, error in found}


@pytest.fixture
def site(toolzz_cal_mock_server, tmp_path, postgresql_url):
    return Site(toolzz_cal_mock_server, tmp_path, postgresql_url)


def test_a_request_is_booked_behind_its_commit(site, toolzz_cal_mock_server):
    """And its row has the uid; a refused one has the error, and is not tried again."""
    site.run(ASK, 1)
    toolzz_cal_mock_server.seed.booking(start=booking(2)["start"])
    site.run(ASK, 2)
    site.run(TAKE_UP)
    ((uid,),) = booked(toolzz_cal_mock_server).values()
    rows = site.rows()
    assert rows[email(1)] == (uid, None)
    assert rows[email(2)][0] == ""
    assert rows[email(2)][1]["type"] == "ActionFailed"
    assert len(toolzz_cal_mock_server.calls("bookings.create")) == 2


def test_a_request_that_is_taken_back(site, toolzz_cal_mock_server):
    """Is never sent."""
    assert "taken back" in site.run(TAKEN_BACK)
    site.run(TAKE_UP)
    assert site.rows() == {}
    assert not toolzz_cal_mock_server.calls("bookings.create")


def test_a_process_that_is_killed_behind_the_commit(site, toolzz_cal_mock_server):
    """It had booked; the command finds the booking."""
    hold(toolzz_cal_mock_server)
    with site.begin(ASK, 1) as run:
        wait_for_call(toolzz_cal_mock_server, run)
        run.kill()
    assert site.rows() == {email(1): ("", None)}
    site.run(TAKE_UP)
    ((uid,),) = booked(toolzz_cal_mock_server).values()
    assert site.rows() == {email(1): (uid, None)}
    assert len(toolzz_cal_mock_server.calls("bookings.create")) == 1
