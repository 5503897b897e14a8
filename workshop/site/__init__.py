"""Builds the pages, and what they show."""
