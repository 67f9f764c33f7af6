"""What people say about a practice, ask about it and are told of it."""
