"""Measures the client beside its peers: `python -m benchmarks` or `make bench`."""
