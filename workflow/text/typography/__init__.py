"""The typography of each language: what a professional typesetter would mend, and what not."""
