"""The partnership, its partners and the pages of their regions."""

import hashlib
from dataclasses import dataclass
from datetime import date

from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from core import clock
from core.audit import action, record
from core.errors import NotAllowed, NotNow
from regions.actions.memberships import close_membership
from regions.models import Partner, Partnership, PolicyLevel, Region
from regions.reader import Reader
from regions.rules import deactivation_blockers, partner_blockers, profile_blockers


class CannotChangePartners(NotAllowed):
    """Partners are the coordinator's to change."""


class PartnerStays(NotNow):
    """As things are, the partner cannot leave."""


class CodeTaken(NotNow):
    sentence = _("There is a partner with this NUTS code already. Check the code.")


class NotYourRegion(NotAllowed):
    """The page of a region is its lead's to change."""


@dataclass(frozen=True)
class NewPartner:
    """A partner organisation with its region, as entered. `code` is the NUTS code."""

    organisation: str
    short: str
    region: str
    code: str
    short_code: str
    country: str
    local_name: str = ""
    policy_level: str = PolicyLevel.REGIONAL
    latitude: float | None = None
    longitude: float | None = None
    is_lead_partner: bool = False


@action
def found_partnership(
    *,
    by: Reader,
    name: str,
    starts_on: date,
    full_name: str = "",
    programme: str = "",
    funding_sentence: str = "",
    emblem: bytes | None = None,
    languages: tuple[str, ...] = ("en",),
    is_demonstration: bool = False,
) -> Partnership:
    """Make the one row that says this place is set up; only day one does this."""
    partnership = Partnership.objects.create(
        pk=1,
        name=name,
        full_name=full_name,
        programme=programme,
        funding_sentence=funding_sentence,
        emblem=emblem,
        emblem_hash=hashlib.sha256(emblem).hexdigest()[:16] if emblem else "",
        languages=list(languages),
        starts_on=starts_on,
        is_demonstration=is_demonstration,
    )
    record(by=by, verb="partnership.founded", obj=partnership, changes={"starts_on": starts_on})
    return partnership


@action
def edit_partnership(
    *,
    by: Reader,
    partnership: Partnership,
    name: str,
    full_name: str,
    programme: str,
    funding_sentence: str,
    linkedin_group: str,
    x_account: str,
) -> Partnership:
    """What stands at the foot of every page; the emblem and the first day stay."""
    if reasons := partner_blockers(by):
        raise CannotChangePartners(*reasons)
    partnership = Partnership.objects.for_frame().select_for_update().get(pk=partnership.pk)
    words = {
        "name": name,
        "full_name": full_name,
        "programme": programme,
        "funding_sentence": funding_sentence,
        "linkedin_group": linkedin_group,
        "x_account": x_account,
    }
    for field, value in words.items():
        setattr(partnership, field, value)
    partnership.save(update_fields=list(words))
    record(by=by, verb="partnership.changed", obj=partnership)
    return partnership


@action
def create_partner(*, by: Reader, new: NewPartner) -> Partner:
    """Add a partner and its region at the end of the strip (G04)."""
    if reasons := partner_blockers(by):
        raise CannotChangePartners(*reasons)
    try:
        with transaction.atomic():
            region = Region.objects.create(
                code=new.code,
                name=new.region,
                local_name=new.local_name,
                short_code=new.short_code,
                country=new.country,
                position=Region.objects.count() + 1,
                policy_level=new.policy_level,
                latitude=new.latitude,
                longitude=new.longitude,
            )
    except IntegrityError:
        raise CodeTaken from None
    partner = Partner.objects.create(
        region=region,
        organisation=new.organisation,
        short=new.short,
        is_lead_partner=new.is_lead_partner,
    )
    record(by=by, verb="partner.created", obj=partner, changes={"region_id": region.pk})
    return partner


@action
def rename_partner(
    *, by: Reader, partner: Partner, organisation: str, short: str, region_name: str
) -> Partner:
    """New names for a partner and its region; the NUTS code is its address and stays."""
    if reasons := partner_blockers(by):
        raise CannotChangePartners(*reasons)
    partner = Partner.objects.select_for_update(of=("self",)).with_region().get(pk=partner.pk)
    partner.organisation = organisation
    partner.short = short
    partner.save(update_fields=["organisation", "short"])
    partner.region.name = region_name
    partner.region.save(update_fields=["name", "name_sort"])
    record(by=by, verb="partner.renamed", obj=partner)
    return partner


@action
def deactivate_partner(*, by: Reader, partner: Partner) -> Partner:
    """Let a partner leave: its people and open invitations end, everything of record stays."""
    if reasons := partner_blockers(by):
        raise CannotChangePartners(*reasons)
    partner = Partner.objects.select_for_update(of=("self",)).with_region().get(pk=partner.pk)
    if reasons := deactivation_blockers(partner):
        raise PartnerStays(*reasons)
    now = clock.now()
    for membership in partner.memberships.active().select_related("user"):
        close_membership(by=by, membership=membership)
    partner.invitations.open_at(now).update(withdrawn_at=now)
    partner.deactivated_at = partner.region.deactivated_at = now
    partner.save(update_fields=["deactivated_at"])
    partner.region.save(update_fields=["deactivated_at"])
    record(by=by, verb="partner.deactivated", obj=partner)
    return partner


@action
def edit_region_profile(
    *,
    by: Reader,
    region: Region,
    profile: str,
    local_name: str,
    policy_level: str,
    latitude: float | None,
    longitude: float | None,
    website: str,
) -> Region:
    """What the page of a region says about itself (G03)."""
    if reasons := profile_blockers(by, region.pk):
        raise NotYourRegion(*reasons)
    # Texts that are being published may point to it: what is locked is its row, not its key.
    rows = Region.objects.select_for_update(of=("self",), no_key=True)
    region = rows.with_partner().get(pk=region.pk)
    region.profile = profile
    region.local_name = local_name
    region.policy_level = policy_level
    region.latitude = latitude
    region.longitude = longitude
    fields = ["profile", "local_name", "policy_level", "latitude", "longitude", "name_sort"]
    region.save(update_fields=fields)
    region.partner.website = website
    region.partner.save(update_fields=["website"])
    record(by=by, verb="region.profile_edited", obj=region)
    return region
