"""Is it still true? How old what a practice says is, and when its owner is asked: pure."""

from datetime import date, timedelta
from typing import TYPE_CHECKING

from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.clock import a_year_before
from core.ui.dates import day
from practices.models import Practice, StillTrue
from practices.querysets import BETWEEN_LETTERS, STILL_TRUE_LINK
from practices.rules import ARCHIVED, NOT_PUBLISHED, TAKEN_DOWN, Reasons, writing_refusals

if TYPE_CHECKING:
    from core.signed_links import SignedLink
    from regions.reader import Reader

LINK_IS_GOOD_FOR = timedelta(days=90)

STUB = gettext_lazy("Nobody has described this practice yet, so there is nothing to confirm.")
NOT_A_YEAR = gettext_lazy("It was confirmed or published less than a year ago.")


def known_on(practice: Practice) -> date | None:
    """When somebody last stood for what it says: the confirmation, or the published text itself."""
    published = localdate(practice.published_at) if practice.published_at else None
    return max((each for each in (practice.confirmed_on, published) if each), default=None)


def is_ageing(practice: Practice, today: date) -> bool:
    """Nobody stood for it for a year; a stub says nothing that could grow old."""
    known = known_on(practice)
    is_listed = practice.is_published and practice.archived_at is None and not practice.is_stub
    return is_listed and known is not None and known <= a_year_before(today)


def age_in_words(practice: Practice, today: date) -> str:
    """For the facts of the page; nothing about a text of less than a year."""
    known = known_on(practice)
    if known is None or practice.is_stub:
        return ""
    if known <= a_year_before(today):
        return _("Not confirmed since %(year)s") % {"year": known.year}
    if practice.confirmed_on is None:
        return ""
    return _("Last confirmed by the owner in %(month)s") % {
        "month": day(practice.confirmed_on, "month")
    }


def is_asked(practice: Practice) -> bool:
    """A letter is out and nobody has answered yet."""
    return practice.still_true_letters > 0


def answering_refusals(by: "Reader", practice: Practice) -> Reasons:
    """The people of the partner that contributed it, or whoever holds the link mailed to them."""
    return [] if opens(by.link, practice) else writing_refusals(by, practice.partner)


def opens(link: "SignedLink | None", practice: Practice) -> bool:
    """Whether the link asks about this practice and was not answered since it was made."""
    if link is None or (link.purpose, link.object_id) != (STILL_TRUE_LINK, str(practice.pk)):
        return False
    is_answered = practice.owner_said_at is not None and practice.owner_said_at >= link.made_at
    return is_asked(practice) and not is_answered


def answer_blockers(practice: Practice) -> Reasons:
    if practice.taken_down_at:
        return [TAKEN_DOWN]
    if practice.published_revision_id is None:
        return [NOT_PUBLISHED]
    return [ARCHIVED] if practice.archived_at else []


def asking_refusals(by: "Reader") -> Reasons:
    """The coordinator; the product itself asks once a year."""
    if by.is_system or by.is_coordinator:
        return []
    return [_("Only the coordinator asks the owners of practices.")]


def ask_blockers(practice: Practice, today: date) -> Reasons:
    """Once a week is enough, and only about what is old."""
    if blockers := answer_blockers(practice):
        return blockers
    if practice.is_stub:
        return [STUB]
    return [] if is_ageing(practice, today) else [NOT_A_YEAR]


def too_early(practice: Practice, today: date) -> Reasons:
    asked = practice.asked_still_true_on
    if asked is None or today - asked >= BETWEEN_LETTERS:
        return []
    return [
        _("Asked on %(day)s. You can ask again from %(next)s on.")
        % {"day": day(asked), "next": day(asked + BETWEEN_LETTERS)}
    ]


def says_changed(practice: Practice) -> bool:
    """Its owner has still to write down what changed."""
    return practice.owner_said == StillTrue.CHANGED


def says_ended(practice: Practice) -> bool:
    """Its lead or the coordinator has still to archive it."""
    return practice.owner_said == StillTrue.ENDED
