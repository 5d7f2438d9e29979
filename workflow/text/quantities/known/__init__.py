"""One module a language: its ``TAG`` and its ``LEXICON``."""
