"""Notices to the people who work here: at once by email, or once a day."""
