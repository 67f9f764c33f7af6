"""Who was asked by name in a round at home."""

from datetime import date, datetime
from typing import TYPE_CHECKING

from django.db import models
from django.db.models import Exists, OuterRef

if TYPE_CHECKING:
    from assessments.models import (  # noqa: F401 - for the classes' own types
        HomeInvitation,
        HomePass,
        Round,
        Seat,
    )
    from regions.reader import Reader


class HomeInvitationQuerySet(models.QuerySet["HomeInvitation"]):
    def visible_to(self, reader: "Reader") -> "HomeInvitationQuerySet":
        """HR02: the leads of the region that asks."""
        return self.filter(round__region_id__in=reader.lead_region_ids)

    def of_bearer(self, token_hash: str) -> "HomeInvitationQuerySet":
        """LK01: whoever holds the personal link, with all that its pages name."""
        return self.filter(token_hash=token_hash).select_related(
            "round__region",
            "round__criteria_set",
            "round__revision__practice__partner__region",
            "seat__region",
        )

    def of_seat(self, seat: "Seat") -> "HomeInvitationQuerySet":
        """The invitation that brought somebody to their seat."""
        return self.filter(seat=seat)

    def standing(self) -> "HomeInvitationQuerySet":
        """Neither withdrawn nor declined."""
        return self.filter(withdrawn_at__isnull=True, declined_at__isnull=True)

    def asked_in(self, round_: "Round") -> "HomeInvitationQuerySet":
        """All who were asked by name and not left out, with their seats; declined ones too."""
        return self.filter(round=round_, withdrawn_at__isnull=True).select_related("seat__user")

    def unfinished(self) -> "HomeInvitationQuerySet":
        return self.standing().filter(seat__finished_at__isnull=True)

    def ending_by(self, first: date, last: date) -> "HomeInvitationQuerySet":
        """Of open rounds whose last day lies between these two days."""
        return self.filter(round__state="open", round__ends_on__range=(first, last))

    def with_round(self) -> "HomeInvitationQuerySet":
        """With all that a letter names."""
        return self.select_related("seat", "round__region", "round__revision__practice")

    def closed_before(self, moment: datetime) -> "HomeInvitationQuerySet":
        """People of rounds that were closed before, whose addresses are still there."""
        closed = self.filter(round__closed_at__lt=moment)
        return closed.exclude(email__endswith="@erased.invalid")


class HomePassQuerySet(models.QuerySet["HomePass"]):
    def by_seat(self, seat: "Seat") -> "HomePassQuerySet":
        """What somebody passed on; `is_answered`: whether there is an answer, never which."""
        from assessments.models import Rating  # noqa: PLC0415 - models import this one

        answers = Rating.objects.filter(
            seat=OuterRef("invitation__seat"), criterion__code=OuterRef("code")
        )
        return (
            self.filter(passed_by=seat)
            .annotate(is_answered=Exists(answers))
            .select_related("invitation")
        )

    def in_round(self, round_: "Round") -> "HomePassQuerySet":
        """HR02: who passed which question to whom."""
        return self.filter(invitation__round=round_).select_related("passed_by__user")
