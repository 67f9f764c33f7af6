"""The transfer matrix: practices by regions, with statuses or with scores."""
