"""Text of a specification is data: whatever it holds, it comes out of the emitted Python as it went in."""

import ast

from hypothesis import example, given
from hypothesis import strategies as st

from generator.render import docstring, literal, paragraph
from tests.support.tables import every

HOSTILE = ['"', '""', '"""', '""""', '\\"', "\\", "\\\\", 'a"', 'a\\"', "'''", '"""\\']
HOSTILE += ["{{ x }}", "\\N{DASH}", "\\x", "\n\n"]
TEXT = st.one_of(st.text(), st.text(alphabet="\"'\\ {}%ab\n"))


def read_back(source):
    """What a docstring's source means."""
    return ast.literal_eval(source)


def shown(text):
    """What a docstring says of a text: spaces folded, what does not print as its escape."""
    line = " ".join(text.split())
    return "".join(c if c.isprintable() else c.encode("unicode_escape").decode() for c in line)


@given(TEXT)
@example("")
def test_a_docstring_is_read_back(text):
    """On one line, right up to the closing quotes."""
    assert shown(text) == read_back(f'"""{docstring(text)}"""')


@every("text", HOSTILE)
def test_a_hostile_docstring_is_read_back(text):
    """Quotes and backslashes next to the closing quotes are the hard ones."""
    assert shown(text) == read_back(f'"""{docstring(text)}"""')


@given(TEXT, st.integers(0, 16), st.integers(0, 4))
def test_a_paragraph_is_read_back(text, indent, lead):
    """Wrapping happens at spaces only, never inside an escape."""
    wrapped = paragraph(text, indent, hang=indent + 4, lead=lead)
    assert shown(text).split() == read_back(f'"""{wrapped}\n"""').split()


def test_a_paragraph_fits_into_the_line():
    """With its indent, what stands before it, and the indent of what follows."""
    text = "word " * 100
    lines = (" " * (4 + 3) + paragraph(text, 4, hang=12, lead=3)).splitlines()
    assert max(map(len, lines)) <= 120
    assert [12] * (len(lines) - 1) == [len(line) - len(line.lstrip()) for line in lines[1:]]


@given(TEXT)
def test_a_literal_is_exact(text):
    """Python reads back the very text, from characters that all print."""
    source = literal(text)
    assert text == ast.literal_eval(source)
    assert source.isprintable()


def test_plain_text_is_left_alone():
    """A quote or an apostrophe inside needs no backslash."""
    assert 'Say "when" or don\'t.' == docstring('Say "when" or don\'t.')
