"""The address of a practice: built once from its title, when the public first reads it."""

import secrets

from django.db import connection
from django.utils.text import slugify

from practices.models import RESERVED_SLUGS, Practice
from regions.names import sort_key

LONGEST = 70  # leaves room for a number at the end
LOCK = 7_104_301  # any number that no other lock of this product uses


def provisional_slug() -> str:
    """The address of a draft; its title is not in it, for the address of others must not tell."""
    return f"draft-{secrets.token_hex(6)}"


def slug_for(title: str) -> str:
    """A free address from the title, held against others until the end of the transaction."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [LOCK])
    base = slugify(sort_key(title))[:LONGEST].strip("-") or "practice"
    # Nothing is read here for a person: a hidden practice has a provisional address.
    taken = set(
        Practice.objects.filter(slug__startswith=base).values_list("slug", flat=True)
    ) | set(RESERVED_SLUGS)
    if base not in taken:
        return base
    number = 2
    while f"{base}-{number}" in taken:
        number += 1
    return f"{base}-{number}"
