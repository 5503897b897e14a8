"""What changed between two facts (`operations.json`), whom it breaks, and whether upstreams still take what is sent.

`compare.compare` compares two facts; `rules.RULES` is the whole of its policy. `python -m generator diff` compares
versions of the client with it, `toolzz-cal doctor --contract` the client with its upstreams. Comparing needs nothing of
the client; `cleaning`, `sent`, `gateway`, `openapi`, `judging`, `watching` and `used` are for the watch alone.
"""
