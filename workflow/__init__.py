"""Dumpling Desk: carries a story through four languages and out to readers by email."""
