"""SQLite as Django has it, with as many values in one statement as this SQLite takes."""
