"""Machine translation: asked in the background, kept, and never more than a suggestion."""
