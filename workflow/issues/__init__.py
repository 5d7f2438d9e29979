"""Issues, slots and frozen editions."""
