"""Translations out to files that other tools edit, and in again through the gate."""
