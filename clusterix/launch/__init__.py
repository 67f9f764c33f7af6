"""Starts the product on one machine: embedded PostgreSQL, web server, worker, checks."""
