"""When a practice is old, and how often its owner is asked about it."""

from datetime import date, timedelta

# The purpose of the link that asks an owner; it stands for the practice.
STILL_TRUE_LINK = "practice-still-true"
UNTIL_REMINDER = timedelta(days=28)
BETWEEN_LETTERS = timedelta(days=7)
PER_PARTNER = 10  # practices in one letter
PER_RUN = 200
OLDEST = ("known_on", "title_sort", "pk")


def a_year_before(day: date) -> date:
    """The same day of the year before; for 29 February it is the 28th."""
    try:
        return day.replace(year=day.year - 1)
    except ValueError:
        return day.replace(year=day.year - 1, day=28)
