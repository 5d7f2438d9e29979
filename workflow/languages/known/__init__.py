"""One module a language, each with one ``LANGUAGE``; a new module here is a new language."""
