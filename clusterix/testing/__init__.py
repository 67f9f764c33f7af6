"""What tests share: a small partnership, one persona per role, counted queries, a browser.

Fixtures are in `fixtures.py`; nothing here is imported by the product.
"""
