"""Practices that a region has not considered and may want to look at, with what speaks for each.

Points of several parts that add up; `points.py` holds what each is worth, for the page and for the
page of the method. The same facts always give the same list.
"""
