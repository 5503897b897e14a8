"""A small scenario, of which tests change a part."""

from toolzz_cal_mock.gym.parsing import scenario
from toolzz_cal_mock.gym.reading import read

TEXT = """\
title: A sample.
tags: [booking]
now: 2027-03-01T12:00:00Z
people:
  leo: {name: Leo Souza, zone: America/Sao_Paulo}
event_types:
  call: {title: Onboarding call, minutes: 30, owner: leo}
bookings:
  ana:
    event_type: call
    start: 2027-03-09T14:00:00Z
    guest: {name: Ana Prado, email: ana.prado@example.com}
turns:
  - says: Is Ana coming?
    intent: {wish: look, booking: {guest: ana.prado@example.com}}
checks:
  unchanged: everything
"""


def parsed(text=TEXT, file="sample.yaml"):
    """The scenario of a text."""
    return scenario(read(text, file))


def checked(checks, more=""):
    """The sample with other checks, as the lines of YAML below `checks`."""
    head, _, _ = TEXT.partition("checks:")
    lines = "".join(f"  {line}\n" for line in checks.splitlines())
    return parsed(f"{head}{more}checks:\n{lines}")
