"""What the program and its environment variable are called."""

PROGRAM = "toolzz-cal"
COMPLETE = "_TOOLZZ_CAL_COMPLETE"
