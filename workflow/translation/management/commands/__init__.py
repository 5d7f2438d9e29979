"""Commands of the translation room."""
