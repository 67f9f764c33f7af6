"""The participant's device in the room: its place, what it shows, and the answers it brings."""
