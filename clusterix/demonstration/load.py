"""Loads the demonstration: all chapters in one transaction, each through the product's actions."""

import time
from collections.abc import Callable
from datetime import date
from types import ModuleType
from typing import Final

from django.db import connection, transaction
from django.utils.translation import gettext as _

from accounts.models import User
from clusterix.demonstration import (
    asked,
    asked_at_home,
    catalogue,
    contexts,
    decisions,
    imported,
    languages,
    meetings,
    outcomes,
    people,
    planned,
    plans,
    prepared,
    questions,
    reasons,
    reports,
    talk,
    topics,
    upkeep,
    wanted,
)
from clusterix.demonstration.context import Demo
from core.errors import NotNow
from core.mail import nothing_sent
from practices.models import Practice, Theme
from regions.models import Partnership, Region

CHAPTERS: Final = (
    people,
    contexts,
    catalogue,
    languages,
    meetings,
    outcomes,
    planned,
    prepared,
    decisions,
    asked,
    asked_at_home,
    reasons,
    plans,
    reports,
    talk,
    topics,
    questions,
    imported,
    upkeep,
    wanted,
)
LOCK: Final = 7_311_204  # any number that nothing else of this product uses


class OtherData(NotNow):
    """The database belongs to somebody."""


def is_loaded() -> bool:
    """Whether this database holds the demonstration."""
    return Partnership.objects.filter(is_demonstration=True).exists()


def holds_anything() -> bool:
    """Whether somebody has begun to use this database."""
    return any(each.objects.exists() for each in (Partnership, Region, User, Practice, Theme))


def load(*, today: date, say: Callable[[str], object] = print) -> bool:
    """Load every chapter, or nothing; False when it is loaded already.

    Raises `OtherData` in a database that holds something else.
    """
    with transaction.atomic():
        with connection.cursor() as cursor:  # two starts at once: the second waits and sees it
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [LOCK])
        if is_loaded():
            return False
        if holds_anything():
            raise OtherData(
                _(
                    "This database holds data of its own, so the demonstration was not loaded: "
                    "name an empty database in DATABASE_URL."
                )
            )
        demo = Demo(today=today, say=say)
        with nothing_sent():
            for chapter in CHAPTERS:
                tell(demo, chapter)
    return True


def tell(demo: Demo, chapter: ModuleType) -> None:
    """One chapter with a line of progress."""
    begin = time.monotonic()
    chapter.load(demo)
    name = chapter.__name__.rpartition(".")[2]
    demo.say(f"{name}: {time.monotonic() - begin:.1f} s")
