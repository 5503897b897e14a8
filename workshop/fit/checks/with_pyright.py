"""pyright."""

import sys

from checkers import ask

ask("pyright", "--pythonpath", sys.executable)
