"""What the page of a practice shows, and how it is passed on."""
