"""Readers, consent, language choice and suppression."""
