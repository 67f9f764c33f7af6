"""Journeys of several people through the pages, from one end of a thread to the other.

`steps/` says what a person does on a page in the words of that page; a test says in which order.
Each page belongs to a browser profile of its own, and a fault, a blocked part or a request to
another origin fails the test (see `clusterix.testing.journeys`).
"""
