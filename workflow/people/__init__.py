"""Users, language teams, roles and permission predicates."""
