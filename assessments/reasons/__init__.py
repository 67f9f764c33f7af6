"""Why not: the reasons of regions, to be searched across the partnership."""
