"""Commands about readers."""
