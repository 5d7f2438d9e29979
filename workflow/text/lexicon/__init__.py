"""The little words that carry a meaning: negations, hedges, titles; one module a language."""
