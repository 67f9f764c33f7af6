"""Pages of the catalogue, by family: reading, writing, publishing, keeping."""
