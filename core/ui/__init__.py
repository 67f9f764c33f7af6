"""The building blocks behind the template tags: drawing, words, numbers, dates, fields."""
