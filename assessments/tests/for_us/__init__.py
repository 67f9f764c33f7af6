"""Practices for a region: what is counted, what is asked, and the page."""
