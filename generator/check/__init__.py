"""Refuses what no client can be made of."""
