"""Django's admin site, as far as this product wants it."""
