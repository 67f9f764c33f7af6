"""The address of a practice: built from its title when the public first reads it, and then kept.

An address that a practice once had is never another's: links to it lead to the practice for ever.
"""

import secrets

from django.db import connection
from django.utils.functional import Promise
from django.utils.text import slugify
from django.utils.translation import gettext as _

from practices.models import RESERVED_SLUGS, FormerSlug, Practice
from practices.rules import NOT_PUBLISHED, TAKEN_DOWN, Reasons
from regions.names import sort_key
from regions.reader import Reader

LONGEST = 70  # leaves room for a number at the end
LOCK = 7_104_301  # any number that no other lock of this product uses


def provisional_slug() -> str:
    """The address of a draft; its title is not in it, for the address of others must not tell."""
    return f"draft-{secrets.token_hex(6)}"


def hold_addresses() -> None:
    """Keep others from giving addresses until the end of the transaction."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [LOCK])


def slug_for(title: str) -> str:
    """A free address from the title, held against others until the end of the transaction."""
    hold_addresses()
    base = slugify(sort_key(title))[:LONGEST].strip("-") or "practice"
    # Nothing is read here for a person: a hidden practice has a provisional address.
    taken = {
        *Practice.objects.filter(slug__startswith=base).values_list("slug", flat=True),
        *FormerSlug.objects.filter(slug__startswith=base).values_list("slug", flat=True),
        *RESERVED_SLUGS,
    }
    if base not in taken:
        return base
    number = 2
    while f"{base}-{number}" in taken:
        number += 1
    return f"{base}-{number}"


def is_free_for(practice: Practice, slug: str) -> bool:
    """Whether the practice can have this address: nobody else has it or ever had it."""
    others = Practice.objects.exclude(pk=practice.pk).filter(slug=slug)
    once = FormerSlug.objects.exclude(practice=practice).filter(slug=slug)
    is_provisional = slug.startswith("draft-")
    return not (slug in RESERVED_SLUGS or is_provisional or others.exists() or once.exists())


def address_refusals(by: Reader) -> Reasons:
    """Who changes addresses: the coordinator."""
    if by.is_system or by.is_coordinator:
        return []
    return [_("Only the coordinator changes the address of a practice.")]


def address_blockers(practice: Practice) -> list[str | Promise]:
    """Drafts get their address when they are published."""
    if practice.taken_down_at:
        return [TAKEN_DOWN]
    return [] if practice.published_revision_id else [NOT_PUBLISHED]
