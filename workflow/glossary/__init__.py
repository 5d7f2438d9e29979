"""Terms across the languages: what is said, what may be said, what must not, and why."""
