"""The session on paper: what is printed for it, and how sheets are taken in again."""
