"""One translation per story and language, through its states."""
