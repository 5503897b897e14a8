"""mypy."""

from checkers import ask

ask("mypy", "--strict", "--no-error-summary", "--hide-error-context")
