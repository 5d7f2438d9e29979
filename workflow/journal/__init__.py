"""The journal room: who did what, when, from which state to which."""
