"""Pages of groups, sessions and the room."""
