"""The page on tests as pytest runs it."""

from tests.support.snippets import python_of

pytest_plugins = ["pytester"]


def test_the_page_is_a_file_of_tests(pytester):
    """Its pieces one below the other are collected by pytest, with the fixtures that it makes, and pass."""
    code = "\n".join(each.code for each in python_of("docs/guide/tests.md"))
    pytester.makepyfile(code)
    done = pytester.runpytest_inprocess("-p", "no:randomly", "-p", "no:xdist", "-p", "no:cacheprovider")
    done.assert_outcomes(passed=code.count("\ndef test_"))
    assert code.count("\ndef test_") > 5
