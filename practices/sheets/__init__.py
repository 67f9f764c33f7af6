"""Practices as spreadsheets: which columns there are, how they go out, how they come in.

Files are read in a child process: this file, `cells.py` and `reading/` must not need Django.
"""
