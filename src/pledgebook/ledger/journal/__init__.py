"""The journal: the one append-only table of entries, each bound to the one before by its hash."""
