"""ty."""

import sys

from checkers import ask

ask("ty", "check", "--output-format", "concise", "--python", sys.executable)
