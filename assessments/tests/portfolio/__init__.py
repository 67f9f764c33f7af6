"""A region's practices beside each other."""
