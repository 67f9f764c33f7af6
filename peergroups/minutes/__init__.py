"""The minutes of a session: read from it, and made into a page, a PDF and a DOCX."""
