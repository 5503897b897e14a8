"""pyrefly."""

import sys

from checkers import ask

ask("pyrefly", "check", "--output-format", "min-text", "--python-interpreter-path", sys.executable)
