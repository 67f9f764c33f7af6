"""Rounds at home: people of a region are asked by name or by link, each in their language."""
