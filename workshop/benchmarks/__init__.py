"""Measures the client beside its peers: `python -m workshop.benchmarks` or `make bench`."""
