"""How content becomes MJML, HTML and plain text."""
