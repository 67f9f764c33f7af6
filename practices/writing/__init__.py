"""A text on its way: versions, their differences, a second language."""
