"""Who may act, by role and partner."""

from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from practices.models import Revision
from practices.rules.reasons import Reasons

if TYPE_CHECKING:
    from regions.models import Partner
    from regions.reader import Reader


def creating_refusals(by: "Reader") -> Reasons:
    """P06: whoever acts for a partner."""
    if by.is_system or by.is_member:
        return []
    return [_("Only members of a partner write practices. Ask the coordinator to invite you.")]


def writing_refusals(by: "Reader", partner: "Partner") -> Reasons:
    """P06 to P09, P12: the people of the partner that contributed it."""
    if by.is_system or partner.pk in by.partner_ids:
        return []
    return [_("Only people of %(partner)s can change this practice.") % {"partner": partner.short}]


def text_refusals(by: "Reader", revision: Revision) -> Reasons:
    """The same for one text: what the coordinator entered for the partner is theirs as well."""
    if revision.is_entered_for_partner and by.is_coordinator:
        return []
    return writing_refusals(by, revision.practice.partner)


def checking_refusals(by: "Reader") -> Reasons:
    """P10, P11: the coordinator."""
    if by.is_system or by.is_coordinator:
        return []
    return [_("Only the coordinator publishes practices or sends them back.")]


def sorting_refusals(by: "Reader") -> Reasons:
    """Topics are sorted by the coordinator, who proposes peer groups from them (GR02)."""
    if by.is_system or by.is_coordinator:
        return []
    return [_("Only the coordinator sorts practices into topics.")]


def archiving_refusals(by: "Reader", partner: "Partner") -> Reasons:
    """P14: the partner's lead and the coordinator."""
    if by.is_system or by.is_coordinator or partner.pk in by.lead_partner_ids:
        return []
    return [
        _("Only the lead of %(partner)s and the coordinator archive or restore this practice.")
        % {"partner": partner.short}
    ]


def taking_down_refusals(by: "Reader") -> Reasons:
    """P16: the coordinator."""
    if by.is_system or by.is_coordinator:
        return []
    return [_("Only the coordinator takes a practice down.")]


def deleting_refusals(by: "Reader", revision: Revision) -> Reasons:
    """P17: whoever began the draft, and the partner's lead."""
    partner_id = revision.practice.partner_id
    is_theirs = revision.is_entered_for_partner or partner_id in by.partner_ids
    began_it = revision.created_by_id == by.user_id and is_theirs
    if by.is_system or began_it or partner_id in by.lead_partner_ids:
        return []
    return [_("Only the person who began this draft and the partner's lead can delete it.")]
