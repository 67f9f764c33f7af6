"""A meeting room under load: `bench/room`."""
