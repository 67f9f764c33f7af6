"""The plan of sessions in parallel: a draft that lives in an address, and its page."""
