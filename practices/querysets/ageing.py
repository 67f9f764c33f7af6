"""When a practice is old, and how often its owner is asked about it."""

from datetime import timedelta

# The purpose of the link that asks an owner; it stands for the practice.
STILL_TRUE_LINK = "practice-still-true"
UNTIL_REMINDER = timedelta(days=28)
BETWEEN_LETTERS = timedelta(days=7)
PER_PARTNER = 10  # practices in one letter
PER_RUN = 200
OLDEST = ("known_on", "title_sort", "pk")
