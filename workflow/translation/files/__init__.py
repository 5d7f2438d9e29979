"""A story in one language as a text file: front matter, then the body in Markdown. Pure."""
