"""A large transfer matrix, measured."""
