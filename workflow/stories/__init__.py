"""Coverages, stories, immutable revisions and their segments."""
