"""When decisions are looked at again: who is reminded, once before and once on the day."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext as _

from assessments.models import Decision
from core.links import absolute
from core.mail import post
from core.models import Mail
from core.ui import dates
from practices.models import Practice
from regions.models import Membership, Region

AHEAD: Final = timedelta(days=14)
LATE: Final = timedelta(days=14)  # for how long a reminder that nobody sent is made up for
CHECK: Final = "assessments.review"
BEFORE, ON_THE_DAY = "before", "day"


@dataclass(frozen=True)
class Due:
    """A decision whose leads are to be told, and which of the two times it is."""

    decision: Decision
    time: str

    @property
    def key(self) -> str:
        return f"review-{self.decision.pk}-{self.time}"


def due_on(decision: Decision, today: date) -> Due | None:
    """Which reminder belongs to this day; none once the day is long past."""
    if decision.review_on is None or today < decision.review_on - AHEAD:
        return None
    if today < decision.review_on:
        return Due(decision, BEFORE)
    return Due(decision, ON_THE_DAY) if today <= decision.review_on + LATE else None


def subject_of(due: Due, practice: Practice) -> str:
    """Look again at “Cluster pool” on 3 May 2014."""
    words = {"practice": practice.title, "day": dates.day(due.decision.review_on)}
    if due.time == BEFORE:
        return _("Look again at “%(practice)s” on %(day)s") % words
    return _("Today: look again at “%(practice)s”") % words


def write(due: Due, practice: Practice, region: Region, lead: Membership) -> Mail:
    """One letter to a lead; it does not go once the decision is replaced or the role has ended."""
    decision = due.decision
    with translation.override(lead.user.language):
        body = _(
            "Dear %(name)s,\n\n"
            "%(region)s decided on %(decided)s about this practice:\n\n"
            "%(practice)s: %(outcome)s\n\n"
            "You wanted to look at it again on %(day)s. Decide again, or say with one click that"
            " it stays as it is:\n%(url)s\n"
        ) % {
            "name": lead.user.name,
            "region": region.name,
            "decided": dates.day(decision.decided_on),
            "practice": practice.title,
            "outcome": decision.get_outcome_display(),
            "day": dates.day(decision.review_on),
            "url": absolute(decision.get_absolute_url()),
        }
        return post(
            to=lead.user.email,
            subject=subject_of(due, practice),
            body=body,
            message_id=f"<{due.key}-{lead.user_id}@{settings.MAIL_DOMAIN}>",
            person=lead.user_id,
            check=CHECK,
            about={"decision": decision.pk, "region": region.pk},
        )


def may_go(mail: Mail) -> bool:
    """Asked when the letter is sent."""
    is_in_force = Decision.objects.in_force().filter(pk=mail.about["decision"]).exists()
    leads = Membership.objects.active().filter(
        user_id=mail.person_id or 0, partner__region=mail.about["region"], is_lead=True
    )
    return is_in_force and leads.exists()
