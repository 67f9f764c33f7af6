"""Is what a region says about itself still true? Who is asked, when, and by which link: pure."""

from datetime import timedelta
from typing import TYPE_CHECKING, Final

from django.utils.translation import gettext as _

from regions.context.profile import Profile

if TYPE_CHECKING:
    from core.signed_links import SignedLink
    from regions.reader import Reader
    from regions.rules import Reasons

# The purpose of the link that asks a lead; it stands for a profile as it was when it was sent.
CONTEXT_LINK: Final = "context-still-true"
LINK_IS_GOOD_FOR: Final = timedelta(days=90)


def link_object(profile: Profile) -> str:
    """What a link stands for: a region and what it said."""
    return f"{profile.region.pk}:{profile.mark}"


def region_of(link: "SignedLink") -> int:
    """The region that a link is about."""
    pk, _colon, _mark = link.object_id.partition(":")
    return int(pk) if pk.isdecimal() else 0


def opens(link: "SignedLink | None", profile: Profile) -> bool:
    """As long as nothing was changed or confirmed since the letter."""
    return link is not None and (link.purpose, link.object_id) == (
        CONTEXT_LINK,
        link_object(profile),
    )


def context_refusals(by: "Reader", region_id: int) -> "Reasons":
    """CX01: everybody of the region writes and confirms what it has."""
    if by.is_system or region_id in by.region_ids:
        return []
    return [_("Only people of the region write what it has.")]


def confirming_refusals(by: "Reader", profile: Profile) -> "Reasons":
    """CX01, LK01: the region's people, or whoever holds the link that was mailed to them."""
    return [] if opens(by.link, profile) else context_refusals(by, profile.region.pk)
