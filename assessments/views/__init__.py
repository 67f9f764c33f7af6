"""Pages of the assessment, one file per family."""
