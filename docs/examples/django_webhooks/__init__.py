"""Webhooks of Cal.com in Django."""
