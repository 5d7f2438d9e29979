"""The ways out: local files, an SMTP relay, SendGrid. Which one is chosen in the wiring alone."""
