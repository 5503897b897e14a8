"""README.md is short, and its picture shows what its commands print today."""

from tests.support.client import ROOT
from workshop.site import terminal

README = (ROOT / "README.md").read_text("utf-8")


def test_it_is_short():
    """The rest is on pages of the documentation."""
    assert len(README.splitlines()) <= 130


def test_the_picture_is_what_a_terminal_shows():
    """`python -m workshop.site.terminal` draws it anew."""
    assert terminal.made() == terminal.PICTURE.read_text("utf-8")
    assert "](docs/terminal.svg)" in README


def test_the_picture_asks_nobody_else():
    """No font and no style comes from elsewhere, so that it shows on a package index too."""
    picture = terminal.PICTURE.read_text("utf-8")
    assert picture.count("http") == picture.count("http://www.w3.org/2000/svg")
    assert "@font-face" not in picture
    assert "url(#" in picture


def test_a_long_command_goes_on_behind_a_backslash():
    """Broken before options, and the same command to a shell."""
    shown = terminal._wrapped(terminal.COMMANDS[1])
    assert max(map(len, shown.splitlines())) <= terminal.COLUMNS - 2
    assert shown.replace(" \\\n    ", " ") == terminal.COMMANDS[1]
