"""Whether a weekly letter may still go: what it tells is asked for again right before it is sent.

One that may not is written anew with the rights of then, as long as it is Monday.
"""

from typing import Any, Final

from django.utils import translation

from accounts.models import User
from clusterix.home.member import OFFERS
from clusterix.letter.content import Letter
from clusterix.letter.week import Week
from core.models import Mail, Notice
from core.next_steps import NextStep
from practices.models import Comment, Practice, SavedSearch
from regions.reader import Reader

CHECK: Final = "weekly_letter"


def told_in(letter: Letter, week: Week) -> dict[str, Any]:
    """What the letter tells, by ids; of its steps, which come from many rooms, what they say."""
    return {
        "week": str(week),
        "practices": [practice.pk for each in letter.found for practice in each.practices],
        "comments": [comment.pk for each in letter.said for _who, comment in each.comments],
        "notices": [each.pk for each in letter.notices],
        "steps": [_said(each) for each in letter.steps],
        "searches": {each.search.pk: each.search.told_until.isoformat() for each in letter.found},
    }


def may_go(letter: Mail) -> bool:
    """Whether its person still wants it, and may read everything in it."""
    people = User.people.active().filter(wants_digest=True, erased_at__isnull=True)
    person = people.filter(pk=letter.person_id or 0).first()
    if person is None:
        return False
    reader = Reader.for_user(person.pk, is_admin=person.is_admin)
    with translation.override(person.language):
        if _is_readable(letter.about, reader):
            return True
    for pk, told_until in letter.about["searches"].items():  # new to them again
        SavedSearch.objects.of(reader).filter(pk=pk).update(told_until=told_until)
    return False


def _is_readable(told: dict[str, Any], reader: Reader) -> bool:
    rows = {
        "practices": Practice.objects.listed_for(reader),
        "comments": Comment.objects.still_said_to(reader),
        "notices": Notice.objects.visible_to(reader),
    }
    for name, readable in rows.items():
        ids = set(told[name])
        if readable.filter(pk__in=ids).count() != len(ids):
            return False
    day = Week.read(told["week"]).until.date()
    now = [_said(step) for offer in OFFERS for step in offer(reader, day)]
    return all(each in now for each in told["steps"])


def _said(step: NextStep) -> list[str]:
    return [str(step.title), step.url]
