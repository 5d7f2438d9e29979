"""The desk: where issues stand, for the people who make them."""
