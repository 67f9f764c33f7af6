"""What the worker does for the catalogue while nobody waits."""

from contextlib import suppress
from itertools import groupby

from core import clock
from practices.actions import ask_owners, forget_asker
from practices.actions.still_true import NothingToAsk
from practices.models import OwnerQuestion, Practice
from practices.talking.asking import KEPT_AFTER_ANSWER, KEPT_WITHOUT_ANSWER
from regions.reader import Reader


def ask_whether_still_true() -> None:
    """The yearly question about each practice, with one letter a week to the people of a partner.

    One transaction for each partner; what was asked already is not asked again.
    """
    due = sorted(Practice.objects.to_be_asked(clock.today()), key=lambda each: each.partner_id)
    for _partner, practices in groupby(due, key=lambda each: each.partner_id):
        with suppress(NothingToAsk):
            ask_owners(practices=list(practices), by=Reader.system())


def forget_askers() -> int:
    """Erase who asked an owner something, 30 days after the answer; how many."""
    now = clock.now()
    due = OwnerQuestion.objects.to_forget(now - KEPT_AFTER_ANSWER, now - KEPT_WITHOUT_ANSWER)
    questions = list(due.order_by("pk"))
    for question in questions:
        forget_asker(question=question, by=Reader.system())
    return len(questions)
