"""Before a session: what to read, what is asked, what people expect, and who has not yet."""
