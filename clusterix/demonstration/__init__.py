"""The demonstration partnership: real partners, practices and exchanges; invented people."""
