"""Decides everything about the client: names, types, order. Templates only write it down."""
