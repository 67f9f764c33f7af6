"""Reads about regions, partners and roles, named for the reader."""

from datetime import date, datetime
from functools import cache
from typing import TYPE_CHECKING

from django.db import connections, models
from django.db.models import Case, Exists, OuterRef, Q, Value, When

from core.clock import a_year_before

if TYPE_CHECKING:
    from regions.models import (  # noqa: F401 - for the classes' own types
        ApiToken,
        ContextItem,
        Industry,
        Invitation,
        Membership,
        Partner,
        Partnership,
        Region,
        SetupLink,
        Strength,
    )
    from regions.reader import Reader


@cache
def _statement_of_frame(model: "type[Partnership]") -> tuple[str, list[str]]:
    query = model.objects.for_frame().order_by("pk")[:1].query
    fields = [each for each in model._meta.concrete_fields if each.name != "emblem"]
    return str(query), [each.attname for each in fields]


class PartnershipQuerySet(models.QuerySet["Partnership"]):
    def for_frame(self) -> "PartnershipQuerySet":
        """Every page names the partnership; the emblem's bytes have an address of their own."""
        return self.defer("emblem")

    def in_frame(self) -> "Partnership | None":
        """The first of these: every page asks, so the statement is put together only once."""
        statement, columns = _statement_of_frame(self.model)
        with connections[self.db].cursor() as cursor:
            cursor.execute(statement)
            row = cursor.fetchone()
        return self.model.from_db(self.db, columns, row) if row else None

    def with_emblem(self, digest: str) -> "PartnershipQuerySet":
        """Public, like the pages it stands on."""
        return self.filter(emblem_hash=digest, emblem__isnull=False)


class SetupLinkQuerySet(models.QuerySet["SetupLink"]):
    def for_bearer(self, token_hash: str) -> "SetupLinkQuerySet":
        """The unused link with this secret: whoever holds it may set the place up."""
        return self.filter(token_hash=token_hash, used_at__isnull=True)


class RegionQuerySet(models.QuerySet["Region"]):
    def active(self) -> "RegionQuerySet":
        return self.filter(deactivated_at__isnull=True)

    def visible_to(self, reader: "Reader") -> "RegionQuerySet":
        """Profiles are public; a region that left stays readable for the people of record."""
        return self if reader.is_member or reader.is_admin else self.active()

    def with_partner(self) -> "RegionQuerySet":
        return self.select_related("partner")

    def to_ask_about_context(self, today: date) -> "RegionQuerySet":
        """What they say of themselves is a year old or missing, and nobody was asked for a year."""
        from regions.models import ContextItem  # noqa: PLC0415 - models import this module first

        since = a_year_before(today)
        said = ContextItem.objects.filter(region=OuterRef("pk"))
        return self.active().filter(
            Q(context_asked_on__isnull=True) | Q(context_asked_on__lte=since),
            ~Exists(said) | Exists(said.filter(confirmed_on__lte=since)),
        )

    def asked_of(self, reader: "Reader") -> "RegionQuerySet":
        """LK01: the region that a signed link asks about, as long as its person acts for it.

        Whether the link is still open, its profile says: `regions.context.asking.opens`.
        """
        from regions.context.asking import CONTEXT_LINK, region_of  # noqa: PLC0415 - as above
        from regions.models import Membership  # noqa: PLC0415 - as above

        link = reader.link
        if link is None or link.purpose != CONTEXT_LINK:
            return self.none()
        held = Membership.objects.active().filter(user_id=link.recipient_id)
        return self.active().filter(pk=region_of(link), partner__in=held.values("partner"))

    def in_strip_order(self) -> "RegionQuerySet":
        return self.order_by("position", "name_sort")


class PartnerQuerySet(models.QuerySet["Partner"]):
    def active(self) -> "PartnerQuerySet":
        return self.filter(deactivated_at__isnull=True)

    def visible_to(self, reader: "Reader") -> "PartnerQuerySet":
        return self if reader.is_member or reader.is_admin else self.active()

    def inviting(self, reader: "Reader") -> "PartnerQuerySet":
        """U04: the partners to which the reader may invite people."""
        active = self.active()
        if reader.is_coordinator or reader.is_admin:
            return active
        return active.filter(pk__in=reader.lead_partner_ids)

    def in_strip_order(self) -> "PartnerQuerySet":
        return self.order_by("region__position", "region__name_sort")

    def with_region(self) -> "PartnerQuerySet":
        return self.select_related("region")

    def with_seat(self) -> "PartnerQuerySet":
        """Partners with somebody in the steering committee, in the order of the strip."""
        return (
            self.active()
            .filter(
                memberships__is_steering=True,
                memberships__ended_at__isnull=True,
                memberships__user__is_active=True,
            )
            .with_region()
            .in_strip_order()
            .distinct()
        )


