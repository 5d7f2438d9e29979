"""The desk in a terminal: what ``send.py`` asks, shows and answers with."""
