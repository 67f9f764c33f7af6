"""How practices are found: list, counts, map, suggestions, what is near."""