class MembershipQuerySet(models.QuerySet["Membership"]):
    def active(self) -> "MembershipQuerySet":
        return self.filter(ended_at__isnull=True, user__is_active=True)

    def for_reader(self, user_id: int) -> "MembershipQuerySet":
        """What the rights of a person are computed from, the coordinator's partner first."""
        return (
            self.active()
            .filter(user_id=user_id)
            .select_related("partner__region")
            .order_by("-is_lead", "pk")
        )

    def visible_to(self, reader: "Reader") -> "MembershipQuerySet":
        """The directory is for members and administrators (U01)."""
        if reader.is_member or reader.is_admin:
            return self.active()
        return self.none()

    def with_people(self) -> "MembershipQuerySet":
        return self.select_related("user", "partner__region")

    def in_directory_order(self) -> "MembershipQuerySet":
        """Partners as in the strip; inside, leads first, then policy makers, then by name."""
        levels = ("policy_maker", "intermediary", "practitioner")
        rank = Case(*[When(level=level, then=Value(n)) for n, level in enumerate(levels)])
        return self.order_by(
            "partner__region__position",
            "partner__region__name_sort",
            "-is_lead",
            rank,
            "user__name",
        )

    def contacts_for(self, reader: "Reader") -> "MembershipQuerySet":
        """G02: the leads, for members; for everybody those who agreed to be named."""
        leads = self.active().filter(is_lead=True).select_related("user")
        if reader.is_member or reader.is_admin:
            return leads
        return leads.filter(user__is_public_contact=True)


class IndustryQuerySet(models.QuerySet["Industry"]):
    def not_yet_of(self, region: "Region") -> "IndustryQuerySet":
        """The fields that the region does not name as its strengths."""
        return self.exclude(strengths__region=region)


class StrengthQuerySet(models.QuerySet["Strength"]):
    def visible_to(self, reader: "Reader") -> "StrengthQuerySet":
        """Strengths stand on the public page of their region."""
        return (
            self
            if reader.is_member or reader.is_admin
            else self.filter(region__deactivated_at__isnull=True)
        )


class ContextItemQuerySet(models.QuerySet["ContextItem"]):
    def visible_to(self, reader: "Reader") -> "ContextItemQuerySet":
        """The context profile stands on the public page of its region (CX01, G01)."""
        return (
            self
            if reader.is_member or reader.is_admin
            else self.filter(region__deactivated_at__isnull=True)
        )


class InvitationQuerySet(models.QuerySet["Invitation"]):
    def open_at(self, now: datetime) -> "InvitationQuerySet":
        return self.filter(used_at__isnull=True, withdrawn_at__isnull=True, expires_at__gt=now)

    def visible_to(self, reader: "Reader") -> "InvitationQuerySet":
        """Leads see those of their partner, the coordinator and the administrator all (U04)."""
        if reader.is_coordinator or reader.is_admin:
            return self
        return self.filter(partner_id__in=reader.lead_partner_ids)

    def with_partner(self) -> "InvitationQuerySet":
        return self.select_related("partner__region", "invited_by")

    def by_token_hash(self, token_hash: str) -> "InvitationQuerySet":
        """For the bearer of the link: the token in it is the right to read it."""
        return self.filter(token_hash=token_hash).select_related("partner__region", "invited_by")


class ApiTokenQuerySet(models.QuerySet["ApiToken"]):
    def open_at(self, now: datetime) -> "ApiTokenQuerySet":
        return self.filter(revoked_at__isnull=True, expires_at__gt=now, user__is_active=True)

    def visible_to(self, reader: "Reader") -> "ApiTokenQuerySet":
        """K01: one's own."""
        return self.filter(user_id=reader.user_id or 0).select_related("partner")

    def by_token_hash(self, token_hash: str) -> "ApiTokenQuerySet":
        """For the program that holds the token: having it is the right to use it."""
        return self.filter(token_hash=token_hash).select_related("user")
