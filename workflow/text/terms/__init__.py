"""Terms: what the house calls things in each language, and where a text says so."""
