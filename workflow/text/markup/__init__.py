"""Markdown taken apart and written out: inline nodes, block tree, reader and writer."""
