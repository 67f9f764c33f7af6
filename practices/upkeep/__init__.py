"""Keeping the catalogue true: old texts, entries for others, tags, what waits."""
