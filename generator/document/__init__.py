"""Reads a specification: its files, as one document, and references in it."""
