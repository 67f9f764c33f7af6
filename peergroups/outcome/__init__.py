"""What a session leads to: next steps of the regions, and follow-ups."""
