"""What is done about decisions while nobody waits: once a night, in the early morning."""

from assessments.actions.reviewing import remind_of_review
from assessments.deciding.reviews import AHEAD, CHECK, LATE, Due, due_on, may_go
from assessments.models import Decision
from core import clock
from core.idempotency import Holder, once_by_key
from core.jobs import every_night
from core.mail import register_check
from regions.reader import Reader


def register() -> None:
    """Called when the apps are ready."""
    register_check(CHECK, may_go)
    every_night("remind who looks at decisions again", remind_of_reviews)


def remind_of_reviews() -> int:
    """Remind the leads 14 days before and on the day, each once; how many reminders were due.

    A decision is never changed, so what was sent is remembered by its key: longer than the days
    in which it could be due again.
    """
    today = clock.today()
    between = (today - LATE, today + AHEAD)
    found = Decision.objects.in_force().filter(review_on__range=between).for_page().order_by("pk")
    due = [each for each in (due_on(decision, today) for decision in found) if each]
    for each in due:
        _once(each)
    return len(due)


def _once(due: Due) -> None:
    once_by_key(
        Holder("job", "reviews"),
        due.key,
        str(due.decision.review_on),
        lambda: remind_of_review(due=due, by=Reader.system()),
    )
