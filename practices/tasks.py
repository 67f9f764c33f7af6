"""What the worker does for the catalogue while nobody waits."""

from contextlib import suppress
from itertools import groupby

from core import clock
from practices.actions import ask_owners
from practices.actions.still_true import NothingToAsk
from practices.models import Practice
from regions.reader import Reader


def ask_whether_still_true() -> None:
    """The yearly question about each practice, with one letter a week to the people of a partner.

    One transaction for each partner; what was asked already is not asked again.
    """
    due = sorted(Practice.objects.to_be_asked(clock.today()), key=lambda each: each.partner_id)
    for _partner, practices in groupby(due, key=lambda each: each.partner_id):
        with suppress(NothingToAsk):
            ask_owners(practices=list(practices), by=Reader.system())
