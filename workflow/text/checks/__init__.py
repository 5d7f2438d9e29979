"""Checks: small pure functions that look at a text and say what they find."""
