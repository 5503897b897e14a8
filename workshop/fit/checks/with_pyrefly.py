"""pyrefly."""

import sys

from checkers import ask

ask(
    "pyrefly", "check", "--preset", "strict", "--output-format", "min-text", "--python-interpreter-path", sys.executable
)
