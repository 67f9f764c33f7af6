"""What a region says that it looks for: on its page, and kept for the way back."""
