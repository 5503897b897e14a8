"""The three doors: each knows how one upstream is spoken to, and nothing of what an operation does."""
