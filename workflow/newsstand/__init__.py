"""The public pages: archive, editions, stories, and what readers decide about their letters."""
