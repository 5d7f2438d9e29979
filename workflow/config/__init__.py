"""Settings, environment, addresses and wiring: the only room that chooses."""
