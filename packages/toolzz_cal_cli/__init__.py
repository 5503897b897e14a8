"""The command `toolzz-cal`: every operation, for a person at a terminal or a script."""
