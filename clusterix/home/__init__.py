"""The first page: public for visitors, *Next for you* for people who are signed in."""
