"""How many operations there are: said here, and in no other file. `python -m generator new` raises it."""

ACTIONS = 141
TOOLZZ = 5  # operations of the ToolzzAI API
OPERATIONS = ACTIONS + TOOLZZ
