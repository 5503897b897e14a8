"""Begins a new action: every file that knows of operations gets its place for it, all or nothing."""
