"""Rules of what is entered for a partner and counts after that partner confirmed it: pure."""

from dataclasses import replace
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.ui.dates import day
from practices.models import Document, Revision, RevisionState
from practices.querysets import ENTRY_DOCUMENT_LINK, ENTRY_LINK
from practices.rules import (
    Reasons,
    check_blockers,
    submit_blockers,
    writing_refusals,
)

if TYPE_CHECKING:
    from core.signed_links import SignedLink
    from practices.writing.manuscript import Manuscript
    from regions.models import Partner
    from regions.reader import Reader

LINK_IS_GOOD_FOR = timedelta(days=60)
BETWEEN_LETTERS = timedelta(days=7)

NOT_ENTERED = gettext_lazy("This text was not entered for its partner: nobody has to confirm it.")
CONFIRMED = gettext_lazy("The partner has confirmed this text already.")


def is_entry(by: "Reader", partner: "Partner") -> bool:
    """Whether what this person writes for the partner is entered for others."""
    return by.is_coordinator and partner.pk not in by.partner_ids


def entering_refusals(by: "Reader", partner: "Partner") -> Reasons:
    """P06: one's own partner; the coordinator for any."""
    return [] if by.is_coordinator else writing_refusals(by, partner)


def confirming_refusals(by: "Reader", revision: Revision) -> Reasons:
    """P06: the people of the partner, or whoever holds the link that was mailed to them."""
    if revision.practice.partner_id in by.partner_ids or opens(by.link, revision):
        return []
    return [
        _("Only people of %(partner)s can say whether this is their practice.")
        % {"partner": revision.practice.partner.short}
    ]


def link_object(revision: Revision) -> str:
    """What a link stands for: a text as it was when it was sent."""
    return f"{revision.pk}:{revision.edit}"


def opens(link: "SignedLink | None", revision: Revision) -> bool:
    return link is not None and (link.purpose, link.object_id) == (
        ENTRY_LINK,
        link_object(revision),
    )


def document_link(link: "SignedLink", document: Document) -> "SignedLink":
    """Opens one document of the text that the link asks about: as long as the link, and no more."""
    names = f"{link.object_id}:{document.pk}"
    return replace(link, purpose=ENTRY_DOCUMENT_LINK, object_id=names)


def confirm_blockers(revision: Revision) -> Reasons:
    """What stands against saying yes or no."""
    if not revision.is_entered_for_partner:
        return [NOT_ENTERED]
    if revision.partner_confirmed_at:
        return [CONFIRMED]
    return check_blockers(revision)


def asking_refusals(by: "Reader") -> Reasons:
    """The coordinator, who entered it."""
    if by.is_system or by.is_coordinator:
        return []
    return [_("Only the coordinator asks partners to confirm what was entered for them.")]


def ask_blockers(revision: Revision, text: "Manuscript", now: datetime) -> Reasons:
    """A draft must be complete; what was sent can be sent again after a week."""
    if not revision.is_entered_for_partner:
        return [NOT_ENTERED]
    if revision.state != RevisionState.SUBMITTED:
        return submit_blockers(revision, text)
    if revision.partner_confirmed_at:
        return [CONFIRMED]
    return check_blockers(revision) or too_early(revision.partner_asked_at, now)


def too_early(asked_at: datetime | None, now: datetime) -> Reasons:
    """One letter a week is enough."""
    if asked_at is None or now - asked_at >= BETWEEN_LETTERS:
        return []
    return [
        _("Asked on %(day)s. You can ask again from %(next)s on.")
        % {"day": day(localdate(asked_at)), "next": day(localdate(asked_at + BETWEEN_LETTERS))}
    ]
