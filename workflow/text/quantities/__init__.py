"""Quantities: what a text counts, measures and dates, in any of the languages."""
