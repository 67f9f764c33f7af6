"""Pages of progress reports."""
