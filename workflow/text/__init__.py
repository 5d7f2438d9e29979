"""Pure text work: Markdown to segments and back, plain text, checks, sources, alignment."""
