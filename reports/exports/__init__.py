"""A report as a file: the same sheet as on the page, in other clothes."""
