"""Keeping the catalogue true: old texts, entries for others, keywords, what waits."""
