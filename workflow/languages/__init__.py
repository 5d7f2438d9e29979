"""The four languages and how to choose among them; pure values, formatted through Babel."""
