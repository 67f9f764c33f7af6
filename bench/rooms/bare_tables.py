"""The three tables of the bare view."""

from typing import Final

TABLES: Final = """
CREATE TABLE IF NOT EXISTS bare_key (uuid uuid PRIMARY KEY);
CREATE TABLE IF NOT EXISTS bare_rating (
    seat text, criterion text, uuid uuid NOT NULL, value smallint, PRIMARY KEY (seat, criterion)
);
CREATE TABLE IF NOT EXISTS bare_audit (
    id bigserial PRIMARY KEY, verb text NOT NULL, changes jsonb NOT NULL,
    at timestamptz NOT NULL DEFAULT now()
);
"""
